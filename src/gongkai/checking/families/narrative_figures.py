"""Requests stated in prose against the table, aware of scope and of wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.checking.context import Context
from gongkai.checking.families.applicants import applicants
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, section_name, short_cell_name, table_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import agree, by_subject, comparable_facts, is_area, quoted, unspaced
from gongkai.checking.sums import is_result, plain_label
from gongkai.report import Fact, Number

_HANDLED = re.compile(r"办理|处理|办结|答复|回复|受理")
_RECEIVED, _CARRIED_IN, _CARRIED_OUT, _CONCLUDED = "received", "carried_in", "carried_out", "concluded"
_PARTLY, _NOT_HANDLED, _OTHER = "partly_granted", "not_handled", "other"
# What an office may mean by the word: 公开3件 may take the partly granted ones in, 不予公开 likewise.
_MAY_INCLUDE_PARTLY = ("granted", "refused")
_EACH = re.compile(r"各(?:部门|单位|镇|乡|街道|县|区|市|地)")
# 不予受理 is not the form's 不予处理.
_NOT_ACCEPTED = re.compile(r"[不未]予?受理")


@rule(
    "narrative.requests",
    "正文的申请数量与表格一致",
    "requests stated in prose agree with the table",
    "warning",
    "content-requests",
    needs=(_RECEIVED,),
)
def requests(context: Context) -> Iterator[Draft]:
    """Requests stated in prose agree with the table: new, or new and carried in; of the same scope.

    An office's own figure beside its area's table is no contradiction, nor is one of several figures that agrees.
    Results are compared only where the number received or concluded agreed, kinds of applicants where the first did.
    """
    facts = by_subject(comparable_facts(context.report, context.agency, "requests."))
    received = facts.get("requests.received", [])
    allowed = _received(context, received)
    agreed = _stated_anywhere(context, "requests.received", allowed) or agree(received, allowed)
    if received and allowed and not agreed and not _of_other_scope(context, received, allowed):
        yield _disagreement(context, received[0], _key(context, _RECEIVED), allowed[0])
    for subject, wanted in _rows(context).items():
        stated = facts.get(subject, [])
        if subject == "requests.concluded" and wanted and _beside_carried(facts, stated):
            wanted = wanted[:1]
        if stated and wanted and not agree(stated, wanted) and not _of_other_scope(context, stated, wanted):
            yield _disagreement(context, stated[0], _key(context, subject.partition(".")[2]), wanted[0])
    done = facts.get("requests.concluded", [])
    if agreed or agree(done, _concluded(context)[:1]):
        yield from _results(context, facts)
    if agreed and received:
        yield from applicants(context, {(each.sentence, each.number) for each in received})


def _key(context: Context, row: str) -> str:
    """The cell of a row of requests that the others of the row add up to."""
    return f"requests.{row}.{context.form.total_column('requests')}"


def _total(context: Context, row: str) -> Number | None:
    """What that cell holds; nothing where the form has no such row."""
    return context.cells.get(_key(context, row))


def _totals_of(context: Context, family: str) -> list[str]:
    """Those cells of all rows of one family of results (refused, refused.third_party)."""
    column = context.form.total_column("requests")
    return [
        each.key
        for each in context.form.cells
        if each.table == "requests" and each.column.key == column and each.row.key.split(".")[0] == family
    ]


def _stated_anywhere(context: Context, subject: str, allowed: Sequence[Number]) -> bool:
    """Whether the table's figure stands somewhere in the prose, whatever else is said beside it."""
    return any(each.subject == subject and each.number in allowed for each in context.report.facts)


def _beside_carried(facts: dict[str, list[Fact]], concluded: Sequence[Fact]) -> bool:
    """Whether what was carried in or over is said in the same sentence, so that all requests concluded are meant."""
    beside = {each.sentence for row in ("carried_in", "carried_out") for each in facts.get(f"requests.{row}", [])}
    return bool(concluded) and all(each.sentence in beside for each in concluded)


def _of_other_scope(context: Context, facts: Sequence[Fact], allowed: Sequence[Number]) -> bool:
    """Whether all that is stated is more than the table, and of the whole area: the table may be the office's own.

    A people's government answers for its area: there 全市 and the table are of one scope, unless it is said that the
    departments each (各部门) had many more.
    """
    most = max(allowed)
    if context.agency is None or not is_area(context.agency):
        return all(each.scope == "area" and each.number > most for each in facts)
    many = most * Decimal(str(context.settings.area_above_own))
    return all(each.scope == "area" and each.number > many and _EACH.search(each.sentence) for each in facts)


