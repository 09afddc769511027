"""The agencies one may see, as a tree, and as Excel."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.checks import missing_particulars
from gongkai_site.agencies.due import dues, reporting_year
from gongkai_site.agencies.exchange.writing import workbook
from gongkai_site.agencies.models import Agency, Kind
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import agencies_where, may, require

_PER_PAGE = 100
_DEEPEST = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def listing(request: HttpRequest) -> HttpResponse:
    """Everything one may see, from the top down; narrowed by word and kind."""
    who = actor(request)
    seen = agencies_where(who, "agency.view")
    if not seen.exists():
        require(who, "agency.view")
    chosen = {name: request.GET.get(name, "").strip() for name in ("word", "kind", "past")}
    shown = Paginator(_narrowed(seen, chosen), _PER_PAGE).get_page(request.GET.get("page"))
    year = reporting_year(timezone.localdate())
    due = dues(shown, year)
    top = min((each.path.count("/") for each in shown), default=2)
    rows = [
        {
            "agency": each,
            "depth": min(each.path.count("/") - top, _DEEPEST),
            "due": due[each.pk],
            "missing": missing_particulars(each) if each.abolished_on is None else [],
        }
        for each in shown
    ]
    context = {
        "shown": shown,
        "rows": rows,
        "chosen": chosen,
        "kinds": Kind.choices,
        "year": year,
        "adds": may(who, "agency.add") or agencies_where(who, "agency.add").exists(),
        "adds_top": may(who, "agency.add"),
    }
    steps = _steps(bool(context["adds"]), seen.exists(), rows)
    return page(request, "agencies/list.html", context, title=_("单位"), steps=steps)


def export(request: HttpRequest) -> HttpResponse:
    """What the list shows, as Excel that imports again; ``?empty=1`` is the form to fill in."""
    who = actor(request)
    seen = agencies_where(who, "agency.view")
    if not seen.exists():
        require(who, "agency.view")
    empty = bool(request.GET.get("empty"))
    listed = seen.none() if empty else seen.filter(abolished_on=None)
    data = workbook(listed.select_related("superior", "local_government").order_by("path"))
    name = _("单位空白表") if empty else _("单位")
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{_quoted(name)}.xlsx"},
    )


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _narrowed(seen: QuerySet[Agency], chosen: dict[str, str]) -> QuerySet[Agency]:
    listed = seen.select_related("superior", "successor").order_by("path")
    if chosen["word"]:
        listed = listed.filter(name__contains=chosen["word"])
    if chosen["kind"]:
        listed = listed.filter(kind=chosen["kind"])
    return listed if chosen["past"] else listed.filter(abolished_on=None)


def _steps(adds: bool, any_yet: bool, rows: list[dict[str, object]]) -> list[Step]:
    if adds and not any_yet:
        return [
            Step(_("新增最上级单位"), reverse("agencies:add-top"), _("其他单位都在它之下")),
            Step(_("或者用Excel一次导入全部单位"), reverse("agencies:import"), _("先预览，确认后才写入")),
        ]
    lacking = sum(1 for row in rows if row["missing"])
    steps = []
    if adds and len(rows) < 2:
        steps.append(Step(_("用Excel一次导入全部下级单位"), reverse("agencies:import"), _("先预览，确认后才写入")))
    if lacking:
        steps.append(
            Step(
                _("请补全本页{n}个单位的概况").format(n=lacking),
                "#agencies",
                _("公开指南应当载明，见《条例》第十二条第二款"),
            )
        )
    return steps
