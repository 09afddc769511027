"""A year's report: its figures, its texts, review, signature, locking, publication."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.site.browser.watched import follow
from tests.site.browser.year import IN_HAND, TODAY, Year, fill, told

RECEIVED = "requests.received.total"
FEES = "proactive.fees.amount"
SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
_SELECT = """(editor, text) => {
    const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(text);
        if (at < 0) continue;
        editor.focus();
        getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + text.length);
        return;
    }
}"""
_QUESTION = re.compile("【[^】]*】")
_ANSWERS = {
    "下级单位的工作考核": "下级单位考核结果均为合格以上，群众评议总体满意，没有发生责任追究情形。",
    "主动公开台账": "通过政府网站和村务公开栏公开各类信息，重点公开惠民政策和财政资金使用情况。",
    "管理工作": "落实公开属性源头认定和发布审核制度，按季度清理失效信息。",
    "平台建设": "由专人维护政府网站专栏，村（社区）公开栏定期更新。",
    "业务培训": "组织一次业务培训，对各村公开栏逐一检查并督促整改。",
    "工作考核结果": "工作考核结果情况：纳入年度目标考核，考核结果为良好。",
    "社会评议结果": "社会评议结果情况：开展群众满意度评议，总体满意。",
    "责任追究结果": "责任追究结果情况：全年没有发生责任追究情形。",
    "请核对": "未在本系统登记的单位，情况由其书面报送。",
    "主要问题": "部分信息更新不够及时，政策解读形式较为单一。",
    "改进措施": "明确每类信息的更新时限，增加图表和问答形式的解读。",
    "信息处理费": "",
}


def begin(page: Page) -> None:
    """Begin the report of the year in hand by the first page's step."""
    follow(page.locator(".office-steps").get_by_role("button", name=f"编制{IN_HAND}年度报告"))
    told(page, "已开始编制")


def figure(page: Page, key: str) -> Locator:
    """A figure of the form, which opens on what it is made of."""
    return page.locator(f"[id='{key}'] a.value")


def beside(page: Page, key: str) -> Locator:
    """Open a figure below the form; one that stands behind an open one is scrolled to first."""
    figure(page, key).evaluate("each => each.closest('td').scrollIntoView({block: 'start', behavior: 'instant'})")
    figure(page, key).click()
    shown = page.get_by_role("region", name="所选的数字")
    expect(page.locator("td.chosen")).to_have_id(key)
    expect(shown).to_be_visible()
    return shown


def confirm_zeros(page: Page, count: int) -> None:
    """Type a 0 for every kind of which there is no record, and confirm: the figures are done, the editor comes."""
    zeros = page.get_by_role("region", name="本年没有记录的事项").get_by_role("textbox")
    expect(zeros).to_have_count(count)
    for each in zeros.all():
        each.fill("0")
    follow(page.get_by_role("button", name="确认填了0的事项为0"))
    told(page, "已确认为0")
    expect(page.locator("#write")).to_be_visible()


def set_by_hand(year: Year, page: Page) -> None:
    """A figure is set by hand only with a reason, and follows the registers again once that is taken back."""
    shown = beside(page, FEES)
    fill(page, {"数值": "0.35"})
    shown.get_by_role("button", name="保存手工调整").click()
    expect(shown.get_by_role("alert")).to_contain_text("原因")
    year.judge(page)
    fill(page, {"原因": "工本费由县财政代收，数字来自非税系统"})
    shown.get_by_role("button", name="保存手工调整").click()
    told(page, "已手工调整这一格")
    expect(figure(page, FEES)).to_have_text("0.35")
    year.judge(page)
    shown.get_by_role("button", name="撤回，恢复按台账计算").click()
    told(page, "已撤回手工调整")
    expect(figure(page, FEES)).to_have_text("0.00")


