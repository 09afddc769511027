"""Prose repeated among a province's reports: whether a report takes longer to check among more of them."""

from __future__ import annotations

import random
import time

from benchmarks.timing import Row, times
from gongkai.checking import Peers, check
from gongkai.report import Report, blank_report
from tests.corpus.truth import make_truth

FEW, MANY = 300, 3_000
YEAR = 2024


def reports(count: int) -> list[Report]:
    """Reports that are nothing but agency and prose, as the corpus invents them."""
    made = []
    for number in range(count):
        truth = make_truth(random.Random(f"repeated/{number}"), form_id="2021", year=YEAR)
        sections = {key: "\n".join(paragraphs) for key, paragraphs in truth.prose.paragraphs.items()}
        made.append(
            blank_report("2021", source=f"{number}.html", agency=truth.agency.full, year=YEAR, sections=sections)
        )
    return made


def seconds(checked: list[Report]) -> tuple[float, int]:
    """Processor time of indexing them and checking every one against all, and how many notices that gave."""
    started = time.process_time()
    peers = Peers(checked)
    notices = 0
    for report in checked:
        notices += sum(each.severity == "notice" for each in check(report, None, peers, rules=["text.repeated"]))
    return time.process_time() - started, notices


def run() -> list[Row]:
    """Check few and many in turn, and take the least time of each."""
    made = reports(MANY)
    few, many = float("inf"), float("inf")
    notices = 0
    for _ in range(3):
        few = min(few, seconds(made[:FEW])[0])
        took, notices = seconds(made)
        many = min(many, took)
    ratio = (many / MANY) / (few / FEW)
    detail = f"{few:.2f} s for {FEW}, {many:.1f} s for {MANY:,} with {notices:,} notices"
    return [
        Row(f"text.repeated, a report among {MANY:,} against among {FEW}", times(ratio), "≤ 2 ×", ratio <= 2, detail)
    ]
