"""The map of states: agencies by what their report went through, each cell a letter, a colour and a link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongkai_site.agencies.models import Agency
from gongkai_site.filings.overview import SOON, Stand, Standing
from gongkai_site.people.models import Membership
from gongkai_site.people.steps import NEEDED
from gongkai_site.read_once import read_once

GOOD, OPEN, BAD, NONE = "good", "open", "bad", "none"
_WEIGHT = {GOOD: 0, OPEN: 1, NONE: 1, BAD: 3}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a short word, what it means, how it is coloured, and where it leads."""

    letter: str
    meaning: str
    colour: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One agency's cells in the order of :meth:`heads`."""

    agency: Agency
    cells: tuple[Cell, ...]

    @staticmethod
    def heads() -> tuple[str, ...]:
        """What the columns are."""
        return _("人员"), _("期限"), _("报送"), _("校验"), _("接收")

    @property
    def trouble(self) -> int:
        """How much there is to look after."""
        return sum(_WEIGHT[each.colour] for each in self.cells)


def map_of_states(standings: Sequence[Standing], lacking: Mapping[int, Sequence[str]], today: dt.date) -> list[Row]:
    """One row for each standing. Asks no database."""
    return [
        Row(
            each.agency,
            (
                _people(each, lacking.get(each.agency.pk, ())),
                _due(each, today),
                _handed_up(each),
                _checked(each),
                _accepted(each),
            ),
        )
        for each in standings
    ]


def without_people(standings: Iterable[Standing], superior: Agency, today: dt.date) -> Mapping[int, tuple[str, ...]]:
    """By agency: the roles without which no report comes about and that nobody holds."""
    held = _held_below(superior, today)
    missing = {
        each.agency.pk: tuple(str(role.label) for role in NEEDED if (each.agency.pk, role) not in held)
        for each in standings
    }
    return {pk: roles for pk, roles in missing.items() if roles}


@read_once
def _held_below(superior: Agency, today: dt.date) -> frozenset[tuple[int, str]]:
    """Agency and role of everybody who has one of the needed roles in an agency that owes ``superior`` something."""
    below = Q(agency__superior=superior) | Q(agency__local_government=superior)
    held = Membership.objects.filter(Membership.holding(today), below, role__in=NEEDED, user__is_active=True)
    return frozenset(held.order_by().values_list("agency_id", "role").distinct())


def _people(standing: Standing, missing: Sequence[str]) -> Cell:
    # Whose copy is kept here is looked after by another superior.
    there = "" if standing.copy else reverse("people:list", args=[standing.agency.pk])
    if missing:
        return Cell(pgettext("map", "缺"), _("没有{roles}").format(roles="、".join(missing)), BAD, there)
    return Cell(pgettext("map", "齐"), _("有经办人和审核人"), GOOD, there)


def _due(standing: Standing, today: dt.date) -> Cell:
    there = _of(standing)
    if standing.due is None:
        return Cell(pgettext("map", "未定"), _("没有报送期限"), NONE, there)
    meaning = _("期限{date}").format(date=standing.due)
    if standing.late:
        return Cell(pgettext("map", "逾期"), meaning, BAD, there)
    if not standing.is_open and standing.due - today <= SOON:
        return Cell(f"{(standing.due - today).days}{pgettext('map', '天')}", meaning, OPEN, there)
    return Cell(pgettext("map", "按期"), meaning, GOOD, there)


def _handed_up(standing: Standing) -> Cell:
    letters = {
        Stand.MISSING: (pgettext("map", "未报"), NONE),
        Stand.RETURNED: (pgettext("map", "退回"), BAD),
    }
    letter, colour = letters.get(standing.stand, (pgettext("map", "已报"), GOOD))
    return Cell(letter, str(standing.stand.label), colour, _of(standing))


def _checked(standing: Standing) -> Cell:
    if not standing.is_open:
        return Cell("—", _("还没有报告"), NONE)
    if standing.errors:
        letter = pgettext("map", "错{n}").format(n=standing.errors)
        return Cell(letter, _("{n}处差错").format(n=standing.errors), BAD, _of(standing))
    if standing.warnings:
        letter = pgettext("map", "疑{n}").format(n=standing.warnings)
        return Cell(letter, _("{n}处待核实").format(n=standing.warnings), OPEN, _of(standing))
    return Cell(pgettext("map", "无误"), _("校验没有发现差错"), GOOD, _of(standing))


def _accepted(standing: Standing) -> Cell:
    if not standing.is_open:
        return Cell("—", _("还没有报告"), NONE)
    if standing.stand == Stand.ACCEPTED:
        return Cell(pgettext("map", "已收"), _("已接收"), GOOD, _of(standing))
    return Cell(pgettext("map", "待审"), _("等待审核"), OPEN, _of(standing))


def _of(standing: Standing) -> str:
    return reverse("filings:filing", args=[standing.filing.pk]) if standing.filing else ""
