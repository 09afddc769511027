"""The tables of a report: readings of its layouts compete, the one that explains most wins, table by table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from gongkai.document.budget import left
from gongkai.document.model import Block, Picture
from gongkai.forms import Form
from gongkai.reading.accounts import Unplaced, unknown_message, unplaced_message
from gongkai.reading.aligner import read_tables_as
from gongkai.reading.draft import ExtraFigure
from gongkai.reading.labels import lexicon
from gongkai.reading.layouts import AS_GIVEN, Layout, other_layouts, sign_between
from gongkai.reading.printed import Printed, PrintedRow
from gongkai.reading.regions import Region, filled
from gongkai.reading.sumchecks import as_unusual, checked_sums, doubted_by_sums
from gongkai.reading.table_reading import TableReading
from gongkai.reading.unknown_cells import figures_alone
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
    extra_figures: tuple[ExtraFigure, ...]
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
    where = filled(regions or {}, blocks)
    words = lexicon(settings)
    align = partial(read_tables_as, blocks=blocks, regions=where, recognised=recognised, words=words)
    first = AS_GIVEN.read(AS_GIVEN.lay(blocks, words), words)
    form, undecided = decide_form(first.rows, year, settings.requests_rows)
    readings = {each.table.key: [_founded(each, blocks, settings)] for each in align(first, form, form.tables)}
    if not _explained(readings):
        laid_out = other_layouts(blocks, settings)
        others: Iterable[tuple[Layout, Printed]] = (
            # What has taken a quarter of its budget for the first layouts has no time for all.
            (each, each.read(each.lay(blocks, words), words))
            for each in laid_out
            if left() > settings.document_seconds * 3 / 4
        )
        if undecided:
            others = list(others)
            printed_otherwise = (printed for _, printed in others)
            form, undecided = _decided(printed_otherwise, year, (form, undecided), settings.requests_rows)
            readings = {each.table.key: [each] for each in align(first, form, form.tables)}
        open_tables = [table for table in form.tables if not readings[table.key][0].settled]
        for layout, printed in others:
            for each in align(printed, form, open_tables) if printed.rows else ():
                readings[each.table.key].append(as_unusual(each, form) if layout.unusual else each)
            if _explained(readings):
                break
    chosen = [
        doubted_by_sums(_with_blank_rows(choose(rivals, form, settings.rival_margin), rivals, form), form, settings)
        for rivals in readings.values()
    ]
    return _joined(form, _with_figures_alone(chosen, first.rows), undecided, blocks, settings.named_figures)


def _with_figures_alone(chosen: Sequence[TableReading], rows: Sequence[PrintedRow]) -> list[TableReading]:
    """Say of a table that is not met that figures without any label, right behind the other tables, may be its."""
    tables = {place.table for each in chosen for place in each.provenance.values()} - {None}
    lost = [each for each in chosen if all(place.how == "missing" for place in each.provenance.values())]
    return [
        replace(each, unplaced=(*each.unplaced, *figures_alone(each.table.section, rows, tables)))
        if each in lost
        else each
        for each in chosen
    ]


def _founded(reading: TableReading, blocks: Sequence[Block], settings: Settings) -> TableReading:
    """Say so of a reading that takes for blank cells the sign by which the text parts its cells (4 / 3 /  / 7)."""
    dashes = {place.text for place in reading.provenance.values() if place.how == "blank" and place.line and place.text}
    if dashes and sign_between(blocks, settings) in dashes:
        return replace(reading, whole=False, unfounded=True)
    return reading


def _explained(readings: Mapping[str, Sequence[TableReading]]) -> bool:
    """Whether each table is read whole, so that no other layout need be tried.

    That a table is not there is believed of the front's own layout only.
    """
    return all(rivals[0].whole or any(each.whole and each.found for each in rivals) for rivals in readings.values())


def _decided(others: Iterable[Printed], year: int | None, known: tuple[Form, str], enough: int) -> tuple[Form, str]:
    """Return the form that another layout's labels tell, where the front's own layout shows none."""
    for printed in others:
        form, undecided = decide_form(printed.rows, year, enough)
        if not undecided:
            return form, ""
    return known


def choose(readings: Sequence[TableReading], form: Form, margin: float) -> TableReading:
    """Return the reading of a table that explains most; where another explains about as much, doubt what differs."""
    if len(readings) == 1 or readings[0].settled:
        return readings[0]
    told = _with_passed_over(readings)
    if readings[0].unfounded and any(each.settled for each in told[1:]):
        told = told[1:]
    if any(each.found and each.at_home and _mostly_stands(each) for each in told):
        told = [each for each in told if each.at_home]
    ranked = sorted(told, key=lambda each: -worth(each, form))
    best = _with_its_head(ranked[0], told)
    rivals = [each for each in ranked[1:] if each.found and worth(each, form) >= worth(best, form) - margin]
    differing = tuple(
        key
        for key, value in best.cells.items()
        if value is not None and (_by_counting(best) or any(each.cells[key] not in (None, value) for each in rivals))
    )
    if not differing:
        return best
    provenance = {
        key: place._replace(how="repaired") if key in differing else place for key, place in best.provenance.items()
    }
    doubt = Doubtful("layout-undecided", "表格的版面有几种读法，数字不同，暂按其中一种读取", differing)
    return replace(best, provenance=provenance, warnings=(*best.warnings, doubt))


def _with_its_head(best: TableReading, told: Sequence[TableReading]) -> TableReading:
    """Return the reading that knows of a head in another order, where the best has its figures without it."""
    read = [(key, value) for key, value in best.cells.items() if value is not None]
    return next(
        (each for each in told if each.disordered and all(each.cells[key] == value for key, value in read)), best
    )


def _with_blank_rows(chosen: TableReading, rivals: Sequence[TableReading], form: Form) -> TableReading:
    """Let a row stand blank whose label is printed, where each figure of the section has its place elsewhere.

    Flattened text keeps nothing of empty cells; whoever printed the row is not told to add it.
    """
    chosen = _unless_strayed(chosen)
    if chosen.unplaced or not chosen.found:
        return chosen
    blank: dict[str, Provenance] = {}
    for key in frozenset().union(*(each.named for each in rivals if each.at_home)):
        cells = [cell.key for cell in form.row_cells(chosen.table.key, key)]
        if all(chosen.provenance[cell].how == "missing" for cell in cells):
            blank |= dict.fromkeys(cells, Provenance("blank", ""))
    return replace(chosen, provenance={**chosen.provenance, **blank}) if blank else chosen


def _unless_strayed(reading: TableReading) -> TableReading:
    """Return a reading without what it found outside its own section, where that is few cells: they are another's.

    Under a head of the form's own they are the table's: a workbook has its blocks on sheets behind the text.
    """
    if not reading.found or reading.at_home or reading.headed or _mostly_stands(reading):
        return reading
    missing = dict.fromkeys(reading.cells, Provenance("missing"))
    empty = TableReading(reading.table, dict.fromkeys(reading.cells), missing, unplaced=reading.unplaced)
    return replace(empty, at_home=False)


def _mostly_stands(reading: TableReading) -> bool:
    """Whether most cells stand there, be they blank: a table elsewhere (last year's, with more figures) is no rival."""
    lost = sum(place.how in ("missing", "unread") for place in reading.provenance.values())
    return 2 * lost < len(reading.provenance)


def _by_counting(best: TableReading) -> bool:
    """Whether figures were counted off into side-by-side groups that are not full, though some figures are left."""
    full = all(value is not None for value in best.cells.values())
    return best.table.layout == "side-by-side" and bool(best.unplaced) and not full


_WORTH = {"read": 1.0, "blank": 0.4, "repaired": 0.6, "unreadable": 0.2, "missing": 0.0, "unread": 0.0}


def worth(reading: TableReading, form: Form) -> float:
    """Say how much of a table a reading explains: cells placed, less the figures left over and the sums that break."""
    placed = sum(
        _WORTH["unreadable" if place.how == "repaired" and reading.cells[key] is None else place.how]
        for key, place in reading.provenance.items()
    )
    # A figure whose row is known but not its column is said to be in doubt: that is no fault of the layout.
    known = sum(place.how == "unread" for place in reading.provenance.values())
    left = max(0, len(reading.unplaced) - known)
    # Rows beyond the form count beside the form's own, and never more: no table consists of them.
    return placed + min(len(reading.extra), placed) / 2 - left - _broken(reading, form)


def _with_passed_over(readings: Sequence[TableReading]) -> list[TableReading]:
    """Return the readings, to each those figures added as unplaced that the front's own layout shows and it does not.

    Another layout may not even see a row (one whose label was torn off its figures): then it is no better for that.
    """
    first = readings[0]
    if not first.unplaced:
        return list(readings)
    shown = _figures_of(replace(first, beyond=()))
    told = []
    for reading in readings:
        told_of = _figures_of(reading)
        lost = shown - told_of if _length(told_of) < _length(shown) else Counter()
        passed = [each for each in first.unplaced if any(lost[text] for text in _figures_in(each.text))]
        told.append(replace(reading, unplaced=(*reading.unplaced, *passed), whole=reading.whole and not passed))
    return told


def _figures_of(reading: TableReading) -> Counter[str]:
    """Count the texts of the figures that a reading accounts for or says to be unplaced, those of one cell apart."""
    placed = [place.text for place in reading.provenance.values() if place.text and place.how != "blank"]
    texts = (*placed, *reading.beyond, *(each.text for each in reading.unplaced))
    return Counter(text for cell in texts for text in _figures_in(cell))


_FIGURE = re.compile(r"\d[\d.,，．]*+")


def _figures_in(text: str) -> Sequence[str]:
    """Return the figures of a text without the words around them, from which not every layout parts them."""
    return _FIGURE.findall(text) or text.split()


def _length(figures: Counter[str]) -> int:
    """How many characters all figures have, so that glued ones count as much as parted ones."""
    return sum(len(text) * count for text, count in figures.items())


def _broken(reading: TableReading, form: Form) -> int:
    """Count the sums within rows and columns that do not hold."""
    return sum(not held for held in checked_sums(reading, form))


def _joined(form: Form, chosen: Sequence[TableReading], undecided: str, blocks: Sequence[Block], named: int) -> Tables:
    cells: dict[str, Number | None] = {}
    provenance: dict[str, Provenance] = {}
    warnings: list[Doubtful] = []
    found = frozenset(each.table.key for each in chosen if each.found)
    for reading in chosen:
        cells |= reading.cells
        provenance |= reading.provenance
        warnings += reading.warnings
        lost = tuple(key for key, place in reading.provenance.items() if place.how == "missing")
        provenance |= dict.fromkeys(_beside_unread(reading, lost, form), Provenance("unread"))
        provenance |= dict.fromkeys(_alone_in_row(reading, lost, form), Provenance("unread"))
        said = _why_unread(reading, named) if lost or reading.unplaced else ""
        if said:
            provenance |= dict.fromkeys(lost, Provenance("unread"))
            warnings.append(Doubtful("figures-unplaced", said, lost))
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
        tuple(figure for each in chosen for figure in each.extra_figures),
        tuple(warnings),
        frozenset().union(*(each.consumed for each in chosen)),
        found,
        tuple(figure for each in chosen for figure in each.unplaced),
    )


