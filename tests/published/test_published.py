"""Reports in the shapes of saved web pages are read; what such a page lost is doubted, and nobody is blamed for it."""

from __future__ import annotations

import pytest

from tests.grammar.score import Score, score, total
from tests.published.dumps import DUMPS
from tests.published.pages import CHANGES, draw_page

FEWEST_RIGHT = 0.995
"""Of one dump's documents; the issue's aim over all of them is 99.5 %."""


@pytest.fixture(scope="module")
def scored() -> dict[str, list[Score]]:
    return {dump: [score(draw_page(dump, change, 0)) for change in CHANGES] for dump in DUMPS}


@pytest.mark.parametrize("dump", DUMPS)
def test_the_published_figures_are_read(dump: str, scored: dict[str, list[Score]]) -> None:
    differences = [each for one in scored[dump] for each in one.differences]
    assert total(scored[dump]).share >= FEWEST_RIGHT, differences[:20]


@pytest.mark.parametrize("dump", DUMPS)
def test_nothing_is_wrong_in_silence_and_nobody_is_blamed(dump: str, scored: dict[str, list[Score]]) -> None:
    one = total(scored[dump])
    assert (one.silent, one.blamed) == (0, 0), [each for some in scored[dump] for each in some.differences][:20]


def test_agency_and_year_are_right_in_every_shape(scored: dict[str, list[Score]]) -> None:
    assert sum(total(scores).misnamed for scores in scored.values()) == 0


def test_needless_doubts_are_rare(scored: dict[str, list[Score]]) -> None:
    assert total(one for scores in scored.values() for one in scores).doubted_share <= 0.005
