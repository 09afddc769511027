"""Files made to harm, for every address that takes one."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each by the name under which it comes."""
    yield "empty.xlsx", b""
    yield "bomb.zip", _zipped({"zeros.txt": bytes(200_000_000)})
    yield "nested.zip", _nested(12)
    yield "many.zip", _zipped({f"{number}.txt": b"%d" % number for number in range(5_000)})
    yield "upwards.zip", _zipped({"../../../../tmp/escaped.txt": b"x", "/etc/escaped": b"x", "C:\\escaped": b"x"})
    yield "bomb.gz", gzip.compress(bytes(300_000_000))
    yield "laughs.xlsx", _workbook(_LAUGHS)
    yield "entity.xlsx", _workbook('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>')
    yield "wide.xlsx", _workbook(_WIDE)
    yield "cut.docx", _zipped({"word/document.xml": b"<w:document>" + b"x" * 9_000})[:4_000]
    yield "picture.png", _picture(60_000, 60_000)
    yield "picture.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"
    yield "loop.pdf", b"%PDF-1.7\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    yield "page.html", b"<script>alert(1)</script>" + b"<div>" * 200_000
    yield "table.html", b'<table><tr><td colspan="999999999" rowspan="999999999">1</td></tr></table>'
    yield "formula.csv", '登记编号,收到日期\n=cmd|"/c calc"!A1,2025-01-01\n'.encode()
    yield "line.csv", b"," * 5_000_000
    yield "rules.toml", b"[" * 50_000
    yield "nul\0name.txt", b"\0" * 1_000
    yield "n" * 3_000 + ".txt", b"x"
    yield "../../escaped.txt", b"x"
    yield 'quo"te\r\nX-Injected: 1.txt', b"x"
    yield "noise.xls", bytes(zlib.crc32(struct.pack("<I", number)) & 0xFF for number in range(20_000))
    yield "noise.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40


_LAUGHS = (
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
    + "]><worksheet>&e11;</worksheet>"
)
_WIDE = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


def _workbook(sheet: str) -> bytes:
    return _zipped({
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml").encode(),
        "xl/workbook.xml": _BOOK.encode(),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml").encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
    })  # fmt: skip


def _zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def _nested(depth: int) -> bytes:
    data = b"x"
    for _ in range(depth):
        data = _zipped({"inner.zip": data, "other.zip": data})
    return data


def _picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000))) + chunk(b"IEND", b"")
    )
