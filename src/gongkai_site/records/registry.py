"""The twelve registers as data: fields, what offices call them, choices and their words, from ``data/*.toml``."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from gongkai.errors import InvalidData
from gongkai_site.records.formed import Formed
from gongkai_site.records.models import Record
from gongkai_site.sheets.words import plain

APPLICANT = "applicant."
"""Before the name of a field that belongs to the applicant: personal data."""


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One field of a register. ``kind``: text, number (文号), date, choice, count, money, url, section, request."""

    name: str
    column: str
    """The model's column; differs for money, typed in yuan and kept in fen."""
    label: str
    kind: str
    required: bool = False
    has_default: bool = False
    max_length: int = 0
    fixed: tuple[tuple[str, str], ...] = ()
    """The choices of a field that has its own."""
    formed: Formed | None = None
    """Where the statutory forms give the choices."""
    fixed_words: Mapping[str, str] = field(default_factory=dict)
    """Words as offices write them, made plain, → choice that the field has of its own."""
    labels: tuple[str, ...] = ()
    """What offices call the column, made plain; the label itself among them."""
    help: str = ""
    brackets: str = ""
    future: bool = False
    """Whether a day still to come is nothing to wonder at."""
    held: str = ""
    """What a number in its cells can look like, where zeros before it may have been lost (a pattern)."""

    @property
    def personal(self) -> bool:
        """Whether it is an applicant's personal data."""
        return self.name.startswith(APPLICANT)

    @property
    def heading(self) -> str:
        """What it is called in an Excel header."""
        return f"{self.label}（元）" if self.kind == "money" else self.label

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen now."""
        return self.offered({})

    def offered(self, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """Return what may be chosen in a record of these values by column: the kinds of the forms of its dates."""
        return self.fixed if self.formed is None else self.formed.offered(values.get(day) for day in self.formed.days)

    @property
    def words(self) -> Mapping[str, str]:
        """Words as offices write them, made plain, → choice."""
        return self.fixed_words if self.formed is None else self.formed.words

    def of(self, record: Any) -> str:
        """Return the field of a record, or of its values by column, as the office writes it."""
        value = record.get if isinstance(record, Mapping) else partial(getattr, record)
        return self.shown(value(self.column), value(self.formed.days[0]) if self.formed else None)

    def shown(self, value: Any, day: dt.date | None = None) -> str:
        """Return a value as the office writes it; a row or column of the form as the form of that day calls it."""
        from gongkai_site.records.money import yuan

        if value is None or value == "":
            return ""
        if self.kind == "choice":
            return self.formed.label(value, day) if self.formed else dict(self.fixed).get(value, str(value))
        if self.kind == "money":
            return yuan(value)
        if self.kind == "request":
            return str(value.number)
        return str(value)


@dataclass(frozen=True)
class Register:
    """One register: its model, its fields in the order of the form, and how its list is filtered."""

    key: str
    title: str
    model_label: str
    order: int
    help: str
    fields: tuple[RegisterField, ...]
    """Without the applicant's."""
    applicant_fields: tuple[RegisterField, ...]
    search: tuple[str, ...]
    columns: tuple[str, ...]
    """Fields shown in the list."""
    lasts: bool
    """Whether a record belongs to every year from its first date to its second, or on while that is empty."""
    duplicates_refused: bool
    """Whether a second record with the same key is a mistake; otherwise it is only doubtful."""
    open_label: str = ""
    open_where: Mapping[str, Any] = field(default_factory=dict)
    crosstab: Mapping[str, Any] = field(default_factory=dict)
    """Which fields a sheet of months × matters fills: ``label``, ``value``, ``from``, ``to``; whether ``zeros`` do."""
    items: Mapping[str, str] = field(default_factory=dict)
    """Where single items without a ``count`` count 1 each: their ``day``, and the ``until`` that is the same."""
    pages: tuple[tuple[str, str], ...] = ()
    """Further pages of this register: text and URL name (agency id)."""

    @cached_property
    def model(self) -> type[Record]:
        """The model of its records."""
        return apps.get_model(self.model_label)

    @cached_property
    def by_name(self) -> Mapping[str, RegisterField]:
        """All fields by name, the applicant's among them."""
        return {each.name: each for each in (*self.fields, *self.applicant_fields)}

    @property
    def listed(self) -> Iterator[RegisterField]:
        """The fields shown in the list."""
        return (self.by_name[name] for name in self.columns)

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The columns that tell one record from another within an agency."""
        return self.model.key_fields

    def filters(self) -> dict[str, Any]:
        """Return the filter for records that still wait for something; empty where there are none such."""
        return dict(self.open_where)


def _load(key: str, data: dict[str, Any]) -> Register:
    model = apps.get_model(data["model"])
    rows = {**data["fields"], "source": data.get("source", {}), "note": data.get("note", {})}
    made = tuple(_field(model, name, dict(row)) for name, row in rows.items())
    applicant = tuple(
        _field(apps.get_model("requests.Applicant"), name, dict(row), APPLICANT)
        for name, row in data.get("applicant", {}).items()
    )
    waiting = data.get("open", {})
    register = Register(
        key=key,
        title=data["title"],
        model_label=data["model"],
        order=data["order"],
        help=data["help"],
        fields=made,
        applicant_fields=applicant,
        search=tuple(data["search"]),
        columns=tuple(data["columns"]),
        lasts=data.get("lasts", False),
        duplicates_refused=data["duplicates"] == "refused",
        open_label=waiting.get("label", ""),
        open_where=waiting.get("where", {}),
        crosstab=data.get("crosstab", {}),
        items=data.get("items", {}),
        pages=tuple((each["title"], each["url"]) for each in data.get("pages", ())),
    )
    filled = (value for value in (*register.crosstab.values(), *register.items.values()) if isinstance(value, str))
    missing = {*register.columns, *register.search, *filled} - register.by_name.keys()
    if missing:
        raise InvalidData(f"台账定义{key}.toml引用了没有的字段：{'、'.join(sorted(missing))}。")
    claimed: dict[str, str] = {}
    for each in register.by_name.values():
        for label in each.labels:
            if claimed.setdefault(label, each.name) != each.name:
                raise InvalidData(f"台账定义{key}.toml中，表头“{label}”同时属于{claimed[label]}和{each.name}。")
    return register


def _field(model: type[models.Model], name: str, row: dict[str, Any], prefix: str = "") -> RegisterField:
    column = row.pop("column", name)
    try:
        column_field: Any = model._meta.get_field(column)
    except FieldDoesNotExist as error:
        raise InvalidData(f"台账定义引用了没有的字段：{model.__name__}.{column}。") from error
    label = row.pop("label", str(column_field.verbose_name))
    fixed = tuple((value, str(text)) for value, text in column_field.choices or ())
    more = row.pop("words", {})
    formed = _formed(row.pop("form"), more) if "form" in row else None
    kind = row.pop("kind", "") or _kind(column_field, bool(fixed or formed))
    made = RegisterField(
        name=prefix + name,
        column=column,
        label=label,
        kind=kind,
        required=row.pop("required", not column_field.blank and not column_field.has_default()),
        has_default=column_field.has_default(),
        max_length=column_field.max_length or 0,
        fixed=fixed,
        formed=formed,
        fixed_words={} if formed else _words(fixed, more),
        labels=tuple(dict.fromkeys(plain(each) for each in (label, *row.pop("labels", ())))),
        help=row.pop("help", ""),
        brackets=row.pop("brackets", ""),
        future=row.pop("future", False),
        held=row.pop("held", ""),
    )
    if row:
        raise InvalidData(f"台账定义中{name}一栏有不认识的设置：{'、'.join(row)}。")
    return made


def _kind(column: Any, chosen: bool) -> str:
    if chosen:
        return "choice"
    if isinstance(column, models.DateField):
        return "date"
    if isinstance(column, models.URLField):
        return "url"
    if isinstance(column, models.IntegerField):
        return "count"
    if isinstance(column, models.ForeignKey):
        return column.name
    return "text"


def _formed(given: Mapping[str, Any], more: Mapping[str, list[str]]) -> Formed:
    return Formed(
        given["table"],
        given["which"],
        tuple(given["days"]),
        frozenset(given.get("without", ())),
        given.get("short", {}),
        more,
    )


def _words(choices: tuple[tuple[str, str], ...], more: Mapping[str, list[str]]) -> dict[str, str]:
    unknown = more.keys() - dict(choices).keys()
    if unknown:
        raise InvalidData(f"台账定义引用了没有的选项：{'、'.join(sorted(unknown))}。")
    words: dict[str, str] = {}
    for value, label in choices:
        for word in (value, label, *more.get(value, ())):
            if words.setdefault(plain(word), value) != value:
                raise InvalidData(f"台账定义中“{word}”对应了两个选项。")
    return words


def _all() -> dict[str, Register]:
    folder = files("gongkai_site.records").joinpath("data")
    found = [
        _load(each.name.removesuffix(".toml"), tomllib.loads(each.read_text("utf-8")))
        for each in folder.iterdir()
        if each.name.endswith(".toml")
    ]
    return {each.key: each for each in sorted(found, key=lambda each: each.order)}


REGISTERS: dict[str, Register] = _all()
"""Every register by its key, in the order of the menu."""


def register_of(record: Record) -> Register:
    """Return the register that a record stands in."""
    label = record._meta.label
    return next(each for each in REGISTERS.values() if each.model_label == label)
