"""The information processing fee (信息处理费) stated in prose, in yuan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.reading.facts.sentences import Quantity, Sentence
from gongkai.reading.facts.stated import Stated, clause_is_of_year
from gongkai.reading.facts.wording import Wording

_OTHER_FEES = re.compile(r"行政事业性收费|罚没|税费|培训费|保险费|水费|学费")
_CITED = re.compile(r"《[^》]*(?:》|$)")


def fees_in(sentence: Sentence, quantities: Sequence[Quantity], words: Wording, year: int | None) -> Iterator[Stated]:
    """Yield the fee a sentence states; 未收取 states 0. The sentence must be about this fee."""
    text = sentence.text
    named = "处理费" in text
    if not named and not (sentence.section == "other" and words["fees.domain"].search(text)):
        return
    if not named and _OTHER_FEES.search(text):
        return
    for quantity in quantities:
        if quantity.unit != "元" or quantity.approximate or not quantity.current or _OTHER_FEES.search(quantity.clause):
            continue
        yield Stated("fees.processing", quantity.number, "元", quantity.start)
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
