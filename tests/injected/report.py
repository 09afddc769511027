"""A report before it is printed: office, two years of figures, sentences with their figures still apart."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.grammar.draft import Block
from tests.injected.figures import Figures
from tests.injected.offices import Office
from tests.injected.wording import as_written


@dataclass
class Sentence:
    """``text`` holds its figures open; ``values`` are this sentence's own, so that one mistake stays in one place."""

    kind: str
    text: str
    values: dict[str, object]
    numerals: str = "arabic"

    def says(self, *names: str) -> bool:
        return all(f"{{{name}}}" in self.text for name in names)

    def __str__(self) -> str:
        return self.text.format_map({key: as_written(value, self.numerals) for key, value in self.values.items()})


@dataclass
class Part:
    """One of section one's aspects, or a run of sentences without a heading."""

    key: str
    heading: str
    sentences: list[Sentence]


@dataclass
class Report:
    rng: random.Random
    office: Office
    year: int
    form: str
    cells: Figures
    last: Figures
    """Last year's cells, on that year's form."""
    title: str = ""
    published: dt.date | str | None = None
    signed: dt.date | str | None = None
    addressee: str = ""
    due: dt.date | None = None
    """The date that the superior set, where the statute sets none."""
    preamble: list[Sentence] = field(default_factory=list)
    overview: list[Part] = field(default_factory=list)
    problems: list[Sentence] = field(default_factory=list)
    other: list[Sentence] = field(default_factory=list)
    signature: str = ""
    note: str = ""
    headings: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    after: list[tuple[str, str]] = field(default_factory=list)
    """Sections beyond the sixth: heading and text."""
    on_blocks: list[Callable[[list[Block]], object]] = field(default_factory=list)
    """What is done to the printed tables, figures and rows."""
    replace: list[tuple[str, str]] = field(default_factory=list)
    style: dict[str, str] = field(default_factory=dict)

    def sentences(self) -> Iterator[Sentence]:
        yield from self.preamble
        for part in self.overview:
            yield from part.sentences
        yield from self.problems
        yield from self.other

    def saying(self, *names: str, kinds: tuple[str, ...] = ()) -> list[Sentence]:
        """The sentences that state all of these figures."""
        return [each for each in self.sentences() if each.says(*names) and (not kinds or each.kind in kinds)]

    def of(self, *kinds: str) -> list[Sentence]:
        return [each for each in self.sentences() if each.kind in kinds]

    def count(self, key: str) -> int:
        return int(self.cells[key])
