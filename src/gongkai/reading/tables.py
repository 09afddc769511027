"""The tables of a report: readings of its layouts compete, the one that explains most wins, table by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.document.model import Block, Picture
from gongkai.forms import Form
from gongkai.reading.accounts import Unplaced, unplaced_message
from gongkai.reading.aligner import TableReading, read_tables_as
from gongkai.reading.labels import lexicon
from gongkai.reading.layouts import AS_GIVEN, other_layouts
from gongkai.reading.printed import Printed
from gongkai.reading.regions import Region
from gongkai.reading.sumchecks import as_unusual, checked_sums, doubted_by_sums
from gongkai.reading.votes import decide_form
from gongkai.report.model import Doubtful, Extra, Number, Provenance
from gongkai.settings import DEFAULT_SETTINGS, Settings


@dataclass(frozen=True)
class Tables:
    """What the tables of one report say; every cell of the form is there."""

    form: str
    cells: Mapping[str, Number | None]
    provenance: Mapping[str, Provenance]
    extra: tuple[Extra, ...]
    warnings: tuple[Doubtful, ...]
    consumed: frozenset[int]
    """Indexes of the line blocks that were table text, not prose."""
    found: frozenset[str]
    """Keys of the tables that are there."""
    unplaced: tuple[Unplaced, ...]

    @property
    def figures(self) -> int:
        """How many cells hold a number."""
        return sum(1 for value in self.cells.values() if value is not None)


def read_tables(
    blocks: Sequence[Block],
    regions: Mapping[str, Region] | None = None,
    year: int | None = None,
    *,
    recognised: bool = False,
    settings: Settings = DEFAULT_SETTINGS,
) -> Tables:
    """Read the form's tables out of the blocks of one report.

    ``regions`` are the sections they belong into, ``year`` the year reported on (its form is taken where the print
    fits several); ``recognised`` says that the text comes from pictures.
    """
    where = regions or {}
    words = lexicon(settings.label_similarity)
    first = AS_GIVEN.read(AS_GIVEN.lay(blocks), words)
    form, undecided = decide_form(first.rows, year)
    readings = [read_tables_as(first, blocks, form, where, recognised=recognised, settings=settings)]
    if not all(each.whole for each in readings[0]):
        layouts = list(other_layouts(blocks, settings.cell_signs))
        others = [each.read(each.lay(blocks), words) for each in layouts]
        if undecided:
            form, undecided = _decided(others, year, (form, undecided))
            readings = [read_tables_as(first, blocks, form, where, recognised=recognised, settings=settings)]
        for layout, printed in zip(layouts, others, strict=True):
            if all(_is_read([each[number] for each in readings]) for number in range(len(form.tables))):
                break
            if not printed.rows:
                continue
            read = read_tables_as(printed, blocks, form, where, recognised=recognised, settings=settings)
            readings.append([as_unusual(each, form) for each in read] if layout.unusual else read)
    chosen = [
        doubted_by_sums(choose([each[number] for each in readings], form, settings.rival_margin), form, settings)
        for number in range(len(form.tables))
    ]
    return _joined(form, chosen, undecided, blocks)


def _is_read(readings: Sequence[TableReading]) -> bool:
    """Whether one of the readings of a table is whole; that it is not there is believed of the front's own only."""
    return readings[0].whole or any(each.whole and each.found for each in readings)


def _decided(others: Sequence[Printed], year: int | None, known: tuple[Form, str]) -> tuple[Form, str]:
    """Return the form that another layout's labels tell, where the front's own layout shows none."""
    for printed in others:
        form, undecided = decide_form(printed.rows, year)
        if not undecided:
            return form, ""
    return known


