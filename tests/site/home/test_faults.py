"""What went wrong is said on a page of ours, with a way on and with what was typed; our own faults are in the log."""

import logging
import socket
import sqlite3

import psycopg
import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from gongkai_site.errors import EventMissing, FileGone, OurFault, SiteError
from gongkai_site.faults import BUSY, FULL, OURS, kind_of
from gongkai_site.intake.reading import read_file
from gongkai_site.people.models import Role
from tests.site.build import agency, person, signed_in
from tests.site.home import failing

TYPED = "全年主动公开政府信息九十条，\n办结依申请公开十二件。"
OUR_PAGE = {"HTTP_REFERER": "http://testserver/admin/", "HTTP_ORIGIN": "http://testserver"}
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def clerk(*, strict: bool = False, **more: str) -> Client:
    user = person(agency(), Role.CLERK)
    client = Client(enforce_csrf_checks=strict, raise_request_exception=False, **more)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def assert_a_page_of_ours(answer, status: int, said: str) -> str:
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{said}" in page
    assert 'href="/' in page.split("<h1>")[1]  # a way on
    assert "DEBUG" not in page and "Django" not in page and "Traceback" not in page
    assert "no-store" in answer["Cache-Control"]
    return page


@pytest.mark.parametrize("name", failing.OURS)
@override_settings(ROOT_URLCONF="tests.site.home.failing")
def test_our_own_faults_are_500_with_the_traceback_in_the_log(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        answer = clerk().post(f"/admin/failing/{name}/", {"text": TYPED}, **OUR_PAGE)
    page = assert_a_page_of_ours(answer, 500, "系统出错")
    assert TYPED in page and "<form" not in page
    [told] = [each for each in caplog.records if each.name == "django.request"]
    assert told.levelno == logging.ERROR and told.exc_info and told.getMessage().startswith("Internal Server Error")


@pytest.mark.parametrize("name", failing.FULL)
@override_settings(ROOT_URLCONF="tests.site.home.failing")
def test_a_full_disk_is_said_and_the_text_given_back(name: str) -> None:
    page = assert_a_page_of_ours(
        clerk().post(f"/admin/failing/{name}/", {"text": TYPED}, **OUR_PAGE), 507, "磁盘空间已满"
    )
    assert TYPED in page and 'href="/admin/"' in page


@override_settings(ROOT_URLCONF="tests.site.home.failing")
def test_a_locked_database_is_said_and_the_form_can_be_sent_again() -> None:
    sent = {"text": TYPED, "revision": "3", "password": "geheim 1"}
    answer = clerk().post("/admin/failing/locked/", sent, **OUR_PAGE)
    page = assert_a_page_of_ours(answer, 503, "数据库暂时繁忙")
    assert int(answer["Retry-After"]) > 0
    assert TYPED in page and '<input type="hidden" name="revision" value="3">' in page and "再提交一次" in page
    assert "geheim" not in page
    shown = assert_a_page_of_ours(clerk().get("/admin/failing/locked/?page=2"), 503, "数据库暂时繁忙")
    assert 'href="/admin/failing/locked/?page=2"' in shown


@override_settings(ROOT_URLCONF="tests.site.home.failing")
def test_what_failed_is_said_in_english_to_who_reads_english() -> None:
    assert_a_page_of_ours(clerk(**ENGLISH).get("/admin/failing/mistaken/"), 500, "Something went wrong")


@override_settings(ROOT_URLCONF="tests.site.home.failing")
def test_a_program_that_asks_for_json_gets_json() -> None:
    answer = clerk().get("/admin/failing/locked/", HTTP_ACCEPT="application/json")
    assert answer.status_code == 503 and answer.json()["error"]["code"] == "503"


def test_a_fault_page_asks_the_database_nothing(django_assert_num_queries) -> None:
    client = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        assert client.post(reverse("account_login"), {"login": TYPED}, **OUR_PAGE).status_code == 403


def test_a_server_that_is_away_is_no_mistake_of_the_program() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(psycopg.OperationalError) as away:
            psycopg.connect(host="127.0.0.1", port=free.getsockname()[1], connect_timeout=2)
    assert kind_of(away.value) is BUSY
    for error, kind in (
        (psycopg.errors.AdminShutdown(), BUSY),
        (psycopg.errors.DeadlockDetected(), BUSY),
        (psycopg.errors.DiskFull(), FULL),
        (psycopg.errors.UndefinedTable(), OURS),
        (sqlite3.OperationalError("no such table"), OURS),
        (OSError(13, "Permission denied"), OURS),
        (None, OURS),
    ):
        assert kind_of(error) is kind, error


def test_a_form_without_its_token_comes_back_with_the_text_and_can_be_sent_again() -> None:
    client = clerk(strict=True)
    address = reverse("mail-wish")
    answer = client.post(address, {"text": TYPED, "tells": "1"}, **OUR_PAGE)
    page = assert_a_page_of_ours(answer, 403, "页面已过期")
    assert TYPED in page and '<input type="hidden" name="tells" value="1">' in page
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = client.post(address, {"text": TYPED, "tells": "1", "csrfmiddlewaretoken": token}, **OUR_PAGE)
    assert again.status_code != 403


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_REFERER": "https://evil.example/"}]
)
def test_what_another_sites_page_sent_is_not_offered(headers: dict[str, str]) -> None:
    page = clerk(strict=True).post(reverse("mail-wish"), {"text": TYPED}, **headers).content.decode()
    assert "页面已过期" in page and TYPED not in page and "<form" not in page and "evil" not in page


