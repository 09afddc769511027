"""Changes to a finished document that change nothing of what it says."""

from __future__ import annotations

import re
from collections.abc import Callable

MENU = ("首页 走进本地 政务公开 政务服务 互动交流", "您现在的位置：首页 > 政务公开 > 年度报告")
LINKS = ("【打印本页】 【关闭窗口】", "相关链接：https://www.example.gov.cn/zwgk/")
MARK = "仅供内部校对"


def without_closing_bars(text: str) -> str:
    """The bars that close lines are taken away; those between cells stay."""
    return re.sub("[ \\t]*[|｜│][|｜│ ]{0,40}$", "", text, flags=re.MULTILINE)


def without_bars(text: str) -> str:
    """Bars between cells become tabs."""
    return re.sub(" ?[|｜│┃¦] ?", "\t", text)


def with_blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def with_links(text: str) -> str:
    title, _, rest = text.partition("\n")
    return f"{title}\n{LINKS[0]}\n{rest}\n{LINKS[1]}\n"


def with_menu(text: str) -> str:
    return "\n".join(MENU) + "\n" + text


def with_watermark(text: str) -> str:
    """A line of a watermark now and then."""
    lines = text.split("\n")
    marked = [line + (f"\n{MARK}" if number % 37 == 36 else "") for number, line in enumerate(lines)]
    return "\n".join(marked)


def with_indent(text: str) -> str:
    return re.sub("^(?=.)", "　　", text, flags=re.MULTILINE)


def with_menu_on_page(page: str) -> str:
    items = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(MENU[0].split()))
    return page.replace("<body>", f"<body><ul>{items}</ul><div>{MENU[1]}</div>", 1)


def with_links_on_page(page: str) -> str:
    """Every figure a link to a register."""
    return re.sub("(?<=>)([0-9]+)(?=<)", '<a href="/list">\\1</a>', page)


def with_watermark_on_page(page: str) -> str:
    mark = f'<div style="position:fixed;top:40%;opacity:.08;transform:rotate(-30deg);pointer-events:none">{MARK}</div>'
    return page.replace("</body>", mark + "</body>", 1)


def with_emphasis_on_page(page: str) -> str:
    """An editor's bold and coloured spans around every text of a cell."""
    return re.sub("(<t[dh][^<>]*>)([^<>]+)(?=</t[dh]>)", '\\1<b><span style="color:#333">\\2</span></b>', page)


Change = Callable[[str], str]
ON_TEXT: dict[str, Change] = {
    "blank lines": with_blank_lines,
    "links": with_links,
    "menu": with_menu,
    "watermark": with_watermark,
    "indent": with_indent,
}
ON_PAGES: dict[str, Change] = {
    "menu": with_menu_on_page,
    "links": with_links_on_page,
    "watermark": with_watermark_on_page,
    "emphasis": with_emphasis_on_page,
}
ON_BARS: dict[str, Change] = {"closing bars gone": without_closing_bars}
