"""What to do next about the figures: on the 工作台 and on the form's page."""

import datetime as dt

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.compile import compile_year
from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import State
from gongkai_site.annual.overrides import confirm_zero
from gongkai_site.annual.steps_compile import figure_steps
from gongkai_site.annual.steps_listed import steps
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.annual.build import YEAR, day, decision, report, version

JANUARY = dt.date(YEAR + 1, 1, 5)


def test_in_january_the_clerk_is_told_to_begin() -> None:
    _, (township, _) = build.county()
    assert told(build.actor(township), township) == [f"编制{YEAR}年度报告"]


def told(who: Actor, agency: Agency) -> list[str]:
    return [each.text for each in steps(who, agency, JANUARY)]


def test_nothing_is_to_be_begun_by_those_who_may_not_owe_none_or_began() -> None:
    _, (taken, taking) = build.county()
    assert told(build.actor(taken, Role.LEADER), taken) == []
    clerk = build.actor(taken)
    taken.successor, taken.abolished_on = taking, day("2026-7-1")
    taken.save()
    assert told(clerk, taken) == []
    report(taking)
    assert told(build.actor(taking), taking) == [f"{YEAR}年度报告（本机关）：撰写正文"]
    later = build.agency(established_on=day("2027-1-2"))
    assert told(build.actor(later), later) == []


def test_on_the_forms_page_errors_come_first_and_zeros_are_named() -> None:
    agency = build.agency()
    made = report(agency)
    clerk = build.actor(agency)
    first, second = figure_steps(clerk, made, figures(made), 3)
    assert (first.text, first.urgent) == ("处理3项错误", True)
    assert "行政许可决定" in second.why
    for kind in figures(made).absent:
        confirm_zero(clerk, made, kind.prefix)
    assert figure_steps(clerk, made, figures(made), 0) == []
    made.state = State.REVIEWED
    assert figure_steps(clerk, made, figures(made), 3) == []


def test_a_locked_report_leads_to_its_late_changes_only_where_figures_would_change() -> None:
    agency = build.agency()
    made = report(agency)
    clerk = build.actor(agency)
    version(made, dict(compile_year(agency, YEAR).values))
    assert figure_steps(clerk, made, figures(made), 9) == []
    decision(agency, f"{YEAR}-2-1")
    [step] = figure_steps(clerk, made, figures(made), 0)
    assert step.urgent
    assert step.url.endswith("/late/")
