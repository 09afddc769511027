"""Faults of the page around the report: decoys of meaning, dates that are not the report's, text in the wrong place."""

from __future__ import annotations

import datetime as dt

from tests.corpus.draft import ALL, Draft, fault
from tests.corpus.layout import Paragraph, Printed, PrintedTable
from tests.corpus.prose import decoy_sentence

NO_CHROME = frozenset({"docx", "xlsx", "pdf", "doc", "scan"})


def _before_table(draft: Draft, key: str) -> int:
    return next(
        (i for i, b in enumerate(draft.blocks) if isinstance(b, PrintedTable) and b.key in (key, "all")),
        len(draft.blocks),
    )


def _decoy(rows: list[list[str]]) -> PrintedTable:
    return PrintedTable("decoy", [[Printed(text) for text in row] for row in rows])


@fault(0.75, kinds=ALL - NO_CHROME)
def publication_date(draft: Draft) -> None:
    """发布时间 under the title, as every content system prints it."""
    day = dt.date(draft.truth.year + 1, draft.rng.choice((1, 1, 1, 2, 3)), draft.rng.randint(1, 28))
    draft.truth.published = day
    date = draft.rng.choice(
        (f"{day}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d} 09:{day.day:02}")
    )
    label = draft.rng.choice(("发布时间：", "发布日期：", "日期: ", "时间：", "发布时间:", "【发布日期：", "发布于 "))
    source = draft.rng.choice(("", f"来源：{draft.truth.agency.short} ", "信息来源：本站 "))
    views = draft.rng.choice(("", " 浏览次数：128 次", " 字体：【大 中 小】 打印", " 阅读量:2024"))
    text = f"{source}{label}{date}{'】' if label[0] == '【' else ''}{views}"
    draft.blocks.insert(len(draft.truth.title), Paragraph(text, "chrome"))


@fault(0.25, kinds=ALL - NO_CHROME)
def clock(draft: Draft) -> None:
    """Today's date of whoever crawled the page."""
    text = draft.rng.choice(
        ("今天是：2026年11月22日 星期日", "当前时间：2026-11-22 10:20:31", "2026年3月5日 星期四 农历正月十七")
    )
    draft.blocks.insert(0, Paragraph(text, "chrome"))


@fault(0.5, kinds=ALL - NO_CHROME)
def menu(draft: Draft) -> None:
    words = (
        "首页",
        "政务公开",
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
        "互动交流",
    )
    style = draft.rng.randrange(3)
    if style == 0:
        lines = [" ".join(words)]
    elif style == 1:
        lines = list(words)
    else:
        lines = ["当前位置：" + " > ".join(words[:2] + words[5:6]) + " > " + draft.truth.agency.short]
    draft.blocks[:0] = [Paragraph(line, "chrome") for line in lines]


@fault(0.3, kinds=ALL - NO_CHROME)
def related_reports(draft: Draft) -> None:
    """Links to other years' and other agencies' reports after (or before) the text."""
    own = f"{draft.truth.agency.full}{draft.truth.year - 1}年政府信息公开工作年度报告"
    links = [own, *(decoy_sentence(draft.truth.agency, draft.rng) for _ in range(draft.rng.randint(1, 6)))]
    lines = [Paragraph(draft.rng.choice(("相关链接", "上一篇：" + own, "相关文章"))[:60], "chrome")]
    lines += [Paragraph(link, "chrome") for link in links]
    at = 0 if draft.rng.random() < 0.2 else len(draft.blocks)
    draft.blocks[at:at] = lines


@fault(0.5, kinds=ALL - NO_CHROME)
def footer(draft: Draft) -> None:
    agency, number = draft.truth.agency, draft.rng.randint(10000, 99999)
    draft.blocks += [
        Paragraph(
            f"主办单位：{agency.superior} 承办单位：{agency.superior.removesuffix('人民政府')}大数据中心", "chrome"
        ),
        Paragraph(f"网站标识码：{number}00001 备案号：ICP备{number}号 版权所有 © 2018-2026", "chrome"),
    ]


