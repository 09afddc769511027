"""The information processing fee (信息处理费), which section six has to state."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import section_name
from gongkai.checking.rule import Draft, Outcome, rule, say, unable
from gongkai.checking.stated import quoted, speaks_of
from gongkai.checking.wording import wording
from gongkai.reading.characters import fold
from gongkai.report import Fact, Number

_WAN = 10_000


@rule(
    "narrative.fees",
    "第六部分写明信息处理费且前后一致",
    "section six states the information processing fee, consistently",
    "warning",
    "fee-stated",
    "fee-per-item",
    first_year=2021,
)
def fees(context: Context) -> Iterator[Outcome]:
    """Section six states the 信息处理费, charged or not, and no other place states another amount.

    行政事业性收费 is another fee and does not count.
    """
    if not context.prose.strip():
        yield unable("no-prose")
        return
    words = wording()
    text = fold(context.sections.get("other", ""))
    if not words.processing_fee.search(text):
        yield _silent(context, text)
    stated: dict[str, list[tuple[Number, Fact]]] = {}
    for fact in context.report.facts:
        if fact.subject == "fees.processing" and speaks_of(fact.sentence, context.report.year):
            amount = fact.number * _WAN if fact.unit == "万元" else fact.number
            stated.setdefault(fact.scope, []).append((amount, fact))
    for facts in stated.values():
        amount, first = facts[0]
        other = next(((value, fact) for value, fact in facts if value != amount), None)
        if other:
            yield say(
                "narrative.fees/inconsistent",
                expected=amount,
                found=other[0],
                first=quoted(first.sentence),
                amount=amount,
                second=quoted(other[1].sentence),
                other=other[0],
            )


def _silent(context: Context, text: str) -> Draft:
    name = section_name(context.form, "other")
    words = wording()
    if words.other_fee.search(text):
        return say("narrative.fees/other-fee", section=name)
    elsewhere = next(
        (
            section_name(context.form, key)
            for key, prose in context.sections.items()
            if key != "other" and words.processing_fee.search(fold(prose))
        ),
        None,
    )
    if elsewhere:
        return say("narrative.fees/elsewhere", section=name, elsewhere=elsewhere)
    return say("narrative.fees/silent", section=name)