def test_a_file_cannot_be_sent_again_by_us() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"text": TYPED, "file": SimpleUploadedFile("a.txt", b"abc")}
    page = clerk(strict=True).post(reverse("mail-wish"), sent, **OUR_PAGE).content.decode()
    assert TYPED in page and "<form" not in page


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_too_much_is_413() -> None:
    answer = clerk().post(reverse("mail-wish"), {"text": TYPED * 10}, **OUR_PAGE)
    assert_a_page_of_ours(answer, 413, "内容过大")


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=2)
def test_too_many_fields_are_413() -> None:
    answer = clerk().post(reverse("mail-wish"), {str(n): "1" for n in range(5)}, **OUR_PAGE)
    assert_a_page_of_ours(answer, 413, "内容过大")


def test_another_host_is_400() -> None:
    assert_a_page_of_ours(Client().get("/", HTTP_HOST="elsewhere.example"), 400, "请求不完整")


def test_an_address_that_only_takes_is_405_with_a_way_on() -> None:
    town = agency()
    client = signed_in(person(town, Role.CLERK))
    answer = client.get(reverse("annual:check", args=[town.pk, 2025, "own"]), **OUR_PAGE)
    page = assert_a_page_of_ours(answer, 405, "不能这样打开")
    assert answer["Allow"] == "POST" and 'href="/admin/"' in page


def test_nowhere_is_404_with_a_way_on() -> None:
    page = clerk().get("/admin/nowhere/").content.decode()
    assert "没有这个页面" in page and 'href="/admin/"' in page


def test_who_asks_too_often_is_told_so_by_a_page_of_ours(rf) -> None:
    from allauth.core.ratelimit import respond_429

    assert_a_page_of_ours(respond_429(rf.get("/")), 429, "操作过于频繁")


def test_no_page_that_refuses_takes_our_own_faults() -> None:
    assert not issubclass(OurFault, SiteError)
    assert issubclass(EventMissing, OurFault) and issubclass(FileGone, OurFault)


def test_what_breaks_the_reader_is_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai_site.intake.reading._read", lambda data, name: 1 / 0)
    [part] = read_file(b"x", "报告.docx")
    assert part.error is not None
    [told] = caplog.records
    assert told.exc_info and "报告.docx" in told.getMessage()


def test_the_connection_of_the_tests_is_still_good() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
