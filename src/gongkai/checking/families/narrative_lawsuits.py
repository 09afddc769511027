"""Reconsiderations and lawsuits stated in prose against the table of section four."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.checking.context import Context
from gongkai.checking.families.narrative_figures import against_table
from gongkai.checking.messages import joined, phrase
from gongkai.checking.naming import short_cell_name, table_name
from gongkai.checking.rule import Draft, rule
from gongkai.checking.stated import agree, comparable_facts
from gongkai.report import Fact, Number

_DISCLOSURE = re.compile(r"公开|申请|答复")
_DECIDED = re.compile(r"(?:办理|受理|审理|审结|调解|处理)(?:各类|各项)?(?:行政)?复议|应诉|出庭")
_LAWSUITS = "litigation"


@rule(
    "narrative.disputes",
    "正文的复议、诉讼数量与表格一致",
    "reconsiderations and lawsuits stated in prose agree with the table",
    "warning",
    "content-disputes",
    "lawsuits-counted-once",
)
def disputes(context: Context) -> Iterator[Draft]:
    """Reconsiderations and lawsuits stated in prose, also that there were none, agree with the table of section four.

    Only statements about disclosure count: a justice bureau's reconsiderations in general are another matter.
    """
    table, total = context.form.table("disputes"), context.form.total_column("disputes")
    kinds = [each.row.key for each in table.numbered_rows]
    groups = {f"disputes.{_LAWSUITS}": _lawsuits(context)} | {f"disputes.{kind}": [kind] for kind in kinds}
    facts = [each for each in comparable_facts(context.report, context.agency, "disputes.") if _about_disclosure(each)]
    for subject, rows in groups.items():
        for ending in (each.key for block in table.blocks for each in block.columns):
            name = subject if ending == total else f"{subject}.{ending}"
            stated = [each for each in facts if each.subject == name]
            if not stated:
                continue
            keys = tuple(f"disputes.{row}.{ending}" for row in rows)
            values = [context.cells[key] for key in keys]
            if any(value is None for value in values):
                continue
            whole = sum(value or 0 for value in values)
            # A statement on one kind of lawsuit only is right where that kind's figure is; none at all is not.
            allowed = [whole, *(value for value in values if value)]
            if len(rows) > 1 and ending != total and _as_whole(context, facts, stated):
                allowed = [whole]
            if not agree(stated, allowed):
                yield _dispute(context, stated[0], keys, whole)


def _lawsuits(context: Context) -> list[str]:
    """The rows that count lawsuits, of whatever kinds the form has."""
    rows = (each.row.key for each in context.form.table("disputes").numbered_rows)
    return [key for key in rows if key.startswith(_LAWSUITS)]


def _about_disclosure(fact: Fact) -> bool:
    """Whether it is surely of disclosure: cases that an office decides (办理行政复议案件) are another matter."""
    if fact.section in ("requests", "disputes") or _DISCLOSURE.search(fact.sentence):
        return True
    return not _DECIDED.search(fact.sentence)


def _as_whole(context: Context, facts: Sequence[Fact], stated: Sequence[Fact]) -> bool:
    """Whether results stand beside the number of all lawsuits, so that they are those of both kinds."""
    column = context.form.total_column("disputes")
    totals = [context.cells[f"disputes.{group}.{column}"] for group in _lawsuits(context)]
    if not all(totals):
        return False
    whole = sum(each or 0 for each in totals)
    told = {each.sentence for each in facts if each.subject == f"disputes.{_LAWSUITS}" and each.number == whole}
    return all(each.sentence in told for each in stated)


def _dispute(context: Context, fact: Fact, keys: tuple[str, ...], whole: Number) -> Draft:
    table = table_name(context.form, "disputes")
    names = [short_cell_name(context.form, key) for key in keys]
    cells = joined(names, "、", " and ")
    if len(keys) > 1:
        cells = phrase("together", cells=cells)
    return against_table("narrative.disputes", context, fact, phrase("in-row", row=table, column=cells), whole, keys)
