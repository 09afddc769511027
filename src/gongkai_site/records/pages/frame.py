"""What every page of a register needs: the register in the address, and a record of this agency in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from gongkai_site.agencies.models import Agency
from gongkai_site.office import allowed, for_agency
from gongkai_site.records.registry import REGISTERS, Register

View = Callable[..., HttpResponseBase]


def for_register(right: str) -> Callable[[View], View]:
    """Like :func:`for_agency`, with the register of the address after the agency."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, agency: Agency, register: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if register not in REGISTERS:
                raise Http404("没有这本台账。")
            return view(request, agency, REGISTERS[register], *args, **kwargs)

        return for_agency(right)(inner)

    return decorate


def record_of(request: HttpRequest, right: str, agency: Agency, register: Register, pk: int) -> Any:
    """Return a record of this agency, once the policy allows the right on it."""
    records = register.model._default_manager.filter(agency=agency).select_related("agency", "batch", "changed_by")
    return allowed(request, right, records, pk)


def revision_of(request: HttpRequest) -> int:
    """Return the revision that the form was filled in for; 0, which nothing has, where it says nonsense."""
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
