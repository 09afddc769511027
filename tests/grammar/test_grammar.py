"""Documents of every shape, drawn at random, read as well as the project promises."""

from __future__ import annotations

import pytest

from tests.grammar.draw import Document, draw
from tests.grammar.score import Score, score, total

SEED, COUNT = 20250131, 150


@pytest.fixture(scope="module")
def scored() -> list[tuple[Document, Score]]:
    print(f"seed {SEED}, {COUNT} documents")
    return [(document, score(document)) for document in (draw(SEED, number) for number in range(COUNT))]


def _worst(scored: list[tuple[Document, Score]], word: str) -> str:
    """Names and first differences of the documents that show this fault, for whoever reads the failure."""
    lines = []
    for document, one in scored:
        told = [each for each in one.differences if word in each]
        if told:
            lines.append(f"{document.name} ({document.shape}; {', '.join(document.marks)}): {len(told)}, {told[0]}")
    return "\n".join(lines[:20])


def test_cells_are_read(scored: list[tuple[Document, Score]]) -> None:
    assert total(one for _, one in scored).share >= 0.999, _worst(scored, "wrong")


def test_no_value_is_wrong_in_silence(scored: list[tuple[Document, Score]]) -> None:
    assert total(one for _, one in scored).silent == 0, _worst(scored, "silent")


def test_what_is_right_and_printed_plainly_is_not_doubted(scored: list[tuple[Document, Score]]) -> None:
    assert total(one for _, one in scored).doubted_share <= 0.005, _worst(scored, "doubted")


def test_no_office_is_blamed_for_a_cell_that_it_printed(scored: list[tuple[Document, Score]]) -> None:
    assert total(one for _, one in scored).blamed == 0, _worst(scored, "blamed")
