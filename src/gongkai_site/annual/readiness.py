"""What still stands between a draft and its review: findings unexplained, numbers that fail, things to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from gongkai import Finding, Report
from gongkai_site.annual.checked import findings_of
from gongkai_site.annual.compile.kinds import Kind
from gongkai_site.annual.content import unsigned_hash
from gongkai_site.annual.current import current_report
from gongkai_site.annual.figures import Figures, figures
from gongkai_site.annual.models import AnnualReport, Explanation
from gongkai_site.annual.prose import (
    TEXT_KEYS,
    Lookup,
    Problem,
    lookup_for,
    placeholders,
    problems,
    texts_of,
)
from gongkai_site.annual.screened import Screened, screened

_SHOWN = ("error", "warning", "notice")
_NOT_HERE = frozenset({"deadline.published", "privacy.personal-data"})
"""Rules about publication, which comes after all this, and about what screening says by itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, and why it may stand."""

    finding: Finding
    explanation: Explanation | None

    @property
    def blocks(self) -> bool:
        """Whether review is refused while it stands: an error that nobody explained."""
        return self.finding.severity == "error" and self.explanation is None


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at in one text."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """The report as it stands and all that was found in it."""

    content: Report
    figures: Figures
    lookup: Lookup
    """The numbers its texts link to."""
    found: tuple[Found, ...]
    problems: tuple[Hint, ...]
    """Linked numbers that give none."""
    placeholders: tuple[Hint, ...]
    """What drafts asked for and nobody has filled in yet."""
    screened: Screened
    """What must not go out with its text."""

    @property
    def sha256(self) -> str:
        """The hash of what is reviewed."""
        return unsigned_hash(self.content)

    @property
    def unexplained(self) -> tuple[Found, ...]:
        """Errors that block."""
        return tuple(each for each in self.found if each.blocks)

    @property
    def unconfirmed(self) -> tuple[Kind, ...]:
        """Kinds of records of which there are none, and nobody has said that this is right."""
        return self.figures.absent

    @property
    def to_write(self) -> int:
        """How many things the writer must still do before he can submit it."""
        return len(self.problems) + len(self.placeholders) + len(self.unconfirmed) + len(self.screened.blocking)

    @property
    def blockers(self) -> int:
        """How many things stand against a review."""
        return len(self.unexplained) + self.to_write


def readiness(report: AnnualReport, texts: Mapping[str, str] | None = None) -> Readiness:
    """Look through a report as it stands, or as it would stand with these texts."""
    now = figures(report)
    lookup = lookup_for(report, now)
    written = texts_of(report) if texts is None else dict(texts)
    content = current_report(report, now, written, lookup)
    findings = findings_of(content, report.agency, report.year, report.scope, now.last_year.report, severities=_SHOWN)
    explained = {
        (each.rule, each.message): each for each in report.explanations.filter(withdrawn=False).select_related("by")
    }
    return Readiness(
        content=content,
        figures=now,
        lookup=lookup,
        found=tuple(
            Found(each, explained.get((each.rule, each.message))) for each in findings if each.rule not in _NOT_HERE
        ),
        problems=tuple(Hint(key, each.message) for key in TEXT_KEYS for each in _once(problems(written[key], lookup))),
        placeholders=tuple(Hint(key, each) for key in TEXT_KEYS for each in placeholders(written.get(key, ""))),
        screened=screened(report, content, timezone.localdate()),
    )


def _once(found: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(found))
