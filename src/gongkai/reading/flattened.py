"""Rows out of flattened text: a cell per line, a row per line, labels torn by the line breaks of a copy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.document.model import Line
from gongkai.reading.labels import Lexicon, Target, is_numbered, normal
from gongkai.reading.printed import LONGEST_LABEL, Atom, PrintedRow, mark_of, printed_row
from gongkai.reading.values import BLANK, Figure, figure

_PAGE_MARK = re.compile(
    r"^(?:[-‐–—―－]\s*\d{1,3}\s*[-‐–—―－]|第\s*+\d++\s*+页(?:\s*+[，,/]?\s*+共\s*+\d++\s*+页)?|\d++\s*+/\s*+\d++\s*+页?)$"
)
_UNIT_ONLY = re.compile(r"^[(（]\s*+(?:单位\s*+[:：]?\s*+)?(?:件|项|条|个|宗|万元|元)\s*+[)）]$")
_ROW_NUMBER = re.compile(r"^\d{1,2}\s+(?=\D|\d[.．、])")
_NUMBER_ALONE = re.compile(r"^[(（]?\d{1,2}[)）.．、]$")
_HAS_FIGURE = re.compile(r"^[OoＯｏ]$|[\d零〇/\\无空\-‐-―−﹣－ー]")
_UNIT = re.compile(r"(?<=\d)\s+(?=(?:件|项|条|个|宗|元|万元|亿元)(?:\s|$))")
_SPLIT = re.compile(r"[\s|｜]+")
_LONGEST_TAKEN = 400
_GLANCE = 40
_FOREIGN = 2
"""Most characters foreign to all labels that a damaged label may have."""
_ENDS_SENTENCE = frozenset("。；！？：!?")
_INDENTED = 10
"""Indented lines of figures from which on indentation marks cells, and empty lines the end of rows."""


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
            block = (self.labels or self.values)[0].block
            self.rows.append(printed_row(self.labels, self.values, block, tail=self.gap))
        self.labels, self.values, self.closed = [], [], False

    def blank(self, atom: Atom) -> None:
        """Take a line of nothing but indentation: a blank cell, unless its row has ended."""
        if not self.closed and self.labels and (self.values or _precedes_figures(self.labels[-1])):
            self.values.append(atom)

    def close(self) -> None:
        """Take an empty line between indented cells: the row has ended."""
        self.closed = bool(self.values)

    def label(self, atom: Atom) -> None:
        goes_on = not atom.targets and not is_numbered(atom.text)
        if self.values or (self.labels and _is_row(self.labels[-1]) and not goes_on):
            self.flush()
        self.labels.append(atom._replace(gap=self.gap))
        self.gap = 0

    def value(self, atom: Atom) -> None:
        self.values.append(atom._replace(gap=self.gap))
        self.gap = 0

    def prose(self, block: int) -> None:
        self.flush()
        if not self.rows or self.rows[-1].labels or self.rows[-1].values:
            self.rows.append(PrintedRow((), (), block))
        self.gap = 0


def _precedes_figures(atom: Atom) -> bool:
    return any(target.kind in ("row", "column") for target in atom.targets)


def _is_row(atom: Atom) -> bool:
    return any(target.kind == "row" for target in atom.targets) and not any(
        target.kind == "column" for target in atom.targets
    )


def line_rows(lines: Sequence[tuple[int, Line]], words: Lexicon, rows: list[PrintedRow], tabular: set[int]) -> None:
    """Append the rows of consecutive lines; the indexes of the lines taken as table text go into ``tabular``."""
    run = _Run(rows)
    position = 0
    indented = sum(1 for _, line in lines if line.text[:1].isspace() and figure(line.text) is not None) >= _INDENTED
    while position < len(lines):
        index, line = lines[position]
        text = line.text.strip()
        if not text:
            if not indented:
                run.gap += 1
            elif line.text:
                run.blank(Atom("", BLANK, (), index, None, line.number, line.page))
            else:
                run.close()
            tabular.add(index)
            position += 1
            continue
        if text not in _prose and _may_be_table(text, words):
            taken = _take(lines, position, words, run)
            if taken:
                tabular.update(each for each, _ in lines[position : position + taken])
                position += taken
                continue
            _remember_prose(text, words)
        run.prose(index)
        position += 1
    run.flush()


_prose: set[str] = set()
_MOST_REMEMBERED = 20_000


def _remember_prose(text: str, words: Lexicon) -> None:
    """Remember texts that are prose whatever stands around them: headings and menus come again in every page."""
    label = normal(text)
    if label not in words.prefixes and not words.similar(text):
        if len(_prose) >= _MOST_REMEMBERED:
            _prose.clear()
        _prose.add(text)


def _may_be_table(text: str, words: Lexicon) -> bool:
    """Whether the text could be a label or figures: no sentence, and made of the labels' characters or of figures."""
    if text[-1] in _ENDS_SENTENCE:
        return False
    if _HAS_FIGURE.search(text[-3:]) is not None:
        return len(text) <= _LONGEST_TAKEN
    return len(text) <= LONGEST_LABEL and len(set(text) - words.characters) <= _FOREIGN


