"""One page of a PDF: its visible characters, ruling lines and pictures; and whether its text can be used."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.document.fronts.pdf.fields import page_annotations
from gongkai.document.fronts.pdf.garbled import is_garbled
from gongkai.document.fronts.pdf.geometry import View, view_of
from gongkai.document.fronts.pdf.looks import Box, Fill
from gongkai.document.fronts.pdf.overprint import Settled
from gongkai.document.fronts.pdf.paths import Drawn, page_drawn
from gongkai.document.fronts.pdf.runs import characters
from gongkai.document.fronts.pdf.seen import Seen, seen_of
from gongkai.document.fronts.pdf.text import page_glyphs, quarter_turns, unmapped_count
from gongkai.document.layout import Figure, Glyph, Page
from gongkai.errors import TruncatedDocument
from gongkai.settings import Settings


class PageRead(NamedTuple):
    """One page and what kind of page it turned out to be."""

    page: Page
    """Without its printed characters, which are settled over all pages; with what was filled in."""
    seen: Seen
    struck: tuple[Box, ...] = ()
    unreadable: str = ""
    """Why its text cannot be taken from the file (it is a picture, or its fonts say no characters); else empty."""
    layered: bool = False
    """True where the text is an invisible layer over a scanned picture."""

    def whole(self, settled: Settled, settings: Settings) -> PageRead:
        """Return the page with its characters."""
        glyphs = settled.glyphs
        if self.struck:
            glyphs = [glyph for glyph in glyphs if not _within(glyph, self.struck)]
        glyphs = [*glyphs, *self.page.glyphs]
        if self.layered:
            # Nobody knows how sure the maker of a scan's text layer was.
            glyphs = [glyph._replace(confidence=settings.doubtful) for glyph in glyphs]
        return self._replace(page=self.page._replace(glyphs=tuple(glyphs)))


def read_page(
    document: pypdfium2.PdfDocument, index: int, form: pypdfium2.PdfFormEnv | None, room: int, settings: Settings
) -> PageRead | None:
    """Read the page at ``index`` (from 0); ``None`` where it holds more than ``room`` characters.

    Raises :class:`TruncatedDocument` where the page cannot be opened.
    """
    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise TruncatedDocument(f"PDF 第 {index + 1} 页已损坏，无法打开。") from error
    try:
        count = text.count_chars()
        if count > room:
            return None
        view = view_of(_crop(page), quarter_turns(text.raw, count, page.get_rotation() // 90, settings))
        drawn = page_drawn(page.raw, view, settings)
        _cover_by_pictures(document, page, drawn, settings.covering_share)
        layered = 2 * len(drawn.hidden) > len(drawn.texts) and _is_scan(drawn, view, settings)
        if layered:
            drawn.hidden.clear()
            drawn.fills.clear()
        runs, unmapped = page_glyphs(text.raw, count, view, drawn, settings)
        unmapped = max(unmapped, unmapped_count(text.raw, count, settings.unmapped_sample))
        values, struck = page_annotations(page.raw, form, view, settings)
    finally:
        text.close()
        page.close()
    seen = seen_of(runs, drawn, settings)
    glyphs = characters(seen.runs)
    figures = () if layered else _figures(glyphs, drawn, view, settings)
    whole = Page(index + 1, view.width, view.height, tuple(values), tuple(drawn.rules), figures)
    unreadable = _unreadable(glyphs, values, unmapped, drawn, view, settings)
    return PageRead(whole, seen, tuple(struck), unreadable, layered)


def _crop(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Return the visible part of the page; a crop box larger than the media box is cut to it (ISO 32000-1, 14.11.2)."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else tuple(media)


def _cover_by_pictures(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, drawn: Drawn, whole: float) -> None:
    """Hide the texts over which an opaque picture was painted: a scan over its text layer.

    A small picture hides what is under it; the texts of a page under a picture of the whole page are its layer.
    """
    for box, after, address in drawn.covers:
        if not _is_opaque(document, page, address):
            continue
        wide, high = box[2] - box[0], box[3] - box[1]
        drawn.fills.append(Fill(box, 0.0, after, True))
        if wide * high >= whole * page.get_width() * page.get_height():
            drawn.hidden.update(owner for owner, order in drawn.texts.items() if order < after)


def _is_opaque(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, address: int) -> bool:
    """Tell whether a picture lets nothing through: seals and watermarks mostly are transparent round their lines."""
    item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document.raw, page.raw, item)
    if not bitmap:
        return False
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) not in (pdfium.FPDFBitmap_BGRA, pdfium.FPDFBitmap_BGRA_Premul):
            return True
        size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)
        return min(pixels[3::4], default=0) == 255
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _figures(glyphs: list[Glyph], drawn: Drawn, view: View, settings: Settings) -> tuple[Figure, ...]:
    """Return the pictures large enough to hide a table; what has lines of text over it is the page's background."""
    large = [figure for figure in drawn.figures if _share(figure, view) >= settings.picture_share]
    return tuple(figure for figure in large if _lines_over(glyphs, figure, settings) < settings.background_lines)


def _lines_over(glyphs: list[Glyph], figure: Figure, settings: Settings) -> int:
    box = (figure.x0, figure.y0, figure.x1, figure.y1)
    over = [glyph for glyph in glyphs if _within(glyph, [box])]
    return len({int(glyph.y1 / settings.background_pitch) for glyph in over}) if over else 0


def _share(figure: Figure, view: View) -> float:
    wide = min(figure.x1, view.width) - max(figure.x0, 0)
    high = min(figure.y1, view.height) - max(figure.y0, 0)
    return max(wide, 0) * max(high, 0) / (view.width * view.height)


def _is_scan(drawn: Drawn, view: View, settings: Settings) -> bool:
    return sum(_share(figure, view) for figure in drawn.figures) >= settings.scan_share


def _within(glyph: Glyph, boxes: list[Box] | tuple[Box, ...]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)


def _unreadable(
    glyphs: list[Glyph], values: list[Glyph], unmapped: int, drawn: Drawn, view: View, settings: Settings
) -> str:
    """Say why a page's text cannot be taken from the file, or return an empty string."""
    if (glyphs or unmapped) and unmapped > settings.unmapped_share * len(glyphs):
        return "字体没有说明文字编码"
    if is_garbled(glyphs, settings):
        return "字体的文字编码是乱的"
    if len(glyphs) + len(values) < settings.layer_from and _is_scan(drawn, view, settings):
        return "是扫描图像"
    # Text turned into outlines: curves without number, and not a character.
    if not glyphs and not values and drawn.paths > settings.outline_paths:
        return "文字已转成图形"
    return ""
