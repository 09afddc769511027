"""Files of reports already read (``reports.jsonl``), taken line by line: they may be larger than memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from gongkai.cli.work import Read, as_lines
from gongkai.document.sources import Source
from gongkai.errors import GongkaiError, InvalidData
from gongkai.reading import read_each
from gongkai.report.json import loads, report_from_json

# In a line of findings, "cells" is a list.
_CELLS = re.compile(rb'^\{.*"cells"\s*:\s*\{')
_LONGEST_LINE = 30_000_000
"""Bytes of one report's line; the longest real report has some hundred thousand."""


def read_anything(sources: Iterable[Source], jobs: int) -> Iterator[Iterable[Read]]:
    """Yield for every source, in order, what it holds: documents are read, reports already read are taken as such."""
    for of_reports, group in groupby(sources, key=lambda each: is_report_lines(each.path)):
        if of_reports:
            yield from map(read_report_lines, group)
        else:
            yield from (found for _, found in read_each(group, as_lines, jobs=jobs))


def is_report_lines(path: Path) -> bool:
    """Tell whether a file holds reports as lines of JSON, by its name and first line."""
    if path.suffix.lower() != ".jsonl":
        return False
    try:
        with path.open("rb") as file:
            first = file.readline(_LONGEST_LINE)
    except OSError:
        return False
    return _CELLS.search(first) is not None


def read_report_lines(source: Source) -> Iterator[Read]:
    """Yield every report of the file; a damaged line is an error of its own and the rest goes on."""
    with source.path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if not line.strip():
                continue
            try:
                text = _decoded(line)
                report = report_from_json(loads(text))
            except GongkaiError as error:
                yield Read(f"{source.name}#{number}", None, error.to_json())
                continue
            yield Read(report.source, text, None, report.agency, report.year)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise InvalidData(f"这一行不是 UTF-8 文本：{error.reason}。", advice="请用 gongkai read 重新生成。") from error
