"""The stretches of printed rows that could each be a table: one ends where the form's order starts again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.forms import NumberedRow, Table
from gongkai.reading.labels import HEADING, Lexicon, Target, names_any, normal
from gongkai.reading.printed import PrintedRow
from gongkai.reading.row_names import Named, alike, exact_row


def stretches_of(
    rows: Sequence[PrintedRow],
    names: Sequence[Named],
    table: Table,
    wanted: Sequence[NumberedRow],
    form: str,
    words: Lexicon,
    home: Callable[[PrintedRow], bool],
) -> list[list[int]]:
    """Cut the rows into stretches that could each be the table: a stretch ends where the form's order starts again.

    It ends before the table's own section (``home``), too: what stands above that is statistics.
    """
    settings = words.settings
    widths = {len(each.block.columns) for each in wanted}
    stretches: list[list[int]] = []
    current: list[int] = []
    loose: list[int] = []
    headed: list[int] | None = None
    """Rows right below a head printed again: those of the next table, or of this one if its order goes on."""
    seen: set[str] = set()
    last = -1
    broken = True
    for index, row in enumerate(rows):
        if not (row.labels or row.values):
            broken, loose = True, []
            continue
        targets = names[index]
        before = rows[current[-1]] if current else None
        if broken and _enters(row, before, home):
            stretches.append(current)
            before, current, headed, seen, last = None, [], None, set(), -1
        if (
            _is_header(row)
            and not _is_blank_row(row, before, widths)
            and not (len(row.labels) == 1 and targets and row.values)
        ):
            broken = broken or _heads_another(row, table.key)
            headed = headed or ([] if current else None)
            continue
        exact = exact_row(targets)
        # A head printed again with the first row below it begins a part of the table.
        begins = (headed is not None or _headed(row)) and _is_first_again(
            row, targets, [names[i] for i in current], wanted, settings.own_words
        )
        exact = exact or (targets[0] if begins else None)
        if exact is not None:
            place, key = exact.place, exact.key
            apart = broken or (before is not None and row.grid != before.grid)
            again = key in seen and (apart or alike(row.labels[-1].text, wanted[place]) >= settings.own_words)
            if again or (apart and place < last) or begins:
                stretches.append(current)
                current, seen, last = headed or [], set(), -1
            else:
                current += headed or []
            headed = None
            if not current:
                above = loose[-place:] if place else [each for each in loose if names[each]]
                current = [each for each in above if _stands_with(rows[each], row, table.key, widths)]
            last = max(place, last)
            seen.add(key)
            current.append(index)
        elif (
            before is not None
            and (targets or row.numbers or _is_blank_row(row, before, widths))
            and _could_be_row(row, before, broken, widths, targets, form, words)
        ):
            (current if headed is None else headed).append(index)
        else:
            loose = _loose_with(index, row, targets, loose, settings.loose_rows)
            continue
        broken, loose = False, []
    stretches.append(current + (headed or []))
    return list(filter(None, stretches))


def _loose_with(index: int, row: PrintedRow, targets: Named, loose: list[int], most: int) -> list[int]:
    """Return the rows that may turn out to stand above a table's first one, with this one; none behind other words."""
    if row.numbers or (targets and row.values):
        return [*loose, index][-most:]
    return loose if targets else []


def _enters(row: PrintedRow, before: PrintedRow | None, home: Callable[[PrintedRow], bool]) -> bool:
    """Whether a row is the first in the table's own section."""
    return before is not None and home(row) and not home(before)


def _is_header(row: PrintedRow) -> bool:
    """Whether a row only names columns. In flattened text the header runs into the first row, whose label is last."""
    return not row.numbers and bool(row.labels) and names_any(row.labels[-1].targets, HEADING)


def _is_blank_row(row: PrintedRow, before: PrintedRow | None, widths: set[int]) -> bool:
    """Whether a label that may be a column's (其他, 总计) is a row's: a whole row of empty cells stands behind it.

    It stands in the same grid as the table's row ``before`` it. A block's head (第二十条第（五）项) is none, however
    many empty cells it is printed over.
    """
    return (
        before is not None
        and row.grid == before.grid
        and len(row.values) >= max(widths) > 1
        and bool(row.labels)
        and {target.kind for target in row.labels[-1].targets} != {"head"}
        and all(any(target.kind == "group" for target in atom.targets) for atom in row.labels[:-1])
    )


def _heads_another(row: PrintedRow, table: str) -> bool:
    """Whether a header row has a label that only another table has: then this table has ended."""
    return any(atom.targets and all(target.table != table for target in atom.targets) for atom in row.labels)


def _headed(row: PrintedRow) -> bool:
    """Whether a head runs into the row, as in flattened text."""
    return len(row.labels) > 1 and any(names_any(atom.targets, HEADING) for atom in row.labels[:-1])


def _is_first_again(
    row: PrintedRow, named: Named, above: Sequence[Named], wanted: Sequence[NumberedRow], own_words: float
) -> bool:
    """Whether a row is the table's first, by its own or a shortened label, and has been printed above already."""
    first = wanted[0].row.key
    return (
        {target.key for target in named if target.kind == "row"} == {first}
        and bool(row.numbers)
        and len(above) > 1
        and any(target.kind == "row" and target.key == first for targets in above for target in targets)
        and alike(row.labels[-1].text, wanted[0]) >= own_words
    )


def _stands_with(row: PrintedRow, first: PrintedRow, table: str, widths: set[int]) -> bool:
    """Whether a row not named outright, right above the first one that is, belongs to the same table."""
    tables = {target.table for atom in row.labels for target in atom.targets if target.kind == "row"}
    complete = bool({len(row.values), row.numbers, row.numbers - 1} & widths)
    return row.grid == first.grid and (table in tables if tables else complete)


def _could_be_row(
    row: PrintedRow,
    before: PrintedRow,
    broken: bool,
    widths: set[int],
    targets: Sequence[Target],
    form: str,
    words: Lexicon,
) -> bool:
    """Whether a row not named outright may belong: it stands in the same table and has about its columns."""
    if not targets and any(t.kind == "row" and t.form == form for atom in row.labels for t in atom.targets):
        return False
    if row.grid is not None and row.grid == before.grid:
        return bool(targets) or (len(row.values) <= max(widths) + words.settings.spare_grid_cells and not broken)
    if row.grid is None and before.grid is None and not broken:
        return bool(targets) or abs(len(row.values) - max(widths)) <= words.settings.spare_cells
    if targets:
        # One figure more is the row's number.
        return bool({len(row.values), row.numbers, row.numbers - 1} & widths)
    label = normal("".join(atom.text for atom in row.labels))
    return len(row.values) == max(widths) and (not label or label in words.pieces)
