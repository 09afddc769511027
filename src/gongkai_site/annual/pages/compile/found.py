"""The findings on the form's page: counted at its top, and each with a way to the cells that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai import Finding
from gongkai.forms import Form
from gongkai_site.annual.prose.lookup import cell_label
from gongkai_site.findings import severity_word

NOT_RUN = "not run"
_NAMED = 8
"""So many cells of one finding are named; the others are marked in the form all the same."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with its number, and the cells to jump to."""

    number: int
    word: str
    finding: Finding
    cells: tuple[tuple[str, str], ...]
    """Key and short name."""
    more: int
    """How many cells are not named."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings there are of one severity, and the number of the first."""

    severity: str
    word: str
    number: int
    first: int


def found_on_page(said: Sequence[Finding], form: Form) -> list[Found]:
    """Number the findings as the form's cells do."""
    return [_found(number, each, form) for number, each in enumerate(said, 1)]


def counted(said: Sequence[Finding]) -> list[Count]:
    """Count the findings by severity, in the order in which they are listed."""
    first: dict[str, int] = {}
    for number, each in enumerate(said, 1):
        first.setdefault(each.severity, number)
    numbers = Counter[str](each.severity for each in said)
    return [Count(key, severity_word(key), numbers[key], number) for key, number in first.items()]


def _found(number: int, finding: Finding, form: Form) -> Found:
    keys = [each for each in dict.fromkeys(finding.cells) if each in form.keys]
    named = tuple((key, cell_label(form, key)) for key in keys[:_NAMED])
    return Found(number, severity_word(finding.severity), finding, named, len(keys) - len(named))
