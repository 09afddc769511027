"""What nobody sees on a PDF page is not read; what is printed over something else is no certain figure."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.model import Document, Grid, GridCell
from gongkai.settings import DEFAULT_SETTINGS
from tests.document.pdf_samples import drawn, text_at

LINES = "".join(f"100 {y} m 300 {y} l S\n" for y in (600, 650, 700))
LINES += "".join(f"{x} 600 m {x} 700 l S\n" for x in (100, 200, 300))
WORDS = text_at(110, 660, "a") + text_at(210, 660, "12") + text_at(110, 610, "b")
PLAIN = [["a", "12"], ["b", ""]]
STATES = "<< /Font << /F 5 0 R >> /ExtGState << /Gone << /ca 0 /CA 0 >> /Pale << /ca .2 >> >> >>"
FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Length {} >>"


def read(content: str, *objects: str, resources: str = STATES) -> Document:
    data = drawn(LINES + WORDS + content, page=f"/Resources {resources}", objects=objects)
    return read_pdf(data, "a.pdf", DEFAULT_SETTINGS)


def cells(document: Document) -> list[GridCell]:
    return [cell for block in document.blocks if isinstance(block, Grid) for row in block.rows for cell in row]


def texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks if isinstance(block, Grid) for row in block.rows]


def slanted(text: str, size: float = 40) -> str:
    return f"BT /F {size} Tf .7 .7 -.7 .7 130 590 Tm ({text}) Tj ET\n"


@pytest.mark.parametrize(
    "unseen",
    [
        pytest.param("1 g " + text_at(230, 660, "7") + "0 g ", id="white on white"),
        pytest.param("0 0 .4 rg 200 600 100 50 re f " + text_at(210, 610, "7"), id="dark on the same dark"),
        pytest.param("q /Gone gs " + text_at(230, 660, "7") + "Q ", id="no opacity"),
        pytest.param("3 Tr " + text_at(230, 660, "7") + "0 Tr ", id="no ink"),
        pytest.param("7 Tr " + text_at(230, 660, "7") + "0 Tr ", id="clip only"),
        pytest.param("q 400 400 50 50 re W n " + text_at(230, 660, "7") + "Q ", id="clipped away"),
        pytest.param(text_at(230, 660, "7", 0.7), id="tiny"),
        pytest.param(text_at(230, 660, "7") + "1 g 225 655 20 20 re f 0 g ", id="under a white box"),
        pytest.param(text_at(215, 620, "7") + "0 g 210 610 40 30 re f ", id="under a black box"),
        pytest.param(text_at(640, 660, "7"), id="beside the page"),
        pytest.param("0.8 g " + slanted("2024") + "0 g ", id="pale and aslant"),
        pytest.param(slanted("20"), id="dark and aslant"),
        pytest.param("0.8 g " + text_at(180, 640, "2024", 60) + "0 g ", id="pale, large and over the rest"),
        pytest.param("0.75 g " + text_at(211, 661, "7") + "0 g ", id="pale and over a figure"),
        pytest.param("q /Pale gs " + text_at(211, 661, "7") + "Q ", id="nearly transparent and over a figure"),
        pytest.param(text_at(210.4, 660, "12"), id="printed twice to look bold"),
    ],
)
def test_what_nobody_sees_changes_no_cell(unseen: str) -> None:
    document = read(unseen)
    assert texts(document) == PLAIN
    assert all(cell.confidence == 1 for cell in cells(document))
    assert not document.doubts


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("0 0 .4 rg 200 600 100 50 re f 1 g " + text_at(210, 610, "7"), "7", id="white on a dark ground"),
        pytest.param(".4 g " + text_at(210, 610, "7"), "7", id="grey"),
        pytest.param("1 0 0 rg " + text_at(210, 610, "7"), "7", id="red"),
        pytest.param(".9 g 200 600 100 50 re f 0 g " + text_at(210, 610, "7"), "7", id="on a pale ground"),
        pytest.param("q 200 600 100 50 re W n " + text_at(210, 610, "7") + "Q ", "7", id="within its clip"),
        pytest.param(text_at(210, 610, "7") + "q 9 9 9 9 re W n 200 600 99 49 re f Q ", "7", id="a box clipped away"),
        pytest.param("1 Tr " + text_at(210, 610, "7") + "0 Tr ", "7", id="outlined"),
        pytest.param(text_at(210, 610, "7", 5), "7", id="small"),
    ],
)
def test_what_is_seen_is_read(content: str, expected: str) -> None:
    assert texts(read(content + "0 g ")) == [["a", "12"], ["b", expected]]


def test_a_form_painted_without_opacity_is_not_seen() -> None:
    body = text_at(230, 660, "7")
    resources = STATES[:-3] + " /XObject << /X 6 0 R >> >>"
    form = FORM.format(len(body)) + f"\nstream\n{body}\nendstream"
    assert texts(read("q /Gone gs /X Do Q", form, resources=resources)) == PLAIN
    assert texts(read("q /X Do Q", form, resources=resources))[0] == ["a", "12 7"]


@pytest.mark.parametrize("shift", [0.0, 2.0, -2.5])
@pytest.mark.parametrize("text", ["2", "34"])
def test_two_texts_over_each_other_are_never_a_certain_figure(shift: float, text: str) -> None:
    document = read(text_at(211 + shift, 661, text))
    figure = cells(document)[1]
    assert figure.confidence < DEFAULT_SETTINGS.ocr_confidence
    assert [doubt.code for doubt in document.doubts] == ["text-overprinted"]
    assert cells(document)[0].confidence == 1


def test_a_large_dark_stamp_is_left_out_and_what_it_hides_is_doubted() -> None:
    document = read(text_at(190, 640, "VOID", 60))
    assert texts(document) == PLAIN
    assert cells(document)[1].confidence < DEFAULT_SETTINGS.ocr_confidence


def test_a_text_at_the_same_place_of_every_page_is_the_papers() -> None:
    pages = [drawn(LINES + WORDS.replace("12", figure) + text_at(211, 661, "88")) for figure in ("12", "34", "56")]
    whole = pypdfium2.PdfDocument(pages[0])
    for page in pages[1:]:
        whole.import_pages(pypdfium2.PdfDocument(page))
    buffer = io.BytesIO()
    whole.save(buffer)
    document = read_pdf(buffer.getvalue(), "a", DEFAULT_SETTINGS)
    assert [cell.text for cell in cells(document) if cell.text.isdigit()] == ["12", "34", "56"]
    assert all(cell.confidence == 1 for cell in cells(document))


def test_a_page_set_aslant_as_a_whole_is_read() -> None:
    content = "".join(f"BT /F 12 Tf .98 .17 -.17 .98 100 {y} Tm (line {y}) Tj ET\n" for y in (600, 640, 680))
    document = read_pdf(drawn(content), "a", DEFAULT_SETTINGS)
    assert len(document.blocks) > 1
