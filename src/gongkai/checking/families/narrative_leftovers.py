"""Another year or another agency left over from a text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, section_name
from gongkai.checking.previous import full_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import quoted, sentence_around, unspaced
from gongkai.checking.wording import wording
from gongkai.law import Agency, classify

_TITLE_YEAR = re.compile(r"(20\d{2})年?(?:度)?[^0-9]{0,20}年度?报告")
_YEAR = re.compile(r"(20\d{2})年")
_YEAR_END = re.compile(r"截[至止]到?(20\d{2})年(?:12月31日|12月底|度?底|度?末)")
_STOCK_DAY = re.compile(r"截[至止]到?20\d{2}年(?:12月31日|12月底|度?底|度?末)")
_SENTENCE = re.compile(r"[^。；;！\n]+")
# What may stand before a sentence's subject: numbering, a linking word, and the year the sentence is about.
_HEAD = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]是|(?:下一步|今后|同时|目前|接下来)[，,]?)*"
    r"(?:(20\d{2})年(?:度|间|内)?(?:来)?[，,]?)?(?:(?:全年|本年度?|当年|年内|一年来|期间)[，,]?)?"
)
_WHEN = re.compile(r"(?:(?:20\d{2}年度?|全年|本年度?|当年|年内|年间)[，,]?)*(?:共计?|累计|一共|总计)?")
# What leads up to the subject of a sentence, behind which another agency is no less left over.
_LEAD = re.compile(
    r"^(?:(?:根据|按照|依据)[^，,。]{2,60}[，,]|针对[^，,。]{2,12}[，,]|对照[^，,。]{2,30}[，,]|在[^，,。]{2,30}下[，,]|"
    r"(?:下一步|为此|下阶段|新的一年|一年来|回顾)[，,]?|20\d{2}年(?:度|间|内)?(?:以?来)?[，,]?|(?:全年|本年度?|当年|年内)[，,]?)*"
)
_UNIT = re.compile(r"([一-龥]{1,5}?)(镇|乡|苏木|街道|县|区)(?:人民政府|办事处|政府)?")
_NAMED = re.compile(r"([一-龥]{2,16}(?:(?:镇|乡|苏木)人民政府|街道办事处))")
# What the report's own agency calls itself before its verb: 我镇, 本机关, 国梁镇人民政府, or nothing at all.
_SELF = re.compile(
    r"(?:[我本全](?:镇|乡|街道|街|局|厅|委|办|县|区|市|州|省|旗|级|单位|机关|部门|院|处|中心)|[一-龥]{2,20}(?:镇|乡|街道|局|厅|委|部|办|县|区|市|州|政府|委员会|中心|海关|处|苏木))?"
)
_OURS = re.compile(r"[我本](?:镇|乡|街道|局|厅|委|办|县|区|市|州|省|旗|单位|机关|部门|院|处|中心)")
# What an agency of a kind never calls itself; 我县, 我市 may be the place it is in.
_NOT_ITSELF = {
    "government": re.compile(r"我局(?=[^长])"),
    "dispatched": re.compile(r"我局(?=[^长])"),
    "department": re.compile(r"我(?:镇|乡|街道)"),
}
_TOWNSHIP_UNITS = ("镇", "乡", "苏木", "街道")
_BUREAU = re.compile(r"[一-龥]{2,20}?局")
_ANNOUNCED = re.compile(
    r"(?:本报告|现将|公布|公开|编制)[^。；\n\d]{0,30}(20\d{2})年度?(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:报告|情况)"
)
_LAST_PLACE = re.compile(r"^.*(?:省|市|州|盟|县|区|旗|与|和|请|向|由|在|到|公布|结合|关于|按照|根据)(?=[一-龥]{2})")


@rule(
    "narrative.leftovers",
    "没有其他年度、其他机关的残留",
    "no other year or agency left over",
    "warning",
    "no-identical-texts",
)
def leftovers(context: Context) -> Iterator[Draft]:
    """No other year is the reporting year, and no other agency the reporting one, in title, prose or signature.

    Comparisons with other years, plans, dated documents and the agencies below or above are no leftovers.
    """
    yield from _title(context)
    yield from _years(context)
    yield from _agencies(context)
    yield from _self_names(context)
    yield from _signature(context)


def _title(context: Context) -> Iterator[Draft]:
    report = context.report
    stated = _TITLE_YEAR.search("".join((report.title or "").split()))
    if stated and report.year is not None and int(stated[1]) != report.year:
        yield say(
            "narrative.leftovers/title",
            expected=report.year,
            found=int(stated[1]),
            wrong=stated[1],
            year=str(report.year),
        )


def _years(context: Context) -> Iterator[Draft]:
    year = context.report.year
    if year is None:
        return
    announced = _ANNOUNCED.search(unspaced(context.report.preamble))
    if announced and int(announced[1]) < year:
        yield say(
            "narrative.leftovers/announced",
            expected=year,
            found=int(announced[1]),
            quoted=quoted(announced[0]),
            wrong=announced[1],
            year=str(year),
        )
    seen: set[str] = set()
    for key, text in context.sections.items():
        for paragraph in text.split("\n"):
            for sentence in _SENTENCE.findall(paragraph):
                wrong = _wrong_year(sentence, paragraph, key, year)
                if wrong is not None:
                    seen.add(sentence)
                    yield _of_year(context, key, sentence, wrong)
                elif key == "problems" and (plan := _old_plan(sentence, year)):
                    yield say(
                        "narrative.leftovers/plan",
                        expected=year + 1,
                        found=year,
                        where=section_name(context.form, key),
                        quoted=quoted(plan),
                        wrong=str(year),
                        year=str(year),
                    )
    for key, sentence, wrong in _figures_of_another_year(context, year):
        if not any(each in sentence for each in seen):
            yield _of_year(context, key, sentence, wrong)


def _of_year(context: Context, section: str, sentence: str, wrong: int) -> Draft:
    return say(
        "narrative.leftovers/year",
        expected=context.report.year,
        found=wrong,
        where=section_name(context.form, section),
        quoted=quoted(sentence),
        wrong=str(wrong),
        year=str(context.report.year),
    )


def _old_plan(sentence: str, year: int) -> str:
    """Return what is planned for the year that is reported on, if it surely is: 2024年我镇将加大…… in the report of 2024."""
    found = re.search(rf"(?<!\d){year}年度?[，,]?[^，,。]{{0,12}}?(?:将|计划|拟|打算)", sentence)
    if not found or f"{year + 1}年" in sentence:
        return ""
    return sentence if wording().planned.match(sentence, found.end()) else ""


def _figures_of_another_year(context: Context, year: int) -> Iterator[tuple[str, str, int]]:
    """Sentences whose figures are stated only of an earlier year: section, sentence and that year.

    What the section says of the same subject for the year reported on makes them a comparison.
    """
    from gongkai.reading.facts import facts_of

    told = {_subject(each.subject) for each in context.report.facts}
    if not (context.agency and context.report.agency and "overview" in context.report.sections):
        return
    overview = {"overview": context.report.sections["overview"]}
    seen: set[str] = set()
    for before in (year - 1, year - 2):
        for fact in facts_of(overview, context.report.agency, before, context.settings):
            sentence = unspaced(fact.sentence)
            named = {int(each) for each in _YEAR.findall(sentence)}
            if named != {before} or _subject(fact.subject) in told or sentence in seen:
                continue
            if not wording().other_year.search(_STOCK_DAY.sub("", sentence)):
                seen.add(sentence)
                yield "overview", sentence, before


def _subject(name: str) -> str:
    """What is counted: all that is said of requests is one subject, each row of section two its own."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "proactive" else parts[0]


