"""Parts after 其中 and the whole they claim to make up."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import number, section_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import quoted


@rule("narrative.parts", "“其中”各项之和等于总数", "parts after 其中 add up to their whole", "warning", "content")
def parts(context: Context) -> Iterator[Draft]:
    """Where the parts named after 其中 claim to be all of the whole, they add up to it; no part exceeds its whole."""
    for key, stated in context.parts.items():
        for each in stated:
            numbers = [part.number for part in each.parts]
            total = sum(numbers)
            if total == each.whole.number or not (each.claims_all or max(numbers) > each.whole.number):
                continue
            yield say(
                "narrative.parts",
                expected=each.whole.number,
                found=total,
                section=section_name(context.form, key),
                quoted=quoted(each.sentence),
                whole=each.whole.number,
                parts="＋".join(map(number, numbers)),
                sum=total,
            )
