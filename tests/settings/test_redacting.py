"""Every bound of redaction decides something."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest
from PIL import Image

from gongkai.document.fronts.libreoffice import Converted
from gongkai.document.fronts.ocr.engine import Recognised
from gongkai.redaction import Box, Decision, Mark, PagePlan, Wanted, find_duplicates, marks_for, open_pages
from gongkai.redaction.checking.reading import is_label, surviving_reading
from gongkai.redaction.checking.survival import PageImage
from gongkai.redaction.drawing.boxes import Area, filling
from gongkai.redaction.drawing.packing import lossless
from gongkai.redaction.finding.laid import Laid, between, boxes
from gongkai.redaction.grounds import ground_on
from gongkai.redaction.opening.pages import Sign
from gongkai.redaction.opening.pictures import sides
from gongkai.settings import Settings
from gongkai.settings.redacting import Redacting
from tests.redaction.kit import DAY, as_file, boxed, changed, marks_of, pages_of_text, redacted
from tests.redaction.test_finding import outlined, with_picture
from tests.screening.build import word
from tests.settings.probe import Probe, differs

_TEXT = pages_of_text("甲甲甲")
_TWICE = pages_of_text("十个字上下的一页文字。", "十个字上下的一页文字。")
_GROUND = ground_on("privacy", DAY)
_SIGNS = (Sign("甲", Box(10, 10, 12, 12)), Sign("乙", Box(13.5, 10, 15, 12)))
_NOISE = as_file(Image.effect_noise((160, 160), 90))


def _filling(width: int, height: int) -> Callable[[Settings], Any]:
    return lambda settings: filling(Area(0, 0, width, height), _GROUND, settings).tobytes()


def _boxes(recognised: bool) -> Callable[[Settings], Any]:
    laid = Laid(1, "甲", _SIGNS, (0,), 0.7, recognised)
    return lambda settings: boxes(laid, 0, 1, settings)


def _packed(settings: Settings) -> bool:
    done = redacted(_NOISE, marks_of(_NOISE, 1), settings)
    with pikepdf.open(io.BytesIO(done.data)) as file:
        return str(file.pages[0].Resources.XObject.P.Filter) == "/DCTDecode"


def _photograph(settings: Settings) -> int:
    small = Settings(redaction_lossless=0, redaction_quality=settings.redaction_quality)
    return len(redacted(_NOISE, marks_of(_NOISE, 1), small).data)


def _unread(data: bytes) -> Callable[[Settings], Any]:
    def look(settings: Settings) -> object:
        with open_pages(data, settings) as pages:
            return marks_for(pages, Wanted(("甲",)), recognise=False).unread

    return look


def _seconds(settings: Settings) -> object:
    hasty = Settings(document_seconds=0.01, redaction_seconds=settings.redaction_seconds)
    return redacted(_TEXT, marks_of(_TEXT, 1, *[boxed(box=Box(0, 0, 99, 99))] * 20), hasty).data


def _pattern(settings: Settings) -> object:
    with open_pages(pages_of_text("a" * 22 + "b"), settings) as pages:
        return marks_for(pages, Wanted(patterns=("(a+)+$",)), recognise=False)


def _duplicates(settings: Settings) -> object:
    def one_more(file: pikepdf.Pdf) -> None:
        page = file.pages[1]
        page.Contents = file.make_stream(page.Contents.read_bytes() + b" 0 0 9 9 re f")

    with open_pages(changed(_TWICE, one_more), settings) as pages:
        return find_duplicates(pages)


def _conversion(settings: Settings) -> object:
    seen: list[float] = []

    def converted(items: Mapping[str, bytes], target: str, given: Settings) -> dict[str, Converted]:
        seen.append(given.document_seconds)
        return dict.fromkeys(items, Converted(_TEXT))

    with patch("gongkai.document.fronts.libreoffice.convert_many", converted), open_pages(word("甲"), settings):
        return seen


def _reading(settings: Settings) -> object:
    image = Image.new("L", (160, 80))
    data = lossless(image)
    page = PageImage(1, data.data, False, True, 160, 80)
    plan = PagePlan(1, Decision.PART, (boxed(),))
    read = Recognised("王某某", ((0, 0), (9, 0), (9, 9), (0, 9)), 0.9)
    with patch("gongkai.redaction.checking.reading.recognise", lambda _: [read]):
        return list(surviving_reading(page, plan, {"privacy": _GROUND}, settings))


def _marks(settings: Settings) -> object:
    return redacted(_TEXT, marks_of(_TEXT, 1, *[Mark(1, Box(1, 1, 2, 2), "privacy")] * 3), settings).data


PROBES: dict[str, Probe] = {
    "redaction_dpi": Probe(100, lambda settings: sides(100, 100, settings)),
    "redaction_pixels": Probe(10_000, lambda settings: sides(100, 100, settings)),
    "redaction_pages": Probe(1, _duplicates),
    "redaction_marks": Probe(2, _marks),
    "redaction_seconds": Probe(0.01, _seconds),
    "redaction_conversion": Probe(1, _conversion),
    "redaction_lossless": Probe(100, _packed),
    "redaction_quality": Probe(60, _photograph),
    "redaction_margin": Probe(1, _boxes(False)),
    "redaction_between": Probe(2, lambda settings: between(_SIGNS[0].box, _SIGNS[1].box, 1, settings)),
    "redaction_scan_margin": Probe(1, _boxes(True)),
    "redaction_pattern_seconds": Probe(0.1, _pattern),
    "redaction_label_least": Probe(30, _filling(200, 30)),
    "redaction_label_most": Probe(20, _filling(600, 200)),
    "redaction_label_share": Probe(0.5, _filling(600, 40)),
    "redaction_same_text": Probe(5, _duplicates),
    "redaction_label_likeness": Probe(95, lambda settings: is_label("个人阴私", {"个人隐私"}, settings)),
    "redaction_sure_reading": Probe(1, _reading),
    "redaction_curves": Probe(100, _unread(changed(pages_of_text("正文"), outlined))),
    "redaction_picture_share": Probe(0.5, _unread(changed(pages_of_text("正文"), with_picture))),
}


def test_every_bound_is_probed() -> None:
    assert set(PROBES) == {each.name for each in fields(Redacting)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_something_else(name: str) -> None:
    assert differs(name, PROBES[name])
