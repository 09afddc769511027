"""The words of a page as a text whose characters know their places, and what screening finds in a file's own tables."""

from __future__ import annotations

import pytest

from gongkai.redaction import Box, PageWords, Sign
from gongkai.redaction.finding import hits, words
from gongkai.redaction.finding.laid import Laid, between, boxes, readings, tight
from gongkai.redaction.opening.recognised import page_words
from gongkai.screening import Screen
from gongkai.settings import DEFAULT_SETTINGS, Settings
from tests.redaction.kit import DAY, as_file, drawn
from tests.screening.build import identity, word, workbook

ID = identity()
SCREEN = Screen.of(day=DAY)
BARE = Settings(redaction_margin=0, redaction_scan_margin=0)


def row(text: str, top: float = 10, left: float = 10, step: float = 2) -> tuple[Sign, ...]:
    """Signs side by side, two hundredths wide and high."""
    return tuple(Sign(each, Box(left + step * at, top, left + step * at + 2, top + 2)) for at, each in enumerate(text))


def laid(*signs: Sign) -> Laid:
    (only,) = readings(PageWords(1, 1, signs), DEFAULT_SETTINGS)
    return only


def test_lines_and_gaps_are_told_by_places() -> None:
    made = laid(*row("甲乙"), *row("丙", left=20), *row("丁", top=14))
    assert (made.text, made.at) == ("甲乙 丙\n丁", (0, 1, -1, 2, -1, 3))
    assert (tight(made).text, tight(made).at) == ("甲乙丙丁", (0, 1, 2, 3))


def test_signs_that_stand_for_several_keep_one_place() -> None:
    made = laid(*row("㎡Ａ"), Sign("　", Box(20, 10, 22, 12)))
    assert (made.text.strip(), made.at[:3]) == ("m2A", (0, 0, 1))


@pytest.mark.parametrize(
    ("other", "aspect", "expected"),
    [
        (Box(12, 10, 14, 12), 1, ""),
        (Box(13.1, 10, 14, 12), 1, ""),
        (Box(13.3, 10, 14, 12), 1, " "),
        (Box(13.1, 10, 14, 12), 1.4, " "),
        (Box(6, 10, 8, 12), 1, " "),
        (Box(12, 10.9, 14, 12.9), 1, ""),
        (Box(12, 11.1, 14, 13.1), 1, "\n"),
        (Box(12, 8.9, 14, 10.9), 1, "\n"),
        (Box(12, 11.5, 14, 11.9), 1, ""),
    ],
)
def test_what_stands_between_two_signs(other: Box, aspect: float, expected: str) -> None:
    assert between(Box(10, 10, 12, 12), other, aspect, DEFAULT_SETTINGS) == expected


def test_a_box_for_each_line_holds_all_signs_and_a_margin() -> None:
    made = laid(*row("甲乙丙"), *row("丁", top=14))
    assert boxes(made, 0, 5, BARE) == [Box(10, 10, 16, 12), Box(10, 14, 12, 16)]
    assert boxes(made, 1, 2, BARE) == [Box(12, 10, 14, 12)]
    (wide,) = boxes(made, 1, 2, Settings(redaction_margin=0.5))
    assert wide == Box(11, 9, 15, 13)
    (stretched,) = boxes(Laid(1, "甲", row("甲"), (0,), 0.5, True), 0, 1, Settings(redaction_margin=0))
    assert stretched == Box(8, 10, 14, 12)
    (edge,) = boxes(laid(*row("甲", top=0, left=0)), 0, 1, Settings(redaction_margin=2))
    assert edge == Box(0, 0, 6, 6)
    (corner,) = boxes(laid(*row("甲", top=98, left=98)), 0, 1, Settings(redaction_margin=2))
    assert corner == Box(94, 94, 100, 100)


def test_uneven_signs_of_a_line_are_held_by_one_box() -> None:
    uneven = (Sign("甲", Box(10, 10, 12, 12)), Sign("乙", Box(12, 9.5, 13, 12.5)))
    assert boxes(laid(*uneven), 0, 2, BARE) == [Box(10, 9.5, 13, 12.5)]


def test_a_recognised_run_is_parted_by_the_width_of_its_signs() -> None:
    run = Sign("甲1乙", Box(10, 10, 10 + 2.55 * 4, 14))
    (made,) = readings(PageWords(1, 1, recognised=(run,)), DEFAULT_SETTINGS)
    assert made.recognised and made.text == "甲1乙"
    assert [round(each.box.left, 6) for each in made.signs] == [10, 14, 16.2]
    assert [round(each.box.right, 6) for each in made.signs] == [14, 16.2, 20.2]
    assert {(each.box.top, each.box.bottom) for each in made.signs} == {(10, 14)}


