"""One agency: what is known of it, and the forms that change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.law import division
from gongkai_site.agencies import actions
from gongkai_site.agencies.checks import PARTICULARS, code_doubt, field_name, missing_particulars
from gongkai_site.agencies.due import due, reporting_year
from gongkai_site.agencies.forms import CorrectionForm, NewAgencyForm, ParticularsForm, PlaceForm, initial
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.pages.forms import form_page
from gongkai_site.agencies.steps import lacking
from gongkai_site.office import actor, for_agency, page
from gongkai_site.people.models import Membership
from gongkai_site.policy import agencies_where, may, require


@for_agency("agency.view")
def opened(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Particulars, sections and who is in them, superior, reorganisations, the due date and why."""
    who, today = actor(request), timezone.localdate()
    year = reporting_year(today)
    missing = set(missing_particulars(agency))
    code = division(agency.division_code) if agency.division_code else None
    context = {
        "particulars": [(field_name(name), getattr(agency, name), field_name(name) in missing) for name in PARTICULARS],
        "sections": _sections(agency),
        "reorganisations": agency.reorganisations.select_related("successor"),
        "predecessors": agency.predecessors.order_by("abolished_on"),
        "below": agency.subordinates.filter(abolished_on=None).count(),
        "division": code.place if code else "",
        "doubt": code_doubt(agency),
        "year": year,
        "due": due(agency, year),
        "sees_superior": agency.superior is not None and may(who, "agency.view", agency.superior),
    }
    return page(
        request,
        "agencies/agency.html",
        context,
        title=_("单位信息"),
        steps=lacking(who, agency, today),
        agency=agency,
    )


@for_agency("agency.add")
def add_below(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Add an agency below this one."""
    return _add(request, agency, _("在{agency}之下新增单位").format(agency=agency))


def add_top(request: HttpRequest) -> HttpResponse:
    """Add an agency without a superior here: the county of a new site."""
    require(actor(request), "agency.add")
    return _add(request, None, _("新增最上级单位"))


def _add(request: HttpRequest, superior: Agency | None, title: str) -> HttpResponse:
    place = superior.place if superior else ""
    return form_page(
        request,
        NewAgencyForm(request.POST or None, initial={"place": place}),
        lambda data, _revision: actions.add_agency(actor(request), superior, data),
        title=title,
        back=lambda made: reverse("agencies:open", args=[made.pk]),
        note=_("名称请写带所在地的全称，年度报告的标题用它。"),
    )


@for_agency("agency.edit")
def edit(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The particulars of 《条例》第十二条第二款."""
    return form_page(
        request,
        ParticularsForm(request.POST or None, initial=initial(agency, ParticularsForm)),
        lambda data, revision: actions.edit_agency(actor(request), agency, data, revision=revision),
        title=_("修改单位概况"),
        agency=agency,
        back=reverse("agencies:open", args=[agency.pk]),
        note=_("这些内容应在政府信息公开指南中载明（《条例》第十二条第二款），也会显示在公开页面上。"),
    )


@for_agency("agency.arrange")
def correct(request: HttpRequest, agency: Agency) -> HttpResponse:
    """What is registered, where it was wrong."""

    def save(data: dict[str, Any], revision: int) -> Agency:
        reason = data.pop("reason")
        return actions.correct_agency(actor(request), agency, data, revision=revision, reason=reason)

    return form_page(
        request,
        CorrectionForm(request.POST or None, initial=initial(agency, CorrectionForm)),
        save,
        title=_("更正登记信息"),
        agency=agency,
        back=reverse("agencies:open", args=[agency.pk]),
        note=_("这里只更正登记错误。机构改革中的更名、并入、撤销请到“机构变动”登记，以前年度的名称才会保留。"),
    )


@for_agency("agency.arrange")
def place(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Another superior for disclosure."""
    form = PlaceForm(
        request.POST or None,
        initial={"superior": agency.superior},
        among=agencies_where(actor(request), "agency.add"),
    )
    return form_page(
        request,
        form,
        lambda data, revision: actions.place_under(
            actor(request), agency, data["superior"], revision=revision, reason=data["reason"], on=data["on"]
        ),
        title=_("调整政府信息公开上级"),
        agency=agency,
        back=reverse("agencies:open", args=[agency.pk]),
        note=_("本单位和它的全部下级一起调整。政府信息公开上级可以不是所在行政区划的政府。"),
    )


def _sections(agency: Agency) -> list[tuple[Any, list[Membership]]]:
    """Every section with those who hold a role in it today, and last those without a section."""
    held = list(
        Membership.objects.filter(Membership.holding(timezone.localdate()), agency=agency, user__is_active=True)
        .select_related("user")
        .order_by("role", "pk")
    )
    rows: list[tuple[Any, list[Membership]]] = [
        (section, [each for each in held if each.section_id == section.pk]) for section in agency.sections.all()
    ]
    without = [each for each in held if each.section_id is None]
    return [*rows, (None, without)] if without else rows
