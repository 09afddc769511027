"""One documented query for every cell of the form: what it counts in words, and the records themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db.models import QuerySet, Sum

from gongkai.checking import cell_name
from gongkai.errors import InvalidData
from gongkai.forms import Cell, Form, get_form
from gongkai.law import provisions
from gongkai.report import Number
from gongkai_site.annual.compile.fees import counts_processing_fee
from gongkai_site.annual.compile.registers import COUNTED, Counted
from gongkai_site.records.money import in_yuan, wan_yuan
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.served import form_of


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
    """None where no register feeds the cell."""

    @property
    def fed(self) -> bool:
        """Whether a register feeds the cell: else it is blank, which is not zero, until somebody fills it in."""
        return bool(self.parts)

    @property
    def key(self) -> str:
        """The cell's key."""
        return self.cell.key

    def records(self, agency_ids: Sequence[int], year: int) -> list[QuerySet[Any]]:
        """The records that the cell counts, one query set per part."""
        return [part.records(agency_ids, year) for part in self.parts]

    def value(self, agency_ids: Sequence[int], year: int) -> Number | None:
        """The cell's figure, counted on its own; none where no register feeds it."""
        if not self.fed:
            return None
        return figure(self.cell, sum(part.total(agency_ids, year) for part in self.parts))


def figure(cell: Cell, total: int) -> Number:
    """Turn a sum into the form's unit: fen become 元, or 万元 rounded half up once, to two decimals."""
    if not cell.is_amount:
        return total
    return wan_yuan(total) if cell.unit == "万元" else in_yuan(total)


def cell_query(key: str, year: int) -> CellQuery:
    """Return the query of one cell of the year's form. Raises :class:`gongkai.errors.UnknownCell`."""
    form_of(year).cell(key)
    return cell_queries(year)[key]


def cell_queries(year: int) -> Mapping[str, CellQuery]:
    """Every cell's query by key, in the order of the form in force for the year.

    Raises :class:`InvalidData` where the data file is damaged.
    """
    return _queries(form_of(year).id, counts_processing_fee(year))


@lru_cache(maxsize=8)
def _queries(form_id: str, processing_fee: bool) -> Mapping[str, CellQuery]:
    form = get_form(form_id)
    text = files("gongkai_site.annual.compile").joinpath("data", "cells.toml").read_text("utf-8")
    try:
        data = tomllib.loads(text)
        data["notes"]["proactive.fees"] = data["processing_fee"]["counted" if processing_fee else "apart"]
        return {cell.key: _query(form, cell, data) for cell in form.cells}
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of compiled cells is damaged: {error!r}.") from error


def _query(form: Form, cell: Cell, data: Mapping[str, Any]) -> CellQuery:
    table, place = data["tables"].get(cell.table, {}), f"{cell.table}.{cell.row.key}"
    row = data["rows"].get(place) or _choice(form, cell.table, cell.row.key, data["rows_of"])
    column = data["columns"].get(f"{cell.table}.{cell.column.key}")
    column = column or _choice(form, cell.table, cell.column.key, data["columns_of"])
    parts = _parts(row, column) if row and column else ()
    said = data["unfed"]
    if parts:
        said = row["says"] + column["says"] + data["notes"].get(place, "") + table.get("counting", "") + data["common"]
    named = tuple(f"form-{form.id}" if key == "form" else key for key in table.get("basis", ("form",)))
    return CellQuery(
        cell,
        cell_name(form, cell.key).zh,
        said,
        "；".join(str(each) for each in provisions(named)),
        parts,
    )


def _choice(form: Form, table: str, key: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a row or column that is a choice of a register's field; nothing where it is none on this form."""
    data = told.get(table)
    if data is None:
        return {}
    field_ = REGISTERS[data["register"]].by_name[data["field"]]
    label = dict(field_.formed.of(form)).get(key) if field_.formed else None
    if label is None:
        return {}
    where = {field_.column: key}
    part = {name: data[name] for name in ("register", "moment") if name in data} | {"where": where}
    says = data["says"].format(label=label)
    return {**data, "says": says, "registers": [data["register"]], "where": where, "parts": [part]}


def _parts(row: Mapping[str, Any], column: Mapping[str, Any]) -> tuple[Part, ...]:
    """The records of row and column together; none where the column does not stand for the row's register.

    When a record counts is said by the row or by the column, never by both.
    """
    made = []
    for each in row["parts"]:
        register = COUNTED[each["register"]]
        moments = [*([each["moment"]] if "moment" in each else ()), *column.get("moments", ())]
        if each["register"] not in column.get("registers", (each["register"],)) or not moments:
            return ()
        if ("moment" in each and "moments" in column) or not register.moments.keys() >= set(moments):
            return ()
        where = {**each.get("where", {}), **column.get("where", {})}
        made += [Part(register, moment, where) for moment in moments]
    return tuple(made)
