"""Read documents of any kind into reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gongkai.document.model import Document
from gongkai.document.opening import open_documents
from gongkai.errors import EmptyForm, GongkaiError, NotAReport, UsageError
from gongkai.reading.characters import data_file
from gongkai.reading.facts import facts_of
from gongkai.reading.metadata import metadata_of
from gongkai.reading.outline import Outline, find_outline
from gongkai.reading.own import own_reports
from gongkai.reading.prose import sections_of
from gongkai.reading.regions import regions_of
from gongkai.reading.several import Part, reports_in
from gongkai.reading.sources import PathLike, Source, load, load_stream
from gongkai.reading.tables import Tables, read_tables
from gongkai.reading.unfold import unfold
from gongkai.report.model import Doubtful, Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

_ENOUGH_CELLS = 30
_ENOUGH_SECTIONS = 4
_WRITTEN = 60
"""Characters of section one from which on somebody has written it, not only named the year over an empty form."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A document, or a member of an archive, that holds no readable report."""

    source: str
    error: GongkaiError


def read(
    source: PathLike | bytes | BinaryIO, *, name: str | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Report:
    """Read the one report in a file, in bytes or in a binary stream.

    Raises a :class:`GongkaiError` saying what is wrong; :class:`UsageError` where there are several reports
    (use :func:`read_many`).
    """
    data, called = _bytes_of(source, settings)
    found = list(read_bytes(data, name or called, settings))
    reports = [each for each in found if isinstance(each, Report)]
    if len(reports) > 1:
        raise UsageError(f"There are {len(reports)} reports in '{name or called}'.", advice="Use read_many for them.")
    if reports:
        return reports[0]
    raise next(each.error for each in found if isinstance(each, Unread))


def _bytes_of(source: PathLike | bytes | BinaryIO, settings: Settings) -> tuple[bytes, str]:
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), "input"
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        if path.is_dir():
            raise UsageError(f"'{path}' is a folder.", advice="Use read_many for folders.")
        return load(path, settings), path.name
    return load_stream(source, settings), os.path.basename(str(getattr(source, "name", "input")))


def read_source(source: Source, settings: Settings = DEFAULT_SETTINGS) -> list[Report | Unread]:
    """Read one file into its reports and failures; never raises for what is wrong with the file."""
    try:
        data = load(source.path, settings)
    except GongkaiError as error:
        return [Unread(source.name, error)]
    return list(read_bytes(data, source.name, settings))


def read_bytes(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Iterator[Report | Unread]:
    """Read all reports in the bytes of one file, archives included."""
    try:
        own = own_reports(data, source)
    except GongkaiError as error:
        yield Unread(source, error)
        return
    if own is not None:
        yield from own
        return
    for name, document in open_documents(data, source, settings):
        if isinstance(document, Document):
            yield from read_document(document, name, settings)
        else:
            yield Unread(name, document)


def read_document(
    document: Document, source: str | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[Report | Unread]:
    """Read the report or reports of one document."""
    name = source if source is not None else document.source
    parts = reports_in(unfold(document.blocks))
    for number, part in enumerate(parts, 1):
        called = name if len(parts) == 1 else f"{name}#{number}"
        try:
            yield _report(document, part, called, settings)
        except NotAReport as error:
            yield Unread(called, error)


def _report(document: Document, part: Part, source: str, settings: Settings) -> Report:
    blocks = part.blocks
    outline = find_outline(blocks)
    metadata = metadata_of(document, blocks, outline)
    aligned = read_tables(blocks, regions_of(outline), metadata.year, recognised=document.recognised, settings=settings)
    _insist_on_report(aligned, outline)
    preamble, sections, closing = sections_of(blocks, outline, aligned.consumed)
    named = metadata.agency is not None or (metadata.year is not None and len(sections["overview"]) >= _WRITTEN)
    if not aligned.figures and not named and aligned.found:
        raise EmptyForm("这是一份空白表样：没有数字，也没有写明机关和年度。", advice="请填写后再报。")
    return Report(
        source=source,
        form=aligned.form,
        agency=metadata.agency,
        year=metadata.year,
        title=metadata.title,
        cells=aligned.cells,
        provenance=aligned.provenance,
        published=metadata.published,
        signed=metadata.signed,
        addressee=metadata.addressee,
        signature=metadata.signature,
        extra=aligned.extra,
        preamble=preamble,
        sections=sections,
        closing=closing,
        facts=facts_of(sections, metadata.agency, metadata.year),
        warnings=(
            *aligned.warnings,
            *outline.doubts,
            *metadata.doubts,
            *(Doubtful(doubt.code, doubt.message) for doubt in document.doubts),
        ),
    )


def _insist_on_report(aligned: Tables, outline: Outline) -> None:
    """Raise :class:`NotAReport` unless tables or sections are those of an annual report."""
    about = (
        outline.title.text.startswith(tuple(data_file("headings.toml")["title"]["about"])) if outline.title else False
    )
    stood = sum(1 for place in aligned.provenance.values() if place.how != "missing")
    if stood >= _ENOUGH_CELLS or (len(outline.headings) >= _ENOUGH_SECTIONS and not about):
        return
    if stood and len(outline.headings) >= 2:
        return
    raise NotAReport(
        "文件里没有政府信息公开工作年度报告。",
        advice="没有找到报告的表格和各部分标题，请核对是否报错了文件。",
    )
