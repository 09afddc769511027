"""Rows out of flattened text: a cell per line, a row per line, labels torn by the line breaks of a copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.document.budget import check
from gongkai.reading.interleaved import PAGE_MARK, rejoined_figures, with_units, without_watermark
from gongkai.reading.labels import HEADING, Kind, Lexicon, Target, is_numbered, names_any, normal, unnumbered
from gongkai.reading.like_columns import column_like
from gongkai.reading.linetexts import (
    SPLIT,
    Text,
    among_figures,
    behind_label,
    head_texts,
    line_figure,
    listed_cells,
    texts_of,
)
from gongkai.reading.printed import Atom, Piece, PrintedRow, mark_of, printed_row
from gongkai.reading.torn import REMARK, Torn, explained, joined, opens_explanation
from gongkai.reading.values import BLANK, odd_figure
from gongkai.settings import Settings

_UNIT_ONLY = re.compile(r"^[(（]\s*+(?:单位\s*+[:：]?\s*+)?(?:件|项|条|个|宗|万元|元)\s*+[)）]$")
_HAS_FIGURE = re.compile(r"^[OoＯｏ]$|[\d零〇/\\无空\-‐-―−﹣－ー]")
_REMARK = re.compile("[(（]")
_CLOSING = frozenset(")）")
_CLAUSE = re.compile("[，,。；;]")
_ENDS_SENTENCE = frozenset("。；！？：!?")


_LINES_A_CHECK = 64
"""Lines between two looks at the document's budget."""
_GAP = Atom._fields.index("gap")


class _Run:
    """Gathers the rows of consecutive lines; the only mutable state of this module."""

    def __init__(self, rows: list[PrintedRow]) -> None:
        self.rows = rows
        self.labels: list[Atom] = []
        self.values: list[Atom] = []
        self.gap = 0
        self.closed = False

    def flush(self) -> None:
        if self.labels or self.values:
            first = (self.labels or self.values)[0]
            self.rows.append(printed_row(self.labels, self.values, first.block, None, first.row or None, self.gap))
        self.labels, self.values, self.closed = [], [], False

    def blank(self, atom: Atom) -> None:
        """Take a line of nothing but indentation: a blank cell, unless its row has ended."""
        if not self.closed and self.open:
            self.values.append(atom)

    @property
    def open(self) -> bool:
        """Whether a row has begun, so that what follows may stand in a figure's place."""
        return bool(self.labels) and bool(self.values or _precedes_figures(self.labels[-1]))

    def close(self) -> None:
        """Take an empty line between indented cells: the row has ended."""
        self.closed = bool(self.values)

    def label(self, atom: Atom) -> None:
        goes_on = not atom.targets and not is_numbered(atom.text)
        if self.values or (self.labels and _is_row(self.labels[-1]) and not goes_on):
            self.flush()
        self.labels.append(self._behind_gap(atom))

    def completed(self, text: str, below: str, words: Lexicon) -> bool:
        """Take a text behind figures as the rest of the label before them, where both are one label of a form.

        A text that is a label by itself is no rest where figures stand ``below`` it.
        """
        if not self.values or not self.labels or any(target.exact for target in self.labels[-1].targets):
            return False
        whole = self.labels[-1].text + text
        named = (normal(whole), normal(REMARK.sub("", whole))) if len(whole) <= words.settings.label_longest else ()
        targets = next((words.targets[each] for each in named if each in words.targets), ())
        own = normal(text) in words.targets and (not below or line_figure(SPLIT.split(below)[0]) is not None)
        if not targets or own:
            return False
        self.labels[-1] = self.labels[-1]._replace(text=whole, targets=targets)
        return True

    def value(self, atom: Atom) -> None:
        self.values.append(self._behind_gap(atom))

    def _behind_gap(self, atom: Atom) -> Atom:
        if self.gap:
            atom = _new(Atom, (*atom[:_GAP], self.gap, *atom[_GAP + 1 :]))
            self.gap = 0
        return atom

    def prose(self, block: int) -> None:
        self.flush()
        if not self.rows or self.rows[-1].labels or self.rows[-1].values:
            self.rows.append(PrintedRow((), (), block))
        self.gap = 0


def _precedes_figures(atom: Atom) -> bool:
    return names_any(atom.targets, _BEFORE_FIGURES)


def _is_row(atom: Atom) -> bool:
    return names_any(atom.targets, _ROWS) and not names_any(atom.targets, _COLUMNS)


_ROWS: frozenset[Kind] = frozenset({"row"})
_COLUMNS: frozenset[Kind] = frozenset({"column"})
_BEFORE_FIGURES: frozenset[Kind] = frozenset({"row", "column", "beyond"})