def choose(readings: Sequence[TableReading], form: Form, margin: float) -> TableReading:
    """Return the reading of a table that explains most; where another explains about as much, doubt what differs."""
    if readings[0].whole and readings[0].found:
        return readings[0]
    ranked = sorted(_with_passed_over(readings), key=lambda each: -worth(each, form))
    best = ranked[0]
    rivals = [each for each in ranked[1:] if each.found and worth(each, form) >= worth(best, form) - margin]
    differing = tuple(
        key
        for key, value in best.cells.items()
        if value is not None and any(each.cells[key] not in (None, value) for each in rivals)
    )
    if not differing:
        return best
    provenance = {
        key: place._replace(how="repaired") if key in differing else place for key, place in best.provenance.items()
    }
    doubt = Doubtful("layout-undecided", "表格的版面有几种读法，数字不同，暂按其中一种读取", differing)
    return replace(best, provenance=provenance, warnings=(*best.warnings, doubt))


_WORTH = {"read": 1.0, "blank": 0.4, "repaired": 0.6, "missing": 0.0, "unread": 0.0}


def worth(reading: TableReading, form: Form) -> float:
    """Say how much of a table a reading explains: cells placed, less the figures left over and the sums that break."""
    placed = sum(_WORTH[place.how] for place in reading.provenance.values())
    return placed + len(reading.extra) / 2 - len(reading.unplaced) - _broken(reading, form)


def _with_passed_over(readings: Sequence[TableReading]) -> list[TableReading]:
    """Return the readings, to each those figures added as unplaced that the front's own layout shows and it does not.

    Another layout may not even see a row (one whose label was torn off its figures): then it is no better for that.
    """
    first = readings[0]
    if not first.unplaced:
        return list(readings)
    shown = _figures_of(first)
    told = []
    for reading in readings:
        lost = shown - _figures_of(reading)
        fewer = sum(len(text) * count for text, count in shown.items()) - sum(
            len(text) * count for text, count in _figures_of(reading).items()
        )
        passed = [each for each in first.unplaced if lost[each.text]] if fewer > 0 and not reading.extra else []
        told.append(replace(reading, unplaced=(*reading.unplaced, *passed), whole=reading.whole and not passed))
    return told


def _figures_of(reading: TableReading) -> Counter[str]:
    """Count the texts of the figures that a reading places or says to be unplaced."""
    placed = (place.text for place in reading.provenance.values() if place.text and place.how != "blank")
    return Counter((*placed, *(each.text for each in reading.unplaced)))


def _broken(reading: TableReading, form: Form) -> int:
    """Count the sums within rows and columns that do not hold."""
    return sum(not held for held in checked_sums(reading, form))


def _joined(form: Form, chosen: Sequence[TableReading], undecided: str, blocks: Sequence[Block]) -> Tables:
    cells: dict[str, Number | None] = {}
    provenance: dict[str, Provenance] = {}
    warnings: list[Doubtful] = []
    found = frozenset(each.table.key for each in chosen if each.found)
    for reading in chosen:
        cells |= reading.cells
        provenance |= reading.provenance
        warnings += reading.warnings
        if reading.unplaced:
            lost = tuple(key for key, place in reading.provenance.items() if place.how == "missing")
            provenance |= dict.fromkeys(lost, Provenance("unread"))
            warnings.append(Doubtful("figures-unplaced", unplaced_message(reading.unplaced), lost))
        crossed = {key for doubt in reading.warnings if doubt.code == "block-of-another-form" for key in doubt.cells}
        provenance |= dict.fromkeys(crossed, Provenance("unread"))
    warnings += _pictures(form, found, blocks)
    if undecided and found:
        warnings.append(Doubtful("form-undecided", undecided))
    return Tables(
        form.id,
        cells,
        provenance,
        tuple(extra for each in chosen for extra in each.extra),
        tuple(warnings),
        frozenset().union(*(each.consumed for each in chosen)),
        found,
        tuple(figure for each in chosen for figure in each.unplaced),
    )


def _pictures(form: Form, found: frozenset[str], blocks: Sequence[Block]) -> Iterator[Doubtful]:
    """Say so where a table is not there but a picture is: it may hold the table; nothing is read from it."""
    if not any(isinstance(block, Picture) for block in blocks):
        return
    for table in form.tables:
        if table.key not in found:
            heading = form.section(table.section).heading
            yield Doubtful("table-as-picture", f"“{heading}”未见表格，可能以图片形式刊载")
