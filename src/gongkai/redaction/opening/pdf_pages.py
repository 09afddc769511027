"""The pages of a PDF, drawn by pdfium as a reader sees them, annotations and filled forms included."""

from __future__ import annotations

import contextlib
import ctypes
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.document import budget
from gongkai.document.fronts.pdf.drawn import reckon, taken_apart
from gongkai.document.fronts.pdf.opening import opened
from gongkai.errors import EmptyDocument, OversizedDocument, TruncatedDocument, UnreadableDocument
from gongkai.redaction.opening.large_pictures import refuse_large_pictures
from gongkai.redaction.opening.pages import PageWords
from gongkai.redaction.opening.pdf_words import doubted, page_signs
from gongkai.redaction.opening.pictures import plain, sides
from gongkai.redaction.opening.recognised import page_words
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

_WHITE = (255, 255, 255, 255)


class PdfPages:
    """The pages of a PDF; raises what :func:`opened` raises, and :class:`OversizedDocument` beyond the limit."""

    def __init__(self, data: bytes, settings: Settings) -> None:
        self._settings = settings
        self._data = data
        self._open = contextlib.ExitStack()
        self._flat: pypdfium2.PdfDocument | None = None
        self._document = self._open.enter_context(opened(data))
        self.count = len(self._document)
        if self.count > settings.redaction_pages:
            self.close()
            raise OversizedDocument(
                f"PDF 有 {self.count} 页，超过上限 {settings.redaction_pages} 页。", advice="请拆分。"
            )
        if not self.count:
            self.close()
            raise EmptyDocument("PDF 文件里没有任何页。")
        try:
            with taken_apart(data) as pdf:
                refuse_large_pictures(pdf, settings)
                reckon(pdf, settings)
        except UnreadableDocument:
            self.close()
            raise
        _show_forms(self._document)

    def picture(self, number: int) -> Image.Image:
        """Return a page as it is seen; raises :class:`OverBudget` where it takes too long to draw."""
        budget.allow(self._settings.redaction_seconds)
        page = _page(self._document, number)
        try:
            width, height = page.get_size()
            wide, high = sides(width, height, self._settings)
            budget.need(wide * high * 4)
            bitmap = pypdfium2.PdfBitmap.new_native(wide, high, pdfium.FPDFBitmap_BGRx)
            bitmap.fill_rect(_WHITE, 0, 0, wide, high)
            self._draw(page, bitmap, wide, high)
            return plain(bitmap.to_pil().convert("RGB"))
        finally:
            page.close()

    def _draw(self, page: pypdfium2.PdfPage, bitmap: pypdfium2.PdfBitmap, wide: int, high: int) -> None:
        """Draw in steps, so that a page that would take minutes is given up when the time is over."""
        # pdfium asks between objects whether to pause; it does every time, and the clock is looked at then.
        always = pdfium.IFSDK_PAUSE._fields_[1][1](lambda _: 1)
        pause = pdfium.IFSDK_PAUSE(version=1, NeedToPauseNow=always)
        pointer = ctypes.byref(pause)
        status = pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT, pointer)
        try:
            while status == pdfium.FPDF_RENDER_TOBECONTINUED:
                budget.check()
                status = pdfium.FPDF_RenderPage_Continue(page, pointer)
        finally:
            pdfium.FPDF_RenderPage_Close(page)
        if status != pdfium.FPDF_RENDER_DONE:
            raise TruncatedDocument("PDF 页面已损坏，画不出来。", advice="请打印为新的 PDF 后再试。")
        if self._document.formenv is not None:
            pdfium.FPDF_FFLDraw(self._document.formenv, bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT)
        budget.check()

    def words(self, number: int, *, recognise: bool) -> PageWords:
        """Return the words of the page's text; where they may not be all, those of its picture too."""
        budget.allow(self._settings.redaction_seconds)
        if self._flat is None:
            self._flat = self._open.enter_context(opened(self._data))
            _show_forms(self._flat)
        flat = _page(self._flat, number)
        try:
            # What annotations and fields show is no part of a page's text until it is drawn into the page.
            failed = pdfium.FPDFPage_Flatten(flat, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL
        finally:
            flat.close()
        page = _page(self._flat, number)
        try:
            found = page_signs(page, self._settings)
            wide, high = page.get_size()
            why = "这一页有批注或者表单" if failed else doubted(page, found, self._settings)
        finally:
            page.close()
        if not why:
            return PageWords(number, wide / max(high, 1), found.signs)
        return page_words(number, found.signs, self.picture(number), why, recognise=recognise)

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()


def _show_forms(document: pypdfium2.PdfDocument) -> None:
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        with contextlib.suppress(pypdfium2.PdfiumError):
            document.init_forms()


def _page(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    try:
        return document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise TruncatedDocument(f"PDF 第 {number} 页已损坏，打不开。", advice="请打印为新的 PDF 后再试。") from error
