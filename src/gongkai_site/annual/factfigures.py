"""Named figures of what section one tells, counted from the registers of facts; ``data/facts.toml`` defines each.

A figure whose register holds no record at all for the year has no number: nothing entered is not the same as none.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.db.models import Aggregate, Count, Model, Q, QuerySet, Sum

from gongkai_site.facts.models import Publication
from gongkai_site.reach import within
from gongkai_site.records.models import live

_NOT_IN_A_KEY = frozenset("{}\n")


@dataclass(frozen=True, slots=True)
class FactFigure:
    """One figure: what it counts in which year, and how much that is."""

    key: str
    label: str
    number: int | Decimal | None
    """``None`` where the register has no record of the year to count from."""
    unit: str
    explanation: str
    group: str
    model: type[Model]
    condition: Q
    agencies: tuple[int, ...]

    def records(self) -> QuerySet[Any]:
        """The records it counts. The caller asks the policy for them."""
        with within(self.agencies):
            return self.model._default_manager.filter(self.condition)


@dataclass(frozen=True, slots=True)
class _Definition:
    key: str
    label: str
    unit: str
    explanation: str
    group: str
    model: str
    date: str
    where: Mapping[str, Any]
    base: Mapping[str, Any]
    sum: str


def fact_figures(agency_ids: list[int], year: int) -> dict[str, FactFigure]:
    """Return every figure of these agencies and this year by its key, such as ``facts.publications.site``."""
    found: dict[str, FactFigure] = {}
    for name, definitions in _by_model().items():
        found |= _counted(_model(name), definitions, agency_ids, year)
    found |= _headings(agency_ids, year)
    order = [each.key for each in _definitions()]
    return dict(sorted(found.items(), key=lambda each: order.index(each[0]) if each[0] in order else len(order)))


def _counted(
    model: type[Model], definitions: Iterable[_Definition], agency_ids: list[int], year: int
) -> dict[str, FactFigure]:
    """Count all figures of one register in one query."""
    conditions = {each.key: _within(each.date, year) & Q(**each.where) for each in definitions}
    bases = {
        each.key: (_within(_base_date(each), year) | _within(each.date, year)) & Q(**each.base) for each in definitions
    }
    aggregates: dict[str, Aggregate] = {}
    for number, each in enumerate(definitions):
        condition = conditions[each.key]
        aggregates[f"figure{number}"] = Sum(each.sum, filter=condition) if each.sum else Count("pk", filter=condition)
        aggregates[f"base{number}"] = Count("pk", filter=bases[each.key])
    with within(agency_ids):
        counts = model._default_manager.filter(live(agency_ids)).order_by().aggregate(**aggregates)
    found = {}
    for number, each in enumerate(definitions):
        value = _number(each, counts[f"figure{number}"]) if counts[f"base{number}"] else None
        condition = live(agency_ids) & conditions[each.key]
        found[each.key] = FactFigure(
            each.key, each.label, value, each.unit, each.explanation, each.group, model, condition, tuple(agency_ids)
        )
    return found


def _headings(agency_ids: list[int], year: int) -> dict[str, FactFigure]:
    """Publications by channel and heading: as many figures as the office has headings."""
    counted = live(agency_ids) & _within("published_on", year)
    with within(agency_ids):
        published = Publication.objects.filter(counted)
    rows = published.order_by("channel", "heading").values_list("channel", "heading").annotate(Sum("count"))
    found = {}
    for channel, heading, number in rows:
        if not heading or _NOT_IN_A_KEY & set(heading):
            continue
        key = f"facts.publications.{channel}.{heading.strip()}"
        label = f"{Publication.Channel(channel).label}“{heading}”栏目公开"
        explanation = (
            f"本年度在{Publication.Channel(channel).label}“{heading}”栏目公开的条数，按主动公开台账的条数相加。"
        )
        condition = counted & Q(channel=channel, heading=heading)
        found[key] = FactFigure(
            key, label, number, "条", explanation, "主动公开栏目", Publication, condition, tuple(agency_ids)
        )
    return found


def _number(definition: _Definition, value: int | None) -> int | Decimal:
    """Fen become yuan; no record of the kind among those of the year is zero."""
    if definition.unit == "元":
        yuan = Decimal(value or 0) / 100
        return int(yuan) if yuan == yuan.to_integral_value() else yuan
    return value or 0


def _within(date: str, year: int) -> Q:
    return Q(**{f"{date}__gte": dt.date(year, 1, 1), f"{date}__lte": dt.date(year, 12, 31)})


def _base_date(definition: _Definition) -> str:
    """The date by which the register falls into the year, whatever later date the figure itself is counted by."""
    dates: tuple[str, ...] = getattr(_model(definition.model), "date_fields", (definition.date,))
    return dates[0]


def _model(name: str) -> type[Model]:
    return apps.get_model(name)


@lru_cache(maxsize=1)
def _definitions() -> tuple[_Definition, ...]:
    data = tomllib.loads(files("gongkai_site.annual").joinpath("data", "facts.toml").read_text("utf-8"))
    return tuple(
        _Definition(
            key=f"facts.{key}",
            label=row["label"],
            unit=row["unit"],
            explanation=row["explanation"],
            group=row["group"],
            model=row["model"],
            date=row["date"],
            where=row.get("where", {}),
            base=row.get("base", {}),
            sum=row.get("sum", ""),
        )
        for key, row in data.items()
    )


@lru_cache(maxsize=1)
def _by_model() -> Mapping[str, tuple[_Definition, ...]]:
    models: dict[str, list[_Definition]] = {}
    for each in _definitions():
        models.setdefault(each.model, []).append(each)
    return {name: tuple(rows) for name, rows in models.items()}
