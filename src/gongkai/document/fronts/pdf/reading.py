"""One PDF → one document: pages with text by their characters and rulings, pages that are pictures by recognition."""

from __future__ import annotations

import contextlib
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.document.fronts.ocr.engine import available
from gongkai.document.fronts.pdf.fields import page_annotations
from gongkai.document.fronts.pdf.geometry import View, view_of
from gongkai.document.fronts.pdf.opening import opened
from gongkai.document.fronts.pdf.paths import Drawn, page_drawn
from gongkai.document.fronts.pdf.text import page_glyphs, quarter_turns, unmapped_count
from gongkai.document.layout import Figure, Glyph, Page, assemble
from gongkai.document.model import Document, Doubt
from gongkai.errors import EmptyDocument, OversizedDocument, ToolMissing, TruncatedDocument
from gongkai.settings import Settings

# Nobody knows how sure the maker of a scan's text layer was: below any sensible ``ocr_confidence``.
_LAYER_CONFIDENCE = 0.5


class _Read(NamedTuple):
    """One page and what kind of page it turned out to be."""

    page: Page
    unreadable: str = ""
    """Why its text cannot be taken from the file (it is a picture, or its fonts say no characters); else empty."""
    layered: bool = False
    """True where the text is an invisible layer over a scanned picture."""


def read_pdf(data: bytes, source: str, settings: Settings) -> Document:
    """Read a PDF; pages without text are recognised where the extra ``gongkai[ocr]`` is installed.

    Raises :class:`EncryptedDocument`, :class:`TruncatedDocument`, :class:`OversizedDocument`,
    :class:`HostileDocument`, :class:`EmptyDocument`, and :class:`ToolMissing` where most pages need recognition
    and the extra is missing.
    """
    with opened(data, settings) as document:
        form = _form_of(document)
        reads: list[_Read] = []
        room = settings.max_text
        for index in range(len(document)):
            reads.append(_read_page(document, index, form, room, settings))
            room -= len(reads[-1].page.glyphs)
        pages, doubts, recognised = _recognised(document, reads, settings)
        meta = {key.lower(): value for key, value in document.get_metadata_dict(skip_empty=True).items()}
    blocks = assemble(pages, settings)
    if not blocks:
        raise EmptyDocument("PDF 文件里没有任何内容。")
    return Document(
        source,
        "pdf",
        blocks,
        title=meta.get("title"),
        meta=meta,
        doubts=tuple(doubts),
        recognised=recognised or any(read.layered for read in reads),
    )


def _form_of(document: pypdfium2.PdfDocument) -> pypdfium2.PdfFormEnv | None:
    if document.get_formtype() == pdfium.FORMTYPE_NONE:
        return None
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document.formenv


def _read_page(
    document: pypdfium2.PdfDocument, index: int, form: pypdfium2.PdfFormEnv | None, room: float, settings: Settings
) -> _Read:
    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise TruncatedDocument(f"PDF 第 {index + 1} 页已损坏，无法打开。") from error
    try:
        count = text.count_chars()
        if count > room:
            raise OversizedDocument(f"PDF 文件的文字超过上限 {settings.max_text:.0f} 字。")
        view = view_of(_crop(page), quarter_turns(text.raw, count, page.get_rotation() // 90))
        drawn = page_drawn(page.raw, view, settings)
        layered = 2 * len(drawn.hidden) > drawn.texts and _is_scan(drawn, view, settings)
        glyphs, unmapped = page_glyphs(text.raw, count, view, () if layered else drawn.hidden)
        unmapped = max(unmapped, unmapped_count(text.raw, count))
        values, struck = page_annotations(page.raw, form, view)
    finally:
        text.close()
        page.close()
    if struck:
        glyphs = [glyph for glyph in glyphs if not _within(glyph, struck)]
    glyphs += values
    if layered:
        glyphs = [glyph._replace(confidence=_LAYER_CONFIDENCE) for glyph in glyphs]
    figures = tuple(f for f in drawn.figures if _share(f, view) >= settings.picture_share)
    whole = Page(index + 1, view.width, view.height, tuple(glyphs), tuple(drawn.rules), () if layered else figures)
    return _Read(whole, _unreadable(whole, unmapped, drawn, view, settings), layered)


def _crop(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Return the visible part of the page; a crop box larger than the media box is cut to it (ISO 32000-1, 14.11.2)."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else tuple(media)


def _share(figure: Figure, view: View) -> float:
    wide = min(figure.x1, view.width) - max(figure.x0, 0)
    high = min(figure.y1, view.height) - max(figure.y0, 0)
    return max(wide, 0) * max(high, 0) / (view.width * view.height)


def _is_scan(drawn: Drawn, view: View, settings: Settings) -> bool:
    return sum(_share(figure, view) for figure in drawn.figures) >= settings.scan_share


def _within(glyph: Glyph, boxes: list[tuple[float, float, float, float]]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)


def _unreadable(page: Page, unmapped: int, drawn: Drawn, view: View, settings: Settings) -> str:
    """Say why a page's text cannot be taken from the file, or return an empty string."""
    if page.glyphs and unmapped > settings.unmapped_share * len(page.glyphs):
        return "字体没有说明文字编码"
    if len(page.glyphs) < 10 and _is_scan(drawn, view, settings):
        return "是扫描图像"
    # Text turned into outlines: curves without number, and not a character.
    if not page.glyphs and drawn.paths > 100:
        return "文字已转成图形"
    return ""


def _recognised(
    document: pypdfium2.PdfDocument, reads: list[_Read], settings: Settings
) -> tuple[list[Page], list[Doubt], bool]:
    """Return the pages, those that need it recognised; else a picture in place of each, with a doubt that says so.

    A scan with a text layer is recognised afresh where that is possible: nobody knows how sure the layer is.
    """

    wanted = [read.page.number for read in reads if read.unreadable or (read.layered and available())]
    needed = [read.page.number for read in reads if read.unreadable]
    if not wanted:
        return [read.page for read in reads], [], False
    if len(wanted) > settings.max_ocr_pages:
        raise OversizedDocument(f"有 {len(wanted)} 页需要文字识别，超过上限 {settings.max_ocr_pages:.0f} 页。")
    if available():
        from gongkai.document.fronts.ocr.recognition import recognise_pdf_page

        return (
            [
                recognise_pdf_page(document, read.page.number, settings) if read.page.number in wanted else read.page
                for read in reads
            ],
            [],
            True,
        )
    reason = next(read.unreadable for read in reads if read.unreadable)
    readable = sum(1 for read in reads if not read.unreadable and read.page.glyphs)
    if len(needed) >= readable:
        raise ToolMissing(
            f"PDF 第 {needed[0]} 页{reason}，需要文字识别。",
            advice='请安装文字识别组件：pip install "gongkai[ocr]"',
        )
    pages = [
        read.page._replace(glyphs=(), rules=(), figures=(Figure(0, 0, read.page.width, read.page.height),))
        if read.unreadable
        else read.page
        for read in reads
    ]
    listed = "、".join(map(str, needed))
    doubt = Doubt("page-not-recognised", f"第 {listed} 页{reason}，没有识别；其中的表格按缺失处理。")
    return pages, [doubt], False
