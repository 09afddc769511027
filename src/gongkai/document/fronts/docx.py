"""Word documents (.docx, .docm, .dotx, transitional and strict) as blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.document.archive import Archive
from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.docx_items import StoryReader
from gongkai.document.fronts.docx_layout import lay_out
from gongkai.document.fronts.docx_numbering import Numbering
from gongkai.document.fronts.docx_styles import Styles
from gongkai.document.fronts.ooxml import PKG, Element, FlatArchive, Package, W, parse
from gongkai.document.fronts.word2003 import modernised, title_of
from gongkai.document.kinds import Kind, sniff
from gongkai.document.model import Block, Document
from gongkai.errors import EmptyDocument, HostileDocument, TruncatedDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings


def read_docx(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read a Word document: what is printed in its body, in order, with merged cells as spans.

    Left out: deleted, struck-out and hidden text, note marks, comments, headers and footers, equations, the generated
    table of contents. Automatic numbers (一、) are written into the text. Raises :class:`UnreadableDocument`
    subclasses: truncated, encrypted, hostile, too large, empty.
    """
    return _read(data, source, settings, 0)


def read_word_xml(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read a Word document saved as one XML file: Word 2003 XML (as many office systems fill it in), or flat OPC.

    LibreOffice loses struck-out text of the first and does not know the second. The same errors as :func:`read_docx`.
    """
    root = parse(data, settings)
    if root.tag == f"{PKG}package":
        return _from_package(Package(FlatArchive(root), settings), source, settings, 0)
    body, styles = modernised(root)
    blocks = BlockList(settings)
    _lay_out(body, styles, None, blocks, lambda _: ())
    return Document(source, "docx", tuple(blocks.blocks), title=title_of(root))


def _read(data: bytes, source: str, settings: Settings, depth: int) -> Document:
    return _from_package(Package(Archive(data, settings), settings), source, settings, depth)


def _from_package(package: Package, source: str, settings: Settings, depth: int) -> Document:
    body = package.xml(package.main).find(f"{W}body")
    if body is None:
        raise TruncatedDocument("Word 文件不完整（没有正文）。", advice="请用 Word 或 WPS 打开另存后再报。")
    relations = package.relations(package.main)
    blocks = BlockList(settings)

    def chunk(relation: str) -> Sequence[Block]:
        part = relations.get(relation)
        if part is None or not package.has(part.target):
            return ()
        return _chunk(package.read(part.target), source, settings, depth + 1)

    styles, numbering = (package.xml(part) if part else None for part in map(package.related, ("styles", "numbering")))
    _lay_out(body, styles, numbering, blocks, chunk)
    return Document(source, "docx", tuple(blocks.blocks), title=package.title())


def _lay_out(
    body: Element,
    styles_root: Element | None,
    numbering_root: Element | None,
    into: BlockList,
    chunk: Callable[[str], Sequence[Block]],
) -> None:
    styles = Styles(styles_root)
    try:
        reader = StoryReader(styles, Numbering(numbering_root, styles), into.settings)
        lay_out(reader.items(body), into, chunk)
    except RecursionError as error:
        raise HostileDocument("Word 文件内表格或控件嵌套过深，未予读取。", advice="请另存后再报。") from error
    if not into.blocks:
        raise EmptyDocument("Word 文件里没有内容。", advice="请检查是否报错了文件。")


def _chunk(data: bytes, source: str, settings: Settings, depth: int) -> Sequence[Block]:
    """Read an embedded document (``w:altChunk``): a web page, another Word document, or text."""
    if depth > settings.max_nesting:
        raise HostileDocument("Word 文件内层层嵌入其他文件，未予读取。", advice="请另存后再报。")
    kind = sniff(data, settings).kind
    if kind is Kind.DOCX:
        return _read(data, source, settings, depth).blocks
    if kind is Kind.HTML:
        from gongkai.document.fronts.html import read_html

        return read_html(data, source, settings).blocks
    if kind is Kind.TEXT:
        from gongkai.document.fronts.text import read_text

        return read_text(data, source, settings).blocks
    return ()
