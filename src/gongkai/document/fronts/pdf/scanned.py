"""Pages of a PDF whose text cannot be taken from the file: recognised, or told."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from gongkai.document.fronts.ocr.engine import available
from gongkai.document.fronts.paging import OUT_OF_TIME, Enough, pages_unread, ranges
from gongkai.document.fronts.pdf.page import PageRead
from gongkai.document.layout import Figure, Page
from gongkai.document.model import Doubt
from gongkai.errors import ToolMissing
from gongkai.settings import Settings


def recognised(
    document: pypdfium2.PdfDocument, reads: Sequence[PageRead], settings: Settings, enough: Enough
) -> tuple[list[Page], list[Doubt], bool]:
    """Return the pages, those that need it recognised; else a picture in place of each, with a doubt that says so.

    A scan with a text layer is recognised afresh where that is possible: nobody knows how sure the layer is.

    Raises :class:`ToolMissing` where most pages need recognition and the extra is missing.
    """
    if not any(read.unreadable or read.layered for read in reads):
        return [read.page for read in reads], [], False
    if not available():
        pages, doubts = _without_recognition(reads)
        return pages, doubts, False
    from gongkai.document.fronts.ocr.recognition import recognise_pdf_page

    made: list[Page] = []
    left = settings.max_ocr_pages
    late: list[int] = []
    many: list[int] = []
    instead: dict[str, list[int]] = {}
    for read in reads:
        number = read.page.number
        if not (read.unreadable or read.layered):
            made.append(read.page)
        elif not left or late or enough(number):
            if read.unreadable:
                (many if not left else late).append(number)
            made.append(_pictured(read))
        else:
            made.append(recognise_pdf_page(document, number, settings))
            left -= 1
            if read.unreadable and read.seen.runs:
                instead.setdefault(read.unreadable, []).append(number)
    doubts = [
        Doubt("page-recognised", f"第{ranges(numbers)}页{reason}，改按图像识别，数字请核对。")
        for reason, numbers in instead.items()
    ]
    doubts += [
        pages_unread(numbers, f"需要文字识别，{reason}")
        for numbers, reason in ((late, OUT_OF_TIME), (many, f"超过上限 {settings.max_ocr_pages} 页"))
        if numbers
    ]
    return made, doubts, True


def _without_recognition(reads: Sequence[PageRead]) -> tuple[list[Page], list[Doubt]]:
    needed = [read.page.number for read in reads if read.unreadable]
    if not needed:
        return [read.page for read in reads], []
    reason = next(read.unreadable for read in reads if read.unreadable)
    readable = sum(1 for read in reads if not read.unreadable and read.page.glyphs)
    if len(needed) >= readable:
        raise ToolMissing(
            f"PDF 第 {needed[0]} 页{reason}，需要文字识别。",
            advice='请安装文字识别组件：pip install "gongkai[ocr]"',
        )
    message = f"第 {ranges(needed)} 页{reason}，没有识别；其中的表格按缺失处理。"
    return [_pictured(read) for read in reads], [Doubt("page-not-recognised", message)]


def _pictured(read: PageRead) -> Page:
    """Return a page that could not be read as the picture that it is; a text layer is better than nothing."""
    page = read.page
    if not read.unreadable:
        return page
    return page._replace(glyphs=(), rules=(), figures=(Figure(0, 0, page.width, page.height),))
