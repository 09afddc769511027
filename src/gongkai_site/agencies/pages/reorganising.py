"""Reorganisation of an agency: entering it, and taking back a wrong entry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies import actions
from gongkai_site.agencies.forms import ReasonForm, ReorganisationForm
from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.agencies.pages.forms import form_page
from gongkai_site.office import actor, for_agency, found
from gongkai_site.policy import agencies_where


@for_agency("agency.arrange")
def reorganise(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Renamed, merged or abolished, from which day, by which document."""
    who = actor(request)

    def save(data: dict[str, Any], revision: int) -> Reorganisation:
        shared = {"on": data["on"], "basis": data["basis"], "revision": revision}
        if data["what"] == Reorganisation.What.RENAMED:
            return actions.rename_agency(who, agency, data["new_name"], **shared)
        return actions.end_agency(who, agency, data["what"], data["successor"], **shared)

    return form_page(
        request,
        ReorganisationForm(
            request.POST or None, among=agencies_where(who, "agency.add").exclude(path__startswith=agency.path)
        ),
        save,
        title=_("登记机构变动"),
        agency=agency,
        back=reverse("agencies:open", args=[agency.pk]),
        note=_(
            "更名：以前年度仍用原名称。并入或撤销：自这一天起本单位不再报送，当年的数据由承继机关一并报告，只计算一次；"
            "本单位的下级转到承继机关之下。"
        ),
    )


@for_agency("agency.arrange")
def undo(request: HttpRequest, agency: Agency, reorganisation_id: int) -> HttpResponse:
    """Take back a wrong entry."""
    entry = found(Reorganisation.objects.filter(agency=agency).select_related("agency"), reorganisation_id)
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data, _revision: actions.undo_reorganisation(actor(request), entry, reason=data["reason"]),
        title=_("撤回机构变动登记"),
        agency=agency,
        back=reverse("agencies:open", args=[agency.pk]),
        button=_("撤回登记"),
        note=_("随变动转到承继机关之下的单位不会自动转回，请逐个调整上级。"),
    )
