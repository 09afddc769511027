"""Another year or another agency left over from a text that was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.families.other_agencies import HEAD, SENTENCE, other_agencies
from gongkai.checking.naming import section_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.stated import quoted, unspaced
from gongkai.checking.wording import wording

_TITLE_YEAR = re.compile(r"(20\d{2})年?(?:度)?[^0-9]{0,20}年度?报告")
_YEAR = re.compile(r"(20\d{2})年")
_YEAR_END = re.compile(r"截[至止]到?(20\d{2})年(?:12月31日|12月底|度?底|度?末)")
_STOCK_DAY = re.compile(r"截[至止]到?20\d{2}年(?:12月31日|12月底|度?底|度?末)")
# A year that opens a later clause (我镇始终……，2023年紧紧围绕), or one that is looked back on.
_LATER_HEAD = re.compile(r"(?:[，,]|^回顾|^过去的)(20\d{2})年(?:度|间|内)?[，,]?")
# The document by which something was done, with the year in its name.
_CITED = re.compile(r"(?:根据|按照|落实)[^，,。；]{0,30}(?:印发|下发|制定|出台)的[^，,。；]{0,40}[，,]")
# What the report's own agency calls itself before its verb: 我镇, 本机关, 国梁镇人民政府, or nothing at all.
_SELF = re.compile(
    r"(?:[我本全](?:镇|乡|街道|街|局|厅|委|办|县|区|市|州|省|旗|级|单位|机关|部门|院|处|中心)|[一-龥]{2,20}(?:镇|乡|街道|局|厅|委|部|办|县|区|市|州|政府|委员会|中心|海关|处|苏木))?"
)
_LEAD = 12
_OURS = re.compile(r"[我本](?:镇|乡|街道|局|厅|委|办|县|区|市|州|省|旗|单位|机关|部门|院|处|中心)")
# A document is named with its number; neither is a date of what is told, nor makes it a comparison.
_DOCUMENT = re.compile(r"《[^》]{2,60}》(?:[（(][^（）()]{0,60}[）)])?")
_ANNOUNCED = re.compile(
    r"(?:本报告|现将|公布|公开|编制)[^。；\n\d]{0,30}(20\d{2})年度?(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:报告|情况)"
)


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
    yield from other_agencies(context)


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
            for sentence in SENTENCE.findall(paragraph):
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
    """Return what is planned for the year reported on, if it surely is: 2024年我镇将加大…… in the report of 2024."""
    if f"{year}年" not in sentence or f"{year + 1}年" in sentence:
        return ""
    found = re.search(rf"(?<!\d){year}年度?[，,]?[^，,。]{{0,12}}?(?:将|计划|拟|打算)", sentence)
    return sentence if found and wording().planned.match(sentence, found.end()) else ""


def _figures_of_another_year(context: Context, year: int) -> Iterator[tuple[str, str, int]]:
    """Sentences whose figures are stated only of an earlier year: section, sentence and that year.

    What the section says of the same subject for the year reported on makes them a comparison.
    """
    from gongkai.reading.facts import facts_in, sentences_of

    text = context.sections.get("overview", "")
    earlier = [before for before in (year - 1, year - 2) if before in _years_named(text)]
    if not (earlier and context.agency and context.report.agency):
        return
    told = [
        (unspaced(each.sentence), _subject(each.subject, paragraph))
        for each in context.report.facts
        for paragraph in _paragraphs_of(unspaced(each.sentence), text)
    ]
    sentences = list(sentences_of({"overview": context.report.sections["overview"]}, context.settings))
    seen: set[str] = set()
    for before in earlier:
        of_it = [each for each in sentences if _years_named(unspaced(each.printed)) == {before}]
        for fact in facts_in(of_it, context.report.agency, before, context.settings):
            sentence = unspaced(fact.sentence)
            subjects = {_subject(fact.subject, paragraph) for paragraph in _paragraphs_of(sentence, text)}
            elsewhere = {subject for where, subject in told if where != sentence}
            if subjects & elsewhere or sentence in seen:
                continue
            if not wording().other_year.search(_STOCK_DAY.sub("", sentence).replace(f"{before}年累计", "")):
                seen.add(sentence)
                yield "overview", sentence, before


def _years_named(text: str) -> set[int]:
    return {int(each) for each in _YEAR.findall(text)}


def _paragraphs_of(sentence: str, text: str) -> list[str]:
    return [each for each in text.split("\n") if sentence in each] or [""]


def _subject(name: str, paragraph: str) -> tuple[str, str]:
    """What is counted: all that is said of requests is one subject; what is published, by paragraph and channel."""
    if name.startswith(("requests.", "disputes.")):
        return name.split(".")[0], ""
    return name, paragraph if name.startswith("published.") else ""


def _wrong_year(sentence: str, paragraph: str, section: str, year: int) -> int | None:
    """Return the earlier year a sentence takes for the reporting year, if it surely does."""
    if "年" not in sentence:
        return None
    sentence = _DOCUMENT.sub("", _CITED.sub("", sentence))
    named = _years_named(sentence)
    if not named or year in named or max(named) > year:
        return None
    ended = _YEAR_END.search(sentence)
    if ended and not _counts_in(paragraph, year) and not re.search("较|比|上年|去年", sentence):
        return int(ended[1])
    if len(named) > 1 or wording().other_year.search(sentence):
        return None
    wrong = named.pop()
    if section == "other" and wording().processing_fee.search(sentence):
        return wrong
    # "2023年，我镇认真……": figures of an earlier year beside this year's may be a comparison over two sentences.
    head = HEAD.match(sentence)
    if not head or not head[1]:
        head = _LATER_HEAD.search(sentence)
        return wrong if head and _is_self_report(sentence[head.end() :]) and section == "overview" else None
    rest = sentence[head.end() :]
    # What the year was like may stand before what the agency did in it: 2023年，改革任务繁重，我镇认真……
    first, _, behind = rest.partition("，")
    reports = _is_self_report(rest) or (section == "overview" and len(first) <= _LEAD and _is_self_report(behind))
    if f"{year}年" in paragraph:
        return wrong if reports and not re.search(r"\d", rest) else None
    return wrong if reports or (_OURS.match(rest) and not wording().history.search(rest)) else None


def _counts_in(paragraph: str, year: int) -> bool:
    """Whether a paragraph has figures of a year: then those of an earlier one beside them may be a comparison."""
    return any(f"{year}年" in each and re.search(r"\d[条件篇份]", each) for each in SENTENCE.findall(paragraph))


def _is_self_report(rest: str) -> bool:
    verb = wording().leftover_verbs.search(rest[:30])
    return verb is not None and _SELF.fullmatch(rest[: verb.start()]) is not None