def test_a_recognised_run_that_stands_upright_is_parted_downwards() -> None:
    (made,) = readings(PageWords(1, 1, recognised=(Sign("甲乙", Box(10, 20, 12, 24)),)), DEFAULT_SETTINGS)
    assert [each.box for each in made.signs] == [Box(10, 20, 12, 22), Box(10, 22, 12, 24)]
    (lying,) = readings(PageWords(1, 3, recognised=(Sign("甲乙", Box(10, 20, 12, 24)),)), DEFAULT_SETTINGS)
    assert [each.box for each in lying.signs] == [Box(10, 20, 11, 24), Box(11, 20, 12, 24)]


def test_a_page_may_be_read_both_ways() -> None:
    both = PageWords(1, 1, row("甲"), row("乙"))
    assert [(each.text, each.recognised) for each in readings(both, DEFAULT_SETTINGS)] == [("甲", False), ("乙", True)]


@pytest.mark.parametrize(
    ("word_", "text", "places"),
    [
        ("甲", "甲乙甲", [(0, 1), (2, 3)]),
        ("甲甲", "甲甲甲", [(0, 2), (1, 3)]),
        ("abc", "xABCx", [(1, 4)]),
        ("丁", "甲乙", []),
        ("", "甲", []),
        ("x", "İx", [(1, 2)]),
    ],
)
def test_every_place_of_a_word_in_a_text(word_: str, text: str, places: list[tuple[int, int]]) -> None:
    made = Laid(1, text, row(text), tuple(range(len(text))), 1, False)
    assert list(words.places(word_, made)) == places


def test_hits_on_lines_are_told_with_their_places() -> None:
    text = f"第一行\n编号身份证号{ID}。\n电话13812345678"
    made = Laid(1, text, row("甲"), (0,) * len(text), 1, False)
    found = {text[start:end]: kind for start, end, kind in hits.on_lines(made, SCREEN)}
    assert found == {ID: "identity-number", "13812345678": "mobile-number"}


def test_what_a_documents_own_text_and_tables_say_is_found() -> None:
    said, problem = hits.in_file(word(f"身份证号{ID}，此后的文字"), SCREEN)
    assert (said, problem) == ((hits.Said(ID.lower(), "identity-number"),), "")
    table = workbook([["姓名", "出生日期"], ["李某", "1987年4月12日"]])
    assert hits.in_file(table, SCREEN) == ((hits.Said("1987年4月12日", "birth-date"),), "")
    unheaded = workbook([["甲", "乙"], ["李某", "1987年4月12日"]])
    assert hits.in_file(unheaded, SCREEN) == ((), "")


def test_what_a_document_hides_is_not_looked_for_on_its_pages() -> None:
    def hide(file: object) -> None:
        file.paragraphs[0].add_run(ID).font.hidden = True  # type: ignore[attr-defined]

    assert hits.in_file(word("正文", then=hide), SCREEN) == ((), "")


def test_a_picture_has_no_tables_and_a_damaged_file_says_so() -> None:
    assert hits.in_file(as_file(drawn("甲")), SCREEN) == ((), "")
    said, problem = hits.in_file(b"%PDF-1.7\n", SCREEN)
    assert said == () and problem.startswith("筛查没有读到表格（")


def test_a_picture_is_not_recognised_where_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.document.fronts.ocr.engine.available", lambda: False)
    made = page_words(3, row("甲"), drawn("甲", size=(80, 40)), "这一页是图片", recognise=True)
    assert (made.page, made.aspect, made.looked, len(made.signs)) == (3, 2, False, 1)
    assert "没有安装文字识别组件" in made.unread
    made = page_words(3, row("甲"), drawn("甲", size=(80, 40)), "这一页是图片", recognise=False)
    assert (made.aspect, made.unread, len(made.signs)) == (2, "这一页是图片，其中的文字没有识别", 1)


def test_in_a_table_that_lists_persons_an_age_below_its_heading_tells_a_minor() -> None:
    listed = workbook([["姓名", "年龄"], ["李小明", "9"], ["王小红", "8"], ["张小刚", "7"]])
    other = workbook([["项目", "年龄"], ["甲组", "9"], ["乙组", "8"], ["丙组", "7"]])
    assert {each.kind for each in hits.in_file(listed, SCREEN)[0]} == {"minor"}
    assert hits.in_file(other, SCREEN)[0] == ()


@pytest.mark.parametrize(
    ("word_", "common"), [("9", True), ("12345", True), ("123456", False), ("李某", False), ("", False)]
)
def test_a_short_figure_is_not_looked_for_by_itself(word_: str, common: bool) -> None:
    assert hits.is_common(word_) is common
