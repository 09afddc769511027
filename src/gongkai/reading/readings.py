"""The way from a document to its reports: entries → reports → outline → metadata → tables → prose → report.

Each stage's value is made once and handed on; the layouts of the text compete within the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.document.budget import DocumentBudget
from gongkai.document.model import Block, Document, Grid
from gongkai.errors import EmptyForm, GongkaiError, NotAReport, OverBudget
from gongkai.reading.accounts import Unplaced
from gongkai.reading.characters import data_file
from gongkai.reading.draft import ExtraFigure
from gongkai.reading.facts import facts_of
from gongkai.reading.metadata import Metadata, metadata_of
from gongkai.reading.outline import Outline, find_outline
from gongkai.reading.prose import sections_of
from gongkai.reading.regions import regions_of
from gongkai.reading.several import Part, reports_in
from gongkai.reading.tables import Tables, read_tables
from gongkai.reading.unfold import unfold
from gongkai.report.model import Doubtful, Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

__all__ = ["ExtraFigure", "Reading", "Unplaced", "Unread", "readings_of"]


@dataclass(frozen=True, slots=True)
class Unread:
    """A document, or a member of an archive, that holds no readable report."""

    source: str
    error: GongkaiError


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with its blocks, the figures that found no place, and those that stand in ``extra``."""

    report: Report
    blocks: Sequence[Block] = ()
    unplaced: tuple[Unplaced, ...] = ()
    extra_figures: tuple[ExtraFigure, ...] = ()


def readings_of(
    document: Document, source: str | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[Reading | Unread]:
    """Read the report or reports of one document, each with its own blocks, within the document's budget."""
    name = source if source is not None else document.source
    budget = DocumentBudget(settings, document.spent)
    try:
        with budget:
            parts = reports_in(unfold(document.blocks, settings), settings)
    except OverBudget as error:
        yield Unread(name, error)
        return
    for number, part in enumerate(parts, 1):
        called = name if len(parts) == 1 else f"{name}#{number}"
        found: Reading | Unread
        try:
            with budget:
                found = _reading(document, part, called, settings)
        except (NotAReport, OverBudget) as error:
            found = Unread(called, error)
        yield found


def _reading(document: Document, part: Part, source: str, settings: Settings) -> Reading:
    blocks, entries = part
    outline = find_outline(blocks, entries, settings)
    metadata = metadata_of(document, blocks, outline, entries, settings)
    tables = read_tables(blocks, regions_of(outline), metadata.year, recognised=document.recognised, settings=settings)
    _insist_on_report(tables, outline, settings)
    preamble, sections, closing = sections_of(blocks, outline, tables.consumed, entries, settings)
    _insist_on_content(tables, metadata, sections["overview"], settings)
    report = Report(
        source=source,
        form=tables.form,
        agency=metadata.agency,
        year=metadata.year,
        title=metadata.title,
        cells=tables.cells,
        provenance=tables.provenance,
        published=metadata.published,
        signed=metadata.signed,
        addressee=metadata.addressee,
        signature=metadata.signature,
        extra=tables.extra,
        preamble=preamble,
        sections=sections,
        closing=closing,
        facts=facts_of(sections, metadata.agency, metadata.year, settings),
        warnings=(
            *tables.warnings,
            *outline.doubts,
            *metadata.doubts,
            *(Doubtful(doubt.code, doubt.message) for doubt in document.doubts),
        ),
    )
    return Reading(report, _as_read(blocks, tables), tables.unplaced, tables.extra_figures)


def _as_read(blocks: Sequence[Block], tables: Tables) -> Sequence[Block]:
    """Return the blocks with those grids as lines again whose lines were read, so that each place is in them."""
    if not any(isinstance(block, Grid) and block.lines for block in blocks):
        return blocks
    lines = {place.line for place in tables.provenance.values()} | {each.line for each in tables.unplaced}
    lines |= {each.line for each in tables.extra_figures}
    laid: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and any(line.number in lines for line in block.lines):
            laid.extend(block.lines)
        else:
            laid.append(block)
    return laid


def _insist_on_content(tables: Tables, metadata: Metadata, overview: str, settings: Settings) -> None:
    """Raise :class:`EmptyForm` for the tables of a form that nobody has filled in or put a name to."""
    named = metadata.agency is not None or (metadata.year is not None and len(overview) >= settings.written_overview)
    if not named and tables.found and not tables.unplaced and not tables.figures:
        raise EmptyForm("这是一份空白表样：没有数字，也没有写明机关和年度。", advice="请填写后再报。")


def _insist_on_report(tables: Tables, outline: Outline, settings: Settings) -> None:
    """Raise :class:`NotAReport` unless tables or sections are those of an annual report."""
    about = (
        outline.title.text.startswith(tuple(data_file("headings.toml")["title"]["about"])) if outline.title else False
    )
    stood = sum(1 for place in tables.provenance.values() if place.how != "missing")
    if stood >= settings.report_cells or (len(outline.headings) >= settings.report_sections and not about):
        return
    if stood and len(outline.headings) >= settings.cells_headings:
        return
    raise NotAReport(
        "文件里没有政府信息公开工作年度报告。",
        advice="没有找到报告的表格和各部分标题，请核对是否报错了文件。",
    )
