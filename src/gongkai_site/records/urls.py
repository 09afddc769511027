"""Addresses of the registers: ``/admin/records/<agency>/<register>/…``."""

from __future__ import annotations

from django.urls import path

from gongkai_site.records.pages import anonymising, background, imports, links, lists, single, staged

app_name = "records"
_REGISTER = "<int:agency_id>/<slug:register>/"

urlpatterns = [
    path("<int:agency_id>/", lists.overview, name="overview"),
    path(_REGISTER, lists.records, name="list"),
    path(f"{_REGISTER}export/", lists.export, name="export"),
    path(f"{_REGISTER}add/", single.add, name="add"),
    path(f"{_REGISTER}import/", imports.upload, name="import"),
    path(f"{_REGISTER}import/blank/", imports.blank, name="blank"),
    path(f"{_REGISTER}import/<int:pk>/", staged.staged, name="staged"),
    path(f"{_REGISTER}import/<int:pk>/progress/", background.progress, name="progress"),
    path(f"{_REGISTER}imported/<int:pk>/file/", imports.file, name="file"),
    path(f"{_REGISTER}imported/<int:pk>/undo/", imports.undo, name="undo"),
    path(f"{_REGISTER}<int:pk>/", single.open_record, name="open"),
    path(f"{_REGISTER}<int:pk>/correct/", single.correct, name="correct"),
    path(f"{_REGISTER}<int:pk>/void/", single.void, name="void"),
    path(f"{_REGISTER}<int:pk>/anonymise/", anonymising.anonymise_record, name="anonymise"),
    path(f"{_REGISTER}<int:pk>/applicant/", links.applicant, name="applicant"),
    path(f"{_REGISTER}<int:pk>/link/", links.link, name="link"),
]
