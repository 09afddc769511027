"""Readings as one page that needs no other file, no network and no script: documents, and beside them the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files

from gongkai.markup import Markup, element, page
from gongkai.reading import Unread
from gongkai.reading.readings import Reading
from gongkai.settings import DEFAULT_SETTINGS, Settings
from gongkai.viewing.marked import legend
from gongkai.viewing.part import part_name, reading_part, unread_part
from gongkai.viewing.texts import plain
from gongkai.viewing.words import Words, words_in


def style() -> str:
    """The style sheet: that of the document's component and that of the page around it."""
    folder = files("gongkai.viewing").joinpath("data")
    return "".join(folder.joinpath(name).read_text("utf-8") for name in ("page.css", "view.css"))


def render_view(
    found: Iterable[Reading | Unread], settings: Settings = DEFAULT_SETTINGS, *, language: str = "zh"
) -> str:
    """Return the page: a part for every report and for everything that could not be read.

    ``language`` is that of our own words (``zh``, ``en``); what is Chinese by law or in the document stays so.
    """
    words = words_in(language)
    parts: list[Markup] = []
    names: list[str] = []
    left_out: list[str] = []
    for each in found:
        source = each.report.source if isinstance(each, Reading) else each.source
        if len(parts) == settings.view_reports:
            left_out.append(source)
            continue
        prefix = f"p{len(parts) + 1}-"
        names.append(part_name(each, words))
        if isinstance(each, Reading):
            parts.append(reading_part(each, prefix, language, settings).markup)
        else:
            parts.append(unread_part(each, prefix, words))
    title = words("title_one", name=names[0]) if len(names) == 1 else words("title_many", count=len(names))
    main = element("main", *parts, _left_out(left_out, words, settings.view_sources))
    return page(title, _top(title, names, language), main, style=style(), language=words.language)


def _top(title: str, names: Sequence[str], language: str) -> Markup:
    words = words_in(language)
    links = [element("li", element("a", name, href=f"#p{number}-part")) for number, name in enumerate(names, 1)]
    nav = element("nav", element("ul", *links), aria_label=words("reports")) if len(names) > 1 else None
    shown = legend(" ", words("ways"), language=language)
    return element("header", element("h1", title), nav, shown, class_="view-top")


def _left_out(sources: Sequence[str], words: Words, most: int) -> Markup | None:
    if not sources:
        return None
    first = words("list").join(plain(source) for source in sources[:most])
    phrase = "not_listed_more" if len(sources) > most else "not_listed"
    return element("p", words(phrase, count=len(sources), first=first), class_="view-error")
