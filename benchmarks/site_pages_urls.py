"""The site's addresses, and one that answers nothing at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from gongkai_site.urls import urlpatterns as site


def empty(request: HttpRequest) -> HttpResponse:
    """Answer nothing."""
    return HttpResponse()


urlpatterns = [path("empty/", empty), path("admin/empty/", empty), *site]
