"""Reports in the state a test starts from, with records to tell of; the steps themselves are done by actions."""

import datetime as dt
from typing import Any

from gongkai.forms import form_for_year
from gongkai_site.agencies.models import Agency, Kind
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.review import review
from gongkai_site.annual.actions.signoff import sign_off
from gongkai_site.annual.actions.submit import submit
from gongkai_site.annual.actions.texts import save_texts
from gongkai_site.annual.factfigures import fact_figures
from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import AnnualReport, Scope, State, Version
from gongkai_site.annual.overrides import confirm_zero
from gongkai_site.annual.prose import Lookup
from gongkai_site.facts.models import Appraisal, Circulation, Inspection, Publication, Training
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from gongkai_site.registers.models import Fee
from gongkai_site.requests.models import Request
from tests.site.build import actor, agency

YEAR = 2025
DAY = dt.date(2025, 6, 2)


def values(**changed: int) -> dict[str, Any]:
    """All cells of the form, zero but for those named with __ for a point."""
    cells: dict[str, Any] = dict.fromkeys(form_for_year(YEAR).keys, 0)
    return cells | {name.replace("__", "."): value for name, value in changed.items()}


def lookup(where: Agency, **changed: int) -> Lookup:
    """The numbers of one agency's year: cells as given, facts from the database."""
    return Lookup(values(**changed), fact_figures([where.pk], YEAR), form_for_year(YEAR))


def town(name: str = "江苏省淮安市洪泽区岔河镇人民政府", **more: Any) -> Agency:
    return agency(name, kind=Kind.TOWNSHIP, place="江苏省淮安市洪泽区", **more)


def facts(where: Agency) -> None:
    """A year of facts: site 5 + 2, board 3 with one taken down, everything else once or twice."""
    for heading, channel, count, down in (
        ("机构信息", "site", 5, None),
        ("财政预决算", "site", 2, None),
        ("公示", "board", 3, dt.date(2025, 7, 1)),
    ):
        Publication.objects.create(
            agency=where,
            heading=heading,
            channel=channel,
            title=heading,
            published_on=DAY,
            taken_down_on=down,
            count=count,
        )
    Circulation.objects.create(agency=where, title="通知", village="东村", sent_on=DAY, acknowledged_on=DAY)
    Circulation.objects.create(agency=where, title="通知", village="西村", sent_on=DAY)
    Training.objects.create(agency=where, title="业务培训", held_on=DAY, participants=30)
    Inspection.objects.create(agency=where, inspected_on=DAY, place="东村", finding="公开栏未更新", mended_on=DAY)
    Inspection.objects.create(agency=where, inspected_on=DAY, place="西村", finding="目录缺项")
    Appraisal.objects.create(agency=where, kind="assessment", on=DAY, result="考核为良好等次")
    Fee.objects.create(agency=where, item="证照工本费", charged_on=DAY, amount_fen=1_000)


def requests(where: Agency, *outcomes: str) -> None:
    """Requests by natural persons with these outcomes; an empty outcome is one still open."""
    for number, outcome in enumerate(outcomes, 1):
        Request.objects.create(
            agency=where,
            number=f"{where.pk}-{number}",
            received_on=DAY,
            applicant_kind="natural_person",
            subject="申请公开征地批复",
            outcome=outcome,
            concluded_on=dt.date(2025, 6, 20) if outcome else None,
        )


def report(where: Agency, state: str = State.DRAFT, **more: Any) -> AnnualReport:
    return AnnualReport.objects.create(agency=where, year=YEAR, state=state, **more)


SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SIGNED_ON = dt.date(2026, 1, 12)
TEXTS = {
    "preamble": "根据《中华人民共和国政府信息公开条例》，编制本报告。统计期限自2025年1月1日起至2025年12月31日止。",
    "overview": "（一）主动公开\n我镇通过政府网站公开信息{{facts.publications.site}}条。\n（二）依申请公开\n"
    "全年新收政府信息公开申请{{requests.received.total}}件，办结{{requests.concluded.total}}件，"
    "未发生行政复议、行政诉讼。\n（三）监督保障\n开展工作考核和社会评议，未发生责任追究情形。",
    "problems": "（一）存在的主要问题\n一是部分村公开栏更新不及时。\n（二）改进情况\n已逐村检查并完成整改。",
    "other": "本年度未收取政府信息公开信息处理费。",
}


def people(where: Agency) -> dict[str, Actor]:
    """A clerk, a reviewer and a leader of the agency."""
    return {role: actor(where, role) for role in (Role.CLERK, Role.REVIEWER, Role.LEADER)}


def drafted(where: Agency, by: Actor | None = None) -> AnnualReport:
    """Begun, zeros confirmed, every text written: nothing stands against a review."""
    by = by or actor(where)
    facts(where)
    requests(where, "granted", "granted", "refused.third_party", "")
    begun = begin_report(by, where, YEAR)
    for kind in figures(begun).absent:
        confirm_zero(by, begun, kind.prefix)
    save_texts(by, begun, {key: (text, 0) for key, text in TEXTS.items()})
    begun.refresh_from_db()
    return begun


def submitted(where: Agency, by: Actor | None = None) -> AnnualReport:
    by = by or actor(where)
    handed = drafted(where, by)
    submit(by, handed, handed.revision)
    return handed


def reviewed(where: Agency) -> AnnualReport:
    passed = submitted(where)
    review(actor(where, Role.REVIEWER), passed, passed.revision)
    return passed


def signed(where: Agency) -> AnnualReport:
    written = reviewed(where)
    sign_off(actor(where, Role.REVIEWER), written, written.revision, leader="王镇长", on=SIGNED_ON, scan=SCAN)
    return written


def locked(where: Agency) -> Version:
    written = signed(where)
    return lock(actor(where, Role.LEADER), written, written.revision)


def again(report: AnnualReport) -> Version:
    """Submit, review, sign and lock a report that was opened for correction."""
    reviewer = actor(report.agency, Role.REVIEWER)
    writer = actor(report.agency, Role.SUPERVISOR if report.scope == Scope.AREA else Role.CLERK)
    submit(writer, report, report.revision)
    review(reviewer, report, report.revision)
    sign_off(reviewer, report, report.revision, leader="王镇长", on=SIGNED_ON, scan=SCAN)
    return lock(reviewer, report, report.revision)
