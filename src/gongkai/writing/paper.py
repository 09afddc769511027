"""What a written report says, in order, before any format: title, prose, tables, and what closes it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from gongkai.forms import Form, Table
from gongkai.report import Report
from gongkai.writing.grid import LaidCell, Layout, lay_out

Version = Literal["web", "handed-up"]

# What XML 1.0 (and with it DOCX, XLSX, HTML) cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# A paragraph that is a heading by itself: numbered （一） or 1., short, one sentence at most (GB/T 9704-2012, 7.3.3).
_HEADING2 = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。；;！？!?]{1,38}[。：:]?")
_HEADING3 = re.compile(r"\d{1,2}[.．、][^。；;！？!?，,\d][^。；;！？!?，,]{0,28}[。：:]?")

TEXT_WIDTH = 156
"""Width of the text block in mm (GB/T 9704-2012, 5.2.1)."""
TABLE_SIZE = 9.5
"""Type size of tables on paper, in points."""
_CELL_MARGINS = 7.5
"""Left and right margin of a cell together, in points."""
_DIGIT = 0.56
"""Widest digit of the fonts used, in ems."""
_TITLE_LINE = 20
"""Characters of 二号 (22 pt) that fit on a line of 156 mm."""


class Paragraph(NamedTuple):
    """One paragraph without line breaks. ``level`` is 0 for body text, 2 or 3 for headings inside a section."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class PaperSection:
    """One of the six sections with its printed heading, its prose and its table, if the report has it."""

    key: str
    heading: str
    """As printed: 一、总体情况."""
    paragraphs: tuple[Paragraph, ...]
    caption: str = ""
    layout: Layout | None = None


@dataclass(frozen=True)
class Paper:
    """A report as it will be printed. Every text is free of characters that a format cannot hold."""

    title: str
    agency: str
    byline: str
    """The agency, where the title does not name it; else empty."""
    year: int | None
    published: dt.date | None
    addressee: str
    preamble: tuple[Paragraph, ...]
    sections: tuple[PaperSection, ...]
    closing: tuple[Paragraph, ...]
    signature: str
    signed: str
    notice: str

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title broken after the agency where it is too long for one line (GB/T 9704-2012, 7.3.1)."""
        rest = self.title.removeprefix(self.agency)
        if self.agency and rest and rest != self.title and len(self.title) > _TITLE_LINE:
            return self.agency, rest
        return (self.title,)


@cache
def settings_of_paper() -> Mapping[str, Any]:
    """Return what ``data/paper.toml`` states: wording, fonts, column units."""
    return tomllib.loads(files("gongkai.writing").joinpath("data", "paper.toml").read_text("utf-8"))


def units_of(layout: Layout) -> tuple[int, ...]:
    """Return the width of each column in shares of the page; 15 units fill the page in the known tables."""
    known = settings_of_paper()["units"].get(layout.key)
    return tuple(known) if known and len(known) == layout.width else (1,) * layout.width


def height_of(layout: Layout) -> float:
    """Return the least height of the table's rows in mm."""
    return float(settings_of_paper()["row_height"].get(layout.key, 7))


def figure_size(cell: LaidCell, layout: Layout) -> float:
    """Return the type size in points at which a figure fits its column on paper: one broken over lines is misread."""
    units = units_of(layout)
    share = sum(units[cell.column : cell.column + cell.column_span]) / sum(units)
    room = share * TEXT_WIDTH / 25.4 * 72 - _CELL_MARGINS
    return min(TABLE_SIZE, room / (_DIGIT * max(len(cell.text), 1)))


def set_out(report: Report, version: Version = "web") -> Paper:
    """Decide what is printed.

    ``handed-up`` prints the addressee, the signature (the agency where none is stated) and the date under it
    (none is invented); ``web`` prints the date of publication instead.
    """
    form = report.statutory_form
    handed_up = version == "handed-up"
    agency = plain_line(report.agency)
    title = plain_line(report.title) or f"{agency}{f'{report.year}年' if report.year else ''}{form.title}"
    addressee = _with_colon(plain_line(report.addressee)) if handed_up else ""
    signature = (plain_line(report.signature) or agency) if handed_up else ""
    signed = chinese_date(report.signed) if handed_up and report.signed else ""
    notice = str(settings_of_paper()["wording"]["notice"]) if handed_up else ""
    own = {_bare(text) for text in (addressee, signature, signed, notice) if text}
    tables, captions = {table.section: table for table in form.tables}, _captions(form)
    return Paper(
        title=title,
        agency=agency,
        byline=agency if agency not in title else "",
        year=report.year,
        published=None if handed_up else report.published,
        addressee=addressee,
        preamble=_without(paragraphs_of(report.preamble), own),
        sections=tuple(
            PaperSection(
                key=section.key,
                heading=f"{section.number}、{section.heading}",
                paragraphs=paragraphs_of(report.sections.get(section.key, "")),
                caption=captions.get(section.key, ""),
                layout=_layout(report, tables.get(section.key)),
            )
            for section in form.sections
        ),
        closing=_without(paragraphs_of(report.closing), own),
        signature=signature,
        signed=signed,
        notice=notice,
    )


def chinese_date(date: dt.date) -> str:
    """Return 2025年1月16日 (GB/T 9704-2012, 7.3.5.4: Arabic figures, no leading zeros)."""
    return f"{date.year}年{date.month}月{date.day}日"


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Split prose into its paragraphs, without indents and empty lines, and tell headings by their form."""
    lines = (_clean(line).strip() for line in _BREAKS.split(text))
    return tuple(Paragraph(line, _level(line)) for line in lines if line)


def _level(line: str) -> int:
    if _HEADING2.fullmatch(line):
        return 2
    return 3 if _HEADING3.fullmatch(line) else 0


def _layout(report: Report, table: Table | None) -> Layout | None:
    """Lay the section's table out, unless the report has none of its cells (it stood there as a picture, or not)."""
    if table is None:
        return None
    keys = report.statutory_form.table_keys(table.key)
    extra = any(row.section == table.section for row in report.extra)
    if not extra and all(report.provenance[key].how == "missing" for key in keys):
        return None
    return lay_out(report, table)


def _captions(form: Form) -> dict[str, str]:
    """Return for each section with a table 表一：主动公开政府信息情况（单位：件、万元）."""
    wording = settings_of_paper()["wording"]
    captions = {}
    for section, table in zip(form.sections, form.tables, strict=False):  # the first sections' numerals count tables
        units = dict.fromkeys(column.unit for block in table.blocks for column in block.columns)
        heading = form.section(table.section).heading
        number = wording["table"].format(section.number)
        captions[table.section] = f"{number}{heading}（{wording['unit']}{'、'.join(units)}）"
    return captions


def _without(paragraphs: Sequence[Paragraph], own: set[str]) -> tuple[Paragraph, ...]:
    """Leave out the lines that the handed-up version prints in their own places."""
    return tuple(each for each in paragraphs if _bare(each.text) not in own)


def _bare(text: str) -> str:
    return re.sub(r"[\s：:（）()]", "", text)


def _with_colon(text: str) -> str:
    return text if not text or text.endswith(("：", ":")) else f"{text}："


def plain_line(text: str | None) -> str:
    """Return text on one line: a title broken over lines is one title."""
    return " ".join(_clean(line).strip() for line in _BREAKS.split(text or "")).strip()


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)
