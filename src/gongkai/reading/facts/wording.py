"""The wordings of ``data/facts.toml``, compiled; those that name years once per reporting year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gongkai.reading.characters import data_file

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Wording:
    """Compiled patterns, by the names they have in the data file (``requests.domain``)."""

    patterns: dict[str, Pattern]
    results: tuple[tuple[str, Pattern], ...]
    grounds: tuple[tuple[str, Pattern], ...]
    channels: tuple[tuple[str, Pattern], ...]
    dispute_results: tuple[tuple[str, Pattern], ...]
    any_channel: Pattern
    any_result: Pattern
    """Matches wherever one of the channels, or of the results and grounds, does."""
    units: frozenset[str]
    """Units in which published items are counted."""

    def __getitem__(self, name: str) -> Pattern:
        return self.patterns[name]


@lru_cache(maxsize=64)
def wording(year: int | None) -> Wording:
    """Return the wordings for one reporting year; without a year nothing that names one matches."""
    data = data_file("facts.toml")
    years = {"{before}": str(year - 1) if year else "(?!)", "{next}": str(year + 1) if year else "(?!)"}

    def compiled(pattern: str) -> Pattern:
        for name, value in years.items():
            pattern = pattern.replace(name, value)
        return re.compile(pattern)

    def table(words: dict[str, str]) -> tuple[tuple[str, Pattern], ...]:
        return tuple((name, compiled(pattern)) for name, pattern in words.items())

    named = ("requests", "published", "proactive", "disputes", "fees", "years", "scope", "changes", "parts")
    patterns = {
        f"{group}.{name}": compiled(pattern)
        for group in named
        for name, pattern in data[group].items()
        if isinstance(pattern, str)
    }
    published = data["published"]
    patterns["published.stated"] = re.compile(f"{published['verb']}{published['object']}")
    return Wording(
        patterns,
        table(data["results"]),
        table(data["grounds"]),
        table(data["channels"]),
        table(data["disputes"]["results"]),
        compiled("|".join(data["channels"].values())),
        compiled("|".join([*data["results"].values(), *data["grounds"].values()])),
        frozenset(published["units"]),
    )
