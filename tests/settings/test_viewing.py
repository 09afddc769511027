"""Every bound of the page that shows a reading decides something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from gongkai.document.model import Block, Line
from gongkai.reading.readings import Unplaced
from gongkai.report import Doubtful
from gongkai.settings import Settings
from gongkai.settings.viewing import Viewing
from gongkai.viewing import Mark, document_markup, render_findings, render_view
from tests.settings.probe import Probe, differs
from tests.viewing.kit import GRANTED, RECEIVED, grid, made, mark
from tests.viewing.test_findings_page import outcome, wrong

_LINES = tuple(Line(f"第{number}句话。", number) for number in range(1, 200))
_LEFT = (Unplaced("1", "requests", line=3), Unplaced("2", "requests", line=3))
_DOUBT = Doubtful("sums", "两格有疑。", (RECEIVED, GRANTED))
_TABLE = grid(1, *["甲|1|2|3|4|5|6|7|8|9"] * 10)
_ROW = tuple(Line(text, number) for number, text in enumerate(("本年办理", "予以公开", "1"), 1))
_FIRST = mark("m", "1", row=3)


def _page(settings: Settings) -> str:
    return render_view([made(*_LINES, unplaced=_LEFT), made()], settings)


def _document(*blocks: Block, marks: tuple[Mark, ...] = ()) -> Callable[[Settings], str]:
    return lambda settings: str(document_markup(blocks, marks, None, settings).markup)


PROBES: dict[str, Probe] = {
    "view_nearby": Probe(5, _page),
    "view_folded": Probe(100, _page),
    "view_line": Probe(20, lambda settings: render_view([made(Line("字" * 100, 1))], settings)),
    "view_characters": Probe(100, _page),
    "view_unplaced": Probe(1, _page),
    "view_fewest": Probe(2, _document(*_LINES[:44], marks=(mark("m", "1"),))),
    "view_searched": Probe(10, _document(Line("字" * 20 + "7件。", 1), marks=(mark("m", "7"),))),
    "view_text": Probe(5, _document(Line("甲", 1), marks=(mark("m", "7" * 20),))),
    "view_cost": Probe(10_000, _document(_TABLE)),
    "view_labels": Probe(1, _document(*_ROW, marks=(_FIRST,))),
    "view_cell": Probe(1, _document(*_ROW, marks=(_FIRST,))),
    "view_run": Probe(1, _document(*_ROW, marks=(_FIRST,))),
    "view_named": Probe(1, lambda settings: render_view([made(warnings=(_DOUBT,))], settings)),
    "view_links": Probe(1, lambda settings: render_findings(outcome(wrong()), settings)),
    "view_sources": Probe(1, lambda settings: render_view([made()] * 53, settings)),
    "view_reports": Probe(1, _page),
}


def test_every_bound_is_probed() -> None:
    assert set(PROBES) == {each.name for each in fields(Viewing)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_page(name: str) -> None:
    assert differs(name, PROBES[name])
