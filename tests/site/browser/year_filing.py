"""Handing up and collecting: returned, corrected, accepted, handed in through a one-time link."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.site.browser.watched import follow
from tests.site.browser.year import IN_HAND, Year, fill, next_step, told
from tests.site.intake import build as docs

WORDS = "依申请公开第2号只公开了批复正文，应计入“部分公开”，请核实更正。"


def hand_up(year: Year, page: Page, step: str = f"报送{IN_HAND}年度报告") -> None:
    """Hand the locked version up."""
    next_step(page, step)
    follow(page.get_by_role("button", name="报送", exact=True))
    told(page, f"已报送给{year.county}")


def decide(year: Year, page: Page, town: str, button: str, words: str = "") -> None:
    """The supervisor opens the township's filing from the overview, and accepts or returns it."""
    next_step(page, "审核1份已报送的报告")
    follow(page.get_by_role("link", name=re.compile(f"审核 ?{year.town(town)}")))
    # What is accepted may have points to verify: then a reason is asked.
    fill(page, {"意见": words or "已核对"})
    if words:
        year.judge(page)
    follow(page.get_by_role("button", name=button, exact=True))
    if words:
        year.judge(page)
        follow(page.get_by_role("button", name="退回并发出"))
    told(page, f"已{button}")


def make_link(year: Year, page: Page, town: str) -> str:
    """Make a one-time link and return it."""
    year.menu(page, "报送汇总")
    expect(page.get_by_role("row").filter(has_text="已接收")).to_have_count(1)
    year.judge(page, "overview")
    follow(page.get_by_role("link", name=re.compile(f"一次性链接 ?{year.town(town)}")))
    follow(page.get_by_role("button", name="制作"))
    made = page.locator("#made")
    expect(made).to_be_visible()
    year.judge(page)
    return made.input_value()


def hand_in_by_link(year: Year, link: str, town: str) -> None:
    """Somebody without an account uploads a file, looks at what was read, and confirms."""
    page = year.visitor()
    page.goto(link)
    year.judge(page)
    sent = docs.html(
        year.town(town),
        IN_HAND,
        requests__received__natural_person=3,
        requests__received__total=3,
        requests__granted__natural_person=3,
        requests__granted__total=3,
        requests__concluded__natural_person=3,
        requests__concluded__total=3,
    )
    page.get_by_label("报告文件").set_input_files([{"name": "年报.html", "mimeType": "text/html", "buffer": sent}])
    follow(page.get_by_role("button", name="上传"))
    read = page.get_by_role("heading", name="读到的数字")
    expect(read).to_be_visible(timeout=60_000)
    year.judge(page, "link", read)
    page.get_by_label("数字与本单位报告一致").check()
    follow(page.get_by_role("button", name="确认报送"))
    expect(page.get_by_role("heading", name="已经报送")).to_be_visible()
    year.judge(page)
    page.context.close()
