"""Last year's report: its newest version, settled ones first; after a merger those of all that are counted now."""

from collections.abc import Callable

import pytest

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.current import live_findings
from gongkai_site.annual.figures import figures
from gongkai_site.annual.lastyear import last_year, version_of
from gongkai_site.annual.models import Placement, Scope, Version
from gongkai_site.filings.models import Filing
from tests.site import build
from tests.site.annual.build import YEAR, day, report, request, version

OUT, IN = "requests.carried_out.natural_person", "requests.carried_in.natural_person"


def placed(made: Version) -> None:
    Placement.objects.create(version=made, on=day("2026-1-20"), url="https://example.gov.cn/")


def accepted(made: Version) -> None:
    agency = made.report.agency
    Filing.objects.create(version=made, agency=agency, superior=agency, year=made.report.year, state="accepted",
                          filed_on=day("2026-1-20"))  # fmt: skip


def filed(made: Version) -> None:
    accepted(made)
    Filing.objects.update(state="filed")


@pytest.mark.parametrize(
    ("settle", "number"),
    [(None, 2), (placed, 1), (accepted, 1), (filed, 2)],
    ids=["none settled", "published", "accepted", "only filed"],
)
def test_the_newest_version_counts_unless_an_earlier_one_was_published_or_accepted(
    settle: Callable[[Version], None] | None, number: int
) -> None:
    made = report(build.agency(), YEAR - 1)
    first = version(made)
    version(made)
    if settle:
        settle(first)
    found = version_of(made.agency, YEAR - 1)
    assert found is not None
    assert found.number == number
    assert version_of(made.agency, YEAR) is None


def test_the_agencys_own_report_is_taken_before_that_of_its_area() -> None:
    agency = build.agency()
    area = version(report(agency, YEAR - 1, scope=Scope.AREA))
    assert version_of(agency, YEAR - 1) == area
    own = version(report(agency, YEAR - 1))
    placed(area)
    assert version_of(agency, YEAR - 1) == own
    assert version_of(agency, YEAR - 1, Scope.AREA) == area


def test_the_carry_over_is_held_against_last_years_report() -> None:
    agency = build.agency()
    version(report(agency, YEAR - 1), {OUT: 2, "requests.carried_out.total": 2})
    request(agency, "2025-12-1")
    found = [each for each in live_findings(report(agency)) if each.rule == "years.carried"]
    assert {each.cells[0] for each in found} == {IN, "requests.carried_in.total"}
    assert {(each.expected, each.found) for each in found} == {(2, 1)}


def merged() -> tuple[Agency, Agency]:
    _, (taken, taking) = build.county()
    taken.successor, taken.abolished_on = taking, day("2026-7-1")
    taken.save()
    return taken, taking


def test_after_a_merger_what_both_carried_over_is_added() -> None:
    taken, taking = merged()
    for agency, carried in ((taken, 2), (taking, 1)):
        version(report(agency, YEAR - 1), {OUT: carried, "requests.carried_out.total": carried})
        for _ in range(carried):
            request(agency, "2025-12-1")
    made = report(taking)
    assert last_year(made).cells[OUT] == 3
    assert [each for each in live_findings(made) if each.rule == "years.carried"] == []
    # The year after, the predecessor is in the successor's own report already.
    version(made, {OUT: 3})
    assert last_year(report(taking, YEAR + 1)).cells[OUT] == 3


def test_a_predecessors_report_that_is_missing_is_named_and_nothing_is_compared() -> None:
    taken, taking = merged()
    version(report(taking, YEAR - 1), {OUT: 1})
    now = figures(report(taking))
    assert now.last_year.missing == (taken.name,)
    assert now.last_year.cells == {}


def test_an_agency_set_up_this_year_lacks_no_report() -> None:
    taken, _ = merged()
    new = build.agency(established_on=day("2026-7-1"))
    taken.successor = new
    taken.save()
    version(report(taken, YEAR - 1), {OUT: 4})
    assert last_year(report(new)).cells[OUT] == 4
    assert last_year(report(new, YEAR + 5)).missing == (new.name,)
