"""Tell what a file is by what stands in it; its name is never asked."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from gongkai.document import ole
from gongkai.document.archive import Archive
from gongkai.document.encoding import decode
from gongkai.errors import TruncatedDocument, UnreadableDocument, UnsupportedKind
from gongkai.settings import DEFAULT_SETTINGS, Settings


class Kind(StrEnum):
    """What the opening tells apart; ``UNSUPPORTED`` comes with a plain name of what it is."""

    HTML = "html"
    TEXT = "text"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    IMAGE = "image"
    DOC = "doc"
    XLS = "xls"
    XLSB = "xlsb"
    RTF = "rtf"
    ODT = "odt"
    ODS = "ods"
    FLAT_ODT = "flat-odt"
    FLAT_ODS = "flat-ods"
    WORD_XML = "word-xml"
    EXCEL_XML = "excel-xml"
    ZIP = "zip"
    GZIP = "gzip"
    REPORT_JSON = "report-json"
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    UNSUPPORTED = "unsupported"


class Sniffed(NamedTuple):
    """A kind and, for what is not read, its name in plain words and what to do about it."""

    kind: Kind
    name: str = ""
    advice: str = ""


_REPACK = "请解压后改用 zip 格式重新打包。"
_EXPORT = "请从原软件导出为 Word 或 PDF 后再报。"
_NOT_TEXT = "请提交报告的 Word、WPS、PDF、网页或文本文件。"

_MAGIC: tuple[tuple[int, bytes, Sniffed], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", Sniffed(Kind.IMAGE)),
    (0, b"\xff\xd8\xff", Sniffed(Kind.IMAGE)),
    (0, b"GIF87a", Sniffed(Kind.IMAGE)),
    (0, b"GIF89a", Sniffed(Kind.IMAGE)),
    (0, b"II*\x00", Sniffed(Kind.IMAGE)),
    (0, b"MM\x00*", Sniffed(Kind.IMAGE)),
    (0, b"{\\rtf", Sniffed(Kind.RTF)),
    (0, b"\x1f\x8b\x08", Sniffed(Kind.GZIP)),
    (0, b"Rar!\x1a\x07", Sniffed(Kind.UNSUPPORTED, "RAR 压缩包", _REPACK)),
    (0, b"7z\xbc\xaf\x27\x1c", Sniffed(Kind.UNSUPPORTED, "7z 压缩包", _REPACK)),
    (0, b"\xfd7zXZ\x00", Sniffed(Kind.UNSUPPORTED, "xz 压缩文件", _REPACK)),
    (0, b"BZh", Sniffed(Kind.UNSUPPORTED, "bzip2 压缩文件", _REPACK)),
    (0, b"\x28\xb5\x2f\xfd", Sniffed(Kind.UNSUPPORTED, "zstd 压缩文件", _REPACK)),
    (0, b"MSCF\x00\x00\x00\x00", Sniffed(Kind.UNSUPPORTED, "CAB 压缩包", _REPACK)),
    (257, b"ustar", Sniffed(Kind.UNSUPPORTED, "tar 打包文件", _REPACK)),
    (0, b"\x7fELF", Sniffed(Kind.UNSUPPORTED, "Linux 程序", _NOT_TEXT)),
    (0, b"ID3", Sniffed(Kind.UNSUPPORTED, "MP3 音频", _NOT_TEXT)),
    (0, b"OggS", Sniffed(Kind.UNSUPPORTED, "Ogg 音视频", _NOT_TEXT)),
    (0, b"\x1aE\xdf\xa3", Sniffed(Kind.UNSUPPORTED, "MKV 或 WebM 视频", _NOT_TEXT)),
    (0, b"FLV\x01", Sniffed(Kind.UNSUPPORTED, "FLV 视频", _NOT_TEXT)),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Sniffed(Kind.UNSUPPORTED, "WMV 或 WMA 音视频", _NOT_TEXT)),
    (0, b"SQLite format 3\x00", Sniffed(Kind.UNSUPPORTED, "SQLite 数据库", _NOT_TEXT)),
    (0, b"AT&TFORM", Sniffed(Kind.UNSUPPORTED, "DjVu 扫描件", _EXPORT)),
    (0, b"\xd7\xcd\xc6\x9a", Sniffed(Kind.UNSUPPORTED, "WMF 图形", _EXPORT)),
    (0, b"wOFF", Sniffed(Kind.UNSUPPORTED, "网页字体", _NOT_TEXT)),
    (0, b"Founder CEB", Sniffed(Kind.UNSUPPORTED, "方正 CEB 版式文件", _EXPORT)),
    (0, b"ITSF", Sniffed(Kind.UNSUPPORTED, "CHM 帮助文件", _EXPORT)),
)

# Structural tags only: a <br> or <sub> also stands in Markdown tables and proves nothing.
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|div|meta|title|section|article|main|p|ul|h[1-6]|font|span)"
    rb"(?=[\s>/])",
    re.IGNORECASE,
)
_MHTML = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
_OWN_REPORT = re.compile(rb'\A\s*\{[^{}]{0,4000}"(?:form|agency|cells)"\s*:', re.DOTALL)
_PDF_LATER = re.compile(rb"%PDF-\d\.\d")
# Any of them tells an Office file: a damaged one must not pass for an archive of XML pages.
_OOXML_PARTS = frozenset({"[Content_Types].xml", "_rels/.rels", "word/document.xml", "xl/workbook.xml"})
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes, settings: Settings = DEFAULT_SETTINGS) -> Sniffed:
    """Return what ``data`` (a whole file) is, by its content alone; never raises."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        return Sniffed(Kind.EMPTY)
    if data.startswith(ole.MAGIC[: len(data)]):
        return _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")):
        return _zip(data, settings)
    for at, magic, found in _MAGIC:
        if data.startswith(magic, at):
            return found
    return _by_structure(data) or _textual(data, settings)


