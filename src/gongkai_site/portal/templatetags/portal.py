"""Small tags for public pages."""

from __future__ import annotations

from typing import Any

from django import template

from gongkai_site.portal.display import Display

register = template.Library()


@register.simple_tag(takes_context=True)
def display(context: dict[str, Any]) -> Display:
    """The visitor's display; the plain one where a page is made without a request."""
    chosen: Display | None = context.get("display_chosen")
    if chosen is not None:
        return chosen
    request = context.get("request")
    return Display.of(request) if request is not None else Display()
