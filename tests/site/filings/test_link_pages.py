"""The one-time link: form down, file up, figures and findings seen, confirmed once; whatever else is refused."""

import datetime as dt
import io
import json
import re
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.writing import render_report
from gongkai_site.annual.models import Version
from gongkai_site.errors import NotAllowed, WrongState
from gongkai_site.filings.actions import make_link, withdraw_link
from gongkai_site.filings.models import Filing, FilingLink
from gongkai_site.intake.models import IncomingDocument
from tests.site.build import actor, county
from tests.site.filings.build import RECEIVED, YEAR, content, filed, real_towns, supervisor, version

BALANCED = {"requests__received__total": 3, "requests__received__natural_person": 3,
         "requests__concluded__total": 3, "requests__concluded__natural_person": 3,
         "requests__granted__total": 3, "requests__granted__natural_person": 3}  # fmt: skip


@pytest.fixture
def town():
    return real_towns()[0]


@pytest.fixture
def token(town):
    return make_link(supervisor(town.superior), town, YEAR).token


def page_of(token, name="filing-link"):
    return reverse(name, args=[token])


def upload(token, report, run_tasks, name="report.xlsx"):
    client = Client()
    sent = SimpleUploadedFile(name, render_report(report, "xlsx"))
    answer = client.post(page_of(token), {"file": sent}, follow=True)
    run_tasks()
    return client, client.get(answer.redirect_chain[-1][0]) if answer.redirect_chain else answer


def confirm(client, page, token, **more):
    data = {"document": page.context["document"].pk, "right": "1", **more}
    return client.post(page_of(token, "filing-link-confirm"), data, follow=True)


def test_only_the_hash_of_the_token_is_kept(town, token):
    link = FilingLink.objects.get()
    assert token not in str(link.__dict__.values())
    assert len(link.token_sha256) == 64


def test_the_page_says_what_to_do_and_needs_no_sign_in(town, token):
    answer = Client().get(page_of(token))
    text = answer.content.decode()
    assert answer.status_code == 200 and town.name in text and "下载Excel填报表" in text
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    assert re.search(r"script-src(;|$)", answer["Content-Security-Policy"])
    assert "<script" not in text and "style=" not in text


def test_the_form_has_agency_and_year_filled_in(town, token):
    form = Client().get(page_of(token, "filing-link-form"))
    assert unquote(form["Content-Disposition"]).endswith(f"{town.name}{YEAR}年度报告填报表.xlsx")
    book = load_workbook(io.BytesIO(form.content))
    assert book.worksheets[0]["A2"].value == f"{town.name}{YEAR}年政府信息公开工作年度报告"


def test_a_file_is_read_shown_confirmed_and_handed_up_and_the_link_is_used(town, token, run_tasks):
    client, page = upload(token, content(town, **BALANCED), run_tasks)
    assert page.context["ready"] and any(">3</td>" in each for each in page.context["tables"])
    done = confirm(client, page, token)
    assert "已经报送" in done.content.decode()
    filing = Filing.objects.get()
    assert (filing.agency, filing.way, filing.state) == (town, Filing.Way.LINK, Filing.State.FILED)
    assert filing.version.cells[RECEIVED] == 3
    assert IncomingDocument.objects.get().version == filing.version
    assert FilingLink.objects.get().used_at is not None
    again = client.post(page_of(token), {"file": SimpleUploadedFile("b.xlsx", b"x")})
    assert "已经报送" in again.content.decode() and IncomingDocument.objects.count() == 1
    assert client.get(page_of(token, "filing-link-form")).status_code == 410


def test_findings_are_shown_before_it_is_handed_up(town, token, run_tasks):
    _, page = upload(token, content(town, requests__received__total=5), run_tasks)
    assert any(each.severity == "error" for each in page.context["findings"])
    assert "校验发现的问题" in page.content.decode()


def test_nothing_is_handed_up_before_it_was_confirmed(town, token, run_tasks):
    client, page = upload(token, content(town, **BALANCED), run_tasks)
    refused = confirm(client, page, token, right="")
    assert refused.status_code == 400 and "勾选" in refused.content.decode()
    assert not Filing.objects.exists() and not Version.objects.exists()


def test_the_wrong_years_file_is_refused_in_clear_words_and_kept(town, token, run_tasks):
    client, page = upload(token, content(town, YEAR - 1, **BALANCED), run_tasks)
    assert "这是2023年度的报告，应报2024年度的" in page.content.decode()
    assert not page.context.get("ready")
    refused = confirm(client, page, token)
    assert refused.status_code == 409 and not Filing.objects.exists()
    assert IncomingDocument.objects.get().status == IncomingDocument.Status.ASIDE
    client, page = upload(token, content(town, **BALANCED), run_tasks, "right.xlsx")
    assert page.context["ready"], "the right file can be uploaded by the same link"


