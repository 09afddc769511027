"""Hold the summed figures against the form's own relations (勾稽关系), totals against recomputed totals."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.consolidation.model import Member, SumDifference
from gongkai.forms import Block, Form, Relation, Table
from gongkai.report import Extra, Number


@dataclass(frozen=True, slots=True)
class Equation:
    """One relation in one row or column: the cells left must equal the cells right (plus rows beyond the form)."""

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    where: str
    section: str
    extra_column: str | None
    """The column key under which rows beyond the form count on the right, if they do."""


def equations(form: Form) -> tuple[Equation, ...]:
    """Spell out the form's relations, one equation per row or column."""
    made: list[Equation] = []
    for relation in form.relations:
        table = form.table(relation.table)
        for block in table.blocks:
            made.extend(_of_block(form, relation, table, block))
    return tuple(made)


def _of_block(form: Form, relation: Relation, table: Table, block: Block) -> list[Equation]:
    heading = form.section(table.section).heading

    def cell(row: str, column: str) -> str:
        return f"{table.key}.{row}.{column}"

    made: list[Equation] = []
    if relation.per == "column":
        for column in block.columns:
            left = tuple(cell(row, column.key) for row in relation.left)
            right = tuple(cell(row, column.key) for row in relation.right)
            where = f"{heading}“{'/'.join(filter(None, (column.group, column.label)))}”列"
            made.append(
                Equation(relation.rule, left, right, where, table.section, column.key if relation.extra else None)
            )
        return made
    for row in block.rows:
        left = tuple(cell(row.key, column) for column in relation.left)
        right = tuple(cell(row.key, column) for column in relation.right)
        where = f"{heading}“{'/'.join((*row.path, row.label))}”行"
        made.append(Equation(relation.rule, left, right, where, table.section, None))
    return made


def sides(
    equation: Equation, cells: Mapping[str, Number | None], extra: Sequence[Extra]
) -> tuple[Number, Number] | None:
    """Return (left, right), or ``None`` where a cell of the total is ``None`` and the relation does not apply.

    Parts that are ``None`` count as nothing, as the contract's rules have it.
    """
    left = [cells[key] for key in equation.left]
    if any(value is None for value in left):
        return None
    right: Number = sum(value for key in equation.right if (value := cells[key]) is not None)
    if equation.extra_column is not None:
        for row in extra:
            if row.section == equation.section:
                right += row.values.get(equation.extra_column) or 0
    return sum(value for value in left if value is not None), right


def find_differences(
    form: Form, sums: Mapping[str, Number | None], extra: Sequence[Extra], members: Sequence[Member]
) -> tuple[SumDifference, ...]:
    """List the relations that the sums break, each with the agencies whose own report breaks it."""
    found: list[SumDifference] = []
    for equation in equations(form):
        both = sides(equation, sums, extra)
        if both is None or both[0] == both[1]:
            continue
        found.append(
            SumDifference(
                equation.rule,
                (*equation.left, *equation.right),
                equation.where,
                *both,
                members=tuple(member for member in members if _breaks(equation, member)),
            )
        )
    return tuple(found)


def _breaks(equation: Equation, member: Member) -> bool:
    if member.report is None:
        return False
    both = sides(equation, member.report.cells, member.report.extra)
    return both is not None and both[0] != both[1]


def normal_label(label: str) -> str:
    """A row label without what printing changes: spaces, full- or half-width forms."""
    return "".join(unicodedata.normalize("NFKC", label).split())
