"""What the head printed above a block names, column by column in printed order: the form's columns and others.

Offices print a column less (no 其他 among the organisations), one more (小计, 上年同期数), split one into its parts
(网络, 信函) or print them in another order. A grid says which label stands above which figures; flattened text only
the order of the labels, level by level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from gongkai.forms import Block, Table
from gongkai.reading.assignment import Assigned
from gongkai.reading.columns import headers_above
from gongkai.reading.labels import HEADING, lexicon, names_any, normal
from gongkai.reading.printed import Atom, PrintedRow, is_blank
from gongkai.reading.ways import ragged_grids
from gongkai.settings import Settings

_TOTAL = "total"


class Heading(NamedTuple):
    """One printed column: the form's, or another with its label."""

    label: str
    key: str = ""
    """The form's column; "" for one that the form does not have."""
    kind: str = ""
    """What kind of column one beyond the form is: ``subtotal``, ``naming`` or ``other``."""
    part_of: str = ""
    """The form's column of which this one is a part, as printed above it."""


class Head(NamedTuple):
    """The columns in printed order, with the grid columns in which their figures stand where a grid says so."""

    columns: tuple[Heading, ...]
    places: tuple[int, ...] | None = None
    grid: int | None = None
    """The grid whose columns the places are."""
    completed: bool = False
    """Whether columns were put in that it does not name."""
    total_moved: bool = False
    """Whether a grid's labels, read in order for want of places, have the total elsewhere than last."""

    def places_in(self, grid: int | None) -> tuple[int, ...] | None:
        """Return the places for a row of this grid."""
        return self.places if grid is not None and grid == self.grid else None

    @property
    def keys(self) -> list[str]:
        """The form's columns that it names, in printed order."""
        return [column.key for column in self.columns if column.key]

    @property
    def named(self) -> set[str]:
        """The form's columns that it has, whole or in parts."""
        return {*self.keys, *(column.part_of for column in self.columns)} - {""}

    def names_but(self, absent: int, block: Block) -> bool:
        """Whether it names each of the block's columns once, but for so many."""
        keys = self.keys
        return len(keys) == len(set(keys)) and len(self.named) >= max(1, len(block.columns) - absent)

    def is_forms_own(self, block: Block) -> bool:
        """Whether it has the form's columns, all of them in the form's order."""
        return [column.key for column in self.columns] == [column.key for column in block.columns]


def heads_of(
    rows: Sequence[PrintedRow],
    assigned: Assigned,
    form: str,
    table: Table,
    block: Block,
    absent: int,
    settings: Settings,
) -> tuple[Head, ...]:
    """Return what the head above the block's rows says of their columns, in each way it can be understood.

    It must name all of the block's columns but for so many as may be ``absent``.
    """
    mine = [assigned.rows[row.key] for row in block.rows if row.key in assigned.rows]
    if not mine:
        return ()
    first = min(mine, key=lambda row: (row.block, row.row or 0))
    above = list(reversed(headers_above(rows, first, settings.head_rows)))
    levels = [row.labels for row in above]
    # Where a whole table stands on one line, the head runs into the first row, be the line a grid's.
    if first.grid is None or any(names_any(atom.targets, HEADING) for atom in first.labels[:-1]):
        levels.append(first.labels[:-1])
    named = _Names(form, table, block, settings)
    printed = _grid_head(above, first, mine, named)
    if printed is not None:
        head = _understood(printed, block, settings.own_words)
        if head is not None and head.names_but(absent, block):
            return (head._replace(grid=first.grid),)
    in_order = _by_order(
        levels, named, _usual_places([row for row in mine if row.block == first.block]), in_grid=first.grid is not None
    )
    found = (_understood(head, block, settings.own_words) for head in in_order)
    return tuple(
        head._replace(total_moved=first.grid is not None and head.columns[-1].key != _TOTAL)
        for head in found
        if head is not None and head.names_but(absent, block)
    )


def head_as_printed(
    rows: Sequence[PrintedRow], assigned: Assigned, form: str, table: Table, block: Block, settings: Settings
) -> tuple[Head, ...]:
    """Return what a grid's head above the block names outright, column by column, be it not understood as a whole."""
    mine = [assigned.rows[row.key] for row in block.rows if row.key in assigned.rows]
    if not mine:
        return ()
    first = min(mine, key=lambda row: (row.block, row.row or 0))
    above = list(reversed(headers_above(rows, first, settings.head_rows)))
    head = _grid_head(above, first, mine, _Names(form, table, block, settings))
    return () if head is None else (head,)


