"""A superior's rulings: what is in force on a day and who laid it down, the history, and laying down a new one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies import actions
from gongkai_site.agencies.due import reporting_year
from gongkai_site.agencies.forms import ReasonForm, RulingForm
from gongkai_site.agencies.models import Agency, Ruling
from gongkai_site.agencies.pages.forms import form_page
from gongkai_site.agencies.rulings.in_force import day_of, superiors_of
from gongkai_site.agencies.rulings.keys import KEYS, Key
from gongkai_site.agencies.rulings.moves import Moved, moved_by
from gongkai_site.errors import NotAllowed, SiteError
from gongkai_site.office import actor, for_agency, found, page
from gongkai_site.policy import Actor, may, visible

_MOST_MOVED = 300
"""Most lines of what a ruling moves that are shown; the number is always told."""


@for_agency("agency.view")
def rulings(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Every key with what holds on a day for those below, and this superior's own rulings, newest first."""
    day = _day(request.GET.get("on", ""))
    edits = may(actor(request), "ruling.edit", agency)
    own = list(Ruling.objects.filter(superior=agency).select_related("agency", "by"))
    names = dict(Agency.objects.filter(pk__in=superiors_of(agency)).values_list("pk", "name"))
    above = list(Ruling.objects.filter(superior__in=names, voided=False).exclude(value="").select_related("agency"))
    rows = [
        (
            key,
            [(each, key.shown(each.value)) for each in _in_force(own, key, day)],
            [(each, names[each.superior_id], key.shown(each.value)) for each in _in_force(above, key, day)],
            [(each, key.shown(each.value) if each.value else _("不再规定")) for each in own if each.key == key.id],
        )
        for key in KEYS.values()
    ]
    step = _("在下面各项设定，自某一天起对下级适用") if edits else _("查看上级对下级的规定")
    return page(
        request,
        "agencies/rulings.html",
        {"rows": rows, "day": day, "edits": edits},
        title=_("上级规定"),
        agency=agency,
        note=step,
    )


@for_agency("ruling.edit")
def lay_down(request: HttpRequest, agency: Agency, key: str) -> HttpResponse:
    """Lay down a ruling from a day on: first what it would move is shown, then it is confirmed."""
    known = _key(key)
    below = Agency.objects.filter(path__startswith=agency.path).exclude(pk=agency.pk)
    form = RulingForm(request.POST or None, request.FILES or None, key=known, below=below, since=_coming())
    status, drafted = 200, None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                drafted = actions.draft_ruling(agency, known.id, **form.values)
                if request.POST.get("confirmed"):
                    actions.set_ruling(actor(request), drafted)
                    messages.success(request, _("已保存。"))
                    return redirect("agencies:rulings", agency.pk)
                status = 200
            except NotAllowed:
                raise
            except SiteError as error:
                status, drafted = error.status, None
                form.add_error(None, str(error))
    if drafted:
        # An uploaded file is not sent a second time: what it held stands in the form to be confirmed.
        form = RulingForm({**request.POST.dict(), "value": drafted.value}, key=known, below=below, since=drafted.since)
    form.label_suffix = ""
    moved = moved_by(drafted, timezone.localdate()) if drafted else []
    return page(
        request,
        "agencies/ruling.html",
        {
            "form": form,
            "key": known,
            "drafted": drafted,
            "shown": _shown(known, drafted),
            **_told(actor(request), moved),
        },
        title=_("设定：{what}").format(what=known.title),
        agency=agency,
        note=_("核对这项规定影响到哪些报告，然后确认") if drafted else str(known.asks),
        status=status,
    )


@for_agency("ruling.edit")
def withdraw(request: HttpRequest, agency: Agency, ruling_id: int) -> HttpResponse:
    """Take back a ruling that was a mistake."""
    ruling = found(Ruling.objects.filter(superior=agency).select_related("superior", "agency", "by"), ruling_id)
    moved = [] if ruling.voided else moved_by(ruling, timezone.localdate(), taken_back=True)
    said = _("撤回影响{n}份报告。").format(n=len(moved))
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data, _revision: actions.withdraw_ruling(actor(request), ruling, reason=data["reason"]),
        title=_("撤回上级规定"),
        agency=agency,
        back=reverse("agencies:rulings", args=[agency.pk]),
        button=_("撤回"),
        note=f"{ruling.source}：{ruling.since}，{ruling.whom}。{said}",
    )


def _in_force(among: list[Ruling], key: Key, day: dt.date) -> list[Ruling]:
    """The newest of each superior for each whom it binds, where it lays anything down."""
    newest: dict[tuple[int, str, int | None], Ruling] = {}
    for each in sorted(among, key=lambda each: (each.since, each.pk)):
        if each.key == key.id and not each.voided and each.since <= day:
            newest[each.superior_id, each.kind, each.agency_id] = each
    return [each for each in newest.values() if each.value]


def _shown(key: Key, drafted: Ruling | None) -> str:
    if drafted is None:
        return ""
    return key.shown(drafted.value) if drafted.value else _("不再规定")


def _told(who: Actor, moved: list[Moved]) -> dict[str, Any]:
    """What is moved, as far as the asker may see it, and how much there is in all."""
    allowed = _visible(who, [each.report for each in moved if each.report is not None])
    seen = [each for each in moved if each.report is None or each.report in allowed]
    return {"moved": seen[:_MOST_MOVED], "moved_count": len(moved), "moved_more": len(moved) > len(seen[:_MOST_MOVED])}


def _visible(who: Actor, reports: list[Model]) -> set[Model]:
    """Those of the reports and versions that the asker may see, by one query for each kind."""
    kinds: dict[type[Model], dict[int, Model]] = defaultdict(dict)
    for each in reports:
        kinds[type(each)][each.pk] = each
    seen: set[Model] = set()
    for kind, stored in kinds.items():
        keys = visible(who, "report.view", kind._default_manager.filter(pk__in=stored)).values_list("pk", flat=True)
        seen |= {stored[key] for key in keys}
    return seen


def _key(name: str) -> Key:
    if name not in KEYS:
        raise Http404("没有这项规定。")
    return KEYS[name]


def _coming() -> dt.date:
    """The day that rulings on the reports now in hand are asked of."""
    return day_of(reporting_year(timezone.localdate()))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return _coming()
