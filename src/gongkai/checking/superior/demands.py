"""What a superior can ask: the closed vocabulary of its rules. Each demand is a value; none is code of the file's."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from gongkai.checking.context import Context
from gongkai.checking.naming import Name, cell_name, day_name, section_name
from gongkai.checking.rule import Outcome, say, unable
from gongkai.errors import InvalidData


class Demand(Protocol):
    """One demand of the vocabulary."""

    def outcomes(self, context: Context, title: str) -> Iterator[Outcome]:
        """Hold a report against it; ``title`` is what the superior calls it."""


@dataclass(frozen=True, slots=True)
class Length:
    """A section, or all six, has at most or at least so many characters; spaces do not count."""

    section: str = ""
    at_least: int | None = None
    at_most: int | None = None

    def outcomes(self, context: Context, title: str) -> Iterator[Outcome]:
        """Say by how many characters it is too long or too short."""
        if not context.prose:
            yield unable("no-prose")
            return
        count = len(_text(context, self.section).replace("\n", ""))
        where = _where(context, self.section)
        for case, limit, wrong in (
            ("superior/length-most", self.at_most, self.at_most is not None and count > self.at_most),
            ("superior/length-least", self.at_least, self.at_least is not None and count < self.at_least),
        ):
            if wrong and limit is not None:
                yield say(
                    case,
                    expected=limit,
                    found=count,
                    title=title,
                    section=where,
                    count=count,
                    limit=limit,
                )


@dataclass(frozen=True, slots=True)
class Words:
    """A section, or the whole prose, has all of these words, one of those, and none of the last."""

    section: str = ""
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def outcomes(self, context: Context, title: str) -> Iterator[Outcome]:
        """Name the words that are lacking, and those that must not stand there."""
        if not context.prose:
            yield unable("no-prose")
            return
        text, where = _text(context, self.section), _where(context, self.section)
        lacking = [f"“{each}”" for each in self.all if each not in text]
        if self.any and not any(each in text for each in self.any):
            lacking.append("或".join(f"“{each}”" for each in self.any))
        if lacking:
            yield say("superior/words", title=title, section=where, lacking="、".join(lacking))
        for each in self.none:
            if each in text:
                yield say("superior/words-none", title=title, section=where, word=each)


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A figure is stated in the prose: one of the facts that reading knows."""

    fact: str
    section: str = ""

    def outcomes(self, context: Context, title: str) -> Iterator[Outcome]:
        """Say that the fact is not stated."""
        if not context.prose:
            yield unable("no-prose")
            return
        stated = (each for each in context.report.facts if self.section in ("", each.section))
        named = (f"{self.fact}.", f"{self.fact}_")
        if not any(each.subject == self.fact or each.subject.startswith(named) for each in stated):
            yield say(
                "superior/fact", title=title, section=_where(context, self.section), fact=facts_known()[self.fact]
            )


@dataclass(frozen=True, slots=True)
class PublishedBy:
    """The report is published by a date: of every year after the one reported on, or of one certain year."""

    month: int
    day: int
    year: int | None = None

    def due(self, reported: int) -> dt.date | None:
        """Return the last day for the report on ``reported``; ``None`` where the date speaks of another year."""
        return dt.date(reported + 1, self.month, self.day) if self.year in (None, reported + 1) else None

    def outcomes(self, context: Context, title: str) -> Iterator[Outcome]:
        """Say by how many days it came out late."""
        published, year = context.report.published, context.report.year
        if published is None or year is None:
            yield unable("no-publication" if published is None else "year-unknown")
            return
        due = self.due(year)
        if due is not None and published > due:
            yield say(
                "superior/published",
                expected=due.isoformat(),
                found=published.isoformat(),
                title=title,
                published=day_name(published),
                due=day_name(due),
                days=(published - due).days,
            )


@dataclass(frozen=True, slots=True)
class Filled:
    """Cells hold a number. What the reader could not place is not held against the office."""

    cells: tuple[str, ...]
    """Keys of cells, or of rows and tables (``proactive``, ``proactive.licences``)."""

    def outcomes(self, context: Context, title: str) -> Iterator[Outcome]:
        """Name the cells without a number."""
        empty = tuple(
            key
            for key in context.form.keys
            if any(key == each or key.startswith(f"{each}.") for each in self.cells)
            and context.cells[key] is None
            and context.report.provenance[key].how in ("blank", "missing")
        )
        if empty:
            first = cell_name(context.form, empty[0])
            name = (
                first
                if len(empty) == 1
                else Name(f"{first.zh}等{len(empty)}格", f"{first.en} and {len(empty) - 1} more")
            )
            yield say("superior/cells", empty, title=title, cell=name)


@cache
def facts_known() -> Mapping[str, Name]:
    """The facts that can be asked for, by key. Raises :class:`InvalidData` where the data file is damaged."""
    try:
        data = tomllib.loads(files("gongkai.checking").joinpath("data", "superior.toml").read_text("utf-8"))
        return {key: Name(each["zh"], each["en"]) for key, each in data["facts"].items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of what a superior may ask is damaged: {error!r}.") from error


def _text(context: Context, section: str) -> str:
    return context.sections.get(section, "") if section else context.prose


def _where(context: Context, section: str) -> Name:
    return section_name(context.form, section) if section else Name("正文", "The prose")
