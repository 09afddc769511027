"""The values of a consolidation: who is counted, who is not and why, and what does not add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from gongkai.report.model import How, Number, Report

Role = Literal["own", "below", "copy"]
"""``own``: 本级机关; ``below``: 下级机关; ``copy``: handed in for information only (垂直管理部门抄送), never summed."""

Reason = Literal["no-report", "other-form", "other-year", "copy", "duplicate", "conflict"]
REASONS: Mapping[Reason, str] = {
    "no-report": "未收到可用的年度报告",
    "other-form": "填报的表式与汇总表式不同",
    "other-year": "报送年度不符",
    "copy": "垂直管理部门抄送件，由其上级汇总，不重复计入",
    "duplicate": "与已计入的报告重复，只计一次",
    "conflict": "同一机关有多份内容不同的报告，待确认",
}
ABSENT: frozenset[Reason] = frozenset({"no-report", "other-form", "other-year", "conflict"})
"""Reasons that leave a hole in the sums; a copy or a duplicate leaves none."""


def placed_name(place: str, name: str) -> str:
    """Put the place in front of a name, once: 江苏省淮安市洪泽区 and 洪泽区教育局 give 江苏省淮安市洪泽区教育局."""
    shared = next((size for size in range(len(place), 0, -1) if name.startswith(place[-size:])), 0)
    return f"{place[: len(place) - shared]}{name}"


@dataclass(frozen=True, slots=True)
class Member:
    """An agency whose report belongs into the sum; ``report`` is ``None`` where none can be used."""

    name: str
    place: str
    report: Report | None
    role: Role = "below"
    reason: str = ""
    """Why there is no report, in Chinese; empty for the plain 未收到."""
    counted_in: str = ""
    """Whose report among the members holds these figures already; they are then not summed again."""
    key: str = ""
    """What the caller knows this member by; nothing here looks at it."""

    @property
    def label(self) -> str:
        """The name with its place in front."""
        return placed_name(self.place, self.name)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member that is not in the sums, and why."""

    member: Member
    reason: Reason
    why: str
    """The reason in Chinese."""

    @property
    def message(self) -> str:
        """Agency and reason as a sentence."""
        return f"{self.member.label}：{self.why}。"

    @property
    def leaves_hole(self) -> bool:
        """True where figures are lacking because of it."""
        return self.reason in ABSENT


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one counted agency adds to one cell; ``value`` ``None`` is a gap, ``how`` says of which kind."""

    member: Member
    value: Number | None
    how: How


@dataclass(frozen=True, slots=True)
class Gap:
    """A counted agency whose report has no number in a cell."""

    member: Member
    how: How
    """``blank`` (the cell stood there, empty) or ``missing`` (no such cell in the document)."""


@dataclass(frozen=True, slots=True)
class SumDifference:
    """A relation of the form that the printed figures, summed, do not satisfy."""

    rule: str
    cells: tuple[str, ...]
    """The cells of the printed total (left side), then those of the parts."""
    where: str
    """Table, row or column in Chinese."""
    printed: Number
    """Sum of what the agencies printed as total."""
    recomputed: Number
    """The total recomputed from the summed parts (rows beyond the form included)."""
    members: tuple[Member, ...]
    """The agencies whose own report breaks the relation."""

    @property
    def difference(self) -> Number:
        """``printed - recomputed``."""
        return self.printed - self.recomputed


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The summed report with everything that stands behind it. Pure values, no effects."""

    report: Report
    members: tuple[Member, ...]
    """The counted ones, each once, in the order given."""
    left_out: tuple[LeftOut, ...]
    gaps: Mapping[str, tuple[Gap, ...]]
    """Per cell that lacks a number somewhere: by whom. Cells without gaps are not in it."""
    doubted: Mapping[str, tuple[Member, ...]]
    """Per cell: the agencies whose figure the reader had to infer (``repaired``)."""
    differences: tuple[SumDifference, ...]
    exact: Mapping[str, Decimal] = field(default_factory=dict)
    """The exact sums of the cells that rounding changed."""

    @property
    def missing(self) -> tuple[LeftOut, ...]:
        """The members whose figures are lacking in the sums."""
        return tuple(each for each in self.left_out if each.leaves_hole)

    def contributions(self, key: str) -> tuple[Contribution, ...]:
        """Open one sum on its agencies. Raises ``UnknownCell``."""
        self.report.value(key)
        return tuple(
            Contribution(member, member.report.cells[key], member.report.provenance[key].how)
            for member in self.members
            if member.report is not None
        )
