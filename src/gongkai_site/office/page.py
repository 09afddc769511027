"""The frame of every back-office view: the actor, the agency in the address, the policy's answer, the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from gongkai_site.agencies.models import Agency
from gongkai_site.policy import Actor, may, require
from gongkai_site.policy.rights import rights

M = TypeVar("M", bound=Model)
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next: what, where to do it, and why or until when."""

    text: str
    url: str = ""
    why: str = ""
    urgent: bool = False
    here: bool = False
    """It is done on the page on which it is shown, which it therefore does not link to."""
    posts: tuple[tuple[str, str], ...] = ()
    """What is sent to the address where nothing is left to be asked there: one press then does it."""


def for_agency(right: str) -> Callable[[View], View]:
    """Give a view the agency whose id is in its address, once the policy allows ``right`` on it.

    The view is called ``view(request, agency, …)``; :func:`actor` returns who asks.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, agency_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            agency = found(Agency.objects.select_related("superior"), agency_id)
            require(actor(request), right, agency)
            return view(request, agency, *args, **kwargs)

        return inner

    return decorate


def actor(request: HttpRequest) -> Actor:
    """Who sends this request."""
    return Actor.of(request)


def found(things: QuerySet[M], pk: int) -> M:
    """Return the thing with this id, or answer 404."""
    thing = things.filter(pk=pk).first()
    if thing is None:
        raise Http404("没有这项内容，可能已被撤销或地址有误。")
    return thing


def allowed(request: HttpRequest, right: str, things: QuerySet[M], pk: int) -> M:
    """Return the thing with this id once the policy allows ``right`` on it; 404 or :class:`NotAllowed` else."""
    thing = found(things, pk)
    require(actor(request), right, thing)
    return thing


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    title: str,
    agency: Agency | None = None,
    steps: list[Step] | None = None,
    note: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a back-office page: ``template`` extends ``office/base.html``.

    ``steps`` are what this person can do next, each a link to where it is done, or for whom he must wait; what merely
    explains the page is its ``note``. The template can ask ``{{ may.<right with _ for . and ->}}`` of the agency.
    """
    who = actor(request)
    base = {
        "office_title": title,
        "office_note": note,
        "agency": agency,
        "actor": who,
        "steps": [_here(each, request) for each in steps or []],
        "may": _Asker(who, agency),
    }
    return render(request, template, {**base, **(context or {})}, status=status)


def _here(step: Step, request: HttpRequest) -> Step:
    """A step never links to the page it stands on: it leads to the place on it, or only says what to do here."""
    address, hash_, place = step.url.partition("#")
    if not address or address not in (request.path, request.get_full_path()):
        return step
    return replace(step, url=hash_ + place, here=True, posts=())


class _Asker:
    """Lets a template ask the policy: ``{% if may.record_edit %}``. Asked anew each time."""

    def __init__(self, who: Actor, agency: Agency | None) -> None:
        self._who, self._agency = who, agency

    def __getitem__(self, name: str) -> bool:
        for right in rights():
            if right.translate(_AS_WRITTEN) == name:
                return may(self._who, right, self._agency)
        # A KeyError would be taken for "no" by the template.
        raise LookupError(f"There is no right '{name}'.")


_AS_WRITTEN = str.maketrans(".-", "__")
