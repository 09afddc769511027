"""Addresses of compiling: the agency's reports, the form, its cells, working papers, late changes."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai_site.annual.pages.compile.cell import cell
from gongkai_site.annual.pages.compile.late import late
from gongkai_site.annual.pages.compile.listing import listing
from gongkai_site.annual.pages.compile.papers import papers_file
from gongkai_site.annual.pages.compile.paste import paste
from gongkai_site.annual.pages.compile.report import report_page, zero

_REPORT = "<int:agency_id>/<int:year>/<slug:scope>/"

urlpatterns: list[URLPattern] = [
    path("<int:agency_id>/", listing, name="list"),
    path(_REPORT, report_page, name="report"),
    path(f"{_REPORT}zero/", zero, name="zero"),
    path(f"{_REPORT}cells/<str:key>/", cell, name="cell"),
    path(f"{_REPORT}paste/", paste, name="paste"),
    path(f"{_REPORT}papers/", papers_file, name="papers"),
    path(f"{_REPORT}late/", late, name="late"),
]
