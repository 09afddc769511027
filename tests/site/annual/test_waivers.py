"""A report's text is screened before its review: a hit blocks until mended, masked, or waived by somebody else."""

import pytest
from django.urls import reverse

from gongkai_site.annual.actions.review import review
from gongkai_site.annual.actions.submit import submit
from gongkai_site.annual.actions.texts import save_text
from gongkai_site.annual.actions.waive import ask_waiver, waive, withdraw_waiver
from gongkai_site.annual.models import State, Waiver
from gongkai_site.annual.readiness import readiness
from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, NotAllowed, NotReady, ReasonRequired
from gongkai_site.home.waiting import turns_of
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.screening.build import identity
from tests.site.annual.written import drafted, town
from tests.site.build import actor, person, signed_in

TEXT = f"联系人张三，身份证号{identity()}。"


@pytest.fixture
def where():
    return town()


@pytest.fixture
def clerk(where):
    return actor(where)


@pytest.fixture
def written(where, clerk):
    made = drafted(where, clerk)
    save_text(clerk, made, "problems", TEXT, made.texts.get(key="problems").revision)
    made.refresh_from_db()
    return made


def hits(report):
    return readiness(report).screened.hits


def test_a_hit_blocks_the_submission_and_the_number_is_nowhere_in_clear(written, clerk):
    [hit] = hits(written)
    assert (hit.hit.kind, hit.place[:3], identity() in hit.words) == ("identity-number", "第五部", False)
    with pytest.raises(NotReady, match="1处筛查发现"):
        submit(clerk, written, written.revision, "说明")
    page = signed_in(clerk.user).get(reverse("annual:screening", args=[written.agency_id, 2025, "own"]))
    text = page.content.decode()
    assert 'id="m1"' in text and 'href="#h1"' in text and 'id="h1"' in text
    assert identity() not in text and "320813********1238" in text and "个人信息保护法" in text


def test_masked_or_mended_it_goes_on(written, clerk):
    save_text(clerk, written, "problems", TEXT.replace(identity(), "320813********1238"),
              written.texts.get(key="problems").revision)  # fmt: skip
    assert hits(written) == ()
    written.refresh_from_db()
    submit(clerk, written, written.revision, "说明")
    assert written.state == State.SUBMITTED


def test_somebody_else_waives_it_with_a_reason_and_the_log_says_so(where, written, clerk):
    [hit] = hits(written)
    reviewer = actor(where, Role.REVIEWER)
    with pytest.raises(ReasonRequired):
        waive(reviewer, written, hit.fingerprint, "")
    waive(reviewer, written, hit.fingerprint, "本人书面同意公开")
    [hit] = hits(written)
    assert not hit.blocks and hit.waiver.by == reviewer.user
    event = Event.objects.get(action="report.waive")
    assert event.reason == "本人书面同意公开" and identity() not in event.after
    submit(clerk, written, written.revision, "说明")
    assert written.state == State.SUBMITTED


def test_who_had_a_hand_in_the_text_does_not_waive_it(where, written):
    reviewer = actor(where, Role.REVIEWER)
    save_text(reviewer, written, "other", "没有其他事项。", written.texts.get(key="other").revision)
    [hit] = hits(written)
    with pytest.raises(NotAllowed, match="参与了编写"):
        waive(reviewer, written, hit.fingerprint, "可以公开")
    assert not Waiver.objects.exists()


def test_a_clerk_waives_nothing_and_asks_a_reviewer_who_is_told(where, written, clerk):
    [hit] = hits(written)
    with pytest.raises(NotAllowed):
        waive(actor(where), written, hit.fingerprint, "可以公开")
    reviewer = person(where, Role.REVIEWER)
    ask_waiver(clerk, written, hit.fingerprint, "本人已同意")
    with pytest.raises(NotReady):
        submit(clerk, written, written.revision, "说明")
    assert Event.objects.get(action="report.ask-waiver").reason == "本人已同意"
    turn = [
        each
        for each in turns_of(Actor.person(reviewer), written.created_at.date())
        if each.waiting.kind == "report.waive"
    ]
    assert [(each.mine, each.waiting.why) for each in turn] == [(True, "本人已同意")]


def test_a_waiver_holds_for_this_very_paragraph(where, written, clerk):
    waive(actor(where, Role.REVIEWER), written, hits(written)[0].fingerprint, "可以公开")
    save_text(clerk, written, "problems", TEXT + "又补一句。", written.texts.get(key="problems").revision)
    assert [each.blocks for each in hits(written)] == [True]


def test_a_waiver_is_taken_back_and_the_review_then_refuses(where, written, clerk):
    reviewer = actor(where, Role.REVIEWER)
    fingerprint = hits(written)[0].fingerprint
    waive(reviewer, written, fingerprint, "可以公开")
    submit(clerk, written, written.revision, "说明")
    withdraw_waiver(reviewer, written, fingerprint, "又有异议")
    with pytest.raises(NotReady, match="筛查"):
        review(reviewer, written, written.revision)
    waive(reviewer, written, fingerprint, "核实后可以公开")
    assert Waiver.objects.filter(withdrawn=True).count() == 1


def test_a_marking_asks_for_who_reviews_secrecy(where, written, clerk):
    save_text(clerk, written, "problems", "内部资料\n\n存在的问题。", written.texts.get(key="problems").revision)
    [hit] = hits(written)
    leader, officer = actor(where, Role.LEADER), actor(where, Role.REVIEWER)
    officer.user.memberships.get().assignments.create(function="secrecy-review", since="2020-01-01")
    with pytest.raises(NotAllowed):
        waive(leader, written, hit.fingerprint, "可以")
    waive(officer, written, hit.fingerprint, "不是标志")
    assert hits(written)[0].waiver.is_granted


def test_what_is_not_in_the_text_is_not_waived(where, written):
    with pytest.raises(InvalidInput):
        waive(actor(where, Role.REVIEWER), written, "0" * 64, "可以")


def test_the_page_takes_both_forms(where, written, clerk):
    address = reverse("annual:screening", args=[where.pk, 2025, "own"])
    fingerprint = hits(written)[0].fingerprint
    asked = signed_in(clerk.user).post(address, {"do": "ask", "fingerprint": fingerprint, "reason": "已同意"})
    assert asked.status_code == 302
    reviewer = signed_in(person(where, Role.REVIEWER))
    page = reviewer.get(address).content.decode()
    assert "已同意" in page and 'value="waive"' in page and 'value="ask"' not in page
    assert reviewer.post(address, {"do": "waive", "fingerprint": fingerprint, "reason": " "}).status_code == 400
    assert reviewer.post(address, {"do": "waive", "fingerprint": fingerprint, "reason": "可以"}).status_code == 302
    assert "同意保留：可以" in reviewer.get(address).content.decode()
