"""A bar chart as plain SVG.

Built here and not by pygal: pygal gives every chart a random id (so no two runs agree), shows the figures through a
foreign script, writes foreign addresses into comments, knows no ``role``, ``title`` or ``desc`` for screen readers and
takes a Chinese character for half as wide as it is. Horizontal bars with the figures printed are all that is wanted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.markup import Markup, element
from gongkai.report import Number

COLOURS = ("#1f4e79", "#c55a11", "#3b7d23", "#7030a0")
"""Dark enough against white for WCAG AA, apart in brightness too, so that a grey print tells them apart."""
_SIZE, _BAR, _GAP, _WIDTH = 14, 18, 12, 760


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of bars; ``None`` is drawn as a dash, not as a bar of length zero."""

    name: str
    values: Sequence[Number | None]


def bar_chart(title: str, labels: Sequence[str], series: Sequence[Series], *, unit: str, ident: str) -> Markup:
    """Draw horizontal bars, one group per label, with the figures printed beside them.

    ``ident`` makes the ids of this chart unique on its page. All text stands in the picture's own
    ``title`` and ``desc`` too.
    """
    left = 16 + max((width_of(label) for label in labels), default=0)
    right = 16 + max((width_of(figure(value)) for each in series for value in each.values), default=0)
    top = 34 + (26 if len(series) > 1 else 0)
    group = _BAR * len(series) + _GAP
    largest = max((value for each in series for value in each.values if value is not None), default=0)
    scale = (_WIDTH - left - right) / float(largest) if largest > 0 else 0.0
    parts: list[Markup] = [_text(title, 0, 18, weight="bold")]
    if len(series) > 1:
        parts.extend(_legend(series, 30))
    for index, label in enumerate(labels):
        y = top + index * group
        parts.append(_text(label, left - 8, y + _BAR * len(series) / 2 + 5, anchor="end"))
        for number, each in enumerate(series):
            parts.extend(_bar(each.values[index], left, y + number * _BAR, scale, COLOURS[number % len(COLOURS)]))
    height = top + len(labels) * group
    axis = element("line", x1=_round(left), y1=top - 4, x2=_round(left), y2=height - _GAP + 4, stroke="#333")
    return element(
        "svg",
        element("title", title, id=f"{ident}-title"),
        element("desc", _description(labels, series, unit), id=f"{ident}-desc"),
        parts,
        axis,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{ident}-title {ident}-desc",
        viewBox=f"0 0 {_WIDTH} {height}",
        width=_WIDTH,
        height=height,
        font_family="'Noto Sans CJK SC','Microsoft YaHei','SimHei',sans-serif",
        font_size=_SIZE,
    )


def figure(value: Number | None) -> str:
    """Print a value with separators of thousands; ``—`` where there is none."""
    return "—" if value is None else f"{value:,}"


def width_of(text: str) -> float:
    """Estimate the width of a text in pixels: a Chinese character is as wide as it is high."""
    return sum(_SIZE if unicodedata.east_asian_width(each) in "WFA" else _SIZE * 0.6 for each in text)


def _bar(value: Number | None, x: float, y: float, scale: float, colour: str) -> list[Markup]:
    length = 0.0 if value is None else max(float(value), 0.0) * scale
    bar = element("rect", x=_round(x), y=_round(y), width=_round(length), height=_BAR - 3, fill=colour)
    return [bar, _text(figure(value), x + length + 6, y + _BAR - 6)]


def _legend(series: Sequence[Series], y: float) -> list[Markup]:
    parts, x = [], 0.0
    for number, each in enumerate(series):
        parts.append(
            element("rect", x=_round(x), y=_round(y), width=14, height=14, fill=COLOURS[number % len(COLOURS)])
        )
        parts.append(_text(each.name, x + 20, y + 12))
        x += 44 + width_of(each.name)
    return parts


def _text(text: str, x: float, y: float, *, anchor: str | None = None, weight: str | None = None) -> Markup:
    return element("text", text, x=_round(x), y=_round(y), text_anchor=anchor, font_weight=weight, fill="#111")


def _description(labels: Sequence[str], series: Sequence[Series], unit: str) -> str:
    return "；".join(
        f"{each.name}："
        + "，".join(
            f"{label}{'无数据' if value is None else f'{value}{unit}'}"
            for label, value in zip(labels, each.values, strict=True)
        )
        for each in series
    )


def _round(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
