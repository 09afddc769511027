"""Word documents saved as a single XML file: Word 2003 XML and flat OPC."""

from __future__ import annotations

import pytest

from gongkai.document import Document, Line
from gongkai.document.kinds import Kind, sniff
from gongkai.document.opening import read_one
from gongkai.errors import HostileDocument, TruncatedDocument
from gongkai.settings import Settings
from tests.document.office_samples import cell, grids, lines, par, places, row, run, table, texts, word_parts

OLD = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def old(body: str, styles: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f"<w:wordDocument {OLD}><o:DocumentProperties><o:Title>年报</o:Title></o:DocumentProperties>"
        f"<w:styles>{styles}</w:styles><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    ).encode()


def read(data: bytes) -> Document:
    return read_one(data, "a.doc", Settings())


def change(kind: str, *content: str) -> str:
    return f'<aml:annotation w:type="Word.{kind}"><aml:content>{"".join(content)}</aml:content></aml:annotation>'


CHANGES = {
    "Insertion": "5件",
    "Deletion": "件",
    "Comment": "件",
}


@pytest.mark.parametrize("kind", CHANGES)
def test_annotations_are_changes_or_comments(kind: str) -> None:
    assert lines(read(old(par(change(kind, run("5")), "件")))) == [CHANGES[kind]]


def test_text_headings_and_struck_out_text() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    body = par("一、总体情况", properties='<w:pStyle w:val="1"/>') + par(
        "收到", run("3", '<w:strike w:val="on"/>'), "5件"
    )
    document = read(old(f"<wx:sub-section>{body}</wx:sub-section>", styles))
    assert document.blocks == (Line("一、总体情况", 1, None, 1), Line("收到5件", 2))
    assert (document.title, document.kind) == ("年报", "docx")


def test_list_numbers_stand_as_hints() -> None:
    def numbered(number: str, text: str) -> str:
        return par(text, properties=f'<w:listPr><w:ilvl w:val="0"/><wx:t wx:val="{number}"/></w:listPr>')

    assert lines(read(old(numbered("一、", "总体") + numbered("·", "点") + numbered("二、", "公开")))) == [
        "一、总体",
        "点",
        "二、公开",
    ]


def test_merged_cells_under_their_old_names() -> None:
    rows = (
        row(cell("项目", properties='<w:vmerge w:val="restart"/>'), "甲"),
        row(cell("", properties="<w:vmerge/>"), "乙"),
    )
    gone = row("旧", "9", properties='<aml:annotation w:type="Word.Deletion"/>')
    (grid,) = grids(read(old(table(rows[0], gone, rows[1]))))
    assert places(grid)["项目"] == (1, 1, 2, 1)
    assert texts(grid) == [["项目", "甲"], ["乙"]]


def test_a_file_cut_off_or_with_entities_is_refused() -> None:
    data = old(par("甲"))
    with pytest.raises(TruncatedDocument):
        read(data[:-40])
    with pytest.raises(TruncatedDocument):
        read(data.replace(b"w:body", b"w:other"))
    with pytest.raises(HostileDocument):
        read(data.replace(b"<w:wordDocument", b'<!DOCTYPE x [<!ENTITY a "b">]><w:wordDocument', 1))


def flat(parts: dict[str, str | bytes]) -> bytes:
    written = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in parts.items()
    )
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f'<?xml version="1.0"?><pkg:package {space}>{written}</pkg:package>'.encode()


def test_a_flat_package_reads_like_a_zipped_one() -> None:
    parts = word_parts(par("收到", run("3", "<w:strike/>"), "5件") + table(row("规章", "5"), row("其他", "0")))
    assert sniff(flat(parts)).kind is Kind.WORD_XML
    document = read(flat(parts))
    assert (lines(document), texts(grids(document)[0])) == (["收到5件"], [["规章", "5"], ["其他", "0"]])


def test_a_flat_package_without_a_main_part_is_truncated() -> None:
    with pytest.raises(TruncatedDocument):
        read(flat({"word/styles.xml": "<x/>"}))
