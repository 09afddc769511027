"""A superior's notices on by when the reports on a year are due."""

from __future__ import annotations

import datetime as dt

from gongkai.law.dated import year_end
from gongkai_site.action import acting
from gongkai_site.agencies.models import Agency, DueDate, Kind
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor


def set_due_date(
    actor: Actor,
    superior: Agency,
    *,
    year: int,
    due: dt.date,
    basis: str,
    kind: str = "",
    agency: Agency | None = None,
) -> DueDate:
    """Set the date for one agency below, for one kind, or (with neither) for all; replaces the date set before."""
    with acting(actor, "due.set", right="due.edit", on=superior) as act:
        basis = basis.strip()
        _check(superior, year, due, basis, kind, agency)
        notice = (
            DueDate.objects.select_for_update().filter(superior=superior, year=year, kind=kind, agency=agency).first()
        )
        before = snapshot(notice) if notice else None
        notice = notice or DueDate(superior=superior, year=year, kind=kind, agency=agency)
        notice.due, notice.basis, notice.voided = due, basis, False
        notice.save()
        act.changed(notice, before=before)
    return notice


def withdraw_due_date(actor: Actor, notice: DueDate, *, reason: str) -> DueDate:
    """Withdraw a date; it stays readable, and may be set again."""
    with acting(
        actor, "due.withdraw", right="due.edit", on=notice.superior, reason=reason, reason_required=True
    ) as act:
        if notice.voided:
            raise WrongState("这项期限已经撤回。")
        before = snapshot(notice)
        notice.voided = True
        notice.save(update_fields=("voided",))
        act.changed(notice, before=before)
    return notice


def _check(superior: Agency, year: int, due: dt.date, basis: str, kind: str, agency: Agency | None) -> None:
    if not basis:
        raise InvalidInput("请填写通知文号或名称。", advice="期限以通知为依据，没有通知不能设定。")
    if len(basis) > 200:
        raise InvalidInput("通知文号或名称不能超过200个字。")
    if not year_end(year) < due <= year_end(year + 1):
        raise InvalidInput(f"{year}年度报告的报送期限应在{year + 1}年内。", advice="请核对报告年度和日期。")
    if kind and agency is not None:
        raise InvalidInput("适用类型和适用单位只能选一项。", advice="只对一个单位时，请不要再选类型。")
    if kind and kind not in Kind.values:
        raise InvalidInput(f"没有“{kind}”这种类型。")
    if agency is not None and agency.superior_id != superior.pk:
        raise InvalidInput(f"{agency}的政府信息公开上级不是{superior}。", advice="只能为直接下级设定期限。")
