"""The sums within a table that a reading is held against: which of them the numbers break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.forms import Relation
from gongkai.report.model import Number


@dataclass(frozen=True)
class Sums:
    """The relations of one table, with its columns in order, as the solver wants them."""

    columns: tuple[str, ...]
    relations: tuple[Relation, ...]

    @cached_property
    def in_row(self) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        """The relations within a row: the places of the columns on either side."""
        place = self.columns.index
        return tuple(
            (tuple(map(place, each.left)), tuple(map(place, each.right)))
            for each in self.relations
            if each.per == "row"
        )

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The places of the columns that are totals of a row."""
        return tuple(place for left, _ in self.in_row for place in left)


def broken_in_row(numbers: Sequence[Number | None], sums: Sums) -> int:
    """Count the row relations that the numbers break; a total that is absent breaks nothing."""
    count = 0
    for left, right in sums.in_row:
        totals = [numbers[place] for place in left]
        if None not in totals:
            count += sum(each or 0 for each in totals) != sum([numbers[place] or 0 for place in right])
    return count


def broken_in_columns(
    numbers: Mapping[str, Sequence[Number | None]], beyond: Sequence[Sequence[Number | None]], sums: Sums
) -> int:
    """Count the column relations that the numbers of all rows break."""
    count = 0
    for relation in sums.relations:
        if relation.per != "column":
            continue
        for column in range(len(sums.columns)):
            left = [numbers[key][column] for key in relation.left if key in numbers]
            right = [numbers[key][column] for key in relation.right if key in numbers]
            if len(left) < len(relation.left) or all(each is None for each in left):
                continue
            extra = sum(row[column] or 0 for row in beyond) if relation.extra else 0
            count += sum(each or 0 for each in left) != sum(each or 0 for each in right) + extra
    return count
