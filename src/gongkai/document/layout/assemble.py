"""Pages as fronts saw them → blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.document.layout.columns import find_columns
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
    items = [page_items(page, settings) for page in pages]
    items = without_furniture(items, heights, settings)
    return number_blocks(join_paragraphs(join_pages(items, settings), widths), settings)


def page_items(page: Page, settings: Settings) -> list[Item]:
    """Return the printed lines, tables and pictures of one page from top to bottom."""
    glyphs, rules = part_struck(without_marks(page.glyphs), page.rules)
    lattices = find_lattices(*join_rules(rules, settings), settings)
    tables: list[Table] = []
    # Inner tables first: what stands in a table within a frame belongs to the table.
    for lattice in sorted(lattices, key=_area):
        table, glyphs = fill_lattice(lattice, glyphs, page.number, settings)
        if any(cell.text for cell in table.cells):
            tables.append(without_slivers(lattice, table, settings))
    items: list[Item] = [*tables, *_between(glyphs, tables, page.number, settings)]
    items += [Placed(figure, page.number) for figure in page.figures]
    return sorted(items, key=_top)


def _area(lattice: Lattice) -> float:
    return (lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0])


def _between(glyphs: Sequence[Glyph], tables: Sequence[Table], page: int, settings: Settings) -> list[Item]:
    """Return what stands above, between and below the ruled tables: lines, and tables without rulings."""
    labels, glyphs = part_vertical(glyphs, settings)
    stretches: dict[int, list[TextLine]] = {}
    for line in text_lines(glyphs, page, settings):
        middle = (line.y0 + line.y1) / 2
        stretches.setdefault(sum(1 for table in tables if table.y0 < middle), []).append(line)
    found: list[Item] = [_vertical_line(label, page) for label in labels]
    for stretch in stretches.values():
        found += find_columns(stretch, settings)
    return found


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
                    raise HostileDocument(f"The document holds more than {settings.max_cells:.0f} cells.")
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
