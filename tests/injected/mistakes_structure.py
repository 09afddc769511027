"""Mistakes of structure: sections, headings, aspects, titles, dates, placeholders, personal data."""

from __future__ import annotations

import datetime as dt

from tests.grammar.draft import Block
from tests.injected.mistake import mistake
from tests.injected.report import Report, Sentence


def _own(report: Report, text: str) -> Sentence:
    return Sentence("own", text, dict(report.problems[0].values))


@mistake("structure.sections")
def a_section_is_missing(report: Report) -> None:
    """Section five or six is not there at all."""
    gone = report.rng.choice(("problems", "other"))
    report.order.remove(gone)


@mistake("structure.sections")
def a_heading_is_missing(report: Report) -> None:
    """A section's text or table without its heading."""
    report.headings[report.rng.choice(("proactive", "requests", "disputes", "problems", "other"))] = ""


@mistake("structure.sections")
def two_sections_are_exchanged(report: Report) -> None:
    """The order is not the form's."""
    at = report.rng.choice((1, 2, 3, 4))
    report.order[at], report.order[at + 1] = report.order[at + 1], report.order[at]


@mistake("structure.sections")
def a_heading_of_ones_own(report: Report) -> None:
    """Not the form's heading."""
    section, heading = report.rng.choice((
        ("problems", "下一步工作打算"), ("problems", "工作亮点"), ("other", "附件"),
        ("overview", "工作开展情况汇报材料"),
        ("disputes", "收费及减免情况"),
    ))  # fmt: skip
    report.headings[section] = heading


@mistake("structure.aspects")
def a_seventh_section(report: Report) -> None:
    """The form ends with section six."""
    heading = report.rng.choice(("下一步工作计划", "附件", "工作建议", "人员和经费情况"))
    report.after = [(heading, str(_own(report, "{me}将继续做好政府信息公开工作。")))]


@mistake("structure.assessment", kinds=("township", "county", "city"))
def no_assessment(report: Report) -> None:
    """A government says nothing of assessment, appraisal and accountability."""
    for part in report.overview:
        part.sentences = [each for each in part.sentences if each.kind != "supervision.assessment"]
        for each in part.sentences:
            if each.kind == "supervision.text":
                each.text = "成立政务公开工作领导小组，明确分管领导和专职人员；全年组织业务培训{trainings}次。"


@mistake("structure.assessment", kinds=("township", "county", "city"))
def no_accountability(report: Report) -> None:
    """Assessment and appraisal are there, accountability is not."""
    no_assessment(report)
    part = next(each for each in report.overview if each.key == "supervision")
    part.sentences.append(_own(report, "{year}年工作考核结果为良好，社会评议结果为满意。"))


def _without(report: Report, aspect: str) -> None:
    report.overview = [part for part in report.overview if part.key != aspect]
    for part in report.overview:
        part.sentences = [each for each in part.sentences if each.kind != "trap.text"]
        if part.key == "intro":
            part.sentences = [_own(report, "{year}年，{me}认真落实《条例》，扎实做好公开工作。")]


@mistake("structure.aspects")
def nothing_on_the_platform(report: Report) -> None:
    """Section one leaves out 平台建设."""
    _without(report, "platform")
    for sentence in report.sentences():
        if sentence.kind == "management.text":
            sentence.text = "健全信息发布审核机制，严格执行“三审三校”制度，及时更新失效信息。"
    for part in report.overview:
        if part.key == "proactive":
            part.sentences = [_own(report, "全年主动公开政府信息{posts}条。")]


@mistake("structure.aspects")
def nothing_on_management(report: Report) -> None:
    """Section one leaves out 政府信息管理."""
    _without(report, "management")
    for part in report.overview:
        part.sentences = [each for each in part.sentences if each.kind != "overview.normative"]


@mistake("structure.aspects", kinds=("bureau", "subdistrict"))
def nothing_on_supervision(report: Report) -> None:
    """Section one leaves out 监督保障 (a bureau, a subdistrict: none of its words remain)."""
    _without(report, "supervision")


