"""Printed lines → paragraphs: a line that reaches the right margin goes on in the next one that is not indented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gongkai.document.layout.lines import join_texts
from gongkai.document.layout.model import Item, TextLine
from gongkai.settings import Settings

_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[条章部])"
)
_COLUMNS = re.compile(
    r"\d \d|(?:[^\x00-\xff] |\S [^\x00-\xff]).*(?:[^\x00-\xff] |\S [^\x00-\xff])|[^\x00-\xff] [\d.,]+$"
)
_ENDED = re.compile(r"[。！？!?；;：:…]['\"”’）)]*$")


class Margins(NamedTuple):
    """The edges of the body text; a negative right edge means that none was found and every line stands alone."""

    left: float
    right: float

    def continues(self, before: TextLine, after: TextLine, settings: Settings) -> bool:
        """Tell whether ``after`` is the next line of the paragraph that ``before`` belongs to."""
        if self.right < 0 or _COLUMNS.search(before.text) or _COLUMNS.search(after.text):
            # Wide gaps: what stands there are columns or a list, not running text.
            return False
        em = max(before.em, after.em)
        if min(before.em, after.em) < settings.paragraph_type * em:
            return False
        right, left = self.right - settings.paragraph_right * em, self.left + settings.paragraph_left * em
        if before.x1 < right or after.x0 > left:
            return False
        if before.page == after.page and after.y0 - before.y1 > settings.paragraph_gap * em:
            return False
        return not (_HEADING.match(after.text) and _ENDED.search(before.text))


def join_paragraphs(items: Iterable[Item], widths: Mapping[int, float], settings: Settings) -> list[Item]:
    """Join printed lines of one paragraph; tables and pictures stay where they are and end a paragraph.

    ``widths`` gives the width of every page; pages of one width share their margins.
    """
    sequence = list(items)
    lines: dict[float, list[TextLine]] = {}
    for item in sequence:
        if isinstance(item, TextLine):
            lines.setdefault(widths[item.page], []).append(item)
    margins = {width: margins_of(group, width, settings) for width, group in lines.items()}
    joined: list[Item] = []
    last: TextLine | None = None
    for item in sequence:
        head = joined[-1] if joined else None
        if not isinstance(item, TextLine):
            joined.append(item)
            last = None
            continue
        width = widths[item.page]
        if (
            last is not None
            and isinstance(head, TextLine)
            and widths[last.page] == width
            and margins[width].continues(last, item, settings)
        ):
            joined[-1] = head._replace(text=join_texts(head.text, item.text))
        else:
            joined.append(item)
        last = item
    return joined


def margins_of(lines: Sequence[TextLine], width: float, settings: Settings) -> Margins:
    """Return where body lines begin and end: the right edge many lines share, the left edge of unindented ones."""
    rights = sorted(line.x1 for line in lines)
    # The outermost right edge near which some of the lines (and two) end; one stray line is no margin.
    wanted, ragged = max(2, len(lines) // settings.margin_lines), settings.margin_ragged
    right = next(
        (r for r in reversed(rights) if sum(1 for other in rights if r - ragged <= other <= r + 1) >= wanted),
        rights[-1],
    )
    lefts = sorted(line.x0 for line in lines if line.x1 >= right - 2 * ragged)
    left = next(
        (
            x
            for x in lefts
            if sum(1 for other in lefts if x - 1 <= other <= x + settings.margin_indent) >= min(2, len(lefts))
        ),
        lefts[0],
    )
    # Running text fills most of the page's width; without any, all lines are short ones.
    return Margins(left, right if right - left > settings.prose_share * width else -1.0)
