"""Handing up, returning, accepting: what each does, refuses and writes into the log."""

import datetime as dt

import pytest
from django.utils import timezone

from gongkai_site.agencies.models import Kind
from gongkai_site.annual.models import Scope
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed, ReasonRequired, WrongState, WrongYear
from gongkai_site.filings.actions import accept_filing, choose_members, file_on_paper, hand_up, remind, return_filing
from gongkai_site.filings.consolidation.area import area_of
from gongkai_site.filings.models import Filing, Reminder
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site.build import actor, agency, county, person
from tests.site.filings.build import RECEIVED, YEAR, content, filed, link, supervisor, version

State, Way = Filing.State, Filing.Way


@pytest.fixture
def town():
    return county(1)[1][0]


def test_a_clerk_hands_the_locked_version_up_to_the_superior(town):
    made = version(town, findings=("error", "warning", "not run"))
    filing = hand_up(actor(town), made)
    assert (filing.superior, filing.state, filing.way, filing.copy) == (town.superior, State.FILED, Way.SITE, False)
    assert (filing.errors, filing.warnings, filing.filed_on) == (1, 1, timezone.localdate())
    assert Event.objects.filter(action="filing.hand-up", object_id=str(filing.pk), agency_id=town.pk).count() == 1


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPERVISOR])
def test_others_do_not_hand_up(town, role):
    with pytest.raises(NotAllowed):
        hand_up(actor(town, role), version(town))
    with pytest.raises(NotAllowed):
        hand_up(actor(agency(superior=town.superior)), version(town))
    assert not Filing.objects.exists()


def test_a_township_hands_up_to_its_superior_for_disclosure_not_to_its_division():
    district, _ = county(0)
    committee = agency("高新区管理委员会", kind=Kind.COMMITTEE)
    town = agency("白马镇人民政府", committee, local_government=district)
    assert hand_up(actor(town), version(town)).superior == committee
    assert Filing.objects.count() == 1


def test_a_vertical_department_gives_the_local_government_a_copy_which_a_newer_version_replaces():
    government, _ = county(0)
    line = agency("海州市税务局", kind=Kind.DEPARTMENT)
    tax = agency("安平县税务局", line, Kind.DEPARTMENT, vertical=True, local_government=government)
    clerk = actor(tax)
    filing = hand_up(clerk, version(tax))
    assert [(each.superior, each.copy) for each in Filing.objects.order_by("pk")] == [(line, False), (government, True)]
    return_filing(supervisor(line), filing, "重报", 1)
    hand_up(clerk, version(tax))
    copies = Filing.objects.filter(superior=government).order_by("pk")
    assert [each.state for each in copies] == [State.REPLACED, State.FILED]


def test_the_file_of_a_wrong_year_is_refused(town):
    wrong = version(town, report=content(town, YEAR - 1))
    with pytest.raises(WrongYear, match="报告正文是2023年度的，却要作为2024年度的报告报送"):
        hand_up(actor(town), wrong)


def test_a_link_for_one_year_hands_up_no_other(town):
    with pytest.raises(NotAllowed):
        hand_up(Actor.holder(link(town, YEAR + 1)), version(town), way=Way.LINK)
    assert hand_up(Actor.holder(link(town)), version(town), way=Way.LINK).way == Way.LINK


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"abolished_on": dt.date(YEAR, 7, 1)}, "不报送这一年度"),
        ({"established_on": dt.date(YEAR + 1, 2, 1)}, "不报送这一年度"),
        ({"superior": None}, "没有设政府信息公开上级"),
    ],
)
def test_who_owes_no_report_hands_none_up(town, change, match):
    made = version(town)
    for name, value in change.items():
        setattr(town, name, value)
    town.save()
    made.report.agency = town
    with pytest.raises((WrongYear, WrongState), match=match):
        hand_up(actor(town), made)


def test_an_areas_report_is_only_handed_up_where_there_is_an_area(town):
    with pytest.raises(WrongYear, match="没有下级单位"):
        hand_up(actor(town), version(town, scope=Scope.AREA))


def test_an_outdated_version_is_refused(town):
    old, _ = version(town), version(town)
    with pytest.raises(WrongState, match="已有更新的第2版"):
        hand_up(actor(town), old)


def test_a_newer_version_is_filed_only_after_the_earlier_one_came_back(town):
    clerk, boss = actor(town), supervisor(town.superior)
    first = hand_up(clerk, version(town))
    newer = version(town)
    with pytest.raises(WrongState, match="先联系"):
        hand_up(clerk, newer)
    return_filing(boss, first, "第三部分合计不符", 1)
    second = hand_up(clerk, newer)
    accept_filing(boss, second, 1)
    assert list(Filing.objects.order_by("pk").values_list("state", flat=True)) == [State.RETURNED, State.ACCEPTED]


