"""Cut prose into sentences, sentences into clauses, and find the quantities in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from gongkai.reading.characters import tight
from gongkai.reading.numerals import HAN, NUMBER, parse_number
from gongkai.report.model import Number

Topic = Literal["published", "requests", "disputes", "none"]


class Sentence(NamedTuple):
    """One sentence: as printed, and folded without spaces."""

    printed: str
    text: str
    section: str
    topic: Topic
    """What the subsection it stands in is about (（二）依申请公开), ``none`` where that is not known."""


class Quantity(NamedTuple):
    """A number with its unit, and the words about it."""

    number: Number
    unit: str
    approximate: bool
    start: int
    end: int
    label: str
    """What stands before it in its clause, after the quantity before."""
    right: str
    """What stands behind it, up to the next quantity or the end of the clause."""
    clause: str
    """The clause up to the quantity."""
    before: str
    """The sentence up to the clause."""
    after: str
    """What follows the clause up to the next quantity."""


_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_SUBSECTION = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[一二三四五]是)\s*([^。，,：:\n]{2,22})")
_UNITS = "万元|亿元|千元|元|人次|件次|条次|篇次|场次|件|条|篇|起|宗|份|项|个|例|次|则|期|部|场|家|名|人"
_QUANTITY = re.compile(
    rf"(?P<vague>近|约|超过|超|逾|将近|大约|不足|至少|数|几|上)?(?P<number>{NUMBER})(?P<more>余|多|几|来)?(?P<unit>{_UNITS})(?P<odd>余|多|以上|左右)?"
)
_ZERO = re.compile(r"(?:均为|都为|皆为|为|均是|合计|共计|:)(?P<number>0|零|〇)(?=$|[,;。)])")
_BREAK = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),|[;:()。!?]")
_HINT = re.compile(
    rf"[\d{HAN}][余多几来]?\s*[万千亿]?(?:万?元|[件条篇起宗份项个例次则期部])|[为:：](?:0|零)|未|无|没有|不存在|不涉及|零|免收"
)


def sentences_of(sections: Mapping[str, str]) -> Iterator[Sentence]:
    """Yield the sentences that may state a figure or that there was none."""
    for section, prose in sections.items():
        topic: Topic = "disputes" if section == "disputes" else "none"
        for match in _SENTENCE.finditer(prose):
            printed = match.group().strip()
            if printed[:1] in "（(一二三四五六七八九十123456789" and printed:
                topic = _topic(printed, topic)
            if _HINT.search(printed):
                yield Sentence(printed, tight(printed), section, topic)


def _topic(printed: str, topic: Topic) -> Topic:
    match = _SUBSECTION.match(printed)
    if not match:
        return topic
    named = match[1]
    if "依申请" in named or "申请公开" in named or "公开申请" in named:
        return "requests"
    if "主动公开" in named:
        return "published"
    if "复议" in named or "诉讼" in named:
        return "disputes"
    return "none" if any(word in named for word in ("管理", "平台", "监督", "保障", "建设", "问题", "改进")) else topic


def quantities_of(text: str) -> list[Quantity]:
    """Return the quantities of one folded sentence, in order; percentages and bare numbers are none."""
    spans = [match for match in _QUANTITY.finditer(text) if _is_count(match, text)]
    zeros = [
        match
        for match in _ZERO.finditer(text)
        if not any(each.start() <= match.start("number") < each.end() for each in spans)
    ]
    found = sorted([*spans, *zeros], key=lambda match: match.start("number"))
    breaks = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    quantities: list[Quantity] = []
    for index, match in enumerate(found):
        number = parse_number(match["number"])
        if number is None:
            continue
        start, end = match.start(), match.end()
        clause_start = max(each for each in breaks if each <= start)
        clause_end = min((each for each in breaks if each > end), default=len(text))
        previous = found[index - 1].end() if index else 0
        following = found[index + 1].start() if index + 1 < len(found) else len(text)
        groups = match.groupdict()
        quantities.append(
            Quantity(
                number,
                groups.get("unit") or "件",
                any(groups.get(name) for name in ("vague", "more", "odd")),
                start,
                end,
                text[max(clause_start, previous) : start].lstrip("、和及与或,"),
                _behind(text, end, clause_end, following),
                text[clause_start:start],
                text[:clause_start],
                text[clause_end:following] if following > clause_end else "",
            )
        )
    return quantities


def _is_count(match: re.Match[str], text: str) -> bool:
    """Refuse what only looks like a count: 一件事, 三项制度's ordinals (第三项), 12个工作日."""
    if match.start() and text[match.start() - 1] in "第每":
        return False
    return text[match.end() : match.end() + 1] not in "事" or match["unit"] != "件"


def _behind(text: str, end: int, clause_end: int, following: int) -> str:
    """The words behind a quantity; where another follows in the clause, what stands after 、 is about that one."""
    behind = text[end : min(clause_end, following)]
    if following < clause_end:
        behind = behind.partition("、")[0]
    return behind.rstrip(",;:()。!?")
