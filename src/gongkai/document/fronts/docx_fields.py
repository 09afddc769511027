"""What form fields and formulas of a Word document show (ECMA-376 17.16.17, 22.1)."""

from __future__ import annotations

from gongkai.document.characters import UNREADABLE
from gongkai.document.fronts.docx_styles import is_on
from gongkai.document.fronts.ooxml import Element, M, W

FORMULAS = frozenset(f"{M}{name}" for name in ("oMath", "oMathPara"))
_SPREAD = frozenset(
    f"{M}{name}" for name in ("nary", "rad", "m", "eqArr", "limLow", "limUpp", "sSubSup", "sPre", "func", "groupChr")
)
"""Formulas whose signs do not stand in one line."""


def form_choice(field_begin: Element) -> str:
    """Return what a legacy form field shows by itself: the choice of a menu, which has no result, or a box ticked."""
    data = field_begin.find(f"{W}ffData")
    if data is None:
        return ""
    menu, box = data.find(f"{W}ddList"), data.find(f"{W}checkBox")
    if menu is not None:
        entries = [each.get(f"{W}val", "") for each in menu.findall(f"{W}listEntry")]
        at = next((each for name in ("result", "default") if (each := menu.find(f"{W}{name}")) is not None), None)
        stated = "0" if at is None else at.get(f"{W}val", "0")
        return entries[int(stated)] if stated.isdecimal() and int(stated) < len(entries) else ""
    if box is not None:
        ticked = next((each for name in ("checked", "default") if (each := box.find(f"{W}{name}")) is not None), None)
        return "☑" if ticked is not None and is_on(ticked) else "☐"
    return ""


def formula_text(formula: Element) -> str:
    """Return a formula that stands in one line as its text; powers and fractions as typed, others unreadable."""
    tag = formula.tag
    if tag == f"{M}t":
        return formula.text or ""
    if tag in _SPREAD:
        return UNREADABLE
    parts = [formula_text(each) for each in formula if not each.tag.endswith("Pr")]
    if tag == f"{M}f":
        return "/".join(parts)
    if tag in (f"{M}sSup", f"{M}sSub"):
        return "^".join(parts)
    return "".join(parts)
