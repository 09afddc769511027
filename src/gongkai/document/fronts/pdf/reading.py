"""One PDF → one document: pages with text by their characters and rulings, pages that are pictures by recognition."""

from __future__ import annotations

import contextlib

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.document.fronts.paging import OUT_OF_TIME, Enough, never, pages_unread, ranges
from gongkai.document.fronts.pdf.drawn import refuse_overdrawn
from gongkai.document.fronts.pdf.opening import opened
from gongkai.document.fronts.pdf.overprint import settled
from gongkai.document.fronts.pdf.page import PageRead, read_page
from gongkai.document.fronts.pdf.scanned import recognised
from gongkai.document.layout import assemble
from gongkai.document.model import Document, Doubt
from gongkai.errors import EmptyDocument, OversizedDocument
from gongkai.settings import Settings


def read_pdf(data: bytes, source: str, settings: Settings, enough: Enough = never) -> Document:
    """Read a PDF; pages without text are recognised where the extra ``gongkai[ocr]`` is installed.

    Before each page ``enough`` is asked whether to stop; what was not reached, for this or another limit, is told
    page by page in a doubt.

    Raises :class:`EncryptedDocument`, :class:`TruncatedDocument`, :class:`OversizedDocument` (not even the first
    page fits the limits), :class:`HostileDocument`, :class:`EmptyDocument`, and :class:`ToolMissing` where most
    pages need recognition and the extra is missing.
    """
    with opened(data) as document:
        refuse_overdrawn(data, settings, last=settings.max_pages)
        reads, unread = _read_pages(document, settings, enough)
        reads, doubts = _settled(reads, settings)
        pages, not_recognised, was_recognised = recognised(document, reads, settings, enough)
        meta = {key.lower(): value for key, value in document.get_metadata_dict(skip_empty=True).items()}
    blocks = assemble(pages, settings)
    doubts = [*unread, *doubts, *not_recognised]
    if not blocks:
        if doubts:
            raise OversizedDocument(doubts[0].message)
        raise EmptyDocument("PDF 文件里没有任何内容。")
    return Document(
        source,
        "pdf",
        blocks,
        title=meta.get("title"),
        meta=meta,
        doubts=tuple(doubts),
        recognised=was_recognised or any(read.layered for read in reads),
    )


def _read_pages(
    document: pypdfium2.PdfDocument, settings: Settings, enough: Enough
) -> tuple[list[PageRead], list[Doubt]]:
    """Return the pages up to the limits, and a doubt that names those beyond."""
    count = len(document)
    form = _form_of(document)
    reads: list[PageRead] = []
    room = settings.max_text
    reason = f"超过页数上限 {settings.max_pages} 页"
    for index in range(min(count, settings.max_pages)):
        if enough(index + 1):
            reason = OUT_OF_TIME
            break
        read = read_page(document, index, form, room, settings)
        if read is None:
            reason = f"文字超过上限 {settings.max_text} 字"
            break
        room -= sum(len(run.glyphs) for run in read.seen.runs)
        reads.append(read)
    if len(reads) == count:
        return reads, []
    unread = pages_unread(range(len(reads) + 1, count + 1), reason)
    if not reads:
        raise OversizedDocument(f"PDF {unread.message}", advice="请拆分后再报。")
    return reads, [unread]


def _form_of(document: pypdfium2.PdfDocument) -> pypdfium2.PdfFormEnv | None:
    if document.get_formtype() == pdfium.FORMTYPE_NONE:
        return None
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document.formenv


def _settled(reads: list[PageRead], settings: Settings) -> tuple[list[PageRead], list[Doubt]]:
    """Return the pages with their characters, watermarks left out; and a doubt where figures are printed over."""
    texts = settled([read.seen for read in reads], settings)
    over = [read.page.number for read, text in zip(reads, texts, strict=True) if text.doubted and not read.layered]
    doubts = []
    if over:
        message = f"第{ranges(over)}页有文字与数字重叠印在一起（如水印、印章），重叠处的数字需要核对。"
        doubts.append(Doubt("text-overprinted", message))
    return [read.whole(text, settings) for read, text in zip(reads, texts, strict=True)], doubts
