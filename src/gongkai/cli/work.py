"""What crosses over from worker processes: lines of JSON, which cost less than the reports themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.reading import Unread
from gongkai.report import Report
from gongkai.report.json import dumps, report_to_json


class Read(NamedTuple):
    """One report as its line of JSON, or the error of one that could not be read."""

    source: str
    line: str | None
    error: dict[str, str] | None
    agency: str | None = None
    year: int | None = None


def as_lines(found: Sequence[Report | Unread]) -> list[Read]:
    """Return what one file held as lines of JSON."""
    return [
        Read(each.source, dumps(report_to_json(each)), None, each.agency, each.year)
        if isinstance(each, Report)
        else Read(each.source, None, each.error.to_json())
        for each in found
    ]
