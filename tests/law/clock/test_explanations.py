"""What a case is told in words and pictures: every day, why not yet, what would change it, and what moved."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from gongkai.law.clock.answer import Alarm, Due, in_order
from gongkai.law.clock.calendar import Calendar
from gongkai.law.clock.case import Case
from gongkai.law.clock.changed import changed_dates
from gongkai.law.clock.clock import Clock
from gongkai.law.clock.explanation import Explanation, explain_case
from gongkai.law.clock.settings import ClockSettings
from gongkai.law.clock.strip import days_svg
from gongkai.law.clock.text import explanation_text
from tests.law.casebook import Worked, cases
from tests.law.clock.kit import CLOCK, RECEIVED, UNANNOUNCED, answer, case

WEB = "arrived 2025-03-03 how=web"
SVG = "{http://www.w3.org/2000/svg}"


def explained(*lines: str, kind: str = "request", clock: Clock = CLOCK, **settings: object) -> Explanation:
    return explain_case(case(*lines, kind=kind, **settings), clock)


def kinds(due: Due | None) -> list[tuple[str, int | None, str]]:
    assert due is not None
    return [(each.day.isoformat()[5:], each.counts, each.kind) for each in due.steps]


def test_each_day_of_a_period_has_its_reason_and_provision() -> None:
    given = answer(
        "received 2025-09-26 how=counter",
        "third_party_asked 2025-09-29 who=甲 served=2025-09-29",
        "agency_asked 2025-09-29",
        "third_party_replied 2025-10-09",
        "agency_replied 2025-10-10",
    )
    assert kinds(given.due)[:17] == [
        ("09-28", 1, "counted"),
        ("09-29", 2, "counted"),
        ("09-30", None, "consulted"),
        *((f"10-0{day}", None, "festival") for day in range(1, 9)),
        ("10-09", None, "consulted"),
        ("10-10", None, "consulted"),
        ("10-11", 3, "counted"),
        ("10-12", None, "weekend"),
        ("10-13", 4, "counted"),
        ("10-14", 5, "counted"),
    ]
    assert given.due is not None
    by_day = {each.day.isoformat()[5:]: (each.why, each.basis) for each in given.due.steps}
    assert by_day["09-28"] == ("第1个工作日（调休上班）", "《政府信息公开条例》第三十三条第二款")
    assert by_day["09-30"] == (
        "征求甲、其他机关意见所需时间，不计入",
        "《政府信息公开条例》第三十三条第三款、《政府信息公开条例》第三十二条",
    )
    assert by_day["10-06"] == ("中秋节放假，不计入", "国务院办公厅当年节假日安排通知")
    assert by_day["10-10"] == ("征求其他机关意见所需时间，不计入", "《政府信息公开条例》第三十三条第三款")
    assert by_day["10-12"][0] == "公休日，不计入"


def test_the_days_of_an_extension_and_of_a_delay_are_told() -> None:
    given = answer(RECEIVED, "extended 2025-03-04 days=2", "delayed 2025-03-05 until=2025-04-04")
    assert given.due is not None
    assert kinds(given.due)[-5:] == [
        ("03-31", 20, "counted"),
        ("04-01", 21, "extended"),
        ("04-02", 22, "extended"),
        ("04-03", None, "delayed"),
        ("04-04", None, "festival"),
    ]
    assert given.due.steps[-4].why == "延长期限，第21个工作日"
    assert given.due.steps[-2].why == "已告知合理的延迟期限，至2025-04-04"
    assert given.due.steps[-2].basis == "《政府信息公开条例》第三十五条"


def test_calendar_days_and_months_are_told_with_what_moved_their_end() -> None:
    given = answer(RECEIVED, "decided 2025-03-10 row=（四）1", "handed_over 2025-04-06")
    lawsuit = next(each for each in given.also_due if each.what == "applicant_lawsuit")
    assert kinds(lawsuit) == [
        ("10-06", None, "counted"),
        ("10-07", None, "moved"),
        ("10-08", None, "moved"),
        ("10-09", None, "moved"),
    ]
    assert lawsuit.steps[0].why == "自2025-04-06起6个月"
    sixty = given.also_due[0]
    assert [each.counts for each in sixty.steps][:60] == list(range(1, 61))
    assert (sixty.steps[59].why, sixty.steps[59].day, sixty.on) == ("第60日", dt.date(2025, 6, 5), dt.date(2025, 6, 5))
    fifteen = answer("statement_of_claim 2025-03-07", kind="lawsuit").due
    assert kinds(fifteen)[-3:] == [("03-22", 15, "counted"), ("03-23", None, "moved"), ("03-24", None, "moved")]
    assert fifteen is not None and fifteen.steps[-1].basis == "《行政诉讼法解释》（法释〔2018〕1号）第四十八条第三款"


@pytest.mark.parametrize("worked", cases(), ids=str)
def test_every_deadline_of_every_worked_case_is_told_to_its_last_day(worked: Worked) -> None:
    from gongkai.law.clock.case import parse_case

    told = explain_case(parse_case(worked.given), CLOCK)
    for each in told.deadlines:
        if each.steps and each.on:
            assert each.steps[-1].day == each.on
        assert each.basis
    text = explanation_text(told)
    assert "{" not in text and "None" not in text
    if told.answer.due:
        assert "<svg" in days_svg(told.answer.due)


@pytest.mark.parametrize(
    ("lines", "settings", "said"),
    [
        ([], {}, ["尚未登记收到申请"]),
        ([RECEIVED], {}, ["答复的最后一日是2025-03-31", "没有登记决定"]),
        ([WEB], {}, ["按到达之日2025-03-03暂计", "答复的最后一日", "没有登记决定"]),
        ([WEB, "unreachable 2025-03-03"], {}, ["暂计", "联系未果", "没有登记决定"]),
        ([RECEIVED, "correction_asked 2025-03-05 until=2025-04-10"], {},
         ["等待申请人补正，至2025-04-10", "自2025-04-11起可以按（六）1"]),
        ([RECEIVED, "fee_notice 2025-03-05 served=2025-03-05"], {},
         ["等待申请人缴费，至2025-04-02", "自2025-04-03起可以按（六）2"]),
        ([RECEIVED, "fee_notice 2025-03-05"], {}, ["送达尚无凭证", "没有登记决定"]),
        ([RECEIVED, "agency_asked 2025-03-05"], {}, ["其他机关尚未回复", "没有登记决定"]),
        ([RECEIVED, "agency_asked 2025-03-05", "agency_replied 2025-03-07"], {},
         ["2025-04-02", "2个工作日没有计入", "没有登记决定"]),
        ([RECEIVED, "decided 2025-03-05"], {}, []),
        ([RECEIVED, "decided 2025-03-05"], {"counting__conclusion": "served"}, ["以送达之日为准"]),
    ],
)  # fmt: skip
def test_why_not_yet(lines: list[str], settings: dict[str, object], said: list[str]) -> None:
    told = explained(*lines, **settings).not_yet
    assert len(told) == len(said)
    assert all(part in sentence for part, sentence in zip(said, told, strict=True))


@pytest.mark.parametrize(
    ("lines", "settings", "changes"),
    [
        ([RECEIVED], {}, [("extended", "2025-03-31", "2025-04-28"), ("correction_asked", "2025-03-12", "2025-03-27")]),
        ([RECEIVED, "extended 2025-03-13 days=5"], {}, []),
        ([RECEIVED], {"extension__max_days": 0}, [("correction_asked", "2025-03-12", "2025-03-27")]),
        ([WEB], {"extension__max_days": 0},
         [("confirmed", "2025-03-03", None), ("correction_asked", "2025-03-12", "2025-03-27")]),
        ([WEB, "agency_asked 2025-03-10", "agency_replied 2025-03-20"], {"extension__max_days": 0},
         [("confirmed", "2025-03-20", "2025-04-18")]),
        ([RECEIVED, "correction_asked 2025-03-05 until=2025-04-10"], {},
         [("correction_received", "2025-04-10", "2025-05-12")]),
        ([RECEIVED, "correction_asked 2025-03-05 until=2025-04-10", "correction_received 2025-04-14"], {},
         [("correction_received", "2025-04-14", "2025-05-14")]),
        ([RECEIVED, "fee_notice 2025-03-05 served=2025-03-05"], {}, [("fee_paid", "2025-04-02", "2025-04-30")]),
        ([RECEIVED, "fee_notice 2025-03-05"], {}, [("fee_paid", "2025-03-05", "2025-04-02")]),
        ([RECEIVED, "agency_asked 2025-03-05 who=甲"], {}, [("agency_replied", "2025-03-06", "2025-04-01")]),
        ([RECEIVED, "third_party_asked 2025-03-13 served=2025-03-13"], {"extension__max_days": 0},
         [("third_party_replied", "2025-03-14", "2025-04-01")]),
        ([RECEIVED, "co_maker_asked 2025-03-13 served=2025-03-13", "co_maker_replied 2025-03-17"],
         {"extension__max_days": 0}, []),
        ([RECEIVED, "decided 2025-03-05"], {}, []),
        ([], {}, []),
    ],
)  # fmt: skip
def test_what_would_change_it(
    lines: list[str], settings: dict[str, object], changes: list[tuple[str, str, str | None]]
) -> None:
    told = explained(*lines, **settings)
    found = [
        (each.event, each.on.isoformat(), each.due.isoformat() if each.due else None) for each in told.would_change
    ]
    assert found == [each for each in changes if each[2]]
    for each in told.would_change:
        assert each.due is not None and each.due.isoformat() in each.text and "{" not in each.text


def test_what_would_change_a_dispute_and_a_calendar() -> None:
    (change,) = explained("reconsideration_notice 2025-03-03", kind="reconsideration").would_change
    assert (change.event, change.due) == ("procedure_changed", dt.date(2025, 3, 17))
    answered = explained(
        "reconsideration_notice 2025-03-03", "reconsideration_answered 2025-03-04", kind="reconsideration"
    )
    assert answered.would_change == ()
    assert explained("statement_of_claim 2025-03-03", kind="lawsuit").would_change == ()
    told = explained("received 2026-03-02 how=counter", clock=UNANNOUNCED, extension__max_days=0).would_change
    assert [(each.event, each.on, each.due) for each in told][-1] == ("calendar", dt.date(2026, 3, 30), None)
    assert told[-1].to_json() == {
        "event": "calendar",
        "on": "2026-03-30",
        "due": None,
        "text": "有年度的放假安排尚未公布，导入后可能变动。",
    }


def test_the_text_has_everything_in_its_place() -> None:
    told = explained(
        WEB,
        "correction_asked 2025-03-20 until=2025-04-10",
        "extended 2025-03-21 days=1 entered=2025-03-25T08:00",
        "withdrawn 2025-03-22",
        "cancelled 2025-03-23 cancels=4 reason=误",
        "correction_asked 2025-03-24 until=2025-04-10",
    )
    lines = explanation_text(told).splitlines()
    assert lines[:5] == [
        "收到：2025-03-20（确定）  《政府信息公开条例》第三十一条第（三）项",
        "起算：—",
        "办结：自2025-04-11起可按（六）1办结，待经办人确认",
        "答复：—",
        "到期：申请人补正，2025-04-10（等待中（不计逾期），等待申请人）  《政府信息公开条例》第三十条",
    ]
    assert "  2025-03-25  登记晚于发生之日（事件3）  《政府信息公开条例》第四十五条" in lines
    assert any(line.startswith("  2025-04-11  到期未补正：无正当理由的，视为放弃申请") for line in lines)
    place = lines.index("不起作用的事件")
    assert lines[place + 1].startswith("  事件3（延期告知）：正在等待申请人")
    assert lines[place + 2].startswith("  事件6（补正告知）：补正只能一次性告知")
    assert lines[place + 3] == "  事件4（申请人撤回）：已撤销"
    assert [line for line in lines if not line.startswith(" ")][5:] == [
        "提示",
        "不起作用的事件",
        "为什么还没有",
        "什么会改变日期",
    ]


def test_the_text_of_a_running_case_tells_doubts_and_days() -> None:
    lines = explanation_text(explained(WEB.replace("2025", "2026"), clock=UNANNOUNCED)).splitlines()
    assert lines[0] == "收到：2026-03-03（暂计）  《政府信息公开条例》第三十一条第（三）项"
    assert lines[5:7] == ["  尚未与申请人确认收到，按到达之日暂计", "  有年度的放假安排尚未公布，按星期推算"]
    assert any(re.match(r"  2026-03-12  一次性告知补正（尚未.*）（有年度.*）  《", line) for line in lines)
    days = lines[lines.index("逐日：答复") + 1 :]
    doubt = "（2026年放假安排尚未公布，按星期推算）"
    assert days[0] == f"  2026-03-04 星期三   1  第1个工作日{doubt}  《政府信息公开条例》第三十三条第二款"
    assert days[3].startswith("  2026-03-07 星期六      公休日")
    assert len(days) == 28
    short = explanation_text(explained(RECEIVED), days=False)
    assert "逐日" not in short
    assert explanation_text(explained()).splitlines()[0] == "收到：—"
    done = explanation_text(explained(RECEIVED, "decided 2025-03-05", "handed_over 2025-03-06")).splitlines()
    assert done[2:4] == ["办结：2025-03-05", "答复：2025-03-06"]
    assert "提示" not in done and "为什么还没有" not in done


def test_json_tells_the_answer_and_beside_it_what_it_rests_on() -> None:
    data = explained(RECEIVED, "withdrawn 2025-03-04", "cancelled 2025-03-05 cancels=2 reason=误").to_json()
    more = data.pop("explanation")
    assert data == answer(RECEIVED, "withdrawn 2025-03-04", "cancelled 2025-03-05 cancels=2 reason=误").to_json()
    assert (more["received_basis"], more["cancelled"]) == ("《政府信息公开条例》第三十一条第（一）项", [2])
    assert [each["what"] for each in more["deadlines"]] == ["answer", "correction_notice", "applicant_lawsuit"]
    assert more["deadlines"][1]["basis"] == "《政府信息公开条例》第三十条"
    assert [each["counts"] for each in more["deadlines"][1]["steps"] if each["counts"]] == [1, 2, 3, 4, 5, 6, 7]
    assert more["not_yet"] and more["would_change"][0]["event"] == "extended"


@pytest.mark.parametrize(
    ("how", "settings", "basis"),
    [
        ("received 2025-03-03 how=counter", {}, ("receipt-counter",)),
        ("received 2025-03-03 how=signed_mail", {}, ("receipt-signed-mail",)),
        ("arrived 2025-03-03 how=ordinary_mail", {}, ("receipt-ordinary-mail",)),
        ("arrived 2025-03-03 how=misdirected_mail", {}, ("receipt-signed-mail",)),
        ("arrived 2025-03-03 how=misdirected_mail", {"receipt__misdirected_mail": "confirmed"},
         ("receipt-letter-207",)),
        ("arrived 2025-03-03 how=fax", {}, ("receipt-electronic",)),
        ("arrived 2025-03-03 how=fax", {"receipt__automatic_counts": True},
         ("receipt-electronic", "receipt-channels-19")),
        ("confirmed 2025-03-03", {}, ()),
    ],
)  # fmt: skip
def test_the_day_of_receipt_has_its_provision(how: str, settings: dict[str, object], basis: tuple[str, ...]) -> None:
    assert answer(how, **settings).received_basis == basis


def test_a_paper_handed_in_later_gives_the_day_its_provision() -> None:
    assert answer(WEB, "received 2025-03-05 how=counter").received_basis == ("receipt-counter",)


def test_the_picture_has_a_square_for_each_day_and_a_word_for_each_colour() -> None:
    due = answer(RECEIVED, "extended 2025-03-04 days=2").due
    assert due is not None
    root = ElementTree.fromstring(days_svg(due))
    assert (root.find(f"{SVG}title").text, root.get("role")) == ("答复：2025-04-02", "img")  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == "计入20天，公休日8天，延长期限2天"  # type: ignore[union-attr]
    groups = root.findall(f"{SVG}g")
    assert len(groups) == len(due.steps) == 30
    assert [group.find(f"{SVG}title").text for group in groups][:1] == ["2025-03-04 第1个工作日"]  # type: ignore[union-attr]
    places = [(int(group.find(f"{SVG}rect").get("x")), int(group.find(f"{SVG}rect").get("y"))) for group in groups]  # type: ignore[arg-type,union-attr]
    assert places[:7] == [(30, 93), (30, 130), (30, 167), (30, 204), (30, 241), (30, 278), (67, 56)]
    assert len(set(places)) == 30
    framed = [group.find(f"{SVG}rect").get("stroke-width") for group in groups]  # type: ignore[union-attr]
    assert framed == ["1"] * 29 + ["3"]
    assert all(group.find(f"{SVG}rect").get("stroke-dasharray") is None for group in groups)  # type: ignore[union-attr]
    texts = [[each.text or "" for each in group.findall(f"{SVG}text")] for group in groups]
    assert (texts[0], texts[4], texts[-1]) == (["4", "1"], ["8", ""], ["2", "22"])
    words = [each.text for each in root.findall(f"{SVG}text")]
    assert words == ["答复：2025-04-02", *"一二三四五六日", "3月", "4月", "计入", "公休日", "延长期限"]
    legend = root.findall(f"{SVG}rect")
    beside = root.findall(f"{SVG}text")[-3:]
    assert [(each.get("x"), each.get("y")) for each in beside] == [("50", "333"), ("142", "333"), ("234", "333")]
    assert [(each.get("x"), each.get("y")) for each in legend] == [("30", "321"), ("122", "321"), ("214", "321")]
    assert [each.get("fill") for each in legend] == ["#cfe2f3", "#eeeeee", "#b6d7a8"]
    assert root.get("viewBox") == "0 0 420 343"


def test_the_picture_grows_with_its_weeks_and_marks_what_may_move() -> None:
    due = answer("received 2026-03-02 how=counter", "extended 2026-03-03 days=20", "agency_asked 2026-03-04",
                 "agency_replied 2026-05-20", clock=UNANNOUNCED).due  # fmt: skip
    assert due is not None
    root = ElementTree.fromstring(days_svg(due))
    assert int(root.get("width", "0")) > 600
    dashes = {group.find(f"{SVG}rect").get("stroke-dasharray") for group in root.findall(f"{SVG}g")}  # type: ignore[union-attr]
    assert dashes == {"3 2"}


def test_without_days_the_picture_is_its_title() -> None:
    due = answer(RECEIVED, "correction_asked 2025-03-05 until=2025-04-10").due
    assert due is not None
    root = ElementTree.fromstring(days_svg(due))
    assert [each.text for each in root.findall(f"{SVG}text")] == ["申请人补正：2025-04-10"]
    assert root.get("viewBox") == "0 0 420 32"
    assert ElementTree.fromstring(days_svg(Due("payment", None))).find(f"{SVG}title").text == "申请人缴费：—"  # type: ignore[union-attr]


def test_a_notice_gives_the_list_of_dates_that_move() -> None:
    late = case("received 2025-12-25 how=counter")
    early = case(RECEIVED)
    moved = changed_dates({"b": late, "a": early}, UNANNOUNCED, CLOCK)
    assert [(each.case, each.what, str(each.old), str(each.new)) for each in moved] == [
        ("b", "answer", "2026-01-22", "2026-01-23"),
        ("b", "correction_notice", "2026-01-05", "2026-01-06"),
        ("b", "applicant_lawsuit", "2026-07-22", "2026-07-23"),
    ]
    assert moved[0].to_json() == {"case": "b", "what": "answer", "old": "2026-01-22", "new": "2026-01-23"}


def test_a_setting_gives_the_list_of_dates_that_move() -> None:
    given: dict[str, Case] = {
        "waiting": case(RECEIVED, "correction_asked 2025-03-12 until=2025-04-10"),
        "two": case(
            RECEIVED,
            "third_party_asked 2025-03-10 who=甲 served=2025-03-12",
            "co_maker_asked 2025-03-10 who=乙 served=2025-03-11",
        ),
    }
    new = Clock(settings=ClockSettings.of({"counting.receipt_day_counts": True, "consultation.reply_days": 5}))
    moved = [(each.case, each.what, str(each.old)[5:], str(each.new)[5:]) for each in changed_dates(given, CLOCK, new)]
    assert moved[:4] == [
        ("waiting", "period_begins", "", "03-03"),
        ("waiting", "concluded", "04-11", ""),
        ("waiting", "supply", "04-10", ""),
        ("waiting", "answer", "", "03-28"),
    ]
    consulted = [each for each in moved if each[1] == "consulted_answer"]
    assert consulted == [("two", "consulted_answer", "04-02", "03-19"), ("two", "consulted_answer", "04-01", "03-18")]
    assert changed_dates(given, CLOCK, Clock()) == []


def test_a_clock_alone_knows_the_calendar_and_the_defaults() -> None:
    assert Clock().calendar is Calendar.known()
    assert Clock().settings == ClockSettings()


def test_alarms_stand_by_day_each_once() -> None:
    first, second = Alarm(dt.date(2025, 3, 4), "overdue"), Alarm(dt.date(2025, 3, 3), "unknown-order", 2)
    third = Alarm(dt.date(2025, 3, 3), "unknown-order", 1)
    assert in_order([first, second, third, first]) == (third, second, first)


def test_a_date_that_a_notice_set_does_not_rest_on_the_calendar() -> None:
    received = "received 2025-12-25 how=counter"
    waiting = answer(
        "received 2025-12-25 how=counter", "correction_asked 2025-12-26 until=2026-02-10", clock=UNANNOUNCED
    )
    assert waiting.due is not None and waiting.due.provisional == ()
    delayed = answer(received, "delayed 2025-12-26 until=2026-06-10", clock=UNANNOUNCED)
    assert delayed.due is not None and delayed.due.provisional == ()
    assert [each.code for each in delayed.alarms if each.code == "calendar-incomplete"] == []


def test_a_state_is_one_that_has_a_word() -> None:
    from typing import get_args

    from gongkai.law.clock.answer import State
    from gongkai.law.clock.words import state

    assert [state(each) for each in get_args(State)] == [
        "计算中",
        "等待中（不计逾期）",
        "已停止（联系申请人未果）",
        "已办结",
    ]


def test_the_answer_as_json_has_the_contracts_names() -> None:
    data = answer(WEB, "extended 2025-03-04 days=1", "extended 2025-03-05 days=1").to_json()
    assert list(data) == [
        *("received", "received_state", "period_begins", "due", "also_due"),
        *("concluded", "answered_on", "alarms", "without_effect"),
    ]
    assert data["due"]["steps"][0] == {
        "day": "2025-03-05",
        "counts": 1,
        "why": "第1个工作日",
        "basis": "《政府信息公开条例》第三十三条第二款",
    }
    assert list(data["due"]) == ["what", "on", "state", "provisional", "steps"]
    assert data["also_due"] == [
        {"what": "correction_notice", "on": "2025-03-13"},
        {"what": "applicant_lawsuit", "on": "2025-10-09"},
    ]
    assert data["without_effect"] == [{"id": 3, "why": "一个期限只能延长一次"}]
    assert data["alarms"][0] == {
        "on": "2025-03-05",
        "code": "second-extension",
        "basis": "《政府信息公开条例》第三十三条第二款",
    }
    unsure = answer("arrived 2026-03-03 how=web", clock=UNANNOUNCED).to_json()
    assert unsure["also_due"][0] == {
        "what": "correction_notice",
        "on": "2026-03-12",
        "provisional": ["unconfirmed", "calendar-incomplete"],
    }
    waiting = answer(RECEIVED, "correction_asked 2025-03-05 until=2025-04-10").to_json()
    assert list(waiting["due"].items())[:4] == [
        ("what", "supply"),
        ("on", "2025-04-10"),
        ("state", "waiting"),
        ("for", "applicant"),
    ]
    assert waiting["concluded"] == {"offered": "2025-04-11", "row": "（六）1"}


def test_several_opinions_of_one_kind_move_each_by_itself() -> None:
    asked = [f"third_party_asked 2025-12-2{day} who=甲{day} served=2025-12-2{day}" for day in (4, 5, 6)]
    given = {"a": case("received 2025-12-23 how=counter", *asked)}
    moved = [each for each in changed_dates(given, UNANNOUNCED, CLOCK) if each.what == "consulted_answer"]
    assert [(str(each.old), str(each.new)) for each in moved] == [
        ("2026-01-14", "2026-01-15"),
        ("2026-01-15", "2026-01-16"),
        ("2026-01-16", "2026-01-19"),
    ]


def test_dates_that_move_are_asked_for_without_their_days(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    whole = Clock.answer

    def watched(self: Clock, given: Case, *, explain: bool = True) -> object:
        asked.append(explain)
        return whole(self, given, explain=explain)

    monkeypatch.setattr(Clock, "answer", watched)
    changed_dates({"a": case(RECEIVED)}, CLOCK, UNANNOUNCED)
    assert asked == [False, False]
