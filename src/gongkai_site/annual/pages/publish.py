"""Publishing a version, and beside it handing it up: where it is public since when is typed place by place."""

from __future__ import annotations

from typing import TypedDict

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import below_in, owed_to
from gongkai_site.annual.actions import publish as actions
from gongkai_site.annual.models import AnnualReport, Placement, Scope, State, Version
from gongkai_site.annual.newest import newest_version
from gongkai_site.annual.pages.reports import day_sent, place
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.office import Step, actor, allowed, page
from gongkai_site.policy import Actor, may


class _Place(TypedDict):
    own_pages: bool
    platform: str
    url: str


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a version on our own pages, record where it went up elsewhere, or both; all that was typed or nothing."""
    version = allowed(request, "report.publish", Version.objects.select_related("report__agency__superior"), pk)
    report, error = version.report, None
    known = _usual_platform(report)
    if request.method == "POST":
        try:
            step = _withdrawn if "withdraw" in request.POST else _published
            messages.success(request, step(request, version))
            return HttpResponseRedirect(reverse("annual:publish", args=[version.pk]))
        except SiteError as refused:
            error = refused
    placements = list(version.placements.select_related("by"))
    who = actor(request)
    hands_up = hands_up_to(who, version)
    return page(
        request,
        "annual/versions_publish.html",
        {
            "version": version,
            "report": report,
            "place": place(report),
            "placements": placements,
            "on_own_pages": any(each.own_pages and each.stands for each in placements),
            "platform": request.POST.get("platform", known),
            "typed": request.POST,
            "own_on": request.POST.get("own-on", ""),
            "hands_up": hands_up,
            "may_withdraw": may(who, "report.withdraw", version),
            "error": error,
        },
        title=_("公开{year}年度报告第{number}版").format(year=report.year, number=version.number),
        agency=report.agency,
        steps=_steps(version, placements, hands_up=hands_up),
        status=error.status if error else 200,
    )


def _published(request: HttpRequest, version: Version) -> str:
    known = _usual_platform(version.report)
    sent = {name: request.POST.get(name, "").strip() for name in ("own-on", "platform", "url", "on")}
    places: list[tuple[_Place, str, str]] = []
    if sent["own-on"]:
        places.append(({"own_pages": True, "platform": "", "url": ""}, "own-on", "在本站公开的日期"))
    # The platform's name stands there from the last time: by itself it says nothing.
    if sent["url"] or sent["on"] or sent["platform"] not in ("", known):
        elsewhere = _Place(own_pages=False, platform=sent["platform"], url=sent["url"])
        places.append((elsewhere, "on", "在平台公开的日期"))
    if not places:
        raise InvalidInput("没有填写在哪里公开。", advice="在本站公开的，填公开日期；在其他平台公开的，填网址和日期。")
    with transaction.atomic():
        for where, name, label in places:
            actions.publish(actor(request), version, **where, on=day_sent(request, name, label))
    return _("已登记公开。")


def _withdrawn(request: HttpRequest, version: Version) -> str:
    asked = request.POST.get("withdraw", "")
    placement = next((each for each in version.placements.all() if str(each.pk) == asked), None)
    if placement is None:
        raise InvalidInput("没有这次公开。", advice="请刷新页面后重试。")
    actions.withdraw_publication(actor(request), placement, reason=request.POST.get("reason", ""))
    return _("已登记撤回。公开页面上仍列出这一版，注明已撤回，不再显示正文。")


def _usual_platform(report: AnnualReport) -> str:
    last = Placement.objects.filter(version__report__agency=report.agency, own_pages=False).order_by("-at").first()
    return last.platform if last else ""


def hands_up_to(who: Actor, version: Version) -> Agency | None:
    """To whom this person is to hand this version up next, if to anybody.

    The own report of an agency to which others report is not handed up: its superior is owed that of the area.
    """
    agency, report = version.report.agency, version.report
    superior = owed_to(agency, report.year)
    if superior is None or report.state != State.LOCKED or not may(who, "report.hand_up", agency):
        return None
    if version != newest_version(report) or version.filings.filter(superior=superior).exists():
        return None
    owes_area = report.scope == Scope.OWN and Agency.objects.filter(below_in(agency, report.year)).exists()
    return None if owes_area else superior


def _steps(version: Version, placements: list[Placement], *, hands_up: Agency | None) -> list[Step]:
    steps = []
    if any(not each.own_pages and each.stands for each in placements):
        steps.append(Step(_("已登记公开，查看各版本和文件"), reverse("annual:versions", args=place(version.report))))
    else:
        steps.append(Step(_("复制网页正文到省统一平台"), reverse("annual:fragment", args=[version.pk])))
        steps.append(Step(_("公开之后，在这里登记网址和日期"), "#publish"))
    if hands_up is not None:
        steps.append(Step(_("报送给{superior}").format(superior=hands_up), "#hand-up"))
    return steps
