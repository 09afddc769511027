"""A form that was saved needs its draft no longer; a session that expired does not cost what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from gongkai_site.drafts.keeping import forget
from gongkai_site.drafts.signing_in import FORM, keep_what_was_sent, sign_in_again
from gongkai_site.office.door import BACK_OFFICE
from gongkai_site.people.models import User
from gongkai_site.posted import KEPT, sent_by


class DraftMiddleware:
    """Stands before the door of the back office."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer. What saves something leads on to another page, and shows the others the form again."""
        answer = self._get_response(request)
        if request.method == "POST" and answer.status_code in (302, 303) and isinstance(request.user, User):
            form = request.POST.get(FORM, "")
            if form and not _complained(request):
                forget(request.user, form)
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let a visitor who sent something sign in without losing it."""
        if request.method != "POST":
            return None
        if isinstance(request.user, User):
            # He signed in in another window before he sent the sign-in's page.
            if request.path_info == reverse("account_login") and KEPT in request.POST:
                keep_what_was_sent(request, request.user)
            return None
        if not request.path_info.startswith(BACK_OFFICE) or "HX-Request" in request.headers:
            return None
        sent = sent_by(request)
        if any(each.is_text or each.name == FORM for each in sent):
            return sign_in_again(request, sent)
        return None


def _complained(request: HttpRequest) -> bool:
    """Whether the answer says that something was not done: then it was not saved, although it leads on."""
    storage = messages.get_messages(request)
    return any(each.level >= messages.WARNING for each in getattr(storage, "_queued_messages", ()))
