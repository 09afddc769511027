"""What was sent with an expired session travels in the sign-in's own page; it becomes a draft once its writer is known.

Nothing of a visitor is kept on the server before that.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai_site.drafts.keeping import Fields, is_form, keep, page_of
from gongkai_site.errors import InvalidInput
from gongkai_site.people.models import User
from gongkai_site.posted import KEPT, Sent, page_before

FORM, WRITER, BASE = "draft-form", "draft-writer", "draft-base"
"""The hidden fields of a form whose text is kept (``drafts/draft.html``)."""
OWN = {FORM, WRITER, BASE}


def sign_in_again(request: HttpRequest, sent: list[Sent]) -> HttpResponse:
    """The sign-in, with what was sent in a hidden field; afterwards one is back on the page where it was written."""
    form = request.POST.get(FORM, "") or page_before(request).partition("?")[0]
    context = {
        "kept": json.dumps([form, [[each.name, each.value] for each in sent]], ensure_ascii=False),
        "next": page_of(form) if is_form(form) else reverse("workbench"),
        "expired": True,
    }
    return render(request, "account/login.html", context, status=401)


def keep_what_was_sent(request: HttpRequest, user: User, **more: Any) -> None:
    """Keep what the sign-in's page carried as this person's draft, unless another one wrote it."""
    try:
        form, fields = _read(request.POST.get(KEPT, ""))
    except (ValueError, TypeError):
        return
    own = dict(fields)
    if own.get(WRITER, str(user.pk)) != str(user.pk):
        return
    try:
        keep(user, form, [each for each in fields if each[0] not in OWN], own.get(BASE, ""))
    except InvalidInput:
        return


def _read(text: str) -> tuple[str, Fields]:
    form, fields = json.loads(text)
    return str(form), [(str(name), str(value)) for name, value in fields]
