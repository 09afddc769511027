"""Dates as published pages print them: behind bullets, under labels of their own, beside clocks, in any figures."""

from __future__ import annotations

import datetime as dt

import pytest

from gongkai.document.model import Block
from gongkai.reading.metadata import Metadata, metadata_of
from gongkai.reading.outline import find_outline
from tests.reading.lines import body, document, lines

AGENCY = "安平县水利局"
TITLE = "安平县水利局2023年政府信息公开工作年度报告"
UNDATED = "安平县水利局政府信息公开工作年度报告"
DAY = dt.date(2024, 1, 30)


def metadata(*before: str, after: tuple[str, ...] = ()) -> Metadata:
    texts = body()
    texts[1] = "我局扎实推进政府信息公开工作。"
    blocks: tuple[Block, ...] = lines(*before, *texts, *after)
    return metadata_of(document(blocks), blocks, find_outline(blocks))


@pytest.mark.parametrize(
    "printed",
    [
        ("●发布日期：2024-01-30",),
        ("·2024-01-30",),
        ("• 2024-01-30 15:59",),
        ("★2024-01-30",),
        ("▪ 发布时间：2024年1月30日",),
        (
            "发布时间：",
            "2024-01-30 10:22",
        ),
        (
            "• 发布日期",
            "2024-01-30",
        ),
        (
            "发布日期",
            "2024-01-30",
        ),
        (
            "【发布时间】",
            "2024-01-30 10:22:11",
        ),
        ("发布时间：二〇二四年一月三十日",),
        ("发布时间：２０２４－０１－３０",),
        ("发布时间：２０２４年１月３０日",),
        ("发布时间:2024.1.30",),
        ("发布时间:2024/1/30",),
        ("发布时间:20240130",),
        ("日期：2024.01.30",),
        ("2024.01.30 来源：县水利局",),
        ("2024/01/30 10:22 浏览次数：12",),
        ("20240130",),
        ("时间：2024-01-30T10:22:11",),
        ("发布时间：[2024-01-30 10:22]",),
        ("（2024-01-30）",),
        ("[2024-01-30]",),
        (
            "今天是2024年3月5日 星期二",
            "发布时间：2024-01-30",
        ),
        ("2024年3月5日 星期二 10:22:33 发布时间：2024-01-30",),
        ("公布时间：2024-01-30",),
        ("公开日期：2024年01月30日 成文日期：2024年01月12日",),
        ("成文日期：2024年01月12日 发布日期：2024年01月30日",),
        ("索引号：001 | 发文日期：2024-01-12 | 发布日期：2024-01-30",),
        ("来源：县水利局 发布时间：2024-01-30 10:22 点击数：12 打印 字号：大中小",),
        ("来源：县水利局　　2024-01-30　　浏览：33",),
        ("信息来源：县水利局 2024-01-30",),
        (
            "索引号：x 发布日期：",
            "2024-01-30",
        ),
        ("发布于：2024-01-30",),
        ("发布于 2024-01-30",),
        ("发表时间：2024年1月30日 10时22分",),
        ("更新时间：2024-02-20 发布时间：2024-01-30",),
        ("2024年01月30日 来源：县水利局",),
        ("2024年1月30日 10:22",),
        ("发布日期：2024年元月30日",),
        ("发 布 日 期 ： 2024-01-30",),
        ("发布日期 2024-01-30",),
        ("发布日期：2024 年 1 月 30 日",),
        ("发布日期|2024-01-30",),
        ("2024-01-30 10:22 县水利局",),
        ("县水利局 2024-01-30",),
        ("作者：办公室 时间：2024-01-30 阅读：3",),
        ("-- 2024-01-30 --",),
        ("2024-01-30 | 来源：县水利局 | 字号：大 中 小",),
        (
            "时间：2024-01-30 09:00:00",
            "来源：县水利局",
        ),
        ("发稿时间：2024-01-30",),
        ("时 间：2024-1-30",),
        ("上网日期：2024-01-30",),
        ("文章发布时间：2024-01-30",),
        ("【时间:2024-01-30】【来源:县水利局】",),
    ],
)
def test_a_date_stated_under_the_title_is_the_publication_date(printed: tuple[str, ...]) -> None:
    assert metadata(TITLE, *printed).published == DAY


