"""Addresses of writing, signing off, locking and publishing."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai_site.annual import exits
from gongkai_site.annual.pages import fact, publish, screening, signoff, versions, write

_REPORT = "<int:agency_id>/<int:year>/<str:scope>"

urlpatterns: list[URLPattern] = [
    path(f"{_REPORT}/write/", write.write, name="write"),
    path(f"{_REPORT}/write/check/", write.check, name="check"),
    path(f"{_REPORT}/write/preview/", write.preview, name="preview"),
    path(f"{_REPORT}/fact/", fact.fact, name="fact"),
    path(f"{_REPORT}/screening/", screening.screening, name="screening"),
    path(f"{_REPORT}/signoff/", signoff.signoff, name="signoff"),
    path(f"{_REPORT}/signoff/sheet/", signoff.print_sheet, name="sheet"),
    path(f"{_REPORT}/signoff/sheet.docx", exits.sheet_file, name="sheet-file"),
    path(f"{_REPORT}/signoff/scan/", exits.report_scan, name="scan"),
    path(f"{_REPORT}/versions/", versions.versions, name="versions"),
    path("versions/<int:pk>/file/<str:kind>/<str:which>/", exits.version_file, name="file"),
    path("versions/<int:pk>/scan/", exits.version_scan, name="version-scan"),
    path("versions/<int:pk>/fragment/", versions.fragment, name="fragment"),
    path("versions/<int:pk>/publish/", publish.publish, name="publish"),
]