def _take(lines: Sequence[tuple[int, Line]], position: int, words: Lexicon, run: _Run) -> int:
    """Try to take the line (or several that make one label) as table text; return how many lines were taken."""
    index, line = lines[position]
    text = line.text.strip()
    if _PAGE_MARK.match(text) or _UNIT_ONLY.match(text):
        return 1
    found, targets = mark_of(text, words)
    if found is not None and not found.spaced and _in_line(text) is not None:
        run.value(Atom(text, found, (), index, None, line.number, line.page))
        return 1
    label = normal(text) if len(text) <= LONGEST_LABEL else ""
    if label in words.prefixes and (taken := _take_joined(lines, position, label, targets, words, run)):
        return taken
    if targets and not _behind_label(text)[1]:
        run.label(Atom(text, None, targets, index, None, line.number, line.page))
        return 1
    pieces = _pieces(text, words)
    for piece, what, meant in pieces:
        atom = Atom(piece, what, meant, index, None, line.number, line.page)
        if what is None:
            run.label(atom)
        else:
            run.value(atom)
    if pieces or label in words.pieces or (found is not None and not label):
        return 1
    similar = words.similar(text) if len(text) <= LONGEST_LABEL and _before_figures(lines, position) else ()
    if similar:
        run.label(Atom(text, None, similar, index, None, line.number, line.page))
    return 1 if similar else 0


def _take_joined(
    lines: Sequence[tuple[int, Line]],
    position: int,
    label: str,
    targets: tuple[Target, ...],
    words: Lexicon,
    run: _Run,
) -> int:
    """Take a label that line breaks tore apart, with the figures behind it; return how many lines it had."""
    joined, tail = _joined(lines, position, label, words)
    if joined == 0 or (joined == 1 and targets):
        return 0
    index, line = lines[position]
    last = lines[position + joined - 1][1].text.strip()
    parts = [each.text.strip() for _, each in lines[position : position + joined - 1]]
    parts.append(" ".join(_parts(last)[: -len(tail)]) if tail else last)
    whole = " ".join(parts)
    run.label(Atom(whole, None, words.find(whole) or words.find(normal(whole)), index, None, line.number, line.page))
    index, line = lines[position + joined - 1]
    for text, number in tail:
        run.value(Atom(text, number, (), index, None, line.number, line.page))
    return joined


def _in_line(text: str) -> Figure | None:
    """Take text of a line as a figure; lone numerals and punctuation there are pieces of labels."""
    return figure(text) if _HAS_FIGURE.search(text) and not _NUMBER_ALONE.match(text) else None


def _before_figures(lines: Sequence[tuple[int, Line]], position: int) -> bool:
    """Whether the next printed line is a figure or a row of figures: only then a damaged label may be guessed at."""
    for _, line in lines[position + 1 : position + 6]:
        text = line.text.strip()
        if text:
            return all(_in_line(part) is not None for part in _SPLIT.split(text[:_GLANCE])[:3])
    return False


