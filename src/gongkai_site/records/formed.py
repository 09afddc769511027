"""Choices of a register that are rows or columns of the statutory form: read from the forms when they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from gongkai.checking import plain_label
from gongkai.errors import InvalidData
from gongkai.forms import Form, Row, form_ids
from gongkai_site.records.served import form_served, forms_served
from gongkai_site.sheets.words import plain

Choices = tuple[tuple[str, str], ...]
_WHICH = ("rows", "results", "columns")


@dataclass(frozen=True, eq=False)
class Formed:
    """Where a field's choices stand in the form: all rows of a table, its results, or the columns it sums by row."""

    table: str
    which: str
    days: tuple[str, ...]
    """The record's dates on which the choice counts; the form is that of their years."""
    without: frozenset[str] = frozenset()
    """Columns summed that are no choice but a state: 尚未审结."""
    short: Mapping[str, str] = field(default_factory=dict)
    """What the office calls a label of the form that is too long for a list."""
    more: Mapping[str, list[str]] = field(default_factory=dict)
    """By choice: words of offices beside its label."""

    def __post_init__(self) -> None:
        """Raise :class:`InvalidData` for what no form has."""
        known = dict(self.joined(forms_served()))
        if self.which not in _WHICH or not known:
            raise InvalidData(f"台账定义引用了报告表中没有的内容：{self.table}.{self.which}。")
        if unknown := self.more.keys() - known.keys():
            raise InvalidData(f"台账定义引用了没有的选项：{'、'.join(sorted(unknown))}。")

    def of(self, form: Form) -> Choices:
        """Return what a form offers, in its own order."""
        if self.which == "columns":
            labels = {each.key: each.label for block in form.table(self.table).blocks for each in block.columns}
            return tuple((key, labels[key]) for key in form.summed_columns(self.table) if key not in self.without)
        rows = (each.row for each in form.table(self.table).numbered_rows)
        return tuple((row.key, self._named(row)) for row in rows if row.result or self.which == "rows")

    def _named(self, row: Row) -> str:
        label = plain_label(row.label)
        label = self.short.get(label, label)
        if self.which == "rows":
            return f"{plain_label(row.path[-1])}（{label}）" if row.path else label
        # The outermost label (三、本年度办理结果) stands over every result and says nothing.
        return f"{plain_label(row.path[-1])}：{label}" if len(row.path) > 1 else label

    def offered(self, days: Iterable[dt.date | None]) -> Choices:
        """Return the choices of the years of these days: where a day is not known yet, of this year.

        Where none is known they are this year's, and last year's that this year's form no longer has: in January the
        last records of the year before are entered.
        """
        known = list(days)
        this_year = timezone.localdate().year
        years = {day.year if day else this_year for day in known} if any(known) else {this_year, this_year - 1}
        return _offered(self, tuple(sorted(years, reverse=True)), form_ids())

    def label(self, value: str, day: dt.date | None) -> str:
        """Return what the form of a day calls a choice; one that it does not have as another form calls it."""
        return _labels(self, day.year if day else timezone.localdate().year, form_ids()).get(value, value)

    @property
    def words(self) -> Mapping[str, str]:
        """The words, made plain, by which the choices of all forms are known, those of this year's form first."""
        return _words(self, timezone.localdate().year, form_ids())

    def joined(self, forms: Iterable[Form]) -> Choices:
        """Return the choices of several forms, each as the first of them that has it calls it."""
        found: dict[str, str] = {}
        for form in forms:
            for value, label in self.of(form):
                found.setdefault(value, label)
        return tuple(found.items())


# Made anew when another form is known: that is what ``ids`` are for.
@lru_cache(maxsize=256)
def _offered(formed: Formed, years: tuple[int, ...], ids: tuple[str, ...]) -> Choices:
    return formed.joined(map(form_served, years))


@lru_cache(maxsize=64)
def _labels(formed: Formed, year: int, ids: tuple[str, ...]) -> Mapping[str, str]:
    return dict(formed.joined((form_served(year), *reversed(forms_served()))))


@lru_cache(maxsize=16)
def _words(formed: Formed, year: int, ids: tuple[str, ...]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for form in (form_served(year), *reversed(forms_served())):
        choices = formed.of(form)
        for value, label in choices:
            for word in (value, label):
                words.setdefault(plain(word), value)
        for value, _ in choices:
            for word in formed.more.get(value, ()):
                words.setdefault(plain(word), value)
    return words
