"""The two published forms as their offices print them, typed here a second time on purpose.

A mistake in gongkai's own form data must not be able to hide behind the same mistake in the test's.
"""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = ("overview", "proactive", "requests", "disputes", "problems", "other")
HEADINGS = {
    "overview": "总体情况",
    "proactive": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANISATIONS = "法人或其他组织"


@dataclass(frozen=True)
class ColumnLabel:
    key: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class RowLabel:
    key: str
    label: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockLabels:
    """One block of the form: what stands above it, its columns, its rows."""

    section: str
    heading: str
    corner: str
    columns: tuple[ColumnLabel, ...]
    rows: tuple[RowLabel, ...]


APPLICANTS = (
    ColumnLabel("natural_person", "自然人"),
    ColumnLabel("business", "商业企业", ORGANISATIONS),
    ColumnLabel("research", "科研机构", ORGANISATIONS),
    ColumnLabel("nonprofit", "社会公益组织", ORGANISATIONS),
    ColumnLabel("legal_service", "法律服务机构", ORGANISATIONS),
    ColumnLabel("other_organisation", "其他", ORGANISATIONS),
    ColumnLabel("total", "总计"),
)
RESULT = "三、本年度办理结果"
REFUSED, UNAVAILABLE, NOT_HANDLED, OTHER = "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
OVERDUE = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
UNPAID = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
BEFORE_OTHER = (
    RowLabel("received", "一、本年新收政府信息公开申请数量"),
    RowLabel("carried_in", "二、上年结转政府信息公开申请数量"),
    RowLabel("granted", "（一）予以公开", (RESULT,)),
    RowLabel("partly_granted", PARTLY, (RESULT,)),
    RowLabel("refused.state_secret", "1.属于国家秘密", (RESULT, REFUSED)),
    RowLabel("refused.other_law", "2.其他法律行政法规禁止公开", (RESULT, REFUSED)),
    RowLabel("refused.safety_stability", "3.危及“三安全一稳定”", (RESULT, REFUSED)),
    RowLabel("refused.third_party", "4.保护第三方合法权益", (RESULT, REFUSED)),
    RowLabel("refused.internal_affairs", "5.属于三类内部事务信息", (RESULT, REFUSED)),
    RowLabel("refused.process_information", "6.属于四类过程性信息", (RESULT, REFUSED)),
    RowLabel("refused.enforcement_file", "7.属于行政执法案卷", (RESULT, REFUSED)),
    RowLabel("refused.administrative_query", "8.属于行政查询事项", (RESULT, REFUSED)),
    RowLabel("unavailable.not_held", "1.本机关不掌握相关政府信息", (RESULT, UNAVAILABLE)),
    RowLabel("unavailable.needs_creation", "2.没有现成信息需要另行制作", (RESULT, UNAVAILABLE)),
    RowLabel("unavailable.still_unclear", "3.补正后申请内容仍不明确", (RESULT, UNAVAILABLE)),
    RowLabel("not_handled.petition", "1.信访举报投诉类申请", (RESULT, NOT_HANDLED)),
    RowLabel("not_handled.repeated", "2.重复申请", (RESULT, NOT_HANDLED)),
    RowLabel("not_handled.publication", "3.要求提供公开出版物", (RESULT, NOT_HANDLED)),
    RowLabel("not_handled.excessive", "4.无正当理由大量反复申请", (RESULT, NOT_HANDLED)),
    RowLabel("not_handled.confirmation", "5.要求行政机关确认或重新出具已获取信息", (RESULT, NOT_HANDLED)),
)
AFTER_OTHER = (
    RowLabel("concluded", "（七）总计", (RESULT,)),
    RowLabel("carried_out", "四、结转下年度继续办理"),
)
OTHER_2021 = (
    RowLabel("other.correction_overdue", OVERDUE, (RESULT, OTHER)),
    RowLabel("other.fee_overdue", UNPAID, (RESULT, OTHER)),
    RowLabel("other.other", "3.其他", (RESULT, OTHER)),
)
OTHER_2019 = (RowLabel("other", OTHER, (RESULT,)),)

OUTCOMES = (
    ColumnLabel("upheld", "结果维持"),
    ColumnLabel("corrected", "结果纠正"),
    ColumnLabel("other", "其他结果"),
    ColumnLabel("pending", "尚未审结"),
    ColumnLabel("total", "总计"),
)
LITIGATION = "行政诉讼"
DISPUTES = BlockLabels(
    "disputes",
    "",
    "",
    OUTCOMES,
    (
        RowLabel("reconsideration", "行政复议"),
        RowLabel("litigation_direct", "未经复议直接起诉", (LITIGATION,)),
        RowLabel("litigation_after_reconsideration", "复议后起诉", (LITIGATION,)),
    ),
)
STOCK_2021 = (
    ColumnLabel("made", "本年制发件数"),
    ColumnLabel("repealed", "本年废止件数"),
    ColumnLabel("in_force", "现行有效件数"),
)
DECISIONS_2021 = (ColumnLabel("decisions", "本年处理决定数量"),)
STOCK_2019 = (
    ColumnLabel("made", "本年新制作数量"),
    ColumnLabel("published", "本年新公开数量"),
    ColumnLabel("public_total", "对外公开总数量"),
)
ITEMS_2019 = (
    ColumnLabel("previous_items", "上一年项目数量"),
    ColumnLabel("change", "本年增/减"),
    ColumnLabel("decisions", "处理决定数量"),
)
CORNER = "信息内容"


def _requests(other: tuple[RowLabel, ...]) -> BlockLabels:
    return BlockLabels("requests", "申请人情况", BALANCE, APPLICANTS, BEFORE_OTHER + other + AFTER_OTHER)


def _article(number: str, columns: tuple[ColumnLabel, ...], *rows: RowLabel) -> BlockLabels:
    return BlockLabels("proactive", f"第二十条第（{number}）项", CORNER, columns, rows)


FORMS: dict[str, tuple[BlockLabels, ...]] = {
    "2021": (
        _article("一", STOCK_2021, RowLabel("regulations", "规章"), RowLabel("normative_documents", "行政规范性文件")),
        _article("五", DECISIONS_2021, RowLabel("licences", "行政许可")),
        _article("六", DECISIONS_2021, RowLabel("penalties", "行政处罚"), RowLabel("compulsion", "行政强制")),
        _article("八", (ColumnLabel("amount", "本年收费金额（单位：万元）"),), RowLabel("fees", "行政事业性收费")),
        _requests(OTHER_2021),
        DISPUTES,
    ),
    "2019": (
        _article("一", STOCK_2019, RowLabel("regulations", "规章"), RowLabel("normative_documents", "规范性文件")),
        _article(
            "五", ITEMS_2019, RowLabel("licences", "行政许可"), RowLabel("other_services", "其他对外管理服务事项")
        ),
        _article("六", ITEMS_2019, RowLabel("penalties", "行政处罚"), RowLabel("compulsion", "行政强制")),
        _article("八", ITEMS_2019[:2], RowLabel("fees", "行政事业性收费")),
        _article(
            "九",
            (ColumnLabel("items", "采购项目数量"), ColumnLabel("amount", "采购总金额")),
            RowLabel("procurement", "政府集中采购"),
        ),
        _requests(OTHER_2019),
        DISPUTES,
    ),
}


def keys(form: str) -> tuple[str, ...]:
    """Every cell of a form, in the form's order."""
    return tuple(
        f"{block.section}.{row.key}.{column.key}"
        for block in FORMS[form]
        for row in block.rows
        for column in block.columns
    )