def _beside_unread(reading: TableReading, lost: Sequence[str], form: Form) -> list[str]:
    """Return the lost cells of rows of which other figures could not be told apart."""
    unread = {form.cell(key).row.key for key, place in reading.provenance.items() if place.how == "unread"}
    return [key for key in lost if form.cell(key).row.key in unread] if unread else []


def _alone_in_row(reading: TableReading, lost: Sequence[str], form: Form) -> list[str]:
    """Return the lost cells that are the only ones of a wide row: a blank sign behind a name may not be understood.

    A column that no row prints is missing.
    """
    printed = {form.cell(key).column.key for key, place in reading.provenance.items() if place.how == "read"}
    alone = []
    for key in lost:
        if form.cell(key).column.key not in printed:
            continue
        cells = [cell.key for cell in form.row_cells(reading.table.key, form.cell(key).row.key)]
        others = [reading.provenance[each].how for each in cells if each != key]
        if len(others) > 2 and set(others) <= {"read", "blank"}:
            alone.append(key)
    return alone


def _why_unread(reading: TableReading, named: int) -> str:
    """Say why cells that were not met may be printed all the same; "" where they cannot be."""
    if reading.unplaced:
        return unplaced_message(reading.unplaced, named)
    if reading.unknown:
        return unknown_message(reading.unknown, named)
    undecided = any(each.code == "layout-undecided" for each in reading.warnings)
    if reading.doubtful_rows or reading.unusual or undecided:
        return "行的对应是推定的，未找到的行可能已经印出。这是读取的局限，请对照原件核对"
    return ""


def _pictures(form: Form, found: frozenset[str], blocks: Sequence[Block]) -> Iterator[Doubtful]:
    """Say so where a table is not there but a picture is: it may hold the table; nothing is read from it."""
    if not any(isinstance(block, Picture) for block in blocks):
        return
    for table in form.tables:
        if table.key not in found:
            heading = form.section(table.section).heading
            yield Doubtful("table-as-picture", f"“{heading}”未见表格，可能以图片形式刊载")
