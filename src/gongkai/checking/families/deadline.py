"""When the report was published."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.rule import Draft, NotRun, Outcome, rule
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
        yield NotRun("报告没有载明发布日期（落款日期不等于发布日期）", "the report states no date of publication")
        return
    if agency is None or report.year is None:
        yield NotRun("未能确定机关或报告年度", "the agency or the reporting year is not known")
        return
    statutory = statutory_deadline(agency, report.year)
    due = statutory.date if statutory else context.due
    if due is None:
        yield NotRun(
            "条例没有规定该机关的公布日期，也没有提供上级机关规定的日期",
            "the statute sets no date for this agency, and none set by its superior was given",
        )
        return
    if report.published <= due:
        return
    days = (report.published - due).days
    source = f"（{statutory.citation}）" if statutory else "（上级机关规定的日期）"
    source_en = statutory.citation.text("en") if statutory else "the date its superior set"
    yield Draft(
        f"报告载明的发布日期为{_zh(report.published)}，应于{_zh(due)}前向社会公布{source}，晚了{days}天。",
        f"The stated date of publication is {report.published}; it was due by {due} ({source_en}): {days} days late.",
        expected=due.isoformat(),
        found=report.published.isoformat(),
        lower=0 if statutory else 1,
    )


def _zh(day: object) -> str:
    return f"{day:%Y}年{int(format(day, '%m'))}月{int(format(day, '%d'))}日"
