"""Which records of a register are listed: by year, words and state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Max, Min, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.records.registry import Register

STANDING, OPEN, VOIDED = "standing", "open", "voided"
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked the list for. ``year`` None is every year."""

    year: int | None
    text: str
    state: str


def years_of(agency: Agency, register: Register) -> list[int]:
    """Return the years in which the register has records, newest first, without a gap."""
    first = register.model.date_fields[0]
    ends = register.model._default_manager.filter(agency=agency).aggregate(since=Min(first), until=Max(first))
    if ends["since"] is None:
        return []
    return list(range(ends["until"].year, ends["since"].year - 1, -1))


def wanted(request: HttpRequest, register: Register, years: list[int]) -> Wanted:
    """Read the address; without a year in it, the newest with records is meant. Nonsense is left out."""
    asked = request.GET.get("year", "")
    year = (int(asked) or None) if asked.isdecimal() and len(asked) == 4 else None
    if not asked and years:
        year = years[0]
    state = request.GET.get("state", STANDING)
    if state not in (VOIDED, OPEN) or (state == OPEN and not register.open_where):
        state = STANDING
    return Wanted(year, request.GET.get("text", "").strip()[:80], state)


def form(register: Register, years: list[int], asked: Wanted) -> forms.Form:
    """Return the form above the list, filled in with what was asked for."""
    shown = years if asked.year is None or asked.year in years else [*years, asked.year]
    states = [(STANDING, _("全部有效记录")), (VOIDED, _("已作废"))]
    if register.open_label:
        states.insert(1, (OPEN, register.open_label))
    made = forms.Form(initial={"year": asked.year or _ALL, "state": asked.state, "text": asked.text}, auto_id="%s")
    made.fields["year"] = forms.ChoiceField(
        label=_("年度"), choices=[(_ALL, _("全部年度")), *((each, str(each)) for each in shown)], required=False
    )
    made.fields["state"] = forms.ChoiceField(label=_("状态"), choices=states, required=False)
    made.fields["text"] = forms.CharField(label=_("查找"), required=False)
    return made


def records_of(agency: Agency, register: Register, asked: Wanted) -> QuerySet[Any]:
    """Return the agency's records that were asked for."""
    found = register.model._default_manager.filter(agency=agency, voided=asked.state == VOIDED)
    if asked.state == OPEN:
        found = found.filter(**register.filters())
    if asked.year is not None:
        found = found.filter(in_year(register, asked.year))
    if asked.text:
        matching = Q()
        for name in register.search:
            matching |= Q(**{f"{register.by_name[name].column}__icontains": asked.text})
        found = found.filter(matching)
    return found


def in_year(register: Register, year: int) -> Q:
    """Records that belong to a year by any of their dates; lasting ones from the first date to the second."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    dates = register.model.date_fields
    if register.lasts:
        return Q(**{f"{dates[0]}__lte": last}) & (Q(**{dates[1]: None}) | Q(**{f"{dates[1]}__gte": first}))
    anyhow = Q()
    for name in dates:
        anyhow |= Q(**{f"{name}__range": (first, last)})
    return anyhow


def with_related(register: Register, records: QuerySet[Any]) -> QuerySet[Any]:
    """Fetch what the list shows beside a record's own columns."""
    related = [each.column for each in register.fields if each.kind in {"section", "request"}]
    return records.select_related(*related) if related else records
