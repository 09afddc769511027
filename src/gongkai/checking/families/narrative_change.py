"""More or fewer than last year, percentages and shares stated in prose, against the figures they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from gongkai.checking.context import Context
from gongkai.checking.families.applicants import persons_in, received_in
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, section_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import comparable_facts, quoted
from gongkai.forms import Form
from gongkai.report import Number

if TYPE_CHECKING:
    from gongkai.reading.facts import Change, Share

_HALF = Fraction(1, 2)
_ALL = 100


@rule(
    "narrative.change",
    "较上年增减、同比和占比与数字相符",
    "changes against last year, percentages and shares agree with the figures",
    "warning",
    "content",
)
def change(context: Context) -> Iterator[Draft]:
    """Changes against last year, percentages and shares stated in prose agree with the figures.

    Last year's figure is taken from the sentence, or from last year's report where the table has this year's;
    where neither is known, only difference and percentage are held against each other. Percentages may be rounded
    or cut off at the decimals printed.
    """
    from gongkai.reading.facts import Share, changes_of

    for each in changes_of(context.report.sections, context.report.year, context.settings):
        where = section_name(context.form, each.section)
        draft = _share(context, each, where) if isinstance(each, Share) else _change(context, each, where)
        if draft:
            yield draft


def _share(context: Context, share: Share, where: Name) -> Draft | None:
    part = share.part
    if part is None and share.whole == context.cells.get(received_in(context.form)):
        part = _sum(context.cells, persons_in(context.form))
    if part is None:
        return None
    exact = Fraction(part) * _ALL / Fraction(share.whole)
    if _printed_as(exact, share.percent):
        return None
    right = _percent(exact, share.percent)
    return say(
        "narrative.change/share",
        expected=right,
        found=share.percent,
        where=where,
        quoted=quoted(share.sentence),
        part=part,
        whole=share.whole,
        right=f"{right}%",
        percent=share.percent,
    )


def _change(context: Context, change: Change, where: Name) -> Draft | None:
    if change.before is None:
        pairs = _pairs(context, change)
    else:
        pairs = [(now, change.before) for now in (change.now, *change.also)]
    if not pairs:
        return _alone(change, where)
    if any(_fits(change, now, before) for now, before in pairs):
        return None
    now, before = pairs[0]
    return say(
        "narrative.change/difference",
        expected=now - before,
        found=None if change.difference is None else change.direction * change.difference,
        where=where,
        quoted=quoted(change.sentence),
        before=before,
        now=now,
        right=_right(change, now, before),
    )


def _pairs(context: Context, change: Change) -> list[tuple[Number, Number]]:
    """Return this and last year's figures that the sentence may compare: those of its facts that agree with the table.

    Nothing where the figure next to the comparison is of none of the form's cells, or last year's is doubted.
    """
    last = context.match.report
    if last is None:
        return []
    doubted = {key for each in last.warnings for key in each.cells}
    found: list[tuple[Number, Number]] = []
    for fact in comparable_facts(context.report, context.agency, ""):
        if fact.sentence != change.sentence:
            continue
        keys = _keys(fact.subject, context.form)
        now, before = _sum(context.cells, keys), _sum(last.cells, keys)
        if now is None or before is None or now != fact.number or doubted & set(keys):
            continue
        if context.form.cell(keys[0]).unit != "件":
            continue
        found = [(now, before), *found] if fact.number == change.now else [*found, (now, before)]
        if fact.subject == "requests.received":
            brought = _keys("requests.carried_in", context.form)
            carried = (_sum(each, brought) or 0 for each in (context.cells, last.cells))
            found.append((now + next(carried), before + next(carried)))
    return found if found and found[0][0] == change.now else []


def _keys(subject: str, form: Form) -> tuple[str, ...]:
    """Return the cells a subject is the sum of; none where it is no cell's.

    A row is the cell that its others add up to; 行政诉讼 is the rows of all its kinds together.
    """
    if subject in form.keys:
        return (subject,)
    table, _, row = subject.partition(".")
    total = form.total_column(table)
    rows = [each.row.key for each in form.cells if each.table == table and each.column.key == total]
    of_kinds = [each for each in rows if each.startswith(f"{row}_")]
    return tuple(f"{table}.{each}.{total}" for each in ([row] if row in rows else of_kinds))


def _sum(cells: Mapping[str, Number | None], keys: tuple[str, ...]) -> Number | None:
    values = [cells.get(key) for key in keys]
    known = [value for value in values if value is not None]
    return sum(known, start=0) if known and len(known) == len(values) else None


def _fits(change: Change, now: Number, before: Number) -> bool:
    turn, difference = (now > before) - (now < before), abs(Fraction(now) - Fraction(before))
    if turn != change.direction or (change.difference is not None and difference != Fraction(change.difference)):
        return False
    return change.percent is None or not before or _printed_as(difference * _ALL / Fraction(before), change.percent)


def _alone(change: Change, where: Name) -> Draft | None:
    """What is wrong whatever last year's figure was: fewer than none, or a percentage of another difference."""
    difference, percent = change.difference, change.percent
    known = (change.now, *change.also)
    words = quoted(change.sentence)
    more = [now for now in known if change.direction < 0 or difference is None or now >= difference]
    if not more or (change.direction < 0 and percent is not None and percent > _ALL):
        return say("narrative.change/impossible", found=change.now, where=where, quoted=words, now=change.now)
    if difference is None or percent is None:
        return None
    bases = [Fraction(now) - change.direction * Fraction(difference) for now in more]
    exact = [Fraction(difference) * _ALL / base for base in bases if base]
    if not exact or any(_printed_as(each, percent) for each in exact):
        return None
    right = _percent(exact[0], percent)
    return say("narrative.change/percent", expected=right, found=percent, where=where, quoted=words, right=f"{right}%")


def _printed_as(exact: Fraction, printed: Decimal) -> bool:
    """Whether a percentage may be printed so: rounded, or cut off, at its decimals."""
    unit = Fraction(1, 10 ** _decimals(printed))
    over = exact - Fraction(printed)
    return 0 <= over < unit or abs(over) <= unit * _HALF


def _decimals(printed: Decimal) -> int:
    exponent = printed.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _percent(exact: Fraction, printed: Decimal) -> Decimal:
    """Round a percentage to the decimals of the one printed."""
    decimals = _decimals(printed)
    return Decimal(int(exact * Fraction(10**decimals) + _HALF)).scaleb(-decimals)


def _right(change: Change, now: Number, before: Number) -> Name:
    """Say what would be right, in the terms of the sentence."""
    difference = Fraction(now) - Fraction(before)
    if not difference:
        return phrase("level")
    size = max(now, before) - min(now, before)
    said = phrase("more" if difference > 0 else "fewer", size=size, unit=change.unit)
    if change.percent is None or not before:
        return said
    percent = _percent(abs(difference) * _ALL / Fraction(before), change.percent)
    return phrase("with-percent", change=said, percent=percent)
