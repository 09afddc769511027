"""A marked place as markup: a link to its value, with what is said of it for whoever points at it or tabs to it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.markup import Child, Markup, element
from gongkai.viewing.marks import Mark
from gongkai.viewing.texts import Room, plain
from gongkai.viewing.words import Words, words_in


def marked(mark: Mark, room: Room, shown: str = "") -> Markup:
    """Return the link that stands at a place; ``shown`` is what is printed there, already cut."""
    text = shown or plain(mark.text[: room.settings.view_text])
    note = [element("strong", plain(mark.name)), plain(" ".join(("", mark.said, *mark.reasons)))]
    return element(
        "a" if mark.href else "span",
        element("span", text.strip() or room.words("empty"), class_="view-text"),
        element("b", mark.label, class_="view-label") if mark.label else None,
        element("span", " ", *note, class_="view-note"),
        id=mark.anchor,
        class_=f"view-mark view-{mark.sort}",
        href=mark.href or None,
    )


def legend(*more: str, language: str = "zh") -> Markup:
    """What the marks mean; each has its line and, but for what is certain, its word beside its colour."""
    words = words_in(language)
    return element("p", words("legend"), *_samples(words), words("legend_end"), *more, class_="view-legend")


def _samples(words: Words) -> Iterator[Child]:
    yield element("span", words("legend_read"), class_="view-mark view-read")
    yield " "
    yield element("span", words("legend_blank"), class_="view-mark view-blank")
    for sort in ("doubt", "unplaced", "extra"):
        word = element("b", words(f"legend_{sort}"), class_="view-label")
        yield " "
        yield element("span", words("legend_figure"), word, class_=f"view-mark view-{sort}")
