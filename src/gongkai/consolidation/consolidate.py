"""Sum the printed values of many reports cell by cell, each agency once, and say what is lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import repeat
from operator import itemgetter

from gongkai.checking.naming import cell_name
from gongkai.consolidation.differences import find_differences, normal_label
from gongkai.consolidation.model import Consolidated, Gap, LeftOut, Member, SumDifference
from gongkai.consolidation.selection import select
from gongkai.forms import Cell, Form, form_for_year, get_form
from gongkai.report import SECTION_KEYS, Doubtful, Extra, How, Number, Provenance, Report
from gongkai.report.standing import IN_CHINESE, standing_of
from gongkai.settings import DEFAULT_SETTINGS, Settings

_FIRST: tuple[How, ...] = ("unread", "repaired", "blank")
"""How a sum without any number stands by its parts, the first that is met."""


def consolidate(
    members: Sequence[Member],
    *,
    agency: str,
    year: int,
    form: str | None = None,
    settings: Settings = DEFAULT_SETTINGS,
) -> Consolidated:
    """Consolidate the members' reports into one report of ``agency`` for ``year``.

    Printed values are summed as printed; totals are never recomputed, what does not add up is listed.
    Counts sum to integers. Amounts (万元, 元) are summed exactly and rounded once, at the end, half up (四舍五入)
    to ``settings.amount_decimals``; the form itself prescribes no decimals, two are what accounts in 万元
    customarily show. A cell is ``read`` where every member's number is known, ``repaired`` with a warning where
    members, numbers or certainty are lacking, and ``None`` where no member has a number.

    ``form`` defaults to the form in force for the year. Raises ``UnknownForm``.
    """
    known = get_form(form) if form else form_for_year(year)
    counted, left_out = select(members, year, known.id)
    reports = [member.report for member in counted if member.report is not None]
    sums, exact = _sum_cells(known, reports, settings.amount_decimals)
    gaps, doubted = _gaps(counted, known.cells)
    holes = [each for each in left_out if each.leaves_hole]
    report = Report(
        source="",
        form=known.id,
        agency=agency,
        year=year,
        title=f"{agency}{year}年{known.title}",
        cells=sums,
        provenance=_provenance(known, sums, gaps, doubted, holes=bool(holes), counted=bool(reports)),
        extra=_sum_extra(reports),
        preamble=_preamble(counted, left_out, year),
        sections=dict.fromkeys(SECTION_KEYS, ""),
    )
    differences = find_differences(report, counted)
    warnings = _warnings(known, sums, gaps, doubted, holes, exact, differences)
    report = replace(report, warnings=warnings)
    return Consolidated(report, tuple(counted), tuple(left_out), gaps, doubted, differences, exact)


def _sum_cells(
    form: Form, reports: Sequence[Report], decimals: int
) -> tuple[dict[str, Number | None], dict[str, Decimal]]:
    """Sum every cell over the reports that have a number there; also the exact sums that rounding changed."""
    sums: dict[str, Number | None] = {}
    exact: dict[str, Decimal] = {}
    take = itemgetter(*form.keys)
    columns = zip(*(take(report.cells) for report in reports), strict=True) if reports else repeat(())
    for cell, column in zip(form.cells, columns, strict=False):
        values = [value for value in column if value is not None] if None in column else column
        total: Number | None = sum(values) if values else None
        if isinstance(total, Decimal) and cell.is_amount:
            rounded = total.quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)
            if rounded != total:
                exact[cell.key] = total
            total = rounded
        sums[cell.key] = _plain(total)
    return sums, exact


def _plain(value: Number | None) -> Number | None:
    """Whole decimals become integers and trailing zeros go, as everywhere in a report's cells."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    return value


def _gaps(
    counted: Sequence[Member], cells: Sequence[Cell]
) -> tuple[dict[str, tuple[Gap, ...]], dict[str, tuple[Member, ...]]]:
    gaps: dict[str, list[Gap]] = {}
    doubted: dict[str, list[Member]] = {}
    sure: dict[int, bool] = {}  # thousands of reports may share one mapping of provenances
    for member in counted:
        if member.report is None:
            continue
        values, provenance = member.report.cells, member.report.provenance
        if id(provenance) not in sure:
            sure[id(provenance)] = all(place.how != "repaired" for place in provenance.values())
        if sure[id(provenance)] and None not in values.values():
            continue
        for cell in cells:
            how = provenance[cell.key].how
            if values[cell.key] is None:
                gaps.setdefault(cell.key, []).append(Gap(member, how))
            elif how == "repaired":
                doubted.setdefault(cell.key, []).append(member)
    return {key: tuple(each) for key, each in gaps.items()}, {key: tuple(each) for key, each in doubted.items()}


