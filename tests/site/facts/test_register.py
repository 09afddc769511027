"""The registers of facts: publications by heading and channel, boards still up, what was not acknowledged or mended."""

import pytest
from django.urls import reverse

from gongkai_site.facts import summaries
from gongkai_site.facts.models import Publication, Training
from tests.site import build
from tests.site.records.build import record


def test_publications_are_summed_by_heading_and_channel() -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows = [("财政", "网站", "1"), ("财政", "网站", "40"), ("财政", "微信", "2"), ("人事", "公告栏", "3")]
    for number, (heading, channel, count) in enumerate(rows):
        record(who, agency, "publications", heading=heading, channel=channel, count=count, title=f"题{number}")
    [table] = summaries.publications(agency, Publication.objects.filter(agency=agency), 2025)
    assert table.columns == ["栏目", "政府网站", "微信公众号", "公告栏", "合计"]
    assert table.rows == [["财政", 41, 2, 0, 43], ["人事", 0, 0, 3, 3], ["合计", 41, 2, 3, 46]]


def test_headings_beyond_the_table_still_count_in_its_sum() -> None:
    agency = build.agency()
    who = build.actor(agency)
    for number in range(32):
        record(who, agency, "publications", heading=f"栏目{number}", title=f"题{number}")
    [table] = summaries.publications(agency, Publication.objects.filter(agency=agency), 2025)
    assert len(table.rows) == 31 and table.rows[-1] == ["合计", 32, 32] and "另有2个栏目" in table.note


def test_trainings_are_counted_with_their_people() -> None:
    agency = build.agency()
    who = build.actor(agency)
    for title in ("甲", "乙"):
        record(who, agency, "trainings", title=title)
    [table] = summaries.trainings(agency, Training.objects.filter(agency=agency), 2025)
    assert table.rows == [[2, 60]]


OPEN = [
    ("publications", {"channel": "网站", "title": "网"}, {"taken_down_on": "2025-03-01", "title": "撤"}),
    (
        "circulations",
        {"acknowledged_on": "2025-04-02", "title": "签"},
        {"acknowledged_on": "2025-04-01", "title": "同"},
    ),
    ("inspections", {"mended_on": "2025-05-01", "finding": "改"}, {"mended_on": "2025-04-01", "finding": "即改"}),
    ("tickets", {"answered_on": "2025-05-01", "number": "办"}, {"answered_on": "2025-04-01", "number": "即办"}),
]


@pytest.mark.parametrize(("key", "done", "also_done"), OPEN)
def test_only_what_still_waits_is_listed_as_open(key: str, done: dict[str, str], also_done: dict[str, str]) -> None:
    agency = build.agency()
    who = build.actor(agency)
    waiting = record(who, agency, key)
    for changed in (done, also_done):
        record(who, agency, key, **changed)
    client = build.signed_in(build.person(agency))
    page = client.get(f"{reverse('records:list', args=(agency.pk, key))}?year=all&state=open").content.decode()
    assert "共1条" in page and reverse("records:open", args=(agency.pk, key, waiting.pk)) in page
