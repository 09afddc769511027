"""Load the forms from their versioned data files and check the files' own shape."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData, UnknownForm
from gongkai.forms.model import Block, Column, Form, Relation, Row, Section, Table
from gongkai.law.dated import Dated, in_years, year_end

_PREFIX, _SUFFIX = "form-", ".toml"


def form_ids() -> tuple[str, ...]:
    """Return the ids of all known forms, oldest first."""
    return tuple(form.id for form in _in_force())


@cache
def _in_force() -> Dated[Form]:
    """The forms by the days of the years that are reported on them."""
    known = map(get_form, _names())
    return Dated.of("forms of the annual report", [in_years(each.first_year, each.last_year, each) for each in known])


@cache
def _names() -> tuple[str, ...]:
    names = (entry.name for entry in files("gongkai.forms").joinpath("data").iterdir())
    return tuple(
        sorted(
            name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
            for name in names
            if name.startswith(_PREFIX) and name.endswith(_SUFFIX)
        )
    )


@cache
def get_form(form_id: str) -> Form:
    """Return one form by id (``2019``, ``2021``). Raises :class:`UnknownForm`."""
    if form_id not in _names():
        raise UnknownForm(f"没有“{form_id}”这种表样。", advice=f"已有表样：{'、'.join(_names())}。")
    try:
        text = files("gongkai.forms").joinpath("data", f"{_PREFIX}{form_id}{_SUFFIX}").read_text("utf-8")
        return _form(tomllib.loads(text))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of form {form_id} is damaged: {error!r}.") from error


def form_for_year(year: int) -> Form:
    """Return the form in force for a reporting year. Raises :class:`UnknownForm` before 2019."""
    form = _in_force().on(year_end(year))
    if form is None:
        first = get_form(form_ids()[0]).first_year
        raise UnknownForm(f"{year}年度没有统一表样。", advice=f"统一表样自{first}年度起使用。")
    return form


def assumed_form() -> Form:
    """Return the form on which a report is read that tells neither its year nor its form. Raises :class:`InvalidData`.

    The data say which: a form that comes later does not change how the undated reports of before are read.
    """
    assumed = [form for form in _in_force() if form.assumed]
    if len(assumed) != 1:
        raise InvalidData(f"One form must be marked 'assumed', not {len(assumed)}.")
    return assumed[0]


def _form(data: Mapping[str, Any]) -> Form:
    return Form(
        id=data["id"],
        title=data["title"],
        basis=data["basis"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        assumed=data.get("assumed", False),
        sections=tuple(
            Section(each["key"], each["number"], each["heading"], tuple(each.get("variants", ())))
            for each in data["sections"]
        ),
        tables=tuple(_table(each) for each in data["tables"]),
        relations=tuple(
            Relation(
                each["rule"],
                each["table"],
                each["per"],
                tuple(each["left"]),
                tuple(each["right"]),
                each.get("extra", False),
            )
            for each in data["relations"]
        ),
    )


def _table(data: Mapping[str, Any]) -> Table:
    return Table(
        key=data["key"],
        section=data["section"],
        layout=data.get("layout", "stacked"),
        other_rows=data.get("other_rows"),
        blocks=tuple(
            Block(
                rows=tuple(_row(each) for each in block["rows"]),
                columns=tuple(_column(each) for each in block["columns"]),
                heading=block.get("heading"),
                corner=block.get("corner"),
                spanning=block.get("spanning"),
            )
            for block in data["blocks"]
        ),
    )


def _row(data: Mapping[str, Any]) -> Row:
    return Row(
        data["key"],
        data["label"],
        tuple(data.get("path", ())),
        tuple(data.get("variants", ())),
        data.get("result", False),
    )


def _column(data: Mapping[str, Any]) -> Column:
    return Column(
        data["key"],
        data["label"],
        data["unit"],
        tuple(data.get("variants", ())),
        data.get("group"),
        data.get("signed", False),
        data.get("printed", data["label"]),
    )
