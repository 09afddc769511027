"""What has changed below since a consolidated version was locked: listed against it, never silently absorbed."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai_site.annual.models import Version
from gongkai_site.filings.consolidation.choose import Part, choose
from gongkai_site.filings.models import Consolidated, Consolidation


@dataclass(frozen=True, slots=True)
class Changed:
    """One agency that would be counted otherwise now."""

    agency_id: int
    name: str
    what: str


def changed_since(version: Version) -> list[Changed]:
    """Return the agencies of an area that would be counted otherwise now than in this version of its report.

    A version without kept members (read from a document) has nothing to compare.
    """
    report = version.report
    kept = {each.agency_id: each for each in version.members.select_related("agency", "member_version")}
    if not kept:
        return []
    include = Consolidation.objects.filter(report=report).values_list("include_filed", flat=True).first()
    now = {part.agency_id: part for part in choose(report.agency, report.year, include_filed=bool(include))}
    numbers = dict(
        Version.objects.filter(pk__in={part.version_id for part in now.values()}).values_list("pk", "number")
    )
    found = []
    for pk, part in now.items():
        if what := _what(kept.get(pk), part, numbers):
            found.append(Changed(pk, part.name, what))
    gone = [each for pk, each in kept.items() if pk not in now and each.member_version_id is not None]
    return found + [Changed(each.agency_id, each.agency.name, "现在不再向本单位报送，锁定时已计入") for each in gone]


def _what(kept: Consolidated | None, now: Part, numbers: dict[int, int]) -> str:
    before = kept.member_version if kept is not None else None
    if not now.counts:
        return f"锁定时计入第{before.number}版，现在{now.reason or '不再计入'}" if before is not None else ""
    number = numbers[now.version_id or 0]
    if before is None:
        return f"锁定时没有计入，现在有第{number}版"
    if before.pk != now.version_id:
        return (
            f"锁定时计入的是第{before.number}版，现在是第{number}版"
            if before.report_id == _report(now)
            else ("锁定时计入的是另一份报告，现在改为" + ("本地区汇总报告" if now.scope == "area" else "本机关报告"))
        )
    return ""


def _report(part: Part) -> int | None:
    return Version.objects.filter(pk=part.version_id or 0).values_list("report_id", flat=True).first()
