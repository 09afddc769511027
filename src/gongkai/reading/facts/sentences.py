"""Cut prose into sentences, sentences into clauses, and find the quantities in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from gongkai.reading.characters import fold
from gongkai.reading.numerals import HAN, NUMBER, parse_number
from gongkai.report.model import Number
from gongkai.settings import DEFAULT_SETTINGS, Settings

Topic = Literal["published", "requests", "disputes", "none"]


class Sentence(NamedTuple):
    """One sentence: as printed, and folded without spaces."""

    printed: str
    text: str
    section: str
    topic: Topic
    """What the subsection it stands in is about (（二）依申请公开), ``none`` where that is not known."""
    counted: bool
    """Whether there may be a quantity in it; else it can only state that there was none."""


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
    current: bool = True
    """False where it is known to be no figure of the reporting year."""


_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_SUBSECTION = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[一二三四五]是)\s*([^。，,：:\n]{2,22})")
_UNITS = "元|人次|件次|条次|篇次|场次|件|条|篇|起|宗|份|项|个|例|次|则|期|部|场|家|名|人"
_COUNTED = "件条篇起宗份项个例次则期部"
_RUN = re.compile(rf"[\d{HAN}][\d{HAN}万亿,.]*")
_NUMBER_AT_END = re.compile(rf"(?:{NUMBER})$")
_UNIT = re.compile(rf"(?P<more>[余多几来]?)(?P<unit>{_UNITS})(?P<odd>余|多|以上|左右)?")
_VAGUE_ENDS = frozenset("近约过超逾足少数几上")
_VAGUE = ("近", "约", "超过", "超", "逾", "不足", "至少", "数", "几", "上")
_COUNTS = frozenset(f"{each}数" for each in "件总条个篇次份项宗")
"""现行有效件数28件 is a number, 数28件 is some."""
_ZERO = re.compile(r"(?:均为|都为|皆为|为|均是|合计|共计|:)(?P<number>[0零〇])(?=$|[,;。)])")
_BREAK = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),|[;:()。!?]")
_COUNT = re.compile(rf"[\d{HAN}][余多几来]?\s*[万千亿]?(?:万?元|[{_COUNTED}])")
_NOUGHT = re.compile(r"[为:：是](?:0|零)")
_NONE = re.compile("未|无|没有|不存在|不涉及|零|免收")
_ABOUT_NONE = re.compile("申请|复议|诉讼|费|规范性文件|规章|行政许可|行政处罚|行政强制")


def spans_of(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end; what goes on without a full stop is cut, so that no sentence costs too much."""
    for match in _SENTENCE.finditer(text):
        for begin in range(match.start(), match.end(), longest):
            yield begin, min(begin + longest, match.end())


def sentences_of(sections: Mapping[str, str], settings: Settings = DEFAULT_SETTINGS) -> Iterator[Sentence]:
    """Yield the sentences that may state a figure or that there was none."""
    for section, prose in sections.items():
        topic: Topic = "disputes" if section == "disputes" else "none"
        # Folding keeps every character's place.
        folded = fold(prose)
        for begin, end in spans_of(folded, settings.sentence_longest):
            plain = folded[begin:end].strip()
            if plain[:1] in "(一二三四五六七八九123456789" and plain:
                topic = _topic(plain, topic)
            counted = _COUNT.search(plain) is not None or _NOUGHT.search(plain) is not None
            if counted or (_NONE.search(plain) and _ABOUT_NONE.search(plain)):
                printed = prose[begin:end].strip()
                yield Sentence(printed, "".join(plain.split()), section, topic, counted)


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


class _Found(NamedTuple):
    start: int
    end: int
    number: str
    unit: str
    approximate: bool


def quantities_of(text: str) -> list[Quantity]:
    """Return the quantities of one folded sentence, in order; percentages and bare numbers are none."""
    found = list(_found(text))
    if not found:
        return []
    breaks = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    quantities: list[Quantity] = []
    for index, each in enumerate(found):
        number = parse_number(each.number)
        if number is None:
            continue
        start, end = each.start, each.end
        clause_start = breaks[bisect_right(breaks, start) - 1]
        clause_end = breaks[min(bisect_right(breaks, end), len(breaks) - 1)]
        previous = found[index - 1].end if index else 0
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        quantities.append(
            Quantity(
                number,
                each.unit,
                each.approximate,
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


def _found(text: str) -> Iterator[_Found]:
    """Find number and unit side by side; and a bare 0 that is said to be the count (均为0)."""
    zeros: dict[int, re.Match[str]] | None = None
    for run in _RUN.finditer(text):
        digits = run.group().rstrip(",.")
        end = run.start() + len(digits)
        unit = _UNIT.match(text, end)
        if unit is None:
            if zeros is None:
                zero = "0" in text or "零" in text
                zeros = {match.start("number"): match for match in _ZERO.finditer(text)} if zero else {}
            if run.start() in zeros:
                yield _Found(zeros[run.start()].start(), end, digits, "件", False)
            continue
        number = _NUMBER_AT_END.search(digits)
        if number is None or text[unit.end() : unit.end() + 1] == "事":
            continue
        start = run.start() + number.start()
        before = text[max(0, start - 2) : start]
        if before.endswith(("第", "每")):
            continue
        vague = ""
        if before[-1:] in _VAGUE_ENDS and before not in _COUNTS:
            vague = next((word for word in _VAGUE if before.endswith(word)), "")
        yield _Found(
            start - len(vague), unit.end(), number.group(), unit["unit"], bool(vague or unit["more"] or unit["odd"])
        )


def _behind(text: str, end: int, clause_end: int, following: int) -> str:
    """The words behind a quantity; where another follows in the clause, what stands after 、 is about that one."""
    behind = text[end : min(clause_end, following)]
    if following < clause_end:
        behind = behind.partition("、")[0]
    return behind.rstrip(",;:()。!?")
