"""Agencies from Excel: upload, dry run, confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.agencies.actions.importing import import_agencies
from gongkai_site.agencies.exchange.columns import LAYOUT
from gongkai_site.agencies.exchange.plan import Plan, make_plan
from gongkai_site.office import actor
from gongkai_site.office.exchanging import Exchange
from gongkai_site.policy import agencies_where, require


def importing(request: HttpRequest) -> HttpResponse:
    """For those who may add or edit agencies anywhere."""
    who = actor(request)
    if not any(agencies_where(who, right).exists() for right in ("agency.add", "agency.edit")):
        require(who, "agency.add")
    return _EXCHANGE.view(request)


def _done(request: HttpRequest, plan: Plan) -> HttpResponse:
    told = _("已导入：新增{added}个，修改{changed}个，未变{same}个。")
    messages.success(request, told.format(added=len(plan.added), changed=len(plan.changed), same=len(plan.same)))
    return redirect("agencies:list")


_EXCHANGE = Exchange(
    LAYOUT, make_plan, import_agencies, _done, "agencies:import", "agencies/upload.html",
    gettext_lazy("导入单位"), gettext_lazy("名称"),
)  # fmt: skip
