"""Boxes as a form sends them: a row of fields for each, all rows with the same names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from gongkai.redaction import Box
from gongkai_site.errors import InvalidInput
from gongkai_site.redaction.marks import Decided, Drawn
from gongkai_site.redaction.pages.of_case import number_of

SIDES = ("left", "top", "right", "bottom")
_NAMES = {"left": "左", "top": "上", "right": "右", "bottom": "下"}
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One box as the form shows it, and where it stands on the picture in points."""

    sides: Mapping[str, str]
    ground: str = ""
    by: str = ""
    place: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_drawn(self) -> bool:
        """Whether it has a place on the picture."""
        return bool(self.place)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The names of its sides with their values."""
        return [(name, self.sides.get(name, "")) for name in SIDES]

    @staticmethod
    def blank() -> Row:
        """An empty row."""
        return Row({})


def rows_of(boxes: Iterable[Mapping[str, Any]], width: int, height: int) -> list[Row]:
    """The boxes of a page as rows."""
    return [
        Row(
            {name: f"{side:g}" for name, side in zip(SIDES, each["box"], strict=True)},
            each["ground"],
            each.get("by", ""),
            _place(each["box"], width, height),
        )
        for each in boxes
    ]


def rows_sent(sent: QueryDict, width: int, height: int) -> list[Row]:
    """What was sent, as rows, right or wrong."""
    rows = []
    for each in _rows(sent):
        try:
            box = _box(each, 0)
        except InvalidInput:
            box = None
        place = {} if box is None else _place(box, width, height)
        rows.append(Row({name: each[name] for name in SIDES}, each["ground"], each["by"], place))
    return rows


def decided_from(sent: QueryDict) -> Decided:
    """What was sent of a page. Raises :class:`InvalidInput` that names the row."""
    boxes = tuple(
        Drawn(_box(each, number), each["ground"], each["by"][:_LONGEST]) for number, each in enumerate(_rows(sent), 1)
    )
    decision = sent.get("page-decision", "")
    return Decided(
        boxes,
        decision,
        sent.get("page-ground", "") if decision == "withhold" else "",
        number_of(sent.get("page-of", "")) if decision == "duplicate" else None,
    )


def _rows(sent: QueryDict) -> list[dict[str, str]]:
    """The rows that are not empty and not ticked to be taken away."""
    names = (*SIDES, "ground", "by")
    columns = [sent.getlist(name) for name in names]
    if len({len(each) for each in columns}) > 1:
        raise InvalidInput("方框没有完整地收到。", advice="请刷新页面后重试。")
    taken = set(sent.getlist("remove"))
    rows = [dict(zip(names, each, strict=True)) for each in zip(*columns, strict=True)]
    return [
        each
        for number, each in enumerate(rows, 1)
        if str(number) not in taken and any(each[name].strip() for name in SIDES)
    ]


def _box(row: Mapping[str, str], number: int) -> Box:
    return Box(*(_measure(row[name], f"第{number}个方框的“{_NAMES[name]}”") for name in SIDES))


def _measure(text: str, where: str) -> float:
    text = text.strip()
    digits = text.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(text) < _LONGEST):
        raise InvalidInput(
            f"{where}不是数字：“{text[:_LONGEST]}”。", advice="请填写0至100之间的数，即页面宽、高的百分之几。"
        )
    return float(text)


def _place(box: Iterable[float], width: int, height: int) -> dict[str, str]:
    left, top, right, bottom = box
    return {
        "x": f"{left * width / 100:.1f}",
        "y": f"{top * height / 100:.1f}",
        "width": f"{max(right - left, 0) * width / 100:.1f}",
        "height": f"{max(bottom - top, 0) * height / 100:.1f}",
    }
