"""Put a row's figures into its columns; where cells were lost, sums choose between the fits but never fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from math import comb
from typing import NamedTuple

from gongkai.forms import Relation
from gongkai.reading.glue import parted
from gongkai.reading.printed import Atom, PrintedRow
from gongkai.reading.values import BLANK
from gongkai.report.model import Number
from gongkai.settings import DEFAULT_SETTINGS

Places = tuple[int | None, ...]
"""Per column the index of its value in the row, ``None`` where the document has no such cell."""


class Placed(NamedTuple):
    """A row's figures by column."""

    atoms: tuple[Atom | None, ...]
    doubts: tuple[str, ...]
    """Per column why the value (or its absence) was inferred; ``""`` where it is certain."""


class Options(NamedTuple):
    """All ways a row's figures may stand in its columns, likeliest first."""

    ways: tuple[Places, ...]
    certain: bool
    """True where there is only one way and nothing had to be inferred."""


_IN_ORDER = tuple(Options((tuple(range(width)),), True) for width in range(17))


def is_blank(atom: Atom) -> bool:
    """Whether the cell stood there without a figure."""
    return atom.figure is None or atom.figure.kind == "blank"


def number_of(atom: Atom | None) -> Number | None:
    """Return the printed number, ``None`` for blank, unreadable and absent cells."""
    return atom.figure.number if atom is not None and atom.figure is not None else None


def usual_columns(rows: Iterable[PrintedRow], width: int) -> dict[int, tuple[int, ...]]:
    """Return per grid the columns in which its complete rows, several of them, print their figures."""
    if width == 1:
        return {}
    seen: dict[int, Counter[tuple[int, ...]]] = {}
    for row in rows:
        if row.grid is None:
            continue
        atoms = [atom for atom in row.values if not is_blank(atom)]
        if len(atoms) != width:
            atoms = list(row.values)
        if len(atoms) == width and all(atom.cell is not None for atom in atoms):
            columns = tuple(atom.cell.column for atom in atoms if atom.cell is not None)
            seen.setdefault(row.grid, Counter())[columns] += 1
    return {grid: count.most_common(1)[0][0] for grid, count in seen.items() if count.total() > 1}


Placing = Callable[[Sequence[Atom], int, tuple[int, ...] | None, int], Options | None]
"""Says how the values of one row fill so many columns, ``None`` where it has nothing to say.

The third argument holds the grid columns in which the table's complete rows have their figures, where these are known;
the fourth the most ways to be tried.
"""


def as_they_stand(values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int) -> Options | None:
    """As many cells as columns, each where it stands: nearly every row of every report."""
    if len(values) != width:
        return None
    return _IN_ORDER[width] if width < len(_IN_ORDER) else Options((tuple(range(width)),), True)


def figures_alone(values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int) -> Options | None:
    """As many figures as columns, with empty cells among them: grids wider than their form."""
    figures = _figures(values)
    if len(figures) != width:
        return None
    by_column = _by_column(values, usual, width)
    if by_column is not None:
        return Options((by_column,), True)
    # One of them may only repeat a merged cell's, and the empty cell be one of the form's.
    single = [index for index, atom in enumerate(values) if not _repeats(atom, values[:index])]
    certain = usual is not None or len(single) != width or single == figures
    # In flattened text a dash before a figure may be the whole row, and the figure the next one's.
    alone = width > 1 or not any(atom.cell is None and atom.text.strip() for atom in values if is_blank(atom))
    return Options((tuple(figures),) if certain else (tuple(figures), tuple(single)), certain and alone)


def one_of_alike(values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int) -> Options | None:
    """One column, several figures: certain only where all are the same, as a converter repeats a merged cell's."""
    figures = _figures(values)
    if len(figures) <= width or _by_column(values, usual, width) is not None:
        return None
    alike = width == 1 and len({values[index].text for index in figures}) == 1
    return Options(((figures[0],),), True) if alike else Options((), False)