_Tail = tuple[tuple[str, Figure], ...]
_Piece = tuple[str, Figure | None, tuple[Target, ...]]


def _joined(lines: Sequence[tuple[int, Line]], position: int, label: str, words: Lexicon) -> tuple[int, _Tail]:
    """Return how many lines from here make one label when joined (the longest such), and the figures behind it."""
    best: tuple[int, _Tail] = (1 if label in words.targets else 0, ())
    count = 1
    for _, line in lines[position + 1 : position + 24]:
        count += 1
        text = line.text.strip()
        if not text:
            continue
        if len(text) > LONGEST_LABEL or _in_line(text) is not None:
            break
        head, tail = _behind_label(text)
        part = normal(head)
        if not part:
            if tail:
                break
            continue
        if part in words.targets and label in words.targets and label + part not in words.targets:
            break
        label += part
        if label not in words.prefixes:
            break
        if label in words.targets:
            best = (count, tail)
        if tail:
            break
    return best


def _parts(text: str) -> list[str]:
    return [part for part in _SPLIT.split(_UNIT.sub("", text)) if part]


def _behind_label(text: str) -> tuple[str, _Tail]:
    """Part the figures at the end of a line from the label before them."""
    parts = _parts(text)
    tail: list[tuple[str, Figure]] = []
    while parts:
        found = _in_line(parts[-1])
        if found is None or found.kind == "unreadable":
            break
        tail.insert(0, (parts.pop(), found))
    return " ".join(parts), tuple(tail)


def _pieces(text: str, words: Lexicon) -> list[_Piece]:
    """Split a line such as ``（一）予以公开 3 0 0 0 0 0 3`` into label and figures; empty if it is not one."""
    label, figures = _behind_label(text)
    tail: list[_Piece] = [(part, what, ()) for part, what in figures]
    if not label:
        return tail
    if len(label) > 2 * LONGEST_LABEL:
        return []
    for each in (label, _ROW_NUMBER.sub("", label)):
        targets = words.find(each) if len(each) <= LONGEST_LABEL else ()
        if targets:
            return [(each, None, targets), *tail]
        several = segment(normal(each), words)
        if several:
            return [*((part, None, words.targets[part]) for part in several), *tail]
    if tail and len(label) <= LONGEST_LABEL:
        similar = words.similar(label)
        if similar:
            return [(label, None, similar), *tail]
        if len(tail) >= 5:
            return [(label, None, ()), *tail]
    return _glued(text, words)


_GLUED = re.compile(r"^(?P<label>\D*(?:\d[.．、]\D+)?)(?P<first>\d[\d,.]*)(?P<rest>(?:[\s|]+\S+)*)$")


def _glued(text: str, words: Lexicon) -> list[_Piece]:
    """Take apart a label whose first figure follows without a space (``…申请数量95 0 0``)."""
    match = _GLUED.match(text)
    if not match or not match["label"].strip():
        return []
    targets = words.find(match["label"])
    values = [match["first"], *(part for part in _SPLIT.split(match["rest"]) if part)]
    figures = [figure(value) for value in values]
    if not targets or any(each is None or each.kind == "unreadable" for each in figures):
        return []
    return [(match["label"], None, targets), *((value, each, ()) for value, each in zip(values, figures, strict=True))]


def segment(label: str, words: Lexicon) -> list[str]:
    """Split a normal text into known labels without remainder (``商业企业科研机构…``); ``[]`` if it cannot be."""
    if len(label) > 200 or label[:2] not in words.prefixes:
        return []
    ways: list[list[str] | None] = [[]] + [None] * len(label)
    for end in range(1, len(label) + 1):
        for start in range(max(0, end - 60), end):
            way = ways[start]
            if way is not None and label[start:end] in words.targets:
                best = ways[end]
                if best is None or len(way) + 1 < len(best):
                    ways[end] = [*way, label[start:end]]
    return ways[-1] or []
