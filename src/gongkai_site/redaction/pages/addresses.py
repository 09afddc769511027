"""The addresses below ``/admin/redaction/<agency>/``."""

from __future__ import annotations

from django.urls import path

from gongkai_site.redaction.pages import case, deciding, desk, files, marking, review, upload

app_name = "redaction"
_CASE = "<int:agency_id>/cases/<int:pk>/"

urlpatterns = [
    path("<int:agency_id>/", desk.cases, name="list"),
    path("<int:agency_id>/upload/", upload.upload, name="upload"),
    path("<int:agency_id>/documents/<int:document_id>/", upload.from_document, name="from-document"),
    path(_CASE, case.show, name="case"),
    path(f"{_CASE}pages/<int:number>/", marking.mark, name="page"),
    path(f"{_CASE}decide/", deciding.decide_picked, name="decide-picked"),
    path(f"{_CASE}search/", deciding.search_all, name="search"),
    path(f"{_CASE}submit/", deciding.hand_over, name="submit"),
    path(f"{_CASE}review/", review.review, name="review"),
    path(f"{_CASE}release/", deciding.let_go, name="release"),
    path(f"{_CASE}return/", deciding.return_it, name="return"),
    path(f"{_CASE}drop/", deciding.throw_away, name="drop"),
    path(f"{_CASE}source/", files.source, name="source"),
    path(f"{_CASE}output/", files.output, name="output"),
    path(f"{_CASE}pictures/<int:number>/", files.before, name="picture"),
    path(f"{_CASE}pictures/<int:number>/after/", files.after, name="after"),
]