@mistake("structure.aspects")
def one_sentence_for_section_one(report: Report) -> None:
    """Section one is a phrase."""
    part = report.overview[-1]
    part.heading, part.sentences = "", [_own(report, "{year}年，{me}认真贯彻落实《条例》，较好地完成了各项任务。")]
    report.overview = [part]


@mistake("structure.aspects")
def section_five_says_none(report: Report) -> None:
    """「无。」 is neither a problem nor an improvement."""
    report.problems = [
        _own(report, report.rng.choice(("无。", "无", "暂无。", "暂无突出问题。", "不存在问题。", "无存在问题。")))
    ]


@mistake("structure.aspects")
def problems_without_improvements(report: Report) -> None:
    """Problems are named, what is done about them is not."""
    report.problems = [_own(report, "{me}政府信息公开工作仍存在公开内容不够丰富、业务能力有待加强等问题。")]


@mistake("structure.aspects")
def improvements_without_problems(report: Report) -> None:
    """Plans are named, problems are not."""
    report.problems = [_own(report, "下一步，{me}将加强业务培训，拓宽公开渠道，努力提升政府信息公开水平。")]


@mistake("structure.dates")
def signed_before_the_year_was_over(report: Report) -> None:
    """The date under the signature lies in the year reported, long before its end."""
    report.signature = report.office.agency
    report.signed = dt.date(report.year, report.rng.randint(1, 11), report.rng.randint(1, 28))
    report.published = None


@mistake("structure.dates")
def published_before_the_year_was_over(report: Report) -> None:
    """The year of publication was left as it was last January."""
    report.published = dt.date(report.year, 1, report.rng.randint(8, 29))
    report.signed, report.signature = None, ""


@mistake("structure.dates")
def a_date_that_does_not_exist(report: Report) -> None:
    """31 February."""
    report.signature = report.office.agency
    report.signed = f"{report.year + 1}年" + report.rng.choice(("2月30日", "2月31日", "13月8日", "1月32日"))


@mistake("structure.title", "narrative.leftovers", "structure.period")
def last_year_in_the_title(report: Report) -> None:
    """Everything is of this year but the title; which of the two is wrong, no rule can know, so each may say it."""
    report.title = report.title.replace(str(report.year), str(report.year - 1))
    text = "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    report.preamble = [_own(report, text)]


@mistake("structure.title")
def no_year_in_the_title(report: Report) -> None:
    """The title does not say which year."""
    report.title = f"{report.office.agency}政府信息公开工作年度报告"


@mistake("structure.title")
def no_agency_in_the_title(report: Report) -> None:
    """The title does not say whose report it is."""
    report.title = f"{report.year}年政府信息公开工作年度报告"
    report.preamble = [_own(report, "根据《中华人民共和国政府信息公开条例》，{agency}编制本报告。")]


@mistake("structure.title")
def not_the_reports_name(report: Report) -> None:
    """Another name than the Regulation's."""
    name = report.rng.choice(("政务公开工作总结", "政府信息公开工作总结", "信息公开情况汇报", "政务公开年报"))
    report.title = f"{report.office.agency}{report.year}年{name}"


PLACEHOLDERS = ("XX", "××", "X", "**", "___", "【请填写】", "（此处填写）", "XXX")


@mistake("text.placeholders")
def a_placeholder_for_a_number(report: Report) -> bool:
    """A template's sign stands where a figure should."""
    names = ("received", "posts", "charged", "docs_made", "licences", "trainings", "pushes")
    found = [(each, name) for name in names for each in report.saying(name)]
    if not found:
        return False
    sentence, name = report.rng.choice(found)
    sentence.values[name] = report.rng.choice(PLACEHOLDERS[:6])
    return True


@mistake("text.placeholders")
def a_placeholder_for_a_name(report: Report) -> bool:
    """「XX镇」, 「××局」."""
    found = report.saying("me") + report.saying("short")
    if not found:
        return False
    sentence = report.rng.choice(found)
    name = report.rng.choice(("XX", "××", "XXX", "某某", "**")) + report.office.short[-1]
    sentence.values |= {"me": name, "short": name}
    return True


