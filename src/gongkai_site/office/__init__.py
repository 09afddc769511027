"""The frame of the back office: its pages, what an app adds to it, and the door in front of it."""

from gongkai_site.office.chart import Chart
from gongkai_site.office.page import Step, actor, allowed, for_agency, found, page
from gongkai_site.office.panel import Panel
from gongkai_site.office.part import Entry, Part, own_agencies, own_agency_entry

__all__ = [
    "Chart",
    "Entry",
    "Panel",
    "Part",
    "Step",
    "actor",
    "allowed",
    "for_agency",
    "found",
    "own_agencies",
    "own_agency_entry",
    "page",
]