def line_rows(pieces: Sequence[tuple[int, Piece]], words: Lexicon, rows: list[PrintedRow], tabular: set[int]) -> None:
    """Append the rows of consecutive pieces; the indexes of the blocks taken as table text go into ``tabular``."""
    run = _Run(rows)
    settings = words.settings
    pieces = without_watermark(with_units(_without_bullets(pieces, settings.bulleted_lines)), words)
    begin = len(rows)
    position = 0
    indented = sum(1 for _, piece in pieces if piece.text[:1].isspace() and line_figure(piece.text))
    marked = indented >= settings.indented_lines
    """Whether indentation marks cells, and empty lines the end of rows."""
    while position < len(pieces):
        index, piece = pieces[position]
        text = _bare(piece.text)
        if not text:
            if piece.empty:
                run.blank(_atom(index, piece, Text("", BLANK, ())))
            elif not marked:
                run.gap += 1
            elif piece.text:
                run.blank(_atom(index, piece, Text("", BLANK, ())))
            else:
                run.close()
            tabular.add(index)
            position += 1
            continue
        if text not in words.prose and _may_be_table(text, words):
            taken = _take(pieces, position, words, run)
            if taken:
                tabular.update(each for each, _ in pieces[position : position + taken])
                position += taken
                continue
            _remember_prose(text, words)
        if labels := _as_labels(pieces, position, words, run):
            for at, each in enumerate(labels):
                run.label(_atom(index, piece, each, at))
            tabular.add(index)
        else:
            run.prose(index)
        position += 1
    run.flush()
    rows[begin:] = rejoined_figures(rows[begin:], settings.rows_above)


def _without_bullets(pieces: Sequence[tuple[int, Piece]], enough: int) -> Sequence[tuple[int, Piece]]:
    """Take off the sign that begins the lines of a list (- 规章, * 0): before a figure it is no minus.

    It is a list's where ``enough`` lines of words begin with it.
    """
    texts = [piece.text.lstrip() for _, piece in pieces]
    signs = Counter(text[0] for text in texts if text[:1] in _LIST_SIGNS and _LISTED.match(text))
    listed = {sign for sign, count in signs.items() if count >= enough}
    if not listed:
        return pieces
    return [
        (index, piece._replace(text=text[1:]) if text[:1] in listed and text[1:2] == " " else piece)
        for (index, piece), text in zip(pieces, texts, strict=True)
    ]


_LIST_SIGNS = frozenset("-–—*·+")
_LISTED = re.compile(r"\S +[^\d\s\-–—*·+/]")


def _bare(text: str) -> str:
    """Return the text without the spaces around it and the bullet before it."""
    text = text.strip()
    return text[1:].lstrip() if text[:1] in _BULLETS else text


_BULLETS = frozenset("•●◆■▪◇▲►★※")


def _atom(index: int, piece: Piece, text: Text, at: int = 0) -> Atom:
    # Made as a plain tuple is: a flattened table has hundreds.
    said, figure, targets, glued = text
    place = (index, piece.cell, piece.number, piece.page, piece.table, 0, piece.at + at, piece.row, glued)
    return _new(Atom, (said, figure, targets, *place))


_new = tuple.__new__


_MOST_REMEMBERED = 20_000


def _remember_prose(text: str, words: Lexicon) -> None:
    """Remember texts that are prose whatever stands around them: headings and menus come again in every page."""
    label = normal(text)
    # A single character may end a label, and a quantity stand in a figure's place.
    anywhere = len(label) > 1 and odd_figure(text, words.settings) is None
    if anywhere and label not in words.prefixes and not words.similar(text):
        if len(words.prose) >= _MOST_REMEMBERED:
            words.prose.clear()
        words.prose.add(text)


def _may_be_table(text: str, words: Lexicon) -> bool:
    """Whether the text could be a label or figures: no sentence, and made of the labels' characters or of figures."""
    settings = words.settings
    if text[-1] in _ENDS_SENTENCE and odd_figure(SPLIT.split(text[-settings.odd_longest - 1 :])[-1], settings) is None:
        return False
    if _HAS_FIGURE.search(text[-3:]) is not None or text[-1] in _ENDS_SENTENCE:
        return len(text) <= settings.table_line
    if text[-1] in _CLOSING and len(text) <= settings.table_line and mark_of(text, words)[1]:
        return True
    short = len(text) <= settings.label_longest
    if len(text) <= settings.table_line and odd_figure(SPLIT.split(text[-settings.odd_longest - 1 :])[-1], settings):
        return True
    few = short and len(set(REMARK.sub("", text)) - words.characters) <= settings.foreign_characters
    return few or opens_explanation(text, words)


def _take(pieces: Sequence[tuple[int, Piece]], position: int, words: Lexicon, run: _Run) -> int:
    """Try to take the piece (or several that make one label) as table text; return how many pieces were taken."""
    if not position % _LINES_A_CHECK:
        check()
    index, piece = pieces[position]
    text = _bare(piece.text)
    below = "".join(other.text.strip() for _, other in pieces[position + 1 : position + 2])
    found, targets = mark_of(text, words)
    digits = found is not None and text.isdecimal()
    if (not digits and (PAGE_MARK.match(text) or _UNIT_ONLY.match(text))) or run.completed(text, below, words):
        return 1
    if found is not None and not found.spaced and (piece.cell is not None or digits or line_figure(text) is not None):
        run.value(_atom(index, piece, Text(text, found, (), piece.glued)))
        return 1
    label = normal(text) if len(text) <= words.settings.label_longest else ""
    if label not in words.prefixes and is_numbered(text):
        label = unnumbered(text)
    if taken := _take_joined(pieces, position, label, targets, words, run):
        return taken
    if targets and not (behind_label(text)[1] or listed_cells(text, words)):
        run.label(_atom(index, piece, Text(text, None, targets)))
        return 1
    texts = texts_of(text, words)
    for at, each in enumerate(texts):
        atom = _atom(index, piece, each, at)
        if each.figure is None:
            run.label(atom)
        else:
            run.value(atom)
    if texts or (found is not None and not label):
        return 1
    return _take_doubtful(pieces, position, words, run, piece_of_label=label in words.pieces)


