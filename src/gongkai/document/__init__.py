"""Documents of any kind as lines, grids and pictures: the intermediate form and the fronts that make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.document.model import Block, Document, Doubt, Grid, GridCell, Line, Picture
from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.document.addresses import column_letters, column_number
    from gongkai.document.archive import Archive, Budget, gunzip, members
    from gongkai.document.fronts.pdf.drawn import refuse_overdrawn
    from gongkai.document.kinds import Kind, Sniffed, sniff
    from gongkai.document.opening import open_documents
    from gongkai.document.seen import SheetLeftOut, SheetSeen
    from gongkai.document.workbook import Book, Cell, Table, filled_down, open_book, open_tables

__all__ = [
    "Archive",
    "Block",
    "Book",
    "Budget",
    "Cell",
    "Document",
    "Doubt",
    "Grid",
    "GridCell",
    "Kind",
    "Line",
    "Picture",
    "SheetLeftOut",
    "SheetSeen",
    "Sniffed",
    "Table",
    "column_letters",
    "column_number",
    "filled_down",
    "gunzip",
    "members",
    "open_book",
    "open_documents",
    "open_tables",
    "refuse_overdrawn",
    "sniff",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("column_letters", "column_number"), "gongkai.document.addresses"),
        **dict.fromkeys(("Archive", "Budget", "gunzip", "members"), "gongkai.document.archive"),
        "refuse_overdrawn": "gongkai.document.fronts.pdf.drawn",
        **dict.fromkeys(("Kind", "Sniffed", "sniff"), "gongkai.document.kinds"),
        "open_documents": "gongkai.document.opening",
        **dict.fromkeys(("SheetLeftOut", "SheetSeen"), "gongkai.document.seen"),
        **dict.fromkeys(
            ("Book", "Cell", "Table", "filled_down", "open_book", "open_tables"), "gongkai.document.workbook"
        ),
    },
)