def over_width(values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int) -> Options | None:
    """More cells than columns: by the usual grid columns, else without the empty ones behind, else any choice."""
    if len(values) <= width:
        return None
    by_column = _by_column(values, usual, width) if _figures(values) else None
    if by_column is not None:
        return Options((by_column,), True)
    printed = tuple(index for index, atom in enumerate(values) if atom.text.strip())
    if len(printed) == width:
        return Options((printed,), True)
    if all(is_blank(atom) for atom in values[width:]):
        return Options((tuple(range(width)),), True)
    return Options(_choices(len(values), width, _figures(values), most), False)


def nothing_printed(values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int) -> Options | None:
    """A label without any cell behind it."""
    return Options(((None,) * width,), True) if not values else None


def with_lost_cells(values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int) -> Options | None:
    """Fewer cells than columns: any spread in order, the one by usual grid columns first; the sums must decide."""
    if comb(width, len(values)) > most:
        return Options((), False)
    ways = [_spread(chosen, width) for chosen in combinations(range(width), len(values))]
    by_column = _by_column(values, usual, width)
    if by_column is not None:
        ways = [by_column, *(way for way in ways if way != by_column)]
    return Options(tuple(ways), False)


PLACINGS: tuple[Placing, ...] = (
    as_they_stand,
    figures_alone,
    one_of_alike,
    over_width,
    nothing_printed,
    with_lost_cells,
)
"""The ways of placing one row's figures, asked in this order; the first that has something to say is taken."""


def options(
    values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int = DEFAULT_SETTINGS.row_ways
) -> Options:
    """Return the ways the values of one row may fill ``width`` columns, in order; none where they are over ``most``."""
    for placing in PLACINGS:
        found = placing(values, width, usual, most)
        if found is not None:
            return found
    return Options((), False)


def parted_options(values: Sequence[Atom], width: int, most: int) -> tuple[tuple[Atom, ...], Options] | None:
    """Return a row's glued figures parted in every way, as values and ways; ``None`` where they are not glued."""
    if len(values) >= width:
        return None
    rows = parted(values, width, most)
    if not rows:
        return None
    index: dict[Atom, int] = {}
    ways = tuple(tuple(index.setdefault(atom, len(index)) for atom in row) for row in rows)
    return tuple(index), Options(ways, len(ways) == 1)


def _figures(values: Sequence[Atom]) -> list[int]:
    return [index for index, atom in enumerate(values) if not is_blank(atom)]


def _by_column(values: Sequence[Atom], usual: tuple[int, ...] | None, width: int) -> Places | None:
    """Place every value by the grid column it stands in; ``None`` if one stands in no usual column."""
    if usual is None or len(usual) != width:
        return None
    places: list[int | None] = [None] * len(usual)
    repeated = False
    for index, atom in enumerate(values):
        if atom.cell is None or atom.cell.counted:
            return None
        if atom.cell.column in usual:
            places[usual.index(atom.cell.column)] = index
        elif not is_blank(atom):
            repeated = True
            if not _repeats(atom, values[:index]):
                return None
    return None if repeated and None in places else tuple(places)


def _repeats(atom: Atom, before: Sequence[Atom]) -> bool:
    """Whether a cell repeats the one left of it, as a converter repeats a merged cell's figure."""
    left = before[-1].cell if before else None
    return left is not None and atom.cell is not None and left.column + 1 == atom.cell.column and left.text == atom.text


def _choices(count: int, width: int, needed: Sequence[int], most: int) -> tuple[Places, ...]:
    """Return each choice of so many cells with all that are needed, in order; none where they are over ``most``."""
    spare = width - len(needed)
    if spare < 0 or comb(count - len(needed), spare) > most:
        return ()
    others = sorted(set(range(count)) - set(needed))
    return tuple(sorted(tuple(sorted((*needed, *chosen))) for chosen in combinations(others, spare)))


def _spread(columns: Sequence[int], width: int) -> Places:
    places: list[int | None] = [None] * width
    for index, column in enumerate(columns):
        places[column] = index
    return tuple(places)


