"""Addresses of public pages. A report for the whole area stands beside the agency's own, under ``area/``."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from gongkai_site.annual.models import AnnualReport, Scope, Version
from gongkai_site.annual.rendering import KINDS

FILES = {key: KINDS[key].label for key in ("docx", "pdf", "html", "xlsx", "csv", "json")}
"""The files every published version can be had as, and what they are called."""


def report_path(report: AnnualReport) -> str:
    """Where the newest published version of a report stands."""
    name = "portal:area-report" if report.scope == Scope.AREA else "portal:report"
    return reverse(name, args=(report.agency_id, report.year))


def version_path(version: Version) -> str:
    """Where this version stands for good."""
    return f"{report_path(version.report)}{version.number}/"


def whole(request: HttpRequest, path: str) -> str:
    """An address with the host, for feeds and data."""
    return request.build_absolute_uri(path)
