"""What is typed and not saved is kept for its writer alone, comes back, and goes when it is saved."""

import datetime as dt
import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import gongkai_site
from gongkai_site.audit.models import Event
from gongkai_site.cli.periodic import DAILY
from gongkai_site.drafts.keeping import KEPT, LARGEST, MOST
from gongkai_site.drafts.models import Draft
from gongkai_site.drafts.tasks import forget_old_drafts
from gongkai_site.people.models import Role, User
from tests.site.annual.written import drafted, town
from tests.site.build import agency, person, signed_in

SITE = Path(gongkai_site.__file__).parent
TYPED = "办结依申请公开十二件，\n均在期限以内。"
OURS = {"HTTP_REFERER": "http://testserver/admin/", "HTTP_ORIGIN": "http://testserver"}


def form_of(path: str, name: str = "") -> str:
    return f"{path}#{name}"


def keep(client: Client, user: User, form: str, base: str = "b1", **fields: str):
    sent = {"draft-form": form, "draft-writer": str(user.pk), "draft-base": base, **fields}
    return client.post(reverse("draft"), sent, **OURS)


@pytest.fixture
def clerk() -> User:
    return person(agency(), Role.CLERK)


def path_of(user: User) -> str:
    return reverse("records:add", args=[user.memberships.get().agency_id, "requests"])


def test_what_is_typed_is_kept_and_comes_back_to_its_writer_alone(clerk: User) -> None:
    path = path_of(clerk)
    browser, colleague = signed_in(clerk), signed_in(person(clerk.memberships.get().agency, Role.CLERK))
    answer = keep(
        browser, clerk, form_of(path), subject=TYPED, revision="4", csrfmiddlewaretoken="x", password="geheim"
    )
    assert answer.status_code == 200 and re.fullmatch(r"\d\d:\d\d", answer.json()["at"])
    assert "no-store" in answer["Cache-Control"]
    [kept] = Draft.objects.all()
    assert (kept.fields, kept.base) == ([["subject", TYPED], ["revision", "4"]], "b1")
    page = browser.get(path).content.decode()
    assert "<pre>办结依申请公开十二件" in page and 'data-base="b1"' in page
    assert json.dumps(TYPED)[1:-1].split("\\n")[0] in page  # for the script that fills it in again
    assert "办结依申请公开" not in colleague.get(path).content.decode()
    assert not Event.objects.exists()


def test_the_next_draft_of_a_form_takes_the_place_of_the_last(clerk: User) -> None:
    browser, path = signed_in(clerk), path_of(clerk)
    for text in ("一", "二"):
        keep(browser, clerk, form_of(path), subject=text)
    keep(browser, clerk, form_of(path, "other"), subject="三")
    assert [each.fields for each in Draft.objects.order_by("pk")] == [[["subject", "二"]], [["subject", "三"]]]


def test_saving_ends_the_draft_and_a_refusal_does_not() -> None:
    where = town()
    written, user = drafted(where), person(where)
    browser, path = signed_in(user), reverse("annual:write", args=[where.pk, 2025, "own"])
    keep(browser, user, form_of(path), **{"text-other": TYPED})
    own = {"draft-form": form_of(path), "draft-writer": str(user.pk), "draft-base": "b1"}
    refused = browser.post(path, own | {"text-other": "长" * 100_001, "revision-other": "0", "was-other": ""})
    assert refused.status_code == 400 and Draft.objects.count() == 1
    page = refused.content.decode()
    assert "data-sent-again" in page and "<pre>办结" not in page and 'name="draft-base" value="b1"' in page
    shown = browser.post(path, own | {"preview": "1", "text-other": TYPED})
    assert shown.status_code == 200 and Draft.objects.count() == 1
    revision = next(each.revision for each in browser.get(path).context["fields"] if each.key == "other")
    saved = browser.post(path, own | {"text-other": TYPED, "revision-other": str(revision), "was-other": ""})
    assert saved.status_code == 302 and not Draft.objects.exists()
    assert written.texts.get(key="other").text == TYPED


