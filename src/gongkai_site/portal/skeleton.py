"""A page's template rendered once for every shape it can have; requests after that only set in what differs.

What a template says around its values (frame, words of the language, order) depends on few things: language, display,
how many versions there are. For each such shape the template is rendered with marks in place of values, and kept cut
at the marks. Values never stay: they are read, and the policy is asked of them, at every request.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gongkai_site.portal.display import Display

Context = Callable[[Any], Mapping[str, Any]]
_MARK = re.compile("\ue000([a-z0-9_.]+)\ue001")


def mark(name: str) -> str:
    """What stands in the rendered template where the value of this name will be set in."""
    return f"\ue000{name}\ue001"


def filled(
    request: HttpRequest, template: str, context: Context, shape: Hashable, values: Mapping[str, object]
) -> SafeString:
    """Return the page: the template rendered with ``context(shape)``, its marks replaced by the values, escaped."""
    cut = _rendered(template, context, shape, get_language() or "", Display.of(request))
    given = {"here": request.get_full_path(), **values}
    return SafeString(
        "".join(conditional_escape(cast(str, given[part])) if place % 2 else part for place, part in enumerate(cut))
    )


@lru_cache(maxsize=256)
def _rendered(template: str, context: Context, shape: Hashable, language: str, display: Display) -> list[str]:
    """The template's text between marks, and at every odd place the name of a mark."""
    text = render_to_string(template, {"here": mark("here"), "display_chosen": display, **context(shape)})
    return _MARK.split(text)
