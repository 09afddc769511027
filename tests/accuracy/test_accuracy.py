"""The figures the README promises, on real and generated documents."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from tests.accuracy.rules import score_mistakes, score_right
from tests.accuracy.score import Score, grade_cell, real_samples, score_samples, total
from tests.corpus.build import corpus
from tests.corpus.mistakes import mistakes, right_reports

REAL = Path(__file__).parent.parent / "data" / "reports"
DOCUMENTS, SEED = 320, 2024


@lru_cache(maxsize=1)
def generated() -> Score:
    """The generated corpus, read once for all tests of this file."""
    return total(score_samples(corpus(DOCUMENTS, SEED)))


@lru_cache(maxsize=1)
def real() -> Score:
    return total(score_samples(real_samples(REAL)))


def named(score: Score, *grades: str) -> list[str]:
    """The misses of these grades in words, for a failing test to show."""
    return [f"{m.sample} {m.what}: expected {m.expected!r}, got {m.got!r}" for m in score.misses if m.grade in grades]


def test_no_document_crashes_the_reader() -> None:
    assert named(generated(), "crash") == []


def test_no_cell_is_silently_wrong() -> None:
    assert named(generated(), "SILENT") == []


def test_cells_are_right() -> None:
    score = generated()
    assert score.reports >= 300
    assert score.right >= 0.999 * score.cells, named(score, "doubted", "wrong")


def test_right_cells_are_rarely_doubted() -> None:
    score = generated()
    assert score.noisy <= 0.005 * score.cells, named(score, "noisy")


def test_agency_and_year_are_right() -> None:
    score = generated()
    assert score.named >= 0.99 * score.reports, named(score, "wrong")


def test_what_is_no_report_is_refused_for_the_right_reason() -> None:
    score = generated()
    assert score.refusals
    assert score.refused == score.refusals, named(score, "wrong")


def test_real_documents_are_read_without_a_mistake() -> None:
    score = real()
    assert score.documents >= 4
    assert named(score, "crash", "wrong", "SILENT", "doubted", "noisy") == []
    assert score.right == score.cells


def test_every_injected_mistake_is_found_and_nothing_else_called_an_error() -> None:
    score = score_mistakes(mistakes(seed=5, repeat=1))
    assert score.missed == []
    assert score.false_errors == []


def test_right_reports_have_no_errors_and_no_warnings() -> None:
    score = score_right(right_reports(60, seed=5))
    assert score.false_errors == []
    assert score.false_warnings == []


@pytest.mark.parametrize(
    ("expected", "got", "how", "doubted", "lenient", "grade"),
    [
        (3, 3, "read", False, False, None),
        (None, None, "blank", False, False, None),
        (None, 0, "read", False, False, "SILENT"),
        (3, 8, "read", False, False, "SILENT"),
        (3, 8, "repaired", False, False, "SILENT"),
        (3, 8, "repaired", True, False, "doubted"),
        (3, None, "missing", False, False, "doubted"),
        (3, None, "blank", False, False, "SILENT"),
        (3, None, "missing", False, True, None),
        (3, 4, "read", False, True, "SILENT"),
    ],
)
def test_a_cell_is_graded_as_the_contract_says(
    expected: int | None, got: int | None, how: str, doubted: bool, lenient: bool, grade: str | None
) -> None:
    assert grade_cell(expected, got, how, doubted, lenient) == grade
