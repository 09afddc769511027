"""A record's values, read and checked: by field, across fields, and against what the register already holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from gongkai.checking import personal_numbers, phrase
from gongkai_site.agencies.models import Agency, Section
from gongkai_site.records.plugs import CHECKS, Problem
from gongkai_site.records.registry import APPLICANT, Register, RegisterField
from gongkai_site.records.usual import unusual
from gongkai_site.records.values import Unreadable, parse
from gongkai_site.sheets.words import plain

Key = tuple[object, ...]


@dataclass
class EntryContext:
    """What checking the records of one agency's register needs to look up, each looked up once per run.

    ``store`` keeps what a register's own checks looked up. ``changing`` is the id of the record being corrected.
    """

    agency: Agency
    register: Register
    changing: int | None = None
    today: dt.date = field(default_factory=timezone.localdate)
    store: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The agency's sections by their name made plain."""
        open_sections = Section.objects.filter(agency=self.agency, closed=False)
        return {plain(each.name): each for each in open_sections}

    @cached_property
    def requests(self) -> Mapping[str, Any]:
        """The agency's requests by number."""
        model = apps.get_model("requests.Request")
        found = model.objects.filter(agency=self.agency, voided=False).only("number", "received_on", "agency")
        return {each.number: each for each in found}

    def request(self, number: str) -> Any:
        """Return the request with this number, or None."""
        model = apps.get_model("requests.Request")
        if "bulk" in self.store:
            return self.requests.get(number)
        return model.objects.filter(agency=self.agency, voided=False, number=number).first()


@dataclass
class Entry:
    """What was read from one form or row: ``values`` by column, ``applicant`` by column, and what is wrong."""

    values: dict[str, Any]
    applicant: dict[str, str]
    problems: list[Problem]

    @property
    def errors(self) -> list[Problem]:
        """What forbids to keep it."""
        return [each for each in self.problems if not each.doubt]

    @property
    def doubts(self) -> list[Problem]:
        """What a person should look at first."""
        return [each for each in self.problems if each.doubt]


class Stated(NamedTuple):
    """What a table states around a cell: the unit of its column, and the year of days without one."""

    unit: str = ""
    year: int | None = None


def read_entry(
    context: EntryContext,
    raw: Mapping[str, object],
    *,
    units: Mapping[str, str] | None = None,
    year: int | None = None,
    complete: bool = True,
) -> Entry:
    """Read and check ``raw`` (field name → what was written; applicants' fields with ``applicant.`` before them).

    A field left out takes the model's default, one written blank does not where it is required; with ``complete``
    off, fields left out are simply not read (a correction). Checks across fields run once every field is readable.
    """
    register = context.register
    entry = Entry({}, {}, [])
    unknown = raw.keys() - register.by_name.keys() - {each.column for each in register.fields}
    for name in sorted(unknown):
        entry.problems.append(Problem(name, f"{register.title}没有“{name}”这一栏。"))
    for each in (*register.fields, *register.applicant_fields):
        _read(context, each, raw, entry, Stated((units or {}).get(each.name, ""), year), complete)
    if complete and not entry.errors:
        entry.problems.extend(check_across(context, entry.values))
    return entry


def _read(
    context: EntryContext, each: RegisterField, raw: Mapping[str, object], entry: Entry, stated: Stated, complete: bool
) -> None:
    if each.name not in raw and each.column in raw:
        # Typed values of our own code: an amount already in fen.
        entry.values[each.column] = raw[each.column]
        return
    if each.name not in raw and not complete:
        return
    try:
        given = raw.get(each.name)
        value = given if isinstance(given, Model) else parse(each, given, unit=stated.unit, year=stated.year)
        value = _resolve(context, each, value)
    except Unreadable as error:
        entry.problems.append(Problem(each.name, str(error)))
        return
    if each.personal:
        if value:
            entry.applicant[each.column] = str(value)
        return
    if value is None and each.required and not (each.name not in raw and each.has_default):
        entry.problems.append(Problem(each.name, "没有填写。"))
    elif value is None:
        column: Any = context.register.model._meta.get_field(each.column)
        entry.values[each.column] = column.get_default() if each.has_default else None if column.null else ""
    else:
        entry.values[each.column] = value