def write(year: Year, page: Page, name: str = "") -> None:
    """Put drafts into the boxes, answer what they ask, link a number, watch the checks meanwhile, and submit."""
    follow(page.get_by_role("button", name="空着的部分都生成草稿"))
    expect(editor(page, "overview")).not_to_be_empty()
    expect(editor(page, "other")).not_to_be_empty()
    checks = page.locator("#findings")
    expect(checks).to_contain_text("【请")
    for key in ("overview", "problems", "other"):
        answer(editor(page, key))
    link_a_number(page)
    expect(checks).not_to_contain_text("【请", timeout=20_000)
    expect(checks).not_to_contain_text("错误")
    year.judge(page, name, editor(page, "problems"))
    follow(page.get_by_role("button", name="保存并提交审核"))
    told(page, "已提交审核")


def editor(page: Page, key: str) -> Locator:
    """The box of one text."""
    return page.locator(f"#part-{key} [role=textbox]")


def answer(box: Locator) -> None:
    """Type over each question of a draft."""
    for question in _QUESTION.findall(box.inner_text()):
        said = next(said for word, said in _ANSWERS.items() if word in question)
        box.evaluate(_SELECT, question)
        box.page.keyboard.insert_text(said) if said else box.page.keyboard.press("Delete")


def link_a_number(page: Page) -> None:
    """Type a sentence whose numbers follow the registers: one named to its end, one picked from the list."""
    box = editor(page, "problems")
    box.press("ControlOrMeta+End")
    page.keyboard.type("办结{{requests.concluded.total}}件，")
    page.keyboard.insert_text("年底尚有")
    page.keyboard.type("{{")
    page.get_by_role("searchbox", name="按名称查找数字").fill("requests.carried_out.total")
    page.get_by_role("dialog", name="选择数字").get_by_role("listitem").get_by_role("button").first.click()
    page.keyboard.insert_text("件申请在法定期限内继续办理。")
    expect(box).to_have_text(re.compile(r"办结\d+件，年底尚有\d+件申请在法定期限内继续办理。$", re.DOTALL))
    expect(box.locator("[data-key='requests.carried_out.total']")).to_have_count(1)


def submit_and_review(page: Page) -> None:
    """Who reviews and is not alone with what was written does both at once."""
    follow(page.get_by_role("button", name="提交并审核通过"))
    told(page, "已审核通过")


def review(year: Year, page: Page, name: str = "") -> None:
    """The reviewer passes the draft, and the sheet for the leader's signature comes."""
    if name:
        year.judge(page, name)
    follow(page.get_by_role("button", name="审核通过，打印审签单"))
    told(page, "已审核通过")
    expect(page.get_by_role("heading", name="签署意见")).to_be_visible()


def sign_and_lock(page: Page, number: int = 1) -> None:
    """The leader's signature on paper is recorded with its scan, and what was signed is locked."""
    fill(page, {"签发人": "郑红梅", "签发日期": TODAY})
    page.get_by_label("扫描件").set_input_files([{"name": "审签单.pdf", "mimeType": "application/pdf", "buffer": SCAN}])
    follow(page.get_by_role("button", name="登记签发并锁定"))
    told(page, f"锁定为第{number}版")


def approve_and_lock(page: Page, number: int) -> None:
    """The leader approves on screen; the report is locked at once."""
    follow(page.get_by_role("button", name="签发并锁定", exact=True))
    told(page, f"锁定为第{number}版")


def publish(page: Page, url: str = "") -> None:
    """Publish on the site's own pages, and record where the report went up on the province's platform."""
    fill(page, {"公开日期（不在本站公开的不填）": TODAY})
    if url:
        platform = "河北省政府信息公开统一平台"
        fill(page, {"平台": platform, "报告页面的网址": url, "在平台公开的日期": TODAY})
    follow(page.get_by_role("button", name="登记公开"))
    told(page, "已登记公开")
    if url:
        expect(page.get_by_role("link", name=url)).to_be_visible()
