"""Blank is not a report: an untouched form is never handed up nor summed, blank cells only with the sender's word."""

from dataclasses import replace

import pytest
from django.urls import reverse

from gongkai.forms import get_form
from gongkai.report import Provenance
from gongkai_site.annual.models import Origin, Scope, Version
from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, ReasonRequired, WrongState
from gongkai_site.filings.actions import (
    accept_filing,
    file_on_paper,
    hand_up,
    hand_up_by_link,
    make_link,
    return_filing,
    state_blanks,
)
from gongkai_site.filings.blanks import NOTHING, UNSTATED, blank_cells, says_nothing
from gongkai_site.filings.consolidation.choose import choose
from gongkai_site.filings.models import Filing, FilingLink
from gongkai_site.people.models import Role
from tests.site.build import actor, county, person, signed_in
from tests.site.filings.build import FEES, RECEIVED, YEAR, content, filed, real_towns, supervisor, version
from tests.site.filings.test_link_pages import BALANCED, confirm, upload

FORM = get_form("2021")
REQUESTS = [key for key in FORM.keys if key.startswith("requests.")]
BLANK = Provenance("blank")


def without(report, keys):
    """The report with these cells blank."""
    return replace(
        report,
        cells={**report.cells, **dict.fromkeys(keys)},
        provenance={**report.provenance, **dict.fromkeys(keys, BLANK)},
    )


@pytest.fixture
def town():
    return real_towns()[0]


@pytest.fixture
def token(town):
    return make_link(supervisor(town.superior), town, YEAR).token


@pytest.mark.parametrize("keys", [list(FORM.keys), REQUESTS], ids=["untouched", "nothing of the requests"])
def test_a_form_without_figures_of_the_requests_is_an_error_to_the_sender(town, token, run_tasks, keys):
    client, page = upload(token, without(content(town, proactive__fees__amount=3), keys), run_tasks)
    if page.context.get("ready"):
        text = page.content.decode()
        assert "一个数字也没有" in text and "确认报送</button>" not in text
        refused = confirm(client, page, token, blank_is_none="1")
        assert refused.status_code == 400 and "空白不等于0" in refused.content.decode()
    assert not Filing.objects.exists() and not Version.objects.exists()


@pytest.mark.parametrize("key", [RECEIVED, "requests.carried_in.total", "requests.granted.business"])
def test_one_figure_of_what_was_received_carried_over_or_concluded_is_something(key):
    assert says_nothing(FORM, dict.fromkeys(FORM.keys)) and says_nothing(FORM, {FEES: 3})
    assert not says_nothing(FORM, {key: 0})


def test_blank_cells_are_handed_up_only_with_the_senders_word_and_stay_blank(town, token, run_tasks):
    client, page = upload(token, without(content(town, **BALANCED), [FEES]), run_tasks)
    assert "空白的1格都是没有" in page.content.decode()
    refused = confirm(client, page, token)
    assert refused.status_code == 400 and "1格空白" in refused.content.decode()
    assert not Filing.objects.exists() and FilingLink.objects.get().used_at is None
    confirm(client, page, token, blank_is_none="1")
    filing = Filing.objects.get()
    assert (filing.blanks, filing.blank_is_none, filing.version.cells[FEES]) == (1, True, None)
    assert filing.version.content["provenance"][FEES]["how"] == "blank"
    [event] = Event.objects.filter(action="filing.hand-up", object_type="filings.filing")
    assert '"blank_is_none": true' in event.after


def test_a_link_never_replaces_what_the_agencys_own_people_signed(town, token, run_tasks):
    signed = version(town, origin=Origin.COMPILED)
    _, page = upload(token, content(town, **BALANCED), run_tasks)
    assert "已经签发（第1版）" in page.content.decode() and "确认报送</button>" not in page.content.decode()
    with pytest.raises(WrongState, match="已经签发"):
        hand_up_by_link(FilingLink.objects.get(), page.context["document"])
    assert list(Version.objects.all()) == [signed] and not Filing.objects.exists()


@pytest.mark.parametrize(
    ("origin", "more", "signed"),
    [(Origin.DOCUMENT, {}, False), (Origin.DOCUMENT, {"signed_by": "王某"}, True), (Origin.COMPILED, {}, True),
     (Origin.DOCUMENT, {"signed_scan": "signed/a.pdf"}, True)],
)  # fmt: skip
def test_what_came_by_a_link_before_may_be_replaced_by_one(town, run_tasks, origin, more, signed):
    first = version(town, origin=origin)
    Version.objects.filter(pk=first.pk).update(**more)
    filing = filed(first, Filing.State.FILED)
    return_filing(supervisor(town.superior), filing, "请补充", filing.revision)
    token = make_link(supervisor(town.superior), town, YEAR).token
    client, page = upload(token, content(town, **BALANCED), run_tasks)
    confirm(client, page, token)
    assert Version.objects.count() == (1 if signed else 2)