def _resolve(context: EntryContext, each: RegisterField, value: Any) -> Any:
    if isinstance(value, Model) and getattr(value, "agency_id", None) != context.agency.pk:
        raise Unreadable(f"“{value}”不属于本单位。")
    if each.kind not in {"section", "request"} or not isinstance(value, str):
        return value
    if each.kind == "section":
        if (section := context.sections.get(plain(value))) is None:
            known = "、".join(found.name for found in context.sections.values()) or "（还没有登记科室）"
            raise Unreadable(f"本单位没有名为“{value}”的科室。现有科室：{known}。")
        return section
    if (request := context.request(value)) is None:
        raise Unreadable(f"依申请公开台账里没有编号为“{value}”的申请。")
    return request


def check_across(context: EntryContext, values: Mapping[str, Any]) -> Iterable[Problem]:
    """Check readable values against each other, the agency's existence, and by the register's own checks."""
    yield from _existing(context, values)
    yield from _in_the_form(context, values)
    yield from _without_personal_data(context, values)
    yield from unusual(context.agency, context.register, values, context.store)
    for check in CHECKS[context.register.key]:
        yield from check(context, values)


def _existing(context: EntryContext, values: Mapping[str, Any]) -> Iterable[Problem]:
    agency = context.agency
    for each in context.register.fields:
        day = values.get(each.column)
        if each.kind != "date" or not isinstance(day, dt.date) or each.future:
            continue
        if day > context.today:
            yield Problem(each.name, f"{each.label}{day}还没有到，请核对。", doubt=True)
        if agency.abolished_on and day >= agency.abolished_on and each.column == context.register.model.date_fields[0]:
            where = f"，应登记在承继机关{agency.successor}" if agency.successor_id else ""
            yield Problem(each.name, f"本单位已于{agency.abolished_on}撤销，此后的记录不能再登记在这里{where}。")


def _in_the_form(context: EntryContext, values: Mapping[str, Any]) -> Iterable[Problem]:
    """A row or column of the form must be one of the forms of the record's years, else no cell would count it."""
    for each in context.register.fields:
        value = values.get(each.column)
        if each.formed is None or not value or value in dict(each.offered(values)):
            continue
        offered = "、".join(label for _, label in each.offered(values))
        yield Problem(each.name, f"当年的报告表中没有“{each.of(values)}”这一类，请改选：{offered}。")


def _without_personal_data(context: EntryContext, values: Mapping[str, Any]) -> Iterable[Problem]:
    for each in context.register.fields:
        text = values.get(each.column)
        if each.kind != "text" or not isinstance(text, str):
            continue
        for found in personal_numbers(text, born_by=context.today):
            yield Problem(each.name, f"{each.label}中有{phrase(found.kind).zh}（{found.masked}），请删去。", doubt=True)


def key_of(register: Register, values: Mapping[str, Any]) -> Key:
    """Return what tells a record from another within its agency."""
    return tuple(values.get(column) for column in register.key_columns)


def duplicate(context: EntryContext, values: Mapping[str, Any]) -> Any:
    """Return a record that stands in the register with the same key, or None."""
    register = context.register
    same = dict(zip(register.key_columns, key_of(register, values), strict=True))
    found = register.model._default_manager.filter(agency=context.agency, voided=False, **same)
    return found.exclude(pk=context.changing).first()


def check_duplicate(context: EntryContext, values: Mapping[str, Any]) -> Iterable[Problem]:
    """Yield the problem that this record is already there: an error or a doubt, as the register has it."""
    if (other := duplicate(context, values)) is not None:
        refused = context.register.duplicates_refused
        first = context.register.key_columns[-1]
        name = next(each.name for each in context.register.fields if each.column == first)
        yield Problem(name, f"台账中已有相同的记录：{other}。", doubt=not refused)


def split_applicant(raw: Mapping[str, object], applicant: Mapping[str, object] | None) -> dict[str, object]:
    """Return values and applicant's values as one mapping of field names."""
    return {**raw, **{f"{APPLICANT}{name}": value for name, value in (applicant or {}).items()}}
