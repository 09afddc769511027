"""The information processing fee (信息处理费), which section six has to state."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import number, section_name
from gongkai.checking.rule import Draft, NotRun, Outcome, rule
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
        yield NotRun("没有读到报告正文", "the report has no prose")
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
            yield Draft(
                f"信息处理费前后不一致：{quoted(first.sentence)}为{number(amount)}元，{quoted(other[1].sentence)}为{number(other[0])}元。",
                f"The information processing fee is stated as {number(amount)} yuan ({quoted(first.sentence)}) and as "
                f"{number(other[0])} yuan ({quoted(other[1].sentence)}).",
                expected=amount,
                found=other[0],
            )


def _silent(context: Context, text: str) -> Draft:
    name = section_name(context.form, "other")
    words = wording()
    if words.other_fee.search(text):
        return Draft(
            f"{name.zh}只写了行政事业性收费，应当写明收取信息处理费的情况（没有收取的，写明未收取）。",
            f"{name.en} states only administrative charges (行政事业性收费); it must state the information "
            "processing fee (信息处理费), also where none was charged.",
        )
    elsewhere = next(
        (
            section_name(context.form, key)
            for key, prose in context.sections.items()
            if key != "other" and words.processing_fee.search(fold(prose))
        ),
        None,
    )
    if elsewhere:
        return Draft(
            f"信息处理费的情况写在{elsewhere.zh}，应当写在{name.zh}。",
            f"The information processing fee is stated in {elsewhere.en}; it belongs in {name.en}.",
        )
    return Draft(
        f"{name.zh}没有写明收取信息处理费的情况（没有收取的，写明未收取）。",
        f"{name.en} does not state the information processing fee (信息处理费), also due where none was charged.",
    )