def _wrong_year(sentence: str, paragraph: str, section: str, year: int) -> int | None:
    """Return the earlier year a sentence takes for the reporting year, if it surely does."""
    named = {int(each) for each in _YEAR.findall(sentence)}
    if not named or year in named or max(named) > year:
        return None
    ended = _YEAR_END.search(sentence)
    if ended and f"{year}年" not in paragraph and not re.search("较|比|上年|去年", sentence):
        return int(ended[1])
    if len(named) > 1 or wording().other_year.search(sentence):
        return None
    wrong = named.pop()
    if section == "other" and wording().processing_fee.search(sentence):
        return wrong
    # "2023年，我镇认真……": figures of an earlier year beside this year's may be a comparison over two sentences.
    head = _HEAD.match(sentence)
    if not head or not head[1]:
        return None
    rest = sentence[head.end() :]
    if f"{year}年" in paragraph:
        return wrong if _is_self_report(rest) and not re.search(r"\d", rest) else None
    return wrong if _is_self_report(rest) or (_OURS.match(rest) and not wording().history.search(rest)) else None


def _is_self_report(rest: str) -> bool:
    verb = wording().leftover_verbs.search(rest[:30])
    return verb is not None and _SELF.fullmatch(rest[: verb.start()]) is not None


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
    for key, text in context.sections.items():
        for sentence in _SENTENCE.findall(text):
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


