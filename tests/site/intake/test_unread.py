"""A cell that we could not read: a standing of its own, nothing that the office lacks, to be looked up by a person."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from gongkai_site.agencies.models import Agency
from gongkai_site.errors import InvalidInput, Undecided
from gongkai_site.filings.link_pages import _tables
from gongkai_site.intake.actions import accept, record_verdicts
from gongkai_site.intake.actions.deciding import Decision
from gongkai_site.intake.cells import Figure, cell_states
from gongkai_site.intake.findings import live_findings
from gongkai_site.intake.models import IncomingDocument, Standing, Verdict
from gongkai_site.intake.verified import verified_report
from gongkai_site.people.models import Role, User
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.intake import build as docs
from tests.site.intake.test_pages import _form

UNREAD = [
    f"proactive.{row}.{column}" for row in ("regulations", "normative_documents") for column in ("repealed", "in_force")
]
LOST = UNREAD[0]
SAID = "是本系统没有读出，请对照原文"


@pytest.fixture
def user(county: Agency) -> User:
    return build.person(county, Role.SUPERVISOR)


@pytest.fixture
def document(county: Agency, user: User, township: Agency) -> IncomingDocument:
    """A report whose first block is printed in the columns of the form of 2019."""
    data = docs.html(township.name).decode()
    for ours, theirs in (
        ("本年制发件数", "本年新制作数量"),
        ("本年废止件数", "本年新公开数量"),
        ("现行有效件数", "对外公开总数量"),
    ):
        assert data.count(ours) == 1
        data = data.replace(ours, theirs)
    return docs.dropped(Actor.person(user), county, "报告.html", data.encode())


@pytest.fixture
def browser(user: User) -> Client:
    return build.signed_in(user)


def page_of(browser: Client, document: IncomingDocument, **headers: str) -> str:
    address = reverse("intake:document", args=[document.agency_id, document.pk])
    return " ".join(browser.get(address, **headers).content.decode().split())  # type: ignore[arg-type]


def test_it_stands_apart_from_absent_blank_and_unreadable_and_must_be_looked_at(document: IncomingDocument) -> None:
    states = cell_states(document)
    assert [key for key, state in states.items() if state.read == Figure(Standing.UNREAD)] == UNREAD
    assert all(states[key].is_undecided and str(states[key].read) == "未能读出" for key in UNREAD)
    assert {state.read.standing for key, state in states.items() if key not in UNREAD} == {Standing.NUMBER}


def test_the_office_is_not_said_to_lack_it(document: IncomingDocument) -> None:
    rules = {each.rule for each in live_findings(document, cell_states(document))}
    assert "cells.missing" not in rules and "cells.blank" not in rules


def test_the_page_says_that_it_is_our_limit(browser: Client, document: IncomingDocument) -> None:
    page = page_of(browser, document)
    doubtful = page[page.index('id="doubtful"') : page.index("全部数字")]
    assert doubtful.count(f"<strong>未能读出</strong>（{SAID}") == len(UNREAD)
    assert "不是填报单位漏填" in doubtful
    assert f'id="c-{LOST}" class="unread undecided"' in page
    assert f'<span class="unread">未能读出</span> {SAID}' in page


def test_the_page_says_so_in_english(browser: Client, document: IncomingDocument) -> None:
    page = page_of(browser, document, HTTP_ACCEPT_LANGUAGE="en")
    assert "This system could not read it: compare with the original" in page
    assert "nothing that the agency left out" in page


def test_what_stands_beyond_the_form_is_marked_and_listed_with_its_columns(
    browser: Client, document: IncomingDocument
) -> None:
    page = page_of(browser, document)
    assert len(re.findall(r'<a id="extra-\d" class="view-mark view-extra" href="#beyond-\d">', page)) == 4
    assert '<span id="beyond-1">本年新公开数量 <a href="#extra-1">0</a></span>' in page
    assert page.index("表样以外，原文另印有") < page.index('id="beyond-1"')


def test_a_document_read_before_such_places_were_kept_lists_them_without_links(
    browser: Client, document: IncomingDocument
) -> None:
    del document.sources["extra"]
    document.save()
    assert "<span>本年新公开数量 0</span>" in page_of(browser, document)


def test_it_cannot_be_confirmed_as_it_is(browser: Client, document: IncomingDocument) -> None:
    address = reverse("intake:document", args=[document.agency_id, document.pk])
    answer = browser.post(address, _form(browser, document) | {f"ok-{LOST}": "on"})
    assert answer.status_code == 400
    assert "不能就此确认" in answer.content.decode()
    assert not Verdict.objects.exists()


def test_nothing_can_be_turned_into_unread(browser: Client, document: IncomingDocument) -> None:
    sent = _form(browser, document) | {"v-requests.received.total": "未能读出"}
    answer = browser.post(reverse("intake:document", args=[document.agency_id, document.pk]), sent)
    assert answer.status_code == 400
    with pytest.raises(InvalidInput, match="请对照原文"):
        record_verdicts(
            Actor.person(document.by), document, {LOST: Decision(Figure(Standing.UNREAD))}, revision=document.revision
        )


@pytest.mark.parametrize(
    ("typed", "how"), [("4", "read"), ("空白", "blank"), ("无此格", "missing"), ("无法辨认", "repaired")]
)
def test_what_a_person_finds_in_the_original_takes_its_place(
    browser: Client, document: IncomingDocument, typed: str, how: str
) -> None:
    address = reverse("intake:document", args=[document.agency_id, document.pk])
    assert browser.post(address, _form(browser, document) | {f"v-{LOST}": typed}).status_code == 302
    states = cell_states(document)
    assert verified_report(document, states).provenance[LOST].how == how
    assert states[LOST].read_then == Figure(Standing.UNREAD) and not states[LOST].is_undecided


def test_it_is_not_accepted_before_everything_was_looked_up(document: IncomingDocument) -> None:
    with pytest.raises(Undecided, match=f"还有{len(UNREAD)}处"):
        accept(Actor.person(document.by), document, revision=document.revision)


def test_the_office_that_filed_it_by_a_link_is_not_told_that_it_left_it_blank(document: IncomingDocument) -> None:
    shown = "".join(_tables(verified_report(document, cell_states(document))))
    assert shown.count("未能读出") == len(UNREAD)
    assert "空白" not in shown


def test_verdicts_given_before_know_afterwards_what_had_been_read(document: IncomingDocument) -> None:
    actor = Actor.person(document.by)
    record_verdicts(
        actor, document, {key: Decision(Figure(Standing.BLANK)) for key in UNREAD}, revision=document.revision
    )
    Verdict.objects.update(read_standing=Standing.UNREADABLE)
    assert cell_states(document)[LOST].read_changed
    import_module("gongkai_site.intake.migrations.0004_unread").name_unread(apps, None)
    assert not any(state.read_changed for state in cell_states(document).values())
