"""Accuracy by format on the generated corpus and on the real documents, and the rules on injected mistakes."""

from __future__ import annotations

from benchmarks.pages import REPORTS
from benchmarks.timing import Row, Skipped
from tests.accuracy.rules import score_mistakes, score_right
from tests.accuracy.score import Score, real_samples, score_samples, share, total
from tests.corpus import render_doc
from tests.corpus.build import corpus
from tests.corpus.mistakes import mistakes, right_reports

DOCUMENTS = 1_000
SCANS = 4
LEGACY = 12


def _rows(name: str, score: Score, goal: bool = True) -> Row:
    right = score.right / score.cells if score.cells else 1.0
    met = (
        right >= 0.999
        and score.silent == 0
        and score.noisy <= 0.005 * score.cells
        and score.named >= 0.99 * score.reports
    )
    detail = f"{score.documents} documents; warned of though right {share(score.noisy, score.cells)}; "
    detail += f"agency and year {share(score.named, score.reports)}; refused rightly {score.refused}/{score.refusals}"
    figure = f"{share(score.right, score.cells)} right, {score.silent} silent wrong"
    return Row(f"cells, {name}", figure, "≥ 99.9 %, 0" if goal else "—", met if goal else None, detail)


def run() -> list[Row]:
    """Score everything; scans apart."""
    scores = score_samples(corpus(DOCUMENTS, 2024))
    if render_doc.available():
        scores |= score_samples(corpus(LEGACY, 2024, ("doc",)))
    real = score_samples(real_samples(REPORTS))
    rows = [_rows(name, score, goal=False) for name, score in sorted(scores.items()) if score.cells]
    rows.append(_rows("all generated", total(scores)))
    rows.append(_rows("real documents", total(real)))
    injected, right = score_mistakes(mistakes()), score_right(right_reports(200))
    false = len(injected.false_errors) + len(right.false_errors)
    found = share(injected.found, injected.mistakes)
    detail = f"{injected.mistakes} injected mistakes, {right.reports} right reports"
    met = injected.found == injected.mistakes and not false
    return [*rows, Row("rules: recall, false errors", f"{found}, {false}", "100 %, 0", met, detail)]


def run_scans() -> list[Row]:
    """Score a few scans."""
    try:
        import rapidocr  # noqa: F401
    except ImportError as error:
        raise Skipped("the ocr extra is not installed") from error
    return [
        _rows(
            "scans (150-200 dpi, tilted, noisy)",
            total(score_samples(corpus(SCANS, 2024, ("scan",), level=0.0))),
            goal=False,
        )
    ]
