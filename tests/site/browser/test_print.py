"""What the back office prints, by Chromium and read again: whole, row by row, nothing beyond the edge of the paper."""

import os
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.browser.served import Served
from tests.site.browser.watched import follow

CELL = "requests.received.natural_person"
REASON = "台账迁移时漏登一件，已据纸质登记簿核实，原件存于政务公开办公室第三号柜，" * 6
_ROWS = """() => {
    // What only a screen reader is told is not printed.
    for (const each of document.querySelectorAll('#main .visually-hidden')) each.hidden = true;
    return [...document.querySelectorAll('#main table')].filter(each => each.offsetParent)
    .map(table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText)));
}"""
_BOXES = """() => [...document.querySelectorAll('#main textarea, #main input[type=text]')]
    .filter(each => !each.closest('.office-form, .office-filter, details:not([open])')).map(each => each.value)"""


def squashed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text).replace("\ufffe", "")


def stands(cell: str, text: str) -> bool:
    """Whether a cell's text is on the page; of narrow ones side by side the paper is read line by line across them."""
    return cell in text or (len(cell) <= 12 and Counter(cell) <= Counter(text))


def printed(page: Page, name: str, folder: Path) -> tuple[list[str], list[str]]:
    """Each page's text, and what of it stands beyond the edge."""
    file = folder / f"{name}.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(file)
    texts, beyond = [], []
    for number, sheet in enumerate(document):
        text = sheet.get_textpage()
        texts.append(squashed(text.get_text_bounded()))
        boxes = [text.get_charbox(each) for each in range(text.count_chars())]
        if any(left < 0 or right > sheet.get_width() or low < 0 or high > sheet.get_height()
               for left, low, right, high in boxes):  # fmt: skip
            beyond.append(f"{name} {number + 1}")
        if pictures := os.environ.get("GONGKAI_PRINTED"):
            sheet.render(scale=1.2).to_pil().save(Path(pictures) / f"{name}-{number + 1}.png")
    return texts, beyond


def wrong_with(page: Page, name: str, folder: Path) -> list[str]:
    """What is missing, cut by the end of a page or beyond the edge."""
    page.emulate_media(media="print")
    rows = [
        (table, [squashed(cell) for cell in row if squashed(cell)])
        for table, each in enumerate(page.evaluate(_ROWS))
        for row in each
    ]
    boxes = [squashed(each) for each in page.evaluate(_BOXES) if squashed(each)]
    page.emulate_media(media="null")
    texts, wrong = printed(page, name, folder)
    whole = "".join(texts)
    for _table, cells in rows:
        if not any(all(stands(cell, text) for cell in cells) for text in texts):
            wrong.append(f"{name}: {'cut' if all(stands(cell, whole) for cell in cells) else 'missing'}: {cells}")
    wrong += [f"{name}: the text of a box is missing: {each[:60]}" for each in boxes if each not in whole]
    return wrong


def overridden(page: Page, agency: int) -> None:
    """Set a cell by hand, with a reason of several lines: the sums are then wrong, which is found."""
    page.goto(reverse("annual:cell", args=[agency, 2025, "own", CELL]))
    page.get_by_text("手工调整这一格").click()
    page.get_by_label("数值").fill("7")
    page.get_by_label("原因").fill(REASON)
    follow(page.get_by_role("button", name="保存手工调整"))


def test_the_sheet_for_signature_holds_everything_row_by_row(
    site: Served, open_browser: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = open_browser(who="baishiyi-jingban").new_page()
    page.goto("/admin/")
    agency = int(re.findall(r"/admin/annual/(\d+)/", page.content())[0])
    overridden(page, agency)
    page.goto(reverse("annual:sheet", args=[agency, 2025, "own"]))
    assert wrong_with(page, "sheet", tmp_path) == []
    texts = [squashed(each.get_textpage().get_text_bounded()) for each in pypdfium2.PdfDocument(tmp_path / "sheet.pdf")]
    whole = "".join(texts)
    assert len(texts) >= 4
    parts = ("年度报告审签单", "分管领导", "表一", "表二", "表三", "二、校验结果", "五、与上年比较")
    for wanted in (*parts, squashed(REASON)[:200]):
        assert wanted in whole, wanted
    assert "下载Word" not in whole
    code = page.locator(".sheet tr", has_text="内容校验码").locator("td").inner_text()
    assert re.fullmatch(r"[2-9A-Z]{5}-[2-9A-Z]{5}", code) and code in whole
    # The table of changes goes over several pages: each begins with its head.
    changed = texts[next(number for number, text in enumerate(texts) if "五、与上年比较" in text) :]
    changed = [text for text in changed if "情况》表“" in text]
    assert len(changed) >= 2
    assert all("增减" in text for text in changed)


@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        ("liuxi-jingban", ["annual:report", "annual:write", "annual:signoff", "annual:versions", "records:list",
                           "records:overview", "annual:list"]),
        ("xian-jiandu", ["filings:overview", "filings:consolidation", "intake:list", "agencies:list", "workbench",
                         "intake:findings"]),
        ("xian-guanli", ["people:list", "audit:events", "agencies:open"]),
    ],
)  # fmt: skip
def test_what_a_page_shows_it_prints(
    site: Served, open_browser: Callable[..., BrowserContext], tmp_path: Path, who: str, addresses: list[str]
) -> None:
    page = open_browser(who=who).new_page()
    page.goto("/admin/")
    found = re.findall(r"/admin/(?:annual|records|filings|intake|agencies|people|audit)/(\d+)/", page.content())
    agency = int(found[0])
    of_2025 = ("annual:report", "annual:write", "annual:signoff")
    more: dict[str, list[object]] = {
        **{name: [agency, 2025, "own"] for name in of_2025},
        **{name: [agency, 2025] for name in ("filings:overview", "filings:consolidation")},
        "annual:versions": [agency, 2024, "own"], "records:list": [agency, "requests"], "workbench": [],
        "agencies:list": [],
    }  # fmt: skip
    wrong: list[str] = []
    for name in addresses:
        answer = page.goto(reverse(name, args=more.get(name, [agency])))
        assert answer is not None and answer.status == 200, name
        wrong += wrong_with(page, name.replace(":", "-"), tmp_path)
    assert wrong == []


def test_a_long_text_in_a_box_is_printed_whole(
    site: Served, open_browser: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = open_browser(who="liuxi-jingban", java_script_enabled=True).new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    agency = int(re.findall(r"/admin/annual/(\d+)/", page.content())[0])
    page.goto(reverse("annual:write", args=[agency, 2025, "own"]))
    long = "".join(f"第{number}句说明本机关全年的工作情况。" for number in range(300))
    page.get_by_role("textbox", name="其他需要报告的事项").fill(long)
    texts, beyond = printed(page, "long", tmp_path)
    assert beyond == [] and "第0句" in "".join(texts) and "第299句" in "".join(texts)
    expect(page.get_by_role("textbox", name="其他需要报告的事项")).to_be_visible()
