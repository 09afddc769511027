"""Readings as one page that needs no other file, no network and no script: documents, and beside them the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files

from gongkai.markup import Child, Markup, element, page
from gongkai.reading import Unread
from gongkai.reading.readings import Reading
from gongkai.settings import DEFAULT_SETTINGS, Settings
from gongkai.viewing.figures import figures
from gongkai.viewing.head import particulars, unplaced_list, warnings
from gongkai.viewing.marked import legend
from gongkai.viewing.marks import marks_of, unplaced_marks
from gongkai.viewing.original import Frame, document_markup
from gongkai.viewing.texts import plain

_TITLE = "年度报告识读结果"
_WAYS = "点按原文中的数字，转到表样中的位置；点按表样中的数字，转到原文。"


def style() -> str:
    """The style sheet: that of the document's component and that of the page around it."""
    folder = files("gongkai.viewing").joinpath("data")
    return "".join(folder.joinpath(name).read_text("utf-8") for name in ("page.css", "view.css"))


def render_view(found: Iterable[Reading | Unread], settings: Settings = DEFAULT_SETTINGS) -> str:
    """Return the page: a part for every report and for everything that could not be read."""
    parts: list[Markup] = []
    names: list[str] = []
    left_out: list[str] = []
    for each in found:
        source = each.report.source if isinstance(each, Reading) else each.source
        if len(parts) == settings.view_reports:
            left_out.append(source)
            continue
        prefix = f"p{len(parts) + 1}-"
        names.append(_name(each))
        parts.append(_reading(each, prefix, settings) if isinstance(each, Reading) else _unread(each, prefix))
    title = f"{_TITLE}：{names[0]}" if len(names) == 1 else f"{_TITLE}（{len(names)}份）"
    return page(title, _top(title, names), element("main", *parts, _left_out(left_out)), style=style())


def _top(title: str, names: Sequence[str]) -> Markup:
    links = [element("li", element("a", name, href=f"#p{number}-part")) for number, name in enumerate(names, 1)]
    nav = element("nav", element("ul", *links), aria_label="各份报告") if len(names) > 1 else None
    return element("header", element("h1", title), nav, legend(_WAYS), class_="view-top")


def _name(each: Reading | Unread) -> str:
    if isinstance(each, Unread):
        return plain(f"{each.source}（无法读取）")
    report = each.report
    year = f"{report.year}年" if report.year is not None else ""
    return plain(f"{report.agency or ''}{year}" or report.source)


def _unread(each: Unread, prefix: str) -> Markup:
    heading = element("h2", _name(each), id=f"{prefix}part")
    message = element("p", plain(str(each.error)), class_="view-error")
    return element("section", heading, message, aria_labelledby=f"{prefix}part", class_="view-part")


def _reading(reading: Reading, prefix: str, settings: Settings) -> Markup:
    report = reading.report
    marks = [*marks_of(report, prefix), *unplaced_marks(reading.unplaced[: settings.view_unplaced], prefix)]
    paged = any(block.page for block in reading.blocks)
    there = document_markup(reading.blocks, marks, Frame(prefix, paged=paged), settings)
    document: Child = there.markup or element("p", "这份文件是数据文件，没有可显示的原文。")
    return element(
        "section",
        element("h2", _name(reading), id=f"{prefix}part"),
        particulars(report),
        _section("存疑", f"{prefix}doubts", warnings(report, there.shown, prefix),
                 *unplaced_list(reading, there.shown, prefix, settings.view_unplaced)),
        element(
            "div",
            _section("原文", f"{prefix}original", document, class_="view-original"),
            _section("表样和读出的数字", f"{prefix}form", *figures(report, there.shown, prefix), class_="view-figures"),
            class_="view-beside",
        ),
        aria_labelledby=f"{prefix}part",
        class_="view-part",
    )  # fmt: skip


def _section(heading: str, name: str, *inside: Child, class_: str | None = None) -> Markup:
    # The pane of figures scrolls by itself beside the document, so it must be reached by keyboard.
    tabindex = "0" if class_ == "view-figures" else None
    title = element("h3", heading, id=name)
    return element("section", title, *inside, aria_labelledby=name, class_=class_, tabindex=tabindex)


def _left_out(sources: Sequence[str]) -> Markup | None:
    if not sources:
        return None
    first = "、".join(plain(source) for source in sources[:20])
    more = "等" if len(sources) > 20 else ""
    return element("p", f"篇幅所限，另有{len(sources):,}份没有列出，请分开查看：{first}{more}。", class_="view-error")
