"""The agencies one may see, as a tree, and as Excel."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.checks import missing_particulars
from gongkai_site.agencies.due import dues, reporting_year
from gongkai_site.agencies.exchange.columns import LAYOUT, printed
from gongkai_site.agencies.listing import AgencyTable, Narrowed
from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step, actor
from gongkai_site.office.lists import listed
from gongkai_site.policy import agencies_where, first_agency, may, require
from gongkai_site.sheets.writing import XLSX, workbook

_PER_PAGE = 100


def listing(request: HttpRequest) -> HttpResponse:
    """Everything one may see, from the top down; narrowed by word and kind, and sorted otherwise where asked."""
    who = actor(request)
    seen = agencies_where(who, "agency.view")
    any_yet = seen.exists()
    if not any_yet:
        require(who, "agency.view")
    # An empty address means the form's own answers too: those merged away stay out.
    narrowed = Narrowed(
        {"past": "", **request.GET.dict()}, seen.select_related("superior", "successor").order_by("path")
    )
    year = reporting_year(timezone.localdate())
    table = AgencyTable(narrowed.qs, year)
    table.arranged(request, _PER_PAGE)
    shown = [row.record for row in table.page.object_list]
    table.dues = dues(shown, year)
    table.top = min((each.path.count("/") for each in shown), default=2)
    adds_top = may(who, "agency.add")
    context = {
        "form": narrowed.form,
        "adds": adds_top or first_agency(who, "agency.add") is not None,
        "adds_top": adds_top,
    }
    steps = _steps(bool(context["adds"]), any_yet, shown)
    return listed(request, "agencies/list.html", table, context, title=_("单位"), steps=steps)


def export(request: HttpRequest) -> HttpResponse:
    """What the list shows, as Excel that imports again; ``?empty=1`` is the form to fill in."""
    who = actor(request)
    seen = agencies_where(who, "agency.view")
    if not seen.exists():
        require(who, "agency.view")
    empty = bool(request.GET.get("empty"))
    wanted = seen.none() if empty else seen.filter(abolished_on=None)
    shown = wanted.select_related("superior", "local_government").order_by("path")
    data = workbook(LAYOUT, "单位", map(printed, shown))
    name = _("单位空白表") if empty else _("单位")
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{_quoted(name)}.xlsx"},
    )


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _steps(adds: bool, any_yet: bool, shown: list[Agency]) -> list[Step]:
    if adds and not any_yet:
        return [
            Step(_("新增最上级单位"), reverse("agencies:add-top"), _("其他单位都在它之下")),
            Step(_("或者用Excel一次导入全部单位"), reverse("agencies:import"), _("先预览，确认后才写入")),
        ]
    lacking = sum(1 for each in shown if each.abolished_on is None and missing_particulars(each))
    steps = []
    if adds and len(shown) < 2:
        steps.append(Step(_("用Excel一次导入全部下级单位"), reverse("agencies:import"), _("先预览，确认后才写入")))
    if lacking:
        steps.append(
            Step(
                _("请补全本页{n}个单位的概况").format(n=lacking),
                "#listing",
                _("公开指南应当载明，见《条例》第十二条第二款"),
            )
        )
    return steps
