"""Documents that LibreOffice turns into a kind we read: .doc, .wps, .rtf, .odt, Word 2003 XML; .ods, .et, .xlsb."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from gongkai.document.fronts.soffice import run_soffice
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

Target = Literal["docx", "xlsx"]
_ADVICE = "请用 Word 或 WPS 打开，另存为 docx 后再报。"
_WRITER = {Kind.DOC: ".doc", Kind.RTF: ".rtf", Kind.ODT: ".odt", Kind.WORD_XML: ".xml"}
_CALC = {Kind.XLS: ".xls", Kind.ODS: ".ods", Kind.XLSB: ".xlsb", Kind.EXCEL_XML: ".xml"}
_FIB_ENCRYPTED = 0x01
"""Bit of the eleventh byte of a Word 97 document: encrypted or obfuscated ([MS-DOC] 2.5.1)."""


def target_of(kind: Kind) -> Target | None:
    """Return what LibreOffice is to make of a kind, ``None`` if the kind needs no conversion."""
    if kind in _WRITER:
        return "docx"
    return "xlsx" if kind in _CALC else None


def read_with_libreoffice(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Convert a document and read the result.

    Raises :class:`ToolMissing` without LibreOffice, :class:`ConversionFailed` when it cannot or takes longer than
    ``conversion_seconds``, :class:`EncryptedDocument`, and what the front for the result raises.
    """
    target = target_of(sniff(data, settings).kind)
    if target is None:
        raise UnsupportedKind("这类文件不经 LibreOffice 转换。", advice=_ADVICE)
    converted = convert_many({source: data}, target, settings)[source]
    if isinstance(converted, UnreadableDocument):
        raise converted
    return read_converted(converted, source, settings)


def read_converted(converted: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read what :func:`convert_many` gave back; the same errors as the front for it."""
    if sniff(converted, settings).kind is Kind.XLSX:
        from gongkai.document.fronts.xlsx import read_xlsx

        return read_xlsx(converted, source, settings)
    from gongkai.document.fronts.docx import read_docx

    return read_docx(converted, source, settings)


def convert_many(
    items: Mapping[str, bytes], target: Target, settings: Settings = DEFAULT_SETTINGS
) -> dict[str, bytes | UnreadableDocument]:
    """Convert documents by one LibreOffice process; return the converted bytes, or the error, of each.

    The start of LibreOffice costs more than a conversion, so many at once are much faster than one by one. A
    document on which it hangs or dies costs only itself.
    """
    results: dict[str, bytes | UnreadableDocument] = {}
    suffixes: dict[str, str] = {}
    for name, data in items.items():
        try:
            suffixes[name] = _suffix(data, target, settings)
        except UnreadableDocument as error:
            results[name] = error
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        package = "libreoffice-writer-nogui" if target == "docx" else "libreoffice-calc-nogui"
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
) -> dict[str, bytes | UnreadableDocument]:
    """Write the inputs under neutral names, run, and collect."""
    inputs, outputs = Path(folder, "in"), Path(folder, "out")
    inputs.mkdir()
    outputs.mkdir()
    paths: dict[str, Path] = {}
    for number, (name, data) in enumerate(items.items()):
        paths[name] = inputs / f"{number}{suffixes[name]}"
        paths[name].write_bytes(data)
    problems = run_soffice(program, list(paths.values()), target, outputs, Path(folder), settings.conversion_seconds)
    results: dict[str, bytes | UnreadableDocument] = {}
    for name, path in paths.items():
        made = outputs / f"{path.stem}.{target}"
        if path in problems:
            results[name] = ConversionFailed(problems[path], advice=_ADVICE)
        elif made.stat().st_size > settings.max_bytes:
            results[name] = ConversionFailed("LibreOffice 转换出的文件过大。", advice=_ADVICE)
        else:
            results[name] = made.read_bytes()
    return results


def _suffix(data: bytes, target: Target, settings: Settings) -> str:
    """Return the file name suffix that makes LibreOffice choose the right importer; raises for what needs none."""
    kind = sniff(data, settings).kind
    suffix = (_WRITER if target == "docx" else _CALC).get(kind)
    if suffix is None:
        raise UnsupportedKind("这类文件不能转换。", advice=_ADVICE)
    if kind is Kind.DOC:
        header = CompoundFile(data).read("WordDocument", 12)
        if len(header) < 12:
            raise TruncatedDocument("Word 文件不完整。", advice=_ADVICE)
        if header[11] & _FIB_ENCRYPTED:
            raise EncryptedDocument("文件设有打开密码。", advice="请填报单位去掉密码后再报。")
    return suffix