def _received(context: Context, facts: Sequence[Fact]) -> list[Number]:
    """Return what a stated number received may be, the plain one first; nothing where the table holds no number."""
    new = _total(context, _RECEIVED)
    if new is None:
        return []
    carried = _total(context, _CARRIED_IN) or 0
    beside = {each.sentence for each in context.report.facts if each.subject == "requests.carried_in"}
    if facts and all(each.sentence in beside for each in facts):
        return [new]
    allowed = [new, new + carried]
    if any(_handled(each) for each in facts):
        allowed += _concluded(context)
    return allowed


def _handled(fact: Fact) -> bool:
    """Whether a number is of what was handled (办理6件), and not of what was received and then handled."""
    clauses = re.split(r"[，,；;。：:]", unspaced(fact.sentence))
    clause = next((each for each in clauses if str(fact.number) in each), fact.sentence)
    return _HANDLED.search(clause) is not None


def _concluded(context: Context) -> list[Number]:
    done = _total(context, _CONCLUDED)
    if done is None:
        return []
    carried = _total(context, _CARRIED_IN) or 0
    new = _total(context, _RECEIVED)
    return [done, done - carried, *([] if new is None else [new])]


def _rows(context: Context) -> dict[str, list[Number]]:
    """Return what may be stated of carried and concluded requests."""
    found = {"requests.concluded": _concluded(context)}
    for row in (_CARRIED_IN, _CARRIED_OUT):
        value = _total(context, row)
        found[f"requests.{row}"] = [] if value is None else [value]
    return found


def _results(context: Context, by_subject: dict[str, list[Fact]]) -> Iterator[Draft]:
    partly = _total(context, _PARTLY) or 0
    rows = (each.row for table in context.form.tables for each in table.numbered_rows)
    families = dict.fromkeys(row.key.split(".")[0] for row in rows if row.result)
    for name in (each for each in families if each != _OTHER):
        stated = by_subject.get(f"requests.{name}", [])
        if not stated:
            continue
        keys = _totals_of(context, name)
        values = [value for key in keys if (value := context.cells[key]) is not None]
        collapsed = _collapsed(context, keys)
        if not values and collapsed is None:
            continue
        whole = sum(values) + (collapsed or 0)
        apart = {each.sentence for each in by_subject.get("requests.partly_granted", [])}
        with_partly = name in _MAY_INCLUDE_PARTLY and not all(each.sentence in apart for each in stated)
        allowed = [whole, *values, *([whole + partly] if with_partly else [])]
        if name == _NOT_HANDLED and all(_NOT_ACCEPTED.search(each.sentence) for each in stated):
            allowed += _otherwise(context, whole)
        if not agree(stated, allowed):
            yield _disagreement(context, stated[0], keys[0], whole, tuple(keys))


def _otherwise(context: Context, not_handled: Number) -> list[Number]:
    """Return where an office may have counted what it did not accept (不予受理): the form has no row of that name."""
    others = [context.cells[key] or 0 for key in _totals_of(context, _OTHER)]
    return [*(each for each in others if each), sum(others), sum(others) + not_handled]


def _collapsed(context: Context, keys: Sequence[str]) -> Number | None:
    """Return what a row holds that stands collapsed for these cells; nothing where there is none."""
    above = {plain_label(part) for key in keys for part in context.form.cell(key).row.path[-1:]}
    table = context.form.table("requests")
    rows = (
        row for row in context.report.extra if plain_label(row.row) in above and is_result(row, table, context.report)
    )
    column = context.form.total_column("requests") or ""
    return next((value for row in rows if (value := row.values.get(column)) is not None), None)


def _disagreement(
    context: Context, fact: Fact, key: str, expected: Number, keys: tuple[str, ...] | None = None
) -> Draft:
    form = context.form
    table = table_name(form, form.cell(key).table)
    cell = form.cell(key)
    if keys and len(keys) > 1:
        name = phrase("rows-together", rows=cell.row.path[-1])
    else:
        name = short_cell_name(form, key)
    return against_table(
        "narrative.requests", context, fact, phrase("in-row", row=table, column=name), expected, keys or (key,)
    )


def against_table(
    message: str, context: Context, fact: Fact, where: Name, expected: Number, keys: tuple[str, ...]
) -> Draft:
    """Return the finding that a figure stated in prose is not the table's."""
    return say(
        message,
        keys,
        expected=expected,
        found=fact.number,
        section=section_name(context.form, fact.section),
        quoted=quoted(fact.sentence),
        stated=fact.number,
        unit=fact.unit,
        where=where,
        table=expected,
    )
