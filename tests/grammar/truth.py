"""What a document says, fixed before anything of its layout is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

Number = int | Decimal
Kind = Literal["value", "blank", "missing", "open"]


@dataclass(frozen=True)
class Stated:
    """What stands printed for one cell of the form."""

    kind: Kind
    values: tuple[Number, ...] = ()
    """The right value; for ``open`` each value that a reader of good sense could defend, beside an honest null."""
    printed: bool = True
    """Something visible stands for this cell, so that calling it ``missing`` blames the office wrongly."""
    plain: bool = True
    """Printed so plainly that a doubt about it would be noise."""

    def allows(self, value: object) -> bool:
        """True where this reading is right."""
        if value is None:
            return self.kind != "value"
        return value in self.values

    def unplain(self) -> Stated:
        return replace(self, plain=False)

    def opened(self, *, printed: bool | None = None) -> Stated:
        """The same figure where its place is not certain: null is as right as the value."""
        if self.kind == "missing":
            return self
        return Stated("open", self.values, self.printed if printed is None else printed, False)


BLANK = Stated("blank", plain=False)
MISSING = Stated("missing", printed=False, plain=False)


def value(number: Number, *, plain: bool = True) -> Stated:
    return Stated("value", (number,), True, plain)


@dataclass
class Truth:
    """One report's truth; the cells are changed only by the noise that changes what is printed."""

    form: str
    agency: str
    year: int
    cells: dict[str, Stated] = field(default_factory=dict)

    def open_rows(self, keys: list[str]) -> None:
        """These cells' places cannot be told apart with certainty."""
        for key in keys:
            self.cells[key] = self.cells[key].opened()

    def to_json(self) -> dict[str, object]:
        """The truth as a file beside a kept document."""
        cells = {
            key: {
                "kind": each.kind,
                "values": [float(v) if isinstance(v, Decimal) else v for v in each.values],
                "printed": each.printed,
                "plain": each.plain,
            }
            for key, each in self.cells.items()
        }
        return {"form": self.form, "agency": self.agency, "year": self.year, "cells": cells}
