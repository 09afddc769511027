"""What prose states of documents, decisions and fees against the table of section two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.checking.context import Context
from gongkai.checking.naming import cell_name, section_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import agree, by_subject, comparable_facts, is_area, quoted
from gongkai.checking.wording import wording
from gongkai.report import Fact, Number

_WAN = 10_000
_PREFIX = "proactive."


@rule(
    "narrative.proactive",
    "正文的文件、许可、处罚、强制、收费数量与表格一致",
    "documents, decisions and fees stated in prose agree with the table of section two",
    "warning",
    "content-proactive",
)
def proactive(context: Context) -> Iterator[Draft]:
    """Documents, licences, penalties, compulsion and fees stated in prose agree with the table of section two.

    Only what surely is the form's number is compared: decisions published, cases handled, documents examined or
    partly counted are not; nor fewer by one office of a government whose table is that of its whole area.
    """
    for key, facts in by_subject(comparable_facts(context.report, context.agency, _PREFIX)).items():
        table = context.cells.get(key)
        if table is None or _agrees(context, key, facts, table) or _of_one_office(context, key, facts, table):
            continue
        fact = facts[0]
        yield say(
            "narrative.proactive",
            (key,),
            expected=table,
            found=_in_units(context, key, fact),
            where=section_name(context.form, fact.section),
            quoted=quoted(fact.sentence),
            stated=fact.number,
            unit=fact.unit,
            cell=cell_name(context.form, key),
            table=table,
            unit_asked=context.form.cell(key).unit,
        )


def _agrees(context: Context, key: str, facts: Sequence[Fact], table: Number) -> bool:
    if context.form.cell(key).unit != "万元":
        return agree(facts, [table])
    return any(_same_amount(_in_units(context, key, each), table) for each in facts)


def _in_units(context: Context, key: str, fact: Fact) -> Number:
    """Return a number stated in yuan in the unit of the form's cell."""
    if context.form.cell(key).unit != "万元" or fact.unit != "元" or not fact.number:
        return fact.number
    return Decimal(fact.number) / _WAN


def _same_amount(stated: Number, table: Number) -> bool:
    """Whether two amounts in 万元 are one, printed with more or fewer decimals; none is none."""
    if not stated or not table:
        return stated == table
    one, other = Decimal(stated), Decimal(table)
    return abs(one - other) < max(_last_place(one), _last_place(other)) if one != other else True


def _last_place(amount: Decimal) -> Decimal:
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent)) if isinstance(exponent, int) else Decimal(1)


def _of_one_office(context: Context, key: str, facts: Sequence[Fact], table: Number) -> bool:
    """Whether less is stated, of one office (以县政府名义), than an area's table holds."""
    if context.agency is None or not is_area(context.agency):
        return False
    return all(
        each.scope == "own" and wording().one_of_many.search(each.sentence) and _in_units(context, key, each) < table
        for each in facts
    )