def test_a_document_with_blanks_is_summed_only_once_the_word_is_put_down():
    government, [town, _] = county()
    who = supervisor(government)
    made = version(town, origin=Origin.DOCUMENT, report=without(content(town, **BALANCED), [FEES]))
    filing = file_on_paper(who, made)
    assert (filing.blanks, filing.blank_is_none, filing.lacks_word) == (1, False, True)
    with pytest.raises(ReasonRequired, match="没有说明空白即为无"):
        accept_filing(who, filing, filing.revision)
    filing.refresh_from_db()
    accept_filing(who, filing, filing.revision, "已核对其他数字")
    part = next(each for each in choose(government, YEAR) if each.agency_id == town.pk)
    assert (part.version_id, part.reason) == (None, UNSTATED)
    filing.refresh_from_db()
    with pytest.raises(ReasonRequired):
        state_blanks(who, filing, filing.revision, " ")
    filing.refresh_from_db()
    state_blanks(who, filing, filing.revision, "1月8日电话核实，经办人张某")
    part = next(each for each in choose(government, YEAR) if each.agency_id == town.pk)
    assert part.version_id == made.pk
    assert Event.objects.filter(action="filing.blank-is-none", sealed__reason__contains="电话核实").exists()
    filing.refresh_from_db()
    with pytest.raises(WrongState):
        state_blanks(who, filing, filing.revision, "再说一次")


def test_blanks_of_a_compiled_report_have_their_reason_already():
    _, [town, _] = county()
    made = version(town, report=without(content(town, **BALANCED), [FEES]))
    filing = hand_up(actor(town, Role.CLERK), made)
    assert (filing.blanks, filing.lacks_word) == (0, False)


@pytest.mark.parametrize("origin", [Origin.COMPILED, Origin.DOCUMENT])
def test_a_version_that_says_nothing_is_neither_handed_up_nor_filed_nor_accepted_nor_summed(origin):
    government, [town, _] = county()
    made = version(town, origin=origin, report=without(content(town), REQUESTS))
    for attempt in (
        lambda: hand_up(actor(town, Role.CLERK), made, blank_is_none=True),
        lambda: file_on_paper(supervisor(government), made),
    ):
        with pytest.raises(InvalidInput, match="一个数字也没有"):
            attempt()
    filing = filed(made, Filing.State.FILED)
    assert filing.empty
    with pytest.raises(WrongState, match="一个数字也没有"):
        accept_filing(supervisor(government), filing, filing.revision, "理由")
    Filing.objects.update(state=Filing.State.ACCEPTED, blank_is_none=True)
    part = next(each for each in choose(government, YEAR) if each.agency_id == town.pk)
    assert (part.version_id, part.reason) == (None, NOTHING)


def test_an_area_report_that_says_nothing_does_not_hide_the_own_one():
    government, [town, _] = county()
    own = version(town, report=content(town, **BALANCED))
    filed(own)
    filed(version(town, scope=Scope.AREA, origin=Origin.CONSOLIDATED, report=without(content(town), REQUESTS)))
    part = next(each for each in choose(government, YEAR) if each.agency_id == town.pk)
    assert part.version_id == own.pk


DOUBTS = [
    ({"findings": ("error",)}, "1处差错"),
    ({"findings": ("warning",)}, "1处待核实"),
    ({"findings": ("info",)}, ""),
]


@pytest.mark.parametrize(("more", "told"), DOUBTS)
def test_accepting_with_doubts_needs_a_reason(more, told):
    government, [town, _] = county()
    filing = filed(version(town, **more), Filing.State.FILED)
    who = supervisor(government)
    if told:
        with pytest.raises(ReasonRequired, match=told):
            accept_filing(who, filing, filing.revision)
        filing.refresh_from_db()
        accept_filing(who, filing, filing.revision, "已向报送单位核实")
    else:
        accept_filing(who, filing, filing.revision)
    filing.refresh_from_db()
    assert filing.state == Filing.State.ACCEPTED


def test_the_page_puts_the_word_down_and_says_what_lacks_it():
    government, [town, _] = county()
    filing = filed(
        version(town, origin=Origin.DOCUMENT, report=without(content(town, **BALANCED), [FEES])), Filing.State.FILED
    )
    client = signed_in(person(government, Role.SUPERVISOR))
    address = reverse("filings:filing", args=[filing.pk])
    text = client.get(address).content.decode()
    assert "没有说明空白即为无，不计入汇总" in text and "问明报送单位" in text
    sent = {"decision": "blanks", "revision": str(filing.revision), "reason": "电话核实"}
    text = client.post(address, sent, follow=True).content.decode()
    assert "报送单位说明空白即为无" in text and 'value="blanks"' not in text


def test_only_cells_that_stand_in_the_document_are_blank():
    data = {"cells": {"a": None, "b": None, "c": 0}, "provenance": {"a": {"how": "blank"}, "b": {"how": "missing"}}}
    assert blank_cells(data) == ["a"]
