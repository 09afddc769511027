"""Figures set by hand for a whole table at once, from a pasted block: what would change first, then all or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from gongkai.forms import Cell
from gongkai.report import Number
from gongkai.writing import number_text
from gongkai_site.annual.compile.cells import cell_query
from gongkai_site.annual.figures import Figures
from gongkai_site.annual.models import AnnualReport
from gongkai_site.annual.overrides import figure_of, override_cell
from gongkai_site.errors import InvalidInput
from gongkai_site.policy import Actor
from gongkai_site.sheets.on_form import placed_on, plain_figure
from gongkai_site.sheets.pasted import pasted_table

_NOTHING = frozenset({"", "-", "—", "——", "/"})
"""What stands where an office sets nothing: such a cell is left as it is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One cell that the block would set otherwise than it is."""

    cell: Cell
    title: str
    now: Number | None
    pasted: str

    @property
    def before(self) -> str:
        """The value now, as written."""
        return number_text(self.now)


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What pasting would do. Nothing is done while there are faults."""

    settings: list[Setting] = field(default_factory=list)
    same: int = 0
    faults: list[str] = field(default_factory=list)


def plan_paste(now: Figures, year: int, table_key: str, text: str) -> PastePlan:
    """Lay a block onto a table of the year's form. Raises :class:`InvalidInput` where it does not fit the table."""
    if table_key not in {each.key for each in now.form.tables}:
        raise InvalidInput("请选择粘贴到哪一张表。")
    plan = PastePlan()
    same = 0
    for each in placed_on(now.form, table_key, pasted_table(text)):
        figure = plain_figure(each.text)
        if figure in _NOTHING:
            continue
        cell, title = now.form.cell(each.cell), cell_query(each.cell, year).title
        try:
            value = figure_of(cell, figure)
        except InvalidInput as error:
            plan.faults.append(f"{each.where}（{title}）：{error}")
            continue
        current = now.values[each.cell]
        if current is not None and value == current:
            same += 1
        else:
            plan.settings.append(Setting(cell, title, current, figure))
    return PastePlan(plan.settings, same, plan.faults)


def override_cells(actor: Actor, report: AnnualReport, values: Mapping[str, str], reason: str) -> int:
    """Set every cell by hand for one reason, each by its own action, all or none; return how many."""
    if not values:
        raise InvalidInput("没有要改的格。")
    with transaction.atomic():
        for key, value in values.items():
            override_cell(actor, report, key, value, reason)
    return len(values)
