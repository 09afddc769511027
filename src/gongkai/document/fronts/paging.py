"""Documents of pages: when reading stops early, and how the pages that were not read are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from gongkai.document.model import Doubt


class Enough(Protocol):
    """Asked before each page (from 1) whether the document's time or room is used up."""

    def __call__(self, page_number: int, /) -> bool:
        """Tell whether to stop before this page."""


def never(page_number: int, /) -> bool:
    """Stop before no page."""
    return page_number < 1


OUT_OF_TIME = "已到单份文件的处理时限"


def pages_unread(pages: Iterable[int], reason: str) -> Doubt:
    """Return the doubt that names pages which were not read."""
    return Doubt("pages-unread", f"第{ranges(pages)}页未读取：{reason}；其中的内容不在读取结果里。")


def ranges(pages: Iterable[int]) -> str:
    """Return page numbers as a person writes them: 3、5-12."""
    return "、".join(f"{a}" if a == b else f"{a}-{b}" for a, b in _spans(sorted(set(pages))))


def _spans(pages: list[int]) -> Iterator[tuple[int, int]]:
    start = last = None
    for page in pages:
        if last is None or start is None or page != last + 1:
            if start is not None and last is not None:
                yield start, last
            start = page
        last = page
    if start is not None and last is not None:
        yield start, last