def merged_blanks(values: Sequence[Atom], width: int) -> tuple[Atom, ...]:
    """Let an empty cell that spans several columns stand for each of them, where the row is short without."""
    if len(values) >= width or not any(is_blank(a) and a.cell is not None and a.cell.column_span > 1 for a in values):
        return tuple(values)
    spread: list[Atom] = []
    for atom in values:
        times = atom.cell.column_span if atom.cell is not None and is_blank(atom) else 1
        spread += [atom] * min(times, width)
    return tuple(spread) if len(spread) == width else tuple(values)


def gaps_as_blanks(row: PrintedRow, width: int, usual_gap: int) -> tuple[Atom, ...]:
    """Let surplus blank lines between figures stand for blank cells, where that makes the row complete.

    An empty cell leaves its own line with the usual gap, or no more than one blank line.
    """
    if row.grid is not None or len(row.values) >= width or not (row.values or row.labels):
        return row.values
    line = row.values[0].line if row.values else None
    others = (*row.labels[-1:], *row.values[1:][-1:])
    if line is not None and (row.values[0].at > 0 or any(atom.line == line for atom in others)):
        return row.values  # figures beside their label or each other: no line of theirs can be blank
    for step in (usual_gap + 1, 1):
        filled = _blanks_by_step(row, width, usual_gap, step)
        if len(filled) == width:
            return filled
    return row.values


def _blanks_by_step(row: PrintedRow, width: int, usual_gap: int, step: int) -> tuple[Atom, ...]:
    """The row's values with a blank cell for each ``step`` surplus lines; nothing where lines are left over."""
    if not row.values:
        blanks = row.labels[-1]._replace(text="", figure=BLANK, targets=())
        return (blanks,) * width if row.tail == usual_gap + width * step else ()
    filled: list[Atom] = []
    for position, atom in enumerate(row.values):
        surplus, rest = divmod(atom.gap - usual_gap, step)
        if position == 0 and atom.gap <= usual_gap:
            surplus, rest = 0, 0
        if surplus < 0 or rest:
            return ()
        filled += [atom._replace(text="", figure=BLANK)] * surplus
        filled.append(atom)
    short = width - len(filled)
    behind = (row.tail - usual_gap) // step
    if short > 0 and (behind == short or (step > 1 and behind > short)):
        filled += [row.values[-1]._replace(text="", figure=BLANK)] * short
    return tuple(filled)


