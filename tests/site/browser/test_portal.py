"""The public pages in a real browser: without JavaScript, on a phone, by keyboard, in large type; axe finds nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.browser.served import Served
from tests.site.browser.watched import DESKTOP, PHONE, assert_fits, assert_no_axe_violations, follow, picture

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


def addresses(site: Served) -> dict[str, str]:
    township = site.world["townships"][0]
    return {
        "home": "/",
        "search": "/?q=第1镇",
        "below": f"/?superior={site.world['county']}",
        "nothing": "/?q=无此单位",
        "agency": f"/agencies/{site.world['county']}/",
        "report": f"/agencies/{township}/2024/",
        "corrected": f"/agencies/{township}/2024/1/",
        "area": f"/agencies/{site.world['county']}/2024/area/",
        "missing": "/agencies/987654/",
    }


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


@SIZES
def test_every_page_is_whole_at_this_width_and_axe_finds_nothing(
    site: Served, open_browser: Callable[..., BrowserContext], size: dict[str, int]
) -> None:
    page = open_browser(size=size).new_page()
    for name, address in addresses(site).items():
        page.goto(address)
        assert_fits(page)
        assert_no_axe_violations(page)
        if name in ("home", "agency", "report"):
            picture(page, f"portal-{name}-{size['width']}")


@SIZES
def test_large_type_and_contrast_are_kept_without_javascript(
    site: Served, open_browser: Callable[..., BrowserContext], size: dict[str, int]
) -> None:
    context = open_browser(size=size, java_script_enabled=False)
    page = opened(context, addresses(site)["report"])
    before = font_size(page)
    follow(page.get_by_role("button", name="大字版"))
    follow(page.get_by_role("button", name="高对比度"))
    expect(page).to_have_url(f"{site.address}{addresses(site)['report']}")
    assert font_size(page) >= 1.4 * before
    picture(page, f"portal-large-{size['width']}")
    for address in addresses(site).values():
        page.goto(address)
        expect(page.get_by_role("button", name="大字版", pressed=True)).to_be_visible()
        assert_fits(page)
    watched = open_browser(size=size)
    watched.add_cookies(context.cookies())
    page = watched.new_page()
    for address in addresses(site).values():
        page.goto(address)
        assert font_size(page) >= 1.4 * before
        assert_no_axe_violations(page)


def font_size(page: Page) -> float:
    return float(page.locator("body").evaluate("body => parseFloat(getComputedStyle(body).fontSize)"))


def test_a_visitor_finds_a_report_and_its_files_without_javascript(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    page = opened(open_browser(size=PHONE, java_script_enabled=False), "/")
    page.get_by_label("单位名称或所在地").fill("安平 第1镇")
    follow(page.get_by_role("button", name="查找"))
    follow(page.get_by_role("link", name="安平县第1镇人民政府", exact=True))
    follow(page.get_by_role("link", name="2024年度报告"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("2024年政府信息公开工作年度报告")
    with page.expect_download() as download:
        page.get_by_role("navigation", name="下载").get_by_role("link", name="Word").click()
    assert download.value.suggested_filename == "安平县第1镇人民政府2024年政府信息公开工作年度报告（第2版）.docx"
    follow(page.get_by_role("link", name="第1版"))
    follow(page.get_by_role("link", name="查阅最新版"))
    expect(page.get_by_text("更正原因：“收费金额”一项填写有误")).to_be_visible()
    follow(page.get_by_role("button", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_by_keyboard_alone_one_skips_to_the_text_and_every_stop_is_seen(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    page = opened(open_browser(), addresses(site)["report"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "() => [document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]"
        )
        if name == "BODY":
            break
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        stops.append(page.evaluate("document.activeElement.getAttribute('role') || document.activeElement.textContent"))
    assert stops.count("group") == 3
    assert {"Word", "PDF", "HTML", "Excel", "CSV", "JSON", "第1版"} <= set(stops)


def test_printed_the_page_is_the_report_without_the_frame(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    page = opened(open_browser(), addresses(site)["report"])
    page.emulate_media(media="print")
    expect(page.locator("header.site")).to_be_hidden()
    expect(page.get_by_role("navigation", name="下载")).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()
