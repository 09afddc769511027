"""What of a template was never filled in."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
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
    kinds = (
        ("text.placeholders", words.placeholder_hint, words.placeholder),
        ("text.placeholders/number", words.number_lacking_hint, words.number_lacking),
    )
    for where, text in context.texts:
        seen: set[str] = set()
        for key, hint, pattern in kinds:
            for match in pattern.finditer(text) if hint.search(text) else ():
                sentence, left = quoted(sentence_around(text, match.start(), match.end())), match[0].strip()
                if sentence not in seen:
                    seen.add(sentence)
                    yield say(key, where=where, left=left, quoted=sentence, found=left)
