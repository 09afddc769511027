"""Open whatever was handed in: one file may hold one document, an archive of many, or something else altogether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Protocol, cast

from gongkai.document.archive import Archive, Budget, gunzip, members
from gongkai.document.budget import DocumentBudget
from gongkai.document.kinds import Kind, Sniffed, sniff
from gongkai.document.model import Document
from gongkai.errors import (
    EmptyDocument,
    EncryptedDocument,
    HostileDocument,
    OversizedDocument,
    TruncatedDocument,
    UnreadableDocument,
    UnsupportedKind,
)
from gongkai.settings import DEFAULT_SETTINGS, Settings


class Front(Protocol):
    """What turns the bytes of one kind into a :class:`Document` or raises an :class:`UnreadableDocument`."""

    def __call__(self, data: bytes, source: str, settings: Settings, /) -> Document:
        """Read one document."""


_FRONTS = "gongkai.document.fronts."
_FRONT_OF: dict[Kind, tuple[str, str]] = {
    Kind.HTML: ("html", "read_html"),
    Kind.TEXT: ("text", "read_text"),
    Kind.DOCX: ("docx", "read_docx"),
    Kind.WORD_XML: ("docx", "read_word_xml"),
    Kind.XLSX: ("xlsx", "read_xlsx"),
    Kind.XLS: ("xls", "read_xls"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.IMAGE: ("image", "read_image"),
    Kind.DOC: ("libreoffice", "read_with_libreoffice"),
    Kind.RTF: ("libreoffice", "read_with_libreoffice"),
    Kind.ODT: ("libreoffice", "read_with_libreoffice"),
    Kind.ODS: ("libreoffice", "read_with_libreoffice"),
    Kind.XLSB: ("libreoffice", "read_with_libreoffice"),
    Kind.FLAT_ODT: ("libreoffice", "read_with_libreoffice"),
    Kind.FLAT_ODS: ("libreoffice", "read_with_libreoffice"),
    Kind.EXCEL_XML: ("excel2003", "read_excel_xml"),
}


def open_documents(
    data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[tuple[str, Document | UnreadableDocument]]:
    """Yield ``(source, document or error)`` for every document in ``data``; raises nothing of its own.

    ``source`` names the file in what is yielded; a member of an archive is ``a.zip!/b.html``. The kind is told by
    content, so a wrong extension does not matter. Errors are values here: one bad member never stops the rest.
    """
    if len(data) > settings.max_bytes:
        yield source, OversizedDocument(f"文件有 {len(data) / 1e6:.0f} MB，超出上限。", advice="请拆分后再报。")
        return
    yield from _open(data, source, settings, Budget.of(settings), DocumentBudget(settings), 0)


def _open(
    data: bytes, source: str, settings: Settings, unpacking: Budget, budget: DocumentBudget, depth: int
) -> Iterator[tuple[str, Document | UnreadableDocument]]:
    """Open one file: an archive's members are documents each with a budget of its own, anything else is one."""
    try:
        with budget:
            sniffed = sniff(data, settings)
        if sniffed.kind is Kind.ZIP:
            if depth >= settings.max_nesting:
                raise HostileDocument("压缩包层层嵌套过深，未予读取。", advice="请把报告文件直接打成一个压缩包。")
            with budget:
                archive = Archive(data, settings, unpacking)
            yield from _members(archive, source, settings, unpacking, depth)
        elif sniffed.kind is Kind.GZIP:
            if depth >= settings.max_nesting:
                raise HostileDocument("压缩文件层层嵌套过深，未予读取。", advice="请直接提交报告文件。")
            with budget:
                unpacked = gunzip(data, settings, unpacking)
            yield from _open(unpacked, source, settings, unpacking, budget, depth + 1)
        else:
            yield source, read_one(data, source, settings, sniffed, budget)
    except UnreadableDocument as error:
        yield source, error


def _members(
    archive: Archive, source: str, settings: Settings, unpacking: Budget, depth: int
) -> Iterator[tuple[str, Document | UnreadableDocument]]:
    found = False
    waiting = members(archive, unpacking)
    while True:
        budget = DocumentBudget(settings)
        with budget:
            member = next(waiting, None)
        if member is None:
            break
        found = True
        name, content = member
        inner = f"{source}!/{name}"
        if isinstance(content, UnreadableDocument):
            yield inner, content
        else:
            yield from _open(content, inner, settings, unpacking, budget, depth + 1)
    if not found:
        raise EmptyDocument("压缩包里没有文件。", advice="请检查打包是否成功。")


def read_one(
    data: bytes,
    source: str,
    settings: Settings,
    sniffed: Sniffed | None = None,
    budget: DocumentBudget | None = None,
) -> Document:
    """Read a file that is one document; raises :class:`UnreadableDocument` (an archive is :class:`UnsupportedKind`).

    The document says what it has spent of ``budget`` (a whole one where none is given), for reading to go on from.
    """
    budget = budget or DocumentBudget(settings)
    with budget:
        sniffed = sniffed or sniff(data, settings)
        if sniffed.kind not in _FRONT_OF:
            raise refusal(sniffed)
        module, name = _FRONT_OF[sniffed.kind]
        front = cast(Front, getattr(import_module(_FRONTS + module), name))
        try:
            document = front(data, source, settings)
        except (RecursionError, MemoryError) as error:
            raise HostileDocument(
                "文件结构嵌套过深或过大，未予读取。", advice="请用 Word 或 WPS 另存后再报。"
            ) from error
        return replace(document, spent=max(budget.spent - budget.allowed, 0.0))


def is_converted(kind: Kind) -> bool:
    """Tell whether documents of a kind are read by way of LibreOffice."""
    return _FRONT_OF.get(kind, ("", ""))[0] == "libreoffice"


def refusal(sniffed: Sniffed) -> UnreadableDocument:
    """Return why a file of a kind that nobody opens is not opened."""
    match sniffed.kind:
        case Kind.EMPTY:
            return EmptyDocument("文件是空的。", advice="请重新下载或请填报单位重新报送。")
        case Kind.ENCRYPTED:
            return EncryptedDocument("文件设有打开密码。", advice="请填报单位去掉密码后再报。")
        case Kind.TRUNCATED:
            return TruncatedDocument("文件不完整或已损坏。", advice="请重新下载或请填报单位重新报送。")
        case _:
            name = sniffed.name or "压缩包"
            return UnsupportedKind(f"这是{name}，不是可读的报告文件。", advice=sniffed.advice)
