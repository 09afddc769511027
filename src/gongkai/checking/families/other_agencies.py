"""Another agency's name left over from a text that was copied: as a sentence's subject, as 我局, in the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, section_name
from gongkai.checking.previous import full_name
from gongkai.checking.rule import Draft, say
from gongkai.checking.stated import quoted, sentence_around, unspaced
from gongkai.checking.wording import wording
from gongkai.law import Agency, classify

SENTENCE = re.compile(r"[^。；;！\n]+")
# What may stand before a sentence's subject: numbering, a linking word, and the year the sentence is about.
HEAD = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]是|(?:下一步|今后|同时|目前|接下来)[，,]?)*"
    r"(?:(20\d{2})年(?:度|间|内)?(?:以?来)?[，,]?)?(?:(?:全年|本年度?|当年|年内|一年来|期间)[，,]?)?"
)
_WHEN = re.compile(
    r"(?:(?:20\d{2}年度?|全年|本年度?|当年|年内|年间)[，,]?)*(?:在[一-龥]{2,30}?(?:网站|平台|公众号|专栏|系统))?(?:共计?|累计|一共|总计)?"
)
# What leads up to the subject of a sentence, behind which another agency is no less left over.
_LEAD = re.compile(
    r"^(?:在?[一-龥]{2,12}(?:方面|工作中)[，,]|自[^，,。]{4,40}[，,]|截[至止][^，,。]{2,16}[，,]|与[^，,。]{2,16}相比[，,]|围绕[^，,。]{2,20}[，,]|(?:根据|按照|依据)[^，,。]{2,60}[，,]|针对[^，,。]{2,12}[，,]|对照[^，,。]{2,30}[，,]|在[^，,。]{2,30}下[，,]|"
    r"(?:下一步|为此|下阶段|新的一年|一年来|回顾|过去的)[，,]?|20\d{2}年(?:度|间|内)?(?:以?来)?[，,]?|(?:全年|本年度?|当年|年内)[，,]?)*+"
)
_NO_SUBJECT = re.compile("结合|按照|根据|依据|围绕|对照|参照|针对|依托|通过")
_UNIT = re.compile(r"([一-龥]{1,5}?)(镇|乡|苏木|街道|县|区)(?:人民政府|办事处|政府(?!信息))?")
_NAMED = re.compile(r"([一-龥]{2,16}(?:(?:镇|乡|苏木)人民政府|街道办事处))")
# What an agency of a kind never calls itself; 我县, 我市 may be the place it is in.
_NOT_ITSELF = {
    "government": re.compile(r"我局(?=[^长])"),
    "dispatched": re.compile(r"我局(?=[^长])"),
    "department": re.compile(r"我(?:镇|乡|街道)"),
}
_TOWNSHIP_UNITS = ("镇", "乡", "苏木", "街道")
_NEAR = 20
_CLAUSES = re.compile("[，,：:]")
# A clause before the subject is short and names nobody who might be told of.
_LONGEST_LEAD = 24
_ANYBODY = re.compile("[我本各]|政府|[局委办厅镇乡]|街道|村|社区|公司|学校|学习|单位|部门")
_OFFICE = re.compile("局$|委员会$")
_BUREAU = re.compile(r"[一-龥]{2,20}?(?:局|委员会)")
_WITHIN = re.compile(r"^[一-龥]{2,}?[省市州盟](?=[一-龥]{2,}[县区市旗]$)")
_LAST_PLACE = re.compile(r"^.*(?:省|市|州|盟|县|区|旗|与|和|请|向|由|在|到|公布|结合|关于|按照|根据)(?=[一-龥]{2})")


def other_agencies(context: Context) -> Iterator[Draft]:
    """Yield what names another agency where the reporting one would stand."""
    yield from _agencies(context)
    yield from _self_names(context)
    yield from _signature(context)


def _self_names(context: Context) -> Iterator[Draft]:
    """我局 in the report of a township, 我镇 in that of a bureau: the copied text's author is of another kind."""
    agency = context.agency
    if agency is None or agency.kind not in _NOT_ITSELF or not context.report.agency:
        return
    if agency.kind == "department" and not agency.name.endswith(("局", "委员会", "委", "厅")):
        return
    for key, text in context.sections.items():
        for match in _NOT_ITSELF[agency.kind].finditer(text):
            yield _other(_in(context, key, sentence_around(text, match.start(), match.end())), match[0], context)
            return


