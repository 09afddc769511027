"""Known misprints of the field's own terms."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import quoted, sentence_around, unspaced
from gongkai.checking.wording import misprinted_letters, misprints


@rule(
    "text.wording",
    "没有常见的专业用语误写",
    "no known misprint of the field's own terms",
    "warning",
    "content",
)
def misprinted(context: Context) -> Iterator[Draft]:
    """No known misprint of the law's own terms: only what stands in the list with its source, never a guess."""
    told = unspaced("\n".join(text for _, text in context.texts))
    letters = set(misprinted_letters().findall(told))
    standing = [each for each in misprints() if each.letters <= letters and each.wrong in told]
    for where, printed in context.texts if standing else ():
        text = unspaced(printed)
        for each in standing:
            place = text.find(each.wrong)
            if place >= 0:
                sentence = quoted(sentence_around(text, place, place + len(each.wrong)))
                yield say(
                    "text.wording",
                    where=where,
                    wrong=each.wrong,
                    right=each.right,
                    quoted=sentence,
                    expected=each.right,
                    found=each.wrong,
                )
