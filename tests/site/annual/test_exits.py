"""Files leave by addresses that ask the policy, and every file read again gives the locked values."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai import Report, read
from gongkai_site.agencies.models import Kind
from gongkai_site.annual.actions.publish import publish
from gongkai_site.annual.models import Version
from gongkai_site.annual.rendering import KINDS, WHICH, file_name, render
from gongkai_site.errors import InvalidInput
from gongkai_site.people.models import Role
from tests.site.annual.test_publish import DAY, PLATFORM
from tests.site.annual.written import SCAN, locked, town
from tests.site.build import actor, agency, person, signed_in


def _url(version: Version, kind: str = "docx", which: str = "web") -> str:
    return reverse("annual:file", args=[version.pk, kind, which])


def test_every_file_read_again_gives_the_locked_values() -> None:
    version = locked(town())
    publish(actor(version.report.agency), version, **PLATFORM)
    wanted = dict(version.as_report().cells)
    seen = 0
    for kind in KINDS.values():
        for which in kind.versions:
            data = render(version, kind.key, which)
            if kind.key == "json":
                found = Report.from_json(json.loads(data))
            else:
                found = read(data, name=f"report.{kind.ending.split('.')[-1]}")
            assert dict(found.cells) == wanted, (kind.key, which)
            assert found.year == (None if kind.key == "csv" else 2025)  # CSV: cells only
            seen += 1
    assert seen == 11


def test_the_csv_holds_every_cell() -> None:
    version = locked(town())
    text = render(version, "csv").decode("utf-8-sig")
    for key, value in version.cells.items():
        line = next(each for each in text.splitlines() if key in each)
        assert str(value) in line


def test_the_handed_up_version_is_addressed_to_the_superior_and_the_web_version_is_not() -> None:
    version = locked(town(superior=agency("江苏省淮安市洪泽区人民政府", kind=Kind.GOVERNMENT)))
    assert version.content["addressee"] == "江苏省淮安市洪泽区人民政府"
    for kind in ("html", "docx", "pdf"):
        web, handed_up = (read(render(version, kind, which), name=f"report.{kind}") for which in WHICH)
        assert (web.addressee, handed_up.addressee) == (None, "江苏省淮安市洪泽区人民政府"), kind


def test_the_handed_up_version_is_signed_and_the_web_version_dated() -> None:
    version = locked(town())
    publish(actor(version.report.agency), version, **PLATFORM)
    web, handed_up = (render(version, "html", which).decode() for which in WHICH)
    assert "2026年1月20日" in web and "此件公开发布" not in web
    assert "此件公开发布" in handed_up and "2026年1月12日" in handed_up and version.report.agency.name in handed_up


def test_other_kinds_do_not_exist() -> None:
    version = locked(town())
    for kind, which in (("exe", "web"), ("docx", "draft"), ("", "")):
        with pytest.raises(InvalidInput):
            render(version, kind, which)


def test_files_are_saved_under_their_name_and_never_shown_as_pages() -> None:
    version = locked(town())
    browser = signed_in(person(version.report.agency))
    answer = browser.get(_url(version, "html"))
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
    assert browser.get(_url(version, "exe")).status_code == 400
    assert file_name(version, "docx", "handed-up").endswith("（报送版）.docx")
    assert browser.get(reverse("annual:version-scan", args=[version.pk])).content == SCAN


def test_each_file_asks_the_policy() -> None:
    county = agency("江苏省淮安市洪泽区人民政府", kind="government", place="江苏省淮安市洪泽区")
    version = locked(town(superior=county))
    superior = signed_in(person(county, Role.SUPERVISOR))
    neighbour = signed_in(person(town("江苏省淮安市洪泽区老子山镇人民政府", superior=county), Role.LEADER))
    addresses = [
        _url(version),
        *(reverse(f"annual:{name}", args=[version.pk]) for name in ("version-scan", "fragment")),
    ]
    statuses: dict[str, Any] = {}
    for name, browser in (("superior", superior), ("neighbour", neighbour), ("public", Client())):
        statuses[name] = {browser.get(each).status_code for each in addresses}
    # Those above see it once it is handed up or published, the neighbour and the public never in the back office.
    assert statuses == {"superior": {403}, "neighbour": {403}, "public": {302}}
    publish(actor(version.report.agency), version, own_pages=True, on=DAY)
    assert {superior.get(each).status_code for each in addresses} == {200}
    assert {neighbour.get(each).status_code for each in addresses} == {403}
    assert signed_in(person(county, Role.SUPERVISOR)).get(_url(Version(pk=10**9))).status_code == 404


def test_what_is_copied_to_the_platform_has_no_marks_of_ours() -> None:
    version = locked(town())
    page = signed_in(person(version.report.agency)).get(reverse("annual:fragment", args=[version.pk]))
    fragment = page.context["fragment"]
    assert fragment == render(version, "fragment").decode() and "一、总体情况" in fragment
    assert " id=" not in fragment and " class=" not in fragment and "&lt;table&gt;" in page.content.decode()


def test_a_scan_that_is_gone_from_the_disk_is_said() -> None:
    version = locked(town())
    version.signed_scan.storage.delete(version.signed_scan.name)
    browser = signed_in(person(version.report.agency))
    browser.raise_request_exception = False
    answer = browser.get(reverse("annual:version-scan", args=[version.pk]))
    assert answer.status_code == 500, "it is the site's fault, and its log says which"
    assert "找不到" in answer.content.decode()
