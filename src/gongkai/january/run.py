"""The county's January in one call: read the folder, match, check, consolidate, and write everything out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from os import PathLike
from pathlib import Path

from gongkai.checking import Finding, Peers, PreviousReports, RuleSet, check
from gongkai.consolidation import Consolidated, consolidate
from gongkai.document.sources import Source, sources_of
from gongkai.errors import UsageError
from gongkai.january import files
from gongkai.january.areas import AREA_RULES, members, with_areas
from gongkai.january.changes import Changes, changes_markdown, compare_states
from gongkai.january.matrix import collect, common_year
from gongkai.january.model import STATUS_NAMES, Collected
from gongkai.january.names import levels_of
from gongkai.january.roster import RosterEntry, read_roster
from gongkai.january.slip import set_out_slip
from gongkai.january.state import State, read_state, write_state
from gongkai.reading import Unread, read_sources
from gongkai.report import Report
from gongkai.report.json import dumps
from gongkai.settings import DEFAULT_SETTINGS, Settings

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what) as the run goes on."""


@dataclass(frozen=True)
class JanuaryResult:
    """What a run found and wrote."""

    collected: Collected
    consolidated: Consolidated
    changes: Changes
    outputs: tuple[Path, ...]
    """All files written or kept, the summary page first."""
    slips: tuple[Path, ...]
    messages: tuple[str, ...] = field(default=())
    """What the officer should know about files of an earlier run."""

    @property
    def year(self) -> int:
        """The reporting year."""
        return self.collected.year

    def counts(self) -> dict[str, int]:
        """How many offices there are of each status, by its Chinese name; 迟报 beside them."""
        named = {STATUS_NAMES[status]: count for status, count in self.collected.counts().items()}
        return {**named, "迟报": len(self.collected.late)}


def run_january(
    folder: str | PathLike[str],
    roster: str | PathLike[str],
    out: str | PathLike[str],
    *,
    year: int | None = None,
    agency: str | None = None,
    issuer: str = "",
    previous: PreviousReports | str | PathLike[str] | None = None,
    rule_sets: Sequence[RuleSet] = (),
    jobs: int = 1,
    settings: Settings = DEFAULT_SETTINGS,
    on_progress: Progress | None = None,
) -> JanuaryResult:
    """Do a county's January: everything in ``folder`` against the ``roster``, results into ``out``.

    ``year`` is the reporting year (the year of most reports where not given), ``agency`` the name of the consolidated
    report (the roster's common place where not given), ``issuer`` signs the slips, ``previous`` is where last
    year's reports are; reports of the year before that lie in the folder serve where it is not given. ``rule_sets`` are
    what superiors ask beyond the law.
    ``out`` and the roster may lie in the folder, they are not read as reports. Raises ``RosterInvalid``,
    :class:`UsageError`, ``WriteFailed``, and ``InvalidData`` for a damaged ``january.json``.
    """
    source, target, listed = Path(folder), Path(out), Path(roster)
    if not source.is_dir():
        raise UsageError(f"来件文件夹“{source}”不存在。", advice="请核对路径。")
    # The roster may fail for dates without a year only; it is read before the long work all the same.
    read_roster(listed, year=year if year is not None else dt.date.today().year, settings=settings)
    before = read_state(target / files.STATE)
    came_in = list(_read(source, listed, target, jobs, settings, on_progress))
    reports = [each for each in came_in if isinstance(each, Report)]
    wanted = year if year is not None else common_year(reports)
    entries = read_roster(listed, year=wanted, settings=settings)
    judge = _checker(reports, wanted, previous, rule_sets, settings)
    collected = with_areas(collect(entries, came_in, year=wanted, check=judge, settings=settings), settings)
    _tell(on_progress, 0, 1, "汇总")
    consolidated = consolidate(
        members(collected.offices), agency=agency or common_place(entries), year=wanted, settings=settings
    )
    return _write_out(collected, consolidated, before, target, issuer, on_progress)


