"""Every threshold of opening a file decides something."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from gongkai.document import budget, encoding
from gongkai.document.batch import _groups, _looks_converted
from gongkai.document.encoding import decode
from gongkai.document.fronts import soffice
from gongkai.document.fronts.ooxml import parse
from gongkai.document.kinds import sniff
from gongkai.document.opening import open_documents
from gongkai.document.sources import Source
from gongkai.document.usage import Use
from gongkai.errors import GongkaiError
from gongkai.settings import Settings
from gongkai.settings.opening import Opening
from tests.settings.probe import Probe, differs

PAGE = "<p>本年收到申请 5 件。</p>".encode()
LONG = b"<html>" + PAGE * 3_000


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def opened(data: bytes) -> Callable[[Settings], list[object]]:
    """Look at what comes out of a file: how many blocks of each document, or the code of its error."""

    def look(settings: Settings) -> list[object]:
        found = open_documents(data, "a", settings)
        return [each.code if isinstance(each, GongkaiError) else len(each.blocks) for _, each in found]

    return look


def after_work(settings: Settings) -> bool:
    """Whether a loop of 5,000 steps that uses up the time at once is stopped."""
    with budget.DocumentBudget(settings) as document:
        document.wait(settings.document_seconds + 1)
        budget.spend(5_000 - 1)
    return True


def memory_taken(settings: Settings) -> bool:
    with budget.DocumentBudget(settings):
        budget.need(500_000_000)
    return True


def left_for_a_scan(settings: Settings) -> float:
    with budget.DocumentBudget(settings):
        budget.scanned_page()
        return round(budget.left())


def busy(settings: Settings) -> float:
    """How much of a second counts in which LibreOffice worked next to nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(soffice, "use_of_group", lambda group: Use(0.001, 0))
        watch = soffice._Watch(0, settings.conversion_patience)
        watch._clock -= 1
        watch.look()
    return round(watch.seconds, 1)


def kind_of(data: bytes) -> Callable[[Settings], object]:
    return lambda settings: sniff(data, settings).kind


def tried(settings: Settings) -> int:
    """How many encodings are tried on a text that the first explains."""
    calls = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "_score", lambda text: calls.append(text) or 0.5)
        decode("本年收到申请".encode("gb18030"), "gb18030", settings)
    return len(calls)


NESTED = zipped(("a.html", PAGE))
for _ in range(2):
    NESTED = zipped(("a.zip", NESTED))
TINY = b"<a>" + b"<b/>" * 12_000 + b"</a>"
DOC = Path(__file__).parents[1] / "data" / "office" / "report.doc"

DOC_SOURCE = Source(DOC, DOC.name)
# What follows the first hundred bytes tells the encoding: é, and then Chinese.
LATE = ("\u00e9" * 60).encode() + b"\xff" + "本年收到政府信息公开申请".encode("gb18030") * 100
WIDE = ("政府信息年度报告主动" * 20).encode("utf-16-le")

PROBES: dict[str, Probe] = {
    "document_seconds": Probe(0.01, opened(LONG * 4)),
    "document_bytes": Probe(100_000_000, memory_taken),
    "seconds_per_scanned_page": Probe(0, left_for_a_scan),
    "steps_per_look": Probe(5_000, after_work),
    "max_bytes": Probe(1_000, opened(LONG)),
    "max_text": Probe(1_000, opened(LONG)),
    "max_markup": Probe(10_000, lambda settings: _docx(settings)),
    "max_tags": Probe(10_000, lambda settings: parse(TINY, settings).tag),
    "max_members": Probe(1, opened(zipped(("a.html", PAGE), ("b.html", PAGE)))),
    "max_ratio": Probe(2_000, opened(zipped(("a.txt", b"x" * 6_000_000)))),
    "ratio_from": Probe(1_000_000_000, opened(zipped(("a.txt", b"x" * 6_000_000)))),
    "max_unpacked": Probe(1_000, opened(zipped(("a.html", LONG)))),
    "max_nesting": Probe(2, opened(NESTED)),
    "conversion_patience": Probe(1, busy),
    "conversion_group": Probe(7, lambda settings: [len(each) for each in _groups([DOC_SOURCE] * 30, 1, settings)]),
    "conversion_group_bytes": Probe(100, lambda settings: _looks_converted(DOC, settings)),
    "kind_sample": Probe(64, kind_of(b" " * 500 + b"<html><p>")),
    "encoding_sample": Probe(100, lambda settings: decode(LATE, None, settings)),
    "encoding_clear": Probe(1, tried),
    "encoding_others": Probe(0, lambda settings: decode(WIDE, None, settings)),
    "text_glance": Probe(100, lambda settings: decode(b"x" * 5_000 + b"\x01" * 500, None, settings)),
    "control_share": Probe(0.2, lambda settings: decode(b"x" * 900 + b"\x01" * 100, None, settings)),
    "few_controls": Probe(100, lambda settings: decode(b"x" * 200 + b"\x01" * 5, None, settings)),
    "few_damaged": Probe(100, lambda settings: decode(b"\xef\xbb\xbf" + "甲\ufffd".encode() * 20, None, settings)),
    "damaged_share": Probe(0.9, lambda settings: decode(b"\xef\xbb\xbf" + "甲\ufffd".encode() * 500, None, settings)),
    "least_sense": Probe(0, lambda settings: decode("龘靐齾爩麤龗灪龖".encode("gb18030") * 50, None, settings)),
}


def _docx(settings: Settings) -> object:
    import docx

    document = docx.Document()
    for _ in range(200):
        document.add_paragraph("本年收到申请 5 件。")
    buffer = io.BytesIO()
    document.save(buffer)
    return opened(buffer.getvalue())(settings)


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_outcome(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_opening_has_a_probe() -> None:
    assert {each.name for each in fields(Opening)} == PROBES.keys()
