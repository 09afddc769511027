"""A report's page: the locked text, versions with their reasons, where it went up; nothing that is not published."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Placement, Scope, Version
from tests.site import build
from tests.site.portal.build import placed, published, version


@pytest.fixture
def township() -> Agency:
    return build.county(1)[1][0]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_page_shows_the_locked_text_as_it_was_locked(client: Client, township: Agency) -> None:
    made = published(township)
    Version.objects.filter(pk=made.pk).update(fragment="<h1>锁定的正文</h1>\n<p>有&lt;标签&gt;</p>")
    assert '<article class="report" lang="zh-Hans">\n<h1>锁定的正文</h1>\n<p>有&lt;标签&gt;</p>\n</article>' in text(
        client, f"/agencies/{township.pk}/2025/"
    )


def test_a_document_with_columns_beyond_the_form_is_set_out_as_any_other(client: Client, township: Agency) -> None:
    made = published(township)
    made.content["extra"] = [{"section": "proactive", "row": "规章", "values": {"备案件数": 417}}]
    Version.objects.filter(pk=made.pk).update(content=made.content, fragment="")
    import_module("gongkai_site.annual.migrations.0006_every_version_set_out").set_out(apps, None)
    page = text(client, f"/agencies/{township.pk}/2025/")
    assert ">备案件数<" in page and ">417<" in page


def test_a_correction_takes_the_place_and_both_stay_readable_with_the_reason(client: Client, township: Agency) -> None:
    published(township)
    published(township, reason="收费金额填错一位")
    newest = text(client, f"/agencies/{township.pk}/2025/")
    assert "更正原因：收费金额填错一位" in newest
    assert "已由第2版更正" not in newest
    first = text(client, f"/agencies/{township.pk}/2025/1/")
    assert "这是第1版，已由第2版更正。" in first
    assert "更正原因：收费金额填错一位" in first
    assert f'href="/agencies/{township.pk}/2025/2/docx/"' in newest
    assert f'href="/agencies/{township.pk}/2025/1/docx/"' in first


def test_a_locked_correction_is_not_seen_before_it_is_published(client: Client, township: Agency) -> None:
    published(township)
    version(township, reason="尚在内部")
    assert "尚在内部" not in text(client, f"/agencies/{township.pk}/2025/")
    assert client.get(f"/agencies/{township.pk}/2025/2/").status_code == 404


def test_the_page_says_where_and_when_it_went_up(client: Client, township: Agency) -> None:
    made = published(township)
    Placement.objects.create(
        version=made, platform="江苏省政府信息公开平台", url="https://www.jiangsu.gov.cn/x", on="2026-01-22"
    )
    page = text(client, f"/agencies/{township.pk}/2025/")
    assert "2026-01-20 · 在本站公开" in page
    assert (
        '2026-01-22 · <a href="https://www.jiangsu.gov.cn/x" rel="external noopener">江苏省政府信息公开平台</a>' in page
    )


def test_the_report_for_the_area_stands_beside_the_own_one(client: Client, township: Agency) -> None:
    own, area = published(township), published(township, scope=Scope.AREA)
    assert own.sha256 in text(client, f"/agencies/{township.pk}/2025/")
    Version.objects.filter(pk=area.pk).update(fragment="<h1>汇总</h1>")
    assert "<h1>汇总</h1>" in text(client, f"/agencies/{township.pk}/2025/area/")
    assert "<h1>汇总</h1>" in text(client, f"/agencies/{township.pk}/2025/area/1/")
    assert "<h1>汇总</h1>" not in text(client, f"/agencies/{township.pk}/2025/")


def test_what_is_not_published_and_what_does_not_exist_look_alike(client: Client) -> None:
    _, (locked, elsewhere, nothing) = build.county(3)
    version(locked)
    placed(version(elsewhere), own_pages=False, platform="省平台")
    addresses = [
        f"/agencies/{agency}/2025/{rest}"
        for agency in (locked.pk, elsewhere.pk, nothing.pk, 987654, 10**25)
        for rest in ("", "1/", "1/docx/", "area/", "area/1/", "area/1/json/")
    ]
    pages = {(client.get(each).status_code, client.get(each).content.replace(each.encode(), b"")) for each in addresses}
    assert len(pages) == 1
    assert next(iter(pages))[0] == 404
    signed_in = build.signed_in(build.person(locked, "leader"))
    assert {signed_in.get(each).status_code for each in addresses} == {404}


@pytest.mark.parametrize("rest", ["", "1/", "1/json/"])
def test_a_withdrawn_placement_closes_the_page_at_once_though_it_was_kept(
    client: Client, township: Agency, rest: str
) -> None:
    published(township)
    address = f"/agencies/{township.pk}/2025/{rest}"
    answer = client.get(address)
    again = {"HTTP_IF_NONE_MATCH": answer["ETag"]}
    assert "no-cache" in answer["Cache-Control"]
    assert client.get(address, **again).status_code == 304
    Placement.objects.update(own_pages=False)
    assert client.get(address, **again).status_code == 404


def change_display(client: Client, made: Version) -> None:
    client.cookies["gongkai_display"] = "large"


def change_language(client: Client, made: Version) -> None:
    client.cookies["django_language"] = "en"


def correct(client: Client, made: Version) -> None:
    published(made.report.agency, reason="更正")


def place_elsewhere(client: Client, made: Version) -> None:
    placed(made, own_pages=False, platform="省平台")


def lock_in_secret(client: Client, made: Version) -> None:
    version(made.report.agency, reason="未公开")


@pytest.mark.parametrize(
    ("change", "status"),
    [(change_display, 200), (change_language, 200), (correct, 200), (place_elsewhere, 200), (lock_in_secret, 304)],
)
def test_a_kept_page_is_sent_again_only_where_it_changed(
    client: Client, township: Agency, change: Any, status: int
) -> None:
    made = published(township)
    address = f"/agencies/{township.pk}/2025/"
    kept = client.get(address)["ETag"]
    change(client, made)
    assert client.get(address, HTTP_IF_NONE_MATCH=kept).status_code == status


def test_queries_do_not_grow_with_years_versions_or_visitors(
    client: Client, township: Agency, django_assert_num_queries: Any
) -> None:
    for year in range(2021, 2026):
        published(township, year)
    for _ in range(4):
        published(township, reason="更正")
    address = f"/agencies/{township.pk}/2025/"
    with django_assert_num_queries(1):
        kept = client.get(address)["ETag"]
    with django_assert_num_queries(1):
        client.get(address, HTTP_IF_NONE_MATCH=kept)
    visitor = build.signed_in(build.person(township))
    with django_assert_num_queries(1):
        visitor.get(address)


def test_the_text_is_that_of_the_version_shown_where_the_newest_is_not_published(
    client: Client, township: Agency
) -> None:
    first = published(township)
    second = published(township, reason="更正")
    Version.objects.filter(pk=first.pk).update(fragment="<p>第一版的正文</p>")
    Version.objects.filter(pk=second.pk).update(fragment="<p>第二版的正文</p>")
    address = f"/agencies/{township.pk}/2025/"
    assert "第二版的正文" in client.get(address).content.decode()
    assert "第一版的正文" in client.get(f"{address}1/").content.decode()
    second.placements.all().delete()
    page = client.get(address).content.decode()
    assert "第一版的正文" in page and "第二版的正文" not in page


def test_a_new_name_of_the_agency_is_sent_again(client: Client, township: Agency) -> None:
    published(township)
    address = f"/agencies/{township.pk}/2025/"
    etag = client.get(address)["ETag"]
    Agency.objects.filter(pk=township.pk).update(name="新名镇人民政府")
    answer = client.get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert "新名镇" in answer.content.decode()
