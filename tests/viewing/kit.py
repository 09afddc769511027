"""Readings made by hand, and what a page holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from gongkai.document.model import Block, Grid, GridCell
from gongkai.document.sources import Source
from gongkai.reading.in_files import readings_in
from gongkai.reading.readings import Reading, Unplaced
from gongkai.report import Doubtful, Provenance, blank_report
from gongkai.viewing import Mark, Spot

REPORTS = Path(__file__).parents[1] / "data" / "reports"
REAL = sorted(path.name for path in REPORTS.iterdir() if path.suffix in (".txt", ".pdf"))
RECEIVED = "requests.received.natural_person"
GRANTED = "requests.granted.natural_person"
MADE = "proactive.regulations.made"


def read(name: str) -> Reading:
    """One of the real reports with its document."""
    (found,) = readings_in(Source(REPORTS / name, name))
    if isinstance(found, Reading):
        return found
    raise found.error


def made(
    *blocks: Block,
    cells: Mapping[str, int | None] | None = None,
    places: Mapping[str, Provenance] | None = None,
    unplaced: tuple[Unplaced, ...] = (),
    warnings: tuple[Doubtful, ...] = (),
    **more: Any,
) -> Reading:
    """A reading by hand: values, the places they stood in, and the document."""
    report = blank_report("2021", source="甲.txt", agency="某县某局", year=2024, cells=cells, warnings=warnings)
    report = replace(report, provenance={**report.provenance, **(places or {})}, **more)
    return Reading(report, blocks, unplaced)


def grid(number: int, *rows: str) -> Grid:
    """A table whose rows are written with bars between the cells."""
    texts = [row.split("|") for row in rows]
    cells = tuple(tuple(GridCell(text, y, x) for x, text in enumerate(row, 1)) for y, row in enumerate(texts, 1))
    return Grid(number, cells, max(map(len, texts)))


def mark(anchor: str, text: str, *, table: int = 0, row: int = 1, column: int = 0, sort: Any = "read") -> Mark:
    """A mark by hand."""
    return Mark(anchor, Spot(table, row, column), sort, text, "名称", "说明", "#there")


class Page:
    """A page's markup, looked into."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.tree = LexborHTMLParser(markup)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements that a selector finds."""
        return [node.text(separator="", strip=False).strip() for node in self.tree.css(selector)]

    def all(self, attribute: str) -> Iterator[str]:
        """Every value of an attribute."""
        for node in self.tree.css(f"[{attribute}]"):
            yield node.attributes[attribute] or ""
