"""Every threshold of pages with positions decides something."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.document.fronts.ocr.engine import available
from gongkai.document.layout import Glyph, Page, Rule, assemble
from gongkai.settings import Settings
from gongkai.settings.pages import Pages
from tests.document.pdf_samples import drawn, pdf, text_at
from tests.document.test_layout_lines import printed
from tests.document.test_pdf_objects import HELVETICA, IMAGE
from tests.settings.drawn_pages import LINES, WORDS, of_pdf, over
from tests.settings.laid import Look, seen
from tests.settings.probe import Probe, differs


def of_page(*places: tuple[float, float, str], rules: tuple[Rule, ...] = ()) -> Look:
    """Look at what is made of texts at places, and ruling lines."""
    glyphs: tuple[Glyph, ...] = tuple(glyph for x, y, text in places for glyph in printed(text, x, y))
    return lambda settings: seen(assemble([Page(1, 300, 400, glyphs, rules)], settings))


def frame(*, gap: float = 0.0, apart: float = 0.0, row: float = 30.0) -> tuple[Rule, ...]:
    """Return the rulings of two cells over two: a gap in the inner upright, the right side doubled."""
    across = [Rule(20, y, 200 + apart, y) for y in (20.0, 20 + row, 80.0)]
    middle = [Rule(100, 20, 100, 50 - gap / 2), Rule(100, 50 + gap / 2, 100, 80)]
    return (*across, *middle, *(Rule(x, 20, x, 80) for x in (20.0, 200.0, 200 + apart)))


INSIDE = ((30.0, 30.0, "甲"), (120.0, 30.0, "12"), (30.0, 60.0, "乙"), (120.0, 60.0, "34"))
LISTED: tuple[tuple[float, float, str], ...] = (
    (20.0, 0.0, "规章"),
    (100.0, 0.0, "1"),
    (140.0, 0.0, "2"),
    (20.0, 20.0, "总计"),
    (100.0, 20.0, "3"),
)
LISTED += ((140.0, 20.0, "4"),)
HEADS = ((20.0, -20.0, "名称"), (95.0, -20.0, "制发"), (135.0, -20.0, "废止"))
TWO_PAGES = pdf("一\n#pagebreak()\n二")
UNMAPPED = drawn(text_at(100, 700, "a" * 90 + "\\001" * 5))
RARE = pdf("龘齾爩鱻麤龗灪籲爨癵饢驫麣纞虋讟钃鸜麷鞻韽韾顟顠顡颥颫颬颭颮" * 3)
PICTURED = drawn(
    text_at(100, 700, "above the picture") + "q 300 0 0 300 100 300 cm /I Do Q\n",
    page=f"/Resources << {HELVETICA} /XObject << /I 6 0 R >> >>",
    objects=(IMAGE,),
)
OUTLINES = drawn("".join(f"{x} 9 m {x} 12 {x + 4} 13 {x + 5} 14 c S\n" for x in range(150)))
THICK = drawn(LINES.replace("100 650 m 300 650 l S", "100 650 200 2 re f") + WORDS + text_at(110, 610, "b"))
HEADED = tuple(
    Page(number, 300, 400, (*printed("页眉", 20, 30), *printed(f"正文{number}行", 20, 200))) for number in (1, 2, 3)
)


def of_spread(settings: Settings) -> Any:
    """Look at three pages with the same line near their heads."""
    return seen(assemble(HEADED, settings))


PROBES: dict[str, Probe] = {
    "max_pages": Probe(1, of_pdf(TWO_PAGES)),
    "max_rules": Probe(100, of_pdf(drawn("1 1 m 9 1 l S\n" * 100 + LINES + WORDS))),
    "max_drawn": Probe(1_000, of_pdf(drawn("1 1 m 9 1 l S\n" * 100 + LINES + WORDS))),
    "max_objects": Probe(1_000, of_pdf(drawn("1 1 m 9 1 l S\n" * 1_000 + LINES + WORDS))),
    "unmapped_share": Probe(0.01, of_pdf(UNMAPPED)),
    "common_share": Probe(0, of_pdf(RARE)),
    "outline_paths": Probe(1_000, of_pdf(OUTLINES)),
    "picture_share": Probe(0.5, of_pdf(PICTURED)),
    "scan_share": Probe(0.1, of_pdf(PICTURED.replace(b"above the picture", b"few"))),
    "smallest_text": Probe(0, over(text_at(250, 660, "7", 0.7))),
    "least_contrast": Probe(0.3, over(".8 g " + text_at(250, 660, "7"))),
    "watermark_shade": Probe(0.9, over(".8 g " + text_at(211, 661, "7"))),
    "watermark_size": Probe(9, over(text_at(190, 640, "VOID", 60))),
    "rule_snap": Probe(8, of_page(*INSIDE, (30, 48, "丙"), rules=(*frame(), Rule(20, 56, 200, 56)))),
    "rule_gap": Probe(1, of_page(*INSIDE, rules=frame(gap=5, row=25))),
    "rule_thickness": Probe(1, of_pdf(THICK)),
    "rule_shortest": Probe(100, of_page(*INSIDE, rules=frame())),
    "sliver": Probe(1, of_page(*INSIDE, rules=frame(apart=7))),
    "line_overlap": Probe(0.1, of_page((20, 0, "规章"), (60, 2, "甲乙"))),
    "narrow_gap": Probe(0.5, of_page((20, 0, "12"), (33, 0, "34"))),
    "wide_gap": Probe(2, of_page((20, 0, "规章"), (55, 0, "甲乙"))),
    "figure_gap": Probe(3, of_page((20, 0, "规章"), (50, 0, "12"))),
    "column_gap": Probe(9, of_page(*HEADS, *LISTED)),
    "furniture": Probe(0, of_spread),
}
BY_PICTURES = ("max_ocr_pages", "max_pixels", "ocr_dpi")
"""Looked at only where recognition is installed."""


def of_pictures(settings: Settings) -> tuple[int, int, tuple[int, ...]]:
    """Look at how many pages of a scan are recognised, and how large the last picture was."""
    import io

    import pypdfium2

    from gongkai.document.fronts.image import read_image
    from gongkai.document.fronts.ocr import recognition

    buffer = io.BytesIO()
    picture = pypdfium2.PdfDocument(pdf("#set page(width: 120pt, height: 40pt, margin: 9pt)\n规章 12"))[0]
    frame_of = picture.render(scale=2).to_pil().convert("RGB").resize((1200, 1000))
    frame_of.save(buffer, "TIFF", save_all=True, append_images=[frame_of], dpi=(150, 150))
    shapes = []
    whole = recognition.recognise_page

    def recorded(picture: Any, dpi: float, number: int, settings: Settings) -> Page:
        shapes.append(picture.shape)
        return whole(picture, dpi, number, settings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognition, "recognise_page", recorded)
        document = read_image(buffer.getvalue(), "a.tif", settings)
    return len(shapes), len(document.doubts), shapes[-1]


@pytest.mark.skipif(not available(), reason="the extra gongkai[ocr] is not installed")
@pytest.mark.parametrize(("name", "other"), list(zip(BY_PICTURES, (1, 1_000_000, 300), strict=True)))
def test_another_value_gives_another_reading_of_pictures(name: str, other: float) -> None:
    assert differs(name, Probe(other, of_pictures))


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_pages_is_looked_at() -> None:
    assert {field.name for field in fields(Pages)} == {*PROBES, *BY_PICTURES}
