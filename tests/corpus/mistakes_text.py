"""Mistakes in the text: prose against table, headings, form, dates, personal data, copied text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.corpus.draft import Draft
from tests.corpus.layout import Paragraph
from tests.corpus.mistakes import Case, bump, mistake
from tests.corpus.names import other_agency
from tests.corpus.prose import Prose
from tests.corpus.truth import make_truth


def _replace_prose(case: Case, section: str, text: str) -> None:
    """Put one sentence in the place of a section's prose."""
    case.truth.prose.paragraphs[section] = [text]


@mistake("narrative.requests")
def requests_in_prose_otherwise(case: Case) -> None:
    stated = int(case.truth.cells["requests.received.total"]) + int(case.truth.cells["requests.carried_in.total"]) + 4
    _restate(case, f"{case.truth.year}年，{case.truth.agency.short}共收到政府信息公开申请{stated}件，均已按时答复。")


@mistake("narrative.requests")
def none_in_prose_some_in_table(case: Case) -> None:
    _restate(case, f"{case.truth.year}年，{case.truth.agency.short}未收到政府信息公开申请。")


@mistake("narrative.disputes")
def disputes_in_prose_otherwise(case: Case) -> None:
    stated = int(case.truth.cells["disputes.reconsideration.total"]) + 3
    _restate(case, f"全年因政府信息公开被申请行政复议{stated}件。")


@mistake("narrative.disputes")
def no_disputes_in_prose_some_in_table(case: Case) -> None:
    for column in ("corrected", "total"):
        bump(case, f"disputes.reconsideration.{column}")
    _restate(case, "全年未发生因政府信息公开引发的行政复议、行政诉讼案件。")


def _restate(case: Case, sentence: str) -> None:
    assessed = "将政府信息公开工作纳入年度工作考核，开展社会评议，未发生责任追究情形。"
    _replace_prose(case, "overview", f"{case.truth.year}年，认真贯彻落实《条例》。{sentence}{assessed}")


@mistake("narrative.fees")
def fee_not_stated(case: Case) -> None:
    _replace_prose(case, "other", "没有其他需要报告的事项。")


@mistake("narrative.fees")
def fee_confused(case: Case) -> None:
    """行政事业性收费 in the place of the information processing fee."""
    _replace_prose(case, "other", "本年度未收取行政事业性收费。")


@mistake("narrative.parts")
def parts_of_what_was_published(case: Case) -> None:
    """其他 claims that the parts are all."""
    _restate(
        case, "全年主动公开政府信息90条，其中重大决策执行信息6条，重点领域信息20条，人事任免信息3条，其他信息71条。"
    )


@mistake("narrative.parts")
def parts_of_requests(case: Case) -> None:
    received = int(case.truth.cells["requests.received.total"])
    _restate(case, f"全年收到政府信息公开申请{received}件，其中自然人申请{received}件，法人或其他组织申请2件。")


@mistake("narrative.leftovers")
def last_years_lead_left(case: Case) -> None:
    year, short = case.truth.year, case.truth.agency.short
    text = f"{year - 1}年，{short}坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实《条例》。"
    assessed = "将政府信息公开工作纳入年度工作考核，开展社会评议，未发生责任追究情形。"
    _replace_prose(case, "overview", text + assessed)
    case.truth.preamble = [f"本报告所列数据的统计期限为{year}年1月1日至12月31日。"]


@mistake("narrative.leftovers")
def last_years_fee_left(case: Case) -> None:
    year, short = case.truth.year, case.truth.agency.short
    _replace_prose(case, "other", f"{year - 1}年，{short}收取政府信息公开信息处理费0元。")


@mistake("narrative.leftovers", kind="township")
def neighbours_name_in_lead(case: Case) -> None:
    other = other_agency(case.rng, case.truth.agency)
    _restate(case, f"{other.short}认真做好政府信息公开各项工作，{other.short}主动公开政府信息31条。")


