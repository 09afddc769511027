"""Which reports get other findings from a superior's rule set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai import Finding, Report
from gongkai.checking import RuleSet, asked_by
from gongkai_site.agencies.models import Agency, Ruling
from gongkai_site.agencies.rulings.moves import Moved
from gongkai_site.agencies.rulings.sets import rule_sets_of
from gongkai_site.annual.current import current_report
from gongkai_site.annual.models import AnnualReport
from gongkai_site.annual.newest import newest_version


def findings_moved(
    below: Sequence[Agency], years: range, before: Sequence[Ruling], after: Sequence[Ruling]
) -> Iterator[Moved]:
    """The reports of these years, as locked or as they stand, of which superiors would find something else.

    What was found in a locked version stays as it was kept; its next version is checked by the rules then in force.
    """
    agencies = {each.pk: each for each in below}
    found = AnnualReport.objects.filter(agency__in=agencies, year__in=years).order_by("agency__path", "year", "scope")
    for report in found.select_related("agency"):
        agency = agencies[report.agency_id]
        was, will = (rule_sets_of(rulings, agency, report.year) for rulings in (before, after))
        if was == will:
            continue
        content = _content(report)
        past, coming = _found(content, was), _found(content, will)
        if past != coming:
            yield Moved(agency, report.year, _said(past), _said(coming), report)


def _content(report: AnnualReport) -> Report:
    newest = newest_version(report)
    return newest.as_report() if newest is not None else current_report(report)


def _found(content: Report, rule_sets: Sequence[RuleSet]) -> list[Finding]:
    return [each for each in asked_by(content, rule_sets) if each.severity != "not run"]


def _said(findings: list[Finding]) -> str:
    if not findings:
        return "没有问题"
    rules = "、".join(dict.fromkeys(each.rule.rsplit(".", 1)[-1] for each in findings))
    return f"{len(findings)}处（{rules}）"
