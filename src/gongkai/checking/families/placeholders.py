"""What of a template was never filled in."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.places import texts
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import quoted, sentence_around
from gongkai.checking.wording import wording


@rule(
    "text.placeholders",
    "没有模板残留的占位内容",
    "nothing of a template was left",
    "error",
    "content",
    "form",
)
def placeholders(context: Context) -> Iterator[Draft]:
    """Nothing of a template was left: XX, ××, 【请填写】, a line to write on, a sentence without its number."""
    words = wording()
    for where, text in texts(context):
        seen: set[str] = set()
        for found in words.placeholder.finditer(text):
            sentence = quoted(sentence_around(text, found.start(), found.end()))
            if sentence not in seen:
                seen.add(sentence)
                yield say(
                    "text.placeholders", where=where, left=found[0].strip(), quoted=sentence, found=found[0].strip()
                )
        for found in words.number_lacking.finditer(text):
            sentence = quoted(sentence_around(text, found.start(), found.end()))
            if sentence not in seen:
                seen.add(sentence)
                yield say("text.placeholders/number", where=where, quoted=sentence, found=found[0].strip())
