"""Handing up: by the agency itself, by its one-time link, or by the superior for an office that filed on paper."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from gongkai.law import year_end
from gongkai_site.action import Act, acting
from gongkai_site.agencies.counted import owing_copies, standing
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import owed_to
from gongkai_site.annual.models import AnnualReport, Scope, Version
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState, WrongYear
from gongkai_site.filings.blanks import insist_reported, left_blank
from gongkai_site.filings.digest import digest
from gongkai_site.filings.models import OPEN, Filing
from gongkai_site.in_chinese import in_chinese
from gongkai_site.policy import Actor

Way = Filing.Way
_LONGEST = 500


def hand_up(
    actor: Actor, version: Version, *, way: str = Way.SITE, note: str = "", blank_is_none: bool = False
) -> Filing:
    """Hand a locked version up to the agency's superior and return the filing.

    A version that came as a document and has blank cells is handed up only with ``blank_is_none``: the sender states
    that there is none where a cell is blank.

    The own report of a vertical department also goes to the government of its division, as a copy that is not summed
    there (《条例》第三条第四款). Raises :class:`WrongYear` for a report on another year or of a scope that is not owed,
    and :class:`WrongState` for a version that is not the newest, or while an earlier one has not been returned.
    """
    agency = version.report.agency
    with acting(actor, "filing.hand-up", right="report.hand_up", on=version, reason=note) as act:
        superior = _superior(agency, version.report.year)
        _insist(version)
        _insist_stated(version, blank_is_none)
        filing = _file(act, version, superior, way, blank_is_none=blank_is_none)
        government = agency.local_government
        if agency.vertical and government is not None and government != superior and filing.scope == Scope.OWN:
            _copy(act, version, government, way, blank_is_none=blank_is_none)
    return filing


def hand_up_copy(
    actor: Actor, version: Version, government: Agency, *, way: str = Way.SITE, blank_is_none: bool = False
) -> Filing:
    """Give the local government alone its copy of a vertical department's own report; nothing goes to the superior."""
    with acting(actor, "filing.hand-up", right="report.hand_up", on=version) as act:
        _insist_copy(version, government)
        _insist(version)
        _insist_stated(version, blank_is_none)
        return _copy(act, version, government, way, blank_is_none=blank_is_none)


def file_on_paper(
    actor: Actor, version: Version, *, to: Agency | None = None, filed_on: dt.date | None = None, note: str = ""
) -> Filing:
    """File a version for an agency whose report came on paper or as a file; by a supervisor of whom it came to.

    ``to`` is its superior where not given, else the local government that a vertical department gives a copy.
    ``filed_on`` is the day it came in, which decides whether it was late.
    """
    agency = version.report.agency
    own = owed_to(agency, version.report.year)
    superior = to if to is not None and to != own else _superior(agency, version.report.year)
    with acting(actor, "filing.paper", right="filing.manage", on=superior, reason=note) as act:
        today = timezone.localdate()
        if filed_on is not None and not year_end(version.report.year) - dt.timedelta(366) < filed_on <= today:
            raise InvalidInput("收到日期不对。", advice="请填收到纸质或电子文件的日期，不能晚于今天。")
        if superior == own:
            _insist(version)
            return _file(act, version, superior, Way.PAPER, filed_on=filed_on)
        _insist_copy(version, superior)
        if not is_open_to(version, superior):
            raise WrongState(
                "这一版还没有报送或公开，也不是本单位收到的文件。", advice="请由该部门报送，或先接收收到的文件。"
            )
        _insist(version)
        return _copy(act, version, superior, Way.PAPER, filed_on=filed_on)


def is_open_to(version: Version, government: Agency) -> bool:
    """Whether a government may take this version as its copy: no longer the department's own affair, or taken in here.

    A vertical department is not below the government, which sees nothing of what the department has only locked.
    """
    return version.is_handed_up or version.documents.filter(agency=government).exists()


