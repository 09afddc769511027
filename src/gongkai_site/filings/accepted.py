"""A report that the superior took in and accepted for an office below is thereby filed for it (代为报送)."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.annual.models import Version
from gongkai_site.filings.actions import file_on_paper
from gongkai_site.filings.models import OPEN, Filing
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.policy import Actor, may


def file_accepted(actor: Actor, document: IncomingDocument, version: Version) -> None:
    """File the version where its superior was collecting reports on that year and took it in itself.

    A report of another year, taken in for the record, is not filed; nor is one whose office has filed meanwhile.
    """
    agency = version.report.agency
    collecting = document.expected_year == version.report.year
    if not collecting or agency.superior_id != document.agency_id or not may(actor, "filing.manage", agency.superior):
        return
    there = Filing.objects.filter(
        agency=agency, superior=agency.superior, year=version.report.year, scope=version.report.scope, state__in=OPEN
    )
    if not there.exists():
        file_on_paper(actor, version, filed_on=timezone.localdate(document.at), note=f"收到文件：{document.name}")
