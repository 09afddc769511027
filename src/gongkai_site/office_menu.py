"""Menu entries that lead to the pages of one's own agency, shown only to those who may go there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from gongkai_site.agencies.models import Agency
from gongkai_site.policy import Actor, agencies_where, may


def own_agencies(actor: Actor) -> list[Agency]:
    """The agencies in which the actor has a role today, each once, in the order of his roles."""
    return list({each.agency_id: each.agency for each in actor.memberships()}.values())


def first_agency(actor: Actor, right: str) -> Agency | None:
    """The agency whose pages a menu entry opens: the first own one with the right, else the topmost allowed."""
    for agency in own_agencies(actor):
        if may(actor, right, agency):
            return agency
    return agencies_where(actor, right).order_by("path").first() if actor.user and actor.user.is_system_admin else None


class OwnAgencyMenuItem(MenuItem):  # type: ignore[misc] # Wagtail ships no types
    """A menu entry ``url_name`` with the agency's id (and ``more``) as arguments, shown where ``right`` is held."""

    def __init__(self, label: Any, url_name: str, *, right: str, more: tuple[object, ...] = (), **options: Any) -> None:
        super().__init__(label, url="", name=url_name.replace(":", "-"), **options)
        self._url_name, self._right, self._more = url_name, right, more

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the actor holds the right on any of his agencies."""
        return first_agency(Actor.of(request), self._right) is not None

    def is_active(self, request: HttpRequest) -> bool:
        """Whether the page shown is of this entry."""
        return request.path.startswith(self._address(request))

    def _address(self, request: HttpRequest) -> str:
        agency = first_agency(Actor.of(request), self._right)
        return reverse(self._url_name, args=(agency.pk, *self._more)) if agency else ""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Return the entry with the address of the actor's agency."""
        return LinkMenuItem(
            self.name,
            self.label,
            self._address(request),
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs,
        )
