"""Markup as values: escaped by construction, so that no text of a document can become markup; no foreign address."""

from __future__ import annotations

import html
from collections.abc import Iterable

_VOID = frozenset({"br", "hr", "meta", "link", "img", "col"})


class Markup(str):
    """Text that is markup already and is not escaped again."""

    __slots__ = ()


Child = str | int | None | Iterable["Child"]


def element(tag: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Build one element of HTML or SVG.

    Plain strings are escaped, :class:`Markup` is taken as it is, ``None`` is left out, iterables are laid flat.
    Attribute names lose a trailing underscore and turn others into hyphens (``class_``, ``aria_label``); ``None``
    and ``False`` leave the attribute out, ``True`` writes it empty.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{"" if value is True else html.escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{fragment(*children)}</{tag}>")


def fragment(*children: Child) -> Markup:
    """Join children without an element around them."""
    return Markup("".join(_render(child) for child in children))


def _render(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, (str, int)):
        return html.escape(str(child), quote=False)
    return "".join(_render(each) for each in child)


def page(title: str, *body: Child, style: str, language: str = "zh-CN") -> str:
    """Build a whole self-contained HTML page; ``style`` is our own style sheet, never text of a document."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(style)),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', *body), lang=language)}\n"
