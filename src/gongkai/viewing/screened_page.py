"""What screening found, as one page that needs no other file: hits in words, and the file with its places marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from gongkai.markup import Child, Markup, element, page
from gongkai.screening import Certainty, Hit, Looked, Screen, certainty_in_words, hit_kind, place_in_words
from gongkai.viewing.page import style
from gongkai.viewing.screened_part import marked_content
from gongkai.viewing.texts import plain

_TAGS = {Certainty.CERTAIN: "error", Certainty.LIKELY: "warning", Certainty.POSSIBLE: "notice"}


@dataclass(frozen=True, slots=True)
class NotLooked:
    """A file that could not be looked at, and why."""

    source: str
    why: str


def render_screening(found: Sequence[Looked | NotLooked], screen: Screen, *, left_out: int = 0) -> str:
    """Return the page; ``left_out`` files with hits are only counted on it."""
    looked = [each for each in found if isinstance(each, Looked)]
    total = sum(len(each.screening.hits) for each in looked)
    title = f"公开前筛查：{len(found)}个文件，{total}处需要处理"
    parts = [_file(each, number, screen) for number, each in enumerate(found, 1)]
    more = (
        element("p", f"另有{left_out}个有发现的文件没有列出，请分开查看。", class_="view-error") if left_out else None
    )
    data = files("gongkai.viewing").joinpath("data")
    sheet = style() + "".join(data.joinpath(name).read_text("utf-8") for name in ("findings.css", "screened.css"))
    return page(title, _top(title, found), element("main", *parts, more), style=sheet)


def _top(title: str, found: Sequence[Looked | NotLooked]) -> Markup:
    links = [
        element("li", element("a", plain(_source(each)), href=f"#f{number}"), " ", _counts(each))
        for number, each in enumerate(found, 1)
    ]
    nav = element("nav", element("ol", *links), aria_label="各个文件") if len(links) > 1 else None
    ways = "号码只显示首尾几位。点按编号，在发现与原文之间往返。"
    return element("header", element("h1", title), nav, element("p", ways, class_="check-quiet"))


def _source(each: Looked | NotLooked) -> str:
    return each.screening.source if isinstance(each, Looked) else each.source


def _counts(each: Looked | NotLooked) -> Markup:
    if not isinstance(each, Looked):
        return element("span", "没有检查", class_="check-tag error")
    counts = Counter(hit.certainty for hit in each.screening.hits)
    if not counts:
        return element("span", "没有发现", class_="check-fine")
    parts: list[Child] = []
    for certainty, tag in _TAGS.items():
        if counts[certainty]:
            said = f"{certainty_in_words(certainty)}{counts[certainty]}处"
            parts += [" " if parts else None, element("span", said, class_=f"check-tag {tag}")]
    return element("span", *parts)


def _file(each: Looked | NotLooked, number: int, screen: Screen) -> Markup:
    heading = element("h2", plain(_source(each)), id=f"f{number}")
    if not isinstance(each, Looked):
        return element("div", heading, element("p", plain(each.why), class_="view-error"), class_="check-report")
    screening, prefix = each.screening, f"f{number}-"
    marked = marked_content(each.content, screening.hits, screen, prefix)
    unread = [element("p", f"没有查到：{plain(what)}", class_="view-error") for what in screening.unread]
    listed = [_hit(hit, at, prefix, linked=at in marked.placed) for at, hit in enumerate(screening.hits, 1)]
    return element(
        "div",
        heading,
        element("p", _counts(each)),
        *unread,
        element("ol", *listed, class_="check-list") if listed else None,
        element("h3", "原文中的位置") if listed else None,
        element("div", marked.markup, class_="view-original") if listed else None,
        class_="screened-file",
    )


def _hit(hit: Hit, number: int, prefix: str, *, linked: bool) -> Markup:
    kind = hit_kind(hit.kind)
    place = plain(place_in_words(hit.place))
    hidden = f"（{hit_kind(hit.hidden).title}）" if hit.hidden else ""
    tag = element("span", certainty_in_words(hit.certainty), class_=f"check-tag {_TAGS[hit.certainty]}")
    where = element("a", place, href=f"#{prefix}m{number}") if linked else place
    pairs = [("位置", [where, hidden]), ("内容", plain(hit.shown)), ("怎么办", kind.advice)]
    if kind.basis:
        pairs.append(("依据", "；".join(kind.basis)))
    return element(
        "li",
        element("h3", f"{number} ", tag, " ", kind.title),
        element("dl", *(element("div", element("dt", name), element("dd", said)) for name, said in pairs)),
        class_=f"check-finding {_TAGS[hit.certainty]}",
        id=f"{prefix}h{number}",
    )