def _agencies(context: Context) -> Iterator[Draft]:
    if context.agency is not None and context.agency.kind == "department":
        yield from _bureaus(context, context.agency)
    elif context.agency is not None:
        yield from _places(context, context.agency)


def _places(context: Context, agency: Agency) -> Iterator[Draft]:
    own = _own_unit(agency)
    if not own:
        return
    township = agency.level == "township"
    seen: set[str] = set()
    for key, text in _told(context):
        for sentence in SENTENCE.findall(text):
            other = _other_subject(sentence, own, township=township)
            if other and other not in seen:
                seen.add(other)
                yield _other(_in(context, key, sentence), other, context)
    if township:
        for where, text in (("preamble", context.report.preamble), ("closing", context.report.closing)):
            for match in _NAMED.finditer(unspaced(text)):
                named = _LAST_PLACE.sub("", match[1])
                if named not in seen and not _may_be_own(named, context.report.agency or "", own):
                    seen.add(named)
                    yield _other(phrase(where), named, context)


def _told(context: Context) -> tuple[tuple[str, str], ...]:
    return (("preamble", unspaced(context.report.preamble)), *context.sections.items())


def _bureaus(context: Context, agency: Agency) -> Iterator[Draft]:
    """Other bureaus of the place that stand where the reporting one would."""
    seen: set[str] = set()
    for key, text in _told(context):
        for sentence in SENTENCE.findall(text) if "局" in text or "委员会" in text else ():
            for rest in _subjects(sentence):
                bureau = _BUREAU.match(rest)
                if bureau is None or bureau[0] in seen or _is_joint(rest, bureau.end()):
                    continue
                if _is_told(rest, bureau.end()) and _is_other_bureau(bureau[0], agency):
                    seen.add(bureau[0])
                    yield _other(_in(context, key, sentence), bureau[0], context)
                    break


def _is_joint(rest: str, end: int) -> bool:
    """Whether a bureau is told to do something with others; what it will do stands behind the colon of its plan."""
    near = rest[: end + _NEAR]
    return wording().together.search(re.split("[:：]", near, maxsplit=1)[0]) is not None


def _is_other_bureau(name: str, agency: Agency) -> bool:
    """Whether a name is surely another bureau's: no character that tells the task is in both names.

    A bureau is called by the place (洪泽区水利局), by its level (区水利局) or by its task alone. A bureau of
    another county is another one, whatever its task.
    """
    place, county = agency.name.removesuffix(agency.place.rest), agency.place.county
    there = classify(name).place
    if there.county and county and not _same_name(there.county[:-1], county[:-1]):
        return True
    within = _WITHIN.sub("", county)
    stem = next((each for each in (place, county, within, place[-1:]) if each and name.startswith(each)), "")
    task = _OFFICE.sub("", name.removeprefix(stem))
    if not place or (not stem and (there.rest != name or set(task) & set("省市州县区旗镇乡"))):
        return False
    mine, known = _OFFICE.sub("", agency.place.rest), wording().tasks
    if mine in known and task in known:
        return mine != task and not wording().overseers.search(task)
    own, other = (set(each) - wording().common_in_names for each in (mine, task))
    return len(task) >= 2 and bool(other) and not own & other and not wording().overseers.search(task)


def _in(context: Context, section: str, sentence: str) -> Name:
    where = phrase("preamble") if section == "preamble" else section_name(context.form, section)
    return phrase("in-sentence", where=where, quoted=quoted(sentence))


def _other(where: Name, other: str, context: Context) -> Draft:
    own = context.report.agency or ""
    return say("narrative.leftovers/agency", expected=own, found=other, where=where, other=other, agency=own)


