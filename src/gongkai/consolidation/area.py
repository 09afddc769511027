"""Sums handed to the rules, which hold an area's own report against them."""

from __future__ import annotations

from gongkai.checking.area import AreaSums
from gongkai.consolidation.model import Consolidated


def area_sums(done: Consolidated) -> AreaSums:
    """Return what :func:`gongkai.check` takes as ``area``: exact sums, and by name who is lacking and why."""
    report = done.report
    missing = done.missing
    return AreaSums(
        form=report.form,
        year=report.year,
        agencies=len(done.members),
        cells={**report.cells, **done.exact},
        left_out=tuple((each.member.label, each.why) for each in missing),
        gaps={key: tuple((gap.member.label, gap.how) for gap in gaps) for key, gaps in done.gaps.items()},
        doubted={key: tuple(member.label for member in members) for key, members in done.doubted.items()},
    )
