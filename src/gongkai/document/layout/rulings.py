"""Ruling lines made whole: pieces, dashes, doubled lines and the sides of neighbouring boxes become single edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.document.layout.model import Edge, Glyph, Rule
from gongkai.settings import Settings

_BAND = 24  # twice 12 points: a line strikes only characters whose middle is that near


def join_rules(rules: Iterable[Rule], settings: Settings) -> tuple[list[Edge], list[Edge]]:
    """Return ``(horizontal, vertical)`` edges: aligned within ``rule_snap`` points, joined over ``rule_gap`` points."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for x0, y0, x1, y1 in rules:
        if x1 - x0 >= y1 - y0:
            horizontal.append(Edge((y0 + y1) / 2, x0, x1))
        else:
            vertical.append(Edge((x0 + x1) / 2, y0, y1))
    return (
        _long(_join(_snap(horizontal, settings.rule_snap), settings.rule_gap), settings),
        _long(_join(_snap(vertical, settings.rule_snap), settings.rule_gap), settings),
    )


def _snap(edges: list[Edge], tolerance: float) -> dict[float, list[Edge]]:
    """Give edges that lie within ``tolerance`` of the first of their group one common position."""
    groups: dict[float, list[Edge]] = {}
    group: list[Edge] = []
    for edge in sorted(edges):
        if group and edge.position - group[0].position > tolerance:
            groups[_centre(group)] = group
            group = []
        group.append(edge)
    if group:
        groups[_centre(group)] = group
    return groups


def _centre(group: Sequence[Edge]) -> float:
    """Return the mean position weighted by length, so that long lines hold still."""
    weight = sum(edge.end - edge.start for edge in group)
    if weight <= 0:
        return group[0].position
    return sum(edge.position * (edge.end - edge.start) for edge in group) / weight


def _join(groups: dict[float, list[Edge]], gap: float) -> list[Edge]:
    joined: list[Edge] = []
    for position, group in groups.items():
        spans = sorted((edge.start, edge.end) for edge in group)
        start, end = spans[0]
        for next_start, next_end in spans[1:]:
            if next_start - end <= gap:
                end = max(end, next_end)
            else:
                joined.append(Edge(position, start, end))
                start, end = next_start, next_end
        joined.append(Edge(position, start, end))
    return joined


def _long(edges: list[Edge], settings: Settings) -> list[Edge]:
    return [edge for edge in edges if edge.end - edge.start >= settings.rule_shortest]


def part_struck(glyphs: Sequence[Glyph], rules: Sequence[Rule], settings: Settings) -> tuple[list[Glyph], list[Rule]]:
    """Return the characters that no line strikes out, and the rules that are not such lines.

    A strike-through runs through the middle of characters and is about as long as what it strikes; the ruling of a
    table is longer than the text it might touch.
    """
    struck: set[int] = set()
    kept: list[Rule] = []
    bands: dict[int, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        bands.setdefault(int(glyph.y0 + glyph.y1) // _BAND, []).append(index)
    for rule in rules:
        if rule.x1 - rule.x0 <= rule.y1 - rule.y0:
            kept.append(rule)
            continue
        band = int(rule.y0 + rule.y1) // _BAND
        near = [index for b in range(band - 1, band + 2) for index in bands.get(b, ())]
        hit = _struck_by(rule, glyphs, near, settings)
        if hit:
            struck.update(hit)
        else:
            kept.append(rule)
    return [glyph for index, glyph in enumerate(glyphs) if index not in struck] if struck else list(glyphs), kept


def _struck_by(rule: Rule, glyphs: Sequence[Glyph], near: Iterable[int], settings: Settings) -> list[int]:
    y = (rule.y0 + rule.y1) / 2
    above, below, share = settings.struck_above, settings.struck_below, settings.struck_share
    hit: list[int] = []
    for index in near:
        glyph = glyphs[index]
        height = glyph.y1 - glyph.y0
        if not (glyph.y0 + above * height < y < glyph.y1 - below * height):
            continue
        if min(rule.x1, glyph.x1) - max(rule.x0, glyph.x0) > share * (glyph.x1 - glyph.x0):
            hit.append(index)
    if not hit:
        return []
    left, right = min(glyphs[i].x0 for i in hit), max(glyphs[i].x1 for i in hit)
    slack = settings.struck_beyond * max(glyphs[i].y1 - glyphs[i].y0 for i in hit)
    return hit if rule.x0 >= left - slack and rule.x1 <= right + slack else []
