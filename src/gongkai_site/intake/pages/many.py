"""What is sent from the list for the documents that were ticked there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.intake.actions import assign_many
from gongkai_site.intake.actions.many import Picked
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.roster import agencies_of
from gongkai_site.office import actor, for_agency

_LONGEST = 15


@for_agency("intake.edit")
def assign_picked(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Name agency, year or both of all the ticked, or take what each states of itself."""
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, None):
        back = reverse("intake:list", args=[agency.pk])
    if request.method == "POST":
        try:
            count = assign_many(
                actor(request),
                picked(request, agency),
                agency=_agency(request, agency),
                year=_year(request.POST.get("of_year", "").strip()),
                reason=request.POST.get("reason", ""),
            )
        except SiteError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已指定{n}份来文的单位和年度。").format(n=count))
    return redirect(back)


def picked(request: HttpRequest, desk: Agency) -> list[Picked]:
    """The ticked documents of this desk, each with the revision in which it was shown."""
    asked = {}
    for each in request.POST.getlist("pick"):
        number, _colon, revision = each.partition(":")
        if not (_is_number(number) and _is_number(revision)):
            raise InvalidInput("选中的内容不对，请刷新页面后重新勾选。")
        asked[int(number)] = int(revision)
    there = IncomingDocument.objects.filter(agency=desk, pk__in=asked).select_related("agency", "of_agency")
    return [(each, asked[each.pk]) for each in there.order_by("pk")]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST


def _agency(request: HttpRequest, desk: Agency) -> Agency | None:
    chosen = request.POST.get("of_agency", "")
    if not chosen:
        return None
    found = agencies_of(desk).filter(pk=int(chosen)).first() if _is_number(chosen) else None
    if found is None:
        raise InvalidInput("请从名单中选择单位。")
    return found


def _year(text: str) -> int | None:
    if text and not (_is_number(text) and len(text) == 4):
        raise InvalidInput(f"年度“{text[:20]}”不对。", advice="请填写四位数的年度，或留空。")
    return int(text) if text else None
