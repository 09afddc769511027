"""What waits for whom: one's own turn, another's by name, counted in the menu as on the pages; flat in agencies."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai_site.annual.actions.review import return_to_draft
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.filings.models import Filing
from gongkai_site.filings.overview import overview, totals
from gongkai_site.filings.waiting import undecided
from gongkai_site.home.waiting import counted, everything, turns_of
from gongkai_site.home.workbench import desks
from gongkai_site.people.models import Role
from tests.site.annual.written import YEAR, reviewed, submitted, town
from tests.site.build import actor, county, person, signed_in
from tests.site.filings.build import filed, supervisor, version

TODAY = dt.date(YEAR + 1, 1, 10)


def told(who, today=TODAY):
    return [step.text for desk in desks(who, today) for step in desk.steps]


def test_each_sees_his_own_turn_and_by_name_whom_he_waits_for():
    where = town()
    clerk, reviewer, leader = (actor(where, role) for role in (Role.CLERK, Role.REVIEWER, Role.LEADER))
    written = submitted(where, clerk)
    title = f"{YEAR}年度报告（本机关）"
    wait = f"{title}：等{reviewer.name}（审核人）审核"
    assert wait in told(clerk) and wait in told(leader)
    assert f"{title}：核对清单并审核" in told(reviewer) and wait not in told(reviewer)
    return_to_draft(reviewer, written, written.revision, "缺第五部分")
    (step,) = [step for desk in desks(clerk, TODAY) for step in desk.steps if title in step.text]
    assert (step.text, step.why, step.urgent) == (f"{title}：撰写正文", "缺第五部分", True)
    assert f"{title}：等{clerk.name}（经办人）写完并提交审核" in told(reviewer)


def test_it_goes_when_it_is_done():
    where = town()
    reviewer = actor(where, Role.REVIEWER)
    written = reviewed(where)
    assert not [text for text in told(reviewer) if "核对清单" in text]
    AnnualReport.objects.filter(pk=written.pk).update(state=State.LOCKED)
    assert not [text for text in told(reviewer) if "签发" in text or "锁定报告" in text]


def test_who_alone_wrote_it_waits_for_the_other_reviewer():
    where = town()
    one, other = actor(where, Role.REVIEWER), actor(where, Role.REVIEWER)
    submitted(where, one)
    assert any(f"等{other.name}（审核人）审核" in text for text in told(one))
    assert any("核对清单并审核" in text for text in told(other))


def test_a_returned_report_names_who_may_begin_the_correction_and_gives_him_the_place():
    _, (where, _) = county()
    clerk, reviewer = actor(where), actor(where, Role.REVIEWER)
    filed(version(where, YEAR), Filing.State.RETURNED, slip="请改第三部分", decided_at=timezone.now())
    assert f"{YEAR}年度报告被退回：等{reviewer.name}（审核人）开始更正" in told(clerk)
    (step,) = [step for desk in desks(reviewer, TODAY) for step in desk.steps if "开始更正" in step.text]
    assert step.url.endswith("/signoff/#do-correct") and step.why.startswith("请改第三部分")
    address = step.url.partition("#")[0]
    assert 'id="do-correct"' in signed_in(reviewer.user).get(address).content.decode()


def test_the_menu_counts_what_the_overview_the_steps_and_the_pages_count():
    government, towns = county(4)
    for each in towns[:3]:
        filed(version(each, YEAR), Filing.State.FILED)
    boss = supervisor(government)
    assert counted(turns_of(boss, TODAY))["filings"] == 3
    assert len(undecided([government.pk])) == totals(overview(government, YEAR, TODAY))["filed"] == 3
    assert f"{YEAR}年度：审核3份已报送的报告" in told(boss)
    page = signed_in(boss.user).get(reverse("workbench")).content.decode()
    assert "badge text-bg-warning" in page


def test_a_filing_of_an_agency_placed_elsewhere_since_is_still_counted_everywhere():
    government, (where, other) = county()
    filed(version(where, YEAR), Filing.State.FILED)
    where.superior = other
    where.save()
    assert totals(overview(government, YEAR, TODAY))["filed"] == len(undecided([government.pk])) == 1


@pytest.mark.parametrize("whose", ["one person", "everybody"])
def test_a_query_for_each_kind_however_many_agencies(whose):
    counts = []
    for size in (2, 12):
        government, towns = county(size, name=f"安平{size}县")
        for each in towns:
            filed(version(each, YEAR), Filing.State.FILED)
            AnnualReport.objects.create(agency=each, year=YEAR - 1)
        agencies = [government.pk, *(each.pk for each in towns)] if whose == "one person" else None
        with CaptureQueriesContext(connection) as asked:
            everything(agencies, TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


def test_somebody_without_a_role_is_asked_for_nothing():
    assert turns_of(actor(is_system_admin=True), TODAY) == []
    assert signed_in(person(is_system_admin=True)).get(reverse("workbench")).status_code == 200


def test_the_menu_and_the_page_of_reports_ask_the_same_once():
    where = town()
    submitted(where)
    client = signed_in(person(where, Role.REVIEWER))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("annual:list", args=[where.pk]))
    assert "核对清单并审核" in page.content.decode()
    twice = [sql for sql, count in Counter(each["sql"] for each in asked).items() if count > 1]
    assert twice == [] and len(asked) <= 15


def test_reports_of_two_years_back_still_wait_and_older_ones_no_more():
    where = town()
    for year in (YEAR - 1, YEAR - 2):
        AnnualReport.objects.create(agency=where, year=year, state=State.DRAFT)
    waiting = [each.title for each in everything([where.pk], TODAY) if each.kind == "report.draft"]
    assert waiting == [f"{YEAR - 1}年度报告（本机关）"]
