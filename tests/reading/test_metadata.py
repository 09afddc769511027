"""Who reports on which year, when it was published and signed: from title, preamble, closing and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.model import Block
from gongkai.reading.metadata import Metadata, metadata_of
from gongkai.reading.outline import find_outline
from gongkai.reading.title import parse_title
from tests.reading.lines import HEADINGS, PREAMBLE, TITLE, body, document, grid, lines, real, report


def metadata(blocks: tuple[Block, ...], title: str | None = None, **meta: str) -> Metadata:
    return metadata_of(document(blocks, title, **meta), blocks, find_outline(blocks))


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("重庆市九龙坡区白市驿镇人民政府2024年政府信息公开工作年度报告", "重庆市九龙坡区白市驿镇人民政府", 2024),
        ("2024年淮安市教育局政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市教育局政府信息公开2024年年报", "淮安市教育局", 2024),
        ("淮安市教育局2024年政府信息公开年报", "淮安市教育局", 2024),
        ("关于2024年度淮安市教育局政府信息公开工作情况的报告", "淮安市教育局", 2024),
        ("淮安市教育局关于2024年度政府信息公开工作情况的报告", "淮安市教育局", 2024),
        ("淮安市教育局关于2024年政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市教育局2024年度政府信息公开工作报告", "淮安市教育局", 2024),
        ("淮安市教育局2024年政务公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市自来水公司2024年信息公开年度报告", "淮安市自来水公司", 2024),
        ("二〇二四年淮安市教育局政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市教育局二○二四年政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市教育局二零二四年度政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市教育局（2024年度）政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市教育局 2024 年 政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("淮安市教育局２０２４年政府信息公开工作年度报告", "淮安市教育局", 2024),
        ("《淮安市教育局2024年政府信息公开工作年度报告》", "淮安市教育局", 2024),
        ("淮安市教育局2024年政府信息公开工作年度报告（公开版）", "淮安市教育局", 2024),
        ("2022年上海市政府信息公开工作年度报告", "上海市", 2022),
        ("2022年上海市人民政府信息公开工作年度报告", "上海市人民政府", 2022),
        ("国家税务总局珠海市香洲区税务局2023年政府信息公开工作年度报告", "国家税务总局珠海市香洲区税务局", 2023),
        ("国家新闻出版署（国家版权局）2019年政府信息公开工作年度报告", "国家新闻出版署(国家版权局)", 2019),
        ("中华人民共和国南京海关2021年政府信息公开工作年度报告", "中华人民共和国南京海关", 2021),
        ("西咸新区底张街道办事处2023年度政府信息公开工作年度报告", "西咸新区底张街道办事处", 2023),
        ("湖滨高新技术产业开发区管理委员会2024年政府信息公开工作年度报告", "湖滨高新技术产业开发区管理委员会", 2024),
        ("安平县住房公积金管理中心2024年政府信息公开工作年度报告", "安平县住房公积金管理中心", 2024),
        ("安平县第一中学2024年信息公开工作年度报告", "安平县第一中学", 2024),
        ("安平县文化广电和旅游局2024年政府信息公开工作年度报告", "安平县文化广电和旅游局", 2024),
        ("安平縣教育局2024年政府信息公開工作年度報告", "安平縣教育局", 2024),
        ("公布安平县发展和改革委员会2024年政府信息公开工作年度报告", "安平县发展和改革委员会", 2024),
        ("# 安平县公安局2024年政府信息公开工作年度报告", "安平县公安局", 2024),
        ("安平县人民政府办公室2024年政府信息公开工作年度报告", "安平县人民政府办公室", 2024),
        ("2024年政府信息公开工作年度报告", None, 2024),
        ("安平县司法局政府信息公开工作年度报告", "安平县司法局", None),
    ],
)
def test_a_title_names_agency_and_year(title: str, agency: str | None, year: int | None) -> None:
    plain = agency.replace("縣", "县") if agency else None
    assert parse_title(title) == (plain, year)


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开",
        "政府信息公开指南",
        "根据《条例》，现公布2024年政府信息公开工作年度报告。",
        "安平县2024年法治政府建设情况报告",
        "关于召开2024年政府信息公开工作会议的通知",
        "首页 > 政府信息公开 > 年度报告",
        "二、主动公开政府信息情况",
        "",
    ],
)
def test_other_texts_are_no_titles(text: str) -> None:
    assert parse_title(text) is None


@given(st.text(alphabet="安平县教育局2024年度政府信息公开工作年度报告（）《》 -_>", max_size=50))
def test_a_title_never_names_more_than_it_prints(text: str) -> None:
    found = parse_title(text)
    if found and found[0]:
        assert set(found[0]) <= set(text.replace("（", "(").replace("）", ")"))


@pytest.mark.parametrize(
    "printed",
    [
        (TITLE,),
        ("重庆市九龙坡区白市驿镇人民政府", "2024年政府信息公开工作年度报告"),
        ("重庆市九龙坡区白市驿镇人民政府", "", "2024年政府信息公开工作年度报告"),
        ("重庆市九龙坡区白市驿镇人民政府2024年", "政府信息公开工作年度报告"),
        ("重庆市九龙坡区白市驿镇人民政府202", "4年政府信息公开工作年度报告"),
        ("重庆市九龙坡区白市驿镇人民政府2024年政府", "信息公开工作年度报告"),
        ("重庆市九龙坡区白市驿镇人民政府", "2024年政府信息公开", "工作年度报告"),
        ("首页>政务公开>白市驿镇", TITLE, "发布日期：2025-01-21"),
        (
            "白市驿镇人民政府2022年政府信息公开工作年度报告",
            "白市驿镇人民政府2023年政府信息公开工作年度报告",
            "正文",
            "",
            TITLE,
        ),
        ("相关链接", "石板镇人民政府2023年政府信息公开工作年度报告", TITLE, "来源：白市驿镇"),
        ("上一篇：白市驿镇人民政府2023年政府信息公开工作年度报告", TITLE),
        ("政府信息公开年报", "政府信息公开指南", TITLE, "字体：大 中 小"),
        ("重庆市九龙坡区人民政府", "首页 走进九龙坡 政务公开", TITLE),
    ],
)
def test_the_title_is_found_among_menus_and_joined_where_it_was_broken(printed: tuple[str, ...]) -> None:
    found = metadata(report(*printed, PREAMBLE))
    assert (found.title, found.agency, found.year) == (TITLE, "重庆市九龙坡区白市驿镇人民政府", 2024)


def test_the_sign_of_the_place_above_is_not_part_of_a_full_title() -> None:
    found = metadata(report("石板镇人民政府", TITLE, PREAMBLE))
    assert found.agency == "重庆市九龙坡区白市驿镇人民政府"


@pytest.mark.parametrize(
    ("before", "after", "agency"),
    [
        # The longest name by which the report calls itself.
        (
            ("白市驿镇人民政府2024年政府信息公开工作年度报告",),
            ("重庆市九龙坡区白市驿镇人民政府", "2025年1月16日"),
            "重庆市九龙坡区白市驿镇人民政府",
        ),
        (
            ("路北街道2024年政府信息公开工作年度报告", "如有疑问，请与路北街道办事处党政办公室联系。"),
            (),
            "路北街道办事处",
        ),
        (("县教育局2024年政府信息公开工作年度报告",), ("安平县教育局", "2025年1月16日"), "安平县教育局"),
        (("上海市2024年政府信息公开工作年度报告", "本报告由上海市人民政府编制。"), (), "上海市人民政府"),
        # An office that only compiles is not the agency; nor is who is obeyed, publishes or is above.
        (
            (
                "淮安市洪泽区人民政府2024年政府信息公开工作年度报告",
                "本报告由淮安市洪泽区人民政府办公室根据《条例》编制。",
            ),
            (),
            "淮安市洪泽区人民政府",
        ),
        (("白市驿镇2024年政府信息公开工作年度报告", "在重庆市九龙坡区人民政府领导下，编制本报告。"), (), "白市驿镇"),
        (("来源：安平县人民政府办公室", "安平县教育局2024年政府信息公开工作年度报告"), (), "安平县教育局"),
        (
            ("安平县教育局2024年政府信息公开工作年度报告",),
            ("主办：河北省安平县教育局 技术支持：某公司",),
            "安平县教育局",
        ),
        (
            ("安平县人民政府2024年政府信息公开工作年度报告",),
            ("安平县人民政府办公室", "2025年1月16日"),
            "安平县人民政府",
        ),
        # Without a name in the title.
        (("2024年政府信息公开工作年度报告",), ("安平县司法局", "2025年1月16日"), "安平县司法局"),
        (
            ("2024年政府信息公开工作年度报告", "根据《条例》要求，现公布安平县司法局2024年政府信息公开工作年度报告。"),
            (),
            "安平县司法局",
        ),
        (
            ("2024年政府信息公开工作年度报告", "本报告由安平县司法局编制，如有疑问，请与安平县司法局办公室联系。"),
            (),
            "安平县司法局",
        ),
        (
            ("根据《条例》规定，特编制《如皋市人民政府办公室2024年政府信息公开工作年度报告》。",),
            (),
            "如皋市人民政府办公室",
        ),
        (
            ("如对本报告有疑问，请联系：杭州市滨江区人民政府长河街道办事处；联系电话：0571-86624908。",),
            (),
            "杭州市滨江区人民政府长河街道办事处",
        ),
    ],
)
def test_the_agency_is_the_longest_name_the_report_gives_itself(
    before: tuple[str, ...], after: tuple[str, ...], agency: str
) -> None:
    texts = [each.replace("白市驿镇认真", "认真").replace("2024年，", "") for each in body()]
    assert metadata(lines(*before, *texts, *after)).agency == agency


def test_the_subject_of_section_one_names_the_agency_where_nothing_else_does() -> None:
    texts = body()
    texts[1] = "2024年，安平县水利局坚持以公开为常态，不断提高工作水平。我局在县委、县政府领导下开展工作。"
    assert metadata(lines(*texts)).agency == "安平县水利局"


def test_the_documents_own_title_is_the_last_resort() -> None:
    texts = [each.replace("白市驿镇认真", "认真") for each in body()]
    found = metadata(lines(*texts), title="安平县水利局2024年政府信息公开工作年度报告_安平县人民政府")
    assert (found.agency, found.title) == ("安平县水利局", None)


@pytest.mark.parametrize("name", ["国家新闻出版署（国家版权局）", "安平縣教育局", "安平县发展和改革局(粮食局)"])
def test_names_and_titles_stand_as_they_were_printed(name: str) -> None:
    found = metadata(report(f"{name} 2024 年政府信息公开工作年度报告", PREAMBLE, after=(name, "2025年1月16日")))
    assert (found.title, found.agency, found.signature) == (f"{name}2024年政府信息公开工作年度报告", name, name)


def test_an_agency_or_year_that_is_not_named_is_doubted_not_invented() -> None:
    found = metadata(lines(HEADINGS[0], "工作平稳有序。", HEADINGS[1]))
    assert (found.agency, found.year) == (None, None)
    assert [doubt.code for doubt in found.doubts] == ["year-unknown", "agency-unknown"]


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("今天是2025年3月7日 星期五", "白市驿镇人民政府政府信息公开工作年度报告", PREAMBLE), 2024),
        (("本报告数据统计期限自2023年1月1日起至2023年12月31日止。",), 2023),
        (("本报告数据统计期限为2023年1月1日—12月31日。",), 2023),
        (("本报告数据统计期限为二〇二三年1月1日至12月31日。",), 2023),
        (("发布日期：2025-01-21", "现将2024年度政府信息公开工作情况报告如下。"), 2024),
        (("安平县教育局2024年政府信息公开工作年度报告", "发布时间：2025-02-01"), 2024),
        (("截止2023年12月31日我局通过网站发布信息34条。",), 2023),
        (("截至2023年12月31日，我局通过网站发布信息34条。", "2024年1月，我局更新了公开指南。"), 2023),
        (("截至二〇二三年十二月三十一日，我局发布信息34条。",), 2023),
        (("截至2023年12月31日，我局累计发布信息340条，2024年发布34条。",), 2024),
    ],
)
def test_the_year_is_the_one_reported_on(texts: tuple[str, ...], year: int) -> None:
    plain = [each.replace("2024年，", "") for each in body()]
    assert metadata(lines(*texts, *plain)).year == year


def test_a_title_and_a_period_of_different_years_are_doubted() -> None:
    found = metadata(report(TITLE, PREAMBLE.replace("2024", "2023")))
    assert found.year == 2024
    assert [doubt.code for doubt in found.doubts] == ["year-conflict"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("日期: 2025-01-21", dt.date(2025, 1, 21)),
        ("发布日期：2025年1月21日", dt.date(2025, 1, 21)),
        ("发布时间：2025-01-21 10:33:05", dt.date(2025, 1, 21)),
        ("时间：2025/1/21 浏览次数：12", dt.date(2025, 1, 21)),
        ("来源：区人民政府办公室 时间：2025-01-21 10:01", dt.date(2025, 1, 21)),
        ("2025-01-21 10:33 来源：白市驿镇 【字体：大 中 小】", dt.date(2025, 1, 21)),
        ("2025-01-21", dt.date(2025, 1, 21)),
        ("【发布时间：2025-01-21】 【打印】", dt.date(2025, 1, 21)),
        ("索 引 号 | 0144/2025-1 | 发布日期 | 2025-01-21 |", dt.date(2025, 1, 21)),
        ("成文日期：2025年1月16日", None),
        ("生成日期：2025-01-16", None),
        ("今天是2025年3月7日 星期五", None),
        ("2025年3月7日 星期五 农历正月初八", None),
        ("更新时间", None),
        ("发布日期：2025-13-41", None),
        ("发布日期：", None),
    ],
)
def test_the_publication_date_is_the_stated_one(line: str, published: dt.date | None) -> None:
    assert metadata(report(TITLE, line, PREAMBLE)).published == published


def test_the_publication_date_is_found_in_a_table_of_document_data() -> None:
    table = grid(1, ("索引号", "0144/2025-1"), ("成文日期", "2025-01-16"), ("发布日期", "2025-01-21"))
    assert metadata((table, *report(TITLE, PREAMBLE))).published == dt.date(2025, 1, 21)


def test_a_label_and_its_date_on_two_lines_belong_together() -> None:
    assert metadata(report(TITLE, "发布时间：", "2025-01-21 09:00", PREAMBLE)).published == dt.date(2025, 1, 21)


def test_the_pages_metadata_is_used_only_where_the_page_states_no_date() -> None:
    blocks = report(TITLE, PREAMBLE)
    assert metadata(blocks, pubdate="2025-01-22 08:00").published == dt.date(2025, 1, 22)
    assert metadata(report(TITLE, "日期：2025-01-21"), pubdate="2025-01-22").published == dt.date(2025, 1, 21)
    assert metadata(blocks, pubdate="2019-01-22").published is None


@pytest.mark.parametrize(
    ("tail", "signature", "signed"),
    [
        (("安平县教育局", "2025年1月16日"), "安平县教育局", dt.date(2025, 1, 16)),
        (("安平县教育局", "二〇二五年一月十六日"), "安平县教育局", dt.date(2025, 1, 16)),
        (("安平县教育局", "二○二五年十一月二十六日"), "安平县教育局", dt.date(2025, 11, 26)),
        (("安平县教育局 2025年1月16日",), "安平县教育局", dt.date(2025, 1, 16)),
        (("安平县教育局", "", "    2025 年 1 月 16 日", "", "（此件公开发布）"), "安平县教育局", dt.date(2025, 1, 16)),
        (("安平县教育局", "安平县体育局", "2025年1月16日"), "安平县教育局、安平县体育局", dt.date(2025, 1, 16)),
        (("安平县教育局", "2025年1月16日（此件公开发布）"), "安平县教育局", dt.date(2025, 1, 16)),
        (("2025年1月16日",), None, dt.date(2025, 1, 16)),
        (("安平县教育局",), "安平县教育局", None),
        (("发布日期：2025年1月21日",), None, None),
        (("（联系人：张三，电话：0317-123456）",), None, None),
    ],
)
def test_the_signed_date_is_the_one_under_the_signature(
    tail: tuple[str, ...], signature: str | None, signed: dt.date | None
) -> None:
    found = metadata(report(TITLE, "日期：2025-02-03", PREAMBLE, after=tail))
    assert (found.signature, found.signed, found.published) == (signature, signed, dt.date(2025, 2, 3))


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("区政府：", "区政府"),
        ("区政府办公室、区政务公开办：", "区政府办公室、区政务公开办"),
        ("安平县人民政府:", "安平县人民政府"),
        ("字体：", None),
        ("发布日期：", None),
        ("现将有关情况报告如下：", None),
    ],
)
def test_the_addressee_is_the_line_under_the_title(line: str, addressee: str | None) -> None:
    assert metadata(report(TITLE, line, PREAMBLE)).addressee == addressee


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("baishiyi-2024.txt", ("重庆市九龙坡区白市驿镇人民政府", 2024, dt.date(2025, 1, 21), None, None)),
        ("guoliang-2024.txt", ("重庆市大足区国梁镇人民政府", 2024, None, dt.date(2025, 1, 16), "区政府")),
        ("lubei-2024.txt", ("路北街道办事处", 2024, None, None, None)),
    ],
)
def test_the_real_reports_say_who_and_when(name: str, expected: tuple[object, ...]) -> None:
    found = metadata(real(name))
    assert (found.agency, found.year, found.published, found.signed, found.addressee) == expected
    assert found.doubts == ()
