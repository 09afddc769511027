"""The open elements of the walk: each gathers what it holds and hands it to its parent when it closes."""

from __future__ import annotations

from gongkai.document.characters import one_line, strip_rubbish
from gongkai.document.fronts.html.elements import EMPTY_WITHOUT_MEANING, HEADINGS, PREFORMATTED
from gongkai.document.fronts.html.pieces import Box, Leaf, Piece, Preformatted
from gongkai.document.fronts.html.tables import CellBudget, RawCell, RawTable, settle
from gongkai.settings import Settings


class Frame:
    """An open block element: the pieces it holds so far and the text since the last of them."""

    __slots__ = ("buffer", "heading", "marks", "parted", "pieces", "preformatted", "row_like", "tag", "terms")

    def __init__(self, tag: str, parent: Frame | None = None) -> None:
        self.tag = tag
        self.pieces: list[Piece] = []
        self.buffer: list[str] = []
        self.parted = False
        """Other block elements stand in it, not only breaks."""
        self.row_like = False
        """Its inline children are cells."""
        self.marks: list[str] | None = None
        """Footnote marks left out of the text; they are the text where nothing else is."""
        self.terms: list[int] | None = None
        """Where the terms of a definition list begin."""
        if parent is None:
            self.heading = 0
            self.preformatted = False
        else:
            self.heading = HEADINGS.get(tag, parent.heading)
            self.preformatted = parent.preformatted or tag in PREFORMATTED

    def flush(self) -> None:
        """Turn the text gathered so far into a leaf; blank text leaves none."""
        buffer = self.buffer
        if self.marks:
            if not "".join(buffer).strip():
                buffer = self.marks
            self.marks = None
        if not buffer:
            return
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        self.buffer = []
        if self.preformatted and not text.isspace():
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            if len(lines) > 1 or "\t" in text:
                self.pieces.append(Preformatted([strip_rubbish(line).rstrip() for line in lines]))
                return
        text = one_line(text)
        if text:
            self.pieces.append(Leaf(text, self.heading))

    def close(self, parent: Frame) -> None:
        """Hand the content to ``parent``: a single piece as it is, several in a box, none as an empty leaf."""
        if self.buffer or self.marks:
            self.flush()
        pieces = self.pieces
        parent.parted = True
        if self.tag == "dt":
            if parent.terms is None:
                parent.terms = []
            parent.terms.append(len(parent.pieces))
        elif self.terms:
            pieces = _by_term(pieces, self.terms)
        if len(pieces) == 1:
            parent.pieces.append(pieces[0])
        elif pieces:
            parent.pieces.append(Box(pieces, broken=not self.parted))
        elif self.tag not in EMPTY_WITHOUT_MEANING:
            parent.pieces.append(Leaf(""))


class TableFrame(Frame):
    """An open ``table``."""

    __slots__ = ("_budget", "_settings", "table")

    def __init__(self, parent: Frame, budget: CellBudget, settings: Settings) -> None:
        super().__init__("table")
        self.preformatted = parent.preformatted
        self.table = RawTable()
        self._budget = budget
        self._settings = settings

    def close(self, parent: Frame) -> None:
        """Judge the table and hand over a grid or what a layout table holds."""
        parent.pieces.extend(self.pieces)
        parent.pieces.extend(settle(self.table, self._budget, self._settings))


class CaptionFrame(Frame):
    """An open ``caption``: it stands before its table."""

    __slots__ = ()

    def close(self, parent: Frame) -> None:
        """Hand the caption to its table."""
        self.flush()
        (parent.table.captions if isinstance(parent, TableFrame) else parent.pieces).extend(self.pieces)


class GroupFrame(Frame):
    """An open ``tbody``, ``thead`` or ``tfoot``."""

    __slots__ = ("rows",)

    def __init__(self, tag: str, parent: Frame) -> None:
        super().__init__(tag)
        self.preformatted = parent.preformatted
        self.rows = parent.table.open_group(tag) if isinstance(parent, TableFrame) else []

    def close(self, parent: Frame) -> None:
        """Hand on what stands outside rows; the rows are the table's already."""
        parent.pieces.extend(self.pieces)


class RowFrame(Frame):
    """An open ``tr``. Word ends a table with a row of height 0 that holds the true column widths: ``droppable``."""

    __slots__ = ("cells", "droppable")

    def __init__(self, parent: Frame, *, droppable: bool) -> None:
        super().__init__("tr")
        self.preformatted = parent.preformatted
        self.cells: list[RawCell] = []
        self.droppable = droppable

    def close(self, parent: Frame) -> None:
        """Add the row to its group unless it is Word's own."""
        parent.pieces.extend(self.pieces)
        if isinstance(parent, GroupFrame) and not (self.droppable and not any(cell.printed() for cell in self.cells)):
            parent.rows.append(self.cells)


class CellFrame(Frame):
    """An open ``td`` or ``th``."""

    __slots__ = ("column_span", "row_span")

    def __init__(self, parent: Frame, row_span: int, column_span: int) -> None:
        super().__init__("td")
        self.preformatted = parent.preformatted
        self.row_span = row_span
        self.column_span = column_span

    def close(self, parent: Frame) -> None:
        """Add the cell to its row."""
        if self.buffer or self.marks:
            self.flush()
        if isinstance(parent, RowFrame):
            pieces = self.pieces
            text = ""
            if len(pieces) == 1 and isinstance(pieces[0], Leaf) and not pieces[0].heading:
                text = pieces[0].text
                pieces = []
            parent.cells.append(RawCell(text, pieces, self.row_span, self.column_span))
        else:
            parent.pieces.extend(self.pieces)


def _by_term(pieces: list[Piece], terms: list[int]) -> list[Piece]:
    """Return a definition list's pieces with each term and what defines it in a box of their own."""
    ends = [*terms[1:], len(pieces)]
    return [*pieces[: terms[0]], *(Box(pieces[at:end]) for at, end in zip(terms, ends, strict=True))]
