"""The information processing fee (信息处理费) stated in prose, in yuan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.reading.facts.sentences import Quantity, Sentence
from gongkai.reading.facts.stated import Stated, clause_is_of_year
from gongkai.reading.facts.wording import Wording
from gongkai.report.model import Number

_SCALES = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
_OTHER_FEES = re.compile(r"行政事业性收费|罚没|税费|培训费|保险费|水费|学费")
_CITED = re.compile(r"《[^》]*(?:》|$)")


def fees_in(sentence: Sentence, quantities: Sequence[Quantity], words: Wording, year: int | None) -> Iterator[Stated]:
    """Yield the fee a sentence states; 未收取 states 0. The sentence must be about this fee."""
    text = sentence.text
    named = "处理费" in text
    if not named and not (
        sentence.section == "other"
        and words["fees.domain"].search(text)
        and "公开" in text + "公开" * (sentence.section == "other")
    ):
        return
    if not named and _OTHER_FEES.search(text):
        return
    for quantity in quantities:
        amount = _amount(quantity)
        if amount is None or not quantity.current or _OTHER_FEES.search(quantity.clause):
            continue
        yield Stated("fees.processing", amount, "元", quantity.start)
        return
    bare = _CITED.sub(lambda match: "·" * len(match.group()), text)
    match = words["fees.zero"].search(bare)
    if match and clause_is_of_year("", bare[: match.start()], words, year):
        yield Stated("fees.processing", 0, "元", match.start())
        return
    for quantity in quantities:
        if quantity.number == 0 and "处理费" in quantity.clause and quantity.current:
            yield Stated("fees.processing", 0, "元", quantity.start)
            return


def _amount(quantity: Quantity) -> Number | None:
    scale = _SCALES.get(quantity.unit)
    if scale is None or quantity.approximate:
        return None
    value = Decimal(quantity.number) * scale
    return int(value) if value == value.to_integral_value() else value
