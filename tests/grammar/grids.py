"""Blocks as a grid of boxes with spans, in the layouts that offices give the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.grammar.draft import Block, Figure, Row


@dataclass
class Box:
    """One printed cell; ``figure`` where it is a figure's."""

    text: str
    across: int = 1
    down: int = 1
    figure: Figure | None = None
    head: bool = False


Line = list[Box]


@dataclass(frozen=True)
class GridStyle:
    """How blocks become grids."""

    header: str = "full"
    """``full``, ``flat`` (one level), ``half`` (the first or last level alone), ``none``, ``double`` or ``split``."""
    groups: str = "tree"
    """The rows' groups: ``tree`` (merged to the left), ``lines`` (rows of their own), ``joined`` or ``bare``."""
    disputes: str = "side"
    """``side`` (fifteen columns) or ``rows`` (three rows of five)."""


@dataclass
class Grid:
    rows: list[Line]
    kind: str = "plain"

    def placed(self) -> dict[tuple[int, int], Box]:
        """Each box at the row and column where it starts."""
        taken: set[tuple[int, int]] = set()
        result: dict[tuple[int, int], Box] = {}
        for number, line in enumerate(self.rows):
            column = 0
            for box in line:
                while (number, column) in taken:
                    column += 1
                result[number, column] = box
                taken |= {(number + down, column + right) for down in range(box.down) for right in range(box.across)}
                column += box.across
        return result

    @property
    def width(self) -> int:
        return max((column + box.across for (_, column), box in self.placed().items()), default=0)

    def expanded(self, *, repeat: bool = False) -> list[list[str]]:
        """The text of every place; what a span covers is empty, or with ``repeat`` says the same again."""
        lines = [[""] * self.width for _ in self.rows]
        for (row, column), box in self.placed().items():
            for down in range(min(box.down, len(lines) - row) if repeat else 1):
                for right in range(box.across if repeat else 1):
                    lines[row + down][column + right] = box.text
        return lines


def grid_of(block: Block, style: GridStyle) -> Grid:
    """One block as a grid."""
    if block.kind == "requests":
        rows = _requests(block, style)
    elif block.kind == "disputes":
        rows = _side(block, style) if style.disputes == "side" else _flat_rows(block, style)
    else:
        rows = _article(block, style)
    return Grid([row for row in rows if row], block.kind)


def stacked(grids: list[Grid]) -> Grid:
    """Grids of one kind under one another, as section two stands in one table; short rows end in a wide cell."""
    width = max(grid.width for grid in grids)
    rows = []
    for grid in grids:
        for line in grid.rows:
            used = sum(box.across for box in line)
            line[-1].across += width - used
            rows.append(line)
    return Grid(rows, grids[0].kind)


def beside(grids: list[Grid]) -> Grid:
    """Grids next to one another with an empty column between, as a sheet's author saves paper."""
    rows: list[Line] = []
    for number in range(max(len(grid.rows) for grid in grids)):
        line: Line = []
        for at, grid in enumerate(grids):
            cells = list(grid.rows[number]) if number < len(grid.rows) else []
            missing = grid.width - sum(box.across for box in cells)
            line += [Box("")] * (at > 0) + cells + [Box("") for _ in range(missing)]
        rows.append(line)
    return Grid(rows, grids[0].kind)


def _figures(row: Row) -> Line:
    return [Box(figure.text, figure=figure) for figure in row.figures]


def _article(block: Block, style: GridStyle) -> list[Line]:
    width = 1 + len(block.columns)
    heads = [Box(column.label, head=True) for column in block.columns]
    rows: list[Line] = []
    if block.heading and style.header != "none":
        rows.append([Box(block.heading, across=width, head=True)])
    if style.header != "none":
        rows.append([Box(block.corner, head=True), *heads])
    return rows + [[Box(row.label), *_figures(row)] for row in block.rows]


