"""Open data and feeds: all that is published, in the order of publication, and nothing else."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from gongkai_site.annual.models import Placement, Scope
from gongkai_site.portal.views import open_data
from tests.site import build
from tests.site.portal.build import placed, published, version

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_published_report_with_addresses_and_hash(client: Client) -> None:
    agency = build.agency("安平镇", place="安平县", division_code="131125100000")
    published(agency)
    made = published(agency, reason="更正一处")
    Placement.objects.create(version=made, platform="省平台", url="https://www.hebei.gov.cn/1", on=dt.date(2026, 1, 22))
    version(agency, 2026)
    data = client.get("/reports.json").json()
    here = f"http://testserver/agencies/{agency.pk}/2025/2/"
    assert [each["version"] for each in data["reports"]] == [1, 2]
    assert data["reports"][1] == {
        "agency": {
            "address": f"http://testserver/agencies/{agency.pk}/",
            "name": "安平镇",
            "place": "安平县",
            "division_code": "131125100000",
            "kind": "township",
        },
        "year": 2025,
        "scope": "own",
        "version": 2,
        "correction_reason": "更正一处",
        "sha256": made.sha256,
        "address": here,
        "files": {kind: f"{here}{kind}/" for kind in ("docx", "pdf", "html", "xlsx", "csv", "json")},
        "published": [
            {"here": True, "platform": "", "address": "", "on": "2026-01-20", "withdrawn": None},
            {
                "here": False,
                "platform": "省平台",
                "address": "https://www.hebei.gov.cn/1",
                "on": "2026-01-22",
                "withdrawn": None,
            },
        ],
        "withdrawn": None,
    }
    assert client.get(data["reports"][1]["address"]).status_code == 200


def test_the_pages_follow_one_another_and_what_is_published_late_comes_last(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_data, "PER_PAGE", 2)
    agency = build.agency()
    late = version(agency, 2020)
    placed(version(agency, 2019), own_pages=False, platform="省平台")
    for year in (2021, 2022, 2023):
        placed(published(agency, year), dt.date(2026, 5, 1))
    years, address = [], "/reports.json"
    while address:
        data = client.get(address).json()
        years.append([each["year"] for each in data["reports"]])
        address = data["next"]
    assert years == [[2021, 2022], [2023]]
    assert client.get(data["later"]).json()["reports"] == []
    placed(late)
    assert [each["year"] for each in client.get(data["later"]).json()["reports"]] == [2020]


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "1" * 30, "²"])
def test_a_position_that_is_none_is_refused(client: Client, after: str) -> None:
    answer = client.get("/reports.json", {"after": after})
    assert (answer.status_code, "整数" in answer.json()["error"]) == (400, True)


def test_the_feed_tells_the_newest_first_with_the_reason_of_a_correction(client: Client) -> None:
    agency, other = build.agency("安平镇"), build.agency("永平镇")
    published(agency)
    published(other, scope=Scope.AREA)
    published(agency, reason="收费金额填错")
    version(agency, 2026)
    feed = etree.fromstring(client.get("/feed/").content)
    entries = [
        (each.findtext(f"{ATOM}title"), each.find(f"{ATOM}link").get("href"), each.findtext(f"{ATOM}summary"))
        for each in feed.findall(f"{ATOM}entry")
    ]
    host = "http://testserver/agencies"
    assert entries == [
        ("安平镇2025年度报告（第2版）", f"{host}/{agency.pk}/2025/2/", "更正原因：收费金额填错"),
        ("永平镇2025年度报告（汇总）", f"{host}/{other.pk}/2025/area/1/", "已于2026-01-20公开。"),
        ("安平镇2025年度报告", f"{host}/{agency.pk}/2025/1/", "已于2026-01-20公开。"),
    ]
    own = etree.fromstring(client.get(f"/agencies/{other.pk}/feed/").content)
    assert [each.findtext(f"{ATOM}title") for each in own.findall(f"{ATOM}entry")] == ["永平镇2025年度报告（汇总）"]
    assert client.get("/agencies/987654/feed/").status_code == 404


@pytest.mark.parametrize(("address", "queries"), [("/reports.json", 4), ("/feed/", 3)])
def test_queries_do_not_grow_with_reports(
    client: Client, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    agency = build.agency()
    for year in range(2015, 2026):
        published(agency, year)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_sign_that_xml_cannot_hold_does_not_stop_the_feed(client: Client) -> None:
    agency = build.agency("安平\x0b镇")
    published(agency)
    published(agency, reason="更\x01正\x0b一处\ufffe")
    for address in ("/feed/", f"/agencies/{agency.pk}/feed/"):
        feed = etree.fromstring(client.get(address).content)
        assert "更正原因：更正一处" in [each.text for each in feed.iter(f"{ATOM}summary")]
