"""Rows of unruled tables cut by the edge of a page: label on one page, its rest or the figures on the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from gongkai.document.layout.model import TextLine
from gongkai.document.layout.rows import rows_of
from gongkai.document.layout.segments import Row
from gongkai.document.layout.stacks import Stacked, stacked
from gongkai.settings import Settings

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]")
_VALUE = re.compile(r"[\d,，.．]+|[-—–－―/]{1,2}")


class _Side(NamedTuple):
    """What stands on one page beside the cut."""

    rows: list[Row]
    at: int
    """The row of figures next to the cut."""
    labels: Stacked
    start: float
    """Where figures begin."""
    orphans: list[int]
    """Lines between these figures and the cut that are part of no label on this page."""


def rejoined(
    upper: Sequence[TextLine], lower: Sequence[TextLine], settings: Settings
) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines at the foot of a page and at the head of the next, a row cut in two put together on one."""
    near, most = settings.label_lines + 1, settings.cut_rows
    if not _may_be_cut(upper[-near:], lower[:near], settings.cut_figures):
        return list(upper), list(lower)
    above = _side(rows_of(upper[-most:], settings), settings, from_end=True)
    below = _side(rows_of(lower[:most], settings), settings, from_end=False)
    if above is None or below is None or not _aligned(above.rows[above.at], below.rows[below.at]):
        return list(upper), list(lower)
    if above.orphans and _goes_on(below):
        moved = [above.rows[index].line for index in above.orphans]
        return _without(upper, moved), [*_set_above(moved, below), *lower]
    if below.orphans and _ends(above, below):
        moved = [below.rows[index].line for index in below.orphans]
        return [*upper, *_set_below(moved, above)], _without(lower, moved)
    return list(upper), list(lower)


def _may_be_cut(foot: Sequence[TextLine], head: Sequence[TextLine], least: int) -> bool:
    """Tell at little cost whether a table is on both sides of the cut and one of the lines beside it is not whole."""
    if not all(any(_ends_in_figures(line, least) for line in side) for side in (foot, head)):
        return False
    return not all(
        _ends_in_figures(line, least) and not _VALUE.fullmatch(line.text.split()[0]) for line in (foot[-1], head[0])
    )


def _ends_in_figures(line: TextLine, least: int) -> bool:
    """Tell whether a line ends with at least so many figures."""
    pieces = line.text.split()[-least:]
    return len(pieces) == least and all(map(_VALUE.fullmatch, pieces))


def _side(rows: list[Row], settings: Settings, *, from_end: bool) -> _Side | None:
    figures = [index for index, row in enumerate(rows) if len(row.values()) >= settings.cut_figures]
    if not figures:
        return None
    at = figures[-1] if from_end else figures[0]
    start = rows[at].values()[0].x0
    labels = stacked(rows, start, settings)
    if labels is None:
        return None
    taken = {line for places in labels.labels.values() for line, _ in places}
    beyond = range(len(rows) - 1, at, -1) if from_end else range(at - 1, -1, -1)
    label_lines = list(takewhile(lambda index: rows[index].line.x1 < start and not rows[index].values(), beyond))
    if from_end and len(label_lines) < len(beyond):
        return None  # something else follows: the table ends on this page
    orphans = sorted(index for index in label_lines if index not in taken)
    return _Side(rows, at, labels, start, orphans) if len(orphans) <= settings.label_lines else None


def _aligned(above: Row, below: Row) -> bool:
    ours, theirs = above.values(), below.values()
    met = sum(1 for one in ours if any(one.over(other) for other in theirs))
    return 2 * met > min(len(ours), len(theirs))


def _goes_on(below: _Side) -> bool:
    """Tell whether the first label of a page goes on with one that began on the page before."""
    places = below.labels.labels.get(below.at)
    if below.orphans:
        return False
    if not places:
        return True
    line, piece = min(places)
    return _NUMBERED.match(below.rows[line].segments[piece].text) is None


def _ends(above: _Side, below: _Side) -> bool:
    """Tell whether the first lines of a page end the last label of the page before, or are all of it."""
    first = below.rows[below.orphans[0]].segments[-1]
    places = above.labels.labels.get(above.at)
    if not places:
        return True
    line, piece = max(places, key=lambda place: above.rows[place[0]].segments[place[1]].x1)
    leaf = above.rows[line].segments[piece]
    # Where only the name of its group stands before the figures, its own label follows.
    return first.x0 >= leaf.x1 or (_NUMBERED.match(first.text) is None and first.over(leaf))


def _set_above(lines: Sequence[TextLine], below: _Side) -> list[TextLine]:
    places = below.labels.labels.get(below.at)
    top = min((below.rows[line].line for line, _ in places), key=_middle) if places else below.rows[below.at].line
    pitch = below.labels.pitch
    count = len(lines) if places else len(lines) - 1
    return [_moved(line, _middle(top) - (count - i) * pitch, top.page) for i, line in enumerate(lines)]


def _set_below(lines: Sequence[TextLine], above: _Side) -> list[TextLine]:
    places = above.labels.labels.get(above.at)
    last = max((above.rows[line].line for line, _ in places), key=_middle) if places else above.rows[above.at].line
    pitch = above.labels.pitch
    under = any(
        piece.x0 < lines[0].x1 and lines[0].x0 < piece.x1
        for line, number in places or ()
        for piece in (above.rows[line].segments[number],)
    )
    if not under:
        last = above.rows[above.at].line  # a label beside that of its group: it begins beside its figures
    return [_moved(line, _middle(last) + (i + under) * pitch, last.page) for i, line in enumerate(lines)]


def _middle(line: TextLine) -> float:
    return (line.y0 + line.y1) / 2


def _moved(line: TextLine, middle: float, page: int) -> TextLine:
    down = middle - _middle(line)
    glyphs = tuple(glyph._replace(y0=glyph.y0 + down, y1=glyph.y1 + down) for glyph in line.glyphs)
    return line._replace(y0=line.y0 + down, y1=line.y1 + down, page=page, glyphs=glyphs)


def _without(lines: Sequence[TextLine], moved: Sequence[TextLine]) -> list[TextLine]:
    gone = {(line.page, line.y0, line.x0) for line in moved}
    return [line for line in lines if (line.page, line.y0, line.x0) not in gone]
