"""A report that the superior took in and accepted for an office below is thereby filed for it (代为报送)."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.agencies.counted import owing_copies
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import owed_to
from gongkai_site.annual.models import Scope, Version
from gongkai_site.filings.actions import file_on_paper
from gongkai_site.filings.models import OPEN, Filing
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.policy import Actor, may


def file_accepted(actor: Actor, document: IncomingDocument, version: Version) -> None:
    """File the version where whom it is owed to was collecting reports on that year and took it in itself.

    That is its superior, or the local government that a vertical department gives a copy. A report of another year,
    taken in for the record, is not filed; nor is one whose office has filed with its superior meanwhile.
    """
    report, desk = version.report, document.agency
    if document.expected_year != report.year or not may(actor, "filing.manage", desk):
        return
    copies = owing_copies(desk, report.year) if report.scope == Scope.OWN else Agency.objects.none()
    copy = copies.filter(pk=report.agency_id).exists()
    if owed_to(report.agency, report.year) != desk and not copy:
        return
    there = Filing.objects.filter(
        agency=report.agency, superior=desk, year=report.year, scope=report.scope, state__in=OPEN
    )
    if copy or not there.exists():  # a newer copy takes the place of the one before
        note = f"收到文件：{document.name}"
        file_on_paper(actor, version, to=desk, filed_on=timezone.localdate(document.at), note=note)
