"""Kinds of applicants stated in prose against the columns of section three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, column_label, row_name, section_name
from gongkai.checking.rule import Draft, say
from gongkai.checking.stated import quoted
from gongkai.forms import Column, Form
from gongkai.reading.characters import tight
from gongkai.report import Number

if TYPE_CHECKING:
    from gongkai.reading.facts.sentences import Quantity

_ROW = "requests.received"
_KIND = re.compile("自然人|公民|法人|企业|机构|组织")
_ASIDE = re.compile(r"^(?:其中|申请人(?:为|是)|为|由|来自|有|[:,、(])+|申请人|^(?:其余|另外|另有)")
_APPLIED = re.compile(r"^(?:来自|由)|(?:提出|提交)?(?:的)?(?:信息公开)?申请(?:的)?$")
_PERSONS = re.compile(r"(?:来自)?(?:自然人|公民个人|公民)(?:提出|提交)?(?:的)?(?:信息公开)?(?:申请)?(?:的)?")
_ORGANISATIONS = re.compile(
    r"(?:来自)?法人(?:(?:或|和|及|与|、|以及|或者)其[他它]组织)(?:提出|提交)?(?:的)?(?:信息公开)?(?:申请)?(?:的)?"
)


def applicants(context: Context, received: AbstractSet[tuple[str, Number]]) -> Iterator[Draft]:
    """Parts by applicant (自然人8件，法人或其他组织2件) of the requests received against their columns.

    Where parts that claim to be all are not, narrative.parts says so.
    """
    from gongkai.reading.facts import quantities_of

    new = context.cells.get(received_in(context.form))
    unequal = {
        each.sentence
        for stated in context.parts.values()
        for each in stated
        if each.claims_all and each.total != each.whole.number
    }
    for section, text in context.report.sections.items():
        for sentence, whole in sorted(received):
            if whole != new or sentence in unequal or sentence not in text:
                continue
            for part, number in _parts(quantities_of(tight(sentence)), whole):
                keys = _columns(context, part)
                values = [value for key in keys if (value := context.cells[key]) is not None]
                if values and len(values) == len(keys) and sum(values) != number:
                    yield say(
                        "narrative.requests/applicants",
                        keys,
                        expected=sum(values),
                        found=number,
                        where=section_name(context.form, section),
                        quoted=quoted(sentence),
                        part=part,
                        stated=number,
                        columns=_named(context, keys),
                        table=sum(values),
                    )


def received_in(form: Form) -> str:
    """Return the cell of all requests received."""
    return f"{_ROW}.{form.total_column('requests')}"


def persons_in(form: Form) -> tuple[str, ...]:
    """Return the cells of those received from persons: the kinds of applicants that stand under no common head."""
    return tuple(f"{_ROW}.{each.key}" for each in _kinds(form) if not each.group)


def _kinds(form: Form) -> list[Column]:
    """The columns of kinds of applicants."""
    parts = form.summed_columns("requests")
    return [each.column for each in form.cells if each.key.startswith(f"{_ROW}.") and each.column.key in parts]


def _parts(quantities: Sequence[Quantity], whole: Number) -> Iterator[tuple[str, Number]]:
    """The kinds of applicants right behind the whole, 其中 or not, up to where something else is counted."""
    behind = False
    for each in quantities:
        if not behind:
            behind = each.number == whole and not _KIND.search(each.label)
            continue
        if not _KIND.search(each.label) and not _KIND.search(each.right):
            return
        label = _ASIDE.sub("", each.label) or each.right
        yield _ASIDE.sub("", label).rstrip("有"), each.number


def _columns(context: Context, label: str) -> tuple[str, ...]:
    """Return the cells that a kind of applicant is counted in; none where its name leaves that open."""
    columns = _kinds(context.form)
    if _PERSONS.fullmatch(label):
        return persons_in(context.form)
    if _ORGANISATIONS.fullmatch(label):
        names = [each.key for each in columns if each.group]
    else:
        bare = _APPLIED.sub("", label)
        names = [each.key for each in columns if each.group and bare in (each.label, *each.variants) and bare != "其他"]
    return tuple(f"{_ROW}.{name}" for name in names)


def _named(context: Context, keys: Sequence[str]) -> Name:
    cell = context.form.cell(keys[0])
    row, column = row_name(context.form, cell), column_label(cell)
    if len(keys) > 1 and cell.column.group:
        return phrase("columns-together", row=row, columns=cell.column.group)
    return phrase("in-row", row=row, column=column)
