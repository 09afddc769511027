"""The link from a page to its chapter."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from gongkai_site.handbook.named import chapter_of

register = template.Library()


@register.simple_tag(takes_context=True)
def help_address(context: dict[str, Any]) -> str:
    """The address of the chapter on this page."""
    match = context["request"].resolver_match
    key, _sharp, section = chapter_of(match.view_name if match else "").partition("#")
    address = reverse("help", args=[key])
    return f"{address}#{section}" if section else address
