"""The superior of an agency is dated like its name: what was owed for an earlier year stays owed where it was."""

import datetime as dt

import pytest
from django.urls import reverse

from gongkai_site.agencies import actions
from gongkai_site.agencies.counted import owing, owing_any, owing_copies
from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency, FormerSuperior, Kind
from gongkai_site.agencies.superiors import owed_to, superior_in, superiors_in
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput
from gongkai_site.filings.actions import hand_up, make_link, remind
from gongkai_site.filings.consolidation.choose import choose
from gongkai_site.filings.models import Filing
from gongkai_site.filings.overview import overview
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site.build import actor, agency, county, due_by, person, signed_in
from tests.site.filings.build import filed, supervisor, version

MOVED = dt.date(2025, 6, 1)


def root() -> Actor:
    return actor(is_system_admin=True)


def place(moved: Agency, superior: Agency | None, on: dt.date | None = MOVED) -> Agency:
    moved.refresh_from_db()
    return actions.place_under(root(), moved, superior, revision=moved.revision, reason="体制调整", on=on)


@pytest.fixture
def world() -> tuple[Agency, Agency, Agency]:
    """Two counties and a town of the first that moves to the second in 2025."""
    old, (town, _) = county(2)
    new, _ = county(1, "和平县")
    return old, new, town


def below(superior: Agency, year: int) -> set[str]:
    return {each.name for each in owing(superior, year)}


def test_reports_of_earlier_years_stay_owed_to_the_former_superior(world: tuple[Agency, Agency, Agency]) -> None:
    old, new, town = world
    before = {year: (below(old, year), below(new, year)) for year in (2023, 2024, 2025)}
    place(town, new)
    for year in (2023, 2024):
        assert (below(old, year), below(new, year)) == before[year]
        assert superior_in(town, year) == owed_to(town, year) == old
        assert superiors_in([town, old], year) == {town.pk: old.pk, old.pk: None}
    assert town.name not in below(old, 2025) and town.name in below(new, 2025)
    town.refresh_from_db()
    assert superior_in(town, 2025) == new


@pytest.mark.parametrize(("day", "last"), [("2024-12-31", 2023), ("2025-01-01", 2024)])
def test_the_years_end_decides(world: tuple[Agency, Agency, Agency], day: str, last: int) -> None:
    old, new, town = world
    place(town, new, dt.date.fromisoformat(day))
    assert max(year for year in (2022, 2023, 2024, 2025) if town.name in below(old, year)) == last
    assert min(year for year in (2022, 2023, 2024, 2025) if town.name in below(new, year)) == last + 1


def test_moved_more_than_once_each_year_has_its_own(world: tuple[Agency, Agency, Agency]) -> None:
    old, new, town = world
    third, _ = county(0, "长宁县")
    place(town, new, dt.date(2023, 3, 1))
    place(town, third, dt.date(2024, 3, 1))
    place(town, old, dt.date(2024, 3, 1))
    where = {
        year: [each.name for each in (old, new, third) if town.name in below(each, year)]
        for year in (2021, 2022, 2023, 2024, 2025)
    }
    assert where == {2021: [old.name], 2022: [old.name], 2023: [new.name], 2024: [old.name], 2025: [old.name]}


def test_a_correction_without_a_day_holds_for_every_year(world: tuple[Agency, Agency, Agency]) -> None:
    old, new, town = world
    place(town, new, None)
    assert town.name in below(new, 2023) and town.name not in below(old, 2023)
    assert not FormerSuperior.objects.exists()


@pytest.mark.parametrize(
    ("on", "message"),
    [
        (dt.date(2999, 1, 1), "还没有到"),
        (dt.date(2020, 1, 1), "不能早于设立日期"),
        (dt.date(2025, 5, 31), "不能早于上一次调整"),
    ],
)
def test_no_day_to_come_none_before_its_beginning_and_none_before_the_last_move(
    world: tuple[Agency, Agency, Agency], on: dt.date, message: str
) -> None:
    old, new, town = world
    Agency.objects.filter(pk=town.pk).update(established_on=dt.date(2020, 1, 1))
    place(town, new)
    with pytest.raises(InvalidInput, match=message):
        place(town, old, on)
    assert FormerSuperior.objects.count() == 1
    place(town, old, MOVED)


def test_the_move_and_what_it_leaves_behind_are_in_the_log(world: tuple[Agency, Agency, Agency]) -> None:
    _old, new, town = world
    place(town, new)
    events = Event.objects.filter(action="agency.place").values_list("object_type", flat=True)
    assert sorted(events) == ["agencies.agency", "agencies.formersuperior"]


def test_an_earlier_years_matrix_and_sums_open_as_they_were(world: tuple[Agency, Agency, Agency]) -> None:
    old, new, town = world
    due_by(old, dt.date(2025, 1, 10))
    due_by(new, dt.date(2025, 1, 20))
    given = filed(version(town), Filing.State.ACCEPTED)

    def shown() -> list[tuple[object, ...]]:
        return [(each.agency.pk, each.stand, each.due, each.late, each.errors) for each in overview(old, 2024)]

    def summed() -> list[tuple[int, str, str]]:
        return sorted((each.agency_id, each.role, each.reason) for each in choose(old, 2024))

    before, sums = shown(), summed()
    assert given.superior == old
    place(town, new)
    assert shown() == before and summed() == sums
    assert town.pk not in {each.agency.pk for each in overview(new, 2024)}
    page = signed_in(person(old, Role.SUPERVISOR)).get(reverse("filings:overview", args=[old.pk, 2024]))
    assert page.status_code == 200 and town.name in page.content.decode()


def test_what_is_late_still_goes_to_whom_it_was_owed(world: tuple[Agency, Agency, Agency]) -> None:
    old, new, town = world
    made = version(town)
    place(town, new)
    town.refresh_from_db()
    assert remind(supervisor(old), town, 2024).superior == old
    assert make_link(supervisor(old), town, 2024).link.superior == old
    assert hand_up(actor(town), made).superior == old
    assert begin_report(actor(town), town, 2025).addressee == new.name
    assert begin_report(actor(town), town, 2023).addressee == old.name


def test_a_former_superior_that_is_no_more_is_asked_for_nothing(world: tuple[Agency, Agency, Agency]) -> None:
    old, new, town = world
    place(town, new)
    Agency.objects.filter(pk=old.pk).update(abolished_on=dt.date(2025, 7, 1))
    town.refresh_from_db()
    assert owed_to(town, 2024) == new


def test_a_department_moved_below_its_own_government_owed_it_a_copy_before() -> None:
    government, _ = county(0)
    bureau, _ = county(0, "省局")
    office = agency("税务局", bureau, Kind.DEPARTMENT, vertical=True, local_government=government)
    place(office, government)
    assert office in owing_copies(government, 2024) and office not in owing_copies(government, 2025)
    assert office in owing_any(government, 2024) and office in owing(government, 2025)
    assert due(office, 2024) is not None


def test_the_form_asks_for_the_day(world: tuple[Agency, Agency, Agency]) -> None:
    old, new, town = world
    top = signed_in(person(is_system_admin=True))
    address = reverse("agencies:place", args=[town.pk])
    assert "自哪一天起" in top.get(address).content.decode()
    sent = {"superior": new.name, "on": "2025-06-01", "reason": "体制调整", "revision": town.revision}
    assert top.post(address, sent).status_code == 302
    [kept] = FormerSuperior.objects.all()
    assert (kept.agency, kept.superior, kept.until) == (town, old, MOVED)
