"""Setting a cell by hand with a reason, taking that back, and confirming that a year has none of a kind of record."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from gongkai.forms import Cell
from gongkai_site.action import acting
from gongkai_site.annual.actions.state import held
from gongkai_site.annual.compile.kinds import KINDS_BY_PREFIX
from gongkai_site.annual.models import AnnualReport, Override, State, ZeroConfirmation
from gongkai_site.annual.scopes import write_right
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor
from gongkai_site.records.served import form_of

_MOST = Decimal(10) ** 11


def override_cell(actor: Actor, report: AnnualReport, cell: str, value: Decimal | int | str, reason: str) -> Override:
    """Set one cell by hand; an earlier value set by hand is withdrawn. Totals are not recomputed: findings show.

    Raises :class:`ReasonRequired`, :class:`InvalidInput` for what is no figure of this cell, and :class:`WrongState`
    unless the report is a draft.
    """
    number = figure_of(form_of(report.year).cell(cell), value)
    with acting(
        actor, "report.override", right=write_right(report), on=report, reason=reason, reason_required=True
    ) as act:
        held(report, State.DRAFT)
        before = _withdraw(report, cell)
        made = Override.objects.create(report=report, cell=cell, value=number, reason=act.reason, by=actor.user)
        act.changed(made, before=before, title=f"{report} {cell}")
    return made


def withdraw_override(actor: Actor, report: AnnualReport, cell: str, reason: str = "") -> None:
    """Let a cell follow the registers again. Raises :class:`WrongState` where it was not set by hand."""
    with acting(actor, "report.withdraw-override", right=write_right(report), on=report, reason=reason) as act:
        held(report, State.DRAFT)
        override = report.overrides.filter(cell=cell, withdrawn=False).first()
        if override is None:
            raise WrongState("这一格没有手工调整，无需撤回。")
        before = _withdraw(report, cell)
        override.refresh_from_db()
        act.changed(override, before=before, title=f"{report} {cell}")


def confirm_zero(actor: Actor, report: AnnualReport, kind: str) -> None:
    """Confirm that the year has no record of a kind. Raises :class:`InvalidInput` for a kind that is not asked."""
    if kind not in KINDS_BY_PREFIX:
        raise InvalidInput("请选择要确认的事项。")
    with acting(actor, "report.confirm-zero", right=write_right(report), on=report) as act:
        held(report, State.DRAFT)
        if report.zeros.filter(kind=kind, withdrawn=False).exists():
            raise WrongState("这一项已经确认过了。")
        act.changed(ZeroConfirmation.objects.create(report=report, kind=kind, by=actor.user))


def withdraw_zero(actor: Actor, report: AnnualReport, kind: str) -> None:
    """Take a confirmation back. Raises :class:`WrongState` where there is none."""
    with acting(actor, "report.withdraw-zero", right=write_right(report), on=report) as act:
        held(report, State.DRAFT)
        confirmation = report.zeros.filter(kind=kind, withdrawn=False).first()
        if confirmation is None:
            raise WrongState("这一项没有确认过，无需撤回。")
        before = snapshot(confirmation)
        confirmation.withdrawn = True
        confirmation.save(update_fields=("withdrawn",))
        act.changed(confirmation, before=before)


def _withdraw(report: AnnualReport, cell: str) -> dict[str, object] | None:
    override = report.overrides.filter(cell=cell, withdrawn=False).first()
    if override is None:
        return None
    before = snapshot(override)
    override.withdrawn = True
    override.save(update_fields=("withdrawn",))
    return before


def figure_of(cell: Cell, value: Decimal | int | str) -> Decimal:
    """Return the figure that was typed for a cell. Raises :class:`InvalidInput` for what is none of that cell."""
    text = str(value).strip()
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise InvalidInput(
            f"“{text}”不是数字。" if text else "请填写数值。", advice="请只填写阿拉伯数字，没有的填0。"
        ) from None
    if not number.is_finite() or number < 0 or number >= _MOST:
        raise InvalidInput(f"“{text}”超出了可以填写的范围。", advice="请填写不小于0的数字。")
    places = 6 if cell.is_amount else 0
    if number != round(number, places):
        raise InvalidInput(
            f"“{text}”的小数位数过多。" if places else f"“{text}”不是整数。",
            advice="金额以万元为单位，最多六位小数。" if places else "这一格以件为单位，请填写整数。",
        )
    return number
