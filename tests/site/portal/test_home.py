"""Finding agencies, going down from superior to superior, and what is new."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai_site.agencies.models import Agency, Kind, Reorganisation
from gongkai_site.annual.models import Scope
from tests.site import build
from tests.site.portal.build import placed, published, version


def names(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    return [node.text() for node in LexborHTMLParser(answer.content).css(".agencies .name a")]


@pytest.fixture
def two_counties() -> tuple[Agency, Agency]:
    first = build.agency("安平县人民政府", kind=Kind.GOVERNMENT, place="安平县", division_code="131125")
    second = build.agency("永平县人民政府", kind=Kind.GOVERNMENT, place="永平县")
    for county in (first, second):
        build.agency("城关镇人民政府", county, place=county.place)
    build.agency("卫生健康局", first, kind=Kind.DEPARTMENT, place="安平县", short_name="卫健局")
    return first, second


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["安平县人民政府", "城关镇人民政府", "卫生健康局", "永平县人民政府", "城关镇人民政府"]),
        ("?q=城关", ["城关镇人民政府", "城关镇人民政府"]),
        ("?q=永平 城关", ["城关镇人民政府"]),
        ("?q=卫健局", ["卫生健康局"]),
        ("?q=131125", ["安平县人民政府"]),
        ("?q=爱卫会", ["卫生健康局"]),
        ("?q=无此单位", []),
        ("?kind=department", ["卫生健康局"]),
        ("?kind=nonsense&q=卫", ["卫生健康局"]),
        ("?q=%00%27%22<script>", []),
        ("?superior=abc&q=卫", ["卫生健康局"]),
        ("?superior=²&q=卫", ["卫生健康局"]),
    ],
)
def test_agencies_are_found_by_name_place_code_or_a_former_name(
    client: Client, two_counties: Any, query: str, found: list[str]
) -> None:
    bureau = Agency.objects.get(name="卫生健康局")
    Reorganisation.objects.create(agency=bureau, what="renamed", on=dt.date(2019, 1, 1), old_name="爱卫会", basis="x")
    assert sorted(names(client, query)) == sorted(found)


def test_one_goes_down_from_superior_to_superior(client: Client, two_counties: tuple[Agency, Agency]) -> None:
    first, _ = two_counties
    page = LexborHTMLParser(client.get("/").content)
    down = page.css_first(f'a[href="/?superior={first.pk}"]')
    assert down is not None
    assert "下级单位2个" in page.html
    assert sorted(names(client, f"?superior={first.pk}")) == ["卫生健康局", "城关镇人民政府"]


def test_the_list_goes_page_by_page_and_keeps_what_was_asked(client: Client) -> None:
    for number in range(1, 33):
        build.agency(f"第{number:02d}村镇人民政府", place="大县")
    assert len(names(client, "?q=大县")) == 30
    page = LexborHTMLParser(client.get("/?q=大县").content)
    following = page.css_first("nav.pages a[rel=next]").attributes["href"]
    assert len(names(client, following)) == 2
    assert len(names(client, "?q=大县&page=nonsense")) == 30


def test_each_agency_shows_its_newest_published_year_and_no_other(client: Client) -> None:
    agency = build.agency()
    published(agency, 2023)
    published(agency, 2024)
    published(agency, 2024, Scope.AREA)
    version(agency, 2025)
    placed(version(agency, 2026), own_pages=False, platform="省平台")
    links = LexborHTMLParser(client.get("/").content).css(".agencies .links a")
    assert [(node.text(), node.attributes["href"]) for node in links] == [
        ("2024年度报告", f"/agencies/{agency.pk}/2024/")
    ]


def test_the_first_page_tells_what_is_new_and_a_search_does_not(client: Client) -> None:
    agency = build.agency("安平镇")
    older, newer = version(agency, 2024), version(agency, 2023)
    placed(older)
    placed(newer)
    placed(older, dt.date(2026, 3, 1))
    page = LexborHTMLParser(client.get("/").content)
    assert [node.text() for node in page.css(".new a")] == ["安平镇2023年度报告", "安平镇2024年度报告"]
    assert not LexborHTMLParser(client.get("/?q=安平").content).css(".new a")


def test_queries_do_not_grow_with_agencies(client: Client, django_assert_num_queries: Any) -> None:
    county, townships = build.county(25)
    for each in (county, *townships):
        published(each)
    with django_assert_num_queries(8):
        client.get("/")
