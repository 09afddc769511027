"""Every threshold of what the eye sees of a PDF page decides something."""

from __future__ import annotations

from dataclasses import fields

import pytest

from gongkai.settings.painted import Painted
from tests.document.pdf_samples import drawn, pdf, text_at
from tests.document.test_pdf_objects import HELVETICA, IMAGE, annotated
from tests.settings.drawn_pages import LINES, WORDS, of_pdf, over
from tests.settings.laid import Look
from tests.settings.probe import Probe, differs

FIELD = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (v{x}) /V (345) /Rect [{x} 602 {right} 640] /F 4 >>"
SLANTED = "".join(f"{x} {y} m {x + 100} {y} l {x + 100.3} {y + 50} l {x + 0.3} {y + 50} l h S\n"
                  for x in (100, 200) for y in (600, 650))  # fmt: skip
FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] {more} /Length {length} >>\nstream\n{content}\nendstream"
RARE = pdf("龘齾爩鱻麤龗灪籲爨癵饢驫麣纞虋讟钃鸜麷鞻韽韾顟顠顡颥颫颬颭颮" * 3)
TURNED = "BT /F 12 Tf 0 1 -1 0 50 50 Tm (a) Tj ET\n"
CLIP = "q 0 0 m 1 0 l 2 1 l 3 1 l 595 1 l 595 842 l 0 842 l h W n " + text_at(250, 660, "7") + " Q "
COVERED = "".join(f"0 g {text_at(x, 610, '7')} 1 g {x - 1} 605 20 20 re f " for x in (150, 250))
PALE = ".8 g " + text_at(216.5, 661, "A") + text_at(224.7, 661, "B")
REACHING = ".8 g " + text_at(216.5, 661, "A") + text_at(224.45, 661, "B")
SPREAD = text_at(105, 610, "ab12") + text_at(105.5, 611, "cd34")
THREE = (text_at(105, 610, "1234567890"), text_at(110, 611, "-" + " " * 15 + "-"), text_at(137, 612, "b"))

SONG = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UTF16-V /DescendantFonts [7 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /FontDescriptor 8 0 R "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 "
    "/Descent -120 /CapHeight 880 /StemV 80 >>",
)
VERTICAL = drawn(
    LINES + f"BT /V 40 Tf .3 0 0 .3 150 690 Tm <{'规章文件许可'.encode('utf-16-be').hex()}> Tj ET\n",
    page="/Resources << /Font << /F 5 0 R /V 6 0 R >> >>",
    objects=SONG,
)
"""Written downwards, in a size that only the text matrix brings to that of print."""


def within(content: str) -> Look:
    """Look at content drawn by a form within a form."""
    inner = FORM.format(more="", length=len(content), content=content)
    outer = FORM.format(more="/Resources << /XObject << /X 7 0 R >> >>", length=5, content="/X Do")
    page = f"/Resources << {HELVETICA} /XObject << /X 6 0 R >> >>"
    return of_pdf(drawn(WORDS + "/X Do", page=page, objects=(outer, inner)))


def pictured(content: str) -> Look:
    """Look at a page with a picture ``/I``."""
    return of_pdf(drawn(content, page=f"/Resources << {HELVETICA} /XObject << /I 6 0 R >> >>", objects=(IMAGE,)))


PICTURE = "q 300 0 0 300 100 300 cm /I Do Q\n"
SCAN = "q 595 0 0 842 0 0 cm /I Do Q\n"
MOST_OF_IT = "q 400 0 0 690 0 0 cm /I Do Q\n"
PROBES: dict[str, Probe] = {
    "max_forms": Probe(1, within(LINES)),
    "max_fields": Probe(1, of_pdf(annotated(*(FIELD.format(x=x, right=x + 95) for x in (102, 202))))),
    "longest_field": Probe(2, of_pdf(annotated(FIELD.format(x=202, right=297)))),
    "straight_side": Probe(0.1, of_pdf(drawn(SLANTED + WORDS))),
    "turn_sample": Probe(1, of_pdf(drawn(TURNED + LINES + WORDS))),
    "unmapped_sample": Probe(1, of_pdf(drawn(text_at(100, 700, "\\001" + "a" * 90)))),
    "run_gap": Probe(0, over(PALE)),
    "run_overlap": Probe(0, over(REACHING)),
    "run_level": Probe(0, over(PALE)),
    "ink_share": Probe(0.2, of_pdf(VERTICAL)),
    "same_size": Probe(20, of_pdf(VERTICAL)),
    "garbled_from": Probe(1_000, of_pdf(RARE)),
    "layer_from": Probe(100, pictured(SCAN + text_at(100, 700, "twelve chars"))),
    "background_lines": Probe(2, pictured(PICTURE + "".join(text_at(110, y, "over") for y in (400, 450, 500)))),
    "background_pitch": Probe(100, pictured(PICTURE + "".join(text_at(110, y, "over") for y in range(400, 600, 40)))),
    "covering_share": Probe(0.9, pictured(text_at(450, 700, "beside the picture") + MOST_OF_IT)),
    "doubtful": Probe(0.2, over(text_at(211, 661, "88"))),
    "tiny_beside": Probe(100, over(text_at(250, 660, "7", 0.7))),
    "askew": Probe(0.5, over("BT /F 12 Tf 1 0.1 -0.1 1 250 660 Tm (7) Tj ET ")),
    "clip_corners": Probe(4, over(CLIP)),
    "max_covers": Probe(1, over(COVERED)),
    "max_overprints": Probe(1, over(text_at(211, 661, "88") + text_at(111, 661, "8") + text_at(110, 610, "b"))),
    "max_compared": Probe(1, over(text_at(110, 610, "bbbb") + text_at(190, 640, "VOID", 60))),
    "max_over": Probe(1, of_pdf(drawn(LINES + WORDS + "".join(THREE)))),
    "longest_over": Probe(1, over(SPREAD)),
    "large_type": Probe(50, over(text_at(110, 610, "bbbb") + text_at(190, 620, "VOID", 60))),
    "printed_on": Probe(0.9, over(text_at(220.8, 660, "8"))),
    "touching": Probe(10, over(text_at(219.2, 660, "8"))),
    "twice_within": Probe(0.9, over(text_at(210.5, 663, "12"))),
}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_stage_is_looked_at() -> None:
    assert {field.name for field in fields(Painted)} == PROBES.keys()
