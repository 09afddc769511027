"""A year's notice as an operator imports it: real pages give the known calendar, what was copied wrongly is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongkai.errors import InvalidCase
from gongkai.law.clock.calendar import Calendar, Notice
from gongkai.law.clock.notice import parse_notice

PAGES = Path(__file__).parents[2] / "data" / "law" / "holiday-notices"
KNOWN = Calendar.known()
AMENDED = {dt.date(2019, 4, 28), dt.date(2019, 5, 2), dt.date(2019, 5, 3), dt.date(2019, 5, 5)}
"""What another notice changed in March 2019."""


def page(year: int) -> str:
    return (PAGES / f"{year}.txt").read_text("utf-8")


def table(notice: Notice, head: str = "", cut: str = ",") -> str:
    rows = [(day, "休", name) for day, name in notice.off.items()] + [(day, "班", "") for day in notice.work]
    return head + "\n".join(cut.join((day.isoformat(), *rest)).rstrip(cut) for day, *rest in sorted(rows))


@pytest.mark.parametrize("year", [2019, 2025, 2026])
def test_a_page_gives_the_calendar_that_is_known(year: int) -> None:
    imported = Calendar([parse_notice(page(year))])
    day = dt.date(year, 1, 1)
    while day.year == year and (day.month, day.day) < (12, 28):
        assert (
            imported.is_working(day) is not KNOWN.is_working(day)
            if day in AMENDED
            else (imported.is_working(day) is KNOWN.is_working(day))
        ), day
        day += dt.timedelta(days=1)


def test_a_page_moves_days_of_the_december_before() -> None:
    notice = parse_notice(page(2019))
    assert notice.year == 2019
    assert dt.date(2018, 12, 29) in notice.work
    assert notice.off[dt.date(2018, 12, 31)] == "元旦"
    assert notice.off[dt.date(2019, 1, 1)] == "元旦"


def test_names_of_festivals_are_kept() -> None:
    notice = parse_notice(page(2025))
    assert notice.off[dt.date(2025, 10, 8)] == "国庆节、中秋节"
    assert notice.off[dt.date(2025, 5, 31)] == "端午节"


def test_line_breaks_and_half_width_signs_change_nothing() -> None:
    text = page(2026)
    assert parse_notice(text.replace("\n", " ")) == parse_notice(text)
    assert parse_notice(text.replace("。", "。\n").replace("至", "至\n")) == parse_notice(text)
    assert parse_notice(text.translate(str.maketrans("（）：", "():"))) == parse_notice(text)


@pytest.mark.parametrize("head", ["", "日期,安排,节日\n"])
@pytest.mark.parametrize("cut", [",", "\t", " "])
@pytest.mark.parametrize("year", [2020, 2026])
def test_a_table_gives_the_same_notice(year: int, cut: str, head: str) -> None:
    known = KNOWN.notices[year]
    read = parse_notice(table(known, head, cut))
    assert (read.year, dict(read.off), read.work) == (year, dict(known.off), known.work)


def test_a_table_may_write_dates_and_words_otherwise() -> None:
    rows = "2027/1/1,放假,元旦\n2027.5.1,off,劳动节\n2027-10-1,休,国庆节\n2027-10-9,WORK\n2027-10-10,上班"
    read = parse_notice(rows)
    assert dict(read.off) == {
        dt.date(2027, 1, 1): "元旦",
        dt.date(2027, 5, 1): "劳动节",
        dt.date(2027, 10, 1): "国庆节",
    }
    assert read.work == {dt.date(2027, 10, 9), dt.date(2027, 10, 10)}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("共9天", "共8天", "“春节”写明8天，而所列日期是9天"),
        ("1月4日（周日）上班", "1月4日（周六）上班", "2026-01-04是星期日"),
        ("10月1日（周四）至7日（周三）", "10月1日（周四）至7日（周四）", "2026-10-07是星期三"),
        ("2月14日（周六）、2月28日（周六）上班", "2月14日（周六）、2月30日（周六）上班", "没有2026年2月30日"),
        ("5月9日（周六）上班", "5月8日上班", "本来就上班"),
        ("5月9日（周六）上班", "5月5日上班", "出现了两次"),
        ("5月9日（周六）上班", "5月9日（周六）", "没有写明放假还是上班"),
        ("六、中秋节：9月25日", "六、中秋节：25日", "没有写明月份"),
        ("6月19日（周五）至21日（周日）放假，共3天", "6月19日至6日放假", "不是先后相连"),
        ("6月19日（周五）至21日（周日）放假，共3天", "6月19日至18日放假", "不是先后相连"),
        ("6月19日（周五）至21日（周日）放假，共3天", "6月19日至2026年7月19日放假", "不是先后相连"),
        ("七、国庆节：10月1日", "七、国庆节：10月2日", "2026-10-02是星期五"),
        ("5月1日（周五）至5日（周二）放假调休，共5天", "5月2日放假", "没有5月1日放假"),
        ("9月20日（周日）、10月10日（周六）上班", "2027年1月9日上班", "2026年的安排里有2027-01-09"),
        ("9月20日（周日）、10月10日（周六）上班", "2025年11月29日上班", "2026年的安排里有2025-11-29。 一次"),
        ("现将2026年元旦", "现将元旦", "没有写明年份"),
    ],
)
def test_what_was_copied_wrongly_is_said(old: str, new: str, said: str) -> None:
    text = page(2026).replace("国务院办公厅关于2026年部分节假日安排的通知", "")
    assert old in text
    with pytest.raises(InvalidCase, match=said):
        parse_notice(text.replace(old, new))


def test_a_page_without_its_list_is_said() -> None:
    with pytest.raises(InvalidCase, match="逐个节日"):
        parse_notice("现将2027年元旦、春节放假安排通知如下。")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "空的"),
        (" \n\t", "空的"),
        ("日期,安排,节日", "没有日期"),
        ("2027-13-01,休,元旦", "第1行的“2027-13-01”不是日期"),
        ("2027-01-01,休,元旦\nx,休,元旦", "第2行的“x”不是日期"),
        ("2027-01-01,休", "第1行没有写明节日"),
        ("2027-01-01,休,", "第1行没有写明节日"),
        ("2027-01-01,假,元旦", "第1行的“假”应为"),
        ("2027-01-01", "第1行的“”应为"),
        ("2027-01-01,休,元旦", "没有5月1日、10月1日放假"),
        ("2027-01-01,休,元旦\n2027-05-01,休,劳动节", "没有10月1日放假"),
    ],
)
def test_a_table_that_cannot_be_meant_is_said(rows: str, said: str) -> None:
    with pytest.raises(InvalidCase, match=said):
        parse_notice(rows)


@pytest.mark.parametrize(("more", "refused"), [(57, False), (58, True)])
def test_a_year_mostly_off_is_no_notice(more: int, refused: bool) -> None:
    rows = [f"2027-{month:02}-01,休,节" for month in (1, 5, 10)]
    rows += [f"{dt.date(2027, 6, 1) + dt.timedelta(days=each)},休,节" for each in range(more)]
    if refused:
        with pytest.raises(InvalidCase, match="61天放假，过多"):
            parse_notice("\n".join(rows))
    else:
        assert len(parse_notice("\n".join(rows)).off) == 60
