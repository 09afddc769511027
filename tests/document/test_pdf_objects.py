"""PDFs written object by object: fields, notes, hidden and cropped text, form XObjects, fonts without a map."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.fronts.pdf import scanned as recognition
from gongkai.document.model import Document, Grid, Line, Picture
from gongkai.errors import ToolMissing
from gongkai.settings import DEFAULT_SETTINGS
from tests.document.pdf_samples import RESULTS, drawn, pdf, table, text_at

LINES = "".join(f"100 {y} m 300 {y} l S\n" for y in (600, 650, 700))
LINES += "".join(f"{x} 600 m {x} 700 l S\n" for x in (100, 200, 300))
WORDS = text_at(110, 660, "a") + text_at(210, 660, "12") + text_at(110, 610, "b")
PLAIN = [["a", "12"], ["b", ""]]
IMAGE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    "\nstream\n\xff\nendstream"
)
HELVETICA = "/Font << /F 5 0 R >>"


def read(data: bytes) -> Document:
    return read_pdf(data, "a.pdf", DEFAULT_SETTINGS)


def texts(document: Document) -> list[list[str]]:
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert len(grids) == 1
    return [[cell.text for cell in row] for row in grids[0].rows]


def rectangles(boxes: list[tuple[float, float, float, float]], paint: str) -> str:
    return " ".join(f"{x} {y} {w} {h} re" for x, y, w, h in boxes) + f" {paint}\n"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(LINES, id="stroked lines"),
        pytest.param(rectangles([(x, y, 100, 50) for x in (100, 200) for y in (600, 650)], "S"), id="stroked boxes"),
        pytest.param(
            rectangles([(x, y, 98, 48) for x in (101, 201) for y in (601, 651)], "S"), id="stroked boxes with gaps"
        ),
        pytest.param(
            rectangles([(100, y, 200, 0.5) for y in (600, 650, 700)], "f")
            + rectangles([(x, 600, 0.5, 100) for x in (100, 200, 300)], "f"),
            id="filled rectangles in one path",
        ),
        pytest.param(
            "".join(f"100 {y} 100 .5 re f 200.5 {y} 100 .5 re f\n" for y in (600, 650, 700))
            + "".join(f"{x} 600 .5 50 re f {x} 650.2 .5 50 re f\n" for x in (100, 200, 300)),
            id="pieces",
        ),
        pytest.param(
            "100 600 m 300 600 l 300 700 l 100 700 l h 100 650 m 300 650 l 200 600 m 200 700 l S\n", id="outline"
        ),
        pytest.param(LINES + "100 600 m 150 640 210 690 300 700 c S\n", id="with a curve"),
        pytest.param(LINES + "1 1 1 rg 100 600 200 100 re f 0 g\n", id="under a white box"),
    ],
)
def test_rulings_are_seen_however_they_are_drawn(lines: str) -> None:
    assert texts(read(drawn(lines + WORDS))) == PLAIN


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("2 0 0 2 100 600", "1 0 0 1 0 0"), ("1 0 0 1 100 600", "2 0 0 2 0 0"), ("0 2 -2 0 300 600", "1 0 0 1 0 0")],
)
def test_rulings_inside_form_xobjects_are_seen_where_they_stand(outer: str, inner: str) -> None:
    wide, high = (50, 100) if outer.startswith("0") else (100, 50)  # the turned form lies on its side
    body = "".join(f"0 {y} m {wide} {y} l S\n" for y in (0, high // 2, high))
    body += "".join(f"{x} 0 m {x} {high} l S\n" for x in (0, wide // 2, wide))
    form = f"<< /Type /XObject /Subtype /Form /BBox [-5 -5 200 200] /Matrix [{inner}] /Length {len(body)} >>\n"
    data = drawn(
        f"q {outer} cm /X Do Q\n" + WORDS,
        page=f"/Resources << {HELVETICA} /XObject << /X 6 0 R >> >>",
        objects=(form + f"stream\n{body}\nendstream",),
    )
    assert texts(read(data)) == PLAIN


def annotated(*annotations: str) -> bytes:
    references = " ".join(f"{number} 0 R" for number in range(6, 6 + len(annotations)))
    data = drawn(LINES + WORDS, page=f"/Annots [{references}]", objects=annotations)
    return data.replace(b"/Type /Catalog", f"/Type /Catalog /AcroForm << /Fields [{references}] >>".encode())


def test_values_filled_into_form_fields_stand_in_their_cells() -> None:
    field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (v) /V (345) /Rect [202 602 298 640] /F 4 >>"
    assert texts(read(annotated(field))) == [["a", "12"], ["b", "345"]]


def test_a_hidden_field_is_not_seen() -> None:
    field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (v) /V (345) /Rect [202 602 298 640] /F 2 >>"
    assert texts(read(annotated(field))) == PLAIN


def test_a_note_typed_over_the_page_is_text_and_a_strike_out_mark_takes_text_away() -> None:
    typed = "<< /Type /Annot /Subtype /FreeText /Contents (7) /Rect [202 602 298 640] /F 4 >>"
    struck = "<< /Type /Annot /Subtype /StrikeOut /Rect [205 655 230 675] >>"
    assert texts(read(annotated(typed, struck))) == [["a", ""], ["b", "7"]]


@pytest.mark.parametrize(
    ("content", "page"),
    [
        pytest.param("3 Tr\n" + text_at(210, 610, "99"), "", id="invisible"),
        pytest.param(text_at(20, 20, "99"), "/CropBox [90 500 400 750]", id="outside the crop box"),
        pytest.param(text_at(-100, 20, "99"), "", id="outside the page"),
    ],
)
def test_text_nobody_sees_is_left_out(content: str, page: str) -> None:
    document = read(drawn(LINES + WORDS + content, page=page))
    assert texts(document) == PLAIN
    assert len(document.blocks) == 1


def test_a_large_picture_on_a_page_of_text_is_told_in_its_place() -> None:
    data = drawn(
        text_at(100, 700, "above")
        + "q 300 0 0 200 100 400 cm /I Do Q q 30 0 0 20 100 300 cm /I Do Q\n"
        + text_at(100, 100, "below"),
        page=f"/Resources << {HELVETICA} /XObject << /I 6 0 R >> >>",
        objects=(IMAGE,),
    )
    assert [type(block) for block in read(data).blocks] == [Line, Picture, Line]


def scanned(words: str) -> bytes:
    return drawn(
        "q 595 0 0 842 0 0 cm /I Do Q\n" + words,
        page=f"/Resources << {HELVETICA} /XObject << /I 6 0 R >> >>",
        objects=(IMAGE,),
    )


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "available", lambda: False)


@pytest.mark.usefixtures("no_recognition")
def test_the_text_layer_of_a_scan_is_used_but_never_trusted() -> None:
    row = [(100, "label of row"), (300, "3"), (400, "45")]
    layer = "3 Tr\n" + "".join(text_at(x, y, text) for y in (700, 680) for x, text in row)
    document = read(scanned(layer))
    assert document.recognised
    cells = [cell for block in document.blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    assert [cell.text for cell in cells] == ["label of row", "3", "45"] * 2
    assert all(cell.confidence < DEFAULT_SETTINGS.ocr_confidence for cell in cells)


@pytest.mark.usefixtures("no_recognition")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(scanned(""), "扫描图像", id="scan"),
        pytest.param(pdf(table(RESULTS)).replace(b"/ToUnicode", b"/ToUnicodX"), "字体", id="font without a map"),
        pytest.param(
            drawn("".join(f"{x} 9 m {x} 12 {x + 4} 13 {x + 5} 14 c S\n" for x in range(150))), "图形", id="outlines"
        ),
    ],
)
def test_a_page_without_usable_text_says_that_it_needs_recognition(data: bytes, reason: str) -> None:
    with pytest.raises(ToolMissing, match=reason) as caught:
        read(data)
    assert "gongkai[ocr]" in caught.value.advice


@pytest.mark.usefixtures("no_recognition")
def test_one_scanned_page_among_pages_of_text_is_doubted_and_the_rest_read() -> None:
    whole = pypdfium2.PdfDocument(pdf(table(RESULTS) + "#pagebreak()\n后语。"))
    whole.import_pages(pypdfium2.PdfDocument(scanned("")), index=1)
    buffer = io.BytesIO()
    whole.save(buffer)
    document = read(buffer.getvalue())
    assert [type(block) for block in document.blocks] == [Grid, Picture, Line]
    assert [doubt.code for doubt in document.doubts] == ["page-not-recognised"]
    assert "第 2 页" in document.doubts[0].message
