"""Give each printed row its row of the form: the best global fit in the form's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from gongkai.forms import Block, Row, Table
from gongkai.reading.labels import Target, lexicon, normal
from gongkai.reading.printed import Atom, PrintedRow

_OUT_OF_ORDER = 6
_GARBLED = 40
"""Similarity (0-100) below which a label is no damaged print of the row's but another text."""
_EXACT, _BARE, _ALIKE, _UNLABELLED, _UNKNOWN = 10.0, 7.0, 3.0, 1.0, 0.3


class FormRow(NamedTuple):
    """A row of the form with its place in the table."""

    place: int
    row: Row
    block: Block


class Assigned(NamedTuple):
    """Which printed row fills which form row, and what was left over."""

    rows: dict[str, PrintedRow]
    """By row key."""
    doubts: dict[str, str]
    """Row keys whose assignment was inferred, with the reason."""
    beyond: tuple[PrintedRow, ...]
    """Rows with figures that the form does not have, in reading order."""
    span: tuple[int, int]
    """First and one past the last printed row of the table, indexes into the rows given; (0, 0) if it is not there."""


def form_rows(table: Table) -> tuple[FormRow, ...]:
    """Return all rows of a table in order."""
    pairs = [(row, block) for block in table.blocks for row in block.rows]
    return tuple(FormRow(index, row, block) for index, (row, block) in enumerate(pairs))


def row_targets(row: PrintedRow, form: str, table: str) -> list[tuple[Atom, Target]]:
    """Return the row and group labels of this table among the row's own labels, in order.

    In flattened text the header's labels run into those of the first row; a row's own are the last ones that name
    no column.
    """
    own: list[Atom] = []
    for atom in reversed(row.labels):
        kinds = {target.kind for target in atom.targets}
        if own and ("column" in kinds or "head" in kinds):
            break
        own.insert(0, atom)
    return [
        (atom, target)
        for atom in own
        for target in atom.targets
        if target.form == form and target.table == table and target.kind in ("row", "group")
    ]


def assign(rows: Sequence[PrintedRow], form: str, table: Table) -> Assigned:
    """Find the table among the printed rows and give each of its rows a row of the form."""
    wanted = form_rows(table)
    best: list[int] = []
    best_score = 0.0
    for instance in _instances(rows, form, table, wanted):
        score = sum(1.0 + min(rows[index].numbers, 7) for index in instance if _named(rows[index], form, table))
        if score > best_score:
            best, best_score = instance, score
    if not best:
        return Assigned({}, {}, (), (0, 0))
    return _fit(rows, best, form, table, wanted)


def _named(row: PrintedRow, form: str, table: Table) -> bool:
    return bool(row_targets(row, form, table.key))


def _is_header(row: PrintedRow) -> bool:
    """Whether a row only names columns. In flattened text the header runs into the first row, whose label is last."""
    return (
        not row.numbers
        and bool(row.labels)
        and any(target.kind in ("column", "head") for target in row.labels[-1].targets)
    )


def _heads_another(row: PrintedRow, table: str) -> bool:
    """Whether a header row has a label that only another table has: then this table has ended."""
    return any(atom.targets and all(target.table != table for target in atom.targets) for atom in row.labels)


def _instances(rows: Sequence[PrintedRow], form: str, table: Table, wanted: Sequence[FormRow]) -> list[list[int]]:
    """Cut the rows into stretches that could each be the table: a stretch ends where the form's order starts again."""
    widths = {len(each.block.columns) for each in wanted}
    stretches: list[list[int]] = []
    current: list[int] = []
    loose: list[int] = []
    seen: set[str] = set()
    last = -1
    broken = True
    for index, row in enumerate(rows):
        if not row.labels and not row.values:
            broken = True
            continue
        if _is_header(row):
            broken = broken or _heads_another(row, table.key)
            continue
        targets = [target for _, target in row_targets(row, form, table.key)]
        exact = [target for target in targets if target.kind == "row" and target.exact]
        if exact:
            place, key = exact[-1].place, exact[-1].key
            apart = broken or (bool(current) and row.grid != rows[current[-1]].grid)
            if key in seen or place < last - (0 if apart else _OUT_OF_ORDER):
                stretches.append(current)
                current, seen, last = [], set(), -1
            if not current:
                current = [
                    each for each in loose[-place:] if place and _stands_with(rows[each], row, table.key, widths)
                ]
            last = max(place, last)
            seen.add(key)
            current.append(index)
        elif current and (targets or row.numbers) and _could_be_row(row, rows[current[-1]], broken, widths, targets):
            current.append(index)
        else:
            loose = [*loose[-3:], index] if row.numbers else []
            continue
        broken, loose = False, []
    stretches.append(current)
    return [stretch for stretch in stretches if stretch]


def _stands_with(row: PrintedRow, first: PrintedRow, table: str, widths: set[int]) -> bool:
    """Whether a row not named outright, right above the first one that is, belongs to the same table."""
    tables = {target.table for atom in row.labels for target in atom.targets if target.kind == "row"}
    complete = len(row.values) in widths or row.numbers in widths
    return complete and row.grid == first.grid and (not tables or table in tables)


