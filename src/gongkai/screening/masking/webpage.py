"""Web pages masked: what is shown, and what stands in comments, attributes and scripts; every other byte stays."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.document.encoding import decode
from gongkai.errors import UnsupportedKind
from gongkai.screening.masking.markup import Run, Span, Token, is_block, run_of, tokens
from gongkai.screening.masking.package import hide
from gongkai.screening.masking.plain import codec_of
from gongkai.screening.masking.tables import masked_cells
from gongkai.screening.model import Listing, Passage, Place
from gongkai.screening.screen import Screen

_LOOKS = frozenset(("class", "id", "style", "width", "height", "colspan", "rowspan"))
_CELLS = ("td", "th")


@dataclass
class _Table:
    """A table under way: the text of each cell by row."""

    rows: list[list[Run]] = field(default_factory=list)
    cell: Run | None = None


def mask_webpage(data: bytes, screen: Screen) -> bytes:
    """Return the page with what is personal hidden; raises :class:`UnsupportedKind` where it cannot be written back."""
    source = decode(data, None, screen.settings)
    codec, mark = codec_of(data, source)
    if mark + source.encode(codec, "strict") != data:
        raise UnsupportedKind("网页中有无法辨认的字符，不能原样写回。", advice="请另存为 UTF-8 网页后再试。")
    page = _Page(source, screen)
    for token in tokens(source):
        page.take(token)
    page.end()
    return mark + page.masked().encode(codec)


class _Page:
    """What is hidden in one page, by its places in the source."""

    def __init__(self, source: str, screen: Screen) -> None:
        self._source, self._screen = source, screen
        self._hidden: dict[int, int] = {}
        self._line = Run()
        self._tables: list[_Table] = []

    def take(self, token: Token) -> None:
        """Take the next piece of the source."""
        match token.kind:
            case "text":
                run_of(self._source, token.span, self._line)
                if self._tables and self._tables[-1].cell is not None:
                    run_of(self._source, token.span, self._tables[-1].cell)
            case "start" | "end":
                if is_block(token.name):
                    self._end_line()
                self._structure(token)
            case "attribute":
                if token.name not in _LOOKS:
                    self._hide(run_of(self._source, token.span))
            case _:
                self._hide_lines(token.span)

    def end(self) -> None:
        """Take the end of the page: what was not closed is."""
        self._end_line()
        while self._tables:
            self._end_table()

    def masked(self) -> str:
        """Return the source with every hidden sign as a star."""
        parts: list[str] = []
        at = 0
        for start, end in sorted(self._hidden.items()):
            if start >= at:
                parts += [self._source[at:start], "*"]
                at = end
        return "".join([*parts, self._source[at:]])

    def _structure(self, token: Token) -> None:
        start, table = token.kind == "start", self._tables[-1] if self._tables else None
        if token.name == "table":
            if start:
                self._tables.append(_Table())
            elif table is not None:
                self._end_table()
        elif table is not None and token.name == "tr":
            table.cell = None
            if start:
                table.rows.append([])
        elif table is not None and token.name in _CELLS:
            table.cell = Run() if start else None
            if table.cell is not None:
                if not table.rows:
                    table.rows.append([])
                table.rows[-1].append(table.cell)
        elif table is not None and table.cell is not None and is_block(token.name):
            table.cell.add(" ", Span(token.span.start, token.span.start))

    def _end_line(self) -> None:
        self._hide(self._line)
        self._line = Run()

    def _end_table(self) -> None:
        rows = self._tables.pop().rows
        listing = Listing(
            tuple(
                tuple(Passage(run.text.strip(), Place(row=at, column=number)) for number, run in enumerate(row, 1))
                for at, row in enumerate(rows, 1)
            )
        )
        if any(listing.rows):
            for (at, number), text in masked_cells(listing, self._screen).items():
                run = rows[at - 1][number - 1]
                self._star(run, text, len(run.text) - len(run.text.lstrip()))

    def _hide(self, run: Run) -> None:
        text = run.text
        if text.strip():
            self._star(run, hide(text, self._screen))

    def _hide_lines(self, span: Span) -> None:
        at = span.start
        for line in self._source[span.start : span.end].splitlines(keepends=True):
            text = hide(line, self._screen)
            for number, sign in enumerate(text):
                if sign == "*" and line[number] != "*":
                    self._hidden[at + number] = at + number + 1
            at += len(line)

    def _star(self, run: Run, text: str, first: int = 0) -> None:
        """Hide the signs of a run that are stars in ``text``, which begins at its sign ``first``."""
        for number, sign in enumerate(text, first):
            if sign == "*" and run.signs[number] != "*":
                place = run.places[number]
                self._hidden[place.start] = place.end