def _insist_copy(version: Version, government: Agency) -> None:
    """Refuse what no copy is owed of (another's department, the report of an area) and what was given already."""
    report = version.report
    owes = owing_copies(government, report.year).filter(pk=report.agency_id).exists()
    if report.scope != Scope.OWN or not owes:
        raise WrongState(f"{report.agency}不向{government}报送{report.year}年度的这份报告。")
    if version.filings.filter(superior=government, state__in=OPEN).exists():
        raise WrongState("这一版已经报送，不必再报。")


def _superior(agency: Agency, year: int) -> Agency:
    superior = owed_to(agency, year)
    if superior is None:
        raise WrongState(f"{agency}没有设政府信息公开上级，不必报送。", advice="如应报送，请先在单位资料中设定上级。")
    return superior


def _insist(version: Version) -> None:
    """Refuse what is not owed: another year, another scope, an outdated version."""
    report = AnnualReport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=version.report_id)
    stated = version.content.get("year")
    if stated is not None and stated != report.year:
        raise WrongYear(
            f"报告正文是{stated}年度的，却要作为{report.year}年度的报告报送。", advice="请核对年度，上传正确的文件。"
        )
    insist_reported(version.as_report())
    if not Agency.objects.filter(standing(year_end(report.year)), pk=report.agency_id).exists():
        into = report.agency.successor
        raise WrongYear(
            f"{report.agency}在{report.year}年底已不存在或尚未设立，不报送这一年度的报告。",
            advice=f"它的数字计入{into}的报告。" if into else "",
        )
    if report.scope == Scope.AREA and not Agency.objects.filter(superior=report.agency_id).exists():
        raise WrongYear(f"{report.agency}没有下级单位，应报送本机关的报告。")
    newest = report.versions.order_by("-number").first()
    if newest is not None and newest.pk != version.pk:
        raise WrongState(f"第{version.number}版已有更新的第{newest.number}版。", advice="请报送最新的一版。")


def _insist_stated(version: Version, blank_is_none: bool) -> None:
    """Whoever hands up himself says what his blank cells mean; of paper the superior's office asks the sender."""
    if (blanks := left_blank(version)) and not blank_is_none:
        raise InvalidInput(
            f"报表有{blanks}格空白，空白不等于0。",
            advice="确实没有的，请勾选“空白的格都是没有”后报送；否则请填写后重新上传。",
        )


def _file(
    act: Act,
    version: Version,
    superior: Agency,
    way: str,
    *,
    copy: bool = False,
    filed_on: dt.date | None = None,
    blank_is_none: bool = False,
) -> Filing:
    report = version.report
    same = Filing.objects.filter(agency=report.agency, superior=superior, year=report.year, scope=report.scope)
    there = same.filter(state__in=OPEN).first()
    if there is not None and there.version_id == version.pk:
        raise WrongState("这一版已经报送，不必再报。")
    if there is not None:
        raise WrongState(
            f"{report.year}年度的报告已于{there.filed_on:%Y-%m-%d}报送（{in_chinese(Filing.State(there.state).label)}）。",
            advice=f"要换成新的一版，请先联系{superior}退回原来的报送。",
        )
    filing = Filing.objects.create(
        version=version, agency=report.agency, superior=superior, year=report.year, scope=report.scope, copy=copy,
        way=way, filed_on=filed_on or timezone.localdate(), by=act.actor.user, note=act.reason[:_LONGEST],
        blank_is_none=blank_is_none, **digest(version),
    )  # fmt: skip
    act.changed(filing)
    return filing


def _copy(
    act: Act,
    version: Version,
    government: Agency,
    way: str,
    *,
    filed_on: dt.date | None = None,
    blank_is_none: bool = False,
) -> Filing:
    """Give the local government its copy; a newer version takes the place of the one given before."""
    report = version.report
    before = Filing.objects.filter(agency=report.agency, superior=government, year=report.year, scope=report.scope)
    for old in before.filter(state__in=OPEN):
        if old.version_id == version.pk:
            return old
        was = snapshot(old)
        old.state, old.decided_at = Filing.State.REPLACED, timezone.now()
        old.save(update_fields=("state", "decided_at"))
        act.changed(old, before=was)
    return _file(act, version, government, way, copy=True, filed_on=filed_on, blank_is_none=blank_is_none)
