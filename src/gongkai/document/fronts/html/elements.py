"""What HTML's elements are to the walk: passed over, blocks, breaks, parts of tables."""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """How the walk treats an element; what is not listed is inline."""

    SKIPPED = 1
    BLOCK = 2
    BREAK = 3
    TABLE = 4
    GROUP = 5
    ROW = 6
    CELL = 7
    CAPTION = 8
    IMAGE = 9
    INPUT = 10
    RAISED = 11
    COMMENT = 12
    SELECT = 13
    DRAWING = 14


_SKIPPED = """
script style noscript template head title option optgroup datalist iframe object embed video audio canvas annotation
del s strike xml rt rp rtc map noframes noembed progress meter
"""
_BLOCK = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main marquee menu nav ol p plaintext pre search section
summary textarea ul xmp
"""
_NAMES = {
    Kind.SKIPPED: _SKIPPED,
    Kind.BLOCK: _BLOCK,
    Kind.BREAK: "br hr",
    Kind.TABLE: "table",
    Kind.GROUP: "tbody thead tfoot",
    Kind.ROW: "tr",
    Kind.CELL: "td th",
    Kind.CAPTION: "caption",
    Kind.IMAGE: "img",
    Kind.INPUT: "input",
    Kind.RAISED: "sup",
    Kind.COMMENT: "-comment",
    Kind.SELECT: "select",
    Kind.DRAWING: "svg",
}
KINDS: dict[str, Kind] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PREFORMATTED = frozenset(("pre", "listing", "plaintext", "xmp", "textarea"))
EMPTY_WITHOUT_MEANING = frozenset(("html", "body"))
"""Elements whose emptiness is no empty cell."""
