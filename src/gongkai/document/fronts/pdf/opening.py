"""Opening a PDF, and saying exactly why one cannot be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from gongkai.errors import EmptyDocument, EncryptedDocument, TruncatedDocument

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_OBJECT = re.compile(rb"(?<!\d)\d++ \d++ obj\b")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")
_END = re.compile(rb"startxref\s+\d+\s*%?%?E?O?F?\s*$")
_SAVE_AS = "请重新下载或另存后再试。"


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for the length of a ``with`` block; an empty password is tried by pdfium itself.

    Raises :class:`EmptyDocument`, :class:`EncryptedDocument`, :class:`TruncatedDocument`.
    """
    if not data.strip():
        raise EmptyDocument("PDF 文件是空的。")
    if is_cut_off(data):
        raise TruncatedDocument("PDF 文件不完整：结尾部分缺失。", advice=_SAVE_AS)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (_PASSWORD, _SECURITY):
            raise EncryptedDocument("PDF 文件需要密码才能打开。", advice="请提供未加密的文件。") from error
        raise TruncatedDocument(f"PDF 文件已损坏，无法打开（{error}）。", advice=_SAVE_AS) from error
    try:
        yield document
    finally:
        document.close()


def is_cut_off(data: bytes) -> bool:
    """Tell whether the end of the file is missing: pdfium would repair it silently and lose pages.

    A linearised file states its length (ISO 32000-1, annex F); any other ends with ``startxref`` and ``%%EOF``
    (7.5.5), after which only rubbish, but no further object, may follow.
    """
    stated = _LINEARIZED.search(data, 0, 2048)
    if stated and len(data) < int(stated[1]):
        return True
    end = data.rfind(b"%%EOF")
    if end < 0:
        return _END.search(data, max(0, len(data) - 64)) is None
    return _OBJECT.search(data, end) is not None
