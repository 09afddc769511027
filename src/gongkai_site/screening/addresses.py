"""Addresses of this app, below ``/admin/screening/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai_site.screening import pages

app_name = "screening"
urlpatterns: list[URLPattern] = [
    path("<int:agency_id>/", pages.listing, name="list"),
    path("<int:agency_id>/<int:pk>/", pages.stopped_page, name="stopped"),
    path("<int:agency_id>/<int:pk>/file/", pages.file, name="file"),
]