@fault(0.12, kinds=ALL - NO_CHROME)
def index_card(draft: Draft) -> None:
    """The card of 索引号, 发布机构, 文号 that stands over every document of a disclosure platform."""
    truth, year = draft.truth, draft.truth.year
    rows = [
        [
            "索引号",
            f"{draft.rng.randint(10**8, 10**9)}/{year + 1}-000{draft.rng.randint(10, 99)}",
            "主题分类",
            "政府信息公开年报",
        ],
        ["发布机构", truth.agency.full, "文号", draft.rng.choice(("无", "", f"〔{year + 1}〕3号"))],
        ["标题", "".join(truth.title), "有效性", "有效"],
    ]
    draft.blocks.insert(0, _decoy(rows))


@fault(0.06, kinds=ALL - {"scan"})
def older_statistics(draft: Draft) -> None:
    """The statistics table of before 2019, or last years' figures, printed beside the statutory tables."""
    rng, year = draft.rng, draft.truth.year
    if rng.random() < 0.5:
        rows = [
            ["指标名称", "单位", "统计数"],
            ["一、主动公开政府信息数", "条", str(rng.randint(20, 900))],
            ["1.政府网站公开政府信息数", "条", str(rng.randint(20, 900))],
            ["二、收到申请数", "件", str(rng.randint(1, 30))],
            ["三、行政复议数量", "件", str(rng.randint(1, 9))],
            ["四、行政诉讼数量", "件", str(rng.randint(1, 9))],
        ]
    else:
        rows = [["年度", "新收申请", "予以公开", "不予公开", "总计"]]
        rows += [[f"{y}年", *(str(rng.randint(1, 60)) for _ in range(4))] for y in (year - 2, year - 1, year)]
    section = rng.choice(("problems", "other"))
    at = next(
        (
            i
            for i, b in enumerate(draft.blocks)
            if isinstance(b, Paragraph) and b.role == "heading" and b.section == section
        ),
        None,
    )
    if at is not None:
        draft.blocks[at + 1 : at + 1] = [Paragraph("附：有关情况统计表", "prose", section), _decoy(rows)]
        draft.truth.prose.paragraphs[section].insert(0, "附：有关情况统计表")


@fault(0.03, kinds={"html"})
def calendar(draft: Draft) -> None:
    days = [str(day) for day in range(1, 29)]
    rows = [list("日一二三四五六"), *(days[at : at + 7] for at in range(0, 28, 7))]
    draft.blocks.insert(0, _decoy(rows))


@fault(0.08, kinds=ALL - {"scan"})
def table_notes(draft: Draft) -> None:
    """A note under a table, with last year's figure in it."""
    key = draft.rng.choice(("requests", "disputes", "proactive"))
    at = max((i for i, b in enumerate(draft.blocks) if isinstance(b, PrintedTable) and b.key == key), default=None)
    if at is not None:
        text = draft.rng.choice(("注：上年度为3件。", "备注：本表由局办公室填报，数据截至12月31日。", "（单位：件）"))
        draft.blocks.insert(at + 1, Paragraph(text, "note", key))


@fault(0.06)
def unit_line_over_table(draft: Draft) -> None:
    draft.blocks.insert(_before_table(draft, "requests"), Paragraph("单位：件", "note", "requests"))


@fault(0.05, kinds=ALL - {"xlsx", "scan"})
def headings_inside_title_page(draft: Draft) -> None:
    """A table of contents before the text: every heading stands twice."""
    contents = [Paragraph("目 录", "chrome")]
    contents += [Paragraph(f"{p.text}\u2026\u2026{n + 1}", "chrome") for n, p in enumerate(draft.paragraphs("heading"))]
    at = len(draft.truth.title)
    title_end = next((i for i, b in enumerate(draft.blocks) if isinstance(b, Paragraph) and b.role == "title"), 0) + at
    draft.blocks[title_end:title_end] = contents


@fault(0.03, kinds={"html"})
def page_printed_twice(draft: Draft) -> None:
    """The desktop's and the telephone's copy of the text in the same page."""
    draft.style["twice"] = True
