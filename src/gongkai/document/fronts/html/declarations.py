"""CSS declarations as a page states them, and what of them hides an element whole (CSS 2.2, Masking, Transforms)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from gongkai.settings import Settings

_LENGTH = re.compile(
    r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s*(px|pt|em|rem|ex|ch|%|vw|vh|cm|mm|in|pc|vmin|vmax)?"
)
_POINTS = {
    "px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "ex": 6.0, "ch": 6.0, "cm": 28.35, "mm": 2.835, "in": 72.0,
    "pc": 12.0, "%": 6.0, "vw": 7.5, "vh": 7.5, "vmin": 7.5, "vmax": 7.5, "": 0.75,
}  # fmt: skip
"""Points in each unit, on a window of some 750 points for those that hang on it."""
_NUMBER = r"\s*+0*+(?:\.0*+)?"
_NO_OPACITY = re.compile(rf"(?:opacity\(|alpha\(\s*+opacity\s*+=){_NUMBER}%?\s*+\)")
_CLIPPED = re.compile(r"rect\(([^()]*+)\)")
_CLIP_PATH = re.compile(
    r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0|polygon\(\s*0\w*\s+0\w*(?:,\s*0\w*\s+0\w*)*\s*\)"
)
_NO_SCALE = re.compile(rf"scale[xy]?\({_NUMBER}\s*+[,)]")
_MOVED = re.compile(r"translate(?:x|y|3d)?\(\s*([^,)]*)(?:,\s*([^,)]*))?")
_EDGES = ("left", "top", "right", "bottom")
_MARGINS = ("margin-left", "margin-top", "margin", "text-indent")


@dataclass(frozen=True, eq=False)
class Hiding:
    """From what measures on declarations hide: see the settings; compared by identity, as keys of caches are often."""

    opacity: float
    """Pages write 0, 0.0 or 0.01."""
    off_screen: float
    """Pages write -999px or -9999px."""
    cut_away: float

    @staticmethod
    def of(settings: Settings) -> Hiding:
        """Return the measures that the settings give, the same object for the same ones."""
        return _hiding(settings.invisible_opacity, settings.off_screen, settings.cut_away)


@lru_cache(maxsize=4)
def _hiding(opacity: float, off_screen: float, cut_away: float) -> Hiding:
    return Hiding(opacity, off_screen, cut_away)


@lru_cache(maxsize=4096)
def declared(style: str) -> Mapping[str, str]:
    """Return properties and values of a declaration block, lower-cased; the last one holds, important ones above."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for each in style.lower().split(";"):
        name, _, value = each.partition(":")
        name, value = name.strip(), value.strip()
        if "!important" in value:
            value = value.replace("!important", "").strip()
            important.add(name)
        elif name in important:
            continue
        found[name] = value
    return found


def points(value: str) -> float | None:
    """Return a length in points; None where it is none (``auto``, ``calc(…)``)."""
    match = _LENGTH.fullmatch(value.strip())
    return None if match is None else float(match[1]) * _POINTS[match[2] or ""]


def hides(said: Mapping[str, str], hiding: Hiding) -> bool:
    """Tell whether declarations hide an element with all that stands in it.

    What a script or animation fades in is shown in the end. Colour, size of type and ``visibility`` can be set
    otherwise further in: see :mod:`~gongkai.document.fronts.html.unseen`.
    """
    if said.get("display", "").startswith("none") or said.get("mso-hide") == "all":
        return True
    # How editors keep what was deleted.
    if "line-through" in said.get("text-decoration", "") or "line-through" in said.get("text-decoration-line", ""):
        return True
    if said.get("animation", said.get("animation-name", "none")) == "none" and _is_transparent(said, hiding.opacity):
        return True
    return _is_cut_away(said, hiding.cut_away) or _is_far_off(said, hiding.off_screen)


def softly_hides(said: Mapping[str, str]) -> bool:
    """Tell whether declarations hide what stands in an element unless it says otherwise itself."""
    if said.get("visibility", "") in ("hidden", "collapse"):
        return True
    size = said.get("font-size", "")
    return bool(size) and points(size) == 0


def _is_transparent(said: Mapping[str, str], invisible: float) -> bool:
    opacity = said.get("opacity", "").strip()
    if opacity:
        match = _LENGTH.fullmatch(opacity)
        if match and float(match[1]) / (100 if match[2] == "%" else 1) <= invisible:
            return True
    return any(_NO_OPACITY.search(said.get(name, "")) for name in ("filter", "-ms-filter"))


def _is_cut_away(said: Mapping[str, str], least: float) -> bool:
    clip = _CLIPPED.match(said.get("clip", ""))
    if clip and said.get("position") in ("absolute", "fixed"):
        sides = [points(each) for each in clip[1].replace(",", " ").split()]
        if len(sides) == 4 and None not in sides and len({round(each or 0) for each in sides}) == 1:
            return True
    if _CLIP_PATH.search(said.get("clip-path", said.get("-webkit-clip-path", ""))):
        return True
    if _NO_SCALE.search(said.get("transform", "")):
        return True
    if not any(said.get(name, "").startswith(("hidden", "clip")) for name in ("overflow", "overflow-x", "overflow-y")):
        return False
    sizes = [points(said[name]) for name in ("height", "max-height", "width", "max-width") if name in said]
    padded = any(points(each) for name, value in said.items() if name.startswith("padding") for each in value.split())
    return any(size is not None and size <= least for size in sizes) and not padded


def _is_far_off(said: Mapping[str, str], off_screen: float) -> bool:
    placed = said.get("position") in ("absolute", "fixed", "relative")
    moved = [said.get(name, "") for name in _MARGINS]
    if placed:
        moved += [said.get(name, "") for name in _EDGES]
    shift = _MOVED.search(said.get("transform", ""))
    if shift:
        moved += [shift[1], shift[2] or ""]
    lengths = [points(part) for value in moved for part in value.split()]
    if any(length is not None and length <= -off_screen for length in lengths):
        return True
    # Pushed out to the right or below, where nobody scrolls.
    return placed and any((points(said.get(name, "")) or 0) >= 10 * off_screen for name in ("left", "top"))