def test_a_page_that_leads_on_with_a_complaint_keeps_the_draft() -> None:
    superior = person(agency(), Role.SUPERVISOR)
    browser = signed_in(superior)
    path = reverse("intake:findings", args=[superior.memberships.get().agency_id])
    keep(browser, superior, form_of(path), reason="理由")
    answer = browser.post(path, {"draft-form": form_of(path), "reason": "理由", "stands": "no"})
    assert answer.status_code == 302 and Draft.objects.exists()


def test_who_else_signs_in_in_this_browser_does_not_take_over_the_text(clerk: User) -> None:
    other = person(clerk.memberships.get().agency, Role.CLERK)
    answer = keep(signed_in(other), clerk, form_of(path_of(clerk)), subject=TYPED)
    assert answer.status_code == 409 and not Draft.objects.exists()


@pytest.mark.parametrize(
    ("form", "text"),
    [("/elsewhere/#", "一"), ("/admin/nowhere/#", "一"), ("", "一"), ("/admin/#" + "x" * 300, "一"),
     ("/admin/#", "长" * (LARGEST + 1))],
)  # fmt: skip
def test_no_draft_of_nothing_and_none_without_bounds(clerk: User, form: str, text: str) -> None:
    assert keep(signed_in(clerk), clerk, form, subject=text).status_code == 400
    assert not Draft.objects.exists()


def test_of_many_drafts_the_oldest_go(clerk: User) -> None:
    browser = signed_in(clerk)
    for number in range(MOST + 2):
        keep(browser, clerk, form_of("/admin/", str(number)), a=str(number))
    kept = set(Draft.objects.values_list("form", flat=True))
    assert len(kept) == MOST and form_of("/admin/", "1") not in kept and form_of("/admin/", "2") in kept


def test_a_draft_expires(clerk: User) -> None:
    path, browser = path_of(clerk), signed_in(clerk)
    keep(browser, clerk, form_of(path), subject=TYPED)
    Draft.objects.update(at=timezone.now() - KEPT + dt.timedelta(minutes=5))
    assert forget_old_drafts.func() == 0 and "<pre>办结" in browser.get(path).content.decode()
    Draft.objects.update(at=timezone.now() - KEPT - dt.timedelta(seconds=1))
    assert "<pre>办结" not in browser.get(path).content.decode()
    assert forget_old_drafts.func() == 1 and not Draft.objects.exists()
    assert forget_old_drafts.module_path in DAILY


def test_a_draft_is_given_up_without_a_script(clerk: User) -> None:
    path, browser = path_of(clerk), signed_in(clerk)
    keep(browser, clerk, form_of(path), subject=TYPED)
    answer = browser.post(reverse("draft"), {"draft-form": form_of(path), "draft-forget": "1"})
    assert (answer.status_code, answer["Location"]) == (302, path) and not Draft.objects.exists()
    away = browser.post(reverse("draft"), {"draft-form": "https://evil.example/#", "draft-forget": "1"})
    assert away["Location"] == reverse("workbench")


def sent_without_session(path: str, client: Client, user: User | None = None, **more: str):
    own = {"draft-form": form_of(path), "draft-base": "b1"} | ({"draft-writer": str(user.pk)} if user else {})
    return client.post(path, own | {"subject": TYPED, "revision": "1"} | more, **OURS)


def hidden(page: str, name: str) -> str:
    return unescape(page.split(f'name="{name}" value="')[1].split('"')[0])


def test_a_session_that_expired_does_not_cost_the_text(clerk: User) -> None:
    path, client = path_of(clerk), Client()
    answer = sent_without_session(path, client, clerk)
    page = answer.content.decode()
    assert answer.status_code == 401 and "登录已过期" in page and hidden(page, "next") == path
    assert not Draft.objects.exists()  # nothing of a visitor is kept
    sign_in = {"login": clerk.username, "next": path, "kept": hidden(page, "kept")}
    wrong = client.post(reverse("account_login"), sign_in | {"password": "falsch"})
    assert not Draft.objects.exists()
    sign_in["kept"] = hidden(wrong.content.decode(), "kept")
    right = client.post(reverse("account_login"), sign_in | {"password": "密码-gongkai"})
    assert (right.status_code, right["Location"]) == (302, path)
    shown = client.get(path).content.decode()
    assert "<pre>办结依申请公开十二件" in shown and 'data-base="b1"' in shown


