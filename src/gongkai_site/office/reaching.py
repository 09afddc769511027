"""How far a request reaches: to the agency in its address, else in the back office to those where one has a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from gongkai_site.office.door import BACK_OFFICE
from gongkai_site.policy import Actor
from gongkai_site.reach import request_begun


class ReachMiddleware:
    """Every request begins out of reach of everything, whatever was within reach before it and is so again after it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        with request_begun() as reach:
            setattr(request, _SAY, reach)
            return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Let the view reach what its address names, and the first page what its reader works for."""
        if isinstance(agency := kwargs.get("agency_id"), int):
            getattr(request, _SAY)((agency,))
        elif request.path_info.startswith(BACK_OFFICE):
            getattr(request, _SAY)({each.agency_id for each in Actor.of(request).memberships()})


_SAY = "_gongkai_reach"