def _is_generic(stem: str) -> bool:
    """Whether a word is no name: 我镇, 新城区, 周边乡镇, but not 新丰区."""
    generic = wording().generic_names
    alone = tuple(each for each in generic if len(each) > 1 or each in "我本全各该某所辖")
    return stem.startswith(alone) or bool(set(stem) & set("我本将")) or set(stem) <= set("".join(generic))


def _own_unit(agency: Agency) -> str:
    """Return the stem of the unit whose report it is: 国梁 of 国梁镇人民政府, 洪泽 of 洪泽区人民政府; else ``""``."""
    if agency.level == "township" and agency.kind in ("government", "dispatched"):
        rest = agency.place.rest.removeprefix("人民政府")
        match = re.search(r"([一-龥]{1,12})(?:镇|乡|苏木|街道)(?:人民政府|办事处|政府)?$", rest)
        return match[1] if match else ""
    if agency.level == "county" and agency.kind in ("government", "government-office"):
        return agency.place.county[:-1]
    return ""


def _signing_unit(agency: Agency) -> str:
    """The same for who signs: a city's name too, which prose gives to many others but a signature to one."""
    is_city = agency.kind in ("government", "government-office") and agency.level == "prefecture"
    return agency.place.prefecture[:-1] if is_city else _own_unit(agency)


def _behind_lead(sentence: str) -> str:
    """A sentence from its subject on: without numbering, year, and what leads up to it."""
    rest = _behind_head(sentence)
    lead = _LEAD.match(rest)
    return rest[lead.end() :] if lead else rest


def _behind_head(text: str) -> str:
    head = HEAD.match(text)
    return text[head.end() :] if head else text


def _subjects(sentence: str) -> Iterator[str]:
    """A sentence from its subject on, and from each later clause on as long as none before it names an agency.

    What stands behind 结合, 按照 and the like is no subject.
    """
    yield from (rest for rest in _clauses(sentence) if not _NO_SUBJECT.match(rest))


def _clauses(sentence: str) -> Iterator[str]:
    yield _behind_lead(sentence)
    clauses = _CLAUSES.split(sentence)
    for number, clause in enumerate(clauses[:-1], 1):
        if len(clause) > _LONGEST_LEAD or _ANYBODY.search(clause):
            return
        yield _behind_head("，".join(clauses[number:]))


def _is_told(rest: str, end: int) -> bool:
    """Whether what is told of a subject is what a report tells of its own agency."""
    when = _WHEN.match(rest, end)
    return wording().leftover_verbs.match(rest, when.end() if when else end) is not None


def _other_subject(sentence: str, own: str, *, township: bool) -> str:
    """Return another unit of the agency's own kind that a sentence makes its subject, if it surely does."""
    for rest in _subjects(sentence):
        unit = _UNIT.match(rest)
        if unit is None or (unit[2] in _TOWNSHIP_UNITS) is not township:
            continue
        if not _is_told(rest, unit.end()) or len(unit[1]) < 2 or _is_generic(unit[1]):
            continue
        if not _same_name(unit[1], own):
            return unit[1] + unit[2]
    return ""


def _same_name(one: str, other: str) -> bool:
    """Whether two stems may be one name: 天峨 is short for 天峨壮族."""
    return set(one) <= set(other) or set(other) <= set(one)


def _may_be_own(named: str, agency: str, own: str) -> bool:
    stem = re.sub(r"(?:镇|乡|苏木)人民政府|街道办事处", "", named)
    return named in agency or bool(set(stem) & set(own)) or _is_generic(stem) or len(stem) > 5


def _signature(context: Context) -> Iterator[Draft]:
    report = context.report
    if not report.signature or not report.agency or full_name(report.signature) == full_name(report.agency):
        return
    agency, signed = classify(report.agency), classify(report.signature)
    own, other = _signing_unit(agency), _signing_unit(signed)
    unit = own and other and agency.level == signed.level and not _same_name(own, other)
    bureau = agency.kind == signed.kind == "department" and _is_other_bureau(report.signature, agency)
    if unit or bureau:
        yield say(
            "narrative.leftovers/signature",
            expected=report.agency,
            found=report.signature,
            signature=report.signature,
            agency=report.agency,
        )
