"""A body as plain text, its tables laid out by one segmentation."""

from __future__ import annotations

from collections.abc import Callable

from tests.grammar.decoys import furniture
from tests.grammar.draft import Draft, Table

Segmentation = Callable[[Table, Draft], list[str]]


def render_text(draft: Draft, segmentation: Segmentation) -> bytes:
    """The document's text in UTF-8."""
    between = draft.style.setdefault("paragraph gap", draft.rng.random() < 0.5)
    lines: list[str] = []
    for element in draft.body:
        if isinstance(element, Table):
            printed = segmentation(element, draft)
            if draft.style.get("furniture"):
                printed = furniture(draft, printed, draft.style["furniture"])
            lines += printed
        else:
            lines.append(element.text)
        if between or isinstance(element, Table):
            lines.append("")
    if draft.style.get("furniture") and draft.shape.name == "one paragraph":
        lines = [line for line in lines if line]
    newline: str = draft.style.setdefault("newline", draft.rng.choice(("\n", "\n", "\n", "\r\n")))
    return newline.join("\n".join(lines).split("\n")).encode()
