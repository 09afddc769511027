"""Agencies moved before the superior was dated: where their reports were handed up shows under whom they stood."""

from tests.site.cli.site import Place
from tests.site.cli.test_due_dates_become_rulings import AGENCY

REPORT = (
    "INSERT INTO annual_annualreport (id, agency_id, year, scope, state, title, addressee, correction_reason,"
    " returned_reason, submitted_note, reviewed_sha256, signed_by, signed_scan, signed_scan_sha256, signed_on_screen,"
    " created_at, revision) VALUES ({}, {}, {}, 'own', 'locked', '', '', '', '', '', '', '', '', '', {},"
    " '2025-01-01', 1)"
)
VERSION = (
    "INSERT INTO annual_version (id, report_id, number, origin, reason, content, cells, findings, errors, sha256,"
    " event_number, signed_by, signed_on_screen, signed_scan, signed_scan_sha256, fragment, locked_at) VALUES"
    " ({0}, {0}, 1, 'document', '', '{{}}', '{{}}', '[]', 0, '', 0, '', {1}, '', '', '', '2025-01-01')"
)
FILING = (
    "INSERT INTO filings_filing (id, version_id, agency_id, superior_id, year, scope, copy, way, state, filed_on, note,"
    " slip, errors, warnings, apart, at, revision) VALUES"
    " ({0}, {0}, {1}, {2}, {3}, 'own', {5}, 'site', 'accepted', '{4}', '', '', 0, 0, '{{}}', '2025-01-01', 1)"
)


def test_a_report_handed_up_elsewhere_proves_the_former_superior(other_place: Place) -> None:
    other_place.migrate("annual", "0007")
    other_place.migrate("filings", "0005")
    no, _yes = ("false", "true") if other_place.url else ("0", "1")
    for pk, superior, path in ((1, "NULL", "/1/"), (2, "NULL", "/2/"), (3, 2, "/2/3/"), (4, 1, "/1/4/")):
        other_place.execute(AGENCY.format(pk, superior, no, path))
    for pk, agency, year in ((1, 3, 2023), (2, 3, 2024), (3, 4, 2024)):
        other_place.execute(REPORT.format(pk, agency, year, no))
        other_place.execute(VERSION.format(pk, no))
        other_place.execute(FILING.format(pk, agency, 1, year, f"{year + 1}-01-15", no))
    other_place.migrate()
    kept = other_place.execute("SELECT agency_id, superior_id, until FROM agencies_formersuperior")
    assert [(agency, superior, str(until)) for agency, superior, until in kept] == [(3, 1, "2025-01-16")]
