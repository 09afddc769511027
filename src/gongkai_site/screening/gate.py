"""The gate before every form that takes files: what bears a secrecy marking does not come in.

It stands before the views, so that none can forget it. What a link without an account brings is not turned away here:
it is sealed when it is read (``intake``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import SecrecyMarked
from gongkai_site.kept_files import hash_of
from gongkai_site.office import page
from gongkai_site.policy import Actor
from gongkai_site.screening.actions import is_released, stop
from gongkai_site.screening.looking import look, said
from gongkai_site.screening.models import Stopped

_MANY = "intake:upload"
"""Takes a hundred files at once; what must be converted or recognised is looked at when it is read."""


class GateMiddleware:
    """Looks at every file that somebody who is signed in uploads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Take marked files out of the request; where none is left, say what was seen instead of answering."""
        if request.method != "POST" or not request.user.is_authenticated or not request.FILES:
            return None
        match = request.resolver_match
        many = match is not None and match.view_name == _MANY
        agency = _place(Actor.of(request), kwargs.get("agency_id"))
        turned = []
        for field in list(request.FILES):
            files = request.FILES.getlist(field)
            marked = [(each, found) for each in files if (found := _seen(each, agency, convert=not many))]
            request.FILES.setlist(field, [each for each in files if not any(each is one for one, _ in marked)])
            turned += [_turned(request, each, found, agency) for each, found in marked]
        if not turned:
            return None
        if many and any(request.FILES.getlist(field) for field in request.FILES):
            for refused in turned:
                messages.error(request, f"{refused.message}{refused.advice}")
            return None
        return _answer(request, turned, agency)


def _place(who: Actor, named: Any) -> Agency | None:
    """Where it is put down: the agency in the address if he has a role there, else the first of his own."""
    own = [each.agency for each in who.memberships()]
    return next((each for each in own if each.pk == named), own[0] if own else None)


def _seen(file: UploadedFile[bytes], agency: Agency | None, *, convert: bool) -> list[dict[str, Any]]:
    data = file.read()
    file.seek(0)
    looked = look(data, file.name or "", timezone.localdate(), thorough=False, convert=convert)
    if not looked.markings or (agency is not None and is_released(agency, hash_of(data))):
        return []
    return looked.markings


def _turned(
    request: HttpRequest, file: UploadedFile[bytes], found: list[dict[str, Any]], agency: Agency | None
) -> SecrecyMarked:
    data = file.read()
    stopped: Stopped | None = None
    if agency is not None:
        user = Actor.of(request).user
        stopped = stop(agency, file.name or "", hash_of(data), len(data), found, by=user)
    return SecrecyMarked(
        f"“{file.name}”有涉密或内部标志，没有收取：{said(found)}",
        advice="涉密文件不得录入本系统；确属误判的，由本单位另一位保密审查人员核实放行后再上传。",
        stopped=stopped,
    )


def _answer(request: HttpRequest, turned: list[SecrecyMarked], agency: Agency | None) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": turned[0].to_json()}, status=turned[0].status)
    context = {"turned": turned}
    return page(request, "screening/refused.html", context, title=_("文件没有收取"), agency=agency, status=400)
