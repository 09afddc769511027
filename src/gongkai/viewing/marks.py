"""What is marked in a document: the place of every cell that was read, of figures left and of those beyond the form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from gongkai.checking.naming import cell_name
from gongkai.forms import Form
from gongkai.reading.readings import ExtraFigure, Unplaced
from gongkai.report import Extra, Number, Provenance, Report
from gongkai.viewing.words import Words

Sort = Literal["read", "blank", "doubt", "unplaced", "extra"]
Place = Provenance | Unplaced | ExtraFigure


class Spot(NamedTuple):
    """A place in a document's blocks: a cell of a table, or a line (its ``table`` is 0)."""

    table: int
    row: int
    column: int

    @classmethod
    def of(cls, place: Place) -> Spot | None:
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
    """Table, row and column of the form."""
    said: str
    """The value that counts and how it was got."""
    href: str = ""
    """Where the value stands; empty where it stands nowhere."""
    label: str = ""
    """Printed beside the place, so that nothing is told by colour alone: 存疑 with the numbers of its reasons."""
    reasons: tuple[str, ...] = ()


def where(place: Place, words: Words) -> str:
    """Say where something stands: 第2页第1张表第3行第4列."""
    in_table = (("table", place.table), ("row", place.row), ("column", place.column))
    below = in_table if place.table or not place.line else (("line", place.line),)
    return words("place_joint").join(
        words(name, number=str(number)) for name, number in (("page", place.page), *below) if number
    )


def doubts_of(report: Report) -> Mapping[str, tuple[int, ...]]:
    """The numbers (from 1) of the warnings that name each cell; an inferred cell that none names has no number."""
    found: dict[str, list[int]] = {key: [] for key, place in report.provenance.items() if place.how == "repaired"}
    for number, warning in enumerate(report.warnings, 1):
        for key in warning.cells:
            if key in report.cells:
                found.setdefault(key, []).append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def doubt_label(numbers: Collection[int], words: Words) -> str:
    """What is printed beside a doubtful place: 存疑3."""
    return words("doubt", numbers=words("list").join(map(str, numbers))).strip()


def marks_of(report: Report, prefix: str, words: Words) -> Iterator[Mark]:
    """Yield a mark for every cell whose place is known, in the form's order."""
    form, doubts = report.statutory_form, doubts_of(report)
    for key, place in report.provenance.items():
        spot = Spot.of(place)
        if spot is not None:
            yield _mark(report, form, key, spot, doubts.get(key), prefix, words)


def _mark(
    report: Report, form: Form, key: str, spot: Spot, doubted: Sequence[int] | None, prefix: str, words: Words
) -> Mark:
    place, value = report.provenance[key], report.cells[key]
    word, shown = words.standing(value, place.how)
    return Mark(
        anchor=f"{prefix}at-{key}",
        spot=spot,
        sort="doubt" if doubted is not None else "blank" if word == "blank" else "read",
        text=place.text or "",
        name=words.of(cell_name(form, key)),
        said=words("said", value=shown, how=words.how(value, place.how), place=where(place, words)),
        href=f"#{prefix}cell-{key}",
        label="" if doubted is None else doubt_label(doubted, words),
        reasons=tuple(report.warnings[number - 1].message for number in doubted or ()),
    )


def unplaced_marks(unplaced: Sequence[Unplaced], prefix: str, words: Words) -> Iterator[Mark]:
    """Yield a mark for every figure that no cell took and whose place is known."""
    for number, each in enumerate(unplaced, 1):
        spot = Spot.of(each)
        if spot is not None:
            yield Mark(
                anchor=f"{prefix}unplaced-{number}",
                spot=spot,
                sort="unplaced",
                text=each.text,
                name=words("unplaced_name"),
                said=words("said_short", value=each.text, place=where(each, words)),
                href=f"#{prefix}figure-{number}",
                label=words("unplaced", number=str(number)),
            )


def extra_marks(figures: Sequence[ExtraFigure], form: Form, prefix: str, words: Words) -> Iterator[Mark]:
    """Yield a mark for every figure beyond the form whose place is known."""
    for number, each in enumerate(figures, 1):
        spot = Spot.of(each)
        if spot is not None:
            yield Mark(
                anchor=f"{prefix}extra-{number}",
                spot=spot,
                sort="extra",
                text=each.text,
                name=words("extra_name", row=each.label, column=heading_of(form, each.section, each.heading)),
                said=words("said_short", value=each.text.strip() or words("empty"), place=where(each, words)),
                href=f"#{prefix}beyond-{number}",
                label=words("legend_extra"),
            )


class ExtraValue(NamedTuple):
    """A figure of a row beyond the form, as it is listed."""

    heading: str
    value: Number | None
    number: int
    """Which of the marked figures it is, from 1; 0 where it is not known where it stands."""


def extra_rows(
    extras: Sequence[Extra], figures: Sequence[ExtraFigure], form: Form
) -> Iterator[tuple[Extra, list[ExtraValue]]]:
    """Yield each row beyond the form with its figures and which mark is whose; each mark is given once."""
    numbers: dict[tuple[str, str, str], list[int]] = {}
    for number, each in enumerate(figures, 1):
        numbers.setdefault((each.section, each.label, each.heading), []).append(number)
    for extra in extras:
        values = []
        for heading, value in extra.values.items():
            known = numbers.get((extra.section, extra.row, heading))
            values.append(ExtraValue(heading_of(form, extra.section, heading), value, known.pop(0) if known else 0))
        yield extra, values


def heading_of(form: Form, section: str, heading: str) -> str:
    """Return how a column of ``extra`` is headed: the form's own label where it names one, else what was printed."""
    labels = {
        column.key: f"{column.group}—{column.label}" if column.group else column.label
        for table in form.tables
        if table.section == section
        for block in table.blocks
        for column in block.columns
    }
    return labels.get(heading, heading)
