"""The files of a published version: whole, named, only downloads, and holding the locked values."""

import datetime as dt
import hashlib
import json
from urllib.parse import quote

import pytest
from django.test import Client

import gongkai
from gongkai.reading.reader import read_bytes
from gongkai_site.annual.models import Scope
from tests.site import build
from tests.site.portal.build import content, placed, published

KINDS = ["docx", "pdf", "html", "xlsx", "csv", "json"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_gives_the_locked_values_when_it_is_read(client: Client, kind: str, tmp_path: object) -> None:
    agency = build.agency("安平县第一镇人民政府")
    published(agency)
    answer = client.get(f"/agencies/{agency.pk}/2025/1/{kind}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%AE%89%E5%B9%B3")
    assert answer["Content-Disposition"].endswith(f".{kind}")
    assert answer["X-Content-Type-Options"] == "nosniff"
    locked = content(agency, 2025)
    if kind == "csv":
        text = answer.content.decode("utf-8-sig")
        assert all(key in text and str(value) in text for key, value in locked.cells.items())
        return
    read = (
        gongkai.Report.from_json(json.loads(answer.content))
        if kind == "json"
        else next(iter(read_bytes(answer.content, f"报告.{kind}")))
    )
    assert read.cells == locked.cells


@pytest.mark.parametrize("kind", ["exe", "fragment", "DOCX", "docx-"])
def test_there_are_no_other_kinds(client: Client, kind: str) -> None:
    agency = build.agency()
    published(agency)
    assert client.get(f"/agencies/{agency.pk}/2025/1/{kind}/").status_code == 404


def test_the_json_file_has_the_hash_that_the_page_states(client: Client) -> None:
    agency = build.agency()
    made = published(agency)
    data = client.get(f"/agencies/{agency.pk}/2025/1/json/").content
    assert hashlib.sha256(data).hexdigest() == made.sha256
    assert made.sha256 in client.get(f"/agencies/{agency.pk}/2025/").content.decode()


def test_the_files_are_named_after_the_report_and_its_version(client: Client) -> None:
    agency = build.agency("安平镇")
    published(agency, scope=Scope.AREA)
    published(agency, scope=Scope.AREA, reason="更正")
    name = client.get(f"/agencies/{agency.pk}/2025/area/2/csv/")["Content-Disposition"]
    assert name == f"attachment; filename*=utf-8''{quote('安平镇2025年政府信息公开工作年度报告（第2版）.csv')}"


def test_a_file_that_prints_another_date_of_publication_is_sent_again(client: Client) -> None:
    agency = build.agency()
    made = published(agency)
    address = f"/agencies/{agency.pk}/2025/1/html/"
    kept = client.get(address)
    assert "2026年1月20日" in kept.content.decode()
    placed(made, dt.date(2026, 1, 9), own_pages=False, platform="省平台")
    again = client.get(address, HTTP_IF_NONE_MATCH=kept["ETag"])
    assert "2026年1月9日" in again.content.decode()


def test_two_kinds_are_never_taken_for_one_another(client: Client) -> None:
    agency = build.agency(established_on=dt.date(2000, 1, 1))
    published(agency)
    tags = {client.get(f"/agencies/{agency.pk}/2025/1/{kind}/")["ETag"] for kind in ("csv", "json", "html")}
    assert len(tags) == 3
