"""The consolidated report through the same steps as any other: begun, written, reviewed, signed, locked, handed up."""

from gongkai_site.agencies.models import Kind, Level
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.actions.correct import open_correction
from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.review import review
from gongkai_site.annual.actions.signoff import sign_off
from gongkai_site.annual.actions.submit import submit
from gongkai_site.annual.actions.texts import save_texts
from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import AnnualReport, Origin, Scope
from gongkai_site.annual.prose import draft, placeholders
from gongkai_site.audit.models import Event
from gongkai_site.filings.actions import accept_filing, hand_up
from gongkai_site.filings.consolidation.changes import changed_since
from gongkai_site.filings.models import Consolidated, Filing
from gongkai_site.people.models import Role
from tests.site.annual.written import SCAN, SIGNED_ON, TEXTS, YEAR, again, facts, locked, town
from tests.site.build import actor, agency
from tests.site.filings.build import RECEIVED, filed, supervisor, version


def area_written(government):
    """The county's report for its area, signed off."""
    boss = supervisor(government)
    report = begin_report(boss, government, YEAR, Scope.AREA)
    texts = {key: text.replace("我镇", "全区") for key, text in TEXTS.items()}
    save_texts(boss, report, {key: (text, 0) for key, text in texts.items()})
    report.refresh_from_db()
    reviewer = actor(government, Role.REVIEWER)
    submit(boss, report, report.revision)
    review(reviewer, report, report.revision)
    sign_off(reviewer, report, report.revision, leader="李区长", on=SIGNED_ON, scan=SCAN)
    return report


def test_from_the_townships_records_to_the_countys_locked_report_handed_up_to_the_city():
    city = agency("江苏省淮安市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE, place="江苏省淮安市")
    government = agency(
        "江苏省淮安市洪泽区人民政府", city, Kind.GOVERNMENT, level=Level.COUNTY, place="江苏省淮安市洪泽区"
    )
    below = town(superior=government)
    own = version(government, YEAR)
    filing = hand_up(actor(below), locked(below))
    accept_filing(supervisor(government), filing, filing.revision, "台账已核对")
    report = area_written(government)
    assert figures(report).values[RECEIVED] == 4
    made = lock(actor(government, Role.LEADER), report, report.revision)
    assert (made.origin, made.cells[RECEIVED]) == (Origin.CONSOLIDATED, 4)
    assert list(Consolidated.objects.values_list("version", "agency", "member_version")) == [
        (made.pk, government.pk, own.pk),
        (made.pk, below.pk, filing.version_id),
    ]
    assert Event.objects.filter(action="consolidation.lock", object_id=str(made.pk)).count() == 1
    upward = hand_up(actor(government), made)
    assert (upward.superior, upward.scope) == (city, Scope.AREA)


def test_a_correction_of_the_area_keeps_its_own_members_beside_those_of_the_first_version():
    government = agency(
        "江苏省淮安市洪泽区人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, place="江苏省淮安市洪泽区"
    )
    one, two = town(superior=government), town("江苏省淮安市洪泽区老子山镇人民政府", superior=government)
    facts(one)
    version(government, YEAR)
    filed(version(one, YEAR))
    report = area_written(government)
    first = lock(actor(government, Role.LEADER), report, report.revision)
    filed(version(two, YEAR))
    assert [each.name for each in changed_since(first)] == [two.name]
    open_correction(actor(government, Role.LEADER), report, report.revision, "补入老子山镇")
    second = again(report)
    assert [each.members.exclude(member_version=None).count() for each in (first, second)] == [2, 3]
    assert changed_since(second) == []


def test_the_draft_of_an_area_names_who_is_not_in_it_and_the_locked_report_keeps_the_words():
    government = agency(
        "江苏省淮安市洪泽区人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, place="江苏省淮安市洪泽区"
    )
    one, two = town(superior=government), town("江苏省淮安市洪泽区老子山镇人民政府", superior=government)
    facts(one)
    version(government, YEAR)
    filed(version(one, YEAR))
    waiting = filed(version(two, YEAR), Filing.State.FILED)
    report = begin_report(supervisor(government), government, YEAR, Scope.AREA)
    said = f"本报告汇总未包括：{two}（已报送，尚未接收）。"
    text = draft(report, "overview")
    assert said in text.split("\n") and text.count("未包括") == 1
    assert said not in placeholders(text), "a fact, not a question"
    texts = {key: (text.replace("我镇", "全区"), 0) for key, text in TEXTS.items()}
    texts["overview"] = (texts["overview"][0] + "\n" + said, 0)
    save_texts(supervisor(government), report, texts)
    report.refresh_from_db()
    submit(supervisor(government), report, report.revision)
    review(actor(government, Role.REVIEWER), report, report.revision)
    sign_off(actor(government, Role.REVIEWER), report, report.revision, leader="李区长", on=SIGNED_ON, scan=SCAN)
    assert said in lock(actor(government, Role.LEADER), report, report.revision).fragment
    accept_filing(supervisor(government), waiting, waiting.revision, "已核对")
    AnnualReport.objects.filter(pk=report.pk).update(state="draft")
    report.refresh_from_db()
    assert "未包括" not in draft(report, "overview"), "nobody is missing any more"
    own = AnnualReport.objects.get(agency=two, scope=Scope.OWN)
    assert "未包括" not in draft(own, "overview")
