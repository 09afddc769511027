"""来文识读 in a real browser: dropped, read by the worker, verified by keyboard, accepted; without JavaScript too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.browser.served import Served
from tests.site.browser.watched import DESKTOP, PHONE, assert_fits, assert_no_axe_violations, follow, picture
from tests.site.intake import build as docs

_PATIENCE = 240


def _doubtful(year: int) -> bytes:
    """A report of the third township of which one cell is no number."""
    data = docs.html("安平县第3镇人民政府", year, requests__received__research=777).decode()
    return data.replace(">777<", ">约3件左右<").encode()


def _read(page: Page, name: str) -> None:
    """Wait until the worker has read a file of the list that is shown."""
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name))
    for _ in range(_PATIENCE):
        if row.get_by_text("待识读").count() == 0:
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{name} was not read")


@pytest.mark.parametrize(
    ("size", "script", "year"),
    [(DESKTOP, True, 2022), (PHONE, True, 2021), (DESKTOP, False, 2020)],
    ids=["desktop", "phone", "without JavaScript"],
)
def test_a_report_goes_from_its_file_to_a_locked_version(
    site: Served, open_browser: Callable[..., BrowserContext], size: dict[str, int], script: bool, year: int
) -> None:
    def judge(name: str) -> None:
        if script:
            assert_fits(page)
            assert_no_axe_violations(page)
            picture(page, f"intake-{name}-{'desktop' if size is DESKTOP else 'phone'}")

    page = open_browser(who="county-supervisor", size=size, java_script_enabled=script).new_page()
    page.goto(f"/admin/intake/{site.world['county']}/upload/")
    judge("upload")
    name = f"{year}.html"
    page.get_by_label("报告文件").set_input_files(
        [
            {"name": name, "mimeType": "text/html", "buffer": _doubtful(year)},
            {"name": f"坏{year}.pdf", "mimeType": "application/pdf", "buffer": f"%PDF-1.7 {year}".encode()},
        ]
    )
    page.get_by_label("这批文件是哪一年度的报告").select_option(str(year))
    follow(page.get_by_role("button", name="上传"))
    expect(page.get_by_text("收到2份文件")).to_be_visible()
    _read(page, name)
    _read(page, f"坏{year}.pdf")
    judge("list")

    follow(page.get_by_role("link", name=name, exact=True))
    judge("document")
    page.get_by_role("link", name="看原件第").first.click()
    expect(page.locator(":target")).to_contain_text("约3件左右")
    expect(page.locator(":target")).to_be_in_viewport()
    follow(page.get_by_role("button", name="接收", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("还有1处存疑没有核对")

    # By keyboard alone: the value, the tick, the way out of the form.
    value = page.locator("#doubtful input[name^='v-']")
    value.focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("已对照原件，确认无误")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("已保存1处核对结果")).to_be_visible()
    judge("verified")

    follow(page.get_by_role("button", name="接收", exact=True))
    expect(page.get_by_text("已接收为第1版").first).to_be_visible()
    judge("accepted")


def test_the_page_of_a_pdf_stands_beside_its_figures(site: Served, open_browser: Callable[..., BrowserContext]) -> None:
    page = open_browser(who="county-supervisor", size=DESKTOP).new_page()
    page.goto(f"/admin/intake/{site.world['county']}/upload/")
    page.get_by_label("报告文件").set_input_files(
        [{"name": "洪泽区.pdf", "mimeType": "application/pdf", "buffer": docs.real("hongze-2024.pdf")}]
    )
    follow(page.get_by_role("button", name="上传"))
    _read(page, "洪泽区.pdf")
    follow(page.get_by_role("link", name="洪泽区.pdf", exact=True))
    shown = page.get_by_alt_text("原件第2页的图像")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 700
    assert_no_axe_violations(page)
    picture(page, "intake-pdf-desktop")
