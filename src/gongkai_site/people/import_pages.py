"""People from Excel: the file, the dry run, and the sheet of first passwords, shown once."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.office import actor, page
from gongkai_site.office.exchanging import Exchange
from gongkai_site.people.exchange.columns import LAYOUT, printed
from gongkai_site.people.exchange.plan import make_plan
from gongkai_site.people.importing import Done, import_people
from gongkai_site.people.models import Membership
from gongkai_site.policy import agencies_where, require
from gongkai_site.sheets.writing import XLSX, workbook


def importing(request: HttpRequest) -> HttpResponse:
    """For those who look after people anywhere."""
    _ask(request)
    return _EXCHANGE.view(request)


def export(request: HttpRequest) -> HttpResponse:
    """Who has which role now, as Excel that imports again; ``?empty=1`` is the form to fill in."""
    _ask(request)
    empty = bool(request.GET.get("empty"))
    held = Membership.objects.filter(
        Membership.holding(timezone.localdate()), agency__in=agencies_where(actor(request), "people.edit"),
        deputises=None, user__is_active=True,
    )  # fmt: skip
    shown = held.select_related("user", "agency", "section").order_by("agency__path", "user__username", "role")
    name = _("人员空白表") if empty else _("人员")
    return HttpResponse(
        workbook(LAYOUT, "人员", () if empty else map(printed, shown)),
        content_type=XLSX,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.xlsx"},
    )


def _ask(request: HttpRequest) -> None:
    who = actor(request)
    if not agencies_where(who, "people.edit").exists():
        require(who, "people.edit")


def _done(request: HttpRequest, done: Done) -> HttpResponse:
    """The slips are the answer itself: they are kept nowhere, and a second sending of the form opens nobody again."""
    plan = done.plan
    told = _("已导入：新开账户{accounts}个，修改{changed}行，未变{same}行。")
    context = {
        "told": told.format(accounts=len(done.slips), changed=len(plan.changed), same=len(plan.same)),
        "slips": done.slips,
        "address": request.build_absolute_uri(reverse("workbench")),
    }
    note = _("请打印或另存本页，裁开后交给各人：初始密码只在这里显示一次，离开后只能逐人重设。") if done.slips else ""
    answer = page(request, "people/slips.html", context, title=_("人员已导入"), note=note)
    answer["Cache-Control"] = "no-store"
    return answer


_EXCHANGE = Exchange(
    LAYOUT, make_plan, import_people, _done, "people:import", "people/upload.html",
    gettext_lazy("导入人员"), gettext_lazy("姓名"),
)  # fmt: skip
