"""What is marked in a document: the place of every cell that was read there, and of every figure that no cell took."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from gongkai.checking.naming import cell_name
from gongkai.forms import Form
from gongkai.reading.readings import Unplaced
from gongkai.report import Provenance, Report
from gongkai.viewing.standing import how_words, standing_of

Sort = Literal["read", "blank", "doubt", "unplaced"]


class Spot(NamedTuple):
    """A place in a document's blocks: a cell of a table, or a line (its ``table`` is 0)."""

    table: int
    row: int
    column: int

    @classmethod
    def of(cls, place: Provenance | Unplaced) -> Spot | None:
        """Return where a cell or a figure stood; ``None`` where that is not known to the cell or line."""
        if place.table and place.row and place.column:
            return cls(place.table, place.row, place.column)
        return cls(0, place.line, place.column or 0) if place.line else None


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place, and what is said of it."""

    anchor: str
    """Its HTML id; a page has each once."""
    spot: Spot
    sort: Sort
    text: str
    """What was printed there; it is looked for in a line that holds more."""
    name: str
    """Table, row and column of the form, in Chinese."""
    said: str
    """The value that counts and how it was got."""
    href: str = ""
    """Where the value stands; empty where it stands nowhere."""
    label: str = ""
    """Printed beside the place, so that nothing is told by colour alone: 存疑 with the numbers of its reasons."""
    reasons: tuple[str, ...] = ()


def where(place: Provenance | Unplaced) -> str:
    """Say in Chinese where something stands: 第2页第1张表第3行第4列."""
    in_table = ((place.table, "第{}张表"), (place.row, "第{}行"), (place.column, "第{}列"))
    below = in_table if place.table or not place.line else ((place.line, "文本第{}行"),)
    return "".join(form.format(number) for number, form in ((place.page, "第{}页"), *below) if number)


def doubts_of(report: Report) -> Mapping[str, tuple[int, ...]]:
    """The numbers (from 1) of the warnings that name each cell; an inferred cell that none names has no number."""
    found: dict[str, list[int]] = {key: [] for key, place in report.provenance.items() if place.how == "repaired"}
    for number, warning in enumerate(report.warnings, 1):
        for key in warning.cells:
            if key in report.cells:
                found.setdefault(key, []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def doubt_label(numbers: Collection[int]) -> str:
    """What is printed beside a doubtful place: 存疑3."""
    return f"存疑{'、'.join(map(str, numbers))}"


def marks_of(report: Report, prefix: str = "") -> Iterator[Mark]:
    """Yield a mark for every cell whose place is known, in the form's order."""
    form, doubts = report.statutory_form, doubts_of(report)
    for key, place in report.provenance.items():
        spot = Spot.of(place)
        if spot is not None:
            yield _mark(report, form, key, spot, doubts.get(key), prefix)


def _mark(report: Report, form: Form, key: str, spot: Spot, doubted: Sequence[int] | None, prefix: str) -> Mark:
    place = report.provenance[key]
    standing = standing_of(report.cells[key], place.how)
    return Mark(
        anchor=f"{prefix}at-{key}",
        spot=spot,
        sort="doubt" if doubted is not None else "blank" if standing.word == "blank" else "read",
        text=place.text or "",
        name=cell_name(form, key).zh,
        said=f"{standing.shown}（{how_words(report.cells[key], place.how)}，{where(place)}）",
        href=f"#{prefix}cell-{key}",
        label="" if doubted is None else doubt_label(doubted),
        reasons=tuple(report.warnings[number - 1].message for number in doubted or ()),
    )


def unplaced_marks(unplaced: Sequence[Unplaced], prefix: str = "") -> Iterator[Mark]:
    """Yield a mark for every figure that no cell took and whose place is known."""
    for number, each in enumerate(unplaced, 1):
        spot = Spot.of(each)
        if spot is not None:
            yield Mark(
                anchor=f"{prefix}unplaced-{number}",
                spot=spot,
                sort="unplaced",
                text=each.text,
                name="未能放入表样",
                said=f"{each.text}（{where(each)}）",
                href=f"#{prefix}figure-{number}",
                label=f"未放入{number}",
            )
