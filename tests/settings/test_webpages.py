"""Every threshold of what is seen of a web page, and of what no report could have, decides something."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.document.fronts.html import read_html
from gongkai.settings import Settings
from gongkai.settings.webpages import Webpages
from tests.settings.probe import Probe, differs
from tests.settings.test_fronts import FIGURES, page, shown

SEEN_AGAIN = '<p style="visibility:hidden"><b style="visibility:visible">甲</b></p><p>乙</p>'
FOREIGN = '<link rel=stylesheet href=a.css><table><tr class=x><td>规章<td style="color:#fff">7</table>'


def stated(settings: Settings) -> Any:
    """Look at a page of two characters of which only what it states tells the encoding."""
    markup = b"<!--" + b" " * 300 + b"--><meta charset=big5><p>" + AMBIGUOUS
    return shown(read_html(markup, "a", settings).blocks)


AMBIGUOUS = "臉龐".encode("big5")
PROBES: dict[str, Probe] = {
    "charset_within": Probe(100, stated),
    "few_tags": Probe(100_000, page("<b>" * 600 + "<p>文</p>" * 600)),
    "few_nested": Probe(1_000_000, page(f"<!--{'<div>' * 2_100}-->{'<p>文</p>' * 1_000}")),
    "few_separators": Probe(1_000_000, page(f"<p{' a' * 6_000}>文</p>{' ' * 5_000}")),
    "tag_overlap": Probe(10_000, page("<a b " * 1_900 + ">文" + " " * 7_000)),
    "vain_markup": Probe(0, page(SEEN_AGAIN)),
    "spacer": Probe(10, page(f"<table><tr><td>甲</td><td><img src=a width=5 height=5></td></tr>{FIGURES}</table>")),
    "invisible_opacity": Probe(0.5, page('<p style="opacity:0.2">甲</p><p>乙</p>')),
    "off_screen": Probe(50, page('<p style="position:absolute;left:-100px">甲</p><p>乙</p>')),
    "cut_away": Probe(10, page('<p style="overflow:hidden;height:5px">甲</p><p>乙</p>')),
    "like_colours": Probe(30, page('<p style="color:#f0f0f0">甲</p><p>乙</p>')),
    "ground_texts": Probe(1, page(FOREIGN)),
}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_stage_is_tried() -> None:
    assert {each.name for each in fields(Webpages)} == PROBES.keys()
