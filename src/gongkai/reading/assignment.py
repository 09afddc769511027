"""Give each printed row its row of the form: the best global fit in the form's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from gongkai.forms import NumberedRow, Table
from gongkai.reading.labels import HEADING, Lexicon, Target, is_numbered, names_any, normal, unnumbered
from gongkai.reading.printed import Atom, PrintedRow
from gongkai.settings import Settings

_EXACT, _BARE, _ALIKE, _UNLABELLED, _UNKNOWN = 10.0, 7.0, 3.0, 1.0, 0.3
"""The scale of what a row's label says of its place, so far apart that none is outweighed by what is added to it."""


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


_Named = tuple[Target, ...]
_MOST_REMEMBERED = 20_000


def row_targets(row: PrintedRow, form: str, table: str, words: Lexicon) -> _Named:
    """Return the row and group labels of this table among the row's own labels, in order.

    In flattened text the header's labels run into those of the first row; a row's own are the last ones that name
    no column.
    """
    labels = row.labels
    if not labels:
        return ()
    last = labels[-1]
    alone = len(labels) == 1
    filled = alone and row.grid is not None and len(row.values) > 1
    if alone and not filled and not last.targets:
        return ()
    # A text may stand for more or less by what stands around it (其他, a damaged label).
    key: tuple[object, ...] = (form, table, filled, len(last.targets), last.text)
    if not alone:
        key += tuple([(atom.text, len(atom.targets)) for atom in labels])
    known = words.named.get(key)
    if known is None:
        if len(words.named) > _MOST_REMEMBERED:
            words.named.clear()
        known = words.named[key] = _row_targets(labels, form, table, words, filled=filled)
    return known


def _row_targets(labels: Sequence[Atom], form: str, table: str, words: Lexicon, *, filled: bool) -> _Named:
    # With cells behind it, a name that columns have too is a row's.
    short = words.short.get(normal(labels[0].text), ()) if filled else ()
    if short:
        return tuple(each for each in short if (each.form, each.table, each.kind) == (form, table, "row"))
    own = labels
    if len(own) > 1 and any(target.kind == "column" for target in own[-1].targets):
        # 总计 behind another table's columns is one of them, and no row of this table.
        before = own[-2].targets
        if before and all(target.table != table for target in before):
            return ()
    for index in range(len(own) - 2, -1, -1):
        if any(target.kind in HEADING for target in own[index].targets):
            own = own[index + 1 :]
            break
    return tuple(
        target
        for atom in own
        for target in atom.targets
        if target.form == form and target.table == table and target.kind in ("row", "group")
    )


def assign(
    rows: Sequence[PrintedRow], form: str, table: Table, home: Callable[[PrintedRow], bool], words: Lexicon
) -> Assigned:
    """Find the table among the printed rows and give each of its rows a row of the form.

    ``home`` tells whether a printed row stands in the table's own section: there it counts more than elsewhere, where
    statistics print the same labels.
    """
    wanted = table.numbered_rows
    named = [row_targets(row, form, table.key, words) for row in rows]
    scored: list[tuple[float, list[int]]] = []
    for instance in _instances(rows, named, table, wanted, form, words):
        score = sum(1.0 + min(rows[index].numbers, 7) for index in instance if named[index])
        scored.append((score * (words.settings.at_home if home(rows[instance[0]]) else 1.0), instance))
    if not any(score for score, _ in scored):
        return Assigned({}, {}, (), (0, 0))
    # Of two prints about as full the first is the report's; last year's, in an annex, may hold more figures.
    least = max(scored)[0] * words.settings.first_print
    best = next(instance for score, instance in scored if score >= least)
    members = [rows[index] for index in best]
    span = (best[0], best[-1] + 1)
    names = [named[index] for index in best]
    plain = _plain(names)
    if plain is not None:
        return Assigned({wanted[place].row.key: row for place, row in zip(plain, members, strict=True)}, {}, (), span)
    return _fit(members, names, wanted, span, words)