def common_place(entries: Sequence[RosterEntry]) -> str:
    """Name the area a roster covers: the levels all places share, else the place of most; 本地区 if none is given."""
    places = [levels_of(entry.place) for entry in entries if entry.place]
    if not places:
        return "本地区"
    shared = []
    for level in zip(*places, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "".join(shared or Counter(places).most_common(1)[0][0])


def _read(
    folder: Path, roster: Path, out: Path, jobs: int, settings: Settings, on_progress: Progress | None
) -> Iterator[Report | Unread]:
    sources = [each for each in sources_of(folder) if _is_input(each, roster, out)]
    for number, (source, found) in enumerate(read_sources(sources, jobs=jobs, settings=settings), 1):
        _tell(on_progress, number, len(sources), source.name)
        yield from found


def _is_input(source: Source, roster: Path, out: Path) -> bool:
    path = source.path.resolve()
    return path != roster.resolve() and not path.is_relative_to(out.resolve())


def _tell(on_progress: Progress | None, done: int, of: int, what: str) -> None:
    if on_progress is not None:
        on_progress(done, of, what)


def _checker(
    reports: Sequence[Report],
    year: int,
    previous: PreviousReports | str | PathLike[str] | None,
    rule_sets: Sequence[RuleSet],
    settings: Settings,
) -> Callable[[Report, RosterEntry], list[Finding]]:
    """Index last year's reports and the peers once, for all checks."""
    earlier: PreviousReports | None = None
    if previous is not None:
        earlier = PreviousReports.of(previous)
    elif before := [report for report in reports if report.year == year - 1]:
        earlier = PreviousReports(before)
    peers = Peers([report for report in reports if report.year == year], settings=settings)

    def judge(report: Report, entry: RosterEntry) -> list[Finding]:
        return check(
            report, earlier, peers, rules=f"-{AREA_RULES}", due=entry.due, rule_sets=rule_sets, settings=settings
        )

    return judge


def _write_out(
    collected: Collected,
    consolidated: Consolidated,
    before: State | None,
    out: Path,
    issuer: str,
    on_progress: Progress | None,
) -> JanuaryResult:
    from gongkai.january.summary_page import summary_page
    from gongkai.january.total_workbook import render_total_workbook
    from gongkai.january.workbook import matrix_workbook
    from gongkai.writing import render_report

    names = files.slip_names(collected.offices)
    ours, messages = _write_slips(collected, names, before, out, issuer)
    slips = {key: name for key, name in names.items() if name in ours}
    state = State.of(collected, consolidated, ours)
    changes = compare_states(before, state)
    page = summary_page(collected, consolidated, changes, slips, messages)
    made: dict[str, Callable[[], bytes]] = {
        files.SUMMARY: page.encode,
        files.MATRIX: lambda: matrix_workbook(collected, slips),
        f"{files.TOTAL}.docx": lambda: render_report(consolidated.report, "docx"),
        f"{files.TOTAL}.xlsx": lambda: render_total_workbook(consolidated),
        files.CHANGES: changes_markdown(changes, collected.year).encode,
        files.REPORTS: lambda: _lines(filing.report.to_json() for filing in collected.filings),
        files.FINDINGS: lambda: _lines(_findings_of(collected)),
        files.ERRORS: lambda: _lines(
            {"source": each.source, "error": each.unread.error.to_json()} for each in collected.unread
        ),
    }
    for number, (name, render) in enumerate(made.items(), 1):
        _tell(on_progress, number, len(made), name)
        files.write_bytes(out / name, render())
    # Last of all: a run that fails half-way is compared with the one before it, not with itself.
    write_state(state, out / files.STATE)
    paths = tuple(out / files.SLIPS / name for name in slips.values())
    outputs = (*(out / name for name in made), out / files.STATE, *paths)
    return JanuaryResult(collected, consolidated, changes, outputs, paths, tuple(messages))


def _write_slips(
    collected: Collected, names: dict[str, str], before: State | None, out: Path, issuer: str
) -> tuple[dict[str, tuple[str, str]], list[str]]:
    from gongkai.january.slip_docx import SlipWriter

    writer = SlipWriter()
    wanted: dict[str, tuple[str, Callable[[], bytes]]] = {}
    for office in collected.with_findings():
        if office.report is not None:
            slip = set_out_slip(office, office.report, issuer=issuer)
            says = files.checksum(repr(slip).encode())
            wanted[names[office.key]] = (says, partial(writer.render, slip))
    return files.replace_slips(out / files.SLIPS, wanted, before.slips if before is not None else {})


def _findings_of(collected: Collected) -> Iterator[dict[str, object]]:
    for office in collected.offices:
        if office.report is not None:
            findings = [each.to_json() for each in (*office.findings, *office.not_run)]
            yield {"source": office.report.source, "findings": findings}


def _lines(data: Iterator[dict[str, object]] | Sequence[dict[str, object]]) -> bytes:
    return "".join(f"{dumps(each)}\n" for each in data).encode()