def test_returning_needs_words_and_tells_the_agency(town, run_tasks, mailoutbox):
    town.email = "town@example.cn"
    town.save()
    filing = filed(version(town), State.FILED)
    with pytest.raises(ReasonRequired):
        return_filing(supervisor(town.superior), filing, "  ", 1)
    return_filing(supervisor(town.superior), filing, "第三部分合计不符", 1)
    filing.refresh_from_db()
    assert (filing.state, filing.slip) == (State.RETURNED, "第三部分合计不符")
    run_tasks()
    (mail,) = mailoutbox
    assert mail.to == ["town@example.cn"] and "第三部分合计不符" in mail.body and "退改通知" in mail.subject
    assert Reminder.objects.get().sent


@pytest.mark.parametrize("state", [State.RETURNED, State.REPLACED])
def test_what_is_settled_is_neither_returned_nor_accepted(town, state):
    filing = filed(version(town), state)
    with pytest.raises(WrongState):
        return_filing(supervisor(town.superior), filing, "再退", 1)
    with pytest.raises(WrongState):
        accept_filing(supervisor(town.superior), filing, 1)


def test_what_was_accepted_can_still_be_returned_but_not_accepted_twice(town):
    filing = filed(version(town))
    with pytest.raises(WrongState):
        accept_filing(supervisor(town.superior), filing, 1)
    filing.refresh_from_db()
    return_filing(supervisor(town.superior), filing, "发现差错", filing.revision)
    assert Filing.objects.get().state == State.RETURNED


def test_a_report_with_errors_is_accepted_only_for_a_reason(town):
    filing = filed(version(town, findings=("error",)), State.FILED)
    with pytest.raises(ReasonRequired, match="1处差错"):
        accept_filing(supervisor(town.superior), filing, 1)
    filing.refresh_from_db()
    accept_filing(supervisor(town.superior), filing, filing.revision, "经核实系原表口径")
    assert Event.objects.get(action="filing.accept").reason == "经核实系原表口径"


def test_two_supervisors_do_not_decide_over_each_other(town):
    filing = filed(version(town), State.FILED)
    boss = supervisor(town.superior)
    accept_filing(boss, filing, 1)
    with pytest.raises(EditedMeanwhile):
        return_filing(boss, filing, "退回", 1)
    assert Filing.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize("who", ["itself", "neighbour", "clerk above"])
def test_only_the_supervisor_it_was_handed_to_decides(town, who):
    filing = filed(version(town), State.FILED)
    asks = {
        "itself": actor(town, Role.SUPERVISOR),
        "neighbour": actor(county(0, "乐平县")[0], Role.SUPERVISOR),
        "clerk above": actor(town.superior, Role.CLERK),
    }[who]
    for decide in (lambda: return_filing(asks, filing, "退", 1), lambda: accept_filing(asks, filing, 1)):
        with pytest.raises(NotAllowed):
            decide()


def test_a_township_that_filed_on_paper_is_filed_for_by_its_superior_on_the_day_it_came(town):
    made = version(town)
    came = dt.date(YEAR + 1, 1, 17)
    with pytest.raises(NotAllowed):
        file_on_paper(actor(town), made, filed_on=came)
    with pytest.raises(InvalidInput):
        file_on_paper(supervisor(town.superior), made, filed_on=timezone.localdate() + dt.timedelta(1))
    filing = file_on_paper(supervisor(town.superior), made, filed_on=came, note="镇府办〔2025〕3号")
    assert (filing.way, filing.filed_on, filing.state) == (Way.PAPER, came, State.FILED)
    assert Event.objects.get(action="filing.paper").reason == "镇府办〔2025〕3号"


def test_choosing_to_count_what_is_not_accepted_changes_the_sums_of_a_draft_only(town):
    government = town.superior
    version(government)
    filed(version(town, requests__received__total=4), State.FILED)
    report = version(government, scope=Scope.AREA).report
    boss = supervisor(government)
    with pytest.raises(WrongState):
        choose_members(boss, report, include_filed=True, revision=0)
    report.state = "draft"
    report.save()
    assert area_of(report).sums.report.cells[RECEIVED] == 0
    choose_members(boss, report, include_filed=True, revision=0)
    assert area_of(report).sums.report.cells[RECEIVED] == 4
    with pytest.raises(NotAllowed):
        choose_members(actor(government), report, include_filed=False, revision=0)
    with pytest.raises(EditedMeanwhile):
        choose_members(boss, report, include_filed=False, revision=0)


def test_a_letter_to_thirty_people_keeps_every_address_whole(town, run_tasks, mailoutbox):
    people = [person(town, email=f"a-rather-long-address-{number}@anping.example.cn") for number in range(30)]
    remind(supervisor(town.superior), town, YEAR)
    letter = Reminder.objects.get()
    assert letter.to.split("，") == [each.email for each in people] and len(letter.to) > 1000
    run_tasks()
    (mail,) = mailoutbox
    assert mail.to == [each.email for each in people]
    letter.refresh_from_db()
    assert (letter.sent, letter.problem) == (True, "")
