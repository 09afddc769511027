"""The addresses below ``/admin/intake/<agency>/``."""

from __future__ import annotations

from django.urls import path

from gongkai_site.intake.pages import deciding, desk, files, finding, many, readings, upload, verify

app_name = "intake"
_DOCUMENT = "<int:agency_id>/documents/<int:pk>/"

urlpatterns = [
    path("<int:agency_id>/", desk.documents, name="list"),
    path("<int:agency_id>/upload/", upload.upload, name="upload"),
    path("<int:agency_id>/assign/", many.assign_picked, name="assign-picked"),
    path("<int:agency_id>/findings/", finding.findings, name="findings"),
    path(f"{_DOCUMENT}readings/<int:reading_id>/", readings.restore_it, name="restore-reading"),
    path(_DOCUMENT, verify.verify, name="document"),
    path(f"{_DOCUMENT}assign/", deciding.assign_to, name="assign"),
    path(f"{_DOCUMENT}refuse/", deciding.refuse_it, name="refuse"),
    path(f"{_DOCUMENT}restore/", deciding.restore_it, name="restore"),
    path(f"{_DOCUMENT}reread/", deciding.read_again, name="reread"),
    path(f"{_DOCUMENT}accept/", deciding.accept_it, name="accept"),
    path(f"{_DOCUMENT}file/", files.original, name="file"),
    path(f"{_DOCUMENT}pages/<int:number>/", files.picture, name="picture"),
]
