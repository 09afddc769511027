"""What the rules find in a document as it stands verified, and the two helps they need from outside the document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from gongkai import check
from gongkai.checking import Finding
from gongkai_site.annual.checked import findings_of
from gongkai_site.annual.lastyear import version_of
from gongkai_site.annual.scopes import usual_scope
from gongkai_site.intake.cells import CellState
from gongkai_site.intake.models import FindingDecision, IncomingDocument
from gongkai_site.intake.verified import verified_report


def live_findings(document: IncomingDocument, states: Mapping[str, CellState]) -> list[Finding]:
    """Check the report with the verdicts applied, beside what the site knows of the agency once that is known.

    Rules that could not run are left out: what they lack is not the document's fault.
    """
    report = verified_report(document, states)
    agency, year = document.of_agency, document.of_year
    if agency is None or not year:
        found = check(report)
    else:
        before = version_of(agency, year - 1)
        found = findings_of(report, agency, year, usual_scope(agency), before.as_report() if before else None)
    return [finding for finding in found if finding.severity != "not run"]


def key_of(finding: Finding) -> str:
    """What a finding is known by: its rule and what it says."""
    return hashlib.sha256(f"{finding.rule}\n{finding.message}".encode()).hexdigest()


def decisions_on(documents: Iterable[IncomingDocument]) -> dict[tuple[str, int, str], FindingDecision]:
    """What the desk of these documents decided of their findings, by file, part and finding, in one query."""
    listed = list(documents)
    found = FindingDecision.objects.filter(
        agency__in={each.agency_id for each in listed}, sha256__in={each.sha256 for each in listed}
    ).select_related("by")
    return {(each.sha256, each.part, each.key): each for each in found}
