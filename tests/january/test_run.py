"""The whole January: a folder and a roster in, everything out, and what changed on the next run."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from gongkai.errors import InvalidData, RosterInvalid, UsageError, WriteFailed
from gongkai.january import JanuaryResult, run_january
from gongkai.january.run import common_place
from gongkai.report import Report
from tests.january.kit import RECEIVED, YEAR, entry, full, put, roster_csv

REAL = Path(__file__).parents[1] / "data" / "reports"
OUTPUTS = {
    "汇总.html",
    "报送情况.xlsx",
    "汇总年度报告.docx",
    "汇总年度报告.xlsx",
    "变化.md",
    "reports.jsonl",
    "findings.jsonl",
    "reports.errors.jsonl",
    "january.json",
}


class County:
    """A folder of what came in, a roster and a folder for the results."""

    def __init__(self, root: Path) -> None:
        self.folder, self.out, self.roster = root / "来件", root / "结果", root / "名单.csv"
        self.folder.mkdir()
        roster_csv(
            self.roster,
            "教育局,红河县,红河县人民政府,2025-01-20",
            "城关镇人民政府,红河县,红河县人民政府,2025-01-20",
            "城关镇人民政府,白云县,白云县人民政府,2025-01-20",
            "公安局,红河县,红河县人民政府,2025-01-20",
        )
        put(self.folder, self.right("红河县教育局", 3))
        put(self.folder, self.wrong("红河县城关镇人民政府"))
        put(self.folder, self.wrong("白云县城关镇人民政府"))

    @staticmethod
    def right(agency: str, received: int) -> Report:
        rows = ("received", "granted", "concluded")
        cells = {f"requests.{row}.{column}": received for row in rows for column in ("natural_person", "total")}
        return full(agency).with_cells(cells)

    @staticmethod
    def wrong(agency: str) -> Report:
        return full(agency, requests__received__total=5)

    def run(self, **more: Any) -> JanuaryResult:
        return run_january(self.folder, self.roster, self.out, **more)

    def slips(self) -> list[str]:
        return sorted(path.name for path in (self.out / "退改通知").glob("*.docx"))

    def lines(self, name: str) -> list[Any]:
        return [json.loads(line) for line in (self.out / name).read_text("utf-8").splitlines()]


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path)


def test_a_january_in_one_call(county: County):
    result = county.run()
    assert result.year == YEAR
    assert {name: count for name, count in result.counts().items() if count} == {"已报": 1, "有错": 2, "未报": 1}
    assert {path.name for path in county.out.iterdir() if path.is_file()} == OUTPUTS
    assert county.slips() == ["白云县城关镇人民政府.docx", "红河县城关镇人民政府.docx"]
    assert all(path.exists() for path in result.outputs) and len(result.slips) == 2
    assert result.consolidated.report.value(RECEIVED) == 13
    assert [each.member.label for each in result.consolidated.missing] == ["红河县公安局"]
    assert not result.changes.compared and "第一次" in result.changes.reason


def test_the_machine_s_outputs_have_the_contract_s_form(county: County):
    (county.folder / "坏.docx").write_bytes(b"PK\x03\x04broken")
    county.run()
    reports = county.lines("reports.jsonl")
    assert [Report.from_json(each).agency for each in reports] == [
        "白云县城关镇人民政府",
        "红河县城关镇人民政府",
        "红河县教育局",
    ]
    findings = county.lines("findings.jsonl")
    assert {each["source"] for each in findings} == {each["source"] for each in reports}
    assert all(
        set(each) == {"rule", "severity", "cells", "message", "basis", "expected", "found"}
        for line in findings
        for each in line["findings"]
    )
    (error,) = county.lines("reports.errors.jsonl")
    assert error["source"] == "坏.docx" and set(error["error"]) == {"code", "message"}


def test_run_again_without_changes_nothing_changes_and_slips_stay_as_the_officer_left_them(county: County):
    county.run()
    slip = county.out / "退改通知" / "红河县城关镇人民政府.docx"
    slip.write_bytes(slip.read_bytes() + b"\0")
    edited = slip.read_bytes()
    again = county.run()
    assert again.changes.compared and again.changes.empty and again.messages == ()
    assert slip.read_bytes() == edited
    assert "没有变化" in (county.out / "变化.md").read_text("utf-8")
    state = (county.out / "january.json").read_bytes()
    county.run()
    assert (county.out / "january.json").read_bytes() == state


def test_run_again_after_corrections_says_what_changed(county: County):
    county.run()
    put(county.folder, county.right("红河县城关镇人民政府", 5))
    put(county.folder, county.right("红河县公安局", 2))
    changes = county.run().changes
    newly = [each.label for each in changes.offices if each.newly_filed]
    corrected = {each.label: each for each in changes.offices if each.corrected}
    assert newly == ["红河县公安局"] and list(corrected) == ["红河县城关镇人民政府"]
    change = corrected["红河县城关镇人民政府"]
    assert (change.before, change.after) == ("wrong", "filed") and change.gone and not change.came
    assert {each.key for each in change.moved} == {
        f"requests.{row}.{column}"
        for row in ("received", "granted", "concluded")
        for column in ("natural_person", "total")
    } - {RECEIVED}
    assert [(each.key, each.before, each.after) for each in changes.total if each.key == RECEIVED] == [
        (RECEIVED, 13, 15)
    ]
    text = (county.out / "变化.md").read_text("utf-8")
    assert "新报：1个（红河县公安局）" in text and "状态：有错 → 已报" in text and "13 → 15（+2）" in text
    assert "红河县公安局" in (county.out / "汇总.html").read_text("utf-8").split("与上次相比")[2]


def test_the_slip_of_an_office_that_is_right_now_is_removed_and_only_ours_are(county: County):
    county.run()
    (county.out / "退改通知" / "我的备忘.docx").write_bytes(b"mine")
    put(county.folder, county.right("红河县城关镇人民政府", 5))
    put(county.folder, county.right("白云县城关镇人民政府", 5))
    result = county.run()
    assert county.slips() == ["我的备忘.docx"] and result.slips == ()


def test_a_slip_the_officer_worked_on_is_kept_when_it_is_out_of_date(county: County):
    county.run()
    slip = county.out / "退改通知" / "红河县城关镇人民政府.docx"
    slip.write_bytes(b"edited")
    put(county.folder, full("红河县城关镇人民政府", requests__received__total=6))
    result = county.run()
    assert len(result.messages) == 1 and "红河县城关镇人民政府" in result.messages[0]
    kept = county.out / "退改通知" / "红河县城关镇人民政府（原件1）.docx"
    assert kept.read_bytes() == b"edited" and slip.read_bytes() != b"edited"


def test_a_deleted_slip_is_written_again(county: County):
    (first, *_) = county.run().slips
    first.unlink()
    county.run()
    assert first.exists()


def test_output_and_roster_inside_the_folder_are_not_read_as_reports(county: County):
    county.out = county.folder / "结果"
    inside = county.folder / "名单.csv"
    county.roster.rename(inside)
    county.roster = inside
    first, second = county.run(), county.run()
    assert first.counts() == second.counts() and second.changes.empty
    assert county.lines("reports.errors.jsonl") == []
    assert len(county.lines("reports.jsonl")) == 3


def test_another_year_is_not_compared_with_this_one(county: County):
    county.run()
    result = county.run(year=YEAR - 1)
    assert not result.changes.compared and "2024" in result.changes.reason
    assert result.counts()["年度不符"] == 3


def test_last_year_s_reports_in_the_folder_serve_the_rules_of_years(county: County):
    before = replace(county.right("红河县教育局", 3), year=YEAR - 1, source="去年.json").with_cells(
        {"requests.carried_out.total": 4}
    )
    put(county.folder, before)
    offices = county.run(year=YEAR).collected.offices
    assert "years.carried" in [each.rule for each in offices[0].findings]


def test_the_officer_names_report_and_issuer(county: County):
    result = county.run(agency="红河县人民政府", issuer="红河县人民政府办公室")
    assert result.consolidated.report.title == "红河县人民政府2024年政府信息公开工作年度报告"
    slip = docx.Document(str(county.out / "退改通知" / "红河县城关镇人民政府.docx"))
    assert "红河县人民政府办公室" in [paragraph.text for paragraph in slip.paragraphs]


def test_progress_is_told(county: County):
    told: list[tuple[int, int, str]] = []
    county.run(on_progress=lambda done, of, what: told.append((done, of, what)))
    assert told[:3] == [
        (1, 3, "白云县城关镇人民政府.json"),
        (2, 3, "红河县城关镇人民政府.json"),
        (3, 3, "红河县教育局.json"),
    ]
    assert all(0 <= done <= of for done, of, _ in told)


def test_two_jobs_find_what_one_finds(county: County):
    one = county.run()
    two = county.run(jobs=2)
    assert two.changes.empty and one.counts() == two.counts()


@pytest.mark.parametrize(
    ("break_it", "error"),
    [
        (lambda county: county.folder.rename(county.folder.parent / "x"), UsageError),
        (lambda county: county.roster.write_text("甲,乙\n", "utf-8"), RosterInvalid),
        (lambda county: county.roster.unlink(), RosterInvalid),
        (lambda county: [path.unlink() for path in county.folder.iterdir()], UsageError),
        (lambda county: county.out.write_text("a file"), WriteFailed),
        (lambda county: (county.out.mkdir(), (county.out / "january.json").write_text("{}")), InvalidData),
        (lambda county: (county.out.mkdir(), (county.out / "january.json").write_text("nonsense")), InvalidData),
    ],
    ids=[
        "no folder",
        "no headers",
        "no roster",
        "nothing came in",
        "out is a file",
        "state without shape",
        "state not json",
    ],
)
def test_what_cannot_be_done_is_said_clearly(county: County, break_it: Any, error: type[Exception]):
    break_it(county)
    with pytest.raises(error) as caught:
        county.run()
    assert str(caught.value)


def test_an_empty_folder_with_a_year_given_is_a_county_of_missing_reports(county: County):
    for path in county.folder.iterdir():
        path.unlink()
    result = county.run(year=YEAR)
    assert result.counts()["未报"] == 4 and result.consolidated.report.value(RECEIVED) is None
    assert result.slips == () and {path.name for path in county.out.iterdir()} >= OUTPUTS


def test_real_reports_are_matched_checked_and_summed(tmp_path: Path):
    roster = roster_csv(
        tmp_path / "名单.csv",
        "白市驿镇人民政府,重庆市九龙坡区,重庆高新技术产业开发区管理委员会,2025年1月20日",
        "国梁镇人民政府,重庆市大足区,大足区人民政府,2025年1月31日",
        "淮安市洪泽区人民政府,江苏省淮安市洪泽区,淮安市人民政府,2025年3月31日",
    )
    folder = tmp_path / "来件"
    folder.mkdir()
    for name in ("baishiyi-2024.txt", "guoliang-2024.txt", "hongze-2024.pdf"):
        shutil.copy(REAL / name, folder)
    result = run_january(folder, roster, tmp_path / "out", year=YEAR)
    statuses = {each.entry.name: each.sources for each in result.collected.offices if each.report is not None}
    assert set(statuses) == {"白市驿镇人民政府", "国梁镇人民政府", "淮安市洪泽区人民政府"}
    expected = [
        json.loads((REAL / f"{name}.expected.json").read_text("utf-8"))
        for name in ("baishiyi-2024", "guoliang-2024", "hongze-2024")
    ]
    assert result.consolidated.report.value(RECEIVED) == sum(each["cells"][RECEIVED] for each in expected)


def test_the_word_and_excel_reports_can_be_opened_and_hold_the_sums(county: County):
    county.run()
    text = "\n".join(each.text for each in docx.Document(str(county.out / "汇总年度报告.docx")).paragraphs)
    assert "红河县公安局" in text
    book = openpyxl.load_workbook(county.out / "汇总年度报告.xlsx")
    assert book.sheetnames == ["年度报告", "各机关数据", "缺项", "存疑", "差异"]
    assert any(cell.value == 13 for row in book["年度报告"].iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["重庆市九龙坡区", "重庆市九龙坡区"], "重庆市九龙坡区"),
        (["重庆市九龙坡区", "重庆市大足区"], "重庆市"),
        (["红河县", "红河县", "白云县"], "红河县"),
        (["", ""], "本地区"),
    ],
)
def test_the_consolidated_report_is_named_after_the_place_the_roster_covers(places: list[str], expected: str):
    assert common_place([entry(f"局{number}", place) for number, place in enumerate(places)]) == expected
