"""Compiling: every cell of the form from one grouped query per register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.db.models import Count, Sum

from gongkai.report import Number
from gongkai_site.agencies.counted import counted_agencies
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.compile.cells import Part, cell_queries, figure
from gongkai_site.annual.compile.kinds import KINDS, Kind
from gongkai_site.annual.compile.registers import COUNTED, Counted
from gongkai_site.errors import UncountedYear
from gongkai_site.records.served import first_year, form_of, serves

_Tally = Counter[tuple[str, tuple[str | None, ...]]]
"""Sums by moment and column values, ``None`` standing for any value."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The form's figures as the registers give them."""

    agency_id: int
    year: int
    agency_ids: tuple[int, ...]
    """Whose records were counted: the agency's own and those of agencies it had taken over."""
    values: Mapping[str, Number | None]
    """Every cell of the form in force for the year, in its order; none where no register feeds it."""
    absent: tuple[Kind, ...]
    """Kinds of records of which the year has none: their zeros are not yet confirmed by anybody."""


def compile_year(agency: Agency, year: int) -> Compiled:
    """Compile the agency's year. Raises :class:`UncountedYear` for a year whose form is another one."""
    require_counted(year)
    agency_ids = tuple(counted_agencies(agency, year))
    tallies: dict[str, _Tally] = {}
    found: dict[str, set[tuple[str, ...]]] = {}
    for register in COUNTED.values():
        tallies[register.key], found[register.key] = _tally(register, agency_ids, year)
    values = {
        key: figure(query.cell, sum(_sum(tallies[part.register.key], part) for part in query.parts))
        if query.fed
        else None
        for key, query in cell_queries(year).items()
    }
    absent = tuple(
        kind
        for kind in KINDS
        if kind.cells_in(year) and not any(_has(found[key], kind.value) for key in kind.registers)
    )
    return Compiled(agency.pk, year, agency_ids, values, absent)


def require_counted(year: int) -> None:
    """Raise :class:`UncountedYear` unless the registers compile to this year's form."""
    if not serves(year):
        first = first_year()
        raise UncountedYear(
            f"{year}年度的报告不使用{form_of(first).basis}规定的格式，不能由台账编制。",
            advice=f"可以编制{first}年度及以后的报告；更早的报告请以文件导入。",
        )


def _tally(register: Counted, agency_ids: Sequence[int], year: int) -> tuple[_Tally, set[tuple[str, ...]]]:
    """Sum one register in one query. Returns the sums and the combinations of column values found."""
    records = register.touching(agency_ids, year).order_by()
    measured = {
        name: Count("pk", filter=moment.q(year))
        if register.measure is None
        else Sum(register.measure, filter=moment.q(year), default=0)
        for name, moment in register.moments.items()
    }
    if len(measured) == 1 and register.ends is None:
        # Touching the year and being counted are the same here, so nothing has to be asked of each row.
        name = next(iter(measured))
        measured = {name: Count("*") if register.measure is None else Sum(register.measure)}
    names = tuple(measured)
    rows = (
        records.values_list(*register.dimensions).annotate(**measured)
        if register.dimensions
        else [tuple(row.values()) for row in [records.aggregate(**measured, rows=Count("*"))] if row.pop("rows")]
    )
    tally: _Tally = Counter()
    found = set()
    width = len(register.dimensions)
    for row in rows:
        at, sums = row[:width], row[width:]
        found.add(at)
        for place in product(*((value, None) for value in at)):
            for name, amount in zip(names, sums, strict=True):
                tally[name, place] += amount
    return tally, found


def _sum(tally: _Tally, part: Part) -> int:
    return tally[part.moment, tuple(part.where.get(name) for name in part.register.dimensions)]


def _has(found: set[tuple[str, ...]], value: str | None) -> bool:
    return bool(found) if value is None else any(at[0] == value for at in found)
