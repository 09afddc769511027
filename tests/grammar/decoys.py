"""What stands on a page beside the form: other tables, menus, charts, page numbers, prose with figures."""

from __future__ import annotations

from tests.grammar.draft import Block, Column, Draft, Element, Figure, Paragraph, Row, Table

MENU = "首页 政务公开 政务服务 互动交流 走进{place} 数据开放"
CRUMBS = "当前位置：首页 > 政务公开 > 政府信息公开年报 > {year}年"
WATERMARKS = ("{agency}", "内部资料 注意保存", "www.gov.example.cn", "政府信息公开专用")
PAGE_MARKS = ("- {n} -", "— {n} —", "第 {n} 页", "第{n}页 共9页", "·{n}·")


def _table(caption: str, heads: list[str], rows: list[tuple[str, list[str]]]) -> list[Element]:
    columns = [Column(f"c{n}", head) for n, head in enumerate(heads[1:])]
    block = Block(
        "overview", "", heads[0], columns, [Row("x", name, [Figure(None, t) for t in texts]) for name, texts in rows]
    )
    return [Paragraph(caption), Table([block])]


def statistics(draft: Draft) -> list[Element]:
    """数量 and 占比 of what the form asks, as section one likes to show it."""
    rng = draft.rng
    names = ("本年新收政府信息公开申请数量", "予以公开", "部分公开", "不予公开", "无法提供", "行政许可", "行政处罚")
    rows = [(name, [str(rng.randint(0, 90)), f"{rng.randint(1, 99)}.{rng.randint(0, 9)}%"]) for name in names]
    return _table("表1 依申请公开办理情况统计", ["指标", "数量", "占比"], rows)


def monthly(draft: Draft) -> list[Element]:
    """A month's work per row."""
    rng = draft.rng
    rows = [(f"{month}月", [str(rng.randint(0, 80)), str(rng.randint(0, 20))]) for month in range(1, 13)]
    return _table("表2 各月主动公开信息数量", ["月份", "网站发布（条）", "新媒体发布（条）"], rows)


def channels(draft: Draft) -> list[Element]:
    """Ways by which requests came, with a total of its own."""
    rng = draft.rng
    rows = [(name, [str(rng.randint(0, 30))]) for name in ("当面申请", "信函申请", "网络申请", "总计")]
    return _table("申请渠道分布", ["渠道", "件数"], rows)


def last_year(draft: Draft) -> list[Element]:
    """Two years beside each other, in section one."""
    rng, year = draft.rng, draft.truth.year
    names = ("新收申请", "结转申请", "答复申请", "行政复议", "行政诉讼")
    rows = [(name, [str(rng.randint(0, 90)), str(rng.randint(0, 90))]) for name in names]
    return _table("近两年依申请公开情况对比", ["项目", f"{year - 1}年", f"{year}年"], rows)


def chart(draft: Draft) -> list[Element]:
    """A chart's text: axis, legend and figures without their picture."""
    rng, year = draft.rng, draft.truth.year
    years = "  ".join(str(year - n) for n in (2, 1, 0))
    numbers = "  ".join(str(rng.randint(10, 900)) for _ in range(3))
    return [Paragraph("图1 近三年主动公开信息数量（单位：条）"), Paragraph(years), Paragraph(numbers)]


def old_table(draft: Draft) -> list[Element]:
    """Last year's section three, added at the end for comparison."""
    block = draft.section("requests")[0]
    rows = []
    for row in block.rows:
        figures = [Figure(None, str(draft.rng.randint(0, 9))) for _ in row.figures]
        rows.append(Row(row.key, row.label, figures, row.path))
    old = Block(block.section, block.heading, block.corner, block.columns, rows)
    caption = f"附：{draft.truth.year - 1}年收到和处理政府信息公开申请情况（供对比）"
    return [Paragraph(caption), Table([old])]


def trend(draft: Draft) -> list[Element]:
    """A chart in section three: years on its axis, bare figures under it."""
    rng, year = draft.rng, draft.truth.year
    gap = rng.choice(("  ", "\t", " "))
    years = gap.join(f"{year - n}年" for n in (2, 1, 0))
    numbers = gap.join(str(rng.randint(1, 300)) for _ in range(3))
    return [Paragraph("图2 近三年收到政府信息公开申请数量变化"), Paragraph(years), Paragraph(numbers)]


def contents(draft: Draft) -> list[Element]:
    """A table of contents: every heading stands twice on the page."""
    from tests.grammar.labels import HEADINGS

    names = enumerate(HEADINGS.values())
    dots = draft.rng.choice(("……", "..........", "\t"))
    return [Paragraph("目录"), *(Paragraph(f"{'一二三四五六'[n]}、{name}{dots}{n * 2 + 1}") for n, name in names)]


def menu(draft: Draft) -> list[Element]:
    place = draft.truth.agency[:3]
    lines = [MENU.format(place=place), CRUMBS.format(year=draft.truth.year)]
    return [Paragraph(line, "menu") for line in lines]


IN_OVERVIEW = {
    "statistics": statistics,
    "monthly": monthly,
    "channels": channels,
    "last-year": last_year,
    "chart": chart,
}
AT_TOP = {"contents": contents, "menu": menu}

PROSE = {
    "proactive": (
        "全年主动公开政府信息{a}条，其中政府网站{b}条，政务新媒体{c}条。",
        "共召开新闻发布会{b}场，发布政策解读{c}篇。",
    ),
    "requests": (
        "其中通过网络渠道提交{a}件，当面提交{b}件，信函提交{c}件，均在20个工作日内答复。",
        "平均办理时长{b}个工作日，较上年缩短{c}天。",
    ),
    "disputes": ("全年行政机关负责人出庭应诉{b}次，出庭率100%。", "组织培训{b}期，培训人员{a}人次。"),
}


def prose_with_figures(draft: Draft, section: str) -> Paragraph:
    """A sentence of sections two to four with figures that belong to no cell."""
    rng = draft.rng
    text = rng.choice(PROSE[section])
    return Paragraph(text.format(a=rng.randint(20, 900), b=rng.randint(1, 15), c=rng.randint(1, 60)))


def furniture(draft: Draft, lines: list[str], how: str) -> list[str]:
    """Page numbers or a watermark between a table's lines."""
    rng = draft.rng
    result: list[str] = []
    mark = rng.choice(WATERMARKS if how == "watermark" else PAGE_MARKS)
    number = draft.style.get("page number", 1)
    every = rng.randint(25, 60)
    for count, line in enumerate(lines, 1):
        result.append(line)
        if count % every == 0:
            number += 1
            result.append(mark.format(n=number, agency=draft.truth.agency))
    draft.style["page number"] = number
    return result
