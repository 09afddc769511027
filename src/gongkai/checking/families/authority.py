"""Who may make rules (规章)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import joined, phrase
from gongkai.checking.naming import row_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.law import may_make_rules

_RULES = "regulations"


@rule(
    "proactive.authority",
    "只有依法有权的机关才有规章",
    "rules only where the agency may make them",
    "warning",
    "regulations-public",
    "rule-making",
    needs=(_RULES,),
)
def authority(context: Context) -> Iterator[Draft]:
    """规章 are made by State Council departments and the governments of provinces, 设区的市 and 自治州 only.

    Silent where the agency's name does not tell what it is.
    """
    cells = [each for each in context.form.cells if each.table == "proactive" and each.row.key == _RULES]
    filled = [(each, value) for each in cells if (value := context.cells[each.key])]
    if not filled or context.agency is None or may_make_rules(context.agency) is not False:
        return
    figures = (phrase("column-holds", column=each.column.label, value=value) for each, value in filled)
    yield say(
        "proactive.authority",
        tuple(each.key for each, _ in filled),
        expected=0,
        found=filled[0][1],
        row=row_name(context.form, filled[0][0]),
        figures=joined(figures, "，"),
        agency=context.report.agency or "",
    )
