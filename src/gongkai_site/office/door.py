"""The door of the back office: nobody comes in without signing in, and each finds it set up as he likes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gongkai_site.policy import Actor
from gongkai_site.read_once import one_page

BACK_OFFICE = "/admin/"
_OWN_LANGUAGE = (BACK_OFFICE, "/account/")
"""The public pages have a button of their own for the language."""


class DoorMiddleware:
    """Stands before every address of the back office, so that no view there can forget to ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; what a page only shows is read once, by the page and by its menu."""
        if request.method in ("GET", "HEAD") and request.path_info.startswith(BACK_OFFICE):
            with one_page():
                return _private(request, self._get_response(request))
        return _private(request, self._get_response(request))

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Lead a visitor to the sign-in, and who lacks a password or factor of his own to it."""
        if not request.path_info.startswith(_OWN_LANGUAGE):
            return None
        user = request.user
        if user.is_authenticated and user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        if not request.path_info.startswith(BACK_OFFICE):
            return None
        if not user.is_authenticated and "HX-Request" in request.headers:
            return _part_of_a_page(request)
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if user.must_renew:
            messages.warning(request, _("请先修改初始密码，再开始工作。"))
            return redirect("account_change_password")
        if settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(user):
            messages.warning(request, _("请先设置第二重验证，再开始工作。"))
            return redirect("mfa_activate_totp")
        if not has_business(Actor.of(request)):
            return render(request, "office/no_role.html", status=403)
        return None


def _private(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """No proxy and no shared computer keeps what only those see who signed in, unless the page says how long it may."""
    if request.path_info.startswith(_OWN_LANGUAGE) and not answer.has_header("Cache-Control"):
        answer["Cache-Control"] = "private, no-store"
    return answer


def _part_of_a_page(request: HttpRequest) -> HttpResponse:
    """The sign-in is no part of a page: a list is left for it, and what somebody is writing stays where it is."""
    answer = HttpResponse(status=204)
    if request.method == "GET":
        answer["HX-Redirect"] = f"{reverse('account_login')}?next={quote(request.get_full_path())}"
    return answer


def has_business(who: Actor) -> bool:
    """Whether this person has a role somewhere today, or looks after the system."""
    return who.user is not None and (who.user.is_system_admin or bool(who.memberships()))
