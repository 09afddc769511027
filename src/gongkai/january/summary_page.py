"""The summary page (汇总.html): one self-contained page of what came in, what is wrong and what the sums are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from urllib.parse import quote

from gongkai.checking import Finding, by_source
from gongkai.checking.severity import SEVERITIES, severity_name
from gongkai.comparing.chart import figure
from gongkai.comparing.render_html import page_style
from gongkai.consolidation import Consolidated
from gongkai.january.changes import Changes, office_lines
from gongkai.january.charts import common_findings, findings_chart, outcomes_chart, status_chart
from gongkai.january.files import CHANGES, MATRIX, SLIPS, TOTAL
from gongkai.january.model import STATUS_NAMES, Collected, Filing, Office
from gongkai.markup import Child, Markup, element, fragment, page

_HEADLINE = (
    ("本年新收申请", "requests.received.total"),
    ("上年结转", "requests.carried_in.total"),
    ("办理总计", "requests.concluded.total"),
    ("结转下年", "requests.carried_out.total"),
    ("行政复议", "disputes.reconsideration.total"),
)

_PARTS = (
    ("status", "报送情况"),
    ("changes", "与上次相比"),
    ("findings", "问题"),
    ("doubtful", "需要人工确认"),
    ("figures", "汇总数据"),
)
_FILES = (
    (MATRIX, "报送情况表（Excel）"),
    (f"{TOTAL}.docx", "汇总报告（Word）"),
    (f"{TOTAL}.xlsx", "汇总报告（Excel）"),
    (CHANGES, "变化（文本）"),
)


def summary_page(
    collected: Collected, consolidated: Consolidated, changes: Changes, slips: dict[str, str], messages: Sequence[str]
) -> str:
    """Build the page; ``slips`` maps an office's key to its slip's file name."""
    title = f"{consolidated.report.agency}{collected.year}年度政府信息公开工作年度报告汇总情况"
    body: list[Child] = [
        element("h1", title),
        element("p", _sentence(collected)),
        _contents(),
        _section("status", "报送情况", status_chart(collected), _status_table(collected, slips)),
        _section("changes", "与上次相比", _changes(changes)),
        _section("findings", "问题", findings_chart(collected), *_findings(collected, slips)),
        _section("doubtful", "需要人工确认", *_open_questions(collected, messages)),
        _section("figures", "汇总数据", *_figures(consolidated)),
        element("footer", "本页由所报文件自动生成。读取和核查均按固定规则进行，存疑之处均已列出，请以原件为准。"),
    ]
    style = page_style() + files("gongkai.january").joinpath("data", "page.css").read_text("utf-8")
    return page(title, element("main", body), style=style)


def _section(ident: str, heading: str, *children: Child) -> Markup:
    return element("section", element("h2", heading), *children, id=ident)


def _contents() -> Markup:
    links = [element("a", name, href=f"#{ident}") for ident, name in _PARTS]
    links += [element("a", name, href=quote(path)) for path, name in _FILES]
    return element("nav", links, aria_label="目录和文件")


def _sentence(collected: Collected) -> str:
    counts = collected.counts()
    named = "，".join(f"{STATUS_NAMES[status]}{count}个" for status, count in counts.items() if count)
    late = f"；其中迟报{len(collected.late)}个" if collected.late else ""
    return f"名单共{len(collected.offices)}个机关：{named}{late}。"


def _table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[Child]]) -> Markup:
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", [element("th", header, scope="col") for header in headers])),
        element("tbody", [_row(row) for row in rows]),
    )


def _row(row: Sequence[Child]) -> Markup:
    return element("tr", element("th", row[0], scope="row"), [element("td", each) for each in row[1:]])


def _status_table(collected: Collected, slips: dict[str, str]) -> Markup:
    graves = (severity_name(each).zh for each in ("error", "warning"))
    headers = ("机关", "状态", "时限", *graves, "来件", "退改通知")
    rows = [
        (
            office.entry.label,
            _status(office),
            _lateness(office),
            str(office.count("error")) if office.report else "",
            str(office.count("warning")) if office.report else "",
            [[source, element("br")] for source in office.sources],
            _slip_link(office, slips),
        )
        for office in collected.offices
    ]
    return _table(f"各机关报送情况（{len(rows)}个）", headers, rows)


def _status(office: Office) -> Child:
    name = STATUS_NAMES[office.status]
    shown: Child = name if office.status == "filed" else element("span", name, class_="wrong")
    return [shown, f"：{office.reason}"] if office.reason and office.report is None else shown


def _lateness(office: Office) -> Child:
    due = f"应报{office.entry.due}" if office.entry.due else ""
    if office.late is None:
        return due
    dated = f"{office.filed_on}（{office.date_basis}）"
    return [element("span", "迟报", class_="late") if office.late else "按期", f" {dated}"]


def _slip_link(office: Office, slips: dict[str, str]) -> Child:
    if office.key not in slips:
        return ""
    path = quote(f"{SLIPS}/{slips[office.key]}")
    return element("a", "打开", href=path, aria_label=f"{office.entry.label}的退改通知")


def _changes(changes: Changes) -> Markup:
    if not changes.compared:
        return element("p", changes.reason)
    if changes.empty:
        return element("p", "与上次运行相比没有变化。")
    items = [_item(each.label, office_lines(each)) for each in changes.offices]
    if changes.total:
        items.append(_item("汇总数", [each.text for each in changes.total]))
    return element("ul", items)


def _item(head: str, lines: Iterable[str]) -> Markup:
    return element("li", element("strong", head), element("ul", [element("li", line) for line in lines]))


def _findings(collected: Collected, slips: dict[str, str]) -> list[Child]:
    offices = [office for office in collected.offices if office.findings]
    if not offices:
        return [element("p", "已报的报告没有发现问题。")]
    common = _table(
        "最常见的问题",
        ("问题", "规则", "机关数", "处数"),
        [(title, rule, str(count), str(number)) for rule, title, count, number in common_findings(collected)],
    )
    asked = Counter((each.basis, each.rule) for office in offices for each in office.findings if each.of_superior)
    rows = [(basis, rule, str(count)) for (basis, rule), count in sorted(asked.items())]
    superiors = [_table("上级规定的要求", ("规定", "规则", "处数"), rows)] if rows else []
    listed = [(office.entry.label, _finding_list(office), _slip_link(office, slips)) for office in offices]
    return [common, *superiors, _table(f"有问题的机关（{len(offices)}个）", ("机关", "问题", "退改通知"), listed)]


def _finding_list(office: Office) -> Markup:
    law, superiors = by_source(sorted(office.findings, key=lambda each: SEVERITIES.index(each.severity)))
    asked = [
        element("li", element("span", basis, class_="severity"), element("ul", [_line(each) for each in found]))
        for basis, found in superiors.items()
    ]
    return element("ul", [*(_line(each) for each in law), *asked], class_="findings")


def _line(finding: Finding) -> Markup:
    return element("li", element("span", f"{severity_name(finding.severity).zh}：", class_="severity"), finding.message)


def _open_questions(collected: Collected, messages: Sequence[str]) -> list[Child]:
    made: list[Child] = []
    if collected.doubtful:
        rows = [
            (filing.source, filing.report.agency or "（未载）", filing.match.reason, _candidates(filing))
            for filing in collected.doubtful
        ]
        made.append(_table("不能确定是哪个机关的文件", ("文件", "文中机关", "原因", "可能是"), rows))
    if collected.strangers:
        rows_ = [
            (filing.source, filing.report.agency or "（未载）", filing.match.reason) for filing in collected.strangers
        ]
        made.append(_table("名单以外的文件", ("文件", "文中机关", "原因"), rows_))
    if collected.unread:
        failed = [
            (each.source, str(each.unread.error), each.match.entry.label if each.match.entry else "")
            for each in collected.unread
        ]
        made.append(_table("无法读取的文件", ("文件", "原因", "从文件名看"), failed))
    if messages:
        made.append(element("ul", [element("li", message) for message in messages]))
    return made or [element("p", "没有需要人工确认的文件。")]


def _candidates(filing: Filing) -> str:
    return "、".join(entry.label for entry in filing.match.candidates)


def _figures(consolidated: Consolidated) -> list[Child]:
    report = consolidated.report
    figures = [
        element("div", element("dt", name), element("dd", figure(report.cells.get(key)))) for name, key in _HEADLINE
    ]
    made: list[Child] = [
        element("p", report.preamble),
        element("dl", figures, class_="figures"),
        outcomes_chart(consolidated),
    ]
    if consolidated.left_out:
        made.append(element("h3", "未计入汇总的机关"))
        made.append(element("ul", [element("li", each.message) for each in consolidated.left_out]))
    if consolidated.differences:
        rows = [
            (
                each.where,
                figure(each.printed),
                figure(each.recomputed),
                "、".join(member.label for member in each.members),
            )
            for each in consolidated.differences
        ]
        made.append(_table("汇总数与重新计算的总计不一致", ("位置", "所报合计", "重新计算", "涉及机关"), rows))
    if consolidated.gaps:
        made.append(element("p", f"有{len(consolidated.gaps)}格存在缺项，逐格名单见Excel汇总报告的“缺项”表。"))
    return [fragment(*made)]
