"""Unfold a report that came as one long line: section headings and table labels begin lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from gongkai.document.budget import counted
from gongkai.document.model import Block, Line
from gongkai.forms import form_ids, get_form
from gongkai.reading.characters import traditional
from gongkai.reading.labels import Lexicon, lexicon
from gongkai.reading.values import figure
from gongkai.settings import DEFAULT_SETTINGS, Settings

_FIGURE_ENDS = frozenset("0123456789０１２３４５６７８９-—–－/\\｜无零件项")
_FIGURES = re.compile(r"(?:(?<![^\s|｜])(?:\d[\d,.，．]*+(?:\s*+[件项])?|[-—–－/\\无零]{1,2})[\s|｜]++){5}")


def unfold(blocks: Sequence[Block], settings: Settings = DEFAULT_SETTINGS) -> Sequence[Block]:
    """Return the blocks with every line that holds a folded report split up; all others as they are."""
    if not any(isinstance(block, Line) and _is_folded(block.text, settings) for block in blocks):
        return blocks
    unfolded: list[Block] = []
    for block in counted(blocks, "段"):
        if isinstance(block, Line) and _is_folded(block.text, settings):
            unfolded += [block._replace(text=piece) for piece in _split(block.text, settings)]
        else:
            unfolded.append(block)
    return unfolded


def _is_folded(text: str, settings: Settings) -> bool:
    if len(text) < settings.folded_shortest:
        return False
    figures = _ends_of_figures(text)
    if sum(figures) >= settings.folded_figures and len(figures) > settings.folded_figures:
        wordy = len(text) >= settings.folded_long or len(figures) - sum(figures) >= settings.folded_words
        if (wordy and _FIGURES.search(text)) or _has_rows(text, figures, settings):
            return True
    return (
        len(text) >= settings.folded_prose
        and all(any(mark in text for mark in marks) for marks in _ordinals())
        and len(_headings().findall(_folded(text))) >= settings.folded_headings
    )


def _ends_of_figures(text: str) -> Sequence[bool]:
    """Say of each part between spaces or bars whether it ends as a figure does: cheap, to tell prose and menus."""
    return [part[-1] in _FIGURE_ENDS for part in text.replace("|", " ").split()]


def _has_rows(text: str, figures: Sequence[bool], settings: Settings) -> bool:
    """Whether more than one row of a table stands on the line: labels of rows, each with figures behind it."""
    turns = sum(here and not before for before, here in pairwise(figures))
    return turns > 1 and len(text) <= settings.folded_tables and len(_rows(_folded(text), lexicon(settings))) > 1


def _rows(text: str, words: Lexicon) -> list[tuple[int, int]]:
    """Return where labels of rows with a figure behind them begin, and where that figure ends."""
    found = []
    for begin, end in _labels_in(text, 0, len(text), words):
        part = _PART.match(text, end)
        if part and figure(part[1]) is not None:
            kinds = {target.kind for target in words.find(text[begin:end])}
            if "row" in kinds and "column" not in kinds:
                found.append((begin, part.end()))
    return found


def _labels_in(text: str, begin: int, end: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where the labels that stand apart begin, and where they end with the remark in brackets behind them."""
    last = begin
    for match in _labels().finditer(text, begin, end):
        if match.start() >= last and _in_table(text, match):
            word = _WORD.match(text, match.end())
            whole = text[match.start() : word.end()] if word else ""
            remark = _REMARK.match(text, match.end())
            if word and not remark and (words.find(whole) or words.similar(whole)):
                last = word.end()  # more of a damaged label than the label it begins with
            else:
                last = remark.end() if remark else match.end()
            yield _with_number(text, match.start()), last


def _with_number(text: str, begin: int) -> int:
    """Return where a label begins with the number before it, which the form's label may not have (一、本年新收…)."""
    number = _OWN_NUMBER.search(text, max(0, begin - _LONGEST_NUMBER), begin)
    return number.start(1) if number else begin


_OWN_NUMBER = re.compile(r"(?:^|(?<=[\s|｜]))([(（]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．])$")
_LONGEST_NUMBER = 5
_WORD = re.compile(r"[^\s|｜\d]{1,60}")
_REMARK = re.compile(r"[(（][^()（）\d]{1,120}[)）]")


@lru_cache(maxsize=1)
def _folding() -> dict[int, str]:
    """Full-width to half-width, traditional to simplified: character by character, so that places stay the same."""
    return {0xFF01 + place: chr(0x21 + place) for place in range(94)} | traditional()


@lru_cache(maxsize=1)
def _ordinals() -> tuple[tuple[str, ...], ...]:
    """The prints of each section's ordinal: 一、 一. 一．"""
    numbers = dict.fromkeys(section.number for form_id in form_ids() for section in get_form(form_id).sections)
    return tuple(tuple(number + mark for mark in "、.．,，:： ") for number in numbers)


def _folded(text: str) -> str:
    return text.translate(_folding())


