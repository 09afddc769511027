"""When the report was published."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, day_name
from gongkai.checking.rule import Outcome, rule, say, unable
from gongkai.law import statutory_deadline


@rule(
    "deadline.published",
    "按时向社会公布",
    "published in time",
    "warning",
    "deadline-departments",
    "deadline-governments",
)
def published(context: Context) -> Iterator[Outcome]:
    """Departments at county level and above publish by 31 January, governments there by 31 March.

    A government's general office may be reporting for its government, so only the later day is held against it. Others
    follow the date their superior set, where it is given (then a notice).
    """
    report, agency = context.report, context.agency
    if report.published is None:
        yield unable("no-publication")
        return
    if agency is None or report.year is None:
        yield unable("own-unknown")
        return
    statutory = statutory_deadline(agency, report.year)
    due = statutory.date if statutory else context.due
    if due is None:
        yield unable("no-due-date")
        return
    if report.published <= due:
        return
    cited = statutory.citation if statutory else None
    yield say(
        "deadline.published",
        expected=due.isoformat(),
        found=report.published.isoformat(),
        lower=0 if statutory else 1,
        published=day_name(report.published),
        due=day_name(due),
        source=phrase("statute", citation=Name(cited.text("zh"), cited.text("en"))) if cited else phrase("superior"),
        days=(report.published - due).days,
    )
