"""An agency's page: the particulars of art. 12, its reports by year, what it was and became."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.annual.models import Scope
from tests.site import build
from tests.site.portal.build import published, version


def page(client: Client, agency: Agency) -> LexborHTMLParser:
    answer = client.get(f"/agencies/{agency.pk}/")
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content)


def test_the_particulars_of_article_12_are_named_and_what_is_missing_is_said(client: Client) -> None:
    given: dict[str, str] = {
        "body": "安平镇党政办公室",
        "address": "安平镇人民路1号",
        "postcode": "053600",
        "hours": "工作日 9:00—17:00",
        "telephone": "0318-7520001",
        "email": "zwgk@example.gov.cn",
        "website": "https://www.example.gov.cn/",
    }
    terms = page(client, build.agency(**given)).css("dl div")
    stated = {node.css_first("dt").text(strip=True): node.css_first("dd").text(strip=True) for node in terms}
    assert list(stated.values()) == [
        *(given[key] for key in ("body", "address", "postcode", "hours", "telephone")),
        "尚未登载",
        given["email"],
        given["website"],
    ]
    links = [node.attributes["href"] for node in terms[0].parent.css("a")]
    assert links == ["tel:0318-7520001", "mailto:zwgk@example.gov.cn", "https://www.example.gov.cn/"]


def test_a_telephone_with_words_in_it_is_no_link(client: Client) -> None:
    assert not page(client, build.agency(telephone="7520001转8012")).css("dl a")


def test_reports_stand_by_year_own_and_for_the_area_as_far_as_they_are_published(client: Client) -> None:
    agency = build.agency()
    published(agency, 2023)
    published(agency, 2024)
    published(agency, 2024, reason="更正")
    published(agency, 2024, Scope.AREA)
    version(agency, 2025)
    rows = page(client, agency).css(".years tbody tr")
    assert [[" ".join(cell.text().split()) for cell in row.css("th, td")] for row in rows] == [
        ["2024", "2024年度报告 2025-01-20公开，第2版", "2024年度汇总报告 2025-01-20公开"],
        ["2023", "2023年度报告 2024-01-20公开", "—"],
    ]
    assert [node.attributes["href"] for node in rows[0].css("a")] == [
        f"/agencies/{agency.pk}/2024/",
        f"/agencies/{agency.pk}/2024/area/",
    ]


def test_an_agency_without_published_reports_says_so(client: Client) -> None:
    agency = build.agency()
    version(agency)
    tree = page(client, agency)
    assert "本单位尚未在此公开年度报告。" in tree.text()
    assert not tree.css("table")


def test_the_way_up_and_down_and_on_to_the_successor(client: Client) -> None:
    county, (township, other) = build.county(2)
    Reorganisation.objects.create(
        agency=township, what="merged", on=dt.date(2026, 7, 1), successor=other, basis="冀政函〔2026〕1号"
    )
    tree = page(client, township)
    addresses = [node.attributes["href"] for node in tree.css("main a, .crumbs a")]
    assert addresses == ["/", f"/agencies/{county.pk}/", f"/agencies/{other.pk}/"]
    assert "2026年7月1日并入。" in tree.text()
    assert page(client, county).css_first(f'main a[href="/?superior={county.pk}"]').text() == "下级单位2个"


@pytest.mark.parametrize("years", [1, 6])
def test_queries_do_not_grow_with_years(client: Client, django_assert_num_queries: Any, years: int) -> None:
    agency = build.agency()
    for year in range(2026 - years, 2026):
        published(agency, year)
    with django_assert_num_queries(5):
        page(client, agency)


def test_no_such_agency(client: Client) -> None:
    assert client.get("/agencies/987654/").status_code == 404


def test_a_reorganisation_entered_wrongly_and_taken_back_is_not_shown(client: Client) -> None:
    agency, other = build.agency(), build.agency("另一镇人民政府")
    Reorganisation.objects.create(
        agency=agency, what="merged", on=dt.date(2025, 1, 1), old_name=agency.name, successor=other, basis="x",
        voided=True,
    )  # fmt: skip
    assert "另一镇" not in page(client, agency).html
