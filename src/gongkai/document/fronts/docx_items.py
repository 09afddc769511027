"""A Word story (body, cell, text box) as a tree of paragraphs, tables and pictures, before layout is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.document import budget
from gongkai.document.fronts.docx_numbering import Numbering
from gongkai.document.fronts.docx_paragraphs import ALTERNATE, SDT, InlineReader, chosen, sdt_content
from gongkai.document.fronts.docx_styles import (
    RUN_PROPERTIES,
    SHADE,
    VALUE,
    WHITE,
    Styles,
    by_name,
    effects_of,
    is_on,
    numbering_of,
    outline_level,
    shade_of,
)
from gongkai.document.fronts.ooxml import Element, R, W
from gongkai.settings import Settings

_PARAGRAPH, _TABLE, _CHUNK = _IN_STORY = (f"{W}p", f"{W}tbl", f"{W}altChunk")
_ROWS, _CELLS = (f"{W}tr",), (f"{W}tc",)
_OF_PARAGRAPH, _OF_ROW, _OF_CELL, _STYLE = f"{W}pPr", f"{W}trPr", f"{W}tcPr", f"{W}pStyle"
_DELETED_CELL, _SPAN, _DOWN, _ACROSS = f"{W}cellDel", f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"
_DELETED, _MOVED, _HIDDEN, _BEFORE = f"{W}del", f"{W}moveFrom", f"{W}hidden", f"{W}gridBefore"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("customXml", "ins", "moveTo", "smartTag"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown, with its number; ``\\n`` are line breaks inside it."""

    text: str
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, with its alternative text."""

    alternative: str


@dataclass(slots=True)
class Cell:
    """A table cell at its column (from 1) after spans are expanded."""

    items: list[Item]
    column: int
    column_span: int
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the cells that start in them; continuations of merged cells are not cells."""

    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The relationship id of another document embedded whole (``w:altChunk``)."""

    relation: str


Item = Paragraph | Table | Image | Chunk


class StoryReader:
    """Turns WordprocessingML elements into items; one object reads one document, front to back."""

    def __init__(self, styles: Styles, numbering: Numbering, settings: Settings) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = InlineReader(styles, settings.invisible_type)
        self._max_span = settings.max_span
        self._ground = WHITE

    def items(self, story: Element) -> list[Item]:
        """Return what the children of ``story`` show, in order."""
        found: list[Item] = []
        held = ""
        for element in _flat(story, _IN_STORY):
            if element.tag == _PARAGRAPH:
                properties = by_name(element.find(_OF_PARAGRAPH))
                paragraph, anchored = self._paragraph(element, properties)
                if paragraph is not None and _mark_deleted(properties):
                    # Accepting the deletion of a paragraph mark joins the paragraph with the next one.
                    held += paragraph.text
                elif paragraph is not None and (held or paragraph.text or not anchored):
                    found.append(Paragraph(held + paragraph.text, paragraph.heading))
                    held = ""
                found.extend(anchored)
                continue
            if held:
                found.append(Paragraph(held))
                held = ""
            if element.tag == _TABLE:
                found.append(self._table(element))
            else:
                found.append(Chunk(element.get(f"{R}id", "")))
        if held:
            found.append(Paragraph(held))
        return found

    def _items_on(self, ground: str, story: Element) -> list[Item]:
        """Return the items of a story that stands on a ground of its own."""
        around, self._ground = self._ground, ground
        found = self.items(story)
        self._ground = around
        return found

    def _paragraph(self, element: Element, properties: Mapping[str, Element]) -> tuple[Paragraph | None, list[Item]]:
        style_element = properties.get(_STYLE)
        style_id = None if style_element is None else style_element.get(VALUE)
        style = self._styles.paragraph(style_id)
        shade = shade_of(properties.get(SHADE))
        inline = self._inline.read(element, style.effects, shade or self._ground)
        anchored: list[Item] = []
        for box in inline.boxes:
            # A box may be filled with any colour.
            anchored.extend(each for each in self._items_on("?", box) if not isinstance(each, Paragraph) or each.text)
        anchored.extend(Image(each) for each in inline.pictures)
        text = inline.text()
        if style.contents or (not text and _vanished(properties)):
            return None, anchored
        numbering = numbering_of(properties) or style.numbering
        if numbering is not None and not _mark_deleted(properties):
            text = self._numbered(text, numbering, style.numbering, style_id)
        heading = outline_level(properties)
        return Paragraph(text, style.heading if heading is None else heading), anchored

    def _numbered(
        self,
        text: str,
        numbering: tuple[str, int | None],
        of_style: tuple[str, int | None] | None,
        style_id: str | None,
    ) -> str:
        num_id, level = numbering
        if of_style is not None:
            num_id, level = num_id or of_style[0], of_style[1] if level is None else level
        number = self._numbering.next(num_id, level, style_id)
        # The tab after the number is a gap on paper, not a character; only bare digits need one.
        gap = " " if number[-1:].isalnum() and number[-1:].isascii() and text else ""
        return number + gap + text

    def _table(self, table: Element) -> Table:
        rows: list[list[Cell]] = []
        open_cells: dict[int, Cell] = {}
        around = self._ground
        style = table.find(f"{W}tblPr/{W}tblStyle")
        if style is not None and self._styles.is_shaded(style.get(VALUE, "")):
            self._ground = "?"
        for row in _flat(table, _ROWS):
            properties = by_name(row.find(_OF_ROW))
            if _is_gone(properties):
                continue
            rows.append(self._row(row, properties, open_cells))
        self._ground = around
        return Table(rows)

    def _row(self, row: Element, properties: Mapping[str, Element], open_cells: dict[int, Cell]) -> list[Cell]:
        """Read one row; ``open_cells`` maps a column to the vertically merged cell that may go on there."""
        cells: list[Cell] = []
        column = 1 + self._span(properties.get(_BEFORE), 0)
        still_open: dict[int, Cell] = {}
        for element in _flat(row, _CELLS):
            of_cell = by_name(element.find(_OF_CELL))
            if _DELETED_CELL in of_cell:
                continue
            span, merge, horizontal = self._span(of_cell.get(_SPAN), 1), of_cell.get(_DOWN), of_cell.get(_ACROSS)
            if horizontal is not None and horizontal.get(VALUE) != "restart" and cells:
                cells[-1].column_span += span
                column += span
                continue
            above = open_cells.get(column)
            if merge is not None and merge.get(VALUE) != "restart" and above is not None:
                # Word shows nothing of what a continuation holds.
                above.row_span += 1
                still_open[column] = above
            else:
                shade = shade_of(of_cell.get(SHADE))
                cells.append(Cell(self._items_on(shade or self._ground, element), column, span))
                if merge is not None:
                    still_open[column] = cells[-1]
            column += span
        open_cells.clear()
        open_cells.update(still_open)
        return cells

    def _span(self, element: Element | None, default: int) -> int:
        text = "" if element is None else element.get(VALUE, "")
        return max(default, min(int(text), self._max_span)) if text.isdecimal() and len(text) < 9 else default


def _flat(parent: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """Yield the wanted children, looking through content controls and custom markup."""
    budget.spend(len(parent))
    for child in parent:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag == SDT:
            content = sdt_content(child)
            if content is not None:
                yield from _flat(content, wanted)
        elif tag in _WRAPPERS:
            yield from _flat(child, wanted)
        elif tag == ALTERNATE:
            yield from _flat(chosen(child), wanted)


def _mark_deleted(properties: Mapping[str, Element]) -> bool:
    mark = properties.get(RUN_PROPERTIES)
    return mark is not None and (mark.find(_DELETED) is not None or mark.find(_MOVED) is not None)


def _vanished(properties: Mapping[str, Element]) -> bool:
    return effects_of(properties.get(RUN_PROPERTIES)).hidden is True


def _is_gone(row_properties: Mapping[str, Element]) -> bool:
    """True for a row that a tracked change deleted or that is hidden."""
    hidden = row_properties.get(_HIDDEN)
    return _DELETED in row_properties or (hidden is not None and is_on(hidden))
