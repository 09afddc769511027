"""Information published on the agency's own motion (主动公开), by channel, stated in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.reading.facts.sentences import Quantity, Sentence
from gongkai.reading.facts.stated import Stated
from gongkai.reading.facts.wording import Wording
from gongkai.settings import Settings

_COUNTED = tuple("条篇件则期个份项次部")
_HINT = re.compile(r"公开|发布|推送|推文|刊|网站|微信|微博|公众号")


def published_in(
    sentence: Sentence, quantities: Sequence[Quantity], words: Wording, settings: Settings
) -> Iterator[Stated]:
    """Yield totals and channels; what is published of one kind only (解读, 文件) is neither."""
    if not quantities or not _HINT.search(sentence.text):
        return
    whole = False
    for index, quantity in enumerate(quantities):
        if quantity.unit not in words.units or not quantity.current:
            continue
        if "申请" in quantity.label or "申请" in quantity.right or words["published.never"].search(quantity.label):
            continue
        within = whole and ("其中" in quantity.before or "其中" in quantity.clause)
        subject = _subject(sentence.text, quantities, index, words, settings.channel_label if within else None)
        if subject:
            whole = whole or subject == "published.total"
            yield Stated(subject, quantity.number, quantity.unit, quantity.start)


def _subject(text: str, quantities: Sequence[Quantity], index: int, words: Wording, within: int | None) -> str | None:
    quantity = quantities[index]
    stated = words["published.stated"].search(quantity.label)
    if stated and not _says_publication(stated, quantity, words):
        stated = None
    behind = words["published.after"].search(quantity.right) and words["published.verb"].search(quantity.clause)
    named = _channels(quantity.label, words)
    if not stated and not behind:
        short = within is not None and len(named) == 1 and len(quantity.label) <= within
        return named[0] if short else None
    previous = quantities[index - 1].end if index else 0
    lead = text[previous : quantity.start] + (quantity.right if behind else "")
    found = _specific(_channels(lead, words))
    if len(found) == 1:
        return found[0]
    return (
        None if within is not None or "其中" in quantity.clause or _in_brackets(text, quantity) else "published.total"
    )


def _says_publication(stated: re.Match[str], quantity: Quantity, words: Wording) -> bool:
    """Whether 公开 and the like is the verb and what is counted is what was published (not 推出104项改革举措)."""
    if stated.group().startswith("公开") and not words["published.before_verb"].search(
        quantity.label[: stated.start()]
    ):
        return False
    named = words["published.things"].search(stated.group())
    return bool(named) or bool(words["published.behind"].search(quantity.right))


def _in_brackets(text: str, quantity: Quantity) -> bool:
    """Whether a quantity stands in brackets behind another: it is a part of that."""
    before = text[: quantity.start]
    return before.count("(") > before.count(")") and before.rpartition("(")[0][-1:] in _COUNTED


def _channels(text: str, words: Wording) -> list[str]:
    if not words.any_channel.search(text):
        return []
    return [subject for subject, pattern in words.channels if pattern.search(text)]


def _specific(found: list[str]) -> list[str]:
    """微信 and 微博 are new media and stand on platforms: the specific channel alone is meant."""
    special = [subject for subject in found if subject in ("published.wechat", "published.weibo")]
    if special:
        general = {"published.new_media", "published.media", *special}
        return found if set(found) - general else special
    if "published.new_media" in found:
        return [subject for subject in found if subject != "published.media"]
    return found