def _by_structure(data: bytes) -> Sniffed | None:
    """Kinds whose mark is weaker than a long magic number and needs a second look."""
    if data.startswith(b"RIFF"):
        if data[8:12] == b"WEBP":
            return Sniffed(Kind.IMAGE)
        return Sniffed(Kind.UNSUPPORTED, "AVI 视频或 WAV 音频", _NOT_TEXT)
    if data[4:8] == b"ftyp":
        if data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
            return Sniffed(Kind.UNSUPPORTED, "HEIC 或 AVIF 图片", "请转为 JPG 或 PNG 图片后再报。")
        return Sniffed(Kind.UNSUPPORTED, "MP4 视频", _NOT_TEXT)
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0" and data[15:18] == b"\0\0\0":
        return Sniffed(Kind.IMAGE)
    if data.startswith(b"MZ") and b"\0" in data[:64]:
        return Sniffed(Kind.UNSUPPORTED, "Windows 程序", _NOT_TEXT)
    head = data[:1024]
    # A text may speak of %PDF-; a PDF that does not start with its header at least has objects.
    if head.startswith(b"%PDF-") or (
        _PDF_LATER.search(head) and b" obj" in data and not head.lstrip().startswith(b"<")
    ):
        return Sniffed(Kind.PDF)
    return None


def _ole(data: bytes) -> Sniffed:
    try:
        file = ole.CompoundFile(data)
    except TruncatedDocument:
        return Sniffed(Kind.TRUNCATED)
    names = file.streams.keys()
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        return Sniffed(Kind.ENCRYPTED)
    if "WordDocument" in names:
        return Sniffed(Kind.DOC)
    if "Workbook" in names or "Book" in names:
        return Sniffed(Kind.XLS)
    if "PowerPoint Document" in names:
        return Sniffed(Kind.UNSUPPORTED, "PowerPoint 演示文稿", _EXPORT)
    return Sniffed(Kind.UNSUPPORTED if names and file.intact() else Kind.TRUNCATED, "未知的复合文档", _EXPORT)


def _zip(data: bytes, settings: Settings) -> Sniffed:
    """Tell documents that are zip containers from plain archives by the names of their members."""
    try:
        archive = Archive(data, settings)
        names = set(archive.names)
        mime = archive.read("mimetype") if "mimetype" in names else b""
    except UnreadableDocument:
        # Whoever opens it as an archive says what exactly is wrong with it.
        return Sniffed(Kind.ZIP)
    if not names.isdisjoint(_OOXML_PARTS):
        return _ooxml(names)
    if mime.startswith(b"application/vnd.oasis.opendocument.text"):
        return Sniffed(Kind.ODT)
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Sniffed(Kind.ODS)
    if mime.startswith((b"application/vnd.oasis", b"application/epub")):
        return Sniffed(Kind.UNSUPPORTED, "OpenDocument 图形、演示文稿或电子书", _EXPORT)
    if "OFD.xml" in names:
        return Sniffed(Kind.UNSUPPORTED, "OFD 版式文件", "请导出为 PDF，或提交原 Word、WPS 文件。")
    return Sniffed(Kind.ZIP)


def _ooxml(names: set[str]) -> Sniffed:
    if any(each.startswith("word/") for each in names):
        return Sniffed(Kind.DOCX)
    if "xl/workbook.bin" in names:
        return Sniffed(Kind.XLSB)
    if any(each.startswith("xl/") for each in names):
        return Sniffed(Kind.XLSX)
    if any(each.startswith("ppt/") for each in names):
        return Sniffed(Kind.UNSUPPORTED, "PowerPoint 演示文稿", _EXPORT)
    # Some writers name the parts otherwise (``document.xml`` at the root); the relationships then decide.
    return Sniffed(Kind.DOCX)


def _textual(data: bytes, settings: Settings) -> Sniffed:
    head = data[: settings.kind_sample]
    if b"\0" in head:
        if not head.startswith(_BOMS[1:]) and not _is_wide_text(head, settings):
            return Sniffed(Kind.UNSUPPORTED, "无法识别的二进制文件", _NOT_TEXT)
        head = head.replace(b"\0", b"")
    stripped = head.removeprefix(_BOMS[0]).lstrip()
    if stripped.startswith(b"<"):
        flat = _flat_xml(stripped)
        if flat is not None:
            return flat
    if _MHTML.match(stripped[:8192]) and b"<" in data:
        return Sniffed(Kind.HTML)
    if _OWN_REPORT.match(stripped):
        return Sniffed(
            Kind.REPORT_JSON, "gongkai 自己的 JSON 报告", "它已经是数据，不必再读；请用 report_from_json 载入。"
        )
    return Sniffed(Kind.HTML if _HTML.search(head) else Kind.TEXT)


def _flat_xml(head: bytes) -> Sniffed | None:
    """Office documents saved as one XML file: Word 2003 XML, flat OPC, Excel 2003 XML, flat ODF."""
    start = head[:8192]
    if b"<w:wordDocument" in start or b"<pkg:package" in start or b'progid="Word.Document"' in start:
        return Sniffed(Kind.WORD_XML)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<Workbook" in start:
        return Sniffed(Kind.EXCEL_XML)
    if b"<office:document" in start:
        return Sniffed(Kind.FLAT_ODS if b"opendocument.spreadsheet" in start else Kind.FLAT_ODT)
    return None


def _is_wide_text(head: bytes, settings: Settings) -> bool:
    """Whether bytes with zeros among them are UTF-16 without a mark; the decoder knows text from binary data."""
    try:
        decode(head[: len(head) // 2 * 2], None, settings)
    except UnsupportedKind:
        return False
    return True