def _take_doubtful(
    pieces: Sequence[tuple[int, Piece]], position: int, words: Lexicon, run: _Run, *, piece_of_label: bool
) -> int:
    """Take a damaged label right before figures, a piece of some label, or what is no figure in a figure's place."""
    index, piece = pieces[position]
    text = piece.text.strip()
    settings = words.settings
    damaged = len(text) <= settings.label_longest and _before_figures(pieces, position, settings)
    similar = words.similar(text) if damaged else ()
    if similar:
        run.label(_atom(index, piece, Text(text, None, similar)))
        return 1
    if piece_of_label:
        return 1
    odd = odd_figure(text, settings) if run.open else None
    if odd is not None:
        run.value(_atom(index, piece, Text(text, odd, ())))
        return 1
    return 0


def _as_labels(pieces: Sequence[tuple[int, Piece]], position: int, words: Lexicon, run: _Run) -> Sequence[Text]:
    """Take a text that is no label of a form as a damaged head, or as a row beyond the form; none where it is prose."""
    text = _bare(pieces[position][1].text)
    heads = head_texts(text, words)
    if not heads and run.labels and not run.values:
        block = [each._replace(kind="row") for each in run.labels[-1].targets if each.kind == "column"]
        return _like_columns(text, block, words) if block else []
    if not heads and run.values and _is_foreign_label(pieces, position, words.settings):
        return [Text(text, None, mark_of(text, words)[1])]
    return heads


def _like_columns(text: str, block: Sequence[Target], words: Lexicon) -> Sequence[Text]:
    """Take a text as the damaged name of a column beside those named before it, or as several of them."""
    like = column_like(text, block, words)
    if like:
        return [Text(text, None, like)]
    parts = text.split()
    known = [mark_of(part, words)[1] or column_like(part, block, words) for part in parts]
    several = 1 < len(parts) <= words.settings.head_parts and all(names_any(each, HEADING) for each in known)
    return [Text(part, None, each) for part, each in zip(parts, known, strict=True)] if several else []


def _is_foreign_label(pieces: Sequence[tuple[int, Piece]], position: int, settings: Settings) -> bool:
    """Whether a text between figures is the label of a row that the form does not know, or explains at length."""
    text = pieces[position][1].text.strip()
    if len(text) > settings.table_line or text[-1] in _ENDS_SENTENCE:
        return False
    head = _REMARK.split(text[: settings.label_longest], maxsplit=1)[0]
    short = len(head) < settings.foreign_label and not _CLAUSE.search(head)
    return short and _before_figures(pieces, position, settings)


def _take_joined(
    pieces: Sequence[tuple[int, Piece]],
    position: int,
    label: str,
    targets: tuple[Target, ...],
    words: Lexicon,
    run: _Run,
) -> int:
    """Take a label that line breaks tore apart, with its figures; return how many pieces it had."""
    torn = joined(pieces, position, label, words) if label in words.prefixes else Torn(0)
    if torn.lines == 0 or (torn.lines == 1 and targets):
        torn = explained(pieces, position, words)
    if torn.lines == 0:
        return 0
    index, piece = pieces[position]
    parts = [each.text.strip() for _, each in pieces[position : position + torn.lines]]
    for at in {at for at, _, _ in torn.figures}:
        parts[at] = among_figures(parts[at], words.settings)[0]
    for at in torn.beside:
        parts[at] = ""
    whole = " ".join(part for part in parts if part)
    run.label(_atom(index, piece, Text(whole, None, words.find(whole) or words.find(normal(whole)))))
    for number, (at, text, figure) in enumerate(torn.figures, 1):
        index, piece = pieces[position + at]
        run.value(_atom(index, piece, Text(text, figure, ()), number))
    return torn.lines


def _before_figures(pieces: Sequence[tuple[int, Piece]], position: int, settings: Settings) -> bool:
    """Whether a figure, a row of them or an empty cell is printed next: only then a damaged label may be guessed at."""
    for _, piece in pieces[position + 1 : position + 1 + settings.figures_within]:
        text = _bare(piece.text)
        if text:
            first = SPLIT.split(text, maxsplit=settings.leading_figures)[: settings.leading_figures]
            figures = [line_figure(part) or odd_figure(part, settings) for part in first]
            return None not in figures and line_figure(first[0]) is not None
        if piece.empty:
            return True
    return False
