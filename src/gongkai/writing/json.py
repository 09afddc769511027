"""Write the contract's JSON object (``docs/report-json.md``)."""

from __future__ import annotations

from gongkai.report import Report
from gongkai.report.json import dumps
from gongkai.writing.paper import Version


def render(report: Report, _version: Version = "web") -> bytes:
    """Return the report as JSON, UTF-8, indented by two."""
    # A lone surrogate, which UTF-8 cannot hold, becomes JSON's own escape for it.
    return (dumps(report.to_json(), indent=2) + "\n").encode("utf-8", "backslashreplace")
