"""The ways in which the figures of one row may stand in its columns, likeliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from gongkai.reading.glue import parted
from gongkai.reading.printed import Atom, PrintedRow, is_blank, with_values
from gongkai.reading.values import BLANK
from gongkai.settings import DEFAULT_SETTINGS

Places = tuple[int | None, ...]
"""Per column the index of its value in the row, ``None`` where the document has no such cell."""


class Options(NamedTuple):
    """All ways a row's figures may stand in its columns, likeliest first."""

    ways: tuple[Places, ...]
    certain: bool
    """True where there is only one way and nothing had to be inferred."""


IN_ORDER = tuple(Options((tuple(range(width)),), True) for width in range(17))
"""For so many columns the one way of as many cells."""


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
    usual = {grid: count.most_common(1)[0][0] for grid, count in seen.items() if count.total() > 1}
    # The end of a table on a page of its own has but one such row: it tells where that prints as others do.
    known = set(usual.values())
    for grid, count in seen.items():
        places = next(iter(count))
        if grid not in usual and places in known:
            usual[grid] = places
    return usual


Placing = Callable[[Sequence[Atom], int, tuple[int, ...] | None, int], Options | None]
"""Says how the values of one row fill so many columns, ``None`` where it has nothing to say.

The third argument holds the grid columns in which the table's complete rows have their figures, where these are known;
the fourth the most ways to be tried.
"""


def as_they_stand(values: Sequence[Atom], width: int, usual: tuple[int, ...] | None, most: int) -> Options | None:
    """As many cells as columns, each where it stands: nearly every row of every report."""
    if len(values) != width:
        return None
    return IN_ORDER[width] if width < len(IN_ORDER) else Options((tuple(range(width)),), True)


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
    figures = _figures(values)
    by_column = _by_column(values, usual, width) if figures else None
    if by_column is not None:
        return Options((by_column,), True)
    printed = tuple(index for index, atom in enumerate(values) if atom.text.strip())
    if len(printed) == width:
        return Options((printed,), True)
    # With an empty cell on either side of the figures, either may be the one too many.
    if all(is_blank(atom) for atom in values[width:]) and not (figures and is_blank(values[0])):
        return Options((tuple(range(width)),), True)
    return Options(_choices(len(values), width, figures, most), False)


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


def ragged_grids(rows: Iterable[PrintedRow], enough: int) -> set[int | None]:
    """Return the grids of which ``enough`` rows end in other columns than most; lines of text are as these.

    There empty cells fill a row up behind.
    """
    ends: dict[int | None, Counter[int]] = {}
    for row in rows:
        if row.values:
            cell = row.values[-1].cell
            ends.setdefault(row.grid, Counter())[cell.column if cell is not None else 0] += 1
    return {None, *(grid for grid, columns in ends.items() if columns.total() - max(columns.values()) >= enough)}


def without_filling(row: PrintedRow, width: int, ragged: Collection[int | None]) -> PrintedRow:
    """Return a row of a ragged grid without the empty cells behind those of its columns."""
    if row.grid in ragged and len(row.values) > width and all(map(is_blank, row.values[width:])):
        return with_values(row, row.values[:width])
    return row


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