@pytest.mark.parametrize(
    "printed",
    [
        ("●发布日期：2024-01-30",),
        ("▪ 发布时间：2024年1月30日",),
        (
            "发布时间：",
            "2024-01-30 10:22",
        ),
        (
            "• 发布日期",
            "2024-01-30",
        ),
        (
            "发布日期",
            "2024-01-30",
        ),
        (
            "【发布时间】",
            "2024-01-30 10:22:11",
        ),
        ("发布时间：二〇二四年一月三十日",),
        ("发布时间：２０２４－０１－３０",),
        ("发布时间：２０２４年１月３０日",),
        ("发布时间:2024.1.30",),
        ("发布时间:2024/1/30",),
        ("发布时间:20240130",),
        ("日期：2024.01.30",),
        ("2024.01.30 来源：县水利局",),
        ("时间：2024-01-30T10:22:11",),
        ("发布时间：[2024-01-30 10:22]",),
        (
            "今天是2024年3月5日 星期二",
            "发布时间：2024-01-30",
        ),
        ("2024年3月5日 星期二 10:22:33 发布时间：2024-01-30",),
        ("公布时间：2024-01-30",),
        ("公开日期：2024年01月30日 成文日期：2024年01月12日",),
        ("成文日期：2024年01月12日 发布日期：2024年01月30日",),
        ("索引号：001 | 发文日期：2024-01-12 | 发布日期：2024-01-30",),
        ("来源：县水利局 发布时间：2024-01-30 10:22 点击数：12 打印 字号：大中小",),
        ("来源：县水利局　　2024-01-30　　浏览：33",),
    ],
)
def test_a_labelled_date_above_the_title_is_the_publication_date_too(printed: tuple[str, ...]) -> None:
    assert metadata(*printed, TITLE).published == DAY


@pytest.mark.parametrize("printed", ["·2024-01-30", "2024-01-30 10:22:11", "20240130", "（2024-01-30）"])
def test_a_bare_date_above_the_title_may_be_a_clock(printed: str) -> None:
    assert metadata(printed, TITLE).published is None


@pytest.mark.parametrize(
    "prose",
    [
        "按照县政府做好编制发布工作的要求编制。本报告数据的统计期限从2024年1月1日至12月31止。",
        "本报告统计期限为2024年1月1日至12月31日，在县政府网站发布",
        "我局于2024年3月5日召开会议部署信息发布工作。",
    ],
)
def test_a_day_in_prose_that_speaks_of_publishing_is_no_day_of_publication(prose: str) -> None:
    assert metadata(TITLE, prose).published is None
    assert metadata(prose).published is None


@pytest.mark.parametrize(
    "clock",
    [
        "今天是2024年3月5日",
        "2024年3月5日 星期二",
        "现在是2024-03-05 10:22:33",
        "当前时间：2024-03-05",
        "系统时间：2024-03-05 10:22",
        "成文日期：2024-03-05",
        "生成日期：2024-03-05",
        "更新时间：2024-03-05",
        "截止日期：2024-03-05",
        "印发日期：2024-03-05",
        "服务器时间：2024-03-05",
        "访问时间：2024-03-05",
        "实施日期：2024-03-05",
        "发布时间：24-01-30",
    ],
)
def test_no_clock_and_no_other_date_is_the_publication_date(clock: str) -> None:
    assert metadata(TITLE, clock).published is None
    assert metadata(clock, TITLE).published is None


