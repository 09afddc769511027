"""What the rules find in a document as it stands verified, and the two helps they need from outside the document."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai import check
from gongkai.checking import Finding
from gongkai_site.agencies.due import due
from gongkai_site.annual.lastyear import version_of
from gongkai_site.intake.cells import CellState
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.verified import verified_report


def live_findings(document: IncomingDocument, states: Mapping[str, CellState]) -> list[Finding]:
    """Check the report with the verdicts applied, against last year's version and the agency's due date.

    Rules that could not run are left out: what they lack is not the document's fault.
    """
    report = verified_report(document, states)
    agency, year = document.of_agency, document.of_year
    before = version_of(agency, year - 1) if agency and year else None
    by = due(agency, year).date if agency and year else None
    found = check(report, previous=before.as_report() if before else None, due=by)
    return [finding for finding in found if finding.severity != "not run"]
