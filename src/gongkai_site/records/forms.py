"""A register's form as data for the template: each field with its control, what was typed, and what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.january import read_date
from gongkai_site.agencies.models import Agency, Section
from gongkai_site.records.money import yuan
from gongkai_site.records.plugs import Problem
from gongkai_site.records.registry import RegisterField

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LONG = 200


@dataclass(frozen=True, slots=True)
class Control:
    """One labelled control. ``kind``: select, date, number, textarea, text."""

    name: str
    label: str
    kind: str
    value: str
    required: bool
    help: str
    options: Sequence[tuple[str, str]]
    errors: Sequence[str]
    doubts: Sequence[str]
    now: str = ""
    """What stands in the register now, where somebody else changed it meanwhile."""

    @property
    def id(self) -> str:
        """The control's id in the page."""
        return f"field-{self.name.replace('.', '-')}"


def controls(
    agency: Agency,
    fields: Iterable[RegisterField],
    typed: Mapping[str, str],
    problems: Iterable[Problem] = (),
    now: Mapping[str, str] | None = None,
) -> list[Control]:
    """Return the controls of these fields, filled in with what was typed."""
    problems, fields = list(problems), list(fields)
    days = _days(fields, typed)
    return [
        _control(agency, each, typed.get(each.name, ""), days, problems, (now or {}).get(each.name)) for each in fields
    ]


def _days(fields: Iterable[RegisterField], typed: Mapping[str, str]) -> dict[str, dt.date | None]:
    """The dates typed so far, by column: they say which form a record belongs to."""
    return {each.column: read_date(typed.get(each.name, "")) for each in fields if each.kind == "date"}


def _control(
    agency: Agency,
    each: RegisterField,
    value: str,
    days: Mapping[str, dt.date | None],
    problems: list[Problem],
    now: str | None,
) -> Control:
    kind, options = _kind(each, value), list(each.offered(days))
    if each.formed is not None and value and value not in dict(options):
        options.append((value, each.shown(value)))
    if each.kind == "section":
        names = Section.objects.filter(agency=agency, closed=False).values_list("name", flat=True)
        options = [(name, name) for name in dict.fromkeys([*names, *([value] if value else [])])]
    label = f"{each.label}（元）" if each.kind == "money" else each.label
    return Control(
        each.name,
        label,
        kind,
        value,
        each.required,
        each.help,
        options,
        [one.message for one in problems if one.field == each.name and not one.doubt],
        [one.message for one in problems if one.field == each.name and one.doubt],
        now if now is not None and now != value else "",
    )


def _kind(each: RegisterField, value: str) -> str:
    if each.kind in {"choice", "section"}:
        return "select"
    if each.kind == "date" and (not value or _ISO.fullmatch(value)):
        return "date"
    if each.kind == "count":
        return "number"
    return "textarea" if each.kind == "text" and each.max_length >= _LONG else "text"


def as_typed(fields: Iterable[RegisterField], thing: Any) -> dict[str, str]:
    """Return a record's or applicant's values as a person would type them."""
    typed = {}
    for each in fields:
        value = getattr(thing, each.column)
        if value is None:
            typed[each.name] = ""
        elif each.kind == "money":
            typed[each.name] = yuan(value)
        elif each.kind == "request":
            typed[each.name] = value.number
        else:
            typed[each.name] = str(value)
    return typed
