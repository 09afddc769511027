"""Another year or another agency left over from a text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, section_name
from gongkai.checking.previous import full_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import quoted, unspaced
from gongkai.checking.wording import wording
from gongkai.law import Agency, classify

_TITLE_YEAR = re.compile(r"(20\d{2})年?(?:度)?[^0-9]{0,20}年度?报告")
_YEAR = re.compile(r"(20\d{2})年")
_YEAR_END = re.compile(r"截[至止]到?(20\d{2})年(?:12月31日|12月底|度?底|度?末)")
_SENTENCE = re.compile(r"[^。；;！\n]+")
# What may stand before a sentence's subject: numbering, a linking word, and the year the sentence is about.
_HEAD = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]是|(?:下一步|今后|同时|目前|接下来)[，,]?)*"
    r"(?:(20\d{2})年度?(?:来)?[，,]?)?"
)
_UNIT = re.compile(r"([一-龥]{1,5}?)(镇|乡|苏木|街道|县|区)(?:人民政府|办事处|政府)?")
_NAMED = re.compile(r"([一-龥]{2,16}(?:(?:镇|乡|苏木)人民政府|街道办事处))")
# What the report's own agency calls itself before its verb: 我镇, 本机关, 国梁镇人民政府, or nothing at all.
_SELF = re.compile(
    r"(?:[我本全](?:镇|乡|街道|街|局|厅|委|办|县|区|市|州|省|旗|级|单位|机关|部门|院|处|中心)|[一-龥]{2,20}(?:镇|乡|街道|局|厅|委|部|办|县|区|市|州|政府|委员会|中心|海关|处|苏木))?"
)
_OURS = re.compile(r"[我本](?:镇|乡|街道|局|厅|委|办|县|区|市|州|省|旗|单位|机关|部门|院|处|中心)")
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
    for key, text in context.sections.items():
        for paragraph in text.split("\n"):
            for sentence in _SENTENCE.findall(paragraph):
                wrong = _wrong_year(sentence, paragraph, key, year)
                if wrong is not None:
                    yield say(
                        "narrative.leftovers/year",
                        expected=year,
                        found=wrong,
                        where=section_name(context.form, key),
                        quoted=quoted(sentence),
                        wrong=str(wrong),
                        year=str(year),
                    )


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
            head = _HEAD.match(sentence)
            rest = sentence[head.end() :] if head else sentence
            bureau = _BUREAU.match(rest)
            if bureau is None or bureau[0] in seen or wording().together.search(rest):
                continue
            if wording().leftover_verbs.match(rest, bureau.end()) and _is_other_bureau(bureau[0], agency):
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


def _other_subject(sentence: str, own: str, *, township: bool) -> str:
    """Return another unit of the agency's own kind that a sentence makes its subject, if it surely does."""
    head = _HEAD.match(sentence)
    rest = sentence[head.end() :] if head else sentence
    unit = _UNIT.match(rest)
    if unit is None or (unit[2] in _TOWNSHIP_UNITS) is not township:
        return ""
    words = wording()
    if not words.leftover_verbs.match(rest, unit.end()) or len(unit[1]) < 2 or unit[1].startswith(words.generic_names):
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