def _label_boxes(block: Block, style: GridStyle) -> Iterator[Line]:
    """The boxes to the left of each row's figures, and under ``lines`` the group lines before it as their own rows."""
    depth = 1 + max(len(row.path) for row in block.rows)
    opened: tuple[str, ...] = ()
    for number, row in enumerate(block.rows):
        new = [level for level in range(len(row.path)) if row.path[: level + 1] != opened[: level + 1]]
        opened = row.path
        if style.groups == "tree":
            boxes = [Box(row.path[level], down=_reach(block, number, level)) for level in new]
            yield [*boxes, Box(row.label, across=depth - len(row.path))]
        elif style.groups == "joined":
            yield [Box("".join(row.path[1:]) + row.label if len(row.path) > 1 else row.label)]
        else:
            yield [Box(row.path[level]) for level in new] + [Box(row.label)]


def _reach(block: Block, number: int, level: int) -> int:
    """How many rows a group's label reaches down."""
    group = block.rows[number].path[: level + 1]
    span = 0
    for row in block.rows[number:]:
        if row.path[: level + 1] != group:
            break
        span += 1
    return span


def _requests(block: Block, style: GridStyle) -> list[Line]:
    depth = 1 + max(len(row.path) for row in block.rows) if style.groups == "tree" else 1
    head = _head(block, style, depth)
    rows = list(head)
    middle = len(block.rows) // 2
    for number, (row, boxes) in enumerate(zip(block.rows, _label_boxes(block, style), strict=True)):
        if style.header == "double" and style.groups != "tree" and number == middle:
            rows += _head(block, style, depth)
        if style.groups == "lines":
            rows += [[Box(box.text, across=1 + len(block.columns))] for box in boxes[:-1]]
            boxes = boxes[-1:]
        elif style.groups == "bare":
            boxes = boxes[-1:]
        rows.append([*boxes, *_figures(row)])
    return rows


def _head(block: Block, style: GridStyle, depth: int) -> list[Line]:
    grouped = [column for column in block.columns if column.group]
    corner = Box(block.corner, across=depth, down=3, head=True)
    if style.header == "none":
        return []
    if style.header == "flat" or not grouped:
        return [[Box(block.corner, across=depth, head=True), *(Box(c.label, head=True) for c in block.columns)]]
    if style.header == "split":
        first = [Box(block.heading, head=True) for _ in block.columns]
        second = [Box(column.group or column.label, head=True) for column in block.columns]
        third = [Box(column.label, head=True) for column in block.columns]
        corners = [[Box(block.corner, head=True) for _ in range(depth)] for _ in range(3)]
        return [corners[0] + first, corners[1] + second, corners[2] + third]
    second = []
    for column in block.columns:
        if not column.group:
            second.append(Box(column.label, down=2, head=True))
        elif column is grouped[0]:
            second.append(Box(column.group, across=len(grouped), head=True))
    third = [Box(column.label, head=True) for column in grouped]
    if style.header == "half":
        flat = [Box("", across=depth, head=True), *(Box(c.label, head=True) for c in block.columns)]
        return [flat]
    return [[corner, Box(block.heading or "", across=len(block.columns), head=True)], second, third]


def _side(block: Block, style: GridStyle) -> list[Line]:
    width = len(block.columns)
    single = [row for row in block.rows if not row.path]
    pairs = [row for row in block.rows if row.path]
    top = [Box(row.label, across=width, head=True) for row in single]
    if pairs:
        top.append(Box(pairs[0].path[0], across=width * len(pairs), head=True))
    leaves = [Box(column.label, head=True) for _ in block.rows for column in block.columns]
    figures = [box for row in [*single, *pairs] for box in _figures(row)]
    if style.header == "none":
        return [figures]
    if style.header == "half":
        return [leaves, figures]
    if style.header == "split" or not pairs:
        names = [Box(row.label, head=True) for row in [*single, *pairs] for _ in block.columns]
        return [names, leaves, figures]
    second = [Box(column.label, down=2, head=True) for _ in single for column in block.columns]
    second += [Box(row.label, across=width, head=True) for row in pairs]
    third = [Box(column.label, head=True) for _ in pairs for column in block.columns]
    return [top, second, third, figures]


def _flat_rows(block: Block, style: GridStyle) -> list[Line]:
    heads = [Box("情形", head=True), *(Box(column.label, head=True) for column in block.columns)]
    rows: list[Line] = [] if style.header == "none" else [heads]
    for row in block.rows:
        rows.append([Box(row.path[0] + "（" + row.label + "）" if row.path else row.label), *_figures(row)])
    return rows
