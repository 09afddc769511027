"""Read a corpus and count what is right, what is wrong and said so, and what is silently wrong."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gongkai.reading as reading
from gongkai.report.json import whole_or_decimal
from gongkai.report.model import Report
from tests.corpus.build import Sample


@dataclass(frozen=True)
class Miss:
    """One thing read otherwise than it stands."""

    sample: str
    what: str
    """A cell's key, or ``agency``, ``year``, ``form``, ``count``, ``error``, ``extra``."""
    expected: Any
    got: Any
    how: str | None
    grade: str
    """``crash``, ``wrong``, ``SILENT``, ``doubted`` (said to be uncertain), ``noisy`` (right, doubted) …"""
    faults: tuple[str, ...]


@dataclass
class Score:
    """Counts over many documents."""

    documents: int = 0
    reports: int = 0
    cells: int = 0
    right: int = 0
    silent: int = 0
    noisy: int = 0
    how_wrong: int = 0
    named: int = 0
    """Agency and year both right."""
    refused: int = 0
    refusals: int = 0
    seconds: float = 0.0
    misses: list[Miss] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The documents' faults by name."""

    def add(self, other: Score) -> None:
        """Count the other's documents too."""
        for name, value in vars(other).items():
            if isinstance(value, list):
                self.misses.extend(value)
            elif name == "facts":
                self.facts.update(value)
            elif isinstance(value, dict):
                self.seen.update(value)
            else:
                setattr(self, name, getattr(self, name) + value)

    @property
    def line(self) -> str:
        """One line of figures."""
        return (
            f"{self.documents} documents, {self.reports} reports, {self.cells} cells: "
            f"right {share(self.right, self.cells)}, silent wrong {self.silent}, "
            f"noisy {share(self.noisy, self.cells)}, "
            f"how wrong {self.how_wrong}, agency+year {share(self.named, self.reports)}, "
            f"refused rightly {self.refused}/{self.refusals}, facts {dict(self.facts)}, {self.seconds:.1f} s"
        )


def share(part: int, whole: int) -> str:
    """A share as a percentage."""
    return f"{100 * part / whole:.3f} %" if whole else "n/a"


def score_sample(sample: Sample, folder: Path) -> Score:
    """Read one document and compare it with its truth."""
    path = folder / sample.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sample.data)
    started = time.perf_counter()
    score, results = Score(documents=1, seen={sample.name: sample.faults}), []
    try:
        results = list(reading.read_many([path]))
    except Exception as error:
        score.misses.append(Miss(sample.name, "crash", None, repr(error), None, "crash", sample.faults))
    score.seconds = time.perf_counter() - started
    path.unlink()
    read = [each for each in results if isinstance(each, Report)]
    errors = [each for each in results if not isinstance(each, Report)]
    if sample.error is not None:
        _score_refusal(sample, read, errors, score)
        return score
    if len(read) != len(sample.truths):
        found = [each.error.code for each in errors]
        score.misses.append(
            Miss(sample.name, "count", len(sample.truths), f"{len(read)} {found}", None, "wrong", sample.faults)
        )
    for number, truth in enumerate(sample.truths):
        _score_report(sample, truth, read[number] if number < len(read) else None, score)
    return score


def _score_refusal(sample: Sample, read: list[Report], errors: list[Any], score: Score) -> None:
    score.refusals = 1
    codes = [each.error.code for each in errors]
    if not read and codes and (sample.error == "*" or sample.error in codes):
        score.refused = 1
    else:
        got = f"report {read[0].agency}" if read else codes
        score.misses.append(Miss(sample.name, "error", sample.error, got, None, "wrong", sample.faults))


