"""The days of a deadline as a picture: one column a week, one square a day, what counts and what does not."""

from __future__ import annotations

import datetime as dt

from gongkai.law.clock.answer import Due, Step
from gongkai.law.clock.words import mark, what
from gongkai.markup import Markup, element

_COLOURS = {
    "counted": "#cfe2f3",
    "extended": "#b6d7a8",
    "consulted": "#ffe599",
    "weekend": "#eeeeee",
    "festival": "#f4cccc",
    "delayed": "#d9d2e9",
    "moved": "#f9cb9c",
}
_SIZE, _GAP, _LEFT, _TOP, _LEGEND = 34, 3, 30, 56, 28
_WEEK = 7
_NAMES = "一二三四五六日"


def days_svg(due: Due) -> Markup:
    """Draw the days of what is due; the last day is framed, a day of a year not yet announced is dashed."""
    steps = due.steps
    title = f"{what(due.what)}：{due.on.isoformat() if due.on else '—'}"
    if not steps:
        return _svg(title, title, [_text(title, 0, 20, weight="bold")], 420, 32)
    monday = steps[0].day - dt.timedelta(days=steps[0].day.weekday())
    weeks = (steps[-1].day - monday).days // _WEEK + 1
    kinds = list(dict.fromkeys(each.kind for each in steps))
    height = _TOP + _WEEK * (_SIZE + _GAP)
    width = max(420, _LEFT + weeks * (_SIZE + _GAP), _LEFT + len(kinds) * 92)
    parts = [_text(title, 0, 20, weight="bold")]
    parts += [_text(name, 4, _TOP + row * (_SIZE + _GAP) + 22) for row, name in enumerate(_NAMES)]
    for each in steps:
        parts += _square(each, monday, is_last=each.day == due.on, is_first=each is steps[0])
    for place, kind in enumerate(kinds):
        x = _LEFT + place * 92
        parts.append(_box(x, height + 6, 14, kind))
        parts.append(_text(mark(kind), x + 20, height + 18))
    return _svg(title, _description(due), parts, width, height + _LEGEND)


def _square(each: Step, monday: dt.date, *, is_last: bool, is_first: bool) -> list[Markup]:
    week, row = divmod((each.day - monday).days, _WEEK)
    x, y = _LEFT + week * (_SIZE + _GAP), _TOP + row * (_SIZE + _GAP)
    number = "" if each.counts is None else str(each.counts)
    parts = [
        element(
            "g",
            element("title", f"{each.day.isoformat()} {each.why}"),
            _box(x, y, _SIZE, each.kind, is_last=is_last, is_certain=each.certain),
            _text(str(each.day.day), x + 3, y + 11, size=10),
            _text(number, x + _SIZE - 4, y + _SIZE - 6, anchor="end", size=14),
        )
    ]
    if is_first or each.day.day == 1:
        parts.append(_text(f"{each.day.month}月", x, _TOP - 10, size=12))
    return parts


def _box(x: int, y: int, size: int, kind: str, *, is_last: bool = False, is_certain: bool = True) -> Markup:
    return element(
        "rect",
        x=x,
        y=y,
        width=size,
        height=size,
        fill=_COLOURS[kind],
        stroke="#c00000" if is_last else "#777777",
        stroke_width=3 if is_last else 1,
        stroke_dasharray=None if is_certain else "3 2",
    )


def _text(text: str, x: int, y: int, *, anchor: str | None = None, weight: str | None = None, size: int = 13) -> Markup:
    return element("text", text, x=x, y=y, text_anchor=anchor, font_weight=weight, font_size=size, fill="#222222")


def _svg(title: str, description: str, parts: list[Markup], width: int, height: int) -> Markup:
    return element(
        "svg",
        element("title", title),
        element("desc", description),
        parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_label=title,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        font_family="'Noto Sans CJK SC','Microsoft YaHei','SimHei',sans-serif",
    )


def _description(due: Due) -> str:
    """The same in words: how many days of each kind."""
    kinds: dict[str, int] = {}
    for each in due.steps:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    return "，".join(f"{mark(kind)}{number}天" for kind, number in kinds.items())
