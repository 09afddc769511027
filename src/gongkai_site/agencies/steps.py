"""What an agency's own register still lacks."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.checks import code_doubt, missing_particulars
from gongkai_site.agencies.counted import owing
from gongkai_site.agencies.due import dues
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import as_below
from gongkai_site.office import Step
from gongkai_site.policy import Actor, may

_FROM_MONTH = 10
"""From October the coming January's dates should be set; until the end of January they are urgent."""


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """For those who keep the agency's particulars and those who set due dates."""
    return lacking(actor, agency, today)


def lacking(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """Missing particulars, a doubtful code, no section, and agencies below without a due date."""
    if agency.abolished_on is not None:
        return []
    found = []
    if may(actor, "agency.edit", agency):
        found += _particulars(agency)
    if may(actor, "agency.arrange", agency) and (doubt := code_doubt(agency)):
        found.append(Step(doubt, reverse("agencies:correct", args=[agency.pk])))
    if (
        may(actor, "ruling.edit", agency)
        and (year := coming(today)) is not None
        and (count := without_due(agency, year))
    ):
        found.append(
            Step(
                _("设定{year}年度报告的报送期限").format(year=year),
                f"{reverse('agencies:due', args=[agency.pk])}?year={year}",
                _("还有{n}个下级没有期限").format(n=count),
                urgent=today.month in (12, 1),
            )
        )
    return found


def coming(today: dt.date) -> int | None:
    """The reporting year whose due dates should be set now; none between February and September."""
    if today.month >= _FROM_MONTH:
        return today.year
    return today.year - 1 if today.month == 1 else None


def without_due(superior: Agency, year: int) -> int:
    """How many agencies directly below have no due date for their report on ``year``."""
    return sum(1 for each in dues(as_below(owing(superior, year), superior), year).values() if each.date is None)


def _particulars(agency: Agency) -> list[Step]:
    found = []
    if missing := missing_particulars(agency):
        found.append(
            Step(
                _("补全单位概况：{missing}").format(missing="、".join(missing)),
                reverse("agencies:edit", args=[agency.pk]),
                _("公开指南应当载明（《条例》第十二条第二款）"),
            )
        )
    if not agency.sections.filter(closed=False).exists():
        found.append(Step(_("登记负责的科室"), reverse("agencies:add-section", args=[agency.pk])))
    return found
