"""What a person decides of a document before it is accepted: its cells, whose it is, whether it is used at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai_site.action import acting, claim
from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.in_chinese import in_chinese
from gongkai_site.intake.actions.taking import _check_year
from gongkai_site.intake.cells import CellState, Figure, cell_states
from gongkai_site.intake.models import IncomingDocument, Standing, Verdict
from gongkai_site.intake.particulars import particulars
from gongkai_site.intake.roster import agencies_of
from gongkai_site.policy import Actor

Status = IncomingDocument.Status
OPEN = (Status.DOUBTFUL, Status.ASIDE, Status.MATCHED)
"""Read, and neither accepted nor refused."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one cell."""

    figure: Figure
    note: str = ""


def record_verdicts(
    actor: Actor, document: IncomingDocument, decisions: Mapping[str, Decision | None], *, revision: int
) -> None:
    """Put down verdicts by cell; ``None`` withdraws one. A cell the document's form does not have is refused."""
    with acting(actor, "document.verify", right="intake.edit", on=document) as act:
        insist_open(document)
        claim(document, revision)
        states = cell_states(document)
        if unknown := sorted(set(decisions) - set(states)):
            raise InvalidInput(f"这份报告的表格里没有“{unknown[0]}”这一格。")
        before = {key: str(states[key].figure) for key in decisions}
        after = {key: _decide(actor, document, states[key], decision) for key, decision in decisions.items()}
        act.changed(document, before=before, after=after)


def assign(
    actor: Actor, document: IncomingDocument, agency: Agency, year: int, *, revision: int, reason: str = ""
) -> None:
    """Say whose report it is and of which year; again as often as wanted until it is accepted."""
    with acting(actor, "document.assign", right="intake.edit", on=document, reason=reason) as act:
        insist_open(document)
        claim(document, revision)
        _check_year(year)
        if not agencies_of(document.agency).filter(pk=agency.pk).exists():
            raise InvalidInput(f"“{agency}”不是本单位或下级单位。", advice="请从名单中选择。")
        before = particulars(document)
        document.of_agency, document.of_year, document.assigned = agency, year, True
        document.status, document.message = Status.MATCHED, "单位和年度由人工指定。"
        document.save(update_fields=("of_agency", "of_year", "assigned", "status", "message"))
        act.changed(document, before=before, after=particulars(document))


def refuse(actor: Actor, document: IncomingDocument, *, revision: int, reason: str) -> None:
    """Do not use a document: a duplicate, the wrong file. It stays on the list, with the reason."""
    with acting(actor, "document.refuse", right="intake.edit", on=document, reason=reason, reason_required=True) as act:
        if document.status in (Status.ACCEPTED, Status.REFUSED, Status.SEALED):
            raise WrongState(f"这份文件{in_chinese(IncomingDocument.Status(document.status).label)}。")
        claim(document, revision)
        _set(act, document, Status.REFUSED, f"不采用：{act.reason}")


def restore(actor: Actor, document: IncomingDocument, *, revision: int) -> None:
    """Take a refusal back: the document stands where it stood before."""
    with acting(actor, "document.restore", right="intake.edit", on=document) as act:
        if document.status != Status.REFUSED:
            raise WrongState(
                f"这份文件{in_chinese(IncomingDocument.Status(document.status).label)}，没有可撤回的决定。"
            )
        claim(document, revision)
        if document.content is None:
            _set(act, document, Status.UNREADABLE, "已撤回“不采用”。可重新识读。")
        elif document.of_agency_id and document.of_year and (document.assigned or not _is_aside(document)):
            _set(act, document, Status.MATCHED, "已撤回“不采用”。")
        else:
            _set(act, document, Status.DOUBTFUL, "已撤回“不采用”。请指定单位和年度。")


def _is_aside(document: IncomingDocument) -> bool:
    return document.expected_year is not None and document.of_year != document.expected_year


def still_unread(where: str) -> InvalidInput:
    """What is said to whoever would confirm that a cell was not read: it is to be looked up, it is nobody's fault."""
    return InvalidInput(
        f"{where}未能读出：是本系统没有读出，不能就此确认。", advice="请对照原文填写数字，或填空白、无此格、无法辨认。"
    )


def _set(act: Any, document: IncomingDocument, status: Status, message: str) -> None:
    before = particulars(document)
    document.status, document.message = status, message
    document.save(update_fields=("status", "message"))
    act.changed(document, before=before, after=particulars(document))


def insist_open(document: IncomingDocument) -> None:
    """Raise :class:`WrongState` unless the document was read, and neither accepted nor refused."""
    if document.status not in OPEN or document.content is None:
        raise WrongState(
            f"这份文件{in_chinese(IncomingDocument.Status(document.status).label)}，不能核对或改动。",
            advice="请回到来文列表查看它的状态。",
        )


def _decide(actor: Actor, document: IncomingDocument, state: CellState, decision: Decision | None) -> str:
    bound: dict[str, Any] = {
        "agency_id": document.agency_id,
        "sha256": document.sha256,
        "part": document.part,
        "cell": state.key,
    }
    if decision is None:
        Verdict.objects.filter(**bound).update(withdrawn=True)
        return f"撤回核对，仍为识读的{state.read}"
    figure = decision.figure
    if figure.standing == Standing.UNREAD:
        raise still_unread(state.name((document.content or {})["form"]))
    verdict, _ = Verdict.objects.update_or_create(
        **bound,
        defaults={
            "accepted": figure == state.read,
            "read_standing": state.read.standing,
            "read": state.read.value,
            "standing": figure.standing,
            "value": figure.value if figure.standing == Standing.NUMBER else None,
            "withdrawn": False,
            "note": decision.note[:300],
            "by": actor.user,
        },
    )
    return f"{'认可' if verdict.accepted else '更正为'}{figure}" + (f"（{verdict.note}）" if verdict.note else "")