def _grid_head(
    above: Sequence[PrintedRow], first: PrintedRow, mine: Sequence[PrintedRow], named: _Names
) -> Head | None:
    """Return the columns that the labels above the figures' columns name, where head and figures are one grid.

    In a ragged one the empty cells before a label may have been dropped: its place says nothing.
    """
    if (
        first.grid is None
        or first.grid in ragged_grids(mine, named.settings.ragged_rows)
        or not all(row.grid == first.grid for row in above)
    ):
        return None
    return _by_grid([row.labels for row in above], [row for row in mine if row.grid == first.grid], named)


class _Names:
    """What the labels of heads mean in one block."""

    def __init__(self, form: str, table: Table, block: Block, settings: Settings) -> None:
        self.settings = settings
        self._where = (form, table.key)
        self._columns = block.columns
        self._keys = [column.key for column in block.columns]
        self._groups = {column.group for column in block.columns if column.group}
        self.grouped = {column.key for column in block.columns if column.group}

    def heading(self, atom: Atom) -> Heading:
        beyond = ""
        for target in atom.targets:
            if (target.form, target.table) == self._where:
                if target.kind == "column" and target.key in self._keys:
                    return Heading(atom.text, target.key)
                beyond = target.key if target.kind == "beyond" else beyond
        return Heading(atom.text, "", beyond)

    def torn(self, above: Sequence[Atom]) -> Heading | None:
        """Return the column whose label narrow cells tore into pieces below each other (社会, 公益, 组织)."""
        for begin in range(len(above) - 1):
            text = "".join(atom.text for atom in above[begin:])
            heading = self.heading(above[-1]._replace(text=text, targets=lexicon(self.settings).find(text)))
            if heading.key or heading.kind:
                return heading
        return None

    def completed(self, columns: Sequence[Heading]) -> list[Heading]:
        """Put the form's columns that are not named where they stand in the form: their labels were not understood."""
        found = list(columns)
        for place, key in enumerate(self._keys):
            named = [column.key for column in found]
            if key not in named:
                before = next((named.index(each) + 1 for each in reversed(self._keys[:place]) if each in named), 0)
                found.insert(before, Heading("", key))
        return found

    def like(self, atom: Atom, present: set[str]) -> Heading:
        """Return the column, not named outright elsewhere, that a strange label is like, or one beyond the form."""
        absent = (column for column in self._columns if column.key not in present)
        alike = [column.key for column in absent if _alike(atom.text, column.label, self.settings.own_words)]
        return Heading(atom.text, alike[0] if len(alike) == 1 else "")

    def in_order(self, columns: Sequence[Heading]) -> bool:
        """Whether all but few of the form's columns are named, in the form's order but for the total."""
        if not all(column.key or column.kind for column in columns):
            return False
        places = [self._keys.index(column.key) for column in columns if column.key and column.key != _TOTAL]
        return places == sorted(places) and len(self._keys) - len(places) <= self.settings.lost_labels

    def in_forms_order(self, columns: Sequence[Heading], levels: Sequence[Sequence[Atom]]) -> list[Heading]:
        """Return the columns as the form has them where each level's are in its order; else none.

        Levels on lines of their own do not tell where those of one stand among those of another.
        """
        places: dict[tuple[int, int | None], list[int]] = {}
        for atom in (atom for level in levels for atom in level):
            if key := self.heading(atom).key:
                places.setdefault((atom.block, atom.line), []).append(self._keys.index(key))
        apart = len(places) > 1 and all(found == sorted(found) for found in places.values())
        whole = sorted(column.key for column in columns) == sorted(self._keys)
        return sorted(columns, key=lambda column: self._keys.index(column.key)) if apart and whole else []

    def is_corner(self, atom: Atom) -> bool:
        return any((target.form, target.table, target.kind) == (*self._where, "head") for target in atom.targets)

    def is_group(self, atom: Atom) -> bool:
        return any(target.kind == "head" and target.key in self._groups for target in atom.targets)


