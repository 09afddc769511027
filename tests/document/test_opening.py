from __future__ import annotations

import gzip
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gongkai.document import Document
from gongkai.document.kinds import Kind, sniff
from gongkai.document.opening import open_documents, read_one
from gongkai.errors import EmptyDocument, UnreadableDocument, UnsupportedKind
from gongkai.settings import Settings
from tests.document.office_samples import lines, par, word, word_parts, workbook_parts, zipped

DATA = Path(__file__).parents[1] / "data"
PAGE = "<html><body><p>年度报告</p></body></html>"
TEXT = "清和镇人民政府2024年度报告\n一、总体情况\n".encode()
DOCX = word(par("年度报告"))
XLSX = zipped(workbook_parts('<sheetData><row><c t="str"><v>年度报告</v></c></row></sheetData>'))
OLE = (DATA / "office/report.doc").read_bytes()

KINDS: dict[str, tuple[bytes, Kind]] = {
    "html": (PAGE.encode(), Kind.HTML),
    "html in UTF-16": (PAGE.encode("utf-16"), Kind.HTML),
    "html in GBK after blank lines": (b"\r\n\r\n" + PAGE.encode("gbk"), Kind.HTML),
    "html fragment": (b"<TABLE border=1><tr><td>0", Kind.HTML),
    "xhtml": (f"<?xml version='1.0'?>{PAGE}".encode(), Kind.HTML),
    "web archive": (b"From: <x>\r\nMIME-Version: 1.0\r\n\r\n<html>", Kind.HTML),
    "text": (TEXT, Kind.TEXT),
    "text in GBK": (TEXT.decode().encode("gbk"), Kind.TEXT),
    "text in UTF-16 without a mark": (TEXT.decode().encode("utf-16-le") + "1\r\n".encode("utf-16-le") * 9, Kind.TEXT),
    "text in UTF-16 with a middle dot": (TEXT.decode().replace("镇", "·").encode("utf-16-le") + b"1\0" * 9, Kind.TEXT),
    "text in UTF-16": (TEXT.decode().encode("utf-16"), Kind.TEXT),
    "markdown with breaks in cells": ("| 规章 | 制发<br>件数 |\n|---|---|\n".encode(), Kind.TEXT),
    "csv": (b"key,value\nrequests.received.total,3\n", Kind.TEXT),
    "text that speaks of PDF": ("见附件 %PDF-1.7 文件".encode(), Kind.TEXT),
    "page that speaks of PDF": (f"<html><p>%PDF-1.4</p>{PAGE}".encode(), Kind.HTML),
    "docx": (DOCX, Kind.DOCX),
    "xlsx": (XLSX, Kind.XLSX),
    "xlsb": (zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}), Kind.XLSB),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), Kind.ODT),
    "ods": (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Kind.ODS),
    "zip": (zipped({"a.txt": "x"}), Kind.ZIP),
    "docx without its list of types": (zipped({"word/document.xml": "<x/>", "docProps/thumbnail.jpeg": ""}), Kind.DOCX),
    "xlsx without its list of types": (zipped({"xl/workbook.xml": "<x/>"}), Kind.XLSX),
    "docx cut off": (DOCX[:500], Kind.ZIP),
    "doc": (OLE, Kind.DOC),
    "doc cut off": (OLE[:600], Kind.TRUNCATED),
    "xls": ((DATA / "office/book.xls").read_bytes(), Kind.XLS),
    "rtf": (rb"{\rtf1 \'b9\'ab}", Kind.RTF),
    "pdf": (b"%PDF-1.7\n", Kind.PDF),
    "pdf after a mail header": (b"x" * 500 + b"%PDF-1.7\n1 0 obj", Kind.PDF),
    "png": (b"\x89PNG\r\n\x1a\n....", Kind.IMAGE),
    "jpeg": (b"\xff\xd8\xff\xe0....", Kind.IMAGE),
    "tiff": (b"II*\0....", Kind.IMAGE),
    "gif": (b"GIF89a....", Kind.IMAGE),
    "bmp": (b"BM\x10\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Kind.IMAGE),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 ", Kind.IMAGE),
    "word 2003 xml": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
        Kind.WORD_XML,
    ),
    "excel 2003 xml": (b'<?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', Kind.EXCEL_XML),
    "flat odt": (b'<?xml?><office:document office:mimetype="application/vnd.oasis.opendocument.text">', Kind.FLAT_ODT),
    "gzip": (gzip.compress(TEXT), Kind.GZIP),
    "our own report": (b'{\n "source": "a.html", "form": "2021", "agency": null}', Kind.REPORT_JSON),
    "other json": (b'{"a": 1}', Kind.TEXT),
    "nothing": (b"", Kind.EMPTY),
    "blanks": (b"\xef\xbb\xbf \r\n\t", Kind.EMPTY),
    "zeros": (bytes(4096), Kind.EMPTY),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_is_told_by_content(name: str) -> None:
    data, kind = KINDS[name]
    assert sniff(data).kind is kind


