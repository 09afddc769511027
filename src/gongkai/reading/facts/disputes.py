"""Reconsiderations (行政复议) and lawsuits (行政诉讼) over disclosure stated in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.reading.facts.sentences import Quantity, Sentence
from gongkai.reading.facts.stated import Stated, clause_is_of_year
from gongkai.reading.facts.wording import Wording

_UNITS = frozenset("件宗起项例次个")
_SUBJECTS = (("disputes.reconsideration", "复议"), ("disputes.litigation", "诉讼"), ("disputes.litigation", "被诉"))
_LAWSUITS = (
    ("disputes.litigation_after_reconsideration", "disputes.after"),
    ("disputes.litigation_direct", "disputes.direct"),
)
_EACH = ("各", "分别为", "分别", "均为")
_CLAUSES = re.compile(r"[^,;()。]+")
_NONE = re.compile(
    r"(?:未|没有|从未|尚未|暂未|均未|并未)(?:再|曾)?(?:发生|产生|出现|引发|引起|收到|接到|涉及|存在|有|因|被|导致|受理)|没有|(?<!有)无(?!法|正当|效|关)|不存在|不涉及|零(?=行政|复议|诉讼)"
)


def disputes_in(
    sentence: Sentence, quantities: Sequence[Quantity], words: Wording, year: int | None
) -> Iterator[Stated]:
    """Yield what a sentence states of disputes; a number for both together states neither, unless it is 0."""
    if not _about_disputes(sentence, words):
        return
    yield from _none_stated(sentence, words, year)
    current: str | None = None
    for quantity in quantities:
        if lawsuit := _lawsuit(quantity, words):
            current = None
            if _right_unit(quantity) and words["disputes.ends"].search(quantity.label):
                yield Stated(lawsuit, quantity.number, quantity.unit, quantity.start)
            continue
        if not _counts(quantity, words):
            continue
        subjects = _subjects(quantity)
        if subjects:
            current = subjects[0] if len(subjects) == 1 else None
        result = _result(quantity, subjects, words)
        if result and current and (subjects or "申请" not in quantity.label):
            yield Stated(f"{current}.{result}", quantity.number, quantity.unit, quantity.start)
        elif not result and (len(subjects) == 1 or quantity.number == 0 or quantity.label.endswith(_EACH)):
            for subject in subjects:
                yield Stated(subject, quantity.number, quantity.unit, quantity.start)


def _about_disputes(sentence: Sentence, words: Wording) -> bool:
    if not any(word in sentence.text for _, word in _SUBJECTS):
        return False
    return sentence.topic in ("disputes", "requests") or words["disputes.domain"].search(sentence.text) is not None


def _lawsuit(quantity: Quantity, words: Wording) -> str | None:
    """One of the form's two kinds of lawsuit (复议后起诉, 未经复议直接起诉), where the label names just one."""
    found = [name for name, word in _LAWSUITS if words[word].search(quantity.label)]
    return found[0] if len(found) == 1 else None


def _right_unit(quantity: Quantity) -> bool:
    return quantity.unit in _UNITS and not quantity.approximate and quantity.current


def _counts(quantity: Quantity, words: Wording) -> bool:
    if not _right_unit(quantity):
        return False
    never = words["disputes.never"]
    return not (never.search(quantity.label) or never.search(quantity.right))


def _result(quantity: Quantity, subjects: Sequence[str], words: Wording) -> str | None:
    """The result counted: named before the number, or behind it where nothing else is counted there."""
    text = quantity.label if subjects else f"{quantity.label}|{quantity.right}"
    return next((name for name, pattern in words.dispute_results if pattern.search(text)), None)


def _subjects(quantity: Quantity) -> list[str]:
    found = [subject for subject, word in _SUBJECTS if word in quantity.label]
    if not found and re.search(r"(?:^|[,;(])$|[有共生到理起]$", quantity.label or ""):
        found = [subject for subject, word in _SUBJECTS if word in quantity.right]
    return found


def _none_stated(sentence: Sentence, words: Wording, year: int | None) -> Iterator[Stated]:
    """未发生行政复议、行政诉讼: zero of each that is named."""
    told = ""
    for clause in _CLAUSES.finditer(sentence.text):
        text = clause.group()
        match = _NONE.search(text)
        continues = (
            told and text.startswith(("行政诉讼", "行政复议", "诉讼", "提起行政诉讼")) and not re.search(r"\d", text)
        )
        if not match and not continues:
            told = ""
            continue
        rest = text[match.end() :] if match else text
        told = rest
        kinds = [name for name, word in _LAWSUITS if words[word].search(rest)] if match else []
        if len(kinds) == 1 and words["disputes.none_ends"].search(rest):
            if clause_is_of_year(text[: match.start()] if match else "", sentence.text[: clause.start()], words, year):
                yield Stated(kinds[0], 0, "件", clause.start())
            continue
        if words["disputes.narrowed"].search(rest) or words["disputes.never"].search(rest) or re.search(r"\d", rest):
            continue
        if not clause_is_of_year(text[: match.start()] if match else "", sentence.text[: clause.start()], words, year):
            continue
        for subject, word in _SUBJECTS:
            if word in rest:
                yield Stated(subject, 0, "件", clause.start() + (match.start() if match else 0))
