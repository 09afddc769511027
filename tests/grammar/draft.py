"""A report on its way to paper: blocks of labelled rows first, then paragraphs and tables in print order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.grammar.labels import FORMS
from tests.grammar.truth import Number, Truth


@dataclass
class Figure:
    """One printed figure; ``key`` is None for what the form does not ask."""

    key: str | None
    text: str


@dataclass
class Column:
    key: str
    label: str
    group: str = ""


@dataclass
class Row:
    key: str
    label: str
    figures: list[Figure]
    path: tuple[str, ...] = ()
    """The groups above it, as printed."""


@dataclass
class Block:
    """Labelled rows under labelled columns: what each segmentation lays out in its own way."""

    section: str
    heading: str
    corner: str
    columns: list[Column]
    rows: list[Row]

    @property
    def kind(self) -> str:
        """``requests`` and ``disputes`` have their own layouts; ``plain`` is any other."""
        return self.section if self.section in ("requests", "disputes") else "plain"

    def figures(self) -> Iterator[Figure]:
        return (figure for row in self.rows for figure in row.figures)


@dataclass
class Paragraph:
    text: str
    role: str = "prose"
    """``title``, ``heading``, ``prose``, ``page`` (furniture) or ``menu``."""


@dataclass
class Table:
    """Blocks that stand together in one section."""

    blocks: list[Block]


Element = Paragraph | Table


@dataclass(frozen=True)
class Shape:
    """What a shape can hold, so that no noise is drawn which it would turn into an ambiguity."""

    name: str
    empties: str = "placeholder"
    """``visible``: an empty cell can be seen; ``placeholder``: only a dash can; ``lost``: rows hold bare digits."""
    flat_head: bool = False
    """Two-level headers lose their nesting, so that columns in another order are printed under a flat header."""
    commas: bool = True
    """A comma inside a figure stays inside it."""
    spaces: bool = True
    """A space or a line break inside a label stays inside its cell."""
    words: bool = True
    """A figure written with other characters stays a cell of its own."""
    headless: bool = True
    """The shape can do without column headers."""
    labelled: bool = False
    """Every figure has its column's label beside it: any order of columns reads well."""
    small: bool = False
    """All figures have one digit."""
    by_position: bool = False
    """What column a figure belongs to is seen only by where it stands in its line."""
    beside: bool = False
    """Section two's blocks may stand beside each other."""
    furniture: bool = True
    """Page numbers and watermark lines may stand between its lines."""
    weight: int = 4


@dataclass
class Draft:
    rng: random.Random
    shape: Shape
    truth: Truth
    blocks: list[Block]
    body: list[Element] = field(default_factory=list)
    style: dict[str, Any] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    """The names of all that was done to it."""

    def mark(self, name: str) -> None:
        self.marks.append(name)

    def section(self, key: str) -> list[Block]:
        return [block for block in self.blocks if block.section == key]

    def rows(self) -> Iterator[Row]:
        return (row for block in self.blocks for row in block.rows)

    def doubt_plainness(self, keys: list[str]) -> None:
        for key in keys:
            self.truth.cells[key] = self.truth.cells[key].unplain()


def plain(number: Number) -> str:
    """A figure as it is typed."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def build_blocks(form: str, figures: dict[str, Number]) -> list[Block]:
    """The form's blocks with these figures, in the form's own order."""
    blocks = []
    for labels in FORMS[form]:
        rows = []
        for row in labels.rows:
            keys = [f"{labels.section}.{row.key}.{column.key}" for column in labels.columns]
            rows.append(Row(row.key, row.label, [Figure(key, plain(figures[key])) for key in keys], row.path))
        columns = [Column(column.key, column.label, column.group) for column in labels.columns]
        blocks.append(Block(labels.section, labels.heading, labels.corner, columns, rows))
    return blocks
