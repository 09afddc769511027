"""What a run leaves for the next one, what changed between two, and files that are ours or not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import InvalidData, WriteFailed
from gongkai.january.changes import Changes, changes_markdown, compare_states, office_lines
from gongkai.january.files import checksum, replace_slips, slip_names, write_bytes
from gongkai.january.model import Office
from gongkai.january.state import Figures, OfficeState, State, read_state, write_state
from gongkai.report import Number
from tests.january.kit import RECEIVED, entry, full

WHERE = "《三、收到和处理政府信息公开申请情况》表“一、本年新收政府信息公开申请数量”行“总计”列"
EMPTY = OfficeState("红河县教育局", "missing", None, (), None, ())


def figures(form: str = "2021", **cells: Number | None) -> Figures:
    made = Figures.of(full("红河县教育局", form=form, **cells))
    assert made is not None
    return made


FILED = OfficeState("红河县教育局", "filed", False, ("a.docx",), figures(), ())


def state(*offices: OfficeState, year: int = 2024, total: Figures | None = None) -> State:
    return State(year, {f"红河县|{number}|": office for number, office in enumerate(offices)}, total, {})


def compared(before: OfficeState, after: OfficeState) -> Changes:
    return compare_states(state(before), state(after))


def test_the_state_survives_its_file(tmp_path: Path):
    one = replace(
        FILED,
        figures=figures(requests__received__total=None, proactive__fees__amount=Decimal("7544.55")),
        findings=(("requests.balance", "error", "不平"),),
    )
    made = replace(state(one, EMPTY, total=figures()), slips={"a.docx": ("x", "y")})
    write_state(made, tmp_path / "january.json")
    assert read_state(tmp_path / "january.json") == made
    assert read_state(tmp_path / "none.json") is None


def test_a_state_of_another_version_is_not_read_as_ours(tmp_path: Path):
    (tmp_path / "january.json").write_text('{"version": 99}', "utf-8")
    assert read_state(tmp_path / "january.json") is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 1}', '{"version": 1, "year": 2024, "offices": [], "total": 3, "slips": {}}']
)
def test_a_damaged_state_is_refused_with_advice(tmp_path: Path, text: str):
    (tmp_path / "january.json").write_text(text, "utf-8")
    with pytest.raises(InvalidData):
        read_state(tmp_path / "january.json")


@pytest.mark.parametrize(
    ("before", "after", "newly", "corrected", "line"),
    [
        (EMPTY, FILED, True, False, "状态：未报 → 已报"),
        (FILED, EMPTY, False, False, "状态：已报 → 未报"),
        (replace(EMPTY, status="unreadable"), replace(FILED, status="wrong"), True, False, "状态：无法读取 → 有错"),
        (replace(FILED, findings=(("r", "error", "不平"),)), FILED, False, True, "已消除：不平"),
        (FILED, replace(FILED, status="wrong", findings=(("r", "error", "不平"),)), False, False, "新出现：不平"),
        (
            FILED,
            replace(FILED, figures=figures(requests__received__total=4)),
            False,
            True,
            f"数据变化：{WHERE}：0 → 4（+4）",
        ),
        (
            FILED,
            replace(FILED, figures=figures(requests__received__total=None)),
            False,
            True,
            f"数据变化：{WHERE}：0 → 空",
        ),
        (FILED, replace(FILED, figures=figures("2019")), False, False, "报告改用了另一版表式，数据不作逐格比较"),
    ],
)
def test_what_changed_for_an_office_is_said(
    before: OfficeState, after: OfficeState, newly: bool, corrected: bool, line: str
):
    (change,) = compared(before, after).offices
    assert (change.newly_filed, change.corrected) == (newly, corrected)
    assert line in office_lines(change)


def test_a_renamed_file_and_a_date_are_no_change():
    assert compared(FILED, replace(FILED, sources=("b.docx",), late=True)).empty


def test_the_same_finding_twice_and_then_once_is_one_settled():
    twice = replace(FILED, findings=(("r", "error", "不平"), ("r", "error", "不平")))
    (change,) = compared(twice, replace(twice, findings=twice.findings[:1])).offices
    assert change.gone == ("不平",) and change.came == ()


def test_offices_that_join_or_leave_the_roster_are_told():
    changes = compare_states(state(FILED), state(FILED, replace(EMPTY, label="红河县公安局")))
    (joined,) = changes.offices
    assert (joined.label, joined.before, joined.after) == ("红河县公安局", None, "missing")
    (left,) = compare_states(state(FILED, EMPTY), state(FILED)).offices
    assert office_lines(left) == ["状态：未报 → 不在名单"]


def test_sums_that_moved_are_told_with_the_size():
    before, after = (
        state(total=figures(proactive__fees__amount=Decimal("1.5"))),
        state(total=figures(proactive__fees__amount=Decimal("1.25"))),
    )
    (moved,) = compare_states(before, after).total
    assert moved.text.endswith("1.5 → 1.25（-0.25）")
    assert "## 汇总数" in changes_markdown(compare_states(before, after), 2024)


def test_many_changed_cells_are_counted_not_all_listed():
    keys = [key for key in full("x").cells if key.startswith("requests.")][:50]
    after = Figures.of(full("x").with_cells(dict.fromkeys(keys, 1)))
    (change,) = compared(FILED, replace(FILED, figures=after)).offices
    assert len(change.moved) == 50 and office_lines(change)[-1] == "数据变化：另有30格"


def test_a_first_run_says_that_it_is_one():
    changes = compare_states(None, state(FILED))
    assert not changes.compared and changes.reason in changes_markdown(changes, 2024)


statuses = st.sampled_from([EMPTY, FILED, replace(FILED, status="wrong", findings=(("r", "error", "不平"),))])


@given(st.lists(statuses, max_size=4))
def test_a_run_compared_with_itself_has_no_changes(offices: list[OfficeState]):
    one = state(*offices, total=figures())
    assert compare_states(one, one).empty


@given(st.lists(statuses, min_size=1, max_size=4), st.lists(statuses, min_size=1, max_size=4))
def test_what_is_settled_one_way_appears_the_other_way(before: list[OfficeState], after: list[OfficeState]):
    there = {
        each.label + str(each.before) + str(each.after): (each.gone, each.came)
        for each in compare_states(state(*before), state(*after)).offices
    }
    back = {
        each.label + str(each.after) + str(each.before): (each.came, each.gone)
        for each in compare_states(state(*after), state(*before)).offices
    }
    assert there == back


def office(name: str, place: str = "红河县", superior: str = "") -> Office:
    return Office(entry(name, place, superior=superior), "filed")


def test_namesakes_never_share_a_file():
    offices = [
        office("城关镇人民政府"),
        office("城关镇人民政府", "白云县"),
        office("城关镇人民政府", "", "甲"),
        office("城关镇人民政府", "", "乙"),
        office("a/b:c*?"),
        office("A_B_C_"),
        office("长" * 300),
        office("..", ""),
    ]
    names = list(slip_names(offices).values())
    assert names[:4] == [
        "红河县城关镇人民政府.docx",
        "白云县城关镇人民政府.docx",
        "城关镇人民政府.docx",
        "城关镇人民政府（2）.docx",
    ]
    assert len({name.casefold() for name in names}) == len(names)
    assert all("/" not in name and len(name.encode()) < 250 and not name.startswith(".") for name in names)


@given(st.lists(st.text(max_size=80), max_size=6, unique=True))
def test_any_names_give_distinct_files_in_one_folder(names: list[str]):
    made = list(slip_names([office(name, "") for name in names]).values())
    assert len({each.casefold() for each in made}) == len(names)
    assert all(Path(each).name == each for each in made)


def making(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def test_slips_are_only_written_when_what_they_say_changed(tmp_path: Path):
    ours, _ = replace_slips(tmp_path, {"a.docx": ("says 1", making(b"one"))}, {})
    assert ours == {"a.docx": ("says 1", checksum(b"one"))}
    again, messages = replace_slips(tmp_path, {"a.docx": ("says 1", making(b"another file, same words"))}, ours)
    assert (tmp_path / "a.docx").read_bytes() == b"one" and again == ours and messages == []
    changed, _ = replace_slips(tmp_path, {"a.docx": ("says 2", making(b"two"))}, again)
    assert (tmp_path / "a.docx").read_bytes() == b"two" and changed["a.docx"][0] == "says 2"
    gone, _ = replace_slips(tmp_path, {}, changed)
    assert gone == {} and list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_ours_is_kept_beside_the_slip(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(b"theirs")
    _, messages = replace_slips(tmp_path, {"a.docx": ("says", making(b"ours"))}, {})
    assert (tmp_path / "a（原件1）.docx").read_bytes() == b"theirs" and len(messages) == 1
    (tmp_path / "a.docx").write_bytes(b"edited")
    replace_slips(tmp_path, {}, {"a.docx": ("says", checksum(b"ours"))})
    assert (tmp_path / "a（原件2）.docx").read_bytes() == b"edited"


@pytest.mark.parametrize("name", ["../outside.docx", "/etc/passwd", "sub/a.docx"])
def test_a_state_that_names_files_elsewhere_removes_nothing(tmp_path: Path, name: str):
    folder = tmp_path / "slips"
    folder.mkdir()
    outside = tmp_path / "outside.docx"
    outside.write_bytes(b"x")
    replace_slips(folder, {}, {name: ("says", checksum(b"x"))})
    assert outside.exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path):
    target = tmp_path / "sub" / "a.json"
    write_bytes(target, b"{}")
    assert target.read_bytes() == b"{}" and [path.name for path in target.parent.iterdir()] == ["a.json"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteFailed):
        write_bytes(tmp_path / "file" / "a.json", b"{}")


def test_decimals_in_the_state_stay_exact(tmp_path: Path):
    made = state(replace(FILED, figures=figures(proactive__fees__amount=Decimal("0.1"))))
    write_state(made, tmp_path / "s.json")
    values = json.loads((tmp_path / "s.json").read_text("utf-8"))["offices"]["红河县|0|"]["figures"]["values"]
    assert "0.1" in values and len(values) == 200
    assert RECEIVED in full("x").cells
