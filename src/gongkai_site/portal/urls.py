"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from gongkai_site.annual.models import Scope
from gongkai_site.portal.feeds import NewReports
from gongkai_site.portal.views import agency, files, home, open_data, preferences, report


class IdConverter(IntConverter):
    """A number that every database can hold."""

    regex = "[0-9]{1,15}"


class YearConverter(IntConverter):
    """A year as it is written."""

    regex = "[0-9]{4}"


class NumberConverter(IntConverter):
    """The number of a version."""

    regex = "[1-9][0-9]{0,3}"


register_converter(IdConverter, "id")
register_converter(YearConverter, "year")
register_converter(NumberConverter, "number")

app_name = "portal"
AREA = {"scope": Scope.AREA}

urlpatterns = [
    path("", home.home, name="home"),
    path("reports.json", open_data.reports, name="reports-json"),
    path("feed/", NewReports(), name="feed"),
    path("display/", preferences.display, name="display"),
    path("language/", preferences.language, name="language"),
    path("agencies/<id:agency_id>/", agency.agency, name="agency"),
    path("agencies/<id:agency_id>/feed/", NewReports(), name="agency-feed"),
    path("agencies/<id:agency_id>/<year:year>/", report.report, name="report"),
    path("agencies/<id:agency_id>/<year:year>/area/", report.report, AREA, name="area-report"),
    path("agencies/<id:agency_id>/<year:year>/<number:number>/", report.report, name="version"),
    path("agencies/<id:agency_id>/<year:year>/area/<number:number>/", report.report, AREA, name="area-version"),
    path("agencies/<id:agency_id>/<year:year>/<number:number>/<slug:kind>/", files.file, name="file"),
    path("agencies/<id:agency_id>/<year:year>/area/<number:number>/<slug:kind>/", files.file, AREA, name="area-file"),
]
