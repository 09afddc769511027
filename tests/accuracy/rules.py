"""Run the rules over injected mistakes: each must be found, and nothing else called an error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.checking import Finding, check
from gongkai.reading import read
from gongkai.report.model import Report
from tests.corpus.build import Sample
from tests.corpus.mistakes import Mistake


@dataclass
class RuleScore:
    """What the rules found, missed and invented."""

    mistakes: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    false_errors: list[str] = field(default_factory=list)
    false_warnings: list[str] = field(default_factory=list)
    reports: int = 0

    @property
    def line(self) -> str:
        """One line of figures."""
        return (
            f"{self.found} of {self.mistakes} mistakes found; {len(self.false_errors)} false errors and "
            f"{len(self.false_warnings)} false warnings in {self.reports} reports"
        )


def _report(sample: Sample) -> Report:
    return read(sample.data, name=sample.name)


def _words(name: str, finding: Finding) -> str:
    return f"{name}: {finding.rule} {finding.severity} {finding.message[:90]} {list(finding.cells)[:3]}"


def score_mistakes(mistakes: Iterable[Mistake]) -> RuleScore:
    """Check a report per mistake."""
    score = RuleScore()
    for each in mistakes:
        previous = _report(each.previous) if each.previous else None
        peers = [_report(peer) for peer in each.peers] or None
        findings = check(_report(each.sample), previous=previous, peers=peers)
        score.mistakes += 1
        score.reports += 1
        if any(f.rule == each.rule and f.severity != "not run" for f in findings):
            score.found += 1
        else:
            score.missed.append(f"{each.sample.name}: {each.rule}")
        score.false_errors += [
            _words(each.sample.name, f) for f in findings if f.severity == "error" and f.rule not in each.also
        ]
    return score


def score_right(samples: Iterable[Sample]) -> RuleScore:
    """Check reports that are right."""
    score = RuleScore()
    for sample in samples:
        score.reports += 1
        for finding in check(_report(sample)):
            if finding.severity == "error":
                score.false_errors.append(_words(sample.name, finding))
            elif finding.severity == "warning":
                score.false_warnings.append(_words(sample.name, finding))
    return score


def main() -> None:
    from tests.corpus.mistakes import mistakes, right_reports

    injected, right = score_mistakes(mistakes(repeat=5)), score_right(right_reports(200))
    for score in (injected, right):
        print(score.line, *score.missed, *score.false_errors, *score.false_warnings[:40], sep="\n  ")


if __name__ == "__main__":
    main()
