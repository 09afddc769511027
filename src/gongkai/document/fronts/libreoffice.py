"""Documents that LibreOffice turns into a kind we read: .doc, .wps, .rtf, .odt; .ods, .et, .xlsb; and into pages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from gongkai.document import budget
from gongkai.document.archive import Archive
from gongkai.document.fronts.ooxml import parse
from gongkai.document.fronts.soffice import Limits, run_soffice
from gongkai.document.kinds import Kind, sniff
from gongkai.document.model import Document
from gongkai.document.ole import CompoundFile
from gongkai.errors import (
    ConversionFailed,
    EncryptedDocument,
    ToolMissing,
    TruncatedDocument,
    UnreadableDocument,
    UnsupportedKind,
)
from gongkai.settings import DEFAULT_SETTINGS, Settings

Target = Literal["docx", "xlsx", "pdf"]
_ADVICE = "请用 Word 或 WPS 打开，另存为 docx 后再报。"
_RESEND = "请重新下载，或请填报单位重新另存后再报。"
_NO_PASSWORD = "请填报单位去掉密码后再报。"
_WRITER = {Kind.DOC: ".doc", Kind.RTF: ".rtf", Kind.ODT: ".odt", Kind.FLAT_ODT: ".fodt"}
_CALC = {Kind.XLS: ".xls", Kind.ODS: ".ods", Kind.XLSB: ".xlsb", Kind.FLAT_ODS: ".fods"}
_PAGED = {Kind.DOCX: ".docx", Kind.WORD_XML: ".xml", Kind.XLSX: ".xlsx", Kind.EXCEL_XML: ".xml", **_WRITER, **_CALC}
"""What has pages, printed: the kinds of which ``pdf`` is made."""
_SUFFIXES: Mapping[Target, Mapping[Kind, str]] = {"docx": _WRITER, "xlsx": _CALC, "pdf": _PAGED}
_FIB_ENCRYPTED = 0x01
"""Bit of the eleventh byte of a Word 97 document: encrypted or obfuscated ([MS-DOC] 2.5.1)."""


class Converted(NamedTuple):
    """What LibreOffice made of a document, and the seconds it took."""

    data: bytes
    seconds: float = 0.0


def target_of(kind: Kind) -> Target | None:
    """Return what LibreOffice is to make of a kind, ``None`` if the kind needs no conversion."""
    if kind in _WRITER:
        return "docx"
    return "xlsx" if kind in _CALC else None


def read_with_libreoffice(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Convert a document and read the result.

    Raises :class:`ToolMissing` without LibreOffice, :class:`ConversionFailed` when it cannot, :class:`OverBudget` when
    it takes longer than the document has left, :class:`EncryptedDocument`, and what the front for the result raises.
    """
    target = target_of(sniff(data, settings).kind)
    converted = convert_many({source: data}, target or "docx", settings)[source]
    if isinstance(converted, UnreadableDocument):
        raise converted
    budget.wait(converted.seconds)
    return read_converted(converted.data, source, settings)


