"""One-time links (一次性链接) for offices that never sign in: made, withdrawn, used once."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.utils import timezone

from gongkai.report import Report
from gongkai_site.action import Act, acting
from gongkai_site.agencies.counted import owing_any
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import owed_to
from gongkai_site.annual.actions.lock import lock_document
from gongkai_site.annual.lastyear import signed_version, version_of
from gongkai_site.annual.models import Origin, Scope, Version
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.filings.actions.filing import hand_up, hand_up_copy
from gongkai_site.filings.blanks import insist_reported
from gongkai_site.filings.links import DAYS, MOST_DAYS, hash_of, insist_usable
from gongkai_site.filings.models import OPEN, Filing, FilingLink
from gongkai_site.intake.cells import cell_states
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.particulars import particulars
from gongkai_site.intake.reading import is_figure
from gongkai_site.intake.verified import verified_report
from gongkai_site.policy import Actor

_AGAIN = "经一次性链接重新报送"


@dataclass(frozen=True, slots=True)
class Made:
    """A link just made; its token is shown this once and kept nowhere."""

    link: FilingLink
    token: str


def make_link(actor: Actor, agency: Agency, year: int, *, to: Agency | None = None, days: int = DAYS) -> Made:
    """Make a one-time link for an agency's report on a year; one made before and not used is withdrawn.

    ``to`` is its superior where not given, else the local government that a vertical department gives a copy.
    """
    superior = to or owed_to(agency, year)
    with acting(actor, "link.make", right="filing.manage", on=superior) as act:
        if superior is None or not owing_any(superior, year).filter(pk=agency.pk).exists():
            raise WrongState(f"{agency}不向本单位报送{year}年度的报告。")
        if not 1 <= days <= MOST_DAYS:
            raise InvalidInput(f"有效期应为1至{MOST_DAYS}天。")
        if Filing.objects.filter(agency=agency, superior=superior, year=year, state__in=OPEN).exists():
            raise WrongState(f"{agency}已经报送{year}年度的报告，不必再给链接。", advice="要重报的，请先退回。")
        for old in FilingLink.objects.filter(
            agency=agency, superior=superior, year=year, used_at=None, withdrawn=False
        ):
            _withdraw(act, old)
        token = secrets.token_urlsafe(32)
        link = FilingLink.objects.create(
            agency=agency, superior=superior, year=year, token_sha256=hash_of(token),
            expires_at=timezone.now() + dt.timedelta(days=days), by=actor.user,
        )  # fmt: skip
        act.changed(link)
    return Made(link, token)


def withdraw_link(actor: Actor, link: FilingLink) -> None:
    """Withdraw a link; whoever holds it can do nothing with it from then on."""
    with acting(actor, "link.withdraw", right="filing.manage", on=link.superior) as act:
        link.refresh_from_db()
        if link.used_at is not None or link.withdrawn:
            raise WrongState("这个链接已使用或已收回。")
        _withdraw(act, link)


def hand_up_by_link(
    link: FilingLink, document: IncomingDocument, note: str = "", *, blank_is_none: bool = False
) -> Filing:
    """Lock what was read from the document uploaded by this link and hand it up; the link is thereby used.

    Raises :class:`LinkSpent` for a link that was used meanwhile, :class:`WrongState` for a document that is not this
    agency's on this year, and where the agency has signed a report already, and :class:`InvalidInput` for one that says
    nothing of the requests, or leaves cells blank without ``blank_is_none``.
    """
    who = Actor.holder(link)
    with acting(who, "link.use", right="report.hand_up", on=link.agency) as act:
        link = FilingLink.objects.select_for_update(of=("self",)).select_related("agency", "superior").get(pk=link.pk)
        insist_usable(link)
        document = IncomingDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        _insist_its_own(link, document)
        content = verified_report(document, cell_states(document))
        if any(value is not None and not is_figure(value) for value in content.cells.values()):
            raise WrongState("报告中有的数字过大，不可能是报表的数字。", advice="请核对文件中的数字，改正后重新上传。")
        insist_reported(content)
        copy = link.superior != owed_to(link.agency, link.year)
        version = _given_before(link, content) if copy else None
        if version is None:
            _insist_unsigned(link)
            version = lock_document(
                who, link.agency, link.year, Scope.OWN, content, right="report.hand_up", on=link.agency,
                reason=_reason(link), origin=Origin.DOCUMENT,
            )  # fmt: skip
        was = particulars(document)
        document.version, document.status = version, IncomingDocument.Status.ACCEPTED
        document.message = f"报送单位经一次性链接确认，为第{version.number}版。"
        document.revision += 1
        document.save(update_fields=("version", "status", "message", "revision"))
        act.changed(document, before=was, after=particulars(document))
        if copy:
            filing = hand_up_copy(who, version, link.superior, way=Filing.Way.LINK, blank_is_none=blank_is_none)
        else:
            filing = hand_up(who, version, way=Filing.Way.LINK, note=note, blank_is_none=blank_is_none)
        before = snapshot(link)
        link.used_at = timezone.now()
        link.save(update_fields=("used_at",))
        act.changed(link, before=before)
    return filing


def _insist_its_own(link: FilingLink, document: IncomingDocument) -> None:
    mine = document.via_link and document.expected_agency_id == link.agency_id and document.expected_year == link.year
    if not mine or document.status != IncomingDocument.Status.MATCHED:
        raise WrongState("这份文件不能报送。", advice="请上传本单位这一年度的报告。")
    if (document.of_agency_id, document.of_year) != (link.agency_id, link.year):
        raise WrongState("这份文件不是本单位这一年度的报告。", advice="请核对后重新上传。")


def _insist_unsigned(link: FilingLink) -> None:
    """Nobody who only holds a link puts something else in the place of what the agency's own people have signed."""
    signed = signed_version(link.agency, link.year)
    if signed is not None:
        raise WrongState(
            f"本单位的报告已经签发（第{signed.number}版），不能经链接替换。",
            advice="请本单位审核人员登录，更正报告并重新签发后报送。",
        )


def _given_before(link: FilingLink, content: Report) -> Version | None:
    """The newest version where the copy says the same in every cell: no second version for what is only a copy."""
    newest = version_of(link.agency, link.year)
    same = newest is not None and newest.cells == content.to_json()["cells"]
    return newest if same else None


def _reason(link: FilingLink) -> str:
    """A second version needs a reason: the first one came back."""
    reported = Version.objects.filter(report__agency=link.agency_id, report__year=link.year, report__scope=Scope.OWN)
    return _AGAIN if reported.exists() else ""


def _withdraw(act: Act, link: FilingLink) -> None:
    before = snapshot(link)
    link.withdrawn = True
    link.save(update_fields=("withdrawn",))
    act.changed(link, before=before)
