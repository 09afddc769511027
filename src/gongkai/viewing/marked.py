"""A marked place as markup: a link to its value, with what is said of it for whoever points at it or tabs to it."""

from __future__ import annotations

from gongkai.markup import Markup, element
from gongkai.viewing.marks import Mark
from gongkai.viewing.texts import plain

_EMPTY = "（空）"
_SHOWN = 200
"""Characters of what was printed in one place; a figure is shorter."""


def marked(mark: Mark, shown: str = "") -> Markup:
    """Return the link that stands at a place; ``shown`` is what is printed there, already cut."""
    text = shown or plain(mark.text[:_SHOWN])
    note = [element("strong", plain(mark.name)), plain(" ".join(("", mark.said, *mark.reasons)))]
    return element(
        "a" if mark.href else "span",
        element("span", text.strip() or _EMPTY, class_="view-text"),
        element("b", mark.label, class_="view-label") if mark.label else None,
        element("span", " ", *note, class_="view-note"),
        id=mark.anchor,
        class_=f"view-mark view-{mark.sort}",
        href=mark.href or None,
    )


def legend(*more: str) -> Markup:
    """What the marks mean; each has its line and, but for what is certain, its word beside its colour."""
    figure = "数字"
    return element(
        "p",
        "原文中的标记：",
        element("span", "已读出", class_="view-mark view-read"),
        " ",
        element("span", "空格", class_="view-mark view-blank"),
        " ",
        element("span", figure, element("b", "存疑", class_="view-label"), class_="view-mark view-doubt"),
        " ",
        element("span", figure, element("b", "未放入", class_="view-label"), class_="view-mark view-unplaced"),
        "。",
        *more,
        class_="view-legend",
    )