def _understood(head: Head, block: Block, least: float) -> Head | None:
    """Take a label that no form knows for the column it is like, or the one that is wanting in its place.

    ``None`` where such a label may be the form's column as well as another.
    """
    columns = list(head.columns)
    strange = [index for index, column in enumerate(columns) if not (column.key or column.kind or column.part_of)]
    known = head.named
    absent = [column for column in block.columns if column.key not in known]
    for index in strange:
        alike = [column for column in absent if _alike(columns[index].label, column.label, least)]
        if len(alike) == 1:
            columns[index] = Heading(columns[index].label, alike[0].key)
            absent.remove(alike[0])
    strange = [index for index in strange if not columns[index].key]
    if strange and absent:
        for index, column in zip(strange, absent, strict=False):
            columns[index] = Heading(columns[index].label, column.key)
        if len(strange) != len(absent) or not head._replace(columns=tuple(columns)).is_forms_own(block):
            return None
    if any(not (column.key or column.kind) for column in columns):
        columns = [column if column.key or column.kind else column._replace(kind="other") for column in columns]
    return head._replace(columns=tuple(columns))


def _alike(printed: str, label: str, least: float) -> bool:
    """Whether a label is shortened to some of its characters, or damaged but ``least`` alike (0-100)."""
    characters = iter(normal(label))
    text = normal(printed)
    return len(text) > 1 and (all(each in characters for each in text) or fuzz.ratio(text, normal(label)) >= least)


def _by_grid(levels: Sequence[Sequence[Atom]], rows: Sequence[PrintedRow], named: _Names) -> Head | None:
    """Take for each column in which figures stand the lowest label above it; ``None`` where one has no label."""
    columns: dict[int, Heading] = {}
    over = _labels_over(levels)
    for place in _usual_places(rows):
        above = over.get(place)
        if above and _texts(above) == _texts(over.get(place - 1, ())) and place - 1 in columns:
            continue  # a converter repeats a merged cell in each of its columns
        if above:
            columns[place] = _lowest(above, named)
        elif any(atom.cell is not None and atom.cell.column == place and not is_blank(atom) for atom in _values(rows)):
            return None
    return Head(tuple(_without_inner_total([*columns.values()])), tuple(columns)) if columns else None


def _texts(above: Sequence[Atom]) -> list[str]:
    return [atom.text for atom in above]


def _values(rows: Iterable[PrintedRow]) -> Iterator[Atom]:
    return (atom for row in rows for atom in row.values)


def _labels_over(levels: Sequence[Sequence[Atom]]) -> dict[int, list[Atom]]:
    """Return the labels above each grid column, the highest first."""
    over: dict[int, list[Atom]] = {}
    for level in levels:
        for atom in level:
            if atom.cell is not None:
                for place in range(atom.cell.column, atom.cell.column + atom.cell.column_span):
                    over.setdefault(place, []).append(atom)
    return over


def _lowest(above: Sequence[Atom], named: _Names) -> Heading:
    """Return what a column is by the labels above it, the highest first: a part of a form's column is none itself."""
    heading = named.heading(above[-1])
    if not heading.key and (torn := named.torn(above)) is not None:
        return torn
    parents = [each for each in map(named.heading, above[:-1]) if each.key]
    if not parents or heading.key == parents[-1].key:
        return _subtotal(heading) if heading.key == _TOTAL and any(map(named.is_group, above)) else heading
    whole = parents[-1].key
    if heading.key == _TOTAL or heading.kind == "subtotal":
        return heading._replace(key=whole, kind="")
    label = f"{parents[-1].label}/{heading.label}"
    return heading if heading.key else Heading(label, "", heading.kind or "other", whole)


def _subtotal(heading: Heading) -> Heading:
    return Heading(heading.label, "", "subtotal")


def _usual_places(rows: Iterable[PrintedRow]) -> tuple[int, ...]:
    """Return the grid columns in which most rows have their figures."""
    seen = [
        tuple([cell.column for atom in row.values if (cell := atom.cell) is not None and not cell.counted])
        for row in rows
        if row.values
    ]
    return Counter(seen).most_common(1)[0][0] if len(set(seen)) > 1 else next(iter(seen), ())