def _bureaus(context: Context, agency: Agency) -> Iterator[Draft]:
    """Other bureaus of the place that stand where the reporting one would."""
    seen: set[str] = set()
    for key, text in context.sections.items():
        if "局" not in text:
            continue
        for sentence in _SENTENCE.findall(text):
            rest = _behind_lead(sentence)
            bureau = _BUREAU.match(rest)
            if bureau is None or bureau[0] in seen or wording().together.search(rest):
                continue
            if _is_told(rest, bureau.end()) and _is_other_bureau(bureau[0], agency):
                seen.add(bureau[0])
                yield _other(_in(context, key, sentence), bureau[0], context)


def _is_other_bureau(name: str, agency: Agency) -> bool:
    """Whether a name is surely another bureau's: no character that tells the task is in both names.

    A bureau is called by the place (洪泽区水利局), by its level (区水利局) or by its task alone. A bureau of
    another county is another one, whatever its task.
    """
    place, county = agency.name.removesuffix(agency.place.rest), agency.place.county
    there = classify(name).place
    if there.county and county and not _same_name(there.county[:-1], county[:-1]):
        return True
    stem = next((each for each in (place, county, place[-1:]) if each and name.startswith(each)), "")
    task = name.removeprefix(stem).removesuffix("局")
    if not place or (not stem and (there.rest != name or set(task) & set("省市州县区旗镇乡"))):
        return False
    own, other = (set(each) - wording().common_in_names for each in (agency.place.rest.removesuffix("局"), task))
    return len(task) >= 2 and bool(other) and not own & other and not wording().overseers.search(task)


def _in(context: Context, section: str, sentence: str) -> Name:
    return phrase("in-sentence", where=section_name(context.form, section), quoted=quoted(sentence))


def _other(where: Name, other: str, context: Context) -> Draft:
    own = context.report.agency or ""
    return say("narrative.leftovers/agency", expected=own, found=other, where=where, other=other, agency=own)


def _own_unit(agency: Agency) -> str:
    """Return the stem of the unit whose report it is: 国梁 of 国梁镇人民政府, 洪泽 of 洪泽区人民政府; else ``""``."""
    if agency.level == "township" and agency.kind in ("government", "dispatched"):
        rest = agency.place.rest.removeprefix("人民政府")
        match = re.search(r"([一-龥]{1,12})(?:镇|乡|苏木|街道)(?:人民政府|办事处|政府)?$", rest)
        return match[1] if match else ""
    if agency.level == "county" and agency.kind in ("government", "government-office"):
        return agency.place.county[:-1]
    return ""


def _behind_lead(sentence: str) -> str:
    """A sentence from its subject on: without numbering, year, and what leads up to it."""
    head = _HEAD.match(sentence)
    rest = sentence[head.end() :] if head else sentence
    lead = _LEAD.match(rest)
    return rest[lead.end() :] if lead else rest


def _is_told(rest: str, end: int) -> bool:
    """Whether what is told of a subject is what a report tells of its own agency."""
    when = _WHEN.match(rest, end)
    return wording().leftover_verbs.match(rest, when.end() if when else end) is not None


def _other_subject(sentence: str, own: str, *, township: bool) -> str:
    """Return another unit of the agency's own kind that a sentence makes its subject, if it surely does."""
    rest = _behind_lead(sentence)
    unit = _UNIT.match(rest)
    if unit is None or (unit[2] in _TOWNSHIP_UNITS) is not township:
        return ""
    words = wording()
    if not _is_told(rest, unit.end()) or len(unit[1]) < 2 or unit[1].startswith(words.generic_names):
        return ""
    return "" if _same_name(unit[1], own) else unit[1] + unit[2]


def _same_name(one: str, other: str) -> bool:
    """Whether two stems may be one name: 天峨 is short for 天峨壮族."""
    return set(one) <= set(other) or set(other) <= set(one)


def _may_be_own(named: str, agency: str, own: str) -> bool:
    stem = re.sub(r"(?:镇|乡|苏木)人民政府|街道办事处", "", named)
    return named in agency or bool(set(stem) & set(own)) or stem.startswith(wording().generic_names) or len(stem) > 5


def _signature(context: Context) -> Iterator[Draft]:
    report = context.report
    if not report.signature or not report.agency or full_name(report.signature) == full_name(report.agency):
        return
    agency, signed = classify(report.agency), classify(report.signature)
    own, other = _own_unit(agency), _own_unit(signed)
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
