"""An area's own report against the reports of its agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.checking.area import AreaSums
from gongkai.checking.context import Context
from gongkai.checking.messages import joined, phrase
from gongkai.checking.naming import NOTHING, Name, cell_name
from gongkai.checking.rule import Outcome, rule, say, unable
from gongkai.forms import Cell
from gongkai.report import How, Number
from gongkai.report.standing import standing_of

_DECIMALS = re.compile(r"[.．](\d+)")
_HALF = Decimal("0.5")


@rule(
    "consolidation.sums",
    "本地区的数字等于所属机关报告之和",
    "an area's figures are the sum of its agencies' reports",
    "notice",
    "deadline-governments",
    "form",
)
def sums(context: Context) -> Iterator[Outcome]:
    """Every figure of an area's own report is the sum of what its agencies handed in; who is lacking is named.

    A cell that is blank, missing or unread in an agency's report is not taken for 0. Amounts agree where rounding, the
    area's own to the decimals it prints and each agency's, explains the difference.
    """
    area, report = context.area, context.report
    if area is None:
        if context.agency and context.agency.kind == "government" and context.agency.level != "township":
            yield unable("no-area")
        return
    if (area.form, area.year) != (report.form, report.year):
        yield unable("area-of-another-form")
        return
    if not area.agencies:
        yield unable("area-empty", left_out=_listed(area.left_out))
        return
    for cell in context.form.cells:
        own, summed = context.cells[cell.key], area.cells[cell.key]
        if own is not None and summed is not None and not _agree(context, cell, own, summed, area.agencies):
            yield say(
                "consolidation.sums",
                (cell.key,),
                expected=summed,
                found=own,
                cell=cell_name(context.form, cell.key),
                own=own,
                unit=cell.unit,
                count=area.agencies - len(area.gaps.get(cell.key, ())),
                sum=summed,
                aside=_aside(area, cell.key),
            )
    if named := _lacking(area):
        names = joined(named, "；", "; ")
        yield say("consolidation.sums/lacking", tuple(area.gaps), count=len(named), named=names)


def _agree(context: Context, cell: Cell, own: Number, summed: Number, agencies: int) -> bool:
    if own == summed or not cell.is_amount:
        return own == summed
    decimals = context.settings.amount_decimals
    printed = min(_printed_decimals(context, cell.key, own), decimals)
    slack = _HALF.scaleb(-printed) + agencies * _HALF.scaleb(-decimals)
    return abs(Decimal(own) - Decimal(summed)) <= slack


def _printed_decimals(context: Context, key: str, own: Number) -> int:
    """How many decimals the area printed: 3.00 is more exact than 3."""
    found = _DECIMALS.search(context.report.provenance[key].text or "")
    if found:
        return len(found[1])
    return max(0, -int(Decimal(own).normalize().as_tuple().exponent))


def _aside(area: AreaSums, key: str) -> Name:
    """Which agencies have no number there, and whose number may be misread."""
    gaps, doubted = area.gaps.get(key, ()), area.doubted.get(key, ())
    said = [phrase("area-gap", agency=name, how=_how(how)) for name, how in gaps]
    said += [phrase("area-doubted", agency=name) for name in doubted]
    return phrase("area-aside", said=joined(said, "；", "; ")) if said else NOTHING


def _lacking(area: AreaSums) -> list[Name]:
    """Name every agency that is not counted, in all cells or in some, with the reason."""
    cells: dict[tuple[str, How], int] = {}
    for gaps in area.gaps.values():
        for gap in gaps:
            cells[gap] = cells.get(gap, 0) + 1
    whole = [phrase("area-left-out", agency=name, reason=reason) for name, reason in area.left_out]
    return whole + [
        phrase("area-gaps", agency=name, count=number, how=_how(how)) for (name, how), number in cells.items()
    ]


def _how(how: How) -> Name:
    return phrase(f"standing-{standing_of(None, how)}")


def _listed(left_out: tuple[tuple[str, str], ...]) -> Name:
    if not left_out:
        return NOTHING
    names = (phrase("area-reason", agency=name, reason=reason) for name, reason in left_out)
    return phrase("area-aside", said=joined(names, "；", "; "))