def _score_report(sample: Sample, truth: dict[str, Any], report: Report | None, score: Score) -> None:
    score.reports += 1
    score.cells += len(truth["cells"])
    if report is None:
        return

    def miss(what: str, expected: Any, got: Any, grade: str, how: str | None = None) -> None:
        score.misses.append(Miss(sample.name, what, expected, got, how, grade, sample.faults))

    _score_metadata(truth, report, score, miss)
    doubted = {key for doubt in report.warnings for key in doubt.cells}
    for key, expected in truth["cells"].items():
        if truth.get("form_unknown") and key not in report.cells:
            score.cells -= 1
            continue
        place = report.provenance.get(key)
        got, how, lenient = report.cells.get(key), place.how if place else None, key in truth["lenient"]
        grade = grade_cell(whole_or_decimal(expected), got, how, key in doubted, lenient)
        wanted = truth["how"].get(key)
        if grade is not None:
            score.silent += grade == "SILENT"
            miss(key, expected, got, grade, how)
            continue
        score.right += 1
        if wanted is not None and how != wanted:
            score.how_wrong += 1
            miss(f"how:{key}", wanted, how, "how", how)
        if key in doubted and wanted not in (None, "repaired") and not lenient:
            score.noisy += 1
            miss(key, expected, got, "noisy", how)
    _score_extra(truth, report, miss)
    if truth["facts"]:
        _score_facts(truth, report, score, miss)


def _score_metadata(truth: dict[str, Any], report: Report, score: Score, miss: Callable[..., None]) -> None:
    if report.form != truth["form"] and not truth.get("form_unknown"):
        miss("form", truth["form"], report.form, "wrong")
    wrong = [what for what in ("agency", "year") if getattr(report, what) != truth[what]]
    score.named += not wrong
    for what in wrong:
        miss(what, truth[what], getattr(report, what), "wrong")
    for what in ("published", "signed"):
        got = getattr(report, what)
        if (got.isoformat() if got else None) != truth.get(what):
            miss(what, truth.get(what), str(got), "minor")


def grade_cell(expected: Any, got: Any, how: str | None, doubted: bool, lenient: bool) -> str | None:
    """Grade one cell: None where it is right."""
    if got == expected or (lenient and got is None):
        return None
    if got is not None and expected is not None and float(got) == float(expected):
        return None  # JSON's numbers, which the truth is kept in, have no more digits than that
    if got is None:
        return "doubted" if doubted or how in ("missing", "repaired") else "SILENT"
    return "doubted" if doubted else "SILENT"


def _score_extra(truth: dict[str, Any], report: Report, miss: Callable[..., None]) -> None:
    wanted = [(row["section"], {k: v for k, v in row["values"].items() if v}) for row in truth["extra"]]
    got = [(row.section, {k: v for k, v in row.values.items() if v}) for row in report.extra]
    if wanted != got and not truth.get("form_unknown"):
        miss("extra", wanted, got, "minor")


def _score_facts(truth: dict[str, Any], report: Report, score: Score, miss: Callable[..., None]) -> None:
    """Facts found, lost and invented; subjects compared up to the vocabulary's ``.received``."""

    def key(subject: str) -> str:
        return "requests.received" if subject == "requests" else subject

    wanted = Counter((key(f["subject"]), f["number"], f["scope"]) for f in truth["facts"])
    got = Counter((key(f.subject), f.number, f.scope) for f in report.facts if f.section in ("overview", "other"))
    score.facts["found"] += (wanted & got).total()
    score.facts["lost"] += (wanted - got).total()
    score.facts["invented"] += (got - wanted).total()
    if wanted != got:
        miss("facts", sorted((wanted - got).elements()), sorted((got - wanted).elements()), "facts")


def score_samples(samples: Iterable[Sample]) -> dict[str, Score]:
    """Score a corpus by kind of document."""
    scores: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        for sample in samples:
            scores.setdefault(sample.kind, Score()).add(score_sample(sample, Path(folder)))
    return scores


def total(scores: dict[str, Score]) -> Score:
    """All kinds together."""
    result = Score()
    for score in scores.values():
        result.add(score)
    return result


def real_samples(folder: Path) -> Iterator[Sample]:
    """The real documents of a folder, with the values a human read."""
    from gongkai.report.json import loads

    for path in sorted(folder.glob("*.expected.json")):
        truth = loads(path.read_bytes())
        source = folder / truth["source"]
        full = {"lenient": [], "how": {}, "extra": [], "facts": [], "signed": None} | truth
        yield Sample(source.name, source.read_bytes(), f"real {source.suffix[1:]}", (full,))
