"""Dates that superiors had set before rulings were kept are all there afterwards, each for the year it was set for."""

from tests.site.cli.site import Place

AGENCY = (
    "INSERT INTO agencies_agency (id, name, short_name, kind, level, division_code, place, superior_id, vertical, path,"
    " body, address, hours, telephone, fax, email, website, postcode, revision) VALUES"
    " ({0}, '单位{0}', '', 'township', 'township', '', '', {1}, {2}, '{3}', '', '', '', '', '', '', '', '', 1)"
)
DATE = (
    "INSERT INTO agencies_duedate (id, superior_id, year, kind, agency_id, due, basis, voided) VALUES"
    " ({}, 1, {}, '{}', {}, '{}', '通知{}', {})"
)


def test_no_date_is_lost_and_each_speaks_of_the_year_it_was_set_for(other_place: Place) -> None:
    other_place.migrate("agencies", "0002")
    no, yes = ("false", "true") if other_place.url else ("0", "1")
    other_place.execute(AGENCY.format(1, "NULL", no, "/1/"))
    other_place.execute(AGENCY.format(2, 1, no, "/1/2/"))
    rows = [
        (1, 2023, "", "NULL", "2024-01-20", 1, no),
        (2, 2024, "", "NULL", "2025-01-20", 2, no),
        (3, 2024, "township", "NULL", "2025-01-15", 3, yes),
        (4, 2024, "", 2, "2025-01-25", 4, no),
    ]
    for row in rows:
        other_place.execute(DATE.format(*row))
    other_place.migrate()
    kept = other_place.execute(
        "SELECT value, since, kind, agency_id, source, voided, key, superior_id FROM agencies_ruling ORDER BY value"
    )
    assert [
        (value, str(since), kind, agency, source, bool(voided))
        for value, since, kind, agency, source, voided, *_ in kept
    ] == [
        ("2024-01-20", "2023-12-31", "", None, "通知1", False),
        ("2025-01-15", "2024-12-31", "township", None, "通知3", True),
        ("2025-01-20", "2024-12-31", "", None, "通知2", False),
        ("2025-01-25", "2024-12-31", "", 2, "通知4", False),
    ]
    assert {tuple(row[6:]) for row in kept} == {("report.due", 1)}
