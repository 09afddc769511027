"""Locked versions: what each is, its files, and what changed between two of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai_site.annual.content import is_intact
from gongkai_site.annual.models import Version
from gongkai_site.annual.pages.reports import place, report_for, sees_draft
from gongkai_site.annual.rendering import KINDS, WHICH, render
from gongkai_site.annual.sheet import Changes, changes
from gongkai_site.annual.shortcode import code_of_version, read_code
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.office import Step, actor, allowed, page
from gongkai_site.policy import may, visible

_VERSIONS = Version.objects.select_related("report__agency", "locked_by")


@require_safe
def versions(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """All versions of one report, newest first; ``?before=1&after=2`` compares two."""
    report = report_for(request, "report.view", agency_id, year, scope)
    who = actor(request)
    stored = report.versions.select_related("report__agency", "locked_by").prefetch_related("placements")
    draft = sees_draft(who, report)
    # Those above see what was handed up or published, and not yet what was only locked.
    listed = list(visible(who, "report.view", stored.order_by("-number")))
    by_number = {str(each.number): each for each in listed}
    before, after = by_number.get(request.GET.get("before", "")), by_number.get(request.GET.get("after", ""))
    if before is None and after is None and len(listed) > 1:
        after, before = listed[:2]
    return page(
        request,
        "annual/versions.html",
        {
            "report": report,
            "place": place(report),
            "versions": [(each, is_intact(each), code_of_version(each)) for each in listed],
            "asked": request.GET.get("code", ""),
            "told": _told_of_code(request.GET.get("code", ""), listed),
            "files": [(which, label, _kinds(which)) for which, label in WHICH.items()],
            "before": before,
            "after": after,
            "changes": _compared(before, after),
            "may_publish": may(who, "report.publish", report),
            "sees_draft": draft,
        },
        title=_("{year}年度报告：版本和文件").format(year=year),
        agency=report.agency,
        steps=steps_of(who, report) if draft else [],
    )


@require_safe
def fragment(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's HTML to be copied into the province's platform."""
    version = allowed(request, "report.view", _VERSIONS, pk)
    steps = []
    if may(actor(request), "report.publish", version):
        steps.append(Step(_("公开之后登记网址和日期"), reverse("annual:publish", args=[version.pk])))
    return page(
        request,
        "annual/versions_fragment.html",
        {"version": version, "report": version.report, "fragment": render(version, "fragment").decode()},
        title=_("网页正文"),
        note=_("在省统一平台新建文章，切换到源代码（HTML）方式，粘贴下面的全部内容"),
        agency=version.report.agency,
        steps=steps,
    )


def _told_of_code(asked: str, listed: list[Version]) -> str:
    """Which version a code off paper belongs to."""
    if not asked.strip():
        return ""
    code = read_code(asked)
    if code is None:
        return _("校验码有误，请核对后重新输入：共10位，分两组。")
    for each in listed:
        if code_of_version(each) == code:
            return _("与第{number}版的内容一致。").format(number=each.number)
    return _("与这里的各个版本都不一致。")


def _kinds(which: str) -> list[tuple[str, str]]:
    return [(each.key, each.label) for each in KINDS.values() if which in each.versions and each.key != "fragment"]


def _compared(before: Version | None, after: Version | None) -> Changes | None:
    if before is None or after is None:
        return None
    return changes(before.as_report(), after.as_report(), f"第{before.number}版")
