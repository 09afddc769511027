"""What an element's attributes say about how it is shown: hidden, struck out, raised, a row or a cell of a grid."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from gongkai.document.fronts.html.declarations import Hiding, declared, hides, softly_hides

HIDDEN = 1
RAISED = 2
CELL = 4
ROW = 8
PREFORMATTED = 16
FOOTNOTE = 32
CLEARING = 64
SOFTLY_HIDDEN = 128
"""Hidden unless what stands in it says otherwise."""

_RAISED = re.compile(r"vertical-align\s*:\s*super|mso-text-raise\s*:\s*[1-9]")
_CELL = re.compile(
    r"display\s*:\s*(?:inline-block|table-cell|block|inline-flex)|float\s*:\s*(?:left|right)|(?:^|;)\s*width\s*:"
)
_ROW = re.compile(r"display\s*:\s*(?:-webkit-)?(?:flex|grid|table-row)")
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_CLEARING = re.compile(r"clear\s*:\s*both")
_CELL_CLASS = re.compile(r"(?:^|[\s_-])(?:td|th|cell|col|column|num|value|val)(?:$|[\s_\-\d])")
_ROW_CLASS = re.compile(r"(?:^|[\s_-])(?:tr|row|flex|thead)(?:$|[\s_\-\d])")
_ROLES = {"cell": CELL, "gridcell": CELL, "columnheader": CELL, "rowheader": CELL, "row": ROW}
# The article of a WeChat page stays hidden until a script has run.
SHOWN_BY_SCRIPT = frozenset({"js_content"})


StyleFlags = Callable[[str], int]
"""Tells the flags that an inline style sets."""


@lru_cache(maxsize=4)
def style_flags(hiding: Hiding) -> StyleFlags:
    """Return what tells the flags of inline styles; it keeps what it has told, with the style as the only key."""

    @lru_cache(maxsize=4096)
    def of_style(style: str) -> int:
        return _of_style(style.lower(), hiding)

    return of_style


def _of_style(style: str, hiding: Hiding) -> int:
    said = declared(style)
    flags = (HIDDEN if hides(said, hiding) else 0) | (SOFTLY_HIDDEN if softly_hides(said) else 0)
    for flag, pattern in (
        (RAISED, _RAISED),
        (CELL, _CELL),
        (ROW, _ROW),
        (PREFORMATTED, _PREFORMATTED),
        (CLEARING, _CLEARING),
    ):
        if pattern.search(style):
            flags |= flag
    return flags


@lru_cache(maxsize=4096)
def of_class(names: str) -> int:
    """Return the flags that class names hint at."""
    names = names.lower()
    flags = FOOTNOTE if "footnotereference" in names or "endnotereference" in names else 0
    if _CELL_CLASS.search(names):
        flags |= CELL
    if _ROW_CLASS.search(names):
        flags |= ROW
    if "clear" in names:
        flags |= CLEARING
    return flags


def of_attributes(attributes: Mapping[str, str | None], of_style: StyleFlags) -> int:
    """Return the flags of an element with these attributes."""
    if not attributes:
        return 0
    flags = 0
    style = attributes.get("style")
    if style:
        flags = of_style(style)
        if flags & (HIDDEN | SOFTLY_HIDDEN) and attributes.get("id") in SHOWN_BY_SCRIPT:
            flags &= ~(HIDDEN | SOFTLY_HIDDEN)
    names = attributes.get("class")
    if names:
        flags |= of_class(names)
    if "hidden" in attributes:
        flags |= HIDDEN
    role = attributes.get("role")
    if role:
        flags |= _ROLES.get(role.lower(), 0)
    target = attributes.get("href")
    if target and target.startswith(("#_ftn", "#_edn")):
        flags |= FOOTNOTE
    return flags
