"""Who may make rules (规章)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import number, row_name
from gongkai.checking.rule import Draft, rule
from gongkai.law import may_make_rules


@rule(
    "proactive.authority",
    "只有依法有权的机关才有规章",
    "rules only where the agency may make them",
    "warning",
    "regulations-public",
    "rule-making",
)
def authority(context: Context) -> Iterator[Draft]:
    """规章 are made by State Council departments and the governments of provinces, 设区的市 and 自治州 only.

    Silent where the agency's name does not tell what it is.
    """
    cells = [each for each in context.form.cells if each.table == "proactive" and each.row.key == "regulations"]
    filled = [each for each in cells if context.cells[each.key]]
    if not filled or context.agency is None or may_make_rules(context.agency) is not False:
        return
    name = row_name(context.form, filled[0])
    figures = "，".join(f"“{each.column.label}”填了{number(context.cells[each.key])}" for each in filled)
    figures_en = ", ".join(f"{each.column.label} {number(context.cells[each.key])}" for each in filled)
    yield Draft(
        f"{name.zh}：{figures}。{context.report.agency}没有规章制定权，应填0；如是行政规范性文件，请填入下一行。",
        f"{name.en}: {figures_en}. {context.report.agency} may not make rules (规章); if these are normative "
        "documents, they belong in the next row.",
        tuple(each.key for each in filled),
        expected=0,
        found=context.cells[filled[0].key],
    )