def _sum_extra(reports: Sequence[Report]) -> tuple[Extra, ...]:
    """Sum the rows beyond the form by section and label (a collapsed （六）其他处理 stays a row of its own)."""
    labels: dict[tuple[str, str], str] = {}
    sums: dict[tuple[str, str], dict[str, Number | None]] = {}
    for report in reports:
        for row in report.extra:
            where = (row.section, normal_label(row.row))
            labels.setdefault(where, row.row)
            into = sums.setdefault(where, {})
            for column, value in row.values.items():
                before = into.get(column)
                into[column] = value if before is None else before if value is None else before + value
    return tuple(
        Extra(where[0], labels[where], {column: _plain(value) for column, value in into.items()})
        for where, into in sums.items()
    )


def _provenance(
    form: Form,
    sums: Mapping[str, Number | None],
    gaps: Mapping[str, Sequence[Gap]],
    doubted: Mapping[str, Sequence[Member]],
    *,
    holes: bool,
    counted: bool,
) -> dict[str, Provenance]:
    made: dict[str, Provenance] = {}
    for cell in form.cells:
        if sums[cell.key] is None:
            made[cell.key] = Provenance(_how_of_none(gaps.get(cell.key, ())) if counted else "missing")
        elif holes or cell.key in gaps or cell.key in doubted:
            made[cell.key] = Provenance("repaired")
        else:
            made[cell.key] = Provenance("read")
    return made


def _how_of_none(gaps: Sequence[Gap]) -> How:
    """How a sum without any number stands: where a part was not read, the office is not said to lack it."""
    hows = {gap.how for gap in gaps}
    return next((how for how in _FIRST if how in hows), "missing")


def _warnings(
    form: Form,
    sums: Mapping[str, Number | None],
    gaps: Mapping[str, Sequence[Gap]],
    doubted: Mapping[str, Sequence[Member]],
    holes: Sequence[LeftOut],
    exact: Mapping[str, Decimal],
    differences: Sequence[SumDifference],
) -> tuple[Doubtful, ...]:
    made: list[Doubtful] = []

    def said(key: str, code: str, text: str) -> None:
        made.append(Doubtful(code, f"{cell_name(form, key).zh}：{text}。", (key,)))

    if holes:
        names = "、".join(each.member.label for each in holes)
        summed = tuple(cell.key for cell in form.cells if sums[cell.key] is not None)
        made.append(Doubtful("sum.members", f"下列{len(holes)}个机关的数据未计入汇总：{names}。", summed))
    for key, missing in gaps.items():
        names = "、".join(f"{gap.member.label}（{IN_CHINESE[standing_of(None, gap.how)]}）" for gap in missing)
        said(key, "sum.gaps", f"{names}没有数字，未按零计入")
    for key, doubtful in doubted.items():
        said(key, "sum.doubted", f"{'、'.join(member.label for member in doubtful)}的数字系推断所得，请核对原件")
    for key, value in exact.items():
        said(key, "sum.rounded", f"精确合计{value}，四舍五入为{sums[key]}")
    for each in differences:
        text = f"{each.where}：所报总计相加为{each.printed}，由各项重新计算为{each.recomputed}。"
        made.append(Doubtful("sum.difference", text, each.cells))
    return tuple(made)


def _preamble(counted: Sequence[Member], left_out: Sequence[LeftOut], year: int) -> str:
    own = sum(member.role == "own" for member in counted)
    # Where no level is given for any agency, nothing is said about levels.
    levels = f"（本级{own}个，下级{len(counted) - own}个）" if own else ""
    text = f"本表由{len(counted)}个机关{levels}{year}年度报告的数据逐格相加而成。"
    holes = [each.member.label for each in left_out if each.leaves_hole]
    return text + (f"另有{len(holes)}个机关的数据未计入：{'、'.join(holes)}。" if holes else "")
