"""This year's reports on their way: begun, drafted, reviewed, signed, locked, published, handed up, decided."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw

from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.publish import publish
from gongkai_site.annual.actions.review import review
from gongkai_site.annual.actions.signoff import sign_off
from gongkai_site.annual.actions.submit import submit
from gongkai_site.annual.actions.texts import save_texts
from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import AnnualReport, Scope, Version
from gongkai_site.annual.overrides import confirm_zero
from gongkai_site.annual.prose import TEXT_KEYS, draft
from gongkai_site.demonstration.county import County
from gongkai_site.demonstration.plan import REACHED, YEAR, AgencyPlan, answers
from gongkai_site.filings.actions import accept_filing, hand_up, return_filing
from gongkai_site.filings.models import Filing
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor

_SIGNED = dt.date(YEAR + 1, 1, 12)
_PUBLISHED = dt.date(YEAR + 1, 1, 16)
_QUESTION = re.compile("【[^】]*】")


def this_years_reports(county: County, *, finished: bool = False) -> dict[str, AnnualReport]:
    """Bring every office's report as far as its plan says; ``finished``: all accepted, from the lowest up.

    An office that others hand up to gives the report of its whole area as well, once all is in.
    """
    reports = {}
    for plan in sorted(county.plans(), key=lambda each: -county.agencies[each.key].path.count("/")):
        if plan.merged is not None:
            continue
        reached = "accepted" if finished else plan.reached
        if reached != "none":
            reports[plan.key] = bring(county, plan, reached)
        if finished and _has_below(county, plan):
            reports[f"{plan.key} area"] = bring(county, plan, reached, Scope.AREA)
    return reports


def bring(county: County, plan: AgencyPlan, reached: str, scope: str = Scope.OWN) -> AnnualReport:
    """Begin the office's report and take it through the steps up to ``reached``."""
    writer = county.who(plan.key, Role.SUPERVISOR if scope == Scope.AREA else Role.CLERK)
    report = begin_report(writer, county.agencies[plan.key], YEAR, scope)
    steps: dict[str, Callable[[], object]] = {
        "begun": lambda: None,
        "draft": lambda: write_out(writer, report),
        "submitted": lambda: submit(writer, report, report.revision),
        "reviewed": lambda: _review(county, plan, report),
        "signed": lambda: _sign(county, plan, report),
        "locked": lambda: lock(county.who(plan.key, Role.LEADER), report, report.revision),
        "published": lambda: publish(county.who(plan.key), _newest(report), own_pages=True, on=_PUBLISHED),
        "filed": lambda: _hand_up(county, plan, report),
        "accepted": lambda: _decide(county, plan, report, accept=True),
        "returned": lambda: _decide(county, plan, report, accept=False),
    }
    for name in _way(reached, files=_files(county, plan, scope), decided=(plan.superior, Role.SUPERVISOR) in county):
        steps[name]()
        report.refresh_from_db()
    return report


def write_out(writer: Actor, report: AnnualReport) -> None:
    """Confirm what the year has none of, and write the texts: the drafts, their questions answered."""
    for kind in figures(report).absent:
        confirm_zero(writer, report, kind.prefix)
    texts = {key: (answered(draft(report, key)), 0) for key in TEXT_KEYS}
    save_texts(writer, report, texts)


def answered(text: str) -> str:
    """A draft with its questions answered as the office would."""

    def answer(match: re.Match[str]) -> str:
        return next((told for asked, told in answers() if asked in match[0]), "")

    return _QUESTION.sub(answer, text)


def _way(reached: str, *, files: bool, decided: bool) -> Iterator[str]:
    """The steps up to one; an office at the top has nobody to hand up to, and not every superior decides here."""
    for name in REACHED:
        if name == "returned" or (name in ("filed", "accepted") and not files) or (name == "accepted" and not decided):
            continue
        yield "returned" if name == "accepted" and reached == "returned" else name
        if name == reached:
            return


def _review(county: County, plan: AgencyPlan, report: AnnualReport) -> None:
    report.refresh_from_db()
    review(county.who(plan.key, Role.REVIEWER), report, report.revision)


def _sign(county: County, plan: AgencyPlan, report: AnnualReport) -> None:
    leader = county.who(plan.key, Role.LEADER)
    sign_off(leader, report, report.revision, leader=leader.name, on=_SIGNED, scan=_scan())


def _scan() -> bytes:
    """A picture that says it is no real signature."""
    picture = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(picture).text((60, 60), "DEMONSTRATION - not a signature", fill=0)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def _newest(report: AnnualReport) -> Version:
    return report.versions.latest("number")


def _hand_up(county: County, plan: AgencyPlan, report: AnnualReport) -> None:
    hand_up(county.who(plan.key), _newest(report))


def _decide(county: County, plan: AgencyPlan, report: AnnualReport, *, accept: bool) -> None:
    filing = Filing.objects.get(version=_newest(report), copy=False)
    supervisor = county.who(plan.superior, Role.SUPERVISOR)
    if accept:
        accept_filing(supervisor, filing, filing.revision, "待核实的几处已向报送单位问明。")
    else:
        words = "请补充写明上年度“存在的主要问题”的整改结果，并核对公开栏公开条数后重新报送。"
        return_filing(supervisor, filing, words, filing.revision)


def _files(county: County, plan: AgencyPlan, scope: str) -> bool:
    """Whether this report goes to a superior: of an area its report for the whole of it, not its own."""
    return bool(plan.superior) and (scope == Scope.AREA) == _has_below(county, plan)


def _has_below(county: County, plan: AgencyPlan) -> bool:
    return any(each.superior == plan.key for each in county.plans())
