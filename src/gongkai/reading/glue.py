"""Figures that run into each other (``规章000``, ``…申请数量93000113``): every way to part them, none guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from gongkai.reading.printed import Atom
from gongkai.reading.values import Figure, figure


def parted(values: Sequence[Atom], width: int, most: int) -> list[tuple[Atom, ...]]:
    """Return the ways to part a row's glued figures so that ``width`` figures stand there; none beyond ``most`` ways.

    A figure has no leading zero, so ``000`` is three and ``10`` stays one where a figure of two digits is needed.
    """
    free = width - len(values)
    if free < 0 or not any(atom.glued for atom in values):
        return []
    ways: list[list[tuple[Atom, ...]]] = []
    alone = sum(atom.glued for atom in values) == 1
    for atom in values:
        found: list[tuple[Atom, ...]] = [] if atom.glued else [(atom,)]
        if atom.glued:
            for way in _splits(atom.text, free + 1 if alone else 1, free + 1):
                found.append(_atoms(atom, way))
                if len(found) > most:
                    return []
        ways.append(found)
    total = 1
    for each in ways:
        total *= len(each)
    if total > most:
        return []
    rows = (tuple(atom for part in combination for atom in part) for combination in product(*ways))
    return [row for row in rows if len(row) == width]


def _atoms(atom: Atom, texts: Sequence[str]) -> tuple[Atom, ...]:
    return tuple(
        atom._replace(text=text, figure=figure(text) or Figure("unreadable"), at=atom.at + place, glued=False)
        for place, text in enumerate(texts)
    )


_NOUGHTS, _DOTS, _SIGNS = "0０", ".．", "+-＋－"


def _splits(text: str, least: int, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut digits into ``least`` to ``most`` figures; signs begin and dots belong to a figure."""
    if not text:
        if least <= 0:
            yield ()
        return
    if most < 1:
        return
    for end in range(1, len(text) - least + 2):
        head = text[:end]
        if not _is_figure(head):
            if len(head) > 1 and head[0] in _NOUGHTS and head[1] not in _DOTS:
                return
            continue
        for rest in _splits(text[end:], least - 1, most - 1):
            yield (head, *rest)


def _is_figure(text: str) -> bool:
    digits = text[1:] if text[0] in _SIGNS else text
    whole, dot, decimals = digits.replace("．", ".").partition(".")
    if not whole.isdecimal() or (len(whole) > 1 and whole[0] in _NOUGHTS):
        return False
    return not dot or decimals.isdecimal()
