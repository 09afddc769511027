"""PDF: the pages as the reader reads them, what they hold unseen, and the file as it was before its last changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.document import budget
from gongkai.document.fronts.pdf.opening import opened
from gongkai.document.kinds import Kind, Sniffed
from gongkai.document.opening import read_one
from gongkai.errors import EmptyDocument, ToolMissing, UnreadableDocument
from gongkai.screening.files.gathering import Gathered, Inner, from_document, shown_in, without_spaces
from gongkai.screening.files.pdf_objects import Objects
from gongkai.screening.model import Content, Place
from gongkai.settings import Settings

_END = re.compile(rb"%%EOF[\r\n]*")
_LINEARIZED = re.compile(rb"/Linearized\b")
_PAGE_STEPS = 64


def read_pdf(data: bytes, settings: Settings, inner: Inner) -> Content:
    """Return all that a PDF holds."""
    gathered = Gathered()
    try:
        from_document(read_one(data, "", settings, Sniffed(Kind.PDF)), gathered)
    except EmptyDocument:
        pass
    except ToolMissing as error:
        gathered.unread.append(f"扫描页的文字没有查：{error}")
    shown = shown_in(gathered)
    for number, line in _lines(data, settings):
        # Invisible, white, covered, or outside the page: the reader does not show it.
        if without_spaces(line) not in shown:
            gathered.text(line, Place(page=number), "hidden-text")
    Objects(gathered, shown, settings, inner).read(data)
    earlier_versions(data, shown, gathered, settings)
    return gathered.content()


def _lines(data: bytes, settings: Settings) -> Iterator[tuple[int, str]]:
    """Yield every line that pdfium finds in the pages, with the page's number."""
    with opened(data) as document:
        for number in range(1, min(len(document), settings.max_pages) + 1):
            budget.spend(_PAGE_STEPS)
            page = document[number - 1]
            text = page.get_textpage().get_text_range(errors="replace")
            page.close()
            for line in text.splitlines():
                yield number, line


def earlier_versions(data: bytes, shown: str, gathered: Gathered, settings: Settings) -> None:
    """Look into the file as it was before each change saved behind it (ISO 32000-1, 7.5.6)."""
    ends = [each.end() for each in _END.finditer(data)]
    if _LINEARIZED.search(data, 0, 2048):
        ends = ends[1:]
    for end in ends[:-1]:
        budget.check()
        try:
            lines = list(_lines(data[:end], settings))
        except UnreadableDocument:
            continue  # no file of its own: the mark stands inside a stream
        gathered.trace("earlier-version", Place("other"), f"文件前{end}字节是改动前的版本")
        for number, line in lines:
            if without_spaces(line) not in shown:
                gathered.text(line, Place(page=number), "earlier-version")
