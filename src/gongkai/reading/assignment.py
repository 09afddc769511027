"""Give each printed row its row of the form: the best global fit in the form's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gongkai.forms import NumberedRow, Table
from gongkai.reading.labels import HEADING, Lexicon, Target, is_numbered, names_any, normal, unnumbered
from gongkai.reading.printed import Atom, PrintedRow
from gongkai.reading.row_names import Named, alike, exact_row, row_targets
from gongkai.reading.stretches import stretches_of
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
    stretches = stretches_of(rows, named, table, wanted, form, words, home)
    anywhere = not any(home(rows[instance[0]]) for instance in stretches)
    for instance in stretches:
        score = sum(1.0 + min(rows[index].numbers, 7) for index in instance if named[index])
        # Where the section has no table, one under the form's own head is the table, wherever it stands.
        own = _is_head(rows, instance[0] - 1, named) if anywhere else home(rows[instance[0]])
        scored.append((score * (words.settings.at_home if own else 1.0), instance))
    if not any(score for score, _ in scored):
        return Assigned({}, {}, (), (0, 0))
    # Of two prints about as full the first is the report's; last year's, in an annex, may hold more figures.
    least = max(scored)[0] * words.settings.first_print
    best = next(instance for score, instance in scored if score >= least)
    if len(scored) > 1:
        there = home(rows[best[0]])
        others = [each for _, each in scored if home(rows[each[0]]) == there]
        if there:
            best = _with_the_rest(best, others, rows, named, wanted)
        if len(table.blocks) > 1:
            best = _with_moved_blocks(best, others, rows, named, wanted)
    members = [rows[index] for index in best]
    span = (best[0], best[-1] + 1)
    names = [named[index] for index in best]
    plain = _plain(names)
    if plain is not None:
        found = {wanted[place].row.key: row for place, row in zip(plain, members, strict=True)}
        return Assigned(found, _named_in_short(found, wanted, words.settings.cut_label), (), span)
    fit = _fit(members, names, wanted, span, words)
    return fit._replace(doubts=_named_in_short(fit.rows, wanted, words.settings.cut_label) | fit.doubts)


def _with_the_rest(
    best: list[int],
    others: Sequence[list[int]],
    rows: Sequence[PrintedRow],
    named: Sequence[Named],
    wanted: Sequence[NumberedRow],
) -> list[int]:
    """Return the stretch with those that go on with it in the same section: whole rows that it does not have.

    So it is where a head printed on each page stands between rows that are not in the form's order.
    """
    width = max(len(each.block.columns) for each in wanted)
    if width == 1 or not all(len(rows[index].values) == width for index in best):
        return best
    keys = {exact.key for index in best if (exact := exact_row(named[index])) is not None}
    for other in others:
        found = [exact_row(named[index]) for index in other]
        mine = {exact.key for exact in found if exact is not None}
        whole = all(len(rows[index].values) == width for index in other)
        if other is not best and whole and len(mine) > 1 and 2 * len(mine) > len(found) and not mine & keys:
            best, keys = sorted((*best, *other)), keys | mine
    return best


def _with_moved_blocks(
    best: list[int],
    others: Sequence[list[int]],
    rows: Sequence[PrintedRow],
    named: Sequence[Named],
    wanted: Sequence[NumberedRow],
) -> list[int]:
    """Return the stretch with the blocks of its table that stand in grids of their own, in whatever order.

    Of last year's table, or of statistics, some rows are the same.
    """
    width = {each.row.key: len(each.block.columns) for each in wanted}
    keys = {exact.key for index in best if (exact := exact_row(named[index])) is not None}
    joined = list(best)
    for other in others:
        found = [exact_row(named[index]) for index in other]
        mine = {exact.key for exact in found if exact is not None}
        if other is best or len(mine) < len(other) or mine & keys:
            continue
        whole = all(exact and len(rows[at].values) == width[exact.key] for at, exact in zip(other, found, strict=True))
        if whole and all(rows[index].grid is not None for index in other) and _is_head(rows, other[0] - 1, named):
            joined, keys = [*joined, *other], keys | mine
    return sorted(joined)


def _is_head(rows: Sequence[PrintedRow], at: int, named: Sequence[Named]) -> bool:
    """Whether the row at a place is a head of nothing but columns, right above figures."""
    if at < 0 or rows[at].numbers or named[at]:
        return False
    return bool(rows[at].labels) and all(names_any(atom.targets, HEADING) for atom in rows[at].labels)


def _renumbered(row: PrintedRow, named: Named, words: Lexicon) -> Target | None:
    """Return the one form row whose label the row prints under another number."""
    rows = {target.key: target for target in named if target.kind == "row"}
    if len(rows) != 1 or unnumbered(row.labels[-1].text) not in words.targets:
        return None
    return next(iter(rows.values()))


def _plain(names: Sequence[Named]) -> list[int] | None:
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


def _fit(
    members: Sequence[PrintedRow],
    names: Sequence[Named],
    wanted: Sequence[NumberedRow],
    span: tuple[int, int],
    words: Lexicon,
) -> Assigned:
    """Assign the rows of one table by the best global fit of labels and order."""
    outright = {exact.place for named in names if (exact := exact_row(named)) is not None}
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
        exact = exact_row(names[position]) or _renumbered(row, names[position], words)
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


def _named_in_short(found: Mapping[str, PrintedRow], wanted: Sequence[NumberedRow], few: int) -> dict[str, str]:
    """Doubt a row of few words without the number that the others of its group have (其他情形): it may be one more."""
    doubts = {}
    for each in wanted:
        row = found.get(each.row.key)
        label = row.labels[-1].text if row is not None and row.labels else ""
        if not 0 < len(normal(label)) < few or is_numbered(label) or not is_numbered(each.row.label):
            continue
        group = (other.row.key for other in wanted if other.row.path == each.row.path and other is not each)
        others = [found[key].labels[-1].text for key in group if key in found and found[key].labels]
        if others and all(map(is_numbered, others)):
            doubts[each.row.key] = "行标签没有序号，也可能是表样之外的一行"
    return doubts


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
        if taken is None or not taken.labels or alike(taken.labels[-1].text, each) >= own_words:
            continue
        for position, row in enumerate(members):
            filled = row.numbers or (row.grid is not None and len(row.values) >= len(each.block.columns) > 1)
            if position not in used and filled and row.labels and alike(row.labels[-1].text, each) >= own_words:
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


def _score(row: PrintedRow, named: Named, wanted: NumberedRow, settings: Settings) -> float:
    """Say how well a printed row fits a form row by its label; 0 forbids the pair."""
    for target in reversed(named):
        if target.kind == "row" and target.place == wanted.place:
            last = named[-1].kind == "row"
            # Of two rows that claim one (3.其他, and an added 其他情形), the one printed more like it.
            likeness = alike(row.labels[-1].text, wanted) / 100
            return (_EXACT if target.exact else _BARE) + (1.0 if last else 0.0) + min(row.numbers, 3) / 10 + likeness
    if row.labels and any(target.kind in ("row", "group") for target in row.labels[-1].targets):
        return 0.0
    columns = len(wanted.block.columns)
    label = "".join(atom.text for atom in row.labels if not _names_group(atom))
    if len(row.values) < columns or columns == 1:
        return 0.0
    if not normal(label):
        return _UNLABELLED
    likeness = alike(label, wanted)
    if likeness < settings.garbled_label and is_numbered(row.labels[-1].text):
        return 0.0
    return _ALIKE + likeness / 100 if likeness >= settings.damaged_row else _UNKNOWN + likeness / 200


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
