"""What a return slip (退改通知) says: findings by table, row and column, the reader's doubts apart from them. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from gongkai.checking import Finding, by_source
from gongkai.checking.naming import column_label, number, row_label, table_name
from gongkai.checking.severity import Severity, severity_name
from gongkai.forms import Form
from gongkai.january.model import Office
from gongkai.report import Doubtful, Report

_SAID: tuple[Severity, ...] = ("error", "warning", "notice")
_FEW = 2
"""Most rows or columns named one by one."""


@dataclass(frozen=True, slots=True)
class Point:
    """One finding as the slip prints it."""

    row: str
    """Empty for what is not about a cell; so is ``column``."""
    column: str
    problem: str
    basis: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one table, of the prose, or of one document of a superior."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The points of one severity, or all that superiors ask beyond the law."""

    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything a slip says, in order, before any format."""

    addressee: str
    title: str
    opening: str
    attachment: str
    parts: tuple[Part, ...]
    doubts: tuple[str, ...]
    doubt_heading: str
    doubt_note: str
    closing: str
    contact: str
    issuer: str
    date: str


@lru_cache(maxsize=1)
def slip_words() -> Mapping[str, Any]:
    """The slip's wording as our data file has it."""
    return tomllib.loads(files("gongkai.january").joinpath("data", "slip.toml").read_text("utf-8"))


def set_out_slip(office: Office, report: Report, *, issuer: str = "") -> Slip:
    """Set out the slip for an office's report; ``issuer`` signs it (the superior of the roster where not given)."""
    words = slip_words()
    form, (law, superiors) = report.statutory_form, by_source(office.findings)
    parts = [
        Part(words["parts"][severity].format(severity=severity_name(severity).zh), _groups(form, chosen))
        for severity in _SAID
        if (chosen := [each for each in law if each.severity == severity])
    ]
    if superiors:
        asked = (Group(basis, tuple(_point(form, each) for each in found)) for basis, found in superiors.items())
        parts.append(Part(words["parts"]["superior"], tuple(asked)))
    return Slip(
        addressee=f"{office.entry.label}：",
        title=words["title"],
        opening=words["opening"].format(title=report.title or _plain_title(report), summary=_summary(office)),
        attachment=words["attachment"].format(source=report.source),
        parts=tuple(parts),
        doubts=tuple(_doubt(each) for each in report.warnings),
        doubt_heading=words["parts"]["doubts"],
        doubt_note=words["doubt_note"],
        closing=words["closing"],
        contact=words["contact"],
        issuer=issuer or office.entry.superior or words["no_issuer"],
        date=words["date"],
    )


def _plain_title(report: Report) -> str:
    return f"{report.year or ''}{'年' if report.year else ''}{report.statutory_form.title}"


def _summary(office: Office) -> str:
    errors, warnings, notices = map(office.count, _SAID)
    names = {severity: severity_name(severity).zh for severity in _SAID}
    kind = (
        "both" if errors and warnings else "errors_only" if errors else "warnings_only" if warnings else "notices_only"
    )
    return str(slip_words()[kind].format(errors=errors, warnings=warnings, notices=notices, **names))


def _groups(form: Form, findings: Sequence[Finding]) -> tuple[Group, ...]:
    """Gather findings by the table of their first cell, tables in the form's order, prose last."""
    order = [table.key for table in form.tables]
    gathered: dict[str | None, list[Point]] = {key: [] for key in (*order, None)}
    for finding in findings:
        gathered[form.cell(finding.cells[0]).table if finding.cells else None].append(_point(form, finding))
    return tuple(
        Group(table_name(form, key).zh if key else slip_words()["prose_group"], tuple(points))
        for key, points in gathered.items()
        if points
    )


def _point(form: Form, finding: Finding) -> Point:
    cells = [form.cell(key) for key in finding.cells]
    words = slip_words()
    return Point(
        row=_named([row_label(cell.row).zh for cell in cells], words["rows_more"]),
        column=_named([column_label(cell).zh.removesuffix("列") for cell in cells], words["columns_more"]),
        problem=finding.message,
        basis=finding.basis,
        found=_value(finding.found),
        expected=_value(finding.expected),
    )


def _named(labels: Sequence[str], more: str) -> str:
    """Name few by name, and many by the first, which is the total or the cell the rule is about."""
    different = list(dict.fromkeys(label.strip("“”") for label in labels))
    if len(different) <= _FEW:
        return "、".join(different)
    return more.format(first=different[0], count=len(different))


def _value(value: Any) -> str:
    if value is None or isinstance(value, (dict, list, tuple)):
        return str(slip_words()["whole"])
    return value if isinstance(value, str) else number(value)


def _doubt(doubt: Doubtful) -> str:
    return doubt.message
