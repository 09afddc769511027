"""A redacted file as a viewer opens it: no text, no annotation, no field, no attachment, no properties."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.document.fronts.pdf.opening import opened
from gongkai.errors import UnreadableDocument
from gongkai.redaction.checking.survival import Survival


def surviving_in_view(data: bytes, pages: int) -> Iterator[Survival]:
    """Yield what a viewer finds in the file besides one picture on each page."""
    try:
        with opened(data) as document:
            yield from _in_document(document, pages)
            for number in range(1, len(document) + 1):
                yield from _on_page(document, number)
    except (UnreadableDocument, pypdfium2.PdfiumError) as error:
        yield Survival("structure", None, f"写出的文件打不开（{error}）")


def _in_document(document: pypdfium2.PdfDocument, pages: int) -> Iterator[Survival]:
    if len(document) != pages:
        yield Survival("pages", None, f"写出的文件有{len(document)}页，应有{pages}页")
    if document.count_attachments():
        yield Survival("attachment", None, "写出的文件带有附件")
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        yield Survival("form", None, "写出的文件带有表单")
    for key in document.get_metadata_dict(skip_empty=True):
        yield Survival("metadata", None, f"写出的文件带有属性（{key}）")
    if next(iter(document.get_toc()), None) is not None:
        yield Survival("text", None, "写出的文件带有书签")


def _on_page(document: pypdfium2.PdfDocument, number: int) -> Iterator[Survival]:
    page = document[number - 1]
    with contextlib.closing(page):
        text = page.get_textpage()
        with contextlib.closing(text):
            count = text.count_chars()
        if count:
            yield Survival("text", number, f"有文字层，{count}字")
        if pdfium.FPDFPage_GetAnnotCount(page):
            yield Survival("annotation", number, "有批注或者表单域")
        kinds = [pdfium.FPDFPageObj_GetType(each) for each in page.get_objects()]
        if kinds != [pdfium.FPDF_PAGEOBJ_IMAGE]:
            yield Survival("structure", number, "不只是一张图像")
