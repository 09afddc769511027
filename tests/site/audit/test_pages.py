import datetime as dt

import pytest
from django.urls import reverse

from gongkai_site.action import acting
from gongkai_site.audit.chain import snapshot
from gongkai_site.audit.models import Event
from gongkai_site.audit.pages import changes
from gongkai_site.records.actions import add_record
from tests.site.build import actor, agency, county, person, signed_in
from tests.site.records.build import VALUES


@pytest.fixture
def town():
    return agency("安平镇人民政府")


def section_renamed(town, before="办公室", after="党政办"):
    who = actor(town, "agency-admin")
    with acting(who, "section.edit", right="agency.edit", on=town, reason="机构改革") as act:
        section = town.sections.create(name=before)
        old = snapshot(section)
        section.name = after
        section.save()
        return act.changed(section, before=old)


def test_the_log_shows_what_changed_in_the_words_of_the_form(town):
    assert [(each.label, each.before, each.after) for each in changes(section_renamed(town))] == [
        ("科室", "办公室", "党政办")
    ]


def test_an_event_of_a_thing_that_no_longer_exists_is_still_shown(town):
    event = section_renamed(town)
    event.object_type = "gone.thing"
    assert changes(event)[0].label == "name"


def test_a_reviewer_reads_the_log_of_the_own_agency(town):
    section_renamed(town)
    answer = signed_in(person(town, "reviewer")).get(reverse("audit:events", args=[town.pk]))
    assert answer.status_code == 200
    for words in ("机构改革", "党政办", "办公室"):
        assert words in answer.content.decode()


def test_the_log_tells_the_time_by_the_local_clock(town):
    event = section_renamed(town)
    event.at = "2026-01-19T18:05:07.000123+00:00"
    assert event.local_time == "2026-01-20 02:05:07"
    page = signed_in(person(town, "reviewer")).get(reverse("audit:events", args=[town.pk])).content.decode()
    assert Event.objects.latest("number").local_time in page


def test_a_neighbour_does_not(town):
    section_renamed(town)
    answer = signed_in(person(agency(), "reviewer")).get(reverse("audit:events", args=[town.pk]))
    assert answer.status_code == 403
    assert "党政办" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("word=党政", 1),
        ("word=没有", 0),
        ("action=section.edit", 1),
        ("action=x", 0),
        ("until=2000-01-01", 0),
        ("since=2000-01-01", 1),
        ("since=不是日期", 1),
        ("since=2026-99-99", 1),
        ("since=0001-01-01&until=9999-12-31", 1),
    ],
)
def test_the_log_is_narrowed_by_word_action_and_day(town, query, found):
    section_renamed(town)
    answer = signed_in(person(town, "reviewer")).get(reverse("audit:events", args=[town.pk]) + "?" + query)
    assert len(answer.context["table"].page) == found


@pytest.mark.parametrize(
    ("at", "day"), [("2026-01-04T16:00:00", "2026-01-05"), ("2026-01-05T15:59:59", "2026-01-05")], ids=["first", "last"]
)
def test_a_day_is_that_of_the_local_clock(town, monkeypatch, at, day):
    monkeypatch.setattr("gongkai_site.audit.chain.dt", _StoppedClock(dt.datetime.fromisoformat(f"{at}+00:00")))
    section_renamed(town)
    reader = signed_in(person(town, "reviewer"))
    for chosen, found in ((day, 1), ("2026-01-04", 0), ("2026-01-06", 0)):
        answer = reader.get(reverse("audit:events", args=[town.pk]), {"since": chosen, "until": chosen})
        assert len(answer.context["table"].page) == found, chosen


class _StoppedClock:
    """The module ``datetime`` with a clock that stands still."""

    UTC = dt.UTC

    def __init__(self, now):
        self.datetime = self
        self._now = now

    def now(self, zone):
        return self._now.astimezone(zone)


def test_a_long_log_is_read_in_few_queries(town, django_assert_max_num_queries):
    for number in range(60):
        section_renamed(town, f"科室{number}", f"新科室{number}")
    reader = signed_in(person(town, "reviewer"))
    with django_assert_max_num_queries(45):
        answer = reader.get(reverse("audit:events", args=[town.pk]))
    assert len(answer.context["table"].page) == 50


def test_those_above_read_that_a_record_changed_and_not_what_it_says():
    government, (town, _) = county()
    add_record(actor(town), town, "requests", {**VALUES["requests"], "subject": "某某家的征地补偿"})
    section_renamed(town)
    address = reverse("audit:events", args=[town.pk])
    own = signed_in(person(town, "reviewer")).get(address).content.decode()
    assert "某某家的征地补偿" in own
    for above in (person(government, "supervisor"), person(is_system_admin=True)):
        browser = signed_in(above)
        page = browser.get(address).content.decode()
        assert "某某家" not in page and VALUES["requests"]["number"] not in page
        assert "仅本单位人员可见" in page and "党政办" in page
        assert list(browser.get(address, {"word": "征地"}).context["table"].page) == []
