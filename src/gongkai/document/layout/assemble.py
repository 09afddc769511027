"""Pages as fronts saw them → blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.layout.columns import find_columns
from gongkai.document.layout.cut_rows import rejoined
from gongkai.document.layout.furniture import without_furniture
from gongkai.document.layout.lattice import find_lattices
from gongkai.document.layout.lines import part_vertical, text_lines, without_marks
from gongkai.document.layout.model import Glyph, Item, Lattice, Page, Placed, Table, TextLine
from gongkai.document.layout.pages import join_pages
from gongkai.document.layout.paragraphs import join_paragraphs
from gongkai.document.layout.rulings import join_rules, part_struck
from gongkai.document.layout.tables import fill_lattice, without_slivers
from gongkai.document.model import Block, Grid, GridCell, Line, Picture
from gongkai.errors import HostileDocument
from gongkai.settings import Settings


def assemble(pages: Sequence[Page], settings: Settings) -> tuple[Block, ...]:
    """Return the lines, grids and pictures of a document in reading order.

    Raises :class:`HostileDocument` where ruling lines make more cells than ``max_cells``.
    """
    heights = {page.number: page.height for page in pages}
    widths = {page.number: round(page.width) for page in pages}
    parts = [page_parts(page, settings) for page in pages]
    kept = without_furniture([part.items for part in parts], heights, settings)
    parts = _rows_rejoined([part._replace(items=items) for part, items in zip(parts, kept, strict=True)], settings)
    items = [_columned(part, settings) for part in parts]
    return number_blocks(join_paragraphs(join_pages(items, settings), widths, settings), settings)


class Part(NamedTuple):
    """What stands on one page from top to bottom: ruled tables, pictures and printed lines."""

    items: list[Item]
    upright: tuple[TextLine, ...] = ()
    """Those of the lines that are written downwards."""


def page_parts(page: Page, settings: Settings) -> Part:
    """Return the printed lines, ruled tables and pictures of one page from top to bottom."""
    glyphs, rules = part_struck(without_marks(page.glyphs, settings), page.rules, settings)
    lattices = find_lattices(*join_rules(rules, settings), settings)
    tables: list[Table] = []
    # Inner tables first: what stands in a table within a frame belongs to the table.
    for lattice in sorted(lattices, key=_area):
        table, glyphs = fill_lattice(lattice, glyphs, page.number, settings)
        if any(cell.text for cell in table.cells):
            tables.append(without_slivers(lattice, table, settings))
    labels, glyphs = part_vertical(glyphs, settings)
    upright = tuple(_vertical_line(label, page.number) for label in labels)
    items: list[Item] = [*tables, *upright, *text_lines(glyphs, page.number, settings)]
    items += [Placed(figure, page.number) for figure in page.figures]
    return Part(sorted(items, key=_top), upright)


def _rows_rejoined(parts: list[Part], settings: Settings) -> list[Part]:
    """Put rows of unruled tables together that the edge of the page cuts in two."""
    joined = list(parts)
    for index, (upper, lower) in enumerate(pairwise(parts)):
        upper = joined[index]
        foot = _lines_first(reversed(upper.items))[::-1]
        head = _lines_first(lower.items)
        if not foot or not head or upper.upright or lower.upright:
            continue
        new_foot, new_head = rejoined(foot, head, settings)
        if len(new_foot) != len(foot):
            joined[index] = upper._replace(items=[*upper.items[: len(upper.items) - len(foot)], *new_foot])
            joined[index + 1] = lower._replace(items=[*new_head, *lower.items[len(head) :]])
    return joined


def _lines_first(items: Iterable[Item]) -> list[TextLine]:
    """Return the lines before the first table or picture."""
    lines: list[TextLine] = []
    for item in items:
        if not isinstance(item, TextLine):
            break
        lines.append(item)
    return lines


def _area(lattice: Lattice) -> float:
    return (lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0])


def _columned(part: Part, settings: Settings) -> list[Item]:
    """Return a page's items, tables without rulings found among the lines above, between and below the others."""
    apart = {id(line) for line in part.upright}
    tables = [item for item in part.items if isinstance(item, Table)]
    stretches: dict[int, list[TextLine]] = {}
    found: list[Item] = []
    for item in part.items:
        if not isinstance(item, TextLine) or id(item) in apart:
            found.append(item)
            continue
        middle = (item.y0 + item.y1) / 2
        stretches.setdefault(sum(1 for table in tables if table.y0 < middle), []).append(item)
    for stretch in stretches.values():
        found += find_columns(stretch, settings)
    return sorted(found, key=_top)


def _vertical_line(label: Sequence[Glyph], page: int) -> TextLine:
    text = "".join(glyph.text for glyph in label)
    x0, x1 = min(glyph.x0 for glyph in label), max(glyph.x1 for glyph in label)
    return TextLine(text, x0, label[0].y0, x1, label[0].y1, x1 - x0, page, tuple(label))


def _top(item: Item) -> float:
    match item:
        case Placed(figure=figure):
            return figure.y0
        case Table(y0=y0):
            return y0
        case TextLine(y0=y0, y1=y1):
            return (y0 + y1) / 2


def number_blocks(items: Iterable[Item], settings: Settings) -> tuple[Block, ...]:
    """Return the items as the document model's blocks, lines and grids counted from 1."""
    blocks: list[Block] = []
    lines = grids = cells = 0
    for item in items:
        match item:
            case TextLine():
                lines += 1
                blocks.append(Line(item.text, lines, item.page))
            case Placed():
                blocks.append(Picture("", item.page))
            case Table():
                grids += 1
                cells += len(item.cells)
                if cells > settings.max_cells:
                    raise HostileDocument(f"文件里的表格超过{settings.max_cells:.0f}格。", advice="请核对文件。")
                blocks.append(_grid(item, grids))
    return tuple(blocks)


def _grid(table: Table, number: int) -> Grid:
    rows: list[list[GridCell]] = [[] for _ in range(table.height)]
    for cell in sorted(table.cells, key=lambda cell: (cell.space.row, cell.space.column)):
        space = cell.space
        rows[space.row].append(
            GridCell(
                cell.text,
                space.row + 1,
                space.column + 1,
                space.row_span,
                space.column_span,
                cell.page,
                cell.confidence,
            )
        )
    return Grid(number, tuple(map(tuple, rows)), len(table.xs) - 1, table.page, table.certain)
