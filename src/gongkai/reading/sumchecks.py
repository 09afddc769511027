"""What the sums say of a reading: where most of them break, it is we who misread, not the office that miscounted."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from gongkai.forms import Form, Relation
from gongkai.reading.table_reading import TableReading
from gongkai.report.model import Doubtful, Number
from gongkai.settings import Settings


def checked_sums(
    reading: TableReading, form: Form, per: str = "", but: Set[str] = frozenset(), *, blanks_open: bool = False
) -> Iterator[bool]:
    """Yield for each sum that the figures allow to be checked whether it holds; sums of noughts alone say nothing.

    Sums with one of the cells that are excepted (``but``) are left out, and where ``blanks_open`` those that a figure
    in the place of a blank cell would let hold.
    """
    key = reading.table.key
    rows = [each.row.key for each in reading.table.numbered_rows]
    columns = [column.key for column in reading.table.blocks[0].columns]
    section = reading.table.section
    for relation in form.relations:
        if relation.table != key or (per and relation.per != per):
            continue
        for at in rows if relation.per == "row" else columns:
            left, right = (_values(reading, relation, at, side) for side in (relation.left, relation.right))
            extra = [row.values.get(at) or 0 for row in reading.extra if row.section == section and relation.extra]
            if but and but & set(_cells(key, relation, at)):
                continue
            if left and None not in left and any(left + right) and not _lost(reading, relation, at):
                whole, parts = sum(each or 0 for each in left), sum(each or 0 for each in right) + sum(extra)
                if not (blanks_open and None in right and whole > parts):
                    yield whole == parts


def _cells(table: str, relation: Relation, at: str) -> list[str]:
    sides = (*relation.left, *relation.right)
    return [f"{table}.{at}.{each}" if relation.per == "row" else f"{table}.{each}.{at}" for each in sides]


def _lost(reading: TableReading, relation: Relation, at: str) -> bool:
    """Whether a part was not read: such a sum says nothing of the others' places."""
    key = reading.table.key
    parts = [f"{key}.{at}.{each}" if relation.per == "row" else f"{key}.{each}.{at}" for each in relation.right]
    return any(reading.cells.get(part) is None and reading.provenance[part].how != "blank" for part in parts)


def _values(reading: TableReading, relation: Relation, at: str, side: tuple[str, ...]) -> list[Number | None]:
    key = reading.table.key
    if relation.per == "row":
        return [reading.cells.get(f"{key}.{at}.{each}") for each in side]
    return [reading.cells.get(f"{key}.{each}.{at}") for each in side]


def as_unusual(reading: TableReading, form: Form) -> TableReading:
    """Let a reading against the usual order weigh as a doubtful one, unless all is read and sums of columns hold."""
    held = list(checked_sums(reading, form, "column"))
    complete = not reading.unplaced and all(place.how != "missing" for place in reading.provenance.values())
    unusual = replace(reading, unusual=True)
    return unusual if held and all(held) and complete else _doubted(unusual, Doubtful("layout-undecided", _UNUSUAL))


_UNUSUAL = "数字似印在各自标签之上，与标签的对应存疑"


def doubted_by_sums(reading: TableReading, form: Form, settings: Settings) -> TableReading:
    """Doubt every figure of a table whose sums mostly break.

    The totals of rows tell in any document; the sums of columns only where the columns or rows had to be inferred
    from text, for offices do miscount those.
    """
    if reading.unusual:
        # No head stands above the columns there, so that their order is not certain either.
        return _doubted(reading, Doubtful("layout-undecided", _UNUSUAL))
    if reading.whole and not (reading.inferred or reading.warnings):
        return reading
    # A sum that breaks by a figure in doubt already says nothing of the others.
    in_doubt = {key for each in reading.warnings for key in each.cells}
    doubtful = False
    for per in ("row", "column") if reading.inferred else ("row",):
        # A row left blank may have hidden some of what its columns add up to.
        held = list(checked_sums(reading, form, per, in_doubt, blanks_open=per == "column"))
        broken = held.count(False)
        doubtful |= broken >= settings.broken_sums and broken > settings.broken_share * len(held)
    return _doubted(reading, Doubtful("sums-speak-against", _BROKEN)) if doubtful else reading


_BROKEN = "多处合计关系不成立，数字所在的行列可能有误，请对照原件核对"


def _doubted(reading: TableReading, doubt: Doubtful) -> TableReading:
    """Return the reading with the doubt about each of its values that is not in doubt yet."""
    named = {key for each in reading.warnings for key in each.cells}
    keys = tuple(key for key, value in reading.cells.items() if value is not None and key not in named)
    if not keys:
        return reading
    provenance = {
        key: place._replace(how="repaired") if key in keys else place for key, place in reading.provenance.items()
    }
    return replace(reading, provenance=provenance, warnings=(*reading.warnings, replace(doubt, cells=keys)))
