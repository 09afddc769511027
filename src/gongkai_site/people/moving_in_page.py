"""入驻清单: what a new county still lacks, each with the page where it is mended; dates are offered for one press."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.agencies.actions.rulings import draft_ruling, set_ruling
from gongkai_site.agencies.due import KEY, reporting_year
from gongkai_site.agencies.models import Agency, Ruling
from gongkai_site.agencies.rulings.in_force import day_of
from gongkai_site.errors import SiteError
from gongkai_site.office import actor, for_agency, page
from gongkai_site.people.moving_in import Undated, lacking, looked_after, undated
from gongkai_site.policy import Actor, may, require

_SHOWN = 50
"""Of one kind; the number is always told."""
_OF_DEPARTMENTS = "01-31"
"""《条例》第四十九条第一款: departments of county governments and above; offered for those of whom it says nothing."""


class DateForm(forms.Form):
    """A date for all below that have none; what it rests on is always written by whoever lays it down."""

    value = forms.CharField(
        label=gettext_lazy("期限"),
        max_length=10,
        help_text=gettext_lazy("每年同一天的写月-日。建议的是上次通知的日期；没有通知过的，与政府部门的法定日期相同。"),
    )
    source = forms.CharField(label=gettext_lazy("通知文号或名称"), max_length=200)
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=300)


def may_see(who: Actor) -> bool:
    """For those who look after people of agencies below, and system administrators; asks no query of its own."""
    return may(who, "people.system") or any(each.role == "supervisor" for each in who.memberships())


def moving_in(request: HttpRequest) -> HttpResponse:
    """The list; what is done is gone from it."""
    who = actor(request)
    if not may_see(who):
        require(who, "people.system")
    return _page(request)


@for_agency("ruling.edit")
def accept_date(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Lay the date that was offered down for all directly below and further that have none of their own."""
    if request.method != "POST":
        return redirect("people:moving-in")
    form = DateForm(request.POST, prefix=str(agency.pk), label_suffix="")
    status = 400
    if form.is_valid():
        sent = form.cleaned_data
        since = day_of(reporting_year(timezone.localdate()))
        try:
            drafted = draft_ruling(
                agency, KEY, sent["value"], since=since, source=sent["source"], reason=sent["reason"]
            )
            set_ruling(actor(request), drafted)
        except SiteError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("已为{agency}的下级定下期限。").format(agency=agency))
            return redirect("people:moving-in")
    return _page(request, form, agency, status)


def _page(
    request: HttpRequest, form: DateForm | None = None, of: Agency | None = None, status: int = 200
) -> HttpResponse:
    who, today = actor(request), timezone.localdate()
    seen = looked_after(who)
    groups = lacking(who, today, seen)
    without = undated(who, today, seen)
    offered = _offers([each.superior for each in without if each.mine])
    rows = [(each, form if of == each.superior else _offer(each, offered)) for each in without]
    left = sum(len(each.items) for each in groups) + len(without)
    note = _("还有{n}项，逐项点开办理；办好的自动消失。").format(n=left) if left else _("都办好了。")
    context = {
        "groups": [(each, each.items[:_SHOWN], len(each.items) - _SHOWN) for each in groups],
        "rows": rows,
        "year": reporting_year(today),
        "imports": any(may(who, "people.edit", each) for each in seen),
    }
    return page(request, "people/moving_in.html", context, title=_("入驻清单"), note=note, status=status)


def _offer(each: Undated, offered: dict[int, str]) -> DateForm | None:
    if not each.mine:
        return None
    value = offered.get(each.superior.pk, _OF_DEPARTMENTS)
    return DateForm(prefix=str(each.superior.pk), initial={"value": value}, label_suffix="")


def _offers(superiors: list[Agency]) -> dict[int, str]:
    """The day of each one's newest notice, of whichever year: as a rule the next has the same."""
    past = Ruling.objects.filter(superior__in=superiors, key=KEY, voided=False, agency=None).exclude(value="")
    return {each.superior_id: each.value[-5:] for each in past.order_by("since", "pk")}
