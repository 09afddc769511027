"""提交审核 by the clerk, 审核 by somebody else where there is somebody, and the leader's approval on screen."""

import pytest

from gongkai_site.annual.actions.correct import open_correction
from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.review import return_to_draft, review
from gongkai_site.annual.actions.signoff import sign_on_screen
from gongkai_site.annual.actions.submit import recall, submit
from gongkai_site.annual.actions.texts import save_text
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, NotAllowed, WrongState
from gongkai_site.people.models import Membership, Role
from gongkai_site.policy import Actor
from tests.site.annual.test_signoff_pages import _do, _url
from tests.site.annual.written import drafted, locked, reviewed, submitted, town
from tests.site.build import actor, person, signed_in


def both(where):
    """One person who is clerk and reviewer."""
    user = person(where)
    Membership.objects.create(user=user, agency=where, role=Role.REVIEWER, since=user.memberships.get().since)
    return Actor.person(user)


def test_what_is_submitted_waits_with_its_note_and_is_not_written_on():
    where = town()
    clerk = actor(where)
    written = drafted(where, clerk)
    submit(clerk, written, written.revision, "第三部分已与法制科核对")
    assert (written.state, written.submitted_by, written.submitted_note) == (
        State.SUBMITTED, clerk.user, "第三部分已与法制科核对",
    )  # fmt: skip
    assert written.state_since is not None
    assert Event.objects.get(action="report.submit").reason == "第三部分已与法制科核对"
    with pytest.raises(WrongState):
        save_text(clerk, written, "problems", "改一句。", 1)
    recall(clerk, written, written.revision)
    save_text(clerk, written, "problems", "改一句。", 1)


def test_nobody_submits_what_somebody_else_changed_meanwhile():
    where = town()
    written = drafted(where)
    seen = written.revision
    save_text(actor(where), written, "problems", "改一句。", 1)
    with pytest.raises(EditedMeanwhile):
        submit(actor(where), written, seen)


def test_nobody_reviews_what_he_alone_wrote_where_another_reviewer_is():
    where = town()
    alone = both(where)
    written = submitted(where, alone)
    other = actor(where, Role.REVIEWER)
    with pytest.raises(NotAllowed, match="由您一人编写"):
        review(alone, written, written.revision)
    page = signed_in(alone.user).get(_url(written)).content.decode()
    assert f"须由{other.name}（审核人）审核" in page and 'value="review"' not in page
    review(other, written, written.revision)
    assert written.reviewed_by == other.user


def test_who_is_the_only_reviewer_reviews_his_own_work():
    where = town()
    alone = both(where)
    written = drafted(where, alone)
    browser = signed_in(alone.user)
    seen = browser.get(_url(written)).context["ready"].sha256
    assert _do(browser, written, "submit-review", seen=seen).status_code == 302
    written.refresh_from_db()
    assert (written.state, written.submitted_by, written.reviewed_by) == (State.REVIEWED, alone.user, alone.user)


def test_two_hands_are_not_one():
    where = town()
    alone, other = both(where), actor(where, Role.REVIEWER)
    written = drafted(where, alone)
    save_text(other, written, "problems", "由另一人补充。", 1)
    written.refresh_from_db()
    submit(alone, written, written.revision)
    review(alone, written, written.revision)
    assert written.state == State.REVIEWED


def test_of_a_correction_only_its_own_hands_count():
    version = locked(town())
    where, written = version.report.agency, version.report
    alone = both(where)
    written.refresh_from_db()
    open_correction(alone, written, written.revision, "更正第五部分")
    submit(alone, written, written.revision)
    with pytest.raises(NotAllowed):
        review(alone, written, written.revision)


def test_submitting_and_passing_at_once_leaves_nothing_half_done():
    where = town()
    reviewer = person(where, Role.REVIEWER)
    written = drafted(where)
    assert _do(signed_in(reviewer), written, "submit-review", seen="another content").status_code == 409
    written.refresh_from_db()
    assert written.state == State.DRAFT and not Event.objects.filter(action="report.submit").exists()


def test_the_leader_approves_on_screen_what_he_saw_and_it_is_recorded_so():
    where = town()
    written, leader = reviewed(where), actor(where, Role.LEADER)
    with pytest.raises(EditedMeanwhile):
        sign_on_screen(leader, written, written.revision, seen="another content")
    sign_on_screen(leader, written, written.revision, seen=written.reviewed_sha256)
    assert (written.state, written.signed_by, written.signed_on_screen, written.signed_scan.name) == (
        State.SIGNED_OFF, leader.name, True, "",
    )  # fmt: skip
    version = lock(leader, written, written.revision)
    assert version.signed_on_screen and version.signed_by == leader.name
    told = Event.objects.get(action="report.lock", object_type="annual.version").after
    assert '"signed_on_screen": true' in told


def test_an_approval_on_screen_does_not_outlive_a_return():
    where = town()
    written, leader = reviewed(where), actor(where, Role.LEADER)
    sign_on_screen(leader, written, written.revision, seen=written.reviewed_sha256)
    return_to_draft(leader, written, written.revision, "补充整改情况")
    written.refresh_from_db()
    assert (written.state, written.signed_on_screen, written.signed_by) == (State.DRAFT, False, "")


def test_the_leader_signs_and_locks_in_the_browser():
    where = town()
    written, browser = reviewed(where), signed_in(person(where, Role.LEADER))
    page = browser.get(_url(written))
    assert _do(browser, written, "approve-lock", seen=page.context["ready"].sha256).status_code == 302
    written.refresh_from_db()
    assert written.state == State.LOCKED
    assert "系统内签发" in browser.get(_url(written, "versions")).content.decode()
    assert AnnualReport.objects.get().signed_on_screen