def _by_order(
    levels: Sequence[Sequence[Atom]], named: _Names, filled: tuple[int, ...], *, in_grid: bool
) -> Iterator[Head]:
    """Take the labels in reading order, those of a group in the place of the group's own label.

    ``filled`` are the grid columns in which the figures stand, where a grid tells.
    """
    columns: list[Heading] = []
    at_group: int | None = None
    last: Atom | None = None
    keyed = [(atom.line, key) for atoms in levels for atom in atoms if (key := named.heading(atom).key)]
    if not keyed:
        return
    present = {key for _, key in keyed}
    on_lines = Counter(line for line, _ in keyed)
    level: list[int] = []
    places: list[int | None] = []
    for place, atom in ((place, atom) for place, atoms in enumerate(levels) for atom in atoms):
        if named.is_group(atom):
            at_group = len(columns)
            continue
        # What stands in a grid, or among several columns on one line of text, names a column, too.
        strange = not atom.targets and (in_grid or on_lines[atom.line] >= named.settings.head_columns)
        heading = named.like(atom, present) if strange else named.heading(atom)
        if heading.kind == "naming" or named.is_corner(atom):
            if last is not None and atom.row and (atom.block, atom.row) == (last.block, last.row):
                return  # tables side by side: which of their heads is this one's, the order does not tell
            continue
        if _is_again(heading, columns):
            # What the level printed before it repeats nothing: 总计 in front of a repeated 自然人.
            columns, at_group = [column for column, each in zip(columns, level, strict=True) if each == place], None
            places = [column for column, each in zip(places, level, strict=True) if each == place]
            level = [place] * len(columns)
        if heading.key or heading.kind or (columns and strange):
            columns.append(heading)
            level.append(place)
            places.append(atom.cell.column if atom.cell is not None and not atom.cell.counted else None)
            last = atom
    if printed := _as_printed(columns, places, filled):
        yield Head(tuple(printed))
    elif at_group is not None and not in_grid and (ordered := named.in_forms_order(columns, levels)):
        yield Head(tuple(ordered))
    else:
        yield from _in_each_order(columns, at_group, named)


def _as_printed(columns: Sequence[Heading], places: Sequence[int | None], filled: tuple[int, ...]) -> list[Heading]:
    """Return the columns from left to right where each stands in a grid's column of its own, above figures; else none.

    Levels read one after the other do not tell where the columns of one stand among those of another.
    """
    if not filled or len(places) != len(filled) or set(places) != set(filled):
        return []
    return [column for _, column in sorted(zip(places, columns, strict=True), key=lambda each: each[0] or 0)]


def _in_each_order(columns: list[Heading], at_group: int | None, named: _Names) -> Iterator[Head]:
    """Yield the columns with a group's where its label stands, with lost ones put in, and with the total last."""
    columns = _without_inner_total(_grouped(columns, at_group, named.grouped))
    yield Head(tuple(columns))
    if named.in_order(columns):
        yield Head(tuple(named.completed(columns)), completed=True)
    total = next((index for index, column in enumerate(columns) if column.key == _TOTAL), -1)
    if 0 < total < len(columns) - 1:
        # A level printed before the one below it has the total before the organisations.
        yield Head((*columns[:total], *columns[total + 1 :], columns[total]))


def _is_again(heading: Heading, columns: Sequence[Heading]) -> bool:
    """Whether a column is named again: a level repeats the labels above it for want of merged cells."""
    return heading.key not in ("", _TOTAL) and any(column.key == heading.key for column in columns)


def _grouped(columns: list[Heading], at: int | None, grouped: set[str]) -> list[Heading]:
    """Put the columns of a group, printed on the level below, where the group's label stands."""
    if at is None:
        return columns
    begin = next((index for index in range(at, len(columns)) if columns[index].key in grouped), None)
    if begin is None:
        return columns
    return [*columns[:at], *columns[begin:], *columns[at:begin]]


def _without_inner_total(columns: list[Heading]) -> list[Heading]:
    """Of two totals (合计 of a group, 总计) the last is the row's."""
    totals = [index for index, column in enumerate(columns) if column.key == _TOTAL]
    return [_subtotal(column) if index in totals[:-1] else column for index, column in enumerate(columns)]