@mistake("narrative.leftovers", kind="township")
def neighbours_name_in_problems(case: Case) -> None:
    other = other_agency(case.rng, case.truth.agency)
    _replace_prose(
        case, "problems", f"{other.short}的公开意识有待提高。下一步，{other.short}将进一步加强政府信息公开工作。"
    )


@mistake("structure.sections", frozenset({"structure.sections"}))
def section_left_out(case: Case) -> None:
    def change(draft: Draft) -> None:
        gone = [b for b in draft.blocks if isinstance(b, Paragraph) and b.section == "problems"]
        draft.blocks = [block for block in draft.blocks if block not in gone]

    case.change_draft = change


@mistake("structure.form", frozenset({"cells.missing"}))
def old_form_used(case: Case) -> None:
    while True:
        truth = make_truth(case.rng, form_id="2019", agency=case.truth.agency)
        truth.year = 2022
        for paragraphs in (*truth.prose.paragraphs.values(), truth.preamble):
            paragraphs[:] = [
                p.replace("2019", "2022").replace("2020", "2022").replace("2021", "2023") for p in paragraphs
            ]
        truth.title = tuple(line.replace("2019", "2022").replace("2020", "2022") for line in truth.title)
        truth.signed, truth.signature, truth.addressee = dt.date(2023, 1, 20), truth.agency.full, None
        case.truth = truth
        return


@mistake("structure.period")
def period_of_eleven_months(case: Case) -> None:
    year = case.truth.year
    case.truth.preamble = [f"本报告所列数据的统计期限自{year}年1月1日起至{year}年11月30日止。"]


@mistake("structure.assessment", kind="county")
def assessment_not_stated(case: Case) -> None:
    year, received = case.truth.year, case.truth.cells["requests.received.total"]
    text = f"{year}年，认真贯彻落实《条例》，全年收到政府信息公开申请{received}件，均按时答复。"
    _replace_prose(case, "overview", text)


@mistake("deadline.published", kind="county")
def published_in_may(case: Case) -> None:
    case.truth.published = dt.date(case.truth.year + 1, 5, 6)
    case.truth.signed = None

    def change(draft: Draft) -> None:
        text = f"发布时间：{case.truth.published}"
        draft.blocks.insert(len(draft.truth.title), Paragraph(text, "chrome"))

    case.truth.signature = None
    case.truth.title = (f"{case.truth.agency.full}{case.truth.year}年政府信息公开工作年度报告",)
    case.change_draft = change


@mistake("privacy.personal-data")
def identity_number_printed(case: Case) -> None:
    body = (
        f"3412{case.rng.randint(10, 30)}19{case.rng.randint(60, 99)}0{case.rng.randint(1, 9)}1{case.rng.randint(0, 9)}"
    )
    body += f"{case.rng.randint(1, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
    case.truth.prose.paragraphs["problems"].append(f"申请人王某某（身份证号{body}{check}）对答复表示满意。")


@mistake("privacy.personal-data")
def mobile_number_printed(case: Case) -> None:
    number = f"138{case.rng.randint(0, 99999999):08}"
    case.truth.prose.paragraphs["problems"].append(f"申请人李某，联系电话{number}，对答复表示满意。")


@mistake("text.repeated")
def text_of_a_neighbour(case: Case) -> None:
    truth = case.truth
    other = other_agency(case.rng, truth.agency)
    long = "一是健全信息发布审核机制，严格执行三审三校；二是优化政务公开专区，方便群众就近查询；"
    long += "三是加强队伍建设，提高业务能力。"
    _replace_prose(case, "problems", f"{truth.agency.short}的工作仍有不足。{long}下一步将逐项整改落实到位。")
    paragraphs = {
        key: [line.replace(truth.agency.full, other.full).replace(truth.agency.short, other.short) for line in lines]
        for key, lines in truth.prose.paragraphs.items()
    }
    title = tuple(
        line.replace(truth.agency.full, other.full).replace(truth.agency.short, other.short) for line in truth.title
    )
    case.peers = (replace(truth, agency=other, title=title, prose=Prose(paragraphs), signature=other.full),)