def _exact_row(named: _Named) -> Target | None:
    """Return the form row that the labels name outright, the last one where there are several."""
    for target in reversed(named):
        if target.kind == "row" and target.exact:
            return target
    return None


def _renumbered(row: PrintedRow, named: _Named, words: Lexicon) -> Target | None:
    """Return the one form row whose label the row prints under another number."""
    rows = {target.key: target for target in named if target.kind == "row"}
    if len(rows) != 1 or unnumbered(row.labels[-1].text) not in words.targets:
        return None
    return next(iter(rows.values()))


def _plain(names: Sequence[_Named]) -> list[int] | None:
    """Take the obvious fit where every row names just one form row outright, in the form's order; else ``None``."""
    places: list[int] = []
    last = -1
    for named in names:
        if not named or named[-1].kind != "row" or not named[-1].exact or named[-1].place <= last:
            return None
        last = named[-1].place
        if any(target.kind == "row" and target.place != last for target in named):
            return None
        places.append(last)
    return places


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


def _instances(
    rows: Sequence[PrintedRow],
    names: Sequence[_Named],
    table: Table,
    wanted: Sequence[NumberedRow],
    form: str,
    words: Lexicon,
) -> list[list[int]]:
    """Cut the rows into stretches that could each be the table: a stretch ends where the form's order starts again."""
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
        if not row.labels and not row.values:
            broken, loose = True, []
            continue
        targets = names[index]
        before = rows[current[-1]] if current else None
        if (
            _is_header(row)
            and not _is_blank_row(row, before, widths)
            and not (len(row.labels) == 1 and targets and row.values)
        ):
            broken = broken or _heads_another(row, table.key)
            headed = headed or ([] if current else None)
            continue
        exact = _exact_row(targets)
        # A head printed again with the first row below it begins a part of the table.
        begins = (headed is not None or _headed(row)) and _is_first_again(
            row, targets, [names[i] for i in current], wanted, settings.own_words
        )
        exact = exact or (targets[0] if begins else None)
        if exact is not None:
            place, key = exact.place, exact.key
            apart = broken or (before is not None and row.grid != before.grid)
            again = key in seen and (apart or _alike(row.labels[-1].text, wanted[place]) >= settings.own_words)
            if again or (apart and place < last) or begins:
                stretches.append(current)
                current, seen, last = headed or [], set(), -1
            else:
                current += headed or []
            headed = None
            if not current:
                current = [
                    each for each in loose[-place:] if place and _stands_with(rows[each], row, table.key, widths)
                ]
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
            if row.numbers or (targets and row.values):
                loose = [*loose, index][-settings.loose_rows :]
            elif not targets:
                loose = []
            continue
        broken, loose = False, []
    stretches.append(current + (headed or []))
    return [stretch for stretch in stretches if stretch]


def _headed(row: PrintedRow) -> bool:
    """Whether a head runs into the row, as in flattened text."""
    return len(row.labels) > 1 and any(names_any(atom.targets, HEADING) for atom in row.labels[:-1])


