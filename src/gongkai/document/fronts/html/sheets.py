"""What a page's own style sheets hide or strike out: spreadsheets saved as pages strike figures out by class.

Only rules every screen obeys are followed, the last one winning; whatever waits for a pointer, a wide screen or a
script is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gongkai.document.fronts.html.declarations import Hiding, declared, hides
from gongkai.settings import Settings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Every pattern takes one pass: an unclosed comment or block goes to the end of the sheet.
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|$)|<!--|-->")
_CONDITIONAL = re.compile(r"@[^{};@]*+(?:;|\{((?:[^{}]*+\{[^{}]*+\})*+[^{}]*+)\})")
_EVERY_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*\{", re.IGNORECASE)
_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
# Names, classes, ids, attributes, descent and neighbourhood, places among children; nothing that waits for anything.
_SELECTOR = re.compile(
    r"""(?:[\w.#*\s>+~-]|\[[^\]\[]*\]|:(?:nth-child|nth-of-type|not)\([^()]*\)|:(?:first|last)-(?:child|of-type))++"""
)
_PAGE = re.compile(r"\*|(?:html|body)(?:(?:\s*+>\s*+|\s++)body)?", re.IGNORECASE)
"""Whoever hides the whole page shows it again by a script."""
_SAYS = re.compile(
    r"display|visibility|line-through|opacity|clip|overflow|position|indent|margin|transform|color|background|"
    r"font-size|filter|mso-hide",
    re.IGNORECASE,
)
_HIDES = re.compile(
    r"none|hidden|collapse|line-through|opacity|clip|-\s*\d{3}|\d{4}|background[-a-z]*\s*:\s*(?:#0|black)|transform|font-size\s*:\s*[.012]|[^-]color|fill-color|mso-hide",
    re.IGNORECASE,
)


def ruled_nodes(parser: LexborHTMLParser, settings: Settings) -> dict[int, str]:
    """Return what the page's style sheets declare, by the ``mem_id`` of the elements, where anything hides."""
    found: dict[int, str] = {}
    rules = 0
    for sheet in parser.css("style"):
        text = sheet.text()
        if len(text) > settings.longest_sheet:
            continue
        text = _CONDITIONAL.sub(_unwrapped, _COMMENT.sub("", text))
        if not _HIDES.search(text):
            continue
        for selectors, declarations in _RULE.findall(text):
            if not _SAYS.search(declarations):
                continue
            for selector in selectors.split(","):
                rules += 1
                if rules > settings.most_rules:
                    return found
                _follow(parser, selector.strip(), declarations, found)
    return found


def hidden_nodes(parser: LexborHTMLParser, ruled: Mapping[int, str], hiding: Hiding) -> frozenset[int]:
    """Return the elements that style sheets hide whole, their own style considered after them."""
    suspects = {at for at, style in ruled.items() if hides(declared(style), hiding)}
    if not suspects:
        return frozenset()
    own = {node.mem_id: node.attributes.get("style") or "" for node in parser.css("[style]") if node.mem_id in suspects}
    return frozenset(at for at in suspects if at not in own or hides(declared(f"{ruled[at]};{own[at]}"), hiding))


def _unwrapped(conditional: re.Match[str]) -> str:
    return (conditional[1] or "") if _EVERY_SCREEN.match(conditional[0]) else ""


def _follow(parser: LexborHTMLParser, selector: str, declarations: str, found: dict[int, str]) -> None:
    """Lay the declarations of one rule over what the elements it names have so far."""
    if not _SELECTOR.fullmatch(selector) or _PAGE.fullmatch(selector):
        return
    from selectolax.lexbor import SelectolaxError

    try:
        named = parser.css(selector)
    except SelectolaxError:  # a selector that browsers pass over too
        return
    for node in named:
        at = node.mem_id
        found[at] = f"{found[at]};{declarations}" if at in found else declarations