@pytest.mark.parametrize(
    ("tail", "signature"),
    [
        (
            (
                "安平县水利局",
                "2024.1.30",
            ),
            "安平县水利局",
        ),
        (
            (
                "安平县水利局",
                "2024-01-30",
            ),
            "安平县水利局",
        ),
        (
            (
                "安平县水利局",
                "2024/1/30",
            ),
            "安平县水利局",
        ),
        (
            (
                "安平县水利局",
                "二〇二四年一月三十日",
            ),
            "安平县水利局",
        ),
        (
            (
                "安平县水利局",
                "2024年元月30日",
            ),
            "安平县水利局",
        ),
        (
            (
                "安平县水利局",
                "２０２４年１月３０日",
            ),
            "安平县水利局",
        ),
        (("安平县水利局2024年1月30日",), "安平县水利局"),
        (
            (
                "报告单位：安平县水利局",
                "2024年1月30日",
            ),
            "安平县水利局",
        ),
        (
            (
                "安平县水利局（盖章）",
                "2024年1月30日",
            ),
            "安平县水利局",
        ),
        (
            (
                "2024年1月30日",
                "安平县水利局",
            ),
            "安平县水利局",
        ),
        (
            (
                "第十师一八八团",
                "2024年1月30日",
            ),
            "第十师一八八团",
        ),
        (
            (
                "安平县水利局",
                "2024年1月30日",
                "发布时间：2024-02-05",
            ),
            "安平县水利局",
        ),
        (("安平县水利局 2024.1.30",), "安平县水利局"),
        (
            (
                "安平县水利局",
                "2024年 1 月 30 号",
            ),
            "安平县水利局",
        ),
        (
            (
                "单位（盖章）：安平县水利局",
                "日期：2024年1月30日",
            ),
            "安平县水利局",
        ),
        (
            (
                "联系人：张三",
                "电话：123",
                "安平县水利局",
                "2024年1月30日",
            ),
            "安平县水利局",
        ),
        (
            (
                "附件：无",
                "",
                "安平县水利局",
                "2024年1月30日",
            ),
            "安平县水利局",
        ),
    ],
)
def test_the_day_under_over_or_beside_the_signature_is_the_day_signed(tail: tuple[str, ...], signature: str) -> None:
    found = metadata(TITLE, after=tail)
    assert (found.signature, found.signed) == (signature, DAY)


def test_a_date_of_publication_below_the_signature_is_not_the_day_signed() -> None:
    found = metadata(TITLE, after=(AGENCY, "2024年1月30日", "发布时间：2024-02-05"))
    assert (found.signed, found.published) == (DAY, dt.date(2024, 2, 5))


@pytest.mark.parametrize("line", ["2024-01-30", "2024.1.30"])
def test_a_day_in_figures_without_a_name_above_is_no_signature(line: str) -> None:
    assert metadata(TITLE, after=(line,)).signed is None


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("统计期限为2024.1.1-12.31", 2024),
        ("统计期限为2024年1月1日—2024年12月31日", 2024),
        ("统计期限2024/1/1至2024/12/31", 2024),
        ("统计期限自2024年1月至12月", 2024),
        ("统计期限为2024年1-12月", 2024),
        ("统计期限2024.01.01-2024.12.31", 2024),
        ("统计期限为二〇二四年一月一日至十二月三十一日", 2024),
        ("统计期限为2024年度", 2024),
        ("统计期限为2024-01-01至2024-12-31", 2024),
        ("统计期限为2023年1月1日至2023年12月31日", 2023),
        ("统计期限为2023年1月1日零时起至12月31日止", 2023),
        ("统计期限为2024年1月1日起，至12月31日止", 2024),
        ("统计期限为2022年1月1日至2023年12月31日", 2023),
        ("统计期限从2024年元月1日至12月31日", 2024),
        ("数据统计期限：2024年1月1日- 12月31日", 2024),
    ],
)
def test_the_year_of_a_stated_period_is_read_and_held_against_the_title(period: str, year: int) -> None:
    assert metadata(UNDATED, f"本报告{period}。").year == year
    found = metadata(TITLE, f"本报告{period}。")
    conflict = [each.code for each in found.doubts if each.code == "year-conflict"]
    assert (found.year, bool(conflict)) == (2023, year != 2023 or "2022" in period)
