"""Printed lines → paragraphs: a line that reaches the right margin goes on in the next one that is not indented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gongkai.document.layout.lines import join_texts
from gongkai.document.layout.model import Item, TextLine

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

    def continues(self, before: TextLine, after: TextLine) -> bool:
        """Tell whether ``after`` is the next line of the paragraph that ``before`` belongs to."""
        if self.right < 0 or _COLUMNS.search(before.text) or _COLUMNS.search(after.text):
            # Wide gaps: what stands there are columns or a list, not running text.
            return False
        em = max(before.em, after.em)
        if min(before.em, after.em) < 0.8 * em:
            return False
        if before.x1 < self.right - 1.7 * em or after.x0 > self.left + 0.7 * em:
            return False
        if before.page == after.page and after.y0 - before.y1 > 1.6 * em:
            return False
        return not (_HEADING.match(after.text) and _ENDED.search(before.text))


def join_paragraphs(items: Iterable[Item], widths: Mapping[int, float]) -> list[Item]:
    """Join printed lines of one paragraph; tables and pictures stay where they are and end a paragraph.

    ``widths`` gives the width of every page; pages of one width share their margins.
    """
    sequence = list(items)
    lines: dict[float, list[TextLine]] = {}
    for item in sequence:
        if isinstance(item, TextLine):
            lines.setdefault(widths[item.page], []).append(item)
    margins = {width: margins_of(group, width) for width, group in lines.items()}
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
            and margins[width].continues(last, item)
        ):
            joined[-1] = head._replace(text=join_texts(head.text, item.text))
        else:
            joined.append(item)
        last = item
    return joined


def margins_of(lines: Sequence[TextLine], width: float) -> Margins:
    """Return where body lines begin and end: the right edge many lines share, the left edge of unindented ones."""
    rights = sorted(line.x1 for line in lines)
    # The outermost right edge near which at least a tenth of the lines (and two) end; one stray line is no margin.
    wanted = max(2, len(lines) // 10)
    right = next(
        (r for r in reversed(rights) if sum(1 for other in rights if r - 12 <= other <= r + 1) >= wanted),
        rights[-1],
    )
    lefts = sorted(line.x0 for line in lines if line.x1 >= right - 24)
    left = next(
        (x for x in lefts if sum(1 for other in lefts if x - 1 <= other <= x + 4) >= min(2, len(lefts))),
        lefts[0],
    )
    # Running text fills most of the page's width; without any, all lines are short ones.
    return Margins(left, right if right - left > width / 2 else -1.0)