def _is_first_again(
    row: PrintedRow, named: _Named, above: Sequence[_Named], wanted: Sequence[NumberedRow], own_words: float
) -> bool:
    """Whether a row is the table's first, by its own or a shortened label, and has been printed above already."""
    first = wanted[0].row.key
    return (
        {target.key for target in named if target.kind == "row"} == {first}
        and bool(row.numbers)
        and len(above) > 1
        and any(target.kind == "row" and target.key == first for targets in above for target in targets)
        and _alike(row.labels[-1].text, wanted[0]) >= own_words
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


def _fit(
    members: Sequence[PrintedRow],
    names: Sequence[_Named],
    wanted: Sequence[NumberedRow],
    span: tuple[int, int],
    words: Lexicon,
) -> Assigned:
    """Assign the rows of one table by the best global fit of labels and order."""
    outright = {exact.place for named in names if (exact := _exact_row(named)) is not None}
    scores = [
        # A row that is printed under its own label is no other's, wherever it stands.
        [0.0 if not named and each.place in outright else _score(row, named, each, words.settings) for each in wanted]
        for row, named in zip(members, names, strict=True)
    ]
    places = _best_path(scores)
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
        if not only or score < _UNKNOWN + words.settings.garbled_label / 200:
            doubts[key] = "行标签缺失或无法辨认，按前后行推定所在行"
    for position, row in enumerate(members):
        # A row that stands out of the form's order is still named by its own label, and by its label under
        # another number where that number is its place (一、上年结转…, 二、本年新收…).
        exact = _exact_row(names[position]) or _renumbered(row, names[position], words)
        if position not in used and exact is not None and exact.key not in found and row.values:
            found[exact.key] = row
            used.add(position)
        rows_named = {target.key for target in names[position] if target.kind == "row"}
        if position not in used and row.values and len(rows_named) == 1 and not rows_named & found.keys():
            key = rows_named.pop()
            found[key], doubts[key] = row, "行序与表样不同，按相近的标签推定所在行"
            used.add(position)
    _prefer_own_words(members, found, doubts, used, wanted, words.settings.own_words)
    beyond = tuple(row for position, row in enumerate(members) if position not in used and row.numbers)
    return Assigned(found, doubts, beyond, span)


def _prefer_own_words(
    members: Sequence[PrintedRow],
    found: dict[str, PrintedRow],
    doubts: dict[str, str],
    used: set[int],
    wanted: Sequence[NumberedRow],
    own_words: float,
) -> None:
    """Where a row left over is printed more like the form's than the one taken for it, take that one, in doubt."""
    positions = {id(row): position for position, row in enumerate(members)}
    for each in wanted:
        taken = found.get(each.row.key)
        if taken is None or not taken.labels or _alike(taken.labels[-1].text, each) >= own_words:
            continue
        for position, row in enumerate(members):
            if position not in used and row.numbers and row.labels and _alike(row.labels[-1].text, each) >= own_words:
                used.remove(positions[id(taken)])
                used.add(position)
                found[each.row.key], doubts[each.row.key] = row, "另有一行的标签也像这一行"
                break


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


def _score(row: PrintedRow, named: _Named, wanted: NumberedRow, settings: Settings) -> float:
    """Say how well a printed row fits a form row by its label; 0 forbids the pair."""
    for target in reversed(named):
        if target.kind == "row" and target.place == wanted.place:
            last = named[-1].kind == "row"
            # Of two rows that claim one (3.其他, and an added 其他情形), the one printed more like it.
            alike = _alike(row.labels[-1].text, wanted) / 100
            return (_EXACT if target.exact else _BARE) + (1.0 if last else 0.0) + min(row.numbers, 3) / 10 + alike
    if row.labels and any(target.kind in ("row", "group") for target in row.labels[-1].targets):
        return 0.0
    columns = len(wanted.block.columns)
    label = "".join(atom.text for atom in row.labels if not _names_group(atom))
    if len(row.values) < columns or columns == 1:
        return 0.0
    if not normal(label):
        return _UNLABELLED
    alike = _alike(label, wanted)
    if alike < settings.garbled_label and is_numbered(row.labels[-1].text):
        return 0.0
    return _ALIKE + alike / 100 if alike >= settings.damaged_row else _UNKNOWN + alike / 200


def _alike(text: str, wanted: NumberedRow) -> float:
    """Say how like a form row's label a printed one is, with or without the labels of its groups before it."""
    path, label = wanted.row.path, normal(text)
    names = ("".join((*path[level:], wanted.row.label)) for level in range(len(path) + 1))
    return max(fuzz.ratio(label, normal(name)) for name in names)


def _names_group(atom: Atom) -> bool:
    return any(target.kind == "group" for target in atom.targets)


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
