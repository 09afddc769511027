"""What is in force against what the year made and repealed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import row_name
from gongkai.checking.rule import Draft, rule, say


@rule(
    "proactive.stock",
    "现行有效件数不少于本年制发减废止",
    "as many are in force as the year made and did not repeal",
    "warning",
    "content-proactive",
    "form",
    needs=("made", "repealed", "in_force"),
)
def stock(context: Context) -> Iterator[Draft]:
    """现行有效件数 is not smaller than what the year made (本年制发) and did not repeal (本年废止)."""
    for cell in context.form.cells:
        if cell.column.key != "in_force":
            continue
        keys = tuple(cell.key.removesuffix("in_force") + column for column in ("in_force", "made", "repealed"))
        now, made, repealed = (context.cells[key] for key in keys)
        if now is None or made is None or repealed is None or now >= made - repealed:
            continue
        row = row_name(context.form, cell)
        yield say(
            "proactive.stock", keys, expected=made - repealed, found=now, row=row, now=now, made=made, repealed=repealed
        )