def read_converted(converted: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read what :func:`convert_many` gave back; the same errors as the front for it."""
    if sniff(converted, settings).kind is Kind.XLSX:
        from gongkai.document.fronts.xlsx import read_xlsx

        return read_xlsx(converted, source, settings)
    from gongkai.document.fronts.docx import read_docx

    return read_docx(converted, source, settings)


def convert_many(
    items: Mapping[str, bytes], target: Target, settings: Settings = DEFAULT_SETTINGS
) -> dict[str, Converted | UnreadableDocument]:
    """Convert documents by one LibreOffice process; return what became of each, or its error.

    The start of LibreOffice costs more than a conversion, so many at once are much faster than one by one. A
    document on which it hangs or dies costs only itself: each may take what the document at hand has left, or else
    ``document_seconds``, and LibreOffice is killed then.
    """
    results: dict[str, Converted | UnreadableDocument] = {}
    suffixes: dict[str, str] = {}
    for name, data in items.items():
        try:
            suffixes[name] = _suffix(data, target, settings)
        except UnreadableDocument as error:
            results[name] = error
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        package = "libreoffice-calc-nogui" if target == "xlsx" else "libreoffice-writer-nogui"
        missing = ToolMissing(
            "读这类文件需要 LibreOffice，本机没有安装。",
            advice=f"请安装 Debian 软件包 {package}，或将文件另存为 {target}。",
        )
        results.update(dict.fromkeys(suffixes, missing))
    elif suffixes:
        with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
            results.update(
                _convert(program, {name: items[name] for name in suffixes}, suffixes, target, folder, settings)
            )
    return {name: results[name] for name in items}


def _convert(
    program: str,
    items: Mapping[str, bytes],
    suffixes: Mapping[str, str],
    target: Target,
    folder: str,
    settings: Settings,
) -> dict[str, Converted | UnreadableDocument]:
    """Write the inputs under neutral names, run, and collect."""
    inputs, outputs = Path(folder, "in"), Path(folder, "out")
    inputs.mkdir()
    outputs.mkdir()
    paths: dict[str, Path] = {}
    for number, (name, data) in enumerate(items.items()):
        paths[name] = inputs / f"{number}{suffixes[name]}"
        paths[name].write_bytes(data)
    limits = Limits(
        min(settings.document_seconds, max(budget.left(), 0.0)), settings.document_bytes, settings.conversion_patience
    )
    outcome = run_soffice(program, list(paths.values()), target, outputs, Path(folder), limits)
    results: dict[str, Converted | UnreadableDocument] = {}
    for name, path in paths.items():
        made = outputs / f"{path.stem}.{target}"
        if path in outcome.problems:
            results[name] = outcome.problems[path]
        elif made.stat().st_size > settings.max_bytes:
            results[name] = ConversionFailed("LibreOffice 转换出的文件过大。", advice=_ADVICE)
        else:
            results[name] = Converted(made.read_bytes(), outcome.seconds.get(path, 0.0))
    return results


def _suffix(data: bytes, target: Target, settings: Settings) -> str:
    """Return the file name suffix that makes LibreOffice choose the right importer; raises for what needs none."""
    kind = sniff(data, settings).kind
    suffix = _SUFFIXES[target].get(kind)
    if kind is Kind.TRUNCATED:
        raise TruncatedDocument("文件不完整或已损坏。", advice=_RESEND)
    if suffix is None:
        raise UnsupportedKind("这类文件不能转换。", advice=_ADVICE)
    _CHECKS[kind](data, settings)
    return suffix


def _check_ole(data: bytes, settings: Settings) -> None:
    """LibreOffice quietly opens what is left of a damaged file: figures would be lost without a word."""
    file = CompoundFile(data)
    if not file.intact():
        raise TruncatedDocument("文件不完整或已损坏。", advice=_RESEND)
    header = file.read("WordDocument", 12) if "WordDocument" in file.streams else b""
    if header[11:12] and header[11] & _FIB_ENCRYPTED:
        raise EncryptedDocument("文件设有打开密码。", advice=_NO_PASSWORD)


def _check_zip(data: bytes, settings: Settings) -> None:
    archive = Archive(data, settings)
    archive.check()
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise EncryptedDocument("文件设有打开密码。", advice=_NO_PASSWORD)


def _check_rtf(data: bytes, settings: Settings) -> None:
    if not data.rstrip(b"\0 \t\r\n\x1a").endswith(b"}"):
        raise TruncatedDocument("RTF 文件不完整（没有结尾）。", advice=_RESEND)


def _check_xml(data: bytes, settings: Settings) -> None:
    parse(data, settings)


_CHECKS: Mapping[Kind, Callable[[bytes, Settings], None]] = {
    Kind.DOCX: _check_zip,
    Kind.XLSX: _check_zip,
    Kind.WORD_XML: _check_xml,
    Kind.EXCEL_XML: _check_xml,
    Kind.DOC: _check_ole,
    Kind.XLS: _check_ole,
    Kind.RTF: _check_rtf,
    Kind.ODT: _check_zip,
    Kind.ODS: _check_zip,
    Kind.XLSB: _check_zip,
    Kind.FLAT_ODT: _check_xml,
    Kind.FLAT_ODS: _check_xml,
}
