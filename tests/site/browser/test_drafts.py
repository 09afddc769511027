"""What is typed stays: the browser closed, the session expired, signed in again in another window."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.site.browser.served import Served
from tests.site.browser.watched import DESKTOP, PHONE, assert_fits, assert_no_axe_violations, follow

TYPED = "办结依申请公开十二件，\n均在期限以内。"
PASSWORD = "密码-gongkai"


def accept_leaving(page: Page) -> list[str]:
    """Leave pages with what is not saved; what the browser asked is noted."""
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    return asked


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    follow(page.get_by_role("button", name="登录"))


def signed_in(site: Served, open_browser: Callable[..., BrowserContext], size: dict[str, int]) -> Page:
    page = open_browser(size=size).new_page()
    page.goto("/admin/")
    sign_in(page, site.world["name"])
    return page


def test_a_form_left_with_a_warning_comes_back_as_it_was(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    page = signed_in(site, open_browser, DESKTOP)
    asked = accept_leaving(page)
    address = reverse("records:add", args=[site.world["townships"][0], "requests"])
    page.goto(address)
    page.get_by_label("申请内容").first.fill(TYPED)
    expect(page.get_by_role("status").filter(has_text="草稿已自动保存")).to_be_visible()
    assert asked == []
    page.goto("/admin/")
    assert asked == ["beforeunload"]
    page.goto(address)
    expect(page.get_by_text("已恢复您上次没有保存的内容")).to_be_visible()
    expect(page.get_by_label("申请内容").first).to_have_value(TYPED)
    assert_no_axe_violations(page)
    page.set_viewport_size(PHONE)
    assert_fits(page)
    follow(page.get_by_role("button", name="放弃草稿"))
    expect(page.get_by_label("申请内容").first).to_have_value("")
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_the_reports_text_comes_back_after_an_expired_session(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    page = signed_in(site, open_browser, DESKTOP)
    accept_leaving(page)
    place = [site.world["townships"][0], 2025, "own"]
    page.goto(reverse("annual:list", args=place[:1]))
    page.get_by_label("年度", exact=True).select_option("2025")
    follow(page.get_by_role("button", name="开始编制"))
    page.goto(reverse("annual:write", args=place))
    box = page.get_by_role("textbox", name="其他需要报告的事项")
    box.fill(TYPED)
    page.context.clear_cookies(name="sessionid")
    expect(page.get_by_text("登录已过期，内容还在这个页面上")).to_be_visible()
    expect(page.get_by_role("link", name="登录", exact=True)).to_be_visible()
    follow(page.get_by_role("button", name="保存全部"))
    expect(page.get_by_text("您填写的内容没有丢失")).to_be_visible()
    assert_no_axe_violations(page)
    sign_in(page, site.world["name"])
    expect(page).to_have_url(f"{site.address}{reverse('annual:write', args=place)}")
    expect(page.get_by_text("已恢复您上次没有保存的内容")).to_be_visible()
    expect(page.get_by_role("textbox", name="其他需要报告的事项")).to_contain_text("均在期限以内。")
    follow(page.get_by_role("button", name="保存全部"))
    expect(page.get_by_text("已保存。")).to_be_visible()
    expect(page.get_by_text("已恢复您上次没有保存的内容")).to_have_count(0)
    expect(page.get_by_role("textbox", name="其他需要报告的事项")).to_contain_text("均在期限以内。")


def test_signing_in_again_in_another_window_loses_nothing(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    page = signed_in(site, open_browser, DESKTOP)
    page.goto(reverse("records:add", args=[site.world["townships"][0], "requests"]))
    page.get_by_label("申请内容").first.fill(TYPED)
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto("/admin/")
    sign_in(other, site.world["name"])
    other.close()
    page.get_by_label("申请内容").first.press("End")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("status").filter(has_text="草稿已自动保存")).to_be_visible()
    follow(page.get_by_role("button", name="保存", exact=True))
    expect(page.get_by_text("页面已过期")).to_have_count(0)
    expect(page.get_by_label("申请内容").first).to_have_value(TYPED)