def test_the_text_is_not_given_to_another_who_signs_in(clerk: User) -> None:
    path, client = path_of(clerk), Client()
    kept = hidden(sent_without_session(path, client, clerk).content.decode(), "kept")
    other = person(clerk.memberships.get().agency, Role.CLERK)
    client.post(reverse("account_login"), {"login": other.username, "password": "密码-gongkai", "kept": kept})
    assert not Draft.objects.exists()


def test_who_signed_in_in_another_window_meanwhile_finds_it_too(clerk: User) -> None:
    path, client = path_of(clerk), Client()
    kept = hidden(sent_without_session(path, client, clerk).content.decode(), "kept")
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("account_login"), {"login": clerk.username, "password": "", "kept": kept, "next": path})
    assert Draft.objects.get().writer == clerk


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", "[1, 2]", '["/admin/#", [["a"]]]', '["//evil/#", [["a", "b"]]]', "null"]
)
def test_a_damaged_text_does_not_keep_anybody_from_signing_in(clerk: User, kept: str) -> None:
    sent = {"login": clerk.username, "password": "密码-gongkai", "kept": kept}
    assert Client().post(reverse("account_login"), sent).status_code == 302
    assert not Draft.objects.exists()


def test_what_another_sites_page_sends_is_not_carried_into_the_sign_in() -> None:
    answer = Client().post("/admin/", {"subject": TYPED}, HTTP_ORIGIN="https://evil.example")
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


def test_a_press_without_text_leads_to_the_sign_in_as_before() -> None:
    answer = Client().post("/admin/", {"do": "accept", "revision": "3"}, **OURS)
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


def test_the_browser_learns_its_new_token_and_who_is_signed_in(clerk: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    told = strict.get(reverse("draft")).json()
    assert told["writer"] == str(clerk.pk)
    sent = {"draft-form": "/admin/#", "draft-writer": str(clerk.pk), "a": TYPED}
    assert strict.post(reverse("draft"), sent, **OURS).status_code == 403
    assert strict.post(reverse("draft"), sent | {"csrfmiddlewaretoken": told["token"]}, **OURS).status_code == 200


BRIEF = {
    "annual/report_zeros.html", "fault.html", "filings/links.html", "filings/link/page.html",
    "home/mail_wish.html", "intake/list.html", "people/moving_in.html",
    "redaction/marks.html", "redaction/searching.html", "redaction/upload.html",
}  # fmt: skip
"""Forms in which one chooses, gives a day, draws boxes, or writes a line without an account."""
_FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
_WRITES = re.compile(
    r'<textarea|crispy|type="(?:text|url|date|number)"|{% include "(?!annual/|intake/decision|screening/not_secret)'
)


def test_every_form_in_which_one_writes_keeps_what_is_written() -> None:
    without = set()
    for template in sorted(SITE.rglob("templates/**/*.html")):
        for form in _FORM.findall(template.read_text("utf-8")):
            if _WRITES.search(form) and "{% draft" not in form and 'class="office-filter"' not in form:
                without.add(template.relative_to(SITE).as_posix().partition("templates/")[2])
    assert without == BRIEF


def test_a_part_of_a_page_asked_for_without_a_session_changes_nothing_on_it() -> None:
    htmx = {"HTTP_HX_REQUEST": "true"}
    sent = Client().post("/admin/", {"subject": TYPED}, **OURS, **htmx)
    assert (sent.status_code, sent.content, "HX-Redirect" in sent) == (204, b"", False)
    listed = Client().get("/admin/?a=1", **htmx)
    assert listed.status_code == 204
    assert listed["HX-Redirect"] == f"{reverse('account_login')}?next=/admin/%3Fa%3D1"