@lru_cache(maxsize=1)
def _headings() -> re.Pattern[str]:
    """Section headings with their ordinal, spaces allowed between all characters."""
    found: set[str] = set()
    for form_id in form_ids():
        for section in get_form(form_id).sections:
            for heading in (section.heading, *section.variants):
                found.add(rf"{section.number}\s{{0,9}}[、.,:]?\s{{0,9}}{_loose(heading)}")
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """Every label of the tables that is long or numbered enough not to occur in running prose."""
    found: set[str] = set()
    for form_id in form_ids():
        for table in get_form(form_id).tables:
            for block in table.blocks:
                heads = (block.heading, block.corner, block.spanning, *(column.group for column in block.columns))
                found.update(_loose(label) for label in heads if label)
                for column in block.columns:
                    found.update(_loose(label) for label in (column.printed, column.label))
                for row in block.rows:
                    found.update(_loose(label) for label in (*row.path, row.label, *row.variants) if len(label) > 1)
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


_OPTIONAL = {
    "(": "[(]?",
    ")": "[)]?",
    "“": '["“”]?',
    "”": '["“”]?',
    "、": "[、,.]?",
    ",": "[,、]?",
    ".": "[.、]?",
}
_PAGE_MARK = re.compile(r"(?<=\s)[-—]\s*\d{1,3}\s*[-—](?=\s)")
_DASH = re.compile(r"(?<=\s)[-—](?=\s)")
_NUMBER = re.compile(r"^(\d)\.(.+)$")


def _loose(label: str) -> str:
    """Let spaces stand between all characters and brackets or commas be missing; a number keeps its dot."""
    label = _folded(label)
    numbered = _NUMBER.match(label)
    if numbered:
        rest = _loose(numbered[2])
        return rf"(?<!\d){numbered[1]}\s{{0,9}}[.、]\s{{0,9}}{rest}" + (rf"|{rest}" if len(numbered[2]) > 3 else "")
    return r"\s{0,9}".join(_OPTIONAL.get(char, re.escape(char)) for char in label)


def _split(text: str, settings: Settings) -> list[str]:
    """Split at headings everywhere; inside the stretch of tables at labels too, and between figures and text."""
    plain, words = _folded(text), lexicon(settings)
    cuts: set[int] = set()
    for match in _headings().finditer(plain):
        cuts.update((match.start(), match.end()))
    marks = list(_PAGE_MARK.finditer(plain))
    # Where dashes stand for blank cells, "- 1 -" is three cells and no page number.
    if len(_DASH.findall(plain)) <= 2 * len(marks) + settings.stray_dashes:
        for match in marks:
            cuts.update((match.start(), match.end()))
    begin, end = _tables(plain, words)
    for span in _labels_in(plain, begin, end, words):
        cuts.update(span)
    edges = [0, *sorted({*cuts, begin, end}), len(text)]
    pieces: list[str] = []
    for start, stop in pairwise(edges):
        piece = text[start:stop].strip(_AROUND)
        pieces += _alternating(piece) if begin <= start and stop <= end else [piece]
    return [piece for piece in pieces if piece]


def _tables(text: str, words: Lexicon) -> tuple[int, int]:
    """Return where the tables begin and end: from the first label before a run of figures to the last such run.

    Where no row has so many figures, rows of any number of them count.
    """
    runs = [match.span() for match in _FIGURES.finditer(text)] or _rows(text, words)
    if not runs:
        return 0, 0
    near = max(0, runs[0][0] - words.settings.folded_before)
    farthest = near + words.settings.folded_tables
    first = next((begin for begin, _ in _labels_in(text, near, farthest, words)), runs[0][0])
    last = runs[-1][1]
    for part in _PART_ALONE.finditer(text, last, farthest):
        # The last row's label may be damaged, and so none that rows are told by.
        if figure(part[0]) is not None:
            last = part.end()
        elif len(part[0]) > words.settings.label_longest or not (words.find(part[0]) or words.similar(part[0])):
            break
    return min(first, runs[0][0]), min(last, farthest)


def _alternating(piece: str) -> list[str]:
    """Split text inside the tables into runs of figures and runs of text (damaged labels, notes)."""
    runs: list[tuple[bool, list[str]]] = []
    for part in _SPACES.split(piece):
        if not part:
            continue
        is_figure = figure(part) is not None or part in _UNITS
        if runs and runs[-1][0] == is_figure:
            runs[-1][1].append(part)
        else:
            runs.append((is_figure, [part]))
    return [" ".join(parts) for _, parts in runs]


_AROUND = " \t|｜\u3000\xa0"
_SPACES = re.compile(r"[\s|｜]+")
_PART = re.compile(r"[\s|｜]*(\S{1,20})(?=[\s|｜]|$)")
_PART_ALONE = re.compile(r"[^\s|｜]+")
_UNITS = frozenset(("件", "项", "万元", "元"))
_NEIGHBOUR = re.compile(r"[\s|｜\d]")


def _in_table(text: str, match: re.Match[str]) -> bool:
    """Whether a label stands apart (spaces, bars or figures around it), as in a table and not in a sentence."""
    before = match.start() == 0 or _NEIGHBOUR.match(text[match.start() - 1]) is not None
    after = match.end() == len(text) or _NEIGHBOUR.match(text[match.end()]) is not None
    return before or after