def _could_be_row(
    row: PrintedRow, before: PrintedRow, broken: bool, widths: set[int], targets: Sequence[Target]
) -> bool:
    """Whether a row not named outright may belong: it stands in the same table and has about its columns."""
    if not targets and any(target.kind == "row" for atom in row.labels for target in atom.targets):
        return False
    if row.grid is not None and row.grid == before.grid:
        return bool(targets) or (len(row.values) <= max(widths) + 3 and not broken)
    if row.grid is None and before.grid is None and not broken:
        return bool(targets) or max(widths) - 2 <= len(row.values) <= max(widths) + 2
    if targets:
        return len(row.values) in widths or row.numbers in widths
    label = normal("".join(atom.text for atom in row.labels))
    return len(row.values) == max(widths) and (not label or label in lexicon().pieces)


def _fit(
    rows: Sequence[PrintedRow], instance: list[int], form: str, table: Table, wanted: Sequence[FormRow]
) -> Assigned:
    members = [rows[index] for index in instance]
    scores = [[_score(row, each, form, table) for each in wanted] for row in members]
    places = _plain(scores) or _best_path(scores)
    found: dict[str, PrintedRow] = {}
    doubts: dict[str, str] = {}
    used: set[int] = set()
    for position, place in enumerate(places):
        if place is None:
            continue
        score = scores[position][place]
        only = score >= _ALIKE or _only_place(places, scores, position)
        if score < _UNLABELLED and not only:
            continue
        key = wanted[place].row.key
        found[key] = members[position]
        used.add(position)
        if not only or score < _UNKNOWN + _GARBLED / 200:
            doubts[key] = "行标签缺失或无法辨认，按前后行推定所在行"
    for position, row in enumerate(members):
        # A row that stands out of the form's order is still named by its own label.
        exact = [target for _, target in row_targets(row, form, table.key) if target.kind == "row" and target.exact]
        if position not in used and exact and exact[-1].key not in found and row.values:
            found[exact[-1].key] = row
            used.add(position)
    beyond = tuple(row for position, row in enumerate(members) if position not in used and row.numbers)
    return Assigned(found, doubts, beyond, (instance[0], instance[-1] + 1))


def _only_place(places: Sequence[int | None], scores: Sequence[Sequence[float]], position: int) -> bool:
    """Whether a row without a known label could stand nowhere else.

    It could not where, between the nearest rows known by their labels, there are just as many printed rows as the
    form has rows.
    """

    def known(at: int) -> bool:
        place = places[at]
        return place is not None and scores[at][place] >= _ALIKE

    before = next((at for at in range(position - 1, -1, -1) if known(at)), None)
    after = next((at for at in range(position + 1, len(places)) if known(at)), None)
    first = places[before] if before is not None else -1
    last = places[after] if after is not None else len(scores[0])
    begin = before if before is not None else -1
    end = after if after is not None else len(places)
    return first is not None and last is not None and last - first == end - begin


def _score(row: PrintedRow, wanted: FormRow, form: str, table: Table) -> float:
    """Say how well a printed row fits a form row by its label; 0 forbids the pair."""
    targets = row_targets(row, form, table.key)
    for _, target in reversed(targets):
        if target.kind == "row" and target.place == wanted.place:
            last = targets[-1][1].kind == "row"
            return (_EXACT if target.exact else _BARE) + (1.0 if last else 0.0) + min(row.numbers, 3) / 10
    if row.labels and any(target.kind in ("row", "group") for target in row.labels[-1].targets):
        return 0.0
    columns = len(wanted.block.columns)
    label = normal("".join(atom.text for atom in row.labels if not _names_group(atom)))
    if len(row.values) < columns or columns == 1:
        return 0.0
    if not label:
        return _UNLABELLED
    alike = fuzz.ratio(label, normal(wanted.row.label))
    return _ALIKE + alike / 100 if alike >= 60 else _UNKNOWN + alike / 200


def _names_group(atom: Atom) -> bool:
    return any(target.kind == "group" for target in atom.targets)


def _plain(scores: Sequence[Sequence[float]]) -> list[int | None] | None:
    """Take the obvious fit where every row names exactly one form row, in the form's order; else ``None``."""
    places: list[int | None] = []
    last = -1
    for row in scores:
        named = [place for place, score in enumerate(row) if score >= _EXACT]
        if len(named) != 1 or named[0] <= last:
            return None
        last = named[0]
        places.append(last)
    return places


def _best_path(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """Choose the order-preserving assignment of greatest total score (dynamic programming)."""
    height, width = len(scores), len(scores[0])
    total = [[0.0] * (width + 1) for _ in range(height + 1)]
    for row in range(1, height + 1):
        above, here, given = total[row - 1], total[row], scores[row - 1]
        for place in range(1, width + 1):
            best = above[place] if above[place] >= here[place - 1] else here[place - 1]
            score = given[place - 1]
            if score and above[place - 1] + score > best:
                best = above[place - 1] + score
            here[place] = best
    places: list[int | None] = [None] * height
    row, place = height, width
    while row and place:
        score = scores[row - 1][place - 1]
        if score and total[row][place] == total[row - 1][place - 1] + score:
            places[row - 1] = place - 1
            row, place = row - 1, place - 1
        elif total[row][place] == total[row - 1][place]:
            row -= 1
        else:
            place -= 1
    return places
