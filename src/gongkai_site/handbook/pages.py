"""The handbook's pages."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control

from gongkai_site.handbook.chapters import FIRST, chapter, keys, picture
from gongkai_site.office import page

_PICTURE = re.compile(r"[a-z0-9-]+\.png")


def show(request: HttpRequest, key: str = FIRST) -> HttpResponse:
    """One chapter, and the list of all."""
    try:
        shown = chapter(key)
    except KeyError:
        raise Http404("手册里没有这一章。") from None
    context = {
        "chapter": shown,
        "chapters": [chapter(each) for each in keys()],
        # Our own text, no one else's.
        "html": mark_safe(shown.html),
    }
    return page(request, "handbook/chapter.html", context, title=shown.title)


@cache_control(private=True, max_age=3600)
def show_picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of a chapter."""
    data = picture(name) if _PICTURE.fullmatch(name) else None
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/png")
