"""The system administrators: who they are, appointing and dismissing, and what is done to their accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.office import Step, actor, found, page
from gongkai_site.people import actions
from gongkai_site.people.forms import AdministratorForm, ReasonForm
from gongkai_site.people.models import User
from gongkai_site.people.pages import WITH_REASON, form_page
from gongkai_site.policy import require

_LIST = "people:administrators"
_DONE: dict[str, tuple[type[forms.Form], Callable[..., None], Any]] = {
    **WITH_REASON,
    "dismiss": (ReasonForm, actions.dismiss_administrator, gettext_lazy("撤销系统管理员")),
}


def administrators(request: HttpRequest) -> HttpResponse:
    """Everybody who is one, those whose account is shut last."""
    require(actor(request), "people.system")
    listed = list(User.objects.filter(is_system_admin=True).order_by("-is_active", "username"))
    active = sum(each.is_active for each in listed)
    steps = [Step(_("再任命一位系统管理员"), reverse("people:appoint"), _("只有一位时，他忘记密码就没有人能重设"))]
    return page(
        request,
        "people/administrators.html",
        {"administrators": listed},
        title=_("系统管理员"),
        steps=steps if active < 2 else [],
    )


def appoint(request: HttpRequest) -> HttpResponse:
    """Make somebody a system administrator."""
    require(actor(request), "people.system")
    form = AdministratorForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda data: actions.appoint_administrator(actor(request), **data),
        title=_("任命系统管理员"),
        where=reverse(_LIST),
    )


def administrator(request: HttpRequest, user_id: int, what: str) -> HttpResponse:
    """Dismiss one, or what is done to his account with a reason."""
    require(actor(request), "people.system")
    user = found(User.objects.filter(is_system_admin=True), user_id)
    if what not in _DONE:
        raise Http404
    kind, action, title = _DONE[what]
    # What is done to an account is done to him as nobody's in particular.
    about = (actor(request), user) if what == "dismiss" else (actor(request), user, None)
    return form_page(
        request,
        kind(request.POST or None),
        lambda data: action(*about, **data),
        title=f"{title}：{user}",
        where=reverse(_LIST),
    )
