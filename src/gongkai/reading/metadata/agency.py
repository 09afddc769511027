"""The reporting body's name: the longest by which the report calls itself, with nothing invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongkai.document.model import Document
from gongkai.reading.characters import data_file, tight
from gongkai.reading.title import YEAR, is_agency_name, parse_title

_NAME = r"(?:[\u4e00-\u9fff·]|\([\u4e00-\u9fff]{1,12}\)){2,40}?"
_SELF = (
    # 现公布X2024年政府信息公开工作年度报告 ; 编制《X2024年…》
    re.compile(
        rf"(?:公布|发布|公开|编制|编写|形成|现将|撰写)(?:了)?《?(?:{YEAR}年度?)?(?P<name>{_NAME})(?:{YEAR}年度?)?的?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:情况|报告|年报|年度报告)"
    ),
    re.compile(rf"《(?P<name>{_NAME})(?:关于)?{YEAR}年度?(?:政府|政务)?(?:信息)?公开"),
    # 本报告由X编制 / 由X根据…编制
    re.compile(rf"由(?P<name>{_NAME})(?:负责)?(?:综合|根据|依据|按照|按|编制|编写|撰写|汇总|组织)"),
    re.compile(
        rf"(?:^|[,。;])(?:现)?结合(?:{YEAR}年度?)?(?P<name>{_NAME})(?:{YEAR}年度?)?(?:的)?(?:政府|政务)?信息公开"
    ),
    re.compile(rf"(?:^|[,。;:])(?P<name>{_NAME})(?:根据|特编制|编制|特向|现向|现公布)"),
)
_CONTACT = re.compile(
    rf"(?:请与|请联系|请向|可与|可联系|敬请联系|致电|请致电|可致电|联系单位|联系部门|受理机构)[:]?(?P<name>{_NAME})(?:联系|咨询|反映|[,。;:(]|电话|地址)"
)
_SUBJECT = re.compile(
    rf"(?:^|[。,;:])(?:{YEAR}年度?[,]?|本年度[,]?|一年来[,]?|全年[,]?)?(?P<name>{_NAME})(?:始终|坚持|认真|严格|深入|全面|积极|高度|切实|紧紧|不断|以习近平|以|在|共|主动|收到|未收到|持续|进一步|按照|围绕|紧扣|扎实|深化|依法|充分|着力)"
)


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], frozenset[str]]:
    words = data_file("agency.toml")
    longest = {name: tuple(sorted(words[name], key=len, reverse=True)) for name in ("inner", "endings", "before")}
    return longest["inner"], longest["endings"], longest["before"], frozenset(words["generic"])


def find_agency(titled: str | None, signers: Sequence[str], lead: Sequence[str], document: Document) -> str | None:
    """Return the reporting body.

    ``titled`` is the title's name, ``signers`` the names above the date, ``lead`` the folded paragraphs of
    preamble and section one. The base is the first of title, self-designation, signature, contact and
    subject that names one; it is lengthened only by a name that ends with it and stands where a report
    names itself.
    """
    signed = [tight(name) for name in signers]
    if titled and is_agency_name(titled) and not _longer_in("\n".join(lead), titled):
        return _longest(titled, signed)
    designated = [name for paragraph in lead[:12] for name in _designations(paragraph)]
    contacts = [name for paragraph in lead[:12] for name in _contacts(paragraph)]
    subjects = _subjects(lead)
    base = (
        titled
        or next((name for name in designated if _proper(name)), None)
        or next(iter(signed), None)
        or next((outer for name in contacts if (outer := _outer(name)) and _proper(outer)), None)
        or next(iter(subjects), None)
        or _from_document(document)
    )
    if base is None:
        return None
    return _longest(
        base, [*signed, *designated, *contacts, *(_outer(name) for name in (*designated, *contacts)), *subjects]
    )


def _longer_in(text: str, name: str) -> bool:
    """Whether the text may hold a longer form of a name: something Chinese before it, or an ending after it."""
    plain, name = text.replace("人民政府", "政府"), name.replace("人民政府", "政府")
    if not name.endswith(_words()[1]):
        return name in plain
    at = plain.find(name)
    while at >= 0:
        if at and "\u4e00" <= plain[at - 1] <= "\u9fff":
            return True
        at = plain.find(name, at + 1)
    return False


def _longest(base: str, names: Sequence[str | None]) -> str:
    """Lengthen a name by places before it and, where it ends in none, the organ's ending."""
    best = base
    changed = True
    while changed:
        changed = False
        for name in names:
            if name and len(name) > len(best) and _same(best, name):
                best, changed = name, True
    return best


def _same(short: str, long: str) -> bool:
    """Whether the long name is the short one with places before it or the organ's ending after it."""
    a, b = short.replace("人民政府", "政府"), long.replace("人民政府", "政府")
    if b.endswith(a):
        return True
    _, endings, _, _ = _words()
    if a.endswith(tuple(endings)):
        return False
    return any(b.endswith(a + ending.replace("人民政府", "政府")) for ending in endings)


def _proper(name: str) -> bool:
    """Whether a name is an agency's, not one that any could have (本局), nor the means of an act (通过门户网站)."""
    if not is_agency_name(name) or name in _words()[3]:
        return False
    return not name.startswith(_means()) and not name.endswith("网站")


@lru_cache(maxsize=1)
def _means() -> tuple[str, ...]:
    return tuple(data_file("agency.toml")["means"])


def _outer(name: str) -> str | None:
    """The agency whose inner office is named (路北街道办事处党政办公室 -> 路北街道办事处), else the name itself."""
    for office in _words()[0]:
        rest = name.removesuffix(office)
        if rest != name and is_agency_name(rest) and rest not in _words()[3]:
            return rest
    return name


def _clean(name: str) -> str:
    """Cut off words before the name that do not belong to it."""
    before = _words()[2]
    changed = True
    while changed:
        changed = False
        for word in before:
            if name.startswith(word) and len(name) - len(word) >= 3:
                name, changed = name[len(word) :], True
                break
    return name


def _designations(paragraph: str) -> Iterator[str]:
    if "报告" not in paragraph and "编制" not in paragraph and "年报" not in paragraph:
        return
    for pattern in _SELF:
        for match in pattern.finditer(paragraph):
            name = _clean(match["name"])
            if _proper(name):
                yield name


def _contacts(paragraph: str) -> Iterator[str]:
    if "联系" not in paragraph and "致电" not in paragraph:
        return
    for match in _CONTACT.finditer(paragraph):
        name = _clean(match["name"])
        if is_agency_name(name):
            yield name


def _subjects(lead: Sequence[str]) -> list[str]:
    """Names that stand as the subject of section one's sentences, the most frequent first."""
    counts: Counter[str] = Counter()
    for paragraph in lead[:10]:
        for match in _SUBJECT.finditer(paragraph[:200]):
            name = _clean(match["name"])
            if _proper(name) and not name.startswith(("各", "全", "我", "本")):
                counts[name] += 1
    return [name for name, _ in counts.most_common()]


def _from_document(document: Document) -> str | None:
    """The format's own title or stated source, as the last resort."""
    for part in re.split(r"[_|\-—–]", document.title or ""):
        parsed = parse_title(part)
        if parsed and parsed[0]:
            return parsed[0]
    stated = tight(document.meta.get("contentsource", ""))
    return stated if _proper(stated) else None
