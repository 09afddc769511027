from __future__ import annotations

import pytest

from gongkai.document.fronts.docx_numbering import format_number
from tests.document.office_samples import cell, grids, lines, par, read, row, table, texts

SERIES = {
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 105: "一百〇五", 110: "一百一十"},
    "japaneseCounting": {6: "六", 12: "十二", 40: "四十"},
    "chineseCountingThousand": {100: "一百", 1001: "一千〇一", 12345: "一二三四五"},
    "ideographDigital": {1: "一", 10: "一〇", 24: "二四"},
    "chineseLegalSimplified": {1: "壹", 12: "壹拾贰"},
    "decimal": {1: "1", 120: "120"},
    "decimalZero": {1: "01", 12: "12"},
    "decimalFullWidth": {12: "１２"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "upperRoman": {4: "IV", 9: "IX", 14: "XIV", 1999: "MCMXCIX"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 28: "bb"},
    "none": {3: ""},
    "somethingNew": {3: "3"},
}


@pytest.mark.parametrize(("style", "number"), [(style, number) for style in SERIES for number in SERIES[style]])
def test_a_number_is_written_in_its_format(style: str, number: int) -> None:
    assert format_number(number, style) == SERIES[style][number]


def level(at: int, text: str, style: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def listing(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(text: str, at: int = 0, num: str = "1", more: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
    return par(text, properties=more + numbering) if text else par(properties=more + numbering)


OFFICIAL = listing(level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting"), level(2, "%3."))


def test_headings_get_the_numbers_their_list_gives_them() -> None:
    body = item("总体情况") + item("主动公开", 1) + item("解读", 2) + item("回应", 2) + item("依申请", 1) + item("问题")
    assert lines(read(body + item("整改", 1), numbering=OFFICIAL)) == [
        "一、总体情况",
        "（一）主动公开",
        "1.解读",
        "2.回应",
        "（二）依申请",
        "二、问题",
        "（一）整改",
    ]


def test_plain_paragraphs_between_do_not_disturb_the_count() -> None:
    assert lines(read(item("甲") + par("正文") + item("乙"), numbering=OFFICIAL)) == ["一、甲", "正文", "二、乙"]


def test_a_bare_digit_keeps_its_distance_and_a_space_suffix_its_space() -> None:
    numbering = listing(level(0, "%1"), level(1, "%2)", more='<w:suff w:val="space"/>'))
    assert lines(read(item("甲") + item("乙", 1), numbering=numbering)) == ["1 甲", "1) 乙"]


def test_a_number_of_several_levels() -> None:
    numbering = listing(level(0, "%1", "chineseCounting"), level(1, "%1.%2 "), level(2, "%1.%2.%3 ", more="<w:isLgl/>"))
    body = item("甲") + item("乙", 1) + item("丙", 2)
    assert lines(read(body, numbering=numbering)) == ["一甲", "一.1 乙", "1.1.1 丙"]


def test_bullets_and_numbers_switched_off_leave_the_text_alone() -> None:
    numbering = listing(level(0, "\uf0b7", "bullet"))
    assert lines(read(item("甲") + item("乙", num="0") + item("丙", num="77"), numbering=numbering)) == [
        "甲",
        "乙",
        "丙",
    ]


def test_a_list_may_start_elsewhere_and_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("甲") + item("乙") + item("丙", num="2") + item("丁", num="2") + item("戊", num="3")
    numbering = listing(level(0, "%1."), nums=nums)
    assert lines(read(body, numbering=numbering)) == ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"]


def test_a_style_brings_its_number_and_its_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = listing(
        level(0, "%1、", "japaneseCounting", '<w:pStyle w:val="h1"/>'), level(1, "（%2）", "japaneseCounting")
    )
    body = par("总体", properties='<w:pStyle w:val="h1"/>') + par("公开", properties='<w:pStyle w:val="h2"/>')
    body += item("无号", num="0", more='<w:pStyle w:val="h1"/>') + par("问题", properties='<w:pStyle w:val="h1"/>')
    assert lines(read(body, styles=styles, numbering=numbering)) == ["一、总体", "（一）公开", "无号", "二、问题"]


def test_a_deleted_item_is_not_counted() -> None:
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    assert lines(read(item("甲") + gone + item("乙"), numbering=OFFICIAL)) == ["一、甲", "二、乙"]


def test_a_numbered_empty_paragraph_shows_its_number() -> None:
    numbering = listing(level(0, "%1"))
    document = read(table(row(cell(item("")), "规章"), row(cell(item("")), "其他")), numbering=numbering)
    assert texts(grids(document)[0]) == [["1", "规章"], ["2", "其他"]]


def test_labels_in_cells_get_their_numbers() -> None:
    document = read(
        table(row(cell(item("属于国家秘密", 2)), "0"), row(cell(item("第三方", 2)), "0")), numbering=OFFICIAL
    )
    assert [cells[0] for cells in texts(grids(document)[0])] == ["1.属于国家秘密", "2.第三方"]


def test_a_list_defined_by_a_style_is_followed() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "第%1条")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert lines(read(item("甲"), styles=styles, numbering=numbering)) == ["第1条甲"]