def test_another_offices_file_is_refused_in_clear_words_and_kept(town, token, run_tasks):
    neighbour = town.superior.subordinates.exclude(pk=town.pk).get()
    client, page = upload(token, content(neighbour, **BALANCED), run_tasks)
    assert f"文中的机关是“{neighbour}”" in page.content.decode()
    assert confirm(client, page, token).status_code == 409
    assert not Filing.objects.exists() and IncomingDocument.objects.count() == 1


def test_a_file_that_cannot_be_read_says_so(town, token, run_tasks):
    client = Client()
    client.post(page_of(token), {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 not a workbook")})
    run_tasks()
    assert "无法识读" in client.get(page_of(token)).content.decode()


@pytest.mark.parametrize(
    ("sent", "told"), [({}, "请选择要上传的文件"), ({"file": SimpleUploadedFile("a.xlsx", b"")}, "文件是空的")]
)
def test_no_file_and_an_empty_one_are_refused_in_words(town, token, sent, told):
    answer = Client().post(page_of(token), sent)
    assert answer.status_code == 400 and told in answer.content.decode()


def test_a_document_of_another_offices_link_is_neither_shown_nor_confirmed(town, token, run_tasks):
    neighbour = town.superior.subordinates.exclude(pk=town.pk).get()
    other = make_link(supervisor(town.superior), neighbour, YEAR).token
    _, page = upload(other, content(neighbour, **BALANCED), run_tasks)
    document = page.context["document"]
    client = Client()
    assert client.get(f"{page_of(token)}?document={document.pk}").context["document"] is None
    client.post(page_of(token, "filing-link-confirm"), {"document": document.pk, "right": "1"})
    assert not Filing.objects.exists()


def spoil(token, how):
    link = FilingLink.objects.get()
    if how == "expired":
        link.expires_at = timezone.now() - dt.timedelta(minutes=1)
        link.save()
    elif how == "withdrawn":
        withdraw_link(supervisor(link.superior), link)
    elif how == "replaced":
        make_link(supervisor(link.superior), link.agency, link.year)
    return {"guessed": "x" * 43, "empty": "0"}.get(how, token)


@pytest.mark.parametrize("how", ["expired", "withdrawn", "replaced", "guessed", "empty"])
@pytest.mark.parametrize("name", ["filing-link", "filing-link-form", "filing-link-confirm"])
def test_a_link_that_does_not_work_opens_nothing(town, token, how, name):
    shown = page_of(spoil(token, how), name)
    for answer in (
        Client().get(shown),
        Client().post(shown, {"file": io.BytesIO(b"x"), "document": "1", "right": "1"}),
    ):
        assert answer.status_code == 410
        assert town.name not in answer.content.decode()
    assert not IncomingDocument.objects.exists()


def test_only_the_supervisor_of_the_superior_makes_and_withdraws_links(town):
    for who in (actor(town), actor(town.superior), supervisor(county(0, "乐平县")[0])):
        with pytest.raises(NotAllowed):
            make_link(who, town, YEAR)
    made = make_link(supervisor(town.superior), town, YEAR)
    with pytest.raises(NotAllowed):
        withdraw_link(actor(town), made.link)


def test_who_has_filed_gets_no_link(town):
    filed(version(town), Filing.State.FILED)
    with pytest.raises(WrongState, match="已经报送"):
        make_link(supervisor(town.superior), town, YEAR)


def test_after_a_return_a_new_link_takes_the_corrected_file(town, token, run_tasks):
    client, page = upload(token, content(town, **BALANCED), run_tasks)
    confirm(client, page, token)
    Filing.objects.update(state=Filing.State.RETURNED, slip="请补正")
    assert "请补正" in client.get(page_of(token)).content.decode()
    again = make_link(supervisor(town.superior), town, YEAR).token
    better = content(town, **{**BALANCED, "proactive__fees__amount": 1})
    client, page = upload(again, better, run_tasks, "second.xlsx")
    confirm(client, page, again)
    newest = Version.objects.order_by("-number").first()
    assert (newest.number, newest.reason) == (2, "经一次性链接重新报送")
    assert Filing.objects.filter(state=Filing.State.FILED, version=newest).exists()


def test_a_number_that_no_figure_can_be_is_not_handed_up(run_tasks, town, token):
    report = content(town, **{**BALANCED, "requests__received__total": 10**30})
    browser = Client()
    data = json.dumps(report.to_json()).encode()
    browser.post(reverse("filing-link", args=[token]), {"file": SimpleUploadedFile("报告.json", data)})
    run_tasks()
    sent = {"document": IncomingDocument.objects.get().pk, "right": "on"}
    answer = browser.post(reverse("filing-link-confirm", args=[token]), sent)
    assert answer.status_code == 409
    assert "过大" in answer.content.decode()
    assert not Filing.objects.exists()
    assert not Version.objects.exists()
