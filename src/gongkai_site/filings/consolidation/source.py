"""The source of an area's report: what the annual report's pages ask of it, and what is kept when it is locked."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from gongkai.checking import AreaSums
from gongkai.consolidation import area_sums
from gongkai_site.action import acting
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.figures import Opened, OpenedRow, Sourced
from gongkai_site.annual.models import AnnualReport, Scope, State, Version
from gongkai_site.filings.consolidation.area import Area, area, area_of, shown_area
from gongkai_site.filings.consolidation.choose import Part
from gongkai_site.filings.models import Consolidated, Consolidation
from gongkai_site.policy import SYSTEM

_BASIS = "各单位报送的年度报告逐格相加；每个单位只计一次，没有数字的不按零计算。"


class AreaSource:
    """Own level and below, each once."""

    def __call__(self, report: AnnualReport) -> Sourced:
        """Return the sums as they are now, and what is missing in those that the report shows."""
        found = area_of(report)
        counted = tuple(part.agency_id for part in found.parts if part.counts)
        shown = shown_area(report) if report.state == State.LOCKED else found
        return Sourced(found.sums.report.cells, counted, missing=tuple(shown.missing))

    def open(self, report: AnnualReport, key: str) -> Opened:
        """Open one sum on its agencies: of a locked report on those summed when it was locked."""
        found = shown_area(report)
        opened = found.opened(key)
        rows = [OpenedRow(part.name, each.value, address(found, part), _note(part, each.how)) for part, each in opened]
        rows += [OpenedRow(part.name, None, "", f"未计入：{part.reason}") for part in found.parts if part.reason]
        return Opened(_explained([part.role for part, _ in opened]), _BASIS, tuple(rows))

    def sums(self, agency: Agency, year: int) -> AreaSums | None:
        """Return the sums by the choice made for the area's report, with everybody who is not wholly in them."""
        chosen = Consolidation.objects.filter(report__agency=agency, report__year=year, report__scope=Scope.AREA)
        found = area(agency, year, include_filed=bool(chosen.values_list("include_filed", flat=True).first()))
        if all(part.role == "own" for part in found.parts):
            return None
        sums = area_sums(found.sums)
        noted = tuple((part.name, part.note) for part in found.parts if part.note and not part.deducted)
        return replace(sums, left_out=(*sums.left_out, *noted))

    def locked(self, version: Version) -> None:
        """Keep what a version is made of, in the transaction that locks it; done twice it does nothing."""
        if version.members.exists():
            return
        found = area_of(version.report)
        with acting(SYSTEM, "consolidation.lock", right="filing.manage", on=version.report.agency) as act:
            rows = [
                Consolidated(
                    version=version,
                    agency_id=part.agency_id,
                    member_version_id=part.version_id if part.counts else None,
                    reason_left_out=_left_out(part)[:300],
                )
                for part in found.parts
            ]
            Consolidated.objects.bulk_create(rows)
            act.changed(version, after={"members": {row.agency_id: row.member_version_id for row in rows}})


def address(found: Area, part: Part) -> str:
    """Where a part's version can be looked at."""
    if part.filing_id is not None:
        return reverse("filings:filing", args=[part.filing_id])
    return reverse("annual:report", args=[part.agency_id, found.year, Scope.OWN]) if part.role == "own" else ""


def _explained(roles: list[str]) -> str:
    below = f"下级{len(roles) - roles.count('own')}个单位"
    return f"{'本机关和' if 'own' in roles else ''}{below}的这一格相加。"


def _left_out(part: Part) -> str:
    """Why it is not counted, or what of an agency that is counted is lacking; what was taken off follows by itself."""
    if part.counts:
        return "" if part.deducted else part.note
    return f"已计入{part.counted_in}的报告" if part.counted_in else part.reason


def _note(part: Part, how: str) -> str:
    told = {
        "blank": "原报告此格空白",
        "missing": "原报告无此格",
        "unread": "原报告此格未能读出：是本系统没有读出，请对照原文",
        "repaired": "原报告此格识读存疑",
    }
    return "；".join(each for each in (told.get(how, ""), part.note) if each)
