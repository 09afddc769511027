"""One-time links: those made, making one (its address is shown this once), withdrawing one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.counted import owing_any
from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.filings.actions import Made, make_link, withdraw_link
from gongkai_site.filings.links import DAYS, MOST_DAYS
from gongkai_site.filings.models import FilingLink
from gongkai_site.filings.qr import qr_code
from gongkai_site.filings.years import insist_year
from gongkai_site.office import Step, actor, for_agency, found, page

_PER_PAGE = 50


@for_agency("filing.manage")
def links_page(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """The year's links; POST makes one."""
    insist_year(year)
    error: SiteError | None = None
    sent = request.POST if request.method == "POST" else request.GET
    chosen = owing_any(agency, year).filter(pk=_number(sent.get("of", ""))).first()
    if request.method == "POST":
        try:
            return _shown(request, _made(request, chosen, agency, year))
        except SiteError as refused:
            error = refused
    links = FilingLink.objects.filter(superior=agency, year=year).select_related("agency", "by").order_by("-pk")
    steps = [Step(_("返回报送汇总"), reverse("filings:overview", args=[agency.pk, year]))]
    return page(
        request,
        "filings/links.html",
        {
            "year": year,
            "chosen": chosen,
            "agencies": owing_any(agency, year).only("pk", "name"),
            "days": sent.get("days", DAYS),
            "most": MOST_DAYS,
            "shown": Paginator(links, _PER_PAGE).get_page(request.GET.get("page")),
            "now": timezone.now(),
            "error": error,
        },
        title=_("{year}年度一次性报送链接").format(year=year),
        agency=agency,
        steps=steps,
        status=error.status if error else 200,
    )


@for_agency("filing.manage")
def withdraw_page(request: HttpRequest, agency: Agency, year: int, pk: int) -> HttpResponse:
    """Withdraw a link."""
    link = found(FilingLink.objects.filter(superior=agency, year=year).select_related("agency", "superior"), pk)
    if request.method == "POST":
        withdraw_link(actor(request), link)
        messages.success(request, _("已收回。"))
    return redirect("filings:links", agency.pk, year)


def _shown(request: HttpRequest, made: Made) -> HttpResponse:
    """The link, this once: to be copied, printed for the office, or scanned."""
    link = made.link
    address = f"{settings.BASE_URL}{reverse('filing-link', args=[made.token])}"
    text = _("复制、打印或出示下面的链接，以安全的方式交给该单位；离开本页后不再显示")
    answer = page(
        request,
        "filings/link_made.html",
        {
            "made": address,
            "code": qr_code(address),
            "link": link,
            "due": due(link.agency, link.year).date,
            "back": reverse("filings:links", args=[link.superior_id, link.year]),
        },
        title=_("{agency}的一次性链接").format(agency=link.agency),
        agency=link.superior,
        steps=[Step(text, "#made", urgent=True)],
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _made(request: HttpRequest, chosen: Agency | None, to: Agency, year: int) -> Made:
    if chosen is None:
        raise InvalidInput("请选择单位。")
    return make_link(actor(request), chosen, year, to=to, days=_number(request.POST.get("days", "")))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
