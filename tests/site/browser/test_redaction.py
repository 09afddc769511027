"""遮盖后公开 in a real browser: marked by mouse and keyboard, released by somebody else, and no text is left."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.redaction.kit import pages_of_text
from tests.site.browser.served import Served
from tests.site.browser.watched import DESKTOP, PHONE, assert_fits, assert_no_axe_violations, follow, picture

SECRET = "13912345678"
TABLET = {"width": 820, "height": 1180}
_PATIENCE = 240


def wait_for(page: Page, words: str) -> None:
    """Ask for the page again until the worker has done its part."""
    for _ in range(_PATIENCE):
        if page.get_by_text(words, exact=True).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{page.url}: no {words}")


def brought(page: Page, site: Served, *texts: str) -> None:
    """Upload a file and wait for its pages."""
    page.goto(f"/admin/redaction/{site.world['townships'][0]}/upload/")
    data = pages_of_text(*texts)
    page.get_by_label("要遮盖的文件").set_input_files(
        [{"name": "来信.pdf", "mimeType": "application/pdf", "buffer": data}]
    )
    follow(page.get_by_role("button", name="上传", exact=True))
    wait_for(page, "标记中")


def judge(page: Page, name: str) -> None:
    """What a page must be at every width."""
    for size, called in ((PHONE, "phone"), (TABLET, "tablet"), (DESKTOP, "desktop")):
        page.set_viewport_size(size)
        assert_fits(page)
        picture(page, f"redaction-{name}-{called}")
    assert_no_axe_violations(page)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over the drawing, in shares of it."""
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()


def test_a_file_is_marked_by_mouse_and_keyboard_and_goes_out_without_its_text(
    site: Served, open_browser: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = open_browser(who="township-clerk", size=DESKTOP).new_page()
    brought(page, site, f"张三的电话是{SECRET}。", "第二页可以公开。")
    address = page.url
    judge(page, "case")

    follow(page.get_by_role("link", name="标记第1页"))
    drag(page, (0.08, 0.06), (0.5, 0.1))
    marks = page.locator("#boxes [data-at]")
    expect(marks).to_have_count(1)
    assert page.locator("#drawing").get_attribute("style") is None
    page.get_by_role("combobox", name="第1个的依据").select_option("personal-information")
    # By keyboard alone: add, move, resize, take back, have again.
    page.get_by_role("button", name="加一个方框").press("Enter")
    expect(marks).to_have_count(2)
    expect(marks.nth(1)).to_be_focused()
    for key in ("ArrowLeft", "ArrowUp", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("[name=left]").nth(1)).to_have_value("39.5")
    expect(page.locator("[name=right]").nth(1)).to_have_value("60")
    page.keyboard.press("ControlOrMeta+z")
    expect(page.locator("[name=right]").nth(1)).to_have_value("59.5")
    page.keyboard.press("Delete")
    expect(marks).to_have_count(1)
    page.keyboard.press("ControlOrMeta+z")
    expect(marks).to_have_count(2)
    judge(page, "page")
    page.keyboard.press("ControlOrMeta+s")
    expect(page.get_by_text("都已保存。")).to_be_visible()
    page.reload()
    expect(marks).to_have_count(2)

    follow(page.get_by_role("link", name="全部页"))
    page.get_by_role("checkbox", name="勾选第2页").check()
    follow(page.get_by_role("button", name="决定勾选的页"))
    follow(page.get_by_role("button", name="提交复核"))
    wait_for(page, "待复核")

    other = open_browser(who="township-reviewer", size=DESKTOP).new_page()
    other.goto("/admin/")
    follow(other.get_by_role("link", name=re.compile("对照原件复核遮盖并放行")).first)
    shown = other.get_by_alt_text("遮盖后的第1页")
    expect(shown).to_have_js_property("complete", True)
    judge(other, "review")
    other.get_by_role("checkbox", name=re.compile("已逐页对照")).check()
    follow(other.get_by_role("button", name="放行", exact=True))
    with other.expect_download() as given:
        other.get_by_role("link", name="下载遮盖后的文件").first.click()
    file = tmp_path / "out.pdf"
    given.value.save_as(file)
    assert subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout.split() == []
    assert SECRET.encode() not in file.read_bytes()
    page.goto(address)
    expect(page.get_by_text("已放行").first).to_be_visible()


def test_two_people_on_one_page_lose_nothing(site: Served, open_browser: Callable[..., BrowserContext]) -> None:
    one = open_browser(who="township-clerk", size=TABLET).new_page()
    brought(one, site, "两个人一起标记的一页。")
    follow(one.get_by_role("link", name="标记第1页"))
    two = open_browser(who="township-reviewer", size=DESKTOP).new_page()
    two.goto(one.url)
    drag(two, (0.5, 0.5), (0.7, 0.6))
    follow_free(two)
    drag(one, (0.1, 0.1), (0.3, 0.2))
    one.get_by_role("button", name="保存", exact=True).click()
    expect(one.get_by_text("他人刚改过这一页")).to_be_visible()
    expect(one.locator("#boxes [data-at]")).to_have_count(2)
    follow_free(one)
    two.reload()
    expect(two.locator("#boxes [data-at]")).to_have_count(2)


def follow_free(page: Page) -> None:
    """Save, and stay on the page."""
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("都已保存。")).to_be_visible()


@pytest.mark.parametrize("finger", [False, True], ids=["scrolls", "draws"])
def test_a_finger_draws_only_where_it_was_asked_to(
    site: Served, open_browser: Callable[..., BrowserContext], finger: bool
) -> None:
    page = open_browser(who="township-clerk", size=TABLET, has_touch=True).new_page()
    brought(page, site, f"用手指标记的一页，{finger}。")
    follow(page.get_by_role("link", name="标记第1页"))
    if finger:
        page.get_by_role("button", name="用手指画框").tap()
    page.locator("#drawing").evaluate(
        """drawing => {
            const box = drawing.getBoundingClientRect();
            const at = (kind, x, y) => drawing.dispatchEvent(new PointerEvent(kind, {
                pointerId: 5, pointerType: "touch", button: 0, bubbles: true, cancelable: true,
                clientX: box.x + x * box.width, clientY: box.y + y * box.height }));
            drawing.setPointerCapture = () => {};
            at("pointerdown", .1, .1); at("pointermove", .3, .2); at("pointerup", .3, .2);
        }"""
    )
    expect(page.locator("#boxes [data-at]")).to_have_count(1 if finger else 0)
