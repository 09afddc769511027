"""The reporting body's name: the longest by which the report calls itself, with nothing invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.document.model import Document
from gongkai.reading.characters import data_file, tight
from gongkai.reading.metadata.cited import CITED, without_citations
from gongkai.reading.metadata.offices import agency_of_compiler, agency_of_desk
from gongkai.reading.names import HAN, NAME, is_agency_name, is_party_name
from gongkai.reading.title import YEAR, parse_title
from gongkai.settings import DEFAULT_SETTINGS, Settings

_CHINESE = re.compile(f"[{HAN}]")
_SHORT_FORM = re.compile(r"\((?:以下)?[简下]?称[^()]*\)$")
_OF_YEAR = rf"(?:\(?{YEAR}年?度?\)?)?"
_REPORT = (
    # 现公布X2024年政府信息公开工作年度报告 ; 编制《X2024年…》 ; 现将X2024年…情况报告如下
    re.compile(
        rf"(?:公布|发布|公开|编制|编写|形成|现将|现就|撰写|制定|报告是)(?:了)?《?{_OF_YEAR}(?P<name>{NAME})(?:关于)?{_OF_YEAR}的?(?:政府|政务)?信息(?:主动)?公开(?:工作)?(?:年度|{YEAR}年度?)*(?:情况|报告|年报)"
    ),
    re.compile(rf"《{_OF_YEAR}(?P<name>{NAME})(?:关于)?{_OF_YEAR}(?:政府|政务)?(?:信息)?公开"),
    re.compile(
        rf"(?:^|[,。;:])(?P<name>{NAME})(?:关于)?{YEAR}年度?(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:报告|年报)"
    ),
    re.compile(rf"(?:^|[,。;])现?结合{_OF_YEAR}(?P<name>{NAME}){_OF_YEAR}(?:的)?(?:政府|政务)?信息公开"),
    re.compile(rf"(?:^|[,。;:])(?P<name>{NAME})(?:根据|特编制|编制|特向|现向|现公布|向社会公布)"),
    re.compile(rf"(?:^|[,。;:])(?P<name>{NAME})\((?:以下)?[简下]?称[:“\"]?(?:我|本)"),
)
_COMPILED = (
    # 本报告由X编制 / 由X根据…编制
    re.compile(rf"由(?P<name>{NAME})(?:负责)?(?:综合|根据|依据|按照|按|编制|编写|撰写|汇总|组织|制作|起草)"),
    re.compile(rf"(?:报告|编制|填报)(?:单位|机关|机构|主体)[:为是]{{1,2}}(?P<name>{NAME})(?:$|[,。;)])"),
)
_CONTACT = re.compile(
    rf"(?:请与|请联系|请向|可与|可向|可联系|敬请联系|致电|请致电|可致电|联系单位|联系部门|受理机构|联系地址)[:]?(?P<name>{NAME})(?:联系|咨询|反映|查询|[,。;:(]|电话|地址|$)"
)
_SUBJECT = re.compile(
    rf"(?:^|[。,;:])(?:{YEAR}年度?(?:以来)?[,]?|本年度[,]?|今年(?:以来)?[,]?|一年来[,]?|全年[,]?)?(?P<name>{NAME})(?:{YEAR}年度?)?(?:{CITED}|始终|坚持|认真|严格|深入|全面|积极|高度|切实|紧紧|不断|以习近平|以|在|共|主动|收到|未收到|持续|进一步|按照|围绕|紧扣|扎实|深化|依法|充分|着力|大力|牢固|把|将|继续|政府信息公开工作|信息公开工作)"
)


class _Words(NamedTuple):
    endings: tuple[str, ...]
    before: tuple[str, ...]
    generic: frozenset[str]
    speakers: tuple[str, ...]
    means: tuple[str, ...]
    kept: tuple[str, ...]
    no_place: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    words = data_file("agency.toml")
    endings, before = (tuple(sorted(words[name], key=len, reverse=True)) for name in ("endings", "before"))
    return _Words(
        endings,
        before,
        frozenset(words["generic"]),
        tuple(name for name in words["generic"] if name.startswith(("我", "本"))),
        tuple(words["means"]),
        tuple(words["kept"]),
        tuple(words["no_place"]),
    )


def find_agency(
    titled: str | None,
    signers: Sequence[str],
    lead: Sequence[str],
    document: Document,
    settings: Settings = DEFAULT_SETTINGS,
) -> str | None:
    """Return the reporting body.

    ``titled`` is the title's name, ``signers`` the names above the date, ``lead`` the folded paragraphs of
    preamble and section one. The base is the first of title, self-designation, signature, contact and
    subject that names one; it is lengthened only by a name that ends with it and stands where a report
    names itself.
    """
    if titled and _anybody(titled):
        titled = None
    signed = [name for each in signers if not _anybody(name := tight(each))]
    if titled and is_agency_name(titled) and not _longer_in("\n".join(lead), titled):
        return _longest(titled, signed)
    own = [without_citations(paragraph) for paragraph in lead[: settings.naming_paragraphs]]
    reports = [name for paragraph in own for name in _named(paragraph, _REPORT)]
    compilers = [name for paragraph in own for name in _named(paragraph, _COMPILED)]
    contacts = [name for paragraph in own for name in _contacts(paragraph)]
    subjects = _subjects(own, settings.subject_within)
    base = (
        titled
        or next(iter(reports), None)
        or next(map(agency_of_compiler, signed), None)
        or next(map(agency_of_compiler, compilers), None)
        or next((agency for name in contacts if _proper(agency := agency_of_desk(name))), None)
        or next(iter(subjects), None)
        or _from_document(document, settings)
    )
    if base is None:
        return None
    named = (*signed, *reports, *compilers, *contacts)
    return _longest(base, [*named, *map(agency_of_desk, named), *subjects])


def _anybody(name: str) -> bool:
    """Whether a name says only that it is the one who speaks (我局, 本单位), whatever stands before it (结合我局)."""
    words = _words()
    return (name.startswith(("我", "本", "各")) and not name.startswith(words.kept)) or name.endswith(words.speakers)


def _longer_in(text: str, name: str) -> bool:
    """Whether the text may hold a longer form of a name: something Chinese before it, or an ending after it."""
    plain, name = text.replace("人民政府", "政府"), name.replace("人民政府", "政府")
    if not name.endswith(_words().endings):
        return name in plain
    at = plain.find(name)
    while at >= 0:
        if at and _CHINESE.match(plain[at - 1]):
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
        return not any(word in b[: len(b) - len(a)] for word in _words().no_place)
    endings = _words().endings
    if a.endswith(endings):
        return False
    return any(b.endswith(a + ending.replace("人民政府", "政府")) for ending in endings)


def _proper(name: str) -> bool:
    """Whether a name is an agency's, not one that any could have (本局), nor the means of an act (通过门户网站)."""
    words = _words()
    if not is_agency_name(name) or name in words.generic or _anybody(name) or is_party_name(name):
        return False
    if name.startswith((*words.means, "全")) and not name.startswith(words.kept):
        return False
    return not name.endswith("网站")


