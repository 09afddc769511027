"""What a page's own style sheets hide or strike out by class: spreadsheets saved as pages strike figures out so.

Only rules every medium obeys, with plain selectors (names, classes, ids, descent), are followed, the last one winning;
whatever waits for a pointer, a wide screen or a script is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Every pattern takes one pass: an unclosed comment or block goes to the end of the sheet.
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|$)|<!--|-->")
_CONDITIONAL = re.compile(r"@[^{};@]*+(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[\w.#-]+(?:\s+[\w.#-]+)*")
_SAYS = re.compile(r"display|visibility|line-through", re.IGNORECASE)
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through", re.IGNORECASE)
_MOST_RULES = 200
_LONGEST_SHEET = 200_000


def hidden_nodes(parser: LexborHTMLParser) -> frozenset[int]:
    """Return the ``mem_id`` of every element that the page's style sheets hide or strike out."""
    hidden: set[int] = set()
    rules = 0
    for sheet in parser.css("style"):
        if len(sheet.text()) > _LONGEST_SHEET:
            continue
        text = _CONDITIONAL.sub("", _COMMENT.sub("", sheet.text()))
        if not _HIDES.search(text):
            continue
        for selectors, declarations in _RULE.findall(text):
            if not _SAYS.search(declarations):
                continue
            for selector in selectors.split(","):
                rules += 1
                if rules > _MOST_RULES:
                    return frozenset(hidden)
                _follow(parser, selector.strip(), declarations, hidden)
    return frozenset(hidden)


def _follow(parser: LexborHTMLParser, selector: str, declarations: str, hidden: set[int]) -> None:
    """Add or take away the elements that one rule names."""
    if not _SELECTOR.fullmatch(selector) or ("." not in selector and "#" not in selector):
        return
    from selectolax.lexbor import SelectolaxError

    try:
        named = {node.mem_id for node in parser.css(selector)}
    except SelectolaxError:  # a selector that browsers pass over too
        return
    if _HIDES.search(declarations):
        hidden |= named
    else:
        hidden -= named
