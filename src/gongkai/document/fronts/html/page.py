"""Read one web page: decode, refuse what is hostile, parse as browsers do, walk once, number the blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.document.characters import one_line
from gongkai.document.encoding import decode
from gongkai.document.fronts.html.declarations import Hiding
from gongkai.document.fronts.html.divgrids import with_grids
from gongkai.document.fronts.html.guard import refuse_hostile
from gongkai.document.fronts.html.mhtml import is_mhtml, main_page
from gongkai.document.fronts.html.pieces import Leaf, Piece, Preformatted, TablePiece, texts
from gongkai.document.fronts.html.sheets import hidden_nodes, ruled_nodes
from gongkai.document.fronts.html.unseen import unseen_texts
from gongkai.document.fronts.html.walk import Walker
from gongkai.document.fronts.textgrids import blocks_of
from gongkai.document.model import Block, Document, Grid, Line, Picture
from gongkai.errors import EmptyDocument, OversizedDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*+=\s*+["']?\s*+([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_SELF_CLOSED = re.compile(rb"<(script|style|title|iframe|textarea|div|span|a)\b([^<>]*?)/>", re.IGNORECASE)
# An unclosed comment or script goes to the end, so that every pattern takes one pass.
_TABLE_TAG = re.compile(
    rb"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<(/?)(table|tbody|thead|tfoot|tr|td|th)\b",
    re.IGNORECASE | re.DOTALL,
)
_ADVICE = "请只保留报告正文后再报。"


def read_html(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read a web page or a web archive (MHTML) into lines, grids and pictures in reading order.

    Scripts, menus' options, hidden and struck-out text and footnote marks are left out. Layout tables are dissolved;
    grids made of ``div``, ``ul`` or ``dl`` become grids where rows of short cells with figures show it.
    Raises :class:`EmptyDocument`, :class:`OversizedDocument`, :class:`HostileDocument`,
    :class:`TruncatedDocument` (a web archive without a page) or :class:`UnsupportedKind` (no text at all).
    """
    declared: str | None = None
    if is_mhtml(data):
        data, declared = main_page(data)
    if not declared:
        found = _DECLARED.search(data, 0, settings.charset_within)
        declared = found[1].decode("ascii") if found else None
    markup = decode(data, declared, settings)
    if not markup.strip():
        raise EmptyDocument("文件是空的。", advice="请确认提交的是完整的报告文件。")
    if len(markup) > settings.max_text:
        raise OversizedDocument(f"网页有 {len(markup)} 个字符，超出上限。", advice=_ADVICE)
    page = markup.encode()
    refuse_hostile(page, settings)
    if markup.lstrip().startswith("<?xml"):
        page = _SELF_CLOSED.sub(rb"<\1\2></\1>", page)
    parser, walker = _walked(page, settings)
    # The walk counts headers too.
    lost = _count_cells(page) + len(parser.css("th")) - walker.cells
    if lost > 0 and lost > sum(_count_cells(script.text().encode()) for script in parser.css("script")):
        mended = _with_tables_opened(page)
        if mended != page:
            parser, walker = _walked(mended, settings)
    return _document(parser, walker, source, settings)


def _walked(page: bytes, settings: Settings) -> tuple[LexborHTMLParser, Walker]:
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    # With mutation events a menu of n options takes n² steps to parse; nothing here needs them.
    parser = LexborHTMLParser(page, options=LexborDocumentOptions.WO_EVENTS)
    root = parser.root
    ruled = ruled_nodes(parser, settings)
    hidden = hidden_nodes(parser, ruled, Hiding.of(settings)) | unseen_texts(parser, page, ruled, settings)
    walker = Walker(settings, hidden)
    if root is None:
        return parser, walker
    walker.walk(root)
    if (walker.passed_over or hidden) and not any(texts(walker.pieces)):
        # A page whose whole body waits for a script to show it is read as the script would show it.
        walker = Walker(settings, show_hidden=True)
        walker.walk(root)
    return parser, walker


def _count_cells(page: bytes) -> int:
    return page.lower().count(b"<td")


def _with_tables_opened(page: bytes) -> bytes:
    """Open a table before cells that stand outside any: parsers drop such tags and run the figures together."""
    parts: list[bytes] = []
    depth = at = 0
    for found in _TABLE_TAG.finditer(page):
        name = (found[2] or b"").lower()
        if name == b"table":
            depth = max(0, depth - 1) if found[1] else depth + 1
        elif name and not found[1] and depth == 0:
            parts += (page[at : found.start()], b"<table>")
            at = found.start()
            depth = 1
    return b"".join(parts) + page[at:] if parts else page


def _document(parser: LexborHTMLParser, walker: Walker, source: str, settings: Settings) -> Document:
    title, meta = _head(parser)
    return Document(source, "html", tuple(_blocks(walker.pieces, settings)), title, meta)


def _blocks(pieces: list[Piece], settings: Settings) -> list[Block]:
    """Return pieces as blocks, lines and grids numbered from 1; size was bounded before parsing and while placing."""
    blocks: list[Block] = []
    lines = grids = 0
    for piece in with_grids(pieces, settings):
        if isinstance(piece, Leaf):
            lines += 1
            blocks.append(Line(piece.text, lines, None, piece.heading))
        elif isinstance(piece, TablePiece):
            grids += 1
            blocks.append(Grid(grids, piece.rows, piece.width()))
        elif isinstance(piece, Preformatted):
            for block in blocks_of(piece.lines, settings):
                if isinstance(block, Line):
                    lines += 1
                    blocks.append(block._replace(number=lines))
                elif isinstance(block, Grid):
                    grids += 1
                    blocks.append(block._replace(number=grids))
        elif isinstance(piece, Picture):
            blocks.append(piece)
    return blocks


def _head(parser: LexborHTMLParser) -> tuple[str | None, dict[str, str]]:
    """Return the page's own title and its stated metadata by lower-cased name; the first of a name holds."""
    title: str | None = None
    meta: dict[str, str] = {}
    for node in parser.css("title, meta"):
        if node.tag == "title":
            title = title or one_line(node.text()) or None
            continue
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("http-equiv")
        content = attributes.get("content")
        if name and content:
            meta.setdefault(name.strip().lower(), one_line(content))
    return title, meta
