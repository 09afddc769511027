"""What the site refuses becomes a page (or JSON) that says what was wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from gongkai.errors import GongkaiError, InvalidRuleSet, RosterInvalid, UnreadableDocument
from gongkai_site.errors import SiteError

Handler = Callable[[HttpRequest], HttpResponseBase]


REFUSALS = (SiteError, UnreadableDocument, InvalidRuleSet, RosterInvalid)
"""Wrong is something asked, typed or handed in. Our other errors are our own faults: status 500 and the log."""


class RefusalMiddleware:
    """Turns refusals into answers; all other errors stay what they are."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal."""
        if not isinstance(error, GongkaiError) or not isinstance(error, REFUSALS):
            return None
        status = error.status if isinstance(error, SiteError) else 400
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": error.to_json()}, status=status)
        return render(request, "refusal.html", {"error": error}, status=status)
