"""Every bound of the page that shows a reading decides something."""

from __future__ import annotations

from dataclasses import fields

import pytest

from gongkai.document.model import Line
from gongkai.reading.readings import Unplaced
from gongkai.settings import Settings
from gongkai.settings.viewing import Viewing
from gongkai.viewing import render_view
from tests.settings.probe import Probe, differs
from tests.viewing.kit import made

_LINES = tuple(Line(f"第{number}句话。", number) for number in range(1, 200))
_LEFT = (Unplaced("1", "requests", line=3), Unplaced("2", "requests", line=3))


def _page(settings: Settings) -> str:
    return render_view([made(*_LINES, unplaced=_LEFT), made()], settings)


PROBES: dict[str, Probe] = {
    "view_nearby": Probe(5, _page),
    "view_folded": Probe(100, _page),
    "view_line": Probe(20, lambda settings: render_view([made(Line("字" * 100, 1))], settings)),
    "view_characters": Probe(100, _page),
    "view_unplaced": Probe(1, _page),
    "view_reports": Probe(1, _page),
}


def test_every_bound_is_probed() -> None:
    assert set(PROBES) == {each.name for each in fields(Viewing)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_page(name: str) -> None:
    assert differs(name, PROBES[name])
