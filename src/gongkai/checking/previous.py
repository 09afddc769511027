"""Finding the report of the year before: the same full name with its place, and exactly one candidate."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from gongkai.checking.rule import NotRun, unable
from gongkai.errors import GongkaiError, InvalidData, UsageError
from gongkai.law import classify
from gongkai.report import Report

PreviousSource = Report | str | PathLike[str] | Iterable[Report]

_FOUND = NotRun("", "")


@dataclass(frozen=True, slots=True)
class Match:
    """The report found, or why none was."""

    report: Report | None
    reason: NotRun = _FOUND


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
        agency = report.agency
        if not agency or report.year is None:
            return Match(None, unable("own-unknown"))
        year = report.year - 1
        candidates = self._reports.get((full_name(agency), year), [])
        if not candidates and self._unread:
            count = len(self._unread)
            return Match(
                None, unable("previous-unread", agency=agency, year=str(year), count=count, first=self._unread[0])
            )
        if not candidates:
            return Match(None, unable("previous-not-found", agency=agency, year=str(year)))
        if len(candidates) > 1:
            names = "、".join(each.source for each in candidates[:5])
            return Match(
                None, unable("previous-several", agency=agency, year=str(year), count=len(candidates), names=names)
            )
        if not self._named and not classify(agency).is_located:
            return Match(None, unable("previous-unlocated", agency=agency))
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
