"""The people of an agency: who has which role, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import SiteError
from gongkai_site.office import Step, actor, for_agency, found, page
from gongkai_site.office.lists import listed
from gongkai_site.people import actions
from gongkai_site.people.forms import (
    EndForm,
    FunctionForm,
    ParticularsForm,
    PasswordForm,
    PersonForm,
    ReasonForm,
    RoleForm,
)
from gongkai_site.people.listing import Narrowed, PeopleTable
from gongkai_site.people.models import Assignment, Membership, User
from gongkai_site.people.steps import lacking
from gongkai_site.policy import may

_PER_PAGE = 100


@for_agency("people.view")
def people(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Everybody with a role in the agency; those whose role is over or has not begun where they are asked for."""
    today = timezone.localdate()
    roles = Membership.objects.filter(agency=agency).select_related("user", "section", "deputises")
    # An empty address means the form's own answers too: what nobody holds today stays out.
    narrowed = Narrowed({"past": "", **request.GET.dict()}, roles.order_by("role", "since", "pk"), today)
    return listed(
        request,
        "people/list.html",
        PeopleTable(narrowed.qs).arranged(request, _PER_PAGE),
        {"form": narrowed.form, "edits": may(actor(request), "people.edit", agency)},
        title=_("人员"),
        agency=agency,
        steps=lacking(agency, today),
    )


@for_agency("people.edit")
def add(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Open an account and give it its first role: both or neither."""

    def save(data: dict[str, Any]) -> None:
        role = {name: data.pop(name) for name in ("role", "section", "since", "until", "deputises")}
        with transaction.atomic():
            user = actions.add_person(actor(request), agency, **data)
            actions.give_role(actor(request), user, agency, role.pop("role"), **role)

    return _form(request, agency, PersonForm, save, title=_("新增人员"), agency_known=True)


@for_agency("people.view")
def person(request: HttpRequest, agency: Agency, user_id: int) -> HttpResponse:
    """One person of the agency: particulars, roles, what can be done."""
    user = _of(agency, user_id)
    return page(
        request,
        "people/person.html",
        {
            "person": user,
            "memberships": user.memberships.filter(agency=agency)
            .select_related("section", "deputises")
            .prefetch_related("assignments"),
            "edits": may(actor(request), "people.edit", agency),
        },
        title=str(user),
        agency=agency,
        steps=_steps(request, agency, user),
    )


@for_agency("people.edit")
def edit(request: HttpRequest, agency: Agency, user_id: int) -> HttpResponse:
    """Change name and e-mail address."""
    user = _of(agency, user_id)
    return _form(
        request,
        agency,
        ParticularsForm,
        lambda data: actions.edit_person(actor(request), user, agency, **data),
        title=_("修改人员"),
        initial={"name": user.name, "email": user.email},
        back=user,
    )


@for_agency("people.edit")
def role(request: HttpRequest, agency: Agency, user_id: int) -> HttpResponse:
    """Give a further role."""
    user = _of(agency, user_id)

    def save(data: dict[str, Any]) -> None:
        actions.give_role(actor(request), user, agency, data.pop("role"), **data)

    return _form(request, agency, RoleForm, save, title=_("任命角色"), back=user, agency_known=True)


@for_agency("people.edit")
def end(request: HttpRequest, agency: Agency, membership_id: int) -> HttpResponse:
    """End a role."""
    membership = found(Membership.objects.filter(agency=agency).select_related("agency", "user"), membership_id)
    return _form(
        request,
        agency,
        EndForm,
        lambda data: actions.end_role(actor(request), membership, **data),
        title=_("结束任职"),
        back=membership.user,
    )


@for_agency("people.edit")
def function(request: HttpRequest, agency: Agency, membership_id: int) -> HttpResponse:
    """Give a function beside a role."""
    membership = found(Membership.objects.filter(agency=agency).select_related("agency", "user"), membership_id)
    form = FunctionForm(request.POST or None, role=membership.role)
    return form_page(
        request,
        form,
        lambda data: actions.give_function(actor(request), membership, data.pop("function"), **data),
        title=_("指定职责"),
        where=reverse("people:person", args=[agency.pk, membership.user_id]),
        agency=agency,
    )


@for_agency("people.edit")
def end_function(request: HttpRequest, agency: Agency, assignment_id: int) -> HttpResponse:
    """End a function."""
    held = Assignment.objects.filter(membership__agency=agency).select_related("membership__agency", "membership__user")
    assignment = found(held, assignment_id)
    return _form(
        request,
        agency,
        EndForm,
        lambda data: actions.end_function(actor(request), assignment, **data),
        title=_("结束职责"),
        back=assignment.membership.user,
    )


WITH_REASON: dict[str, tuple[type[forms.Form], Callable[..., None], Any]] = {
    "password": (PasswordForm, actions.set_password, gettext_lazy("重设密码")),
    "second-factor": (ReasonForm, actions.drop_second_factor, gettext_lazy("撤销第二重验证")),
    "close": (ReasonForm, actions.close_account, gettext_lazy("停用账户")),
    "open": (ReasonForm, actions.open_account, gettext_lazy("启用账户")),
}


@for_agency("people.edit")
def account(request: HttpRequest, agency: Agency, user_id: int, what: str) -> HttpResponse:
    """What is done to an account with a reason: password, second factor, close, open."""
    if what not in WITH_REASON:
        raise Http404
    form, action, title = WITH_REASON[what]
    user = _of(agency, user_id)
    return _form(
        request,
        agency,
        form,
        lambda data: action(actor(request), user, agency, **data),
        title=str(title),
        back=user,
    )


def _of(agency: Agency, user_id: int) -> User:
    """A person with a role in the agency, now or once; nobody else is shown here."""
    return found(User.objects.filter(memberships__agency=agency).distinct(), user_id)


def _form(
    request: HttpRequest,
    agency: Agency,
    kind: type[forms.Form],
    save: Callable[[dict[str, Any]], None],
    *,
    title: str,
    initial: dict[str, Any] | None = None,
    back: User | None = None,
    agency_known: bool = False,
) -> HttpResponse:
    where = reverse("people:person", args=[agency.pk, back.pk]) if back else reverse("people:list", args=[agency.pk])
    more: dict[str, Any] = {"agency": agency} if agency_known else {}
    form = kind(request.POST or None, initial=initial, **more)
    return form_page(request, form, save, title=title, where=where, agency=agency)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[dict[str, Any]], object],
    *,
    title: str,
    where: str,
    agency: Agency | None = None,
) -> HttpResponse:
    """Show a form, and on sending save it; what is refused is said above the form with everything still filled in."""
    form.label_suffix = ""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            save(dict(form.cleaned_data))
        except SiteError as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("已保存。"))
            return redirect(where)
    return page(request, "people/form.html", {"form": form, "back": where}, title=title, agency=agency, status=status)


def _steps(request: HttpRequest, agency: Agency, user: User) -> list[Step]:
    if user.email or not may(actor(request), "people.edit", agency):
        return []
    return [Step(_("填写电子邮箱，催报和退改通知会发到这里"), reverse("people:edit", args=[agency.pk, user.pk]))]
