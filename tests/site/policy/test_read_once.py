"""What one page asks several times is asked once; an action, the next page and another reach ask for themselves."""

import pytest

from gongkai_site.action import acting
from gongkai_site.agencies.counted import counted_agencies
from gongkai_site.agencies.models import Agency
from gongkai_site.reach import OutOfReach, within
from gongkai_site.read_once import one_page, read_once
from gongkai_site.requests.models import Request
from tests.site.build import actor, agency


class Asked:
    """Counts how often a marked function really ran."""

    def __init__(self) -> None:
        self.times = 0

        @read_once
        def ask(of: int) -> int:
            self.times += 1
            return of

        self.ask = ask


@pytest.fixture
def asked() -> Asked:
    return Asked()


def test_one_page_asks_once_for_each_argument(asked):
    with one_page():
        assert [asked.ask(1), asked.ask(1), asked.ask(2)] == [1, 1, 2]
    assert asked.times == 2


def test_nothing_is_kept_beyond_the_page(asked):
    for _ in range(2):
        with one_page():
            asked.ask(1)
    asked.ask(1)
    assert asked.times == 3


def test_arguments_by_name_are_never_taken_for_others(asked):
    with one_page():
        assert (asked.ask(of=1), asked.ask(of=2)) == (1, 2)


def test_an_action_decides_by_what_stands_now_and_not_by_what_the_page_read():
    town, village = agency(), agency()
    with one_page():
        assert counted_agencies(town, 2025) == [town.pk]
        with acting(actor(town, "agency-admin"), "agency.edit", right="agency.edit", on=town) as act:
            Agency.objects.filter(pk=village.pk).update(successor=town, abolished_on="2025-06-01")
            assert counted_agencies(town, 2025) == [town.pk, village.pk]
            act.changed(town)


def test_what_depends_on_the_reach_cannot_be_kept_for_another():
    town = agency()
    leaky = read_once(lambda of: list(Request.objects.all()))
    named = read_once(lambda of: _within(of))
    with within((town.pk,)), one_page():
        with pytest.raises(OutOfReach):
            leaky(town.pk)
        assert named(town.pk) == []
        assert Request.objects.count() == 0  # the caller's own reach is as it was


def _within(of: int) -> list[Request]:
    with within((of,)):
        return list(Request.objects.all())
