"""Edges → tables: lines that meet make a lattice; where a side is missing, neighbouring rooms are one merged cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from gongkai.document.layout.model import Edge, Lattice, Space
from gongkai.errors import HostileDocument
from gongkai.settings import Settings


def find_lattices(horizontal: Sequence[Edge], vertical: Sequence[Edge], settings: Settings) -> list[Lattice]:
    """Return the ruled tables of a page from top to bottom; a mere frame of one cell is none.

    Raises :class:`HostileDocument` where the lines would make more cells than ``max_cells``.
    """
    lattices = []
    for across, down in _meeting(horizontal, vertical, settings.rule_snap):
        lattice = _lattice(*_closed(across, down, settings), settings)
        if lattice is not None and len(lattice.spaces) > 1:
            lattices.append(lattice)
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _meeting(
    horizontal: Sequence[Edge], vertical: Sequence[Edge], tolerance: float
) -> Iterator[tuple[list[Edge], list[Edge]]]:
    """Yield groups of edges connected by crossing or touching."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, (y, left, right) in enumerate(horizontal):
        for j, (x, top, bottom) in enumerate(vertical, len(horizontal)):
            if left - tolerance <= x <= right + tolerance and top - tolerance <= y <= bottom + tolerance:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(edge)
    for j, edge in enumerate(vertical, len(horizontal)):
        groups.setdefault(root(j), ([], []))[1].append(edge)
    for across, down in groups.values():
        if across and down and len(across) + len(down) > 2:
            yield across, down


def _closed(across: list[Edge], down: list[Edge], settings: Settings) -> tuple[list[Edge], list[Edge], set[float]]:
    """Close open sides: tables without lines left and right, or cut by the page's edge above or below.

    The third part holds the positions of the horizontal edges that were added.
    """
    reach = settings.rule_snap + settings.rule_shortest
    first, last = min(e.position for e in down), max(e.position for e in down)
    left, right = min(e.start for e in across), max(e.end for e in across)
    sides = [side for side, is_open in ((left, left < first - reach), (right, right > last + reach)) if is_open]
    reaches = [(e.start, e.end) for e in down] + [(e.position, e.position) for e in across]
    down = [*down, *_closing(across, sides, reaches, settings.rule_snap)]
    first, last = min(e.position for e in across), max(e.position for e in across)
    top, bottom = min(e.start for e in down), max(e.end for e in down)
    sides = [side for side, is_open in ((top, top < first - reach), (bottom, bottom > last + reach)) if is_open]
    reaches = [(e.start, e.end) for e in across] + [(e.position, e.position) for e in down]
    added = _closing(down, sides, reaches, settings.rule_snap)
    across = [*across, *added]
    return across, down, {edge.position for edge in added}


def _closing(
    edges: Sequence[Edge], sides: Sequence[float], reaches: Sequence[tuple[float, float]], tolerance: float
) -> list[Edge]:
    """Return the missing sides over the table's whole extent; a side to which only one stray edge reaches is none."""
    low, high = min(start for start, _ in reaches), max(end for _, end in reaches)
    return [
        Edge(side, low, high)
        for side in sides
        if sum(min(abs(e.start - side), abs(e.end - side)) <= tolerance for e in edges) > 1
    ]


def _lattice(across: list[Edge], down: list[Edge], added: set[float], settings: Settings) -> Lattice | None:
    xs = sorted({edge.position for edge in down})
    ys = sorted({edge.position for edge in across})
    if len(xs) < 2 or len(ys) < 2:
        return None
    if len(xs) * len(ys) > settings.max_cells:
        raise HostileDocument(f"一页上的表格线分出{len(xs) * len(ys)}格。", advice="请核对文件。")
    right_of = _covered(down, xs, ys, settings.rule_snap)
    below = _covered(across, ys, xs, settings.rule_snap)
    columns, rows = len(xs) - 1, len(ys) - 1

    rooms = (_enclosed(space, right_of, below, ys, added) for space in _rooms(rows, columns, right_of, below))
    spaces = [space for space in rooms if space is not None]
    return _compressed(Lattice(tuple(xs), tuple(ys), tuple(spaces)))


def _compressed(lattice: Lattice) -> Lattice:
    """Return the lattice without edges at which no cell begins or ends, so that rows and columns count right."""
    columns = sorted({c for s in lattice.spaces for c in (s.column, s.column + s.column_span)})
    rows = sorted({r for s in lattice.spaces for r in (s.row, s.row + s.row_span)})
    if len(columns) == len(lattice.xs) and len(rows) == len(lattice.ys):
        return lattice
    column_at, row_at = {c: i for i, c in enumerate(columns)}, {r: i for i, r in enumerate(rows)}
    spaces = [
        s._replace(
            row=row_at[s.row],
            column=column_at[s.column],
            row_span=row_at[s.row + s.row_span] - row_at[s.row],
            column_span=column_at[s.column + s.column_span] - column_at[s.column],
        )
        for s in lattice.spaces
    ]
    return Lattice(tuple(lattice.xs[c] for c in columns), tuple(lattice.ys[r] for r in rows), tuple(spaces))


def _covered(
    edges: list[Edge], positions: list[float], crossings: list[float], tolerance: float
) -> set[tuple[int, int]]:
    """Return ``(edge index, interval index)`` of every interval between crossings that an edge covers."""
    index = {position: i for i, position in enumerate(positions)}
    slacks = [min(tolerance, (high - low) / 3) for low, high in pairwise(crossings)]
    lows = [low + slack for low, slack in zip(crossings, slacks, strict=False)]
    highs = [high - slack for high, slack in zip(crossings[1:], slacks, strict=True)]
    covered: set[tuple[int, int]] = set()
    for position, start, end in edges:
        at = index[position]
        covered.update([(at, k) for k, low in enumerate(lows) if start <= low and end >= highs[k]])
    return covered


_Covered = Set[tuple[int, int]]
"""Of upright edges (edge, row), of level ones (edge, column): where they stand between crossings."""


def _rooms(rows: int, columns: int, right_of: _Covered, below: _Covered) -> Iterator[Space]:
    """Yield the largest rectangles without inner lines, row by row; together they fill the lattice."""
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (row, right) not in taken and (right, row) not in right_of:
                right += 1
            bottom = row + 1
            while (
                bottom < rows
                and (bottom, column) not in below
                and all(
                    (bottom, c) not in taken
                    and (bottom, c) not in below
                    and not (c > column and (c, bottom) in right_of)
                    for c in range(column, right)
                )
            ):
                bottom += 1
            taken.update((r, c) for r in range(row, bottom) for c in range(column, right))
            yield Space(row, column, bottom - row, right - column)


def _enclosed(
    space: Space, right_of: _Covered, below: _Covered, ys: Sequence[float], added: Set[float]
) -> Space | None:
    """Return a space with which of its sides are ruled; ``None`` for what lies outside a stepped outline.

    There lines do not stand on three sides.
    """
    row, column, row_span, column_span = space[:4]
    end = row + row_span
    top, bottom = _stands(below, row, column, column_span), _stands(below, end, column, column_span)
    left, right = _stands(right_of, column, row, row_span), _stands(right_of, column + column_span, row, row_span)
    if left + right + top + bottom < 3:
        return None
    return Space(row, column, row_span, column_span, top and ys[row] not in added, bottom and ys[end] not in added)


def _stands(covered: _Covered, edge: int, begin: int, count: int) -> bool:
    """Whether an edge stands along any of so many intervals."""
    if count == 1:
        return (edge, begin) in covered
    return any((edge, at) in covered for at in range(begin, begin + count))
