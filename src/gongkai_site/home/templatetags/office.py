"""Small tags for back-office templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai_site.home.menu import Shown, menu
from gongkai_site.home.waiting import counted, turns_of
from gongkai_site.policy import Actor

register = template.Library()


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changed: object) -> str:
    """Return the page's query string with some values changed; ``None`` or an empty one leaves the name out."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    encoded: str = query.urlencode()
    return encoded


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> tuple[Shown, ...]:
    """The entries of the menu for whoever asks for this page."""
    request = context["request"]
    who = Actor.of(request)
    return menu(who, request.path, counted(turns_of(who, who.on)))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture of ``static/office/icons.svg``; what stands beside it says the same in words."""
    return format_html(
        '<svg class="office-icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("office/icons.svg"),
        name,
    )
