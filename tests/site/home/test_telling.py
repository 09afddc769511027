"""Mails about what waits: to those whose turn it is, each thing once, at once or in the morning, or not at all."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from gongkai_site.annual.actions.review import return_to_draft, review
from gongkai_site.annual.actions.submit import submit
from gongkai_site.audit.models import Event
from gongkai_site.errors import NotAllowed
from gongkai_site.filings.models import Filing
from gongkai_site.home.models import MailWish, Notice, Told
from gongkai_site.home.telling import set_wish, tell
from gongkai_site.people.models import Role
from gongkai_site.policy import PUBLIC, Actor
from tests.site.annual.written import YEAR, drafted, submitted, town
from tests.site.build import county, person, signed_in
from tests.site.filings.build import filed, version

TODAY = dt.date(YEAR + 1, 1, 10)


def reviewer(where, **more):
    return person(where, Role.REVIEWER, email="shenhe@example.gov.cn", **more)


def boxes():
    return [each.to[0] for each in mail.outbox]


def test_whose_turn_it_is_is_told_once():
    where = town()
    user = reviewer(where)
    submitted(where)
    assert tell({where.pk}, TODAY, daily=False) == 1
    (letter,) = mail.outbox
    assert letter.to == [user.email] and "核对清单并审核" in letter.body and str(where) in letter.body
    assert "/signoff/#do-review" in letter.body
    assert tell(None, TODAY, daily=True) == tell({where.pk}, TODAY, daily=False) == 0
    assert Event.objects.filter(action="waiting.tell").count() == 1


def test_what_waits_again_is_told_again():
    where = town()
    user = reviewer(where)
    written = submitted(where)
    tell(None, TODAY, daily=True)
    who = Actor.person(user)
    return_to_draft(who, written, written.revision, "补充")
    submit(who, written, written.revision)
    assert tell(None, TODAY, daily=True) == 1


@pytest.mark.parametrize(
    ("wish", "at_once", "in_the_morning"),
    [("at-once", 1, 0), ("daily", 0, 1), ("never", 0, 0)],
)
def test_each_is_told_when_he_wants(wish, at_once, in_the_morning):
    where = town()
    set_wish(Actor.person(reviewer(where)), wish)
    submitted(where)
    assert tell({where.pk}, TODAY, daily=False) == at_once
    assert tell(None, TODAY, daily=True) == in_the_morning


def test_who_has_no_address_or_no_turn_gets_nothing():
    where = town()
    person(where, Role.REVIEWER)
    person(where, Role.LEADER, email="lingdao@example.gov.cn")
    submitted(where)
    assert tell(None, TODAY, daily=True) == 0 and not Notice.objects.exists()


def test_what_could_not_be_sent_is_tried_again(monkeypatch):
    where = town()
    reviewer(where)
    submitted(where)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("no server")))
    assert tell(None, TODAY, daily=True) == 0
    assert "no server" in Notice.objects.get().problem and not Told.objects.exists()
    monkeypatch.undo()
    assert tell(None, TODAY, daily=True) == 1


def test_a_mail_whose_sender_was_killed_is_sent_by_the_next_and_by_nobody_while_it_may_still_be_on_its_way(monkeypatch):
    where = town()
    reviewer(where)
    submitted(where)
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        tell(None, TODAY, daily=True)
    assert tell(None, TODAY, daily=True) == 0, "it may still be on its way"
    Notice.objects.update(at=timezone.now() - dt.timedelta(minutes=9))
    assert tell(None, TODAY, daily=True) == 0, "it may still be on its way"
    Notice.objects.update(at=timezone.now() - dt.timedelta(minutes=11))
    assert tell(None, TODAY, daily=True) == 1
    assert tell(None, TODAY, daily=True) == 0 and len(mail.outbox) == 1
    assert [each.problem for each in Notice.objects.order_by("pk")] == ["发送时被中断", ""]


def test_an_action_that_makes_it_anothers_turn_tells_him(settings, run_tasks):
    settings.TELLS_BY_MAIL = True
    where = town()
    user = reviewer(where)
    written = drafted(where)
    run_tasks()
    mail.outbox.clear()
    submit(Actor.person(user), written, written.revision, "")
    run_tasks()
    assert boxes() == [user.email]


def test_without_a_mail_server_nothing_is_queued(settings, run_tasks):
    assert settings.TELLS_BY_MAIL is False
    where = town()
    who = Actor.person(reviewer(where))
    written = submitted(where)
    review(who, written, written.revision)
    run_tasks()
    assert mail.outbox == []


def test_one_switches_mail_off_in_ones_account():
    user = reviewer(town())
    browser = signed_in(user)
    assert reverse("mail-wish") in browser.get(reverse("own-account")).content.decode()
    assert browser.post(reverse("mail-wish"), {"when": "never"}).status_code == 302
    assert MailWish.objects.get(user=user).when == "never"
    assert Event.objects.get(action="person.mail-wish").actor_id == user.pk
    assert browser.post(reverse("mail-wish"), {"when": "hourly"}).status_code == 200
    with pytest.raises(NotAllowed):
        set_wish(PUBLIC, "never")


def test_a_mail_names_fifty_things_and_counts_the_others():
    government, towns = county(51)
    person(government, Role.SUPERVISOR, email="jiandu@example.gov.cn")
    for each in towns:
        filed(version(each, YEAR), Filing.State.FILED)
    assert tell({government.pk}, TODAY, daily=True) == 1
    (letter,) = mail.outbox
    assert letter.subject == "有51件事等您办理"
    assert letter.body.count("· ") == 50 and "另有1项" in letter.body
