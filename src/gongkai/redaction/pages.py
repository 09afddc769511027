"""Any file as pages: what they look like, where their words stand, and what the file holds besides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.document.archive import Archive
from gongkai.document.budget import DocumentBudget
from gongkai.document.kinds import Kind, Sniffed, sniff
from gongkai.errors import (
    EmptyDocument,
    EncryptedDocument,
    HostileDocument,
    OversizedDocument,
    TruncatedDocument,
    UnreadableDocument,
    UnsupportedKind,
    UsageError,
)
from gongkai.redaction.finding.words import plain_word
from gongkai.redaction.left_out import left_out
from gongkai.redaction.model import LeftOut
from gongkai.redaction.opening.pages import Drawn, PageWords
from gongkai.settings import DEFAULT_SETTINGS, Settings

if TYPE_CHECKING:
    from PIL import Image

_WORD = (Kind.DOCX, Kind.WORD_XML, Kind.DOC, Kind.RTF, Kind.ODT, Kind.FLAT_ODT)
_EXCEL = (Kind.XLSX, Kind.EXCEL_XML, Kind.XLS, Kind.ODS, Kind.FLAT_ODS, Kind.XLSB)
_CONVERTED = frozenset((*_WORD, *_EXCEL))
_UNPARSED = (RecursionError, MemoryError)


class Pages:
    """The pages of one open file; whatever is asked of it is bounded by the settings.

    Made by :func:`open_pages`. Any question raises :class:`UnreadableDocument` where the page cannot be shown.
    """

    def __init__(
        self, data: bytes, sniffed: Sniffed, drawn: Drawn, paged: bytes | None, settings: Settings, work: DocumentBudget
    ) -> None:
        self.source = hashlib.sha256(data).hexdigest()
        self.count = drawn.count
        self.data = data
        self.paged = paged
        """The PDF that LibreOffice made of a document or workbook; whoever keeps it need not wait a second time."""
        self.work = work
        """What all work on the file may take, entered for each piece of it."""
        self._sniffed, self._drawn, self._settings = sniffed, drawn, settings
        self._left_to_recognise = settings.max_ocr_pages

    @property
    def converted(self) -> bool:
        """Whether LibreOffice set the pages: another version of it may set them otherwise."""
        return self.paged is not None

    @property
    def settings(self) -> Settings:
        """The limits under which the file was opened."""
        return self._settings

    def picture(self, number: int) -> Image.Image:
        """Return a page (from 1) as it is seen, grey or in colour; its sides are whole eights of pixels."""
        self._insist_on(number)
        with self.work, _parsed():
            return self._drawn.picture(number)

    def words(self, number: int, *, recognise: bool = True) -> PageWords:
        """Return where the words of a page stand; of pictures if asked to, and of ``max_ocr_pages`` pages at most."""
        self._insist_on(number)
        with self.work, _parsed():
            found = self._drawn.words(number, recognise=recognise and self._left_to_recognise > 0)
        self._left_to_recognise -= found.looked
        return found

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what the file holds that no page shows: hidden sheets, comments, attachments, properties."""
        every = [self.words(number, recognise=False) for number in range(1, self.count + 1)]
        shown = plain_word("".join(sign.text for words in every for sign in words.signs))
        with self.work, _parsed():
            return left_out(self.data, self._sniffed, shown, self._settings, paged=self.converted)

    def look(self, number: int) -> str:
        """Return a digest of a page's picture."""
        return look_of(self.picture(number))

    def looks(self) -> tuple[str, ...]:
        """Return the digest of every page's picture."""
        return tuple(map(self.look, range(1, self.count + 1)))

    def _insist_on(self, number: int) -> None:
        if not 1 <= number <= self.count:
            raise UsageError(f"没有第{number}页。", advice=f"文件共{self.count}页。")


def look_of(picture: Image.Image) -> str:
    """Return the digest of a picture: its size, its mode and every point."""
    header = f"{picture.mode} {picture.width} {picture.height} ".encode()
    return hashlib.sha256(header + picture.tobytes()).hexdigest()


@contextmanager
def open_pages(data: bytes, settings: Settings = DEFAULT_SETTINGS, *, paged: bytes | None = None) -> Iterator[Pages]:
    """Open a PDF, a picture, or a Word document or workbook (through LibreOffice) as pages, for a ``with`` block.

    ``paged`` is what an earlier opening of the same document or workbook had as :attr:`Pages.paged`.

    Raises :class:`UnreadableDocument`: :class:`UnsupportedKind` for what has no pages, :class:`ToolMissing` without
    LibreOffice, :class:`OversizedDocument` beyond the limits, and the others as their names say.
    """
    if len(data) > settings.max_bytes:
        raise OversizedDocument(f"文件有 {len(data) / 1e6:.0f} MB，超出上限。", advice="请拆分。")
    work = DocumentBudget(settings)
    with work, _parsed():
        sniffed = sniff(data, settings)
        if sniffed.kind not in _CONVERTED:
            paged = None
        elif paged is None:
            paged = _set_in_pages(data, settings)
        drawn = _drawn(data if paged is None else paged, sniffed, settings)
    try:
        yield Pages(data, sniffed, drawn, paged, settings, work)
    finally:
        drawn.close()


def _drawn(data: bytes, sniffed: Sniffed, settings: Settings) -> Drawn:
    if sniffed.kind is Kind.PDF or sniffed.kind in _CONVERTED:
        from gongkai.redaction.opening.pdf_pages import PdfPages

        return PdfPages(data, settings)
    match sniffed.kind:
        case Kind.IMAGE:
            from gongkai.redaction.opening.image_pages import ImagePages

            return ImagePages(data, settings)
        case Kind.EMPTY:
            raise EmptyDocument("文件是空的。")
        case Kind.ENCRYPTED:
            raise EncryptedDocument("文件设有打开密码。", advice="请去掉密码后再试。")
        case Kind.ZIP:
            Archive(data, settings)  # says what is wrong with a damaged one
        case Kind.TRUNCATED:
            raise TruncatedDocument("文件不完整或已损坏。", advice="请重新保存后再试。")
    name = sniffed.name or {Kind.HTML: "网页", Kind.TEXT: "文本"}.get(sniffed.kind, "压缩包或其他文件")
    raise UnsupportedKind(f"这是{name}，没有固定的页面。", advice=sniffed.advice or "请打印为 PDF 后再试。")


def _set_in_pages(data: bytes, settings: Settings) -> bytes:
    from gongkai.document import budget
    from gongkai.document.fronts.libreoffice import convert_many

    budget.allow(settings.redaction_conversion)
    patient = replace(settings, document_seconds=settings.redaction_conversion)
    made = convert_many({"": data}, "pdf", patient)[""]
    if isinstance(made, UnreadableDocument):
        raise made
    budget.wait(made.seconds)
    return made.data


@contextmanager
def _parsed() -> Iterator[None]:
    try:
        yield
    except _UNPARSED as error:
        raise HostileDocument("文件结构嵌套过深或过大，未予处理。", advice="请打印为新的 PDF 后再试。") from error
