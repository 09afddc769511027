"""``{% draft %}`` within a form: what is typed there is kept, and comes back."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext

from gongkai_site.drafts.keeping import kept
from gongkai_site.drafts.models import Draft
from gongkai_site.drafts.signing_in import BASE, FORM
from gongkai_site.people.models import User
from gongkai_site.posted import Sent

register = template.Library()
_READ = "_gongkai_drafts"


@register.inclusion_tag("drafts/draft.html", takes_context=True)
def draft(context: RequestContext, name: str = "", number: object = "") -> dict[str, Any]:
    """The hidden fields of a form whose text is kept; ``name`` and ``number`` tell the forms of one page apart."""
    request: HttpRequest = context["request"]
    named = f"{name}-{_short(number)}" if number else name
    posted = request.POST.get(FORM, "") if request.method == "POST" else ""
    sent_again = posted.partition("#")[2] == named if posted else False
    form = posted if sent_again else f"{request.path}#{named}"
    found = None if sent_again else _drafts(request).get(form)
    texts = [Sent(field, value) for field, value in found.fields] if found else []
    return {
        "request": request,
        "form": form,
        "writer": request.user.pk,
        "base": request.POST.get(BASE, "") if sent_again else "",
        "sent_again": sent_again,
        "found": found,
        "texts": [each for each in texts if each.is_text],
    }


def _drafts(request: HttpRequest) -> dict[str, Draft]:
    """The page's drafts, read once."""
    if not hasattr(request, _READ):
        setattr(request, _READ, kept(request.user, request.path) if isinstance(request.user, User) else {})
    found: dict[str, Draft] = getattr(request, _READ)
    return found


def _short(number: object) -> str:
    text = str(number)
    return text if text.isdecimal() else sha256(text.encode()).hexdigest()[:8]
