"""Printed lines → paragraphs: a line that reaches the right margin goes on in the next one that is not indented."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.document.layout.lines import join_texts
from gongkai.document.layout.model import Item, TextLine

_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[条章部])"
)
_TABULAR = re.compile(r"[^\x00-\xff] | [^\x00-\xff]|\d \d")
_ENDED = re.compile(r"[。！？!?；;：:]['\"”’）)]*$")


def join_paragraphs(items: Iterable[Item], margins: Margins | None = None) -> list[Item]:
    """Join printed lines of one paragraph; tables and pictures stay where they are and end a paragraph."""
    sequence = list(items)
    margins = margins or margins_of([item for item in sequence if isinstance(item, TextLine)])
    joined: list[Item] = []
    last: TextLine | None = None
    for item in sequence:
        if not isinstance(item, TextLine):
            joined.append(item)
            last = None
            continue
        if last is not None and margins.continues(last, item):
            head = joined[-1]
            if isinstance(head, TextLine):
                joined[-1] = head._replace(text=join_texts(head.text, item.text))
        else:
            joined.append(item)
        last = item
    return joined


class Margins:
    """The edges of the body text, by page width class."""

    def __init__(self, left: float, right: float) -> None:
        self.left = left
        self.right = right

    def continues(self, before: TextLine, after: TextLine) -> bool:
        """Tell whether ``after`` is the next line of the paragraph that ``before`` belongs to."""
        if _TABULAR.search(before.text) or _TABULAR.search(after.text):
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


def margins_of(lines: list[TextLine]) -> Margins:
    """Return where body lines begin and end: the right edge many lines share, the left edge of unindented ones."""
    if not lines:
        return Margins(0.0, 0.0)
    rights = sorted(line.x1 for line in lines)
    # The outermost right edge near which at least a tenth of the lines (and two) end; one stray line is no margin.
    wanted = max(2, len(lines) // 10)
    right = next(
        (r for r in reversed(rights) if sum(1 for other in rights if r - 12 <= other <= r + 1) >= wanted),
        rights[-1],
    )
    lefts = sorted(line.x0 for line in lines if line.x1 >= right - 24) or sorted(line.x0 for line in lines)
    left = next(
        (x for x in lefts if sum(1 for other in lefts if x - 1 <= other <= x + 4) >= min(2, len(lefts))),
        lefts[0],
    )
    return Margins(left, right)
