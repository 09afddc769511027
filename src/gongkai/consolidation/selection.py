"""Who is counted: every agency once, on the right form, for the right year."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.consolidation.model import REASONS, LeftOut, Member, Reason
from gongkai.report import Report


def select(members: Sequence[Member], year: int, form: str) -> tuple[list[Member], list[LeftOut]]:
    """Part the members into those to be summed and those left out with the reason.

    A member whose figures another one's report holds already is left out as a duplicate.
    Two members are the same agency where name and place agree, or where their reports are the same document
    or state the same agency, place and figures. The same figures twice are counted once; different figures
    under one name and place are a conflict, and none of them is counted.
    """
    usable: list[Member] = []
    left_out: list[LeftOut] = []
    for member in members:
        reason = _unusable(member, year, form)
        if reason is None:
            usable.append(member)
        else:
            left_out.append(_left_out(member, reason))
    groups: dict[tuple[str, str], list[Member]] = {}
    for member in usable:
        groups.setdefault((member.place, member.name), []).append(member)
    counted: list[Member] = []
    seen: set[tuple[object, ...]] = set()
    for group in groups.values():
        if len({_figures(member.report) for member in group}) > 1:
            left_out.extend(_left_out(member, "conflict") for member in group)
            continue
        for member in group:
            identities = _identities(member)
            if seen.intersection(identities):
                left_out.append(_left_out(member, "duplicate"))
            else:
                counted.append(member)
            seen.update(identities)
    return counted, left_out


def _unusable(member: Member, year: int, form: str) -> Reason | None:
    # 条例 art. 3: a vertical department reports in its own line; its copy would be counted a second time there.
    if member.role == "copy":
        return "copy"
    if member.counted_in:
        return "duplicate"
    if member.report is None:
        return "no-report"
    if member.report.year != year:
        return "other-year"
    if member.report.form != form:
        return "other-form"
    return None


def _left_out(member: Member, reason: Reason) -> LeftOut:
    why = f"已计入{member.counted_in}的报告，只计一次" if member.counted_in else member.reason or REASONS[reason]
    return LeftOut(member, reason, why)


def _figures(report: Report | None) -> tuple[object, ...]:
    if report is None:
        return ()
    extra = tuple((row.section, row.row, tuple(row.values.items())) for row in report.extra)
    return (*report.cells.values(), extra)


def _identities(member: Member) -> set[tuple[object, ...]]:
    """By what this member would be recognised if it came a second time."""
    names: set[tuple[object, ...]] = {("name", member.place, member.name)}
    report = member.report
    if report is not None:
        if report.source:
            names.add(("source", report.source))
        if report.agency:
            names.add(("agency", member.place, report.agency, _figures(report)))
    return names
