"""What a file holds that its reader does not see, in every kind of file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pikepdf
import pytest
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from PIL import Image

from gongkai.screening import Screen, Screening, default_rules
from tests.screening.build import identity, kinds, pdf, screened, screening_of, word, workbook

ID = identity()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINE = f"王某某{ID}"


def seen_as(data: bytes, hidden: str | None) -> bool:
    """Whether the number is found, standing in that kind of hiding."""
    return any(each.kind == "identity-number" and each.hidden == hidden for each in screened(data))


def element(document: docx.Document, xml: str) -> None:
    document.paragraphs[0]._p.append(parse_xml(xml))


def in_header(document: docx.Document) -> None:
    document.sections[0].header.paragraphs[0].text = LINE


def in_hidden_run(document: docx.Document) -> None:
    document.paragraphs[0].add_run(LINE).font.hidden = True


def in_white(document: docx.Document) -> None:
    element(document, f'<w:r {W}><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{LINE}</w:t></w:r>')


def in_deletion(document: docx.Document) -> None:
    element(document, f'<w:del {W} w:id="1" w:author="钱一"><w:r><w:delText>{LINE}</w:delText></w:r></w:del>')


def in_comment(document: docx.Document) -> None:
    document.add_comment(document.paragraphs[0].runs, LINE, author="孙二", initials="")


def in_table(document: docx.Document) -> None:
    document.add_table(1, 1).cell(0, 0).text = LINE


def in_text_box(document: docx.Document) -> None:
    element(
        document,
        f'<w:r {W}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
        f"<w:t>{LINE}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    )


def in_properties(document: docx.Document) -> None:
    document.core_properties.comments = LINE


def in_parts(document: docx.Document) -> None:
    for piece in (LINE[:8], LINE[8:15], LINE[15:]):
        document.paragraphs[0].add_run(piece)


@pytest.mark.parametrize(
    ("then", "hidden", "traces"),
    [
        (in_parts, None, []),
        (in_header, None, []),
        (in_table, None, []),
        (in_text_box, None, []),
        (in_hidden_run, "hidden-text", ["hidden-text"]),
        (in_white, "hidden-text", ["hidden-text"]),
        (in_deletion, "tracked-change", ["author", "tracked-change", "tracked-change"]),
        (in_comment, "comment", ["author", "comment"]),
        (in_properties, "cached-data", []),
    ],
)
def test_every_place_of_a_word_document_is_looked_at(
    then: Callable[[docx.Document], None], hidden: str | None, traces: list[str]
) -> None:
    data = word("正文", then=then)
    assert seen_as(data, hidden)
    found = sorted(each.kind for each in screened(data) if each.kind not in ("identity-number", "thumbnail"))
    assert found == traces


def test_what_a_trace_says_is_masked() -> None:
    (hit,) = [each for each in screened(word("正文", then=in_comment)) if each.kind == "comment"]
    assert ID not in hit.shown and "********" in hit.shown


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("customXml/item9.xml", f"<a>{LINE}</a>".encode(), "identity-number"),
        ("word/embeddings/a.xlsx", workbook([[LINE]]), "identity-number"),
        ("word/embeddings/a.xlsx", workbook([["无"]]), "attachment"),
        ("word/media/a.txt", LINE.encode(), "identity-number"),
        (
            "word/_rels/settings.xml.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            b'Id="a" Type="t" Target="file:///C:\\Users\\a.dotm" TargetMode="External"/></Relationships>',
            "path",
        ),
    ],
)
def test_every_other_part_of_a_package_is_looked_at(name: str, content: bytes, kind: str) -> None:
    assert kind in kinds(repacked(word("正文"), name, content))


def hide_sheet(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("备份")
    sheet.append([LINE])
    sheet.sheet_state = "veryHidden"


def hide_row(book: openpyxl.Workbook) -> None:
    book.active["A3"] = LINE
    book.active.row_dimensions[3].hidden = True


def hide_column(book: openpyxl.Workbook) -> None:
    book.active["C1"] = LINE
    book.active.column_dimensions["C"].hidden = True


def hide_white(book: openpyxl.Workbook) -> None:
    book.active["A3"] = LINE
    book.active["A3"].font = openpyxl.styles.Font(color="FFFFFF")


def comment(book: openpyxl.Workbook) -> None:
    book.active["A1"].comment = Comment(LINE, "")


def formula(book: openpyxl.Workbook) -> None:
    book.active["A3"] = f'=IF(TRUE,"","{LINE}")'


def header(book: openpyxl.Workbook) -> None:
    book.active.oddHeader.center.text = LINE


def name(book: openpyxl.Workbook) -> None:
    book.defined_names["备查"] = openpyxl.workbook.defined_name.DefinedName("备查", attr_text=f'"{LINE}"')


@pytest.mark.parametrize(
    ("then", "hidden", "traces"),
    [
        (hide_sheet, "hidden-sheet", ["hidden-sheet"]),
        (hide_row, "hidden-row", ["hidden-row"]),
        (hide_column, "hidden-column", ["hidden-column"]),
        (hide_white, "hidden-text", ["hidden-text"]),
        (comment, "comment", ["comment"]),
        (formula, None, []),
        (header, None, []),
        (name, "cached-data", []),
    ],
)
def test_every_place_of_a_workbook_is_looked_at(
    then: Callable[[openpyxl.Workbook], None], hidden: str | None, traces: list[str]
) -> None:
    data = workbook([["正文"]], then)
    assert seen_as(data, hidden)
    assert [each.kind for each in screened(data) if each.kind != "identity-number"] == traces


def test_a_string_that_no_cell_uses_any_more_is_found() -> None:
    data = workbook([["正文"]])
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {"xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{LINE}</t></si></sst>'.encode()}
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        for each in old.namelist():
            parts[each] = old.read(each)
    relation = f'<Relationship Id="rId99" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for each, content in parts.items():
            new.writestr(each, content)
    assert seen_as(out.getvalue(), "cached-data")


def test_empty_hidden_rows_columns_and_sheets_hide_nothing() -> None:
    def then(book: openpyxl.Workbook) -> None:
        book.create_sheet("空").sheet_state = "hidden"
        book.active.row_dimensions[9].hidden = True
        book.active.column_dimensions["K"].hidden = True

    assert kinds(workbook([["正文"]], then)) == []


def with_pdf(change: Callable[[pikepdf.Pdf], None], *lines: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(*(lines or ("正文",))))) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def annotate(file: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=LINE)
    file.pages[0].Annots = pikepdf.Array([file.make_indirect(note)])


def field(file: pikepdf.Pdf) -> None:
    widget = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, V=LINE)
    file.Root.AcroForm = pikepdf.Dictionary(Fields=[file.make_indirect(widget)])


def attach(file: pikepdf.Pdf) -> None:
    file.attachments["a.txt"] = LINE.encode()


def subject(file: pikepdf.Pdf) -> None:
    file.docinfo["/Subject"] = LINE


def author(file: pikepdf.Pdf) -> None:
    file.docinfo["/Author"] = "赵小六"


def thumbnail(file: pikepdf.Pdf) -> None:
    file.pages[0].Thumb = file.make_stream(b"\0" * 3, Width=1, Height=1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (annotate, {"identity-number", "comment"}),
        (field, {"identity-number"}),
        (attach, {"identity-number", "attachment"}),
        (subject, {"identity-number"}),
        (author, {"author"}),
        (thumbnail, {"thumbnail"}),
    ],
)
def test_every_object_of_a_pdf_is_looked_at(change: Callable[[pikepdf.Pdf], None], found: set[str]) -> None:
    assert set(kinds(with_pdf(change))) == found


def test_a_number_on_a_page_is_found_once() -> None:
    (hit,) = screened(pdf("第一行", LINE))
    assert (hit.kind, hit.place.page, hit.hidden) == ("identity-number", 1, None)


def test_a_clean_pdf_is_clean() -> None:
    assert kinds(pdf("2024年收到申请128件，答复128件。")) == []


def test_an_earlier_version_in_a_pdf_is_found() -> None:
    first = pdf(LINE)
    with pikepdf.open(io.BytesIO(first)) as file:
        number, content = file.pages[0].objgen[0], file.pages[0].Contents.objgen[0]
        root, size = file.Root.objgen[0], len(file.objects) + 1
    assert number and content
    at = len(first) + 1
    update = f"\n{content} 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n"
    table = at + len(update) - 1
    update += (
        f"xref\n{content} 1\n{at:010} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {_start(first)} >>\n"
    )
    update += f"startxref\n{table}\n%%EOF\n"
    found = screened(first + update.encode())
    assert [(each.kind, each.hidden) for each in found] == [
        ("identity-number", "earlier-version"),
        ("earlier-version", None),
    ]


def _start(data: bytes) -> int:
    return int(data[data.rfind(b"startxref") + 9 :].split()[0])


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        (f"<p>{LINE}</p>", None),
        (f"<table><tr><td>{LINE}</td></tr></table>", None),
        (f"<!-- {LINE} --><p>正文</p>", "cached-data"),
        (f'<p style="display:none">{LINE}</p><p>正文</p>', "hidden-text"),
        (f'<p title="{LINE}">正文</p>', "cached-data"),
        (f'<input type="hidden" value="{LINE}"><p>正文</p>', "cached-data"),
        (f'<script>var a = "{LINE}"</script><p>正文</p>', "cached-data"),
        (f'<meta name="author" content="{LINE}"><p>正文</p>', "cached-data"),
        (f"<template><p>{LINE}</p></template><p>正文</p>", "cached-data"),
    ],
)
def test_every_place_of_a_web_page_is_looked_at(markup: str, hidden: str | None) -> None:
    hits = screened(f"<html><body>{markup}</body></html>")
    assert [(each.kind, each.hidden) for each in hits] == [("identity-number", hidden)]


def picture(**exif: object) -> bytes:
    image = Image.new("RGB", (40, 40), "white")
    out = io.BytesIO()
    image.save(out, "JPEG", **exif)
    return out.getvalue()


def test_what_the_camera_wrote_is_found() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = LINE
    exif[0x9C9D] = "赵小六".encode("utf-16-le")
    screen = Screen(default_rules(), Screen.of().day, recognise=False)
    assert sorted(kinds(picture(exif=exif), screen=screen)) == ["author", "identity-number", "location"]
    assert kinds(picture(), screen=screen) == []


def test_members_of_an_archive_are_files_of_their_own() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", LINE)
        file.writestr("b/c.docx", word("正文", then=in_header))
        file.writestr("d.exe", b"MZ\0\0" * 30)
    found = list(Screen.of().files(out.getvalue(), "a.zip"))
    assert [each.source for each in found if isinstance(each, Screening)] == ["a.zip!/a.txt", "a.zip!/b/c.docx"]
    (unlooked,) = [each for each in found if not isinstance(each, Screening)]
    assert unlooked[0] == "a.zip!/d.exe" and unlooked[1].code == "unsupported-kind"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + b"\0" * 40, "truncated"),
        (b"%PDF-1.7\n1 0 obj", "truncated"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "truncated"),
        (word("正文")[:-200], "truncated"),
    ],
)
def test_a_file_that_cannot_be_looked_at_is_said_to_be(data: bytes, code: str) -> None:
    ((_, error),) = Screen.of().files(data, "x")
    assert error.code == code


def test_an_embedded_file_that_cannot_be_looked_at_is_named() -> None:
    screening = screening_of(repacked(word("正文"), "word/embeddings/a.bin", b"\0\1\2\3" * 40))
    assert any("word/embeddings/a.bin" in each for each in screening.unread)
