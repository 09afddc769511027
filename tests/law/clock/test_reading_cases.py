"""Cases as data: what can be read, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.errors import InvalidCase, InvalidData, InvalidSettings
from gongkai.law.clock import case as case_module
from gongkai.law.clock import events as events_module
from gongkai.law.clock.case import history, parse_case, read_case
from gongkai.law.clock.events import in_order, kinds, parse_event
from tests.law.clock.kit import case

RECEIVED = {"id": 1, "event": "received", "on": "2025-03-03", "how": "counter"}


def with_events(*rows: object, **more: object) -> dict[str, Any]:
    return {"case": {"kind": "request"}, "events": list(rows), **more}


def test_a_case_is_read_whole() -> None:
    read = parse_case(
        {
            "case": {"kind": "lawsuit", "agency_kind": "department", "name": "2025-1"},
            "settings": {"extension": {"once": False, "max_days": 10}, "own.draft_days": 5},
            "events": [RECEIVED],
        }
    )
    assert (read.kind, read.agency_kind, read.name) == ("lawsuit", "department", "2025-1")
    assert dict(read.settings) == {"extension.once": False, "extension.max_days": 10, "own.draft_days": 5}
    assert (read.events[0].id, read.events[0].on, read.events[0]["how"]) == (1, dt.date(2025, 3, 3), "counter")
    assert read.events[0]["until"] is None
    assert read.events[0].title == "收到申请"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], r"\[case\]、\[settings\] 和"),
        ({}, r"缺少 \[case\]"),
        ({"case": "request"}, r"缺少 \[case\]"),
        ({"case": {}}, "kind 应为request、reconsideration、lawsuit之一，而不是 None"),
        ({"case": {"kind": "petition"}}, "'petition'"),
        ({"case": {"kind": 1}}, "kind 应为文字"),
        ({"case": {"kind": "request", "year": "2025"}}, "没有名为 'year' 的字段"),
        ({"case": {"kind": "request", "name": 5}}, "name 应为文字，而不是 5"),
        ({"case": {"kind": "request"}, "event": []}, "没有名为 'event' 的部分"),
        ({"case": {"kind": "request"}, "events": "x"}, "应为事件的列表"),
        ({"case": {"kind": "request"}, "events": {}}, "应为事件的列表"),
        ({"case": {"kind": "request"}, "events": b"x"}, "应为事件的列表"),
        ({"case": {"kind": "request"}, "settings": []}, r"\[settings\] 应为一组"),
        (with_events("x"), "第1个事件应为一组字段"),
        (with_events(RECEIVED, {"id": 2, "on": "2025-03-03"}), "第2个事件：没有名为 None 的事件"),
        (with_events({**RECEIVED, "event": "handed"}), "没有名为 'handed' 的事件"),
        (with_events({**RECEIVED, "event": ["received"]}), "没有名为"),
        (
            with_events({**RECEIVED, "who": "x", "until": 1}),
            r"第1个事件（received）没有名为 'who' 的字段。.*on、entered、how",
        ),
        (with_events({"event": "received", "how": "counter"}), "缺少字段 'on'"),
        (with_events({"event": "received", "on": "2025-03-03"}), "缺少字段 'how'"),
        (with_events({**RECEIVED, "how": "web"}), "how应为counter、signed_mail之一|how应为|how"),
        (with_events({**RECEIVED, "on": "3 March"}), "on应为日期|on 应为|on应"),
        (with_events({**RECEIVED, "on": dt.datetime(2025, 3, 3, 9)}), "应为日期"),
        (with_events({**RECEIVED, "on": 20250303}), "应为日期"),
        (with_events({**RECEIVED, "on": "1989-12-31"}), "1990年至2100年"),
        (with_events({**RECEIVED, "on": "2101-01-01"}), "1990年至2100年"),
        (with_events({**RECEIVED, "id": 0}), "正整数"),
        (with_events({**RECEIVED, "id": True}), "正整数"),
        (with_events({**RECEIVED, "id": "1"}), "正整数"),
        (with_events(RECEIVED, RECEIVED), "编号 1 出现了两次"),
        (with_events({**RECEIVED, "entered": "2025-03-02T23:59"}), "尚未发生"),
        (with_events({**RECEIVED, "entered": "morning"}), "应为时刻"),
        (with_events({**RECEIVED, "entered": 5}), "应为日期"),
        (with_events({"event": "extended", "on": "2025-03-03", "days": 0}), "1至1000之间的整数，而不是 0"),
        (with_events({"event": "extended", "on": "2025-03-03", "days": 1001}), "1至1000之间"),
        (with_events({"event": "extended", "on": "2025-03-03", "days": True}), "1至1000之间"),
        (with_events({"event": "extended", "on": "2025-03-03", "days": 2.5}), "1至1000之间"),
        (with_events({"event": "decided", "on": "2025-03-03", "told": "yes"}), "true或者false"),
        (with_events({"event": "decided", "on": "2025-03-03", "row": "  "}), "应为文字"),
        (with_events({"event": "decided", "on": "2025-03-03", "row": 3}), "应为文字"),
        (with_events({"event": "correction_received", "on": "2025-03-03", "accepted_late": False}), "应为文字"),
        (with_events({"event": "correction_asked", "on": "2025-03-03", "until": "2025-03-02"}), "早于发生日"),
        (with_events({"event": "fee_notice", "on": "2025-03-03", "served": "2025-03-02"}), "served（2025-03-02）早于"),
        (with_events({"event": "judgment", "on": "2025-03-03", "redo_until": "2025-03-02"}), "redo_until"),
        (with_events({"event": "cancelled", "on": "2025-03-03", "cancels": 9, "reason": "误"}), "编号 9 不存在"),
        (with_events({"event": "cancelled", "on": "2025-03-03", "cancels": 1, "reason": "误"}), "不能撤销自己"),
        (with_events({"event": "cancelled", "on": "2025-03-03", "cancels": 1}), "缺少字段 'reason'"),
    ],
)
def test_a_case_that_cannot_be_meant_is_said(data: object, said: str) -> None:
    with pytest.raises(InvalidCase, match=said):
        parse_case(data)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"extension.twice": True}, "没有名为 'extension.twice' 的设置。.*extension.once、extension.before_end、"),
        ({"extension": {"twice": True}}, "'extension.twice'"),
        ({"extension": {"once": {"a": True}}}, "应为true或者false"),
        ({1: True}, "没有名为 1 的设置"),
        ({"extension.once": 1}, "应为true或者false，而不是 1"),
        ({"extension.max_days": True}, "应为0至20之间的整数"),
        ({"extension.max_days": 21}, "应为0至20"),
        ({"extension.max_days": -1}, "应为0至20"),
        ({"extension.max_days": "20"}, "应为0至20"),
        ({"counting.conclusion": "posted"}, "应为decided、served之一"),
        ({"counting.conclusion": True}, "应为decided、served之一"),
    ],
)
def test_a_setting_that_is_none_is_said(settings: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidSettings, match=said):
        parse_case(with_events(settings=settings))


@pytest.mark.parametrize("value", [0, 20])
def test_a_setting_may_have_its_outermost_values(value: int) -> None:
    assert dict(parse_case(with_events(settings={"extension.max_days": value})).settings) == {
        "extension.max_days": value
    }


def test_events_without_numbers_are_numbered_by_their_place() -> None:
    rows = [{**RECEIVED, "id": 7}, {"event": "withdrawn", "on": dt.date(2025, 3, 4)}]
    assert [each.id for each in parse_case(with_events(*rows)).events] == [7, 2]


def test_fields_are_kept_as_they_are_meant() -> None:
    asked = parse_event(
        {"event": "third_party_asked", "on": "2025-03-03", "who": " 甲公司 ", "served": dt.date(2025, 3, 3)}, 4
    )
    assert (asked.id, asked["who"], asked["served"]) == (4, "甲公司", dt.date(2025, 3, 3))
    late = parse_event({"event": "correction_received", "on": "2025-03-03", "accepted_late": True}, 1)
    assert late["accepted_late"] is True
    assert parse_event({"event": "extended", "on": "2025-03-03", "days": 1000}, 1)["days"] == 1000
    assert parse_event({"event": "decided", "on": "2100-12-31"}, 1).on == dt.date(2100, 12, 31)
    assert parse_event({"event": "decided", "on": "1990-01-01"}, 1).on == dt.date(1990, 1, 1)


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("2025-03-03T09:30", "2025-03-03T09:30"),
        ("2025-03-03T20:00+00:00", "2025-03-04T04:00"),
        (dt.datetime(2025, 3, 3, 9), "2025-03-03T09:00"),
        (dt.datetime(2025, 3, 3, 20, tzinfo=dt.UTC), "2025-03-04T04:00"),
        (dt.date(2025, 3, 5), "2025-03-05T00:00"),
        ("2025-03-05", "2025-03-05T00:00"),
    ],
)
def test_the_moment_of_entry_is_in_chinese_time(entered: object, kept: str) -> None:
    assert parse_event({**RECEIVED, "entered": entered}, 1).entered == dt.datetime.fromisoformat(kept)


def test_events_go_by_day_then_by_entry_and_by_the_list_where_entry_is_unknown() -> None:
    def at(number: int, on: str, entered: str | None = None) -> dict[str, object]:
        return {"id": number, "event": "confirmed", "on": on, **({"entered": entered} if entered else {})}

    def order(*rows: dict[str, object]) -> list[int]:
        return [each.id for each in in_order([parse_event(row, 1) for row in rows])]

    assert order(at(1, "2025-03-04"), at(2, "2025-03-03")) == [2, 1]
    assert order(at(1, "2025-03-03", "2025-03-05T10:00"), at(2, "2025-03-03", "2025-03-05T09:00")) == [2, 1]
    assert order(at(1, "2025-03-03", "2025-03-05T10:00"), at(2, "2025-03-03")) == [1, 2]
    assert order(at(2, "2025-03-03"), at(1, "2025-03-03")) == [2, 1]


def test_what_was_taken_back_is_gone_and_a_cancellation_can_be_taken_back() -> None:
    def kept(*more: str) -> tuple[list[int], dict[int, int]]:
        found = history(case(*lines, *more))
        return [each.id for each in found.events], {key: each.id for key, each in found.cancelled.items()}

    lines = ["received 2025-03-03 how=counter", "withdrawn 2025-03-04", "cancelled 2025-03-05 cancels=2 reason=误"]
    assert kept() == ([1], {2: 3})
    assert kept("cancelled 2025-03-06 cancels=3 reason=没错") == ([1, 2], {3: 4})
    assert kept("cancelled 2025-03-06 cancels=2 reason=又") == ([1], {2: 3})


def test_two_cancellations_cannot_cancel_each_other() -> None:
    with pytest.raises(InvalidCase, match="不能撤销自己"):
        case("cancelled 2025-03-05 cancels=2 reason=误", "cancelled 2025-03-05 cancels=1 reason=误")


def test_another_event_is_checked_like_one_that_is_read() -> None:
    known = case("received 2025-03-03 how=counter")
    more = known.with_event("extended", dt.date(2025, 3, 5), days=5)
    assert [(each.id, each.kind) for each in more.events] == [(1, "received"), (2, "extended")]
    assert len(known.events) == 1
    assert case().with_event("confirmed", "2025-03-05").events[0].id == 1
    with pytest.raises(InvalidCase, match="第2个事件（extended）"):
        known.with_event("extended", dt.date(2025, 3, 5))


def test_files_are_read_by_their_ending(tmp_path: Path) -> None:
    data = with_events(RECEIVED)
    (tmp_path / "a.JSON").write_text("\ufeff" + json.dumps(data), "utf-8")
    (tmp_path / "a.toml").write_text('[case]\nkind = "request"\n[[events]]\nevent = "confirmed"\non = 2025-03-03\n')
    assert read_case(tmp_path / "a.JSON") == parse_case(data)
    assert read_case(tmp_path / "a.toml").events[0].kind == "confirmed"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", b"{", "不是有效的JSON"),
        ("a.json", b"[" * 100_000, "不是有效的JSON"),
        ("a.toml", b"x", "不是有效的TOML"),
        ("a.toml", b"\xff", "不是有效的TOML"),
    ],
)
def test_a_file_that_is_damaged_is_said(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidCase, match=said):
        read_case(tmp_path / name)


def test_a_file_that_is_none_or_too_large_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidCase, match=r"无法读取“.*gone\.toml”：No such file or directory。 请核对路径。"):
        read_case(tmp_path / "gone.toml")
    path = tmp_path / "a.toml"
    path.write_text('[case]\nkind = "request"\n')
    monkeypatch.setattr(case_module, "_LARGEST", path.stat().st_size)
    assert read_case(path).kind == "request"
    monkeypatch.setattr(case_module, "_LARGEST", path.stat().st_size - 1)
    with pytest.raises(InvalidCase, match="过大"):
        read_case(path)


def test_a_case_has_so_many_events_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"event": "confirmed", "on": "2025-03-03"}] * 3
    monkeypatch.setattr(case_module, "_MOST_EVENTS", 3)
    assert len(parse_case(with_events(*rows)).events) == 3
    monkeypatch.setattr(case_module, "_MOST_EVENTS", 2)
    with pytest.raises(InvalidCase, match="有3个事件，多于2个"):
        parse_case(with_events(*rows))


def test_the_vocabulary_is_the_contracts() -> None:
    from tests.law.test_casebook import EVENTS

    assert set(kinds()) == EVENTS


@pytest.mark.parametrize("damaged", [{"received": {}}, {"received": 5}, []])
def test_a_damaged_file_of_events_is_said(monkeypatch: pytest.MonkeyPatch, damaged: object) -> None:
    events_module._kinds.cache_clear()
    monkeypatch.setattr(tomllib, "loads", lambda _text: damaged)
    with pytest.raises(InvalidData, match="events is damaged"):
        kinds()
    monkeypatch.undo()
    events_module._kinds.cache_clear()