@mistake("text.placeholders")
def a_sentence_without_its_number(report: Report) -> bool:
    """「收到申请 件」."""
    names = ("received", "posts", "charged", "docs_made", "pushes")
    found = [(each, name) for name in names for each in report.saying(name)]
    if not found:
        return False
    sentence, name = report.rng.choice(found)
    sentence.values[name] = report.rng.choice(("", " ", "  ", "　"))
    return True


@mistake("text.placeholders")
def a_placeholder_in_the_date(report: Report) -> None:
    """「2025年X月X日」 under the signature."""
    report.signature = report.office.agency
    month, day = report.rng.choice((("X", "X"), ("×", "×"), ("XX", "XX"), ("1", "XX"), ("  ", "  "), ("**", "**")))
    report.signed = f"{report.year + 1}年{month}月{day}日"


@mistake("text.placeholders")
def a_note_of_the_templates_author(report: Report) -> None:
    """An instruction of the form was left in."""
    note = report.rng.choice(
        ("【请填写】", "（请根据实际情况填写）", "（此处填写本单位情况）", "【单位名称】", "（示例）", "[请填写]")
    )
    sentence = report.rng.choice([*report.problems, *report.other])
    sentence.text += note


@mistake("deadline.published", kinds=("bureau",))
def a_bureau_is_late(report: Report) -> None:
    """Published after 31 January."""
    report.published = dt.date(report.year + 1, report.rng.randint(2, 6), report.rng.randint(1, 28))
    report.signed, report.signature = None, ""


@mistake("deadline.published", kinds=("county", "city"))
def a_government_is_late(report: Report) -> None:
    """Published after 31 March."""
    report.published = dt.date(report.year + 1, report.rng.randint(4, 9), report.rng.randint(1, 28))
    report.signed, report.signature = None, ""


@mistake("deadline.published", kinds=("township", "subdistrict"))
def a_township_is_late(report: Report) -> None:
    """Published after the date its superior set."""
    report.published = dt.date(report.year + 1, report.rng.randint(2, 6), report.rng.randint(1, 28))
    report.signed, report.signature = None, ""


def _identity_number(report: Report) -> str:
    rng = report.rng
    digits = (
        f"{rng.choice((320829, 500107, 510502))}{rng.randint(1950, 2001)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    )
    digits += f"{rng.randint(1, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def _card_number(report: Report) -> str:
    """A bank card with its check digit (Luhn)."""
    digits = "622848" + "".join(str(report.rng.randint(0, 9)) for _ in range(12))
    total = sum(sum(divmod(int(d) * (2 - at % 2), 10)) for at, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def _tell(report: Report, text: str) -> None:
    part = next(each for each in report.overview if each.key == "requests")
    part.sentences.append(_own(report, text))


@mistake("privacy.personal-data")
def an_identity_number(report: Report) -> None:
    """An applicant's identity number."""
    name = report.rng.choice(("王某某", "张建国", "李秀英"))
    _tell(report, f"其中申请人{name}（身份证号{_identity_number(report)}）的申请已答复。")


@mistake("privacy.personal-data")
def a_private_mobile_number(report: Report) -> None:
    """An applicant's mobile number."""
    number = f"1{report.rng.choice((38, 59, 77, 86))}{report.rng.randint(10000000, 99999999)}"
    _tell(
        report,
        report.rng.choice(
            (f"申请人李某（手机号{number}）对答复表示满意。", f"已电话告知申请人张某，联系电话{number}。")
        ),
    )


@mistake("privacy.personal-data")
def a_bank_card_number(report: Report) -> None:
    """Where the fee was paid back to."""
    _tell(report, f"退还申请人费用，收款银行卡号{_card_number(report)}。")


@mistake("cells.missing", "structure.sections")
def a_section_of_tables_is_missing(report: Report) -> None:
    """Section four is not there, neither heading nor table."""
    report.order.remove("disputes")

    def drop(blocks: list[Block]) -> None:
        blocks[:] = [block for block in blocks if block.section != "disputes"]

    report.on_blocks.append(drop)
