"""Who has filed and who has not; reminders by click and by themselves."""

import datetime as dt

import pytest
from django.core.management import call_command

from gongkai_site.agencies.models import Kind
from gongkai_site.errors import NotAllowed, WrongState
from gongkai_site.filings.actions import remind
from gongkai_site.filings.automatic import remind_all
from gongkai_site.filings.letters import Schedule, schedule_on
from gongkai_site.filings.models import Filing, Reminder
from gongkai_site.filings.overview import Stand, overview, totals
from gongkai_site.filings.tasks import remind_due, send_letter
from gongkai_site.people.models import Role
from tests.site.build import actor, agency, county, due_by, person
from tests.site.filings.build import YEAR, filed, supervisor, version

State = Filing.State
DUE = dt.date(YEAR + 1, 1, 20)


@pytest.fixture
def government():
    made, _ = county(5)
    due_by(made, DUE)
    return made


def towns(government):
    return list(government.subordinates.order_by("pk"))


def test_every_agency_has_its_standing_and_the_totals_count_them(government):
    missing, waiting, back, accepted, late = towns(government)
    filed(version(waiting, findings=("error", "warning", "warning")), State.FILED, filed_on=DUE)
    filed(version(back), State.RETURNED, slip="重报")
    filed(version(accepted), State.ACCEPTED)
    filed(version(late), State.FILED, filed_on=DUE + dt.timedelta(1), way=Filing.Way.PAPER)
    standings = {each.agency: each for each in overview(government, YEAR, DUE + dt.timedelta(2))}
    assert {agency: (each.stand, each.late) for agency, each in standings.items()} == {
        missing: (Stand.MISSING, True),
        waiting: (Stand.FILED, False),
        back: (Stand.RETURNED, True),
        accepted: (Stand.ACCEPTED, False),
        late: (Stand.FILED, True),
    }
    assert (standings[waiting].errors, standings[waiting].warnings, standings[waiting].due) == (1, 2, DUE)
    assert totals(standings.values()) == {
        "all": 5, "missing": 1, "filed": 2, "returned": 1, "accepted": 1, "late": 3, "errors": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("day", "late"), [(DUE, False), (DUE + dt.timedelta(1), True)])
def test_who_has_not_filed_is_late_from_the_day_after_the_date(government, day, late):
    assert {each.late for each in overview(government, YEAR, day)} == {late}


def test_without_a_date_nobody_is_late():
    government, _ = county(1)
    assert [(each.due, each.late) for each in overview(government, YEAR, dt.date(2030, 1, 1))] == [(None, False)]


def test_a_newer_filing_takes_the_place_of_a_returned_one(government):
    town = towns(government)[0]
    filed(version(town), State.RETURNED)
    newer = filed(version(town), State.FILED)
    assert next(each for each in overview(government, YEAR) if each.agency == town).filing == newer


def test_those_merged_owe_nothing_and_those_who_owe_a_copy_are_marked(government):
    gone = towns(government)[0]
    gone.abolished_on, gone.successor = dt.date(YEAR, 7, 1), towns(government)[1]
    gone.save()
    line = agency("海州市税务局", kind=Kind.DEPARTMENT)
    tax = agency("安平县税务局", line, Kind.DEPARTMENT, vertical=True, local_government=government)
    standings = overview(government, YEAR)
    assert gone not in [each.agency for each in standings]
    assert [(each.agency, each.copy) for each in standings if each.copy] == [(tax, True)]


def test_three_hundred_agencies_take_a_handful_of_queries(django_assert_max_num_queries):
    government, many = county(300)
    for town in many[::2]:
        filed(version(town))
    with django_assert_max_num_queries(6):
        assert totals(overview(government, YEAR))["accepted"] == 150


def test_a_supervisor_reminds_the_agency_and_its_clerks_by_mail(government, run_tasks, mailoutbox):
    town = towns(government)[0]
    town.email = "town@example.cn"
    town.save()
    person(town, Role.CLERK, email="clerk@example.cn")
    person(town, Role.LEADER, email="leader@example.cn")
    made = remind(supervisor(government), town, YEAR)
    assert not made.sent and not mailoutbox
    run_tasks()
    (mail,) = mailoutbox
    assert mail.to == ["town@example.cn", "clerk@example.cn"]
    assert f"{town}：" in mail.body and "报送期限为2025年1月20日" in mail.body and str(government) in mail.body
    made.refresh_from_db()
    assert made.sent and not made.problem
    assert overview(government, YEAR)[0].reminded is not None


def test_a_failing_mail_server_is_said_and_breaks_nothing(government, run_tasks, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    town = towns(government)[0]
    town.email = "town@example.cn"
    town.save()
    made = remind(supervisor(government), town, YEAR)
    run_tasks()
    made.refresh_from_db()
    assert not made.sent and made.problem.startswith("邮件没有发出")


def test_an_agency_without_any_address_is_said_at_once(government):
    made = remind(supervisor(government), towns(government)[0], YEAR)
    assert "没有填电子邮箱" in made.problem
    send_letter.call(made.pk)
    made.refresh_from_db()
    assert not made.sent


def test_only_the_superior_reminds_and_only_who_owes(government):
    town = towns(government)[0]
    with pytest.raises(NotAllowed):
        remind(actor(government, Role.CLERK), town, YEAR)
    other, _ = county(0, "乐平县")
    with pytest.raises(WrongState):
        remind(supervisor(other), town, YEAR, other)
    filed(version(town), State.FILED)
    with pytest.raises(WrongState, match="已经报送"):
        remind(supervisor(government), town, YEAR)
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("left", "stage"),
    [(16, None), (15, 15), (13, 15), (12, None), (8, None), (7, 7), (1, 1), (0, 1), (-1, -1), (-7, -7), (-10, None)],
)
def test_reminders_go_out_on_their_days_and_are_made_up_for_shortly_after(left, stage):
    assert Schedule((15, 7, 3, 1, -1, -7), 2).stage(left) == stage


def test_the_schedule_is_dated_data():
    assert schedule_on(dt.date(2019, 1, 31)).days == ()
    assert 7 in schedule_on(dt.date(2025, 1, 31)).days


def test_reminders_go_out_by_themselves_once_a_stage_to_those_who_owe(government):
    done = towns(government)[0]
    filed(version(done))
    assert remind_all(DUE - dt.timedelta(7)) == 4
    assert remind_all(DUE - dt.timedelta(7)) == 0
    assert remind_all(DUE - dt.timedelta(6)) == 0, "the same stage, caught up with"
    assert remind_all(DUE - dt.timedelta(3)) == 4
    assert not Reminder.objects.filter(agency=done).exists()
    assert set(Reminder.objects.values_list("automatic", "days_before")) == {(True, 7), (True, 3)}


def test_the_daily_task_and_the_command_do_the_same(government, capsys):
    day = (DUE - dt.timedelta(1)).isoformat()
    assert remind_due.call(day) == 5
    call_command("remind_due", today=dt.date.fromisoformat(day))
    assert "已催报0个单位" in capsys.readouterr().out