def _clean(name: str) -> str:
    """Cut off words before the name that do not belong to it, and the short form said behind it."""
    name = _SHORT_FORM.sub("", name)
    words = _words()
    changed = True
    while changed:
        changed = False
        for word in words.before:
            if name.startswith(word) and len(name) - len(word) >= 3 and not name.startswith(words.kept):
                name, changed = name[len(word) :], True
                break
    return name


def _whole(match: re.Match[str]) -> str:
    """The name found; what may be the beginning of 政府信息公开 is also the end of 人民政府."""
    name = match["name"]
    return name + "政府" if name.endswith("人民") and match.string.startswith("政府", match.end("name")) else name


def _named(paragraph: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    if not any(word in paragraph for word in ("报告", "编制", "年报", "称")):
        return
    for pattern in patterns:
        for match in pattern.finditer(paragraph):
            name = _clean(_whole(match))
            if _proper(name):
                yield name


def _contacts(paragraph: str) -> Iterator[str]:
    if "联系" not in paragraph and "致电" not in paragraph:
        return
    for match in _CONTACT.finditer(paragraph):
        name = _clean(match["name"])
        if is_agency_name(name) or is_agency_name(agency_of_desk(name)):
            yield name


def _subjects(lead: Sequence[str], within: int) -> list[str]:
    """Names that stand as the subject of section one's sentences, the most frequent first."""
    counts: Counter[str] = Counter()
    for paragraph in lead:
        for match in _SUBJECT.finditer(paragraph[:within]):
            name = _whole(match)
            if _proper(name) and _clean(name) == name:
                counts[name] += 1
    return [name for name, _ in counts.most_common()]


def _from_document(document: Document, settings: Settings) -> str | None:
    """The format's own title or stated source, as the last resort."""
    for part in re.split(r"[_|\-—–]", document.title or ""):
        parsed = parse_title(part, settings)
        if parsed and parsed[0]:
            return parsed[0]
    stated = tight(document.meta.get("contentsource", ""))
    return stated if _proper(stated) else None
