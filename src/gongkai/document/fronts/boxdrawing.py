"""Tables drawn with characters (``┌─┬─┐ │ │``, ``+---+ | |``): cells of several lines between ruling lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.document.characters import join_lines

_UPRIGHT = re.compile(r"[│┃║|├┤┼┠┨╂╟╢╫╠╣╬+┝┥┿]")
_RULING = re.compile(r"[─━═\-]{2,}")
_DRAWN = re.compile(r"[\s│┃║|├┤┼┠┨╂╟╢╫╠╣╬+┝┥┿─━═\-┌┬┐└┴┘┏┳┓┗┻┛╔╦╗╚╩╝╭╮╰╯╤╧╞╡╪]+")
_FRAME = re.compile(r"\s*[┌┏╔╭+]?[─━═┬┳╦╤+\-]{3,}")


def box_table(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """Return the rows of the drawn table whose top line is ``lines[start]`` and the index after it.

    Without rows where no drawn table begins.
    Where ruling lines part all rows, the lines between two of them are one row; else each line is a row.
    """
    if not _FRAME.match(lines[start]) or not _DRAWN.fullmatch(lines[start]):
        return [], start + 1
    groups: list[list[list[str]]] = []
    current: list[list[str]] = []
    at = start
    while at < len(lines) and lines[at].strip() and (_ruling(lines[at]) or _UPRIGHT.search(lines[at])):
        line = lines[at].strip()
        if _ruling(line):
            if groups and not current:
                break  # the foot of this table was the line before: another begins
            if current:
                groups.append(current)
            current = []
            left = [cell.strip() for cell in _UPRIGHT.split(line)[1:2] if not _DRAWN.fullmatch(cell) and cell.strip()]
            if left:
                current = [left]
        else:
            current.append([cell.strip() for cell in _UPRIGHT.split(line)[1:-1]])
        at += 1
    if current:
        groups.append(current)
    if at - start < 3 or not groups:
        return [], at
    if len(groups) >= 3:
        return [_joined(group) for group in groups], at
    return [row for group in groups for row in group], at


def _ruling(line: str) -> bool:
    return _RULING.search(line) is not None and line.strip()[0] in "┌├└┏┣┗╔╠╚╭╰+│┃║┠╟┝╞" and _mostly_drawn(line)


def _mostly_drawn(line: str) -> bool:
    drawn = sum(len(found) for found in _DRAWN.findall(line))
    return drawn * 2 > len(line)


def _joined(lines: list[list[str]]) -> list[str]:
    """Return several drawn lines as one row, cell by cell."""
    width = max(map(len, lines))
    return [join_lines([line[column] for line in lines if column < len(line)]) for column in range(width)]
