"""Every back-office address of this app, below ``/admin/filings/``."""

from __future__ import annotations

from django.urls import path

from gongkai_site.filings.pages import consolidation, filing, letters, links, overview, own, paper

app_name = "filings"
_YEAR = "<int:agency_id>/<int:year>/"
urlpatterns = [
    path("<int:agency_id>/", overview.start, name="list"),
    path(_YEAR, overview.overview_page, name="overview"),
    path(f"{_YEAR}export/", overview.export, name="export"),
    path(f"{_YEAR}remind/", overview.remind_page, name="remind"),
    path(f"{_YEAR}letters/", letters.letters_page, name="letters"),
    path(f"{_YEAR}links/", links.links_page, name="links"),
    path(f"{_YEAR}links/<int:pk>/withdraw/", links.withdraw_page, name="withdraw"),
    path(f"{_YEAR}paper/<int:of>/", paper.paper_page, name="paper"),
    path(f"{_YEAR}own/", own.own_page, name="own"),
    path(f"{_YEAR}consolidation/", consolidation.consolidation_page, name="consolidation"),
    path(f"{_YEAR}consolidation/papers/", consolidation.papers, name="papers"),
    path("filing/<int:pk>/", filing.filing_page, name="filing"),
    path("filing/<int:pk>/slip/", filing.slip_page, name="slip"),
    path("filing/<int:pk>/slip.docx", filing.slip_file, name="slip-file"),
]
