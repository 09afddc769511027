"""Labels that line breaks tore apart, and the figures that stand with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.reading.labels import Lexicon, normal
from gongkai.reading.linetexts import among_figures, line_figure
from gongkai.reading.printed import Piece
from gongkai.reading.values import Figure

_OPENS = re.compile(r"[(（][^()（）]*$")
REMARK = re.compile(r"[(（][^()（）]{2,}+[)）]$")
"""An explanation in brackets at the end of a label."""

Figures = tuple[tuple[int, str, Figure], ...]
"""Each figure with its text, after the number of its line (from 0)."""


class Torn(NamedTuple):
    """So many lines that make one label, and the figures among them."""

    lines: int
    figures: Figures = ()
    beside: tuple[int, ...] = ()
    """The lines among them (from 0) that hold no part of the label but another's."""


def joined(pieces: Sequence[tuple[int, Piece]], position: int, label: str, words: Lexicon) -> Torn:
    """Return the lines from here that make one label when joined, the longest such; no lines where none do.

    Its figures stand behind the last line's words, or behind those of one in its middle if they are centred beside it.
    """
    best = Torn(1 if label in words.targets else 0)
    figures: Figures = ()
    beside: tuple[int, ...] = ()
    count = 0
    for _, piece in pieces[position + 1 : position + words.settings.torn_lines]:
        count += 1
        text = piece.text.strip()
        if not text:
            continue
        if len(text) > words.settings.label_longest or line_figure(text) is not None:
            break
        head, tail = among_figures(text, words.settings)
        part = normal(head)
        if not part or (tail and figures):
            if tail:
                break
            continue
        plain = _without_explanation(label, head, words) if label + part not in words.prefixes else None
        if plain is not None and _OPENS.search(head):
            return _to_its_end(pieces, position, count, figures + tuple((count, *each) for each in tail), words)
        part = part if plain is None else plain
        if part in words.targets and label in words.targets and label + part not in words.targets:
            break
        # The group's label, printed in the middle of its rows, stands beside the middle of this row's.
        grouped = label not in words.targets and label + part not in words.prefixes and _names_group(head, words)
        label += "" if grouped else part
        if label not in words.prefixes:
            break
        beside += (count,) if grouped else ()
        figures += tuple((count, *each) for each in tail)
        best = Torn(count + 1, figures, beside) if label in words.targets else best
        if best.lines > count and figures:
            break
    return best


def _without_explanation(label: str, head: str, words: Lexicon) -> str | None:
    """Return what stands before an explanation in brackets, where it completes a row's label; else ``None``."""
    opens = _OPENS.search(head)
    plain = normal(head[: opens.start()] if opens else REMARK.sub("", head))
    return plain if any(each.kind == "row" for each in words.targets.get(label + plain, ())) else None


def _names_group(text: str, words: Lexicon) -> bool:
    targets = words.find(text)
    return bool(targets) and all(target.kind == "group" for target in targets)


def explained(pieces: Sequence[tuple[int, Piece]], position: int, words: Lexicon) -> Torn:
    """Return the lines from a row's label to the end of the explanation in brackets behind it; none where it has none.

    The row's figures may stand in the midst of the explanation, beside one of its lines or on one of their own.
    """
    if not opens_explanation(pieces[position][1].text.strip(), words):
        return Torn(0)
    return _to_its_end(pieces, position, 0, (), words)


def _to_its_end(
    pieces: Sequence[tuple[int, Piece]], position: int, begun: int, figures: Figures, words: Lexicon
) -> Torn:
    """Return the lines to the end of the explanation that opens on the line ``begun``; none where it has no end."""
    length, ended = 0, False
    last = position + words.settings.torn_lines
    for count, (_, piece) in enumerate(pieces[position + begun + 1 : last], begun + 1):
        head, tail = among_figures(piece.text.strip(), words.settings)
        length += len(head)
        if (tail and ended) or length > words.settings.remark_longest or _OPENS.search(head):
            break
        figures += tuple((count, *each) for each in tail)
        ended = ended or (bool(head) and bool(figures))
        if head[-1:] in (")", "）"):
            return Torn(count + 1, figures)
    return Torn(0)


def opens_explanation(text: str, words: Lexicon) -> bool:
    """Whether a text is a row's label with the beginning of a remark in brackets."""
    opening = _OPENS.search(text) if len(text) <= words.settings.label_longest else None
    return opening is not None and any(each.kind == "row" for each in words.find(text[: opening.start()]))
