"""From the first record of a year to the county's published report, clicked and typed by those whose business it is."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import gongkai
from tests.site.browser import year_filing as filing
from tests.site.browser import year_records as records
from tests.site.browser import year_report as report
from tests.site.browser.served import Served
from tests.site.browser.watched import PRESSES, follow
from tests.site.browser.year import IN_HAND, Year, fill, next_step, told

FIRST, SECOND, THIRD = "青石镇", "临河镇", "白沙镇"


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_year_goes_from_its_first_record_to_the_countys_published_report(
    site: Served, open_browser: Callable[..., BrowserContext], width: str
) -> None:
    year = Year(site, open_browser, width)
    PRESSES.clear()
    for stage in STAGES:
        stage(year)
        if stage is the_report_is_signed_locked_published_and_handed_up and width == "desktop":
            # 53 in the release before this frame: see "How many presses" in docs/site/report.md.
            assert len(PRESSES) <= 26


def the_registers_are_kept(year: Year) -> None:
    page = year.at("town-clerk")
    year.judge(page)
    records.enter_by_hand(year, page)
    records.import_excel(year, page)
    records.correct(year, page)


def the_report_is_compiled_and_written(year: Year) -> None:
    page = year.at("town-clerk")
    report.begin(page)
    expect(report.figure(page, report.RECEIVED)).to_have_text("4")
    year.judge(page, "form")
    report.beside(page, report.RECEIVED)
    expect(page.locator(".annual-records tbody tr")).to_have_count(4)
    year.judge(page, "cell", report.figure(page, report.RECEIVED))
    report.set_by_hand(year, page)
    report.confirm_zeros(page, 5)
    report.write(year, page, "write")


def the_report_is_signed_locked_published_and_handed_up(year: Year) -> None:
    page = year.at("town-reviewer")
    next_step(page, "核对清单并审核")
    report.review(year, page, "review")
    year.judge(page)
    page = year.at("town-leader")
    next_step(page, "看过全文后签发")
    report.sign_and_lock(page)
    report.publish(page, "https://info.hebei.example/qingshi/1")
    year.judge(page)
    filing.hand_up(year, year.at("town-clerk"))
    year.judge(year.pages["town-clerk"])


def the_report_comes_back_and_is_corrected(year: Year) -> None:
    filing.decide(year, year.at("county-supervisor"), FIRST, "退回", filing.WORDS)
    page = year.at("town-clerk")
    next_step(page, "被退回")
    expect(page.get_by_text(filing.WORDS)).to_be_visible()
    year.judge(page)
    records.correct_outcome(year, page)
    page = year.at("town-reviewer")
    next_step(page, "被退回：开始更正")
    fill(page, {"填写更正原因": "依申请公开1件由“予以公开”更正为“部分公开”"})
    follow(page.get_by_role("button", name="开始更正"))
    told(page, "已开始更正")
    report.submit_and_review(page)
    page = year.at("town-leader")
    next_step(page, "看过全文后签发")
    report.approve_and_lock(page, 2)
    report.publish(page)
    filing.hand_up(year, year.at("town-clerk"), "已改正，重新报送")
    filing.decide(year, year.at("county-supervisor"), FIRST, "接收")


def another_township_hands_in_through_a_link(year: Year) -> None:
    link = filing.make_link(year, year.at("county-supervisor"), SECOND)
    filing.hand_in_by_link(year, link, SECOND)
    filing.decide(year, year.at("county-supervisor"), SECOND, "接收")


def the_county_reports_itself(year: Year) -> None:
    page = year.at("county-clerk")
    records.enter_one(page)
    page = year.at("county-clerk")
    report.begin(page)
    report.confirm_zeros(page, 6)
    report.write(year, page)
    _reviewed_and_signed(year, page, "own")


def the_county_consolidates(year: Year) -> None:
    page = year.at("county-supervisor")
    year.menu(page, "报送汇总")
    follow(page.get_by_role("link", name="汇总", exact=True))
    follow(page.get_by_role("button", name="开始编制汇总报告"))
    told(page, "已开始编制汇总报告")
    missing = page.get_by_role("region", name="没有计入的（1）")
    expect(missing).to_contain_text(year.town(THIRD))
    year.judge(page, "consolidation")
    next_step(page, "查看汇总数据")
    expect(report.figure(page, report.RECEIVED)).to_have_text("8")
    year.judge(page)
    shown = report.beside(page, report.RECEIVED)
    for name, number in ((year.county, "1"), (year.town(FIRST), "4"), (year.town(SECOND), "3")):
        row = shown.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))
        expect(row.get_by_role("cell").first).to_have_text(number)
    year.judge(page)
    follow(page.get_by_role("link", name="正文", exact=True))
    report.write(year, page)
    _reviewed_and_signed(year, page, "area")


def _reviewed_and_signed(year: Year, page: Page, scope: str) -> None:
    named = {"own": "本机关", "area": "本地区汇总"}[scope]
    page = year.at("county-reviewer")
    next_step(page, f"{IN_HAND}年度报告（{named}）：核对清单并审核")
    report.review(year, page)
    page = year.at("county-leader")
    next_step(page, f"{IN_HAND}年度报告（{named}）：看过全文后签发")
    report.sign_and_lock(page)
    report.publish(page)


def anybody_reads_it(year: Year) -> None:
    for script in (True, False):
        page = year.visitor(java_script_enabled=script)
        page.goto("/")
        page.get_by_label("单位名称或所在地").fill(year.county)
        follow(page.get_by_role("button", name="查找"))
        follow(page.get_by_role("link", name=year.county, exact=True))
        follow(page.get_by_role("link", name=f"{IN_HAND}年度汇总报告"))
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{IN_HAND}年政府信息公开工作年度报告")
        if script:
            year.judge(page, "public")
        else:
            locked = json.loads(_downloaded(page, "JSON").read_text("utf-8"))
            read = gongkai.read(_downloaded(page, "Word"))
            assert read.cells[report.RECEIVED] == 8
            assert read.cells == {
                key: Decimal(value) if isinstance(value, str) else value for key, value in locked["cells"].items()
            }


def _downloaded(page: Page, name: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("navigation", name="下载").get_by_role("link", name=name).click()
    saved = download.value.path().with_name(download.value.suggested_filename)
    download.value.save_as(saved)
    return saved


STAGES = (
    the_registers_are_kept,
    the_report_is_compiled_and_written,
    the_report_is_signed_locked_published_and_handed_up,
    the_report_comes_back_and_is_corrected,
    another_township_hands_in_through_a_link,
    the_county_reports_itself,
    the_county_consolidates,
    anybody_reads_it,
)
