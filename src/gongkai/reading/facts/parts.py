"""Parts stated of a whole (共计90条，其中…6条，…20条), and whether they claim to be all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.reading.characters import tight
from gongkai.reading.facts.sentences import Quantity, quantities_of, spans_of
from gongkai.reading.facts.wording import Wording, wording
from gongkai.report.model import Number
from gongkai.settings import DEFAULT_SETTINGS, Settings

_LISTED = 2
"""So many figures in brackets are parts; fewer are a remark."""
_SAME = ({"件", "宗", "起", "份"}, {"条", "篇", "则"})

_OPENS = re.compile(r"其中|分别|包括|包含|即|含|分为|\d[件条篇份宗起个项次](?:,[^,;]{2,8}[,:]|[(:])")
_ASIDE = re.compile(r"\([^()]*\)")
_INCLUDING = re.compile("包括|包含")
_JOINING = re.compile("^(?:以及|及|和|与)")


class Part(NamedTuple):
    """A number with what it counts."""

    label: str
    number: Number
    unit: str


@dataclass(frozen=True)
class Parts:
    """A whole and the parts stated of it, all of one dimension (results, applicants, channels or kinds)."""

    whole: Part
    parts: tuple[Part, ...]
    claims_all: bool
    """Whether the wording says the parts are all: only then must they add up to the whole."""
    sentence: str
    section: str = ""

    @property
    def total(self) -> Number:
        """The sum of the parts."""
        return sum((part.number for part in self.parts), start=0)


def parts_of(text: str, section: str = "", settings: Settings = DEFAULT_SETTINGS) -> tuple[Parts, ...]:
    """Return what a section's prose states as wholes with parts; approximate figures are left out."""
    found: list[Parts] = []
    words = wording(None)
    for printed in _with_their_parts([text[begin:end] for begin, end in spans_of(text, settings.sentence_longest)]):
        folded = tight(printed)
        if _OPENS.search(folded):
            found += _in_sentence(folded, quantities_of(folded), printed, section, words, settings.parts_within)
    return tuple(found)


def _with_their_parts(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the sentences, one that goes on with 其中 joined to that of its whole: 公开信息113条。其中,……"""
    told = ""
    for each in sentences:
        if told and each.lstrip().startswith("其中"):
            told = told.rstrip().rstrip("。") + "，" + each.strip()
            continue
        if told:
            yield told
        told = each.strip()
    if told:
        yield told


def _in_sentence(
    text: str, quantities: Sequence[Quantity], printed: str, section: str, words: Wording, within: int
) -> list[Parts]:
    found: list[Parts] = []
    for index, whole in enumerate(quantities[:-1]):
        start = whole.end
        aside = _ASIDE.match(text, start)
        if aside and "其中" not in aside.group() and len(quantities_of(aside.group())) < _LISTED:
            start = aside.end()
        following = [each for each in quantities[index + 1 :] if each.start >= start]
        between = text[start : following[0].start] if following else ")"
        opening = words["parts.opens"].search(between[:within]) or words["parts.listed"].match(between)
        if whole.approximate or not opening or words["years.compared"].search(whole.label):
            continue
        lead = between[: opening.start()] or ("(" if opening.group().startswith("(") else "")
        if lead.startswith(")") or (lead.strip(",:;(已均全部") and not lead.endswith((",", "(", ";"))):
            continue
        members = _members(text, whole, following, lead.endswith("("), words)
        right_behind = opening.group() == "其中" and not lead.strip(",;(")
        exceeding = right_behind and any(each.number > whole.number for each in members)
        if len(members) >= _LISTED or exceeding:
            parts = tuple(Part(_label(each), each.number, each.unit) for each in members)
            claims = len(members) >= _LISTED and _claims_all(text, opening.group(), between, members, words)
            found.append(Parts(Part(whole.label, whole.number, whole.unit), parts, claims, printed, section))
    return found


def _label(quantity: Quantity) -> str:
    label = _JOINING.sub("", quantity.label.removeprefix("其中").strip(":,、"))
    return label or quantity.right


def _members(
    text: str, whole: Quantity, following: Sequence[Quantity], bracket: bool, words: Wording
) -> list[Quantity]:
    """The quantities that are parts: of the whole's unit, of the first part's dimension, before anything new."""
    members: list[Quantity] = []
    close = text.find(")", whole.end) if bracket else -1
    for quantity in following:
        if close >= 0 and quantity.start > close:
            break
        passed = text[whole.end : quantity.start]
        if passed.count("(") - passed.count(")") > bracket:
            continue  # a part of the part before
        if not _same_unit(whole.unit, quantity.unit) or words["parts.stop"].search(quantity.clause):
            break
        if members and "其中" in quantity.label:
            break
        if words["requests.carried_out"].search(quantity.label) and words["requests.concluded"].search(whole.label):
            break
        if words["years.compared"].search(quantity.label) or quantity.approximate:
            return []
        if members and _dimension(quantity, words) != _dimension(members[0], words):
            break
        members.append(quantity)
    return members


def _same_unit(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in _SAME)


def _dimension(quantity: Quantity, words: Wording) -> str:
    about = quantity.label + quantity.right
    if words["requests.carried_in"].search(quantity.label) or "新收" in about:
        return "carried"
    if words["requests.carried_out"].search(about):
        return "result"
    if any(pattern.search(about) for _, pattern in (*words.results, *words.grounds)):
        return "result"
    if words["requests.applicant"].search(quantity.label):
        return "applicant"
    if words["requests.channel"].search(about) or any(pattern.search(about) for _, pattern in words.channels):
        return "channel"
    return "result" if words["requests.concluded"].search(quantity.right) else "kind"


def _claims_all(text: str, opening: str, between: str, members: Sequence[Quantity], words: Wording) -> bool:
    last = members[-1]
    behind = text[last.end : last.end + 2]
    dimension = _dimension(members[0], words)
    labels = [_label(each) for each in members]
    remains = words["parts.rest"].search(labels[-1]) or words["parts.other"].search(labels[-1])
    # 包括 alone is some of them; 包括……、其他22条 is all.
    told = _INCLUDING.sub("", between) if remains else between
    if behind.startswith("等") or last.right.startswith("等") or words["parts.partial"].search(told):
        return False
    if words["parts.all"].search(opening):
        return True
    if words["parts.rest"].search(labels[-1]):
        return True
    if words["parts.other"].search(labels[-1]) and dimension != "result":
        # 其他处理 is one of the results, 其他信息 is what remains.
        return True
    if dimension == "carried":
        return any("新收" in label for label in labels) and len(labels) == 2
    if dimension == "applicant":
        persons = sum(any(word in label for word in ("自然人", "公民", "个人")) for label in labels)
        bodies = sum("法人" in label or "组织" in label for label in labels)
        return len(labels) == 2 and persons == 1 and bodies == 1
    return all(words["parts.classified"].search(each.right) for each in members)