REFUSED: dict[str, tuple[bytes, str]] = {
    "RAR": (b"Rar!\x1a\x07\x01\0....", "RAR"),
    "7z": (b"7z\xbc\xaf\x27\x1c....", "7z"),
    "Windows program": (b"MZ\x90\0\x03" + bytes(80), "Windows"),
    "video": (b"\0\0\0\x18ftypmp42....", "MP4"),
    "phone picture": (b"\0\0\0\x18ftypheic....", "HEIC"),
    "OFD": (zipped({"OFD.xml": "<x/>", "Doc_0/Document.xml": ""}), "OFD"),
    "slides": (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "PowerPoint"),
    "tar": (b"a.txt".ljust(257, b"\0") + b"ustar" + bytes(250), "tar"),
    "bytes": (b"\x01\x02\0\x03" * 50, "二进制"),
    "wave": (b"RIFF\x10\0\0\0WAVEfmt ", "AVI"),
    "our own report": (KINDS["our own report"][0], "JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_named_with_advice(name: str) -> None:
    data, word_of_it = REFUSED[name]
    ((source, error),) = open_documents(data, "a.docx")
    assert source == "a.docx"
    assert isinstance(error, UnsupportedKind)
    assert word_of_it in error.message
    assert error.advice


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a", "年报.zip"])
def test_the_name_does_not_matter(name: str) -> None:
    for data, kind in ((DOCX, "docx"), (XLSX, "xlsx"), (PAGE.encode(), "html"), (TEXT, "text")):
        ((source, document),) = open_documents(data, name)
        assert isinstance(document, Document)
        assert (document.kind, source, document.source) == (kind, name, name)


def codes(data: bytes, settings: Settings | None = None) -> dict[str, str]:
    """Kind or error code by source."""
    found = open_documents(data, "a.zip", settings or Settings())
    return {source: each.code if isinstance(each, UnreadableDocument) else each.kind for source, each in found}


def test_an_archive_gives_each_member_and_each_error_by_name() -> None:
    parts = {
        "镇.html": PAGE,
        "局/报告.docx": DOCX,
        "空.txt": "",
        "程序.exe": b"MZ\0" + bytes(60),
        "断.docx": DOCX[:300],
    }
    junk = {"__MACOSX/._镇.html": b"\0\1", "Thumbs.db": b"x", "~$报告.docx": b"x"}
    assert codes(zipped(parts | junk)) == {
        "a.zip!/镇.html": "html",
        "a.zip!/局/报告.docx": "docx",
        "a.zip!/空.txt": "empty",
        "a.zip!/程序.exe": "unsupported-kind",
        "a.zip!/断.docx": "truncated",
    }


def test_archives_in_archives_open_to_a_depth() -> None:
    third = zipped({"c.html": PAGE})
    second = zipped({"b.zip": third})
    assert codes(zipped({"b.zip": third})) == {"a.zip!/b.zip!/c.html": "html"}
    assert codes(zipped({"b.zip": second})) == {"a.zip!/b.zip!/b.zip!/c.html": "html"}
    assert codes(zipped({"b.zip": zipped({"b.zip": second})})) == {"a.zip!/b.zip!/b.zip!/b.zip": "hostile"}


def test_a_member_with_a_password_costs_only_itself() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(bytes(data)) == {"a.zip!/a.txt": "encrypted", "a.zip!/b.txt": "text"}


def test_a_bomb_in_an_archive_costs_only_itself() -> None:
    assert codes(zipped({"bomb.txt": bytes(40_000_000), "b.txt": TEXT})) == {
        "a.zip!/bomb.txt": "hostile",
        "a.zip!/b.txt": "text",
    }


def test_nested_archives_share_one_budget() -> None:
    inner = zipped({"x.txt": "公" * 2_000}, zipfile.ZIP_STORED)
    found = codes(zipped({f"{n}.zip": inner for n in range(6)}), Settings(max_unpacked=40_000))
    assert list(found.values()).count("text") == 3
    assert found[list(found)[-1]] == "hostile"


def test_more_members_than_allowed_are_said_not_to_be_read() -> None:
    inner = zipped({f"{n}.txt": TEXT for n in range(6)})
    found = codes(zipped({"1.zip": inner, "2.zip": inner}), Settings(max_members=10))
    assert list(found.values()).count("text") == 8
    assert "too-large" in found.values()


def test_an_archive_of_nothing_is_empty() -> None:
    assert codes(zipped({})) == {"a.zip": "empty"}
    assert codes(zipped({"Thumbs.db": b"x", "空/": b""})) == {"a.zip": "empty"}


def test_a_single_file_packed_by_gzip_is_read_under_its_own_name() -> None:
    assert codes(gzip.compress(PAGE.encode())) == {"a.zip": "html"}
    nested = PAGE.encode()
    for _ in range(5):
        nested = gzip.compress(nested)
    assert codes(nested) == {"a.zip": "hostile"}


def test_a_file_too_large_is_not_even_looked_at() -> None:
    assert codes(b"MZ" + bytes(5_000), Settings(max_bytes=4_000)) == {"a.zip": "too-large"}


def test_reading_one_document_raises_its_error() -> None:
    with pytest.raises(EmptyDocument):
        read_one(b"", "a", Settings())
    with pytest.raises(UnsupportedKind, match="压缩包"):
        read_one(zipped({"a": "b"}), "a", Settings())
    assert lines(read_one(DOCX, "a", Settings())) == ["年度报告"]


DOCUMENT = "word/document.xml"
SPOILT: dict[str, tuple[dict[str, str | bytes], str]] = {
    "no relationships": ({"_rels/.rels": ""}, "truncated"),
    "no body": ({DOCUMENT: "<x/>"}, "truncated"),
    "cut in the middle": ({DOCUMENT: "<w:document"}, "truncated"),
    "not XML": ({DOCUMENT: b"\xff\xfe\0"}, "truncated"),
    "unknown encoding": ({DOCUMENT: '<?xml version="1.0" encoding="x-none"?><a/>'}, "truncated"),
    "entity bomb": ({DOCUMENT: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "hostile"),
    "entity bomb in UTF-16": ({DOCUMENT: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")}, "hostile"),
    "DTD in the styles": ({"word/styles.xml": "<!DOCTYPE x><x/>"}, "hostile"),
    "zip bomb": ({DOCUMENT: b" " * 30_000_000}, "hostile"),
    "nothing in it": (word_parts(""), "empty"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_word_file_says_what_is_wrong(name: str) -> None:
    parts, code = SPOILT[name]
    assert list(codes(zipped(word_parts(par("甲")) | parts)).values()) == [code]


def test_tables_nested_without_end_are_hostile() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000
    assert list(codes(word(deep)).values()) == ["hostile"]


def test_limits_hold_inside_a_word_file() -> None:
    small = Settings(max_text=1_000, max_cells=1_000, max_markup=1_000_000)
    assert list(codes(word(par("公" * 2_000)), small).values()) == ["too-large"]
    rows = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 50 + "</w:tr>"
    assert list(codes(word(f"<w:tbl>{rows * 30}</w:tbl>"), small).values()) == ["too-large"]
    assert list(codes(word("<w:p/>" * 20_000), Settings(max_tags=10_000)).values()) == ["too-large"]


def test_a_title_in_the_properties_is_the_documents_title() -> None:
    parts = word_parts(par("甲"))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    entry = f'<Relationship Id="c" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("</Relationships>", entry)
    parts["docProps/core.xml"] = '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> 年报 </dc:title></x>'
    assert read_one(zipped(parts), "a", Settings()).title == "年报"
    assert read_one(DOCX, "a", Settings()).title is None


def test_a_strict_word_file_and_odd_part_names_are_read() -> None:
    strict = {
        name.upper() if name.endswith("document.xml") else name: str(content)
        .replace("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(
            "schemas.openxmlformats.org/officeDocument/2006/relationships",
            "purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in word_parts(par("甲")).items()
    }
    assert lines(read_one(zipped(strict), "a", Settings())) == ["甲"]


def test_opening_loads_no_front_before_it_is_needed() -> None:
    code = (
        "import sys; from gongkai.document.opening import open_documents; list(open_documents(b'', 'a'));"
        "print([m for m in sys.modules"
        " if 'document.fronts' in m or m.split('.')[0] in ('docx', 'openpyxl', 'pypdfium2')])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"
