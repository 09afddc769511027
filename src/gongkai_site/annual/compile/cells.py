"""One documented query for every cell of the form: what it counts in words, and the records themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db.models import QuerySet, Sum

from gongkai import get_form
from gongkai.checking.naming import cell_name
from gongkai.errors import InvalidData
from gongkai.forms import Cell
from gongkai.law import provisions
from gongkai.report import Number
from gongkai_site.annual.compile.registers import COUNTED, Counted
from gongkai_site.records.money import wan_yuan
from gongkai_site.requests.models import ApplicantKind, Outcome

FORM = "2021"


@dataclass(frozen=True)
class Part:
    """Records of one register at one moment that hold these column values."""

    register: Counted
    moment: str
    where: Mapping[str, str]

    def records(self, agency_ids: Sequence[int], year: int) -> QuerySet[Any]:
        """The records counted."""
        return self.register.touching(agency_ids, year).filter(self.register.moments[self.moment].q(year), **self.where)

    def total(self, agency_ids: Sequence[int], year: int) -> int:
        """How many they are, or what they sum to."""
        records = self.records(agency_ids, year)
        if self.register.measure is None:
            return records.count()
        return records.order_by().aggregate(total=Sum(self.register.measure))["total"] or 0


@dataclass(frozen=True)
class CellQuery:
    """What one cell counts. ``records`` opens exactly the records that the compiled figure is made of."""

    cell: Cell = field(repr=False)
    title: str
    explanation: str
    """Chinese: what is counted, by which dates, with the legal basis."""
    basis: str
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """The cell's key."""
        return self.cell.key

    def records(self, agency_ids: Sequence[int], year: int) -> list[QuerySet[Any]]:
        """The records that the cell counts, one query set per part."""
        return [part.records(agency_ids, year) for part in self.parts]

    def value(self, agency_ids: Sequence[int], year: int) -> Number:
        """The cell's figure, counted on its own."""
        return figure(self.cell, sum(part.total(agency_ids, year) for part in self.parts))


def figure(cell: Cell, total: int) -> Number:
    """Turn a sum into the form's unit: fen become 万元, rounded half up once, to two decimals."""
    if not cell.is_amount:
        return total
    return wan_yuan(total)


def cell_query(key: str) -> CellQuery:
    """Return the query of one cell. Raises :class:`gongkai.errors.UnknownCell`."""
    get_form(FORM).cell(key)
    return cell_queries()[key]


@lru_cache(maxsize=1)
def cell_queries() -> Mapping[str, CellQuery]:
    """Every cell's query by key, in the form's order. Raises :class:`InvalidData` where the data file is damaged."""
    text = files("gongkai_site.annual.compile").joinpath("data", "cells.toml").read_text("utf-8")
    try:
        data = tomllib.loads(text)
        return {cell.key: _query(cell, data) for cell in get_form(FORM).cells}
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of compiled cells is damaged: {error!r}.") from error


def _query(cell: Cell, data: Mapping[str, Any]) -> CellQuery:
    table = data["tables"][cell.table]
    place = f"{cell.table}.{cell.row.key}"
    row = data["rows"].get(place) or _result_row(cell, data["results"][cell.table])
    column_name, filled = _column(cell)
    column = data["columns"][column_name]
    sentences = (
        row["says"],
        column["says"].format(label=filled),
        data["notes"].get(place, ""),
        table.get("counting", ""),
        data["common"],
    )
    basis = "；".join(str(each) for each in provisions(tuple(table["basis"])))
    return CellQuery(
        cell,
        cell_name(get_form(FORM), cell.key).zh,
        "".join(sentences),
        basis,
        tuple(part for each in row["parts"] for part in _parts(cell, each, column.get("moment"))),
    )


def _result_row(cell: Cell, data: Mapping[str, Any]) -> dict[str, Any]:
    part = {"register": "requests", "moment": data["moment"], "where": {"outcome": cell.row.key}}
    return {"says": data["says"].format(label=Outcome(cell.row.key).label), "parts": [part]}


def _column(cell: Cell) -> tuple[str, str]:
    """The name of the column's sentence, and the label that fills it."""
    key = cell.column.key
    if cell.table == "requests":
        return ("applicants_total", "") if key == "total" else ("applicants", str(ApplicantKind(key).label))
    if cell.table == "disputes":
        return (f"dispute_{key}" if key in ("pending", "total") else "dispute_result"), cell.column.label
    return key, cell.column.label


def _parts(cell: Cell, data: Mapping[str, Any], moment: str | None) -> list[Part]:
    register = COUNTED[data["register"]]
    where = dict(data.get("where", {}))
    key = cell.column.key
    if cell.table == "requests" and key != "total":
        where["applicant_kind"] = key
    if cell.table != "disputes":
        return [Part(register, data.get("moment") or moment or "", where)]
    if key == "total":
        return [Part(register, each, where) for each in register.moments]
    if key != "pending":
        where["result"] = key
    return [Part(register, moment or "", where)]
