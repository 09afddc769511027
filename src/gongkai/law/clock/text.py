"""An explanation as plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.law.clock.answer import ClockAnswer, Due, Offered
from gongkai.law.clock.explanation import Explanation
from gongkai.law.clock.words import alarm_basis, alarm_text, cited, doubt, party, reason, state, what

_WEEKDAYS = "一二三四五六日"
_SURE = {"certain": "确定", "provisional": "暂计"}


def explanation_text(explained: Explanation, *, days: bool = True) -> str:
    """Write an explanation; ``days`` lists each day of what is due."""
    answer = explained.answer
    lines = [*_dates(answer), *_due(explained), *_alarms(answer), *_ignored(explained)]
    if explained.not_yet:
        lines += ["为什么还没有", *(f"  {each}" for each in explained.not_yet)]
    if explained.would_change:
        lines += ["什么会改变日期", *(f"  {each.text}" for each in explained.would_change)]
    if days and answer.due and answer.due.steps:
        lines += [f"逐日：{what(answer.due.what)}", *_days(answer.due)]
    return "\n".join(lines)


def _dates(answer: ClockAnswer) -> Iterator[str]:
    sure = f"（{_SURE[answer.received_state]}）" if answer.received_state else ""
    yield f"收到：{_day(answer.received)}{sure}  {cited(answer.received_basis)}".rstrip()
    yield f"起算：{_day(answer.period_begins)}"
    concluded = answer.concluded
    if isinstance(concluded, Offered):
        yield f"办结：自{_day(concluded.on)}起可按{concluded.row}办结，待经办人确认"
    else:
        yield f"办结：{_day(concluded)}"
    yield f"答复：{_day(answer.answered_on)}"


def _due(explained: Explanation) -> Iterator[str]:
    due = explained.answer.due
    if due:
        waiting = f"，等待{party(due.waiting_for)}" if due.waiting_for else ""
        yield f"到期：{what(due.what)}，{_day(due.on)}（{state(due.state)}{waiting}）  {cited(due.basis)}"
        yield from (f"  {doubt(each)}" for each in due.provisional)
    if explained.answer.also_due:
        yield "另有期限"
    for each in explained.answer.also_due:
        unsure = "".join(f"（{doubt(why)}）" for why in each.provisional)
        yield f"  {_day(each.on)}  {what(each.what)}{unsure}  {cited(each.basis)}"


def _alarms(answer: ClockAnswer) -> Iterator[str]:
    if answer.alarms:
        yield "提示"
    for each in answer.alarms:
        event = f"（事件{each.event}）" if each.event else ""
        yield f"  {_day(each.on)}  {alarm_text(each.code)}{event}  {alarm_basis(each.code)}"


def _ignored(explained: Explanation) -> Iterator[str]:
    titles = {each.id: each.title for each in explained.case.events}
    if explained.answer.without_effect or explained.answer.cancelled:
        yield "不起作用的事件"
    for each in explained.answer.without_effect:
        yield f"  事件{each.id}（{titles[each.id]}）：{reason(each.code)}"
    for ident in explained.answer.cancelled:
        yield f"  事件{ident}（{titles[ident]}）：已撤销"


def _days(due: Due) -> Iterator[str]:
    for each in due.steps:
        number = "" if each.counts is None else str(each.counts)
        yield f"  {_day(each.day)} 星期{_WEEKDAYS[each.day.weekday()]} {number:>3}  {each.why}  {each.basis}"


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else "—"
