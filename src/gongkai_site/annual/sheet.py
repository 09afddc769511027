"""The sheet for signature (审签单): figures, findings, overrides and changes, on paper for the leader to sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai import Report, diff
from gongkai.checking import cell_name
from gongkai.comparing import Difference, cell_texts, section_name, words_of
from gongkai.report import Number
from gongkai.writing import Layout, set_out
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.annual.newest import newest_version
from gongkai_site.annual.readiness import Found, readiness
from gongkai_site.annual.shortcode import code_of
from gongkai_site.audit.anchors import log_end


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the form with its figures, laid out."""

    caption: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class ByHand:
    """A cell set by hand."""

    cell: str
    counted: Number | None
    value: Number | None
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class CellChanged:
    """A figure that is another than before, in words."""

    cell: str
    before: str
    after: str
    delta: str
    percent: str


@dataclass(frozen=True, slots=True)
class SentenceChanged:
    """A sentence that is another than before."""

    section: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed against another report; nothing to compare with where ``against`` is empty."""

    against: str
    cells: tuple[CellChanged, ...] = ()
    prose: tuple[SentenceChanged, ...] = ()
    missing: str = ""
    """Why there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the sheet shows."""

    report: AnnualReport
    title: str
    content: Report
    sha256: str
    final: bool
    """Whether it was reviewed: before that the sheet is a draft and must not be signed."""
    number: int
    """The number of the version it will become."""
    tables: tuple[Table, ...]
    found: tuple[Found, ...]
    by_hand: tuple[ByHand, ...]
    last_version: Changes
    last_year: Changes
    missing: tuple[str, ...]
    """What a consolidated report lacks, each named."""
    log_end: str
    """The log's end when the sheet was made: on paper it is an anchor that nobody with the database can change."""

    @property
    def check_code(self) -> str:
        """What tells this content from every other, on paper, beside the version and in its files."""
        return code_of(self.sha256)


def sheet(report: AnnualReport) -> Sheet:
    """Put the sheet of a report together as it stands now."""
    ready = readiness(report)
    now, content = ready.figures, ready.content
    newest = newest_version(report)
    last = now.last_year.report
    absent = f"没有{report.year - 1}年度的报告可以比较" + (
        f"（缺：{'、'.join(now.last_year.missing)}）" if now.last_year.missing else ""
    )
    return Sheet(
        report=report,
        title=content.title or str(report),
        content=content,
        sha256=ready.sha256,
        final=report.state not in (State.DRAFT, State.SUBMITTED) and report.reviewed_sha256 in ("", ready.sha256),
        number=(newest.number if newest else 0) + (0 if report.state == State.LOCKED else 1),
        tables=tuple(Table(each.caption, each.layout) for each in set_out(content).sections if each.layout is not None),
        found=ready.found,
        by_hand=tuple(
            ByHand(
                cell_name(content.statutory_form, key).zh,
                now.counted.get(key),
                each.number,
                each.reason,
                str(each.by or ""),
            )
            for key, each in now.overrides.items()
        ),
        last_version=(
            changes(newest.as_report(), content, f"第{newest.number}版")
            if newest
            else Changes("", missing="这是第一个版本")
        ),
        last_year=changes(last, content, f"{report.year - 1}年度") if last else Changes("", missing=absent),
        missing=now.missing,
        log_end=log_end(),
    )


def changes(before: Report, after: Report, against: str) -> Changes:
    """Say what changed from one report to another: figures with their names, and sentences."""
    difference = diff(before, after)
    said = words_of("zh")
    form = difference.a.statutory_form
    cells = tuple(CellChanged(cell_name(form, each.key).zh, *cell_texts(each, said)) for each in difference.cells)
    return Changes(against, cells, tuple(_sentences(difference, said)))


def _sentences(difference: Difference, said: object) -> Iterator[SentenceChanged]:
    for each in difference.prose:
        yield SentenceChanged(section_name(difference, each.section, words_of("zh")), each.before, each.after)