@dataclass(frozen=True)
class Sums:
    """The relations of one table, with its columns in order, as the solver wants them."""

    columns: tuple[str, ...]
    relations: tuple[Relation, ...]

    @cached_property
    def in_row(self) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        """The relations within a row: the places of the columns on either side."""
        place = self.columns.index
        return tuple(
            (tuple(map(place, each.left)), tuple(map(place, each.right)))
            for each in self.relations
            if each.per == "row"
        )

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The places of the columns that are totals of a row."""
        return tuple(place for left, _ in self.in_row for place in left)


def broken_in_row(numbers: Sequence[Number | None], sums: Sums) -> int:
    """Count the row relations that the numbers break; a total that is absent breaks nothing."""
    count = 0
    for left, right in sums.in_row:
        totals = [numbers[place] for place in left]
        if None not in totals:
            count += sum(each or 0 for each in totals) != sum([numbers[place] or 0 for place in right])
    return count


def broken_in_columns(
    numbers: Mapping[str, Sequence[Number | None]], beyond: Sequence[Sequence[Number | None]], sums: Sums
) -> int:
    """Count the column relations that the numbers of all rows break."""
    count = 0
    for relation in sums.relations:
        if relation.per != "column":
            continue
        for column in range(len(sums.columns)):
            left = [numbers[key][column] for key in relation.left if key in numbers]
            right = [numbers[key][column] for key in relation.right if key in numbers]
            if len(left) < len(relation.left) or all(each is None for each in left):
                continue
            extra = sum(row[column] or 0 for row in beyond) if relation.extra else 0
            count += sum(each or 0 for each in left) != sum(each or 0 for each in right) + extra
    return count


_INFERRED = "单元格缺失或错位，按列位与合计关系推定"
_AMBIGUOUS = "印有数字，但无法确定各在哪一列"


def solve(
    values: Mapping[str, Sequence[Atom]],
    ways: Mapping[str, Options],
    sums: Sums,
    beyond: Sequence[Sequence[Number | None]] = (),
    most: int = DEFAULT_SETTINGS.row_ways,
) -> dict[str, Placed]:
    """Place all rows of a table: certain rows as they stand, the others by the sums where these leave one way.

    More than ``most`` ways for all rows together are not tried.
    """
    width = len(sums.columns)
    sure = ("",) * width
    placed = {key: Placed(_atoms(values[key], option.ways[0]), sure) for key, option in ways.items() if option.certain}
    if len(placed) == len(ways):
        return placed
    open_rows = {key: _likely(values[key], option, sums) for key, option in ways.items() if not option.certain}
    fixed = {key: _numbers(values[key], option.ways[0]) for key, option in ways.items() if option.certain}
    keys = [key for key in open_rows if open_rows[key]]
    total = 1
    for key in keys:
        total *= len(open_rows[key])
    best: list[tuple[Places, ...]] = []
    if keys and total <= most:
        best = _best(keys, open_rows, values, fixed, beyond, sums)
    for key in open_rows:
        chosen = {combination[keys.index(key)] for combination in best} if key in keys else set()
        if not chosen and len(open_rows[key]) == 1:
            chosen = {open_rows[key][0]}
        placed[key] = _agreed(values[key], chosen, width)
    return placed


def _likely(values: Sequence[Atom], option: Options, sums: Sums) -> list[Places]:
    """Keep the ways that satisfy the row's own sum; the way by column positions wins when it does."""
    good = [way for way in option.ways if not broken_in_row(_numbers(values, way), sums)]
    stands = bool(good) and good[0] == option.ways[0] and any(atom.cell and not atom.cell.counted for atom in values)
    return good[:1] if stands and all(good[0][place] is not None for place in sums.totals) else good


def _best(
    keys: Sequence[str],
    open_rows: Mapping[str, Sequence[Places]],
    values: Mapping[str, Sequence[Atom]],
    fixed: Mapping[str, Sequence[Number | None]],
    beyond: Sequence[Sequence[Number | None]],
    sums: Sums,
) -> list[tuple[Places, ...]]:
    best: list[tuple[Places, ...]] = []
    fewest = None
    for combination in product(*(open_rows[key] for key in keys)):
        numbers = dict(fixed)
        for key, way in zip(keys, combination, strict=True):
            numbers[key] = _numbers(values[key], way)
        broken = broken_in_columns(numbers, beyond, sums)
        if fewest is None or broken < fewest:
            best, fewest = [combination], broken
        elif broken == fewest:
            best.append(combination)
    return best


def _agreed(values: Sequence[Atom], chosen: set[Places], width: int) -> Placed:
    """Keep per column what all remaining ways agree on; the rest is not known and stays empty."""
    if not chosen:
        return Placed((None,) * width, (_AMBIGUOUS,) * width)
    atoms: list[Atom | None] = []
    doubts: list[str] = []
    for column in range(width):
        candidates = {way[column] for way in chosen}
        index = next(iter(candidates))
        if len(candidates) == 1:
            atoms.append(values[index] if index is not None else None)
            doubts.append(_INFERRED if index is not None else "")
        else:
            atoms.append(None)
            doubts.append(_AMBIGUOUS)
    return Placed(tuple(atoms), tuple(doubts))


def _atoms(values: Sequence[Atom], way: Places) -> tuple[Atom | None, ...]:
    if len(values) == len(way) < len(_IN_ORDER) and way is _IN_ORDER[len(way)].ways[0]:
        return tuple(values)
    return tuple(None if index is None else values[index] for index in way)


def _numbers(values: Sequence[Atom], way: Places) -> list[Number | None]:
    return [None if index is None else number_of(values[index]) for index in way]
