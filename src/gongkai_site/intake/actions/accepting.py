"""Accepting: the verified document becomes a locked version of its agency's report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gongkai_site.action import acting, claim
from gongkai_site.annual.actions.lock import lock_document
from gongkai_site.annual.actions.publish import publish
from gongkai_site.annual.models import Origin, Scope, Version
from gongkai_site.errors import AlreadyReported, InvalidInput, ReasonRequired, Undecided, WrongState
from gongkai_site.in_chinese import in_chinese
from gongkai_site.intake.accepted import tell
from gongkai_site.intake.cells import cell_states
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.particulars import particulars
from gongkai_site.intake.verified import verified_report
from gongkai_site.policy import Actor, require

Status = IncomingDocument.Status


@dataclass(frozen=True, slots=True)
class Published:
    """Where and when the report had gone up, of one's own past reports."""

    platform: str
    url: str
    on: dt.date


def accept(
    actor: Actor,
    document: IncomingDocument,
    *,
    revision: int,
    scope: str = Scope.OWN,
    correction: bool = False,
    reason: str = "",
    published: Published | None = None,
) -> Version:
    """Make the document, as verified, a locked version of its agency's report on its year.

    Raises :class:`Undecided` while a doubted cell has no verdict or agency and year are open, and
    :class:`AlreadyReported` where there is a version already: with ``correction`` and a ``reason`` it becomes the next
    one, else the document is a duplicate to be refused. ``published`` (own reports only) puts down where it stands.
    """
    with acting(actor, "document.accept", right="intake.edit", on=document, reason=reason) as act:
        agency, year = document.of_agency, document.of_year
        if document.status in (Status.ACCEPTED, Status.REFUSED, Status.SEALED, Status.UNREADABLE, Status.WAITING):
            raise WrongState(f"这份文件{in_chinese(IncomingDocument.Status(document.status).label)}，不能接收。")
        if document.status != Status.MATCHED or agency is None or year is None:
            raise Undecided("还没有确定是哪个单位、哪一年度的报告。", advice="请先指定单位和年度。")
        if scope not in Scope.values:
            raise InvalidInput("请选择是本机关的报告还是本地区汇总的报告。")
        _require_standing(actor, document, scope)
        states = cell_states(document)
        if undecided := [state for state in states.values() if state.is_undecided]:
            raise Undecided(f"还有{len(undecided)}处存疑没有核对。", advice="请对照原件逐处确认或更正。")
        _insist_new(actor, document, scope, correction, reason)
        claim(document, revision)
        before = particulars(document)
        version = lock_document(
            actor,
            agency,
            year,
            scope,
            verified_report(document, states),
            right="intake.edit",
            on=document,
            reason=reason.strip() if correction else "",
            origin=Origin.DOCUMENT,
        )
        document.version, document.status = version, Status.ACCEPTED
        document.message = f"已接收为第{version.number}版。"
        document.save(update_fields=("version", "status", "message"))
        act.changed(document, before=before, after=particulars(document))
        if published is not None:
            _place(actor, document, version, published)
        tell(actor, document, version)
    return version


def newest_version(document: IncomingDocument, scope: str) -> Version | None:
    """The version that accepting the document in this scope would correct."""
    same = Version.objects.filter(
        report__agency=document.of_agency_id, report__year=document.of_year or 0, report__scope=scope
    )
    return same.order_by("-number").first()


def _require_standing(actor: Actor, document: IncomingDocument, scope: str) -> None:
    """Reading a document is a way to lock a version: it must not be a way around those who sign and those who receive.

    Another agency's report is received by those who receive reports; one's own of the year now due is locked by those
    who lock, that of one's area by those who consolidate. Own reports of earlier years are only put on file.
    """
    if document.of_agency_id != document.agency_id:
        require(actor, "filing.manage", document.agency)
    elif scope == Scope.AREA:
        require(actor, "consolidation.write", document.agency)
    elif (document.of_year or 0) >= timezone.localdate().year - 1:
        require(actor, "report.sign_off", document.agency)


def _insist_new(actor: Actor, document: IncomingDocument, scope: str, correction: bool, reason: str) -> None:
    there = newest_version(document, scope)
    if there is None:
        return
    if _is_only_copy(document) and there.filings.exclude(superior=document.agency).exists():
        raise AlreadyReported(
            f"“{there}”已向其上级报送，本单位只收副本，不能另立一版。",
            advice="请不采用这份文件，在“报送汇总”中为该单位代为报送已有的这一版。",
        )
    if not correction:
        raise AlreadyReported(
            f"已有“{there}”。",
            advice="内容有改正的，请选择“作为更正接收”并写明原因；重复报来的，请选择“不采用”。",
        )
    if not reason.strip():
        raise ReasonRequired("请填写更正原因。", advice="更正后的报告是新的一版，须写明为什么更正。")
    if document.of_agency_id == document.agency_id and scope == Scope.OWN:
        # One's own locked report is corrected by those who may correct it, whichever way the new version comes.
        require(actor, "report.correct", there)


def _is_only_copy(document: IncomingDocument) -> bool:
    """Whether the desk is that of the local government which a vertical department gives a copy of its report."""
    agency = document.of_agency
    return (
        agency is not None
        and agency.vertical
        and agency.local_government_id == document.agency_id
        and agency.superior_id != document.agency_id
    )


def _place(actor: Actor, document: IncomingDocument, version: Version, published: Published) -> None:
    if document.of_agency_id != document.agency_id:
        raise InvalidInput("只有本单位自己的报告才在这里登记公开情况。")
    publish(actor, version, own_pages=False, platform=published.platform, url=published.url, on=published.on)
