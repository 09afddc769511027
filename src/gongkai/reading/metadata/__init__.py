"""Who reports on which year, when it was published and signed, to whom: read from title, preamble and closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from gongkai.document.model import Block, Document
from gongkai.reading.characters import data_file, squeeze, tight
from gongkai.reading.closing import signature_and_date
from gongkai.reading.entries import Entry, Place, entries_of
from gongkai.reading.metadata.agency import find_agency
from gongkai.reading.metadata.dates import date_of, find_published, find_year
from gongkai.reading.outline import Outline
from gongkai.reading.title import opens_prose
from gongkai.report.model import Doubtful
from gongkai.settings import DEFAULT_SETTINGS, Settings


@dataclass(frozen=True)
class Metadata:
    """What a report says about itself; ``None`` where it does not say."""

    agency: str | None
    year: int | None
    title: str | None
    published: dt.date | None = None
    signed: dt.date | None = None
    addressee: str | None = None
    signature: str | None = None
    doubts: tuple[Doubtful, ...] = ()


def metadata_of(
    document: Document,
    blocks: Sequence[Block],
    outline: Outline,
    entries: Sequence[Entry] | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> Metadata:
    """Return the metadata of the one report in ``blocks`` (a document's blocks, or one report's part of them)."""
    entries = entries_of(blocks, settings) if entries is None else entries
    first = outline.headings[0].place if outline.headings else Place(len(blocks))
    head = [entry for entry in entries if entry.place < first]
    lead = _lead(entries, outline, settings)
    tail = [entry for entry in entries if outline.closing <= entry.place < outline.end and entry.text]
    names, day = signature_and_date([entry.text for entry in tail], settings)
    signed = date_of(day) if day else None
    stated = outline.title.name if outline.title else None
    signature = "、".join(names) or None
    agency = find_agency(stated, names, lead, document, settings)
    year, doubts = find_year(outline.title, lead, document, settings)
    if agency is None:
        doubts += (Doubtful("agency-unknown", "未能确定报告单位：标题、正文和落款均未写明。"),)
    printed = [outline.title.text] if outline.title else []
    return Metadata(
        agency=agency and _as_printed(agency, chain(printed, names, (entry.text for entry in entries))),
        year=year,
        title=outline.title.text if outline.title else None,
        published=find_published(head, blocks, first, document.meta, year, tail, settings),
        signed=signed,
        addressee=_addressee(head, outline, settings),
        signature=signature,
        doubts=doubts,
    )


def _as_printed(name: str, texts: Iterable[str]) -> str:
    """Return a folded name with the brackets and characters it was printed with."""
    for text in texts:
        at = tight(text).find(name)
        if at >= 0:
            return "".join(text.split())[at : at + len(name)]
    return name


def _lead(entries: Sequence[Entry], outline: Outline, settings: Settings) -> list[str]:
    """The preamble's and section one's paragraphs, folded: where a report says what it is."""
    overview = outline.section("overview")
    begin, end = (
        outline.title.after if outline.title else outline.preamble,
        overview[1] if overview else outline.closing,
    )
    heading = outline.heading("overview")
    about = tuple(data_file("furniture.toml")["about"])
    lead: list[str] = []
    budget = settings.lead_longest
    for entry in entries:
        if not begin <= entry.place < end or (
            heading and heading.place == entry.place != heading.after._replace(offset=0)
        ):
            continue
        if heading and entry.place == heading.place:
            lead.append(tight(entry.text[heading.after.offset - heading.place.offset :]))
        elif entry.sole and not (entry.place < outline.preamble and entry.start.startswith(about)):
            lead.append(tight(entry.text))
        else:
            continue
        budget -= len(lead[-1])
        if budget < 0:
            break
    return _joined(lead, settings.broken_line)


def _joined(lines: Sequence[str], whole: int) -> list[str]:
    """Join lines that were broken in mid-sentence, as text copied from a PDF is; short ones are ``whole``."""
    joined: list[str] = []
    for line in lines:
        if (
            joined
            and joined[-1]
            and len(joined[-1]) > whole
            and joined[-1][-1] not in "。;:!?"
            and line[:1] not in "(一二三四五六"
        ):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _addressee(head: Sequence[Entry], outline: Outline, settings: Settings) -> str | None:
    """The body the report is handed up to: a short line of its own ending in a colon, between title and preamble."""
    begin = outline.title.after if outline.title else Place(0)
    about = tuple(data_file("furniture.toml")["about"])
    for entry in head:
        text = tight(entry.text)
        if entry.place < begin or not text:
            continue
        if opens_prose(entry.text, settings):
            return None
        short = 2 < len(text) <= settings.addressee_longest
        if short and text.endswith(":") and not text.startswith(about) and "如下" not in text:
            return squeeze(entry.text).rstrip(":：")
    return None
