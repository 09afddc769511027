"""Finding the report of the year before: the same full name with its place, and exactly one candidate."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from gongkai.errors import GongkaiError, InvalidData, UsageError
from gongkai.law import classify
from gongkai.report import Report

PreviousSource = Report | str | PathLike[str] | Iterable[Report]


@dataclass(frozen=True, slots=True)
class Match:
    """The report found, or the reason in both languages why none was."""

    report: Report | None
    reason: str = ""
    reason_en: str = ""


class PreviousReports:
    """Reports of earlier years, indexed once by agency and year, for any number of checks."""

    def __init__(self, reports: Iterable[Report], *, named: bool = False, unread: Iterable[str] = ()) -> None:
        """``named`` says that the caller pointed at this one report, so that its name needs no place."""
        self._reports: dict[tuple[str, int], list[Report]] = {}
        self._named = named
        self._unread = tuple(unread)
        for report in reports:
            if report.agency and report.year is not None:
                self._reports.setdefault((full_name(report.agency), report.year), []).append(report)

    @classmethod
    def of(cls, source: PreviousSource | PreviousReports) -> PreviousReports:
        """Take a report, a document, a folder, a reports file (JSON or JSONL) or an iterable of reports.

        A file that cannot be read is remembered, and :meth:`match` says so. Raises :class:`UsageError` where the path
        is not there.
        """
        if isinstance(source, PreviousReports):
            return source
        if isinstance(source, Report):
            return cls((source,), named=True)
        if isinstance(source, (str, PathLike)):
            return cls._of_path(Path(fspath(source)))
        return cls(source)

    @classmethod
    def _of_path(cls, path: Path) -> PreviousReports:
        if not path.exists():
            raise UsageError(f"“{path}”不存在。", advice="请写上年报告的文件、文件夹或 reports.jsonl。")
        found: list[Report] = []
        unread: list[str] = []
        for file in sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else (path,):
            try:
                found.extend(_reports_in(file))
            except GongkaiError as error:
                unread.append(f"{file.name}: {error}")
        # Pointing at one document is saying that it is the one; pointing at a collection is not.
        named = len(found) == 1 and path.is_file() and path.suffix.lower() != ".jsonl"
        return cls(found, named=named, unread=unread)

    def match(self, report: Report) -> Match:
        """Return the same agency's report of the year before."""
        if not report.agency or report.year is None:
            return Match(None, "未能确定本报告的机关或年度", "the report's own agency or year is not known")
        candidates = self._reports.get((full_name(report.agency), report.year - 1), [])
        year = report.year - 1
        if not candidates:
            lost = f"（另有{len(self._unread)}个文件无法读取，如 {self._unread[0]}）" if self._unread else ""
            lost_en = (
                f" ({len(self._unread)} files could not be read, such as {self._unread[0]})" if self._unread else ""
            )
            return Match(
                None,
                f"没有找到“{report.agency}”{year}年的报告{lost}",
                f"no report of {report.agency} for {year} was found{lost_en}",
            )
        if len(candidates) > 1:
            names = "、".join(each.source for each in candidates[:5])
            return Match(
                None,
                f"“{report.agency}”{year}年的报告有{len(candidates)}份（{names}），不能确定是哪一份",
                f"{len(candidates)} reports of {report.agency} for {year} were found ({names})",
            )
        if not self._named and not classify(report.agency).is_located:
            return Match(
                None,
                f"机关名称“{report.agency}”没有写明所在地，不能确定是同一机关",
                f"the name {report.agency} does not say where the agency is, so it cannot be told from namesakes",
            )
        return Match(candidates[0])


def full_name(agency: str) -> str:
    """Return a name for comparing: full-width and half-width forms and spaces made alike, nothing else."""
    return "".join(unicodedata.normalize("NFKC", agency).split())


def _reports_in(path: Path) -> Iterator[Report]:
    suffix = path.suffix.lower()
    if suffix in (".json", ".jsonl"):
        yield from _json_reports(path)
        return
    # Reading loads every front; a check without documents to read must not pay for it.
    from gongkai.reading import read

    yield read(path)


def _json_reports(path: Path) -> Iterator[Report]:
    from gongkai.report.json import loads, report_from_json

    text = path.read_bytes()
    lines = text.splitlines() if path.suffix.lower() == ".jsonl" else [text]
    for line in lines:
        if not line.strip():
            continue
        data = loads(line)
        for each in data if isinstance(data, list) else [data]:
            if not isinstance(each, dict):
                raise InvalidData(f"“{path.name}”里没有报告数据。", advice="请用 gongkai read --out 写出的文件。")
            yield report_from_json(each)
