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
from gongkai.viewing.marks import extra_marks, marks_of, unplaced_marks
from gongkai.viewing.original import Frame, document_markup
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
        names.append(_name(each, words))
        if isinstance(each, Reading):
            parts.append(_reading(each, prefix, language, settings))
        else:
            parts.append(_unread(each, prefix, words))
    title = words("title_one", name=names[0]) if len(names) == 1 else words("title_many", count=len(names))
    main = element("main", *parts, _left_out(left_out, words))
    return page(title, _top(title, names, language), main, style=style(), language=words.language)


def _top(title: str, names: Sequence[str], language: str) -> Markup:
    words = words_in(language)
    links = [element("li", element("a", name, href=f"#p{number}-part")) for number, name in enumerate(names, 1)]
    nav = element("nav", element("ul", *links), aria_label=words("reports")) if len(names) > 1 else None
    shown = legend(" ", words("ways"), language=language)
    return element("header", element("h1", title), nav, shown, class_="view-top")


def _name(each: Reading | Unread, words: Words) -> str:
    if isinstance(each, Unread):
        return plain(words("not_readable", name=each.source))
    report = each.report
    if report.year is None:
        return plain(report.agency or report.source)
    year = str(report.year)
    return plain(words("named", agency=report.agency, year=year) if report.agency else words("year", year=year))


def _unread(each: Unread, prefix: str, words: Words) -> Markup:
    heading = element("h2", _name(each, words), id=f"{prefix}part")
    message = element("p", plain(str(each.error)), class_="view-error", lang=words.chinese)
    return element("section", heading, message, aria_labelledby=f"{prefix}part", class_="view-part")


def _reading(reading: Reading, prefix: str, language: str, settings: Settings) -> Markup:
    report, words, most = reading.report, words_in(language), settings.view_unplaced
    marks = [
        *marks_of(report, prefix, words),
        *unplaced_marks(reading.unplaced[:most], prefix, words),
        *extra_marks(reading.extra_figures[:most], report.statutory_form, prefix, words),
    ]
    paged = any(block.page for block in reading.blocks)
    there = document_markup(reading.blocks, marks, Frame(prefix, paged=paged, language=language), settings)
    document = element("div", there.markup, lang=words.chinese) if there.markup else element("p", words("data_file"))
    doubts = warnings(report, there.shown, prefix, words)
    left = unplaced_list(reading, there.shown, prefix, words, most)
    form = figures(reading, there.shown, prefix, words, most)
    return element(
        "section",
        element("h2", _name(reading, words), id=f"{prefix}part"),
        particulars(report, words),
        _section(words("doubts"), f"{prefix}doubts", doubts, *left),
        element(
            "div",
            _section(words("original"), f"{prefix}original", document, class_="view-original"),
            _section(words("figures"), f"{prefix}form", *form, class_="view-figures"),
            class_="view-beside",
        ),
        aria_labelledby=f"{prefix}part",
        class_="view-part",
    )


def _section(heading: str, name: str, *inside: Child, class_: str | None = None) -> Markup:
    # The pane of figures scrolls by itself beside the document, so it must be reached by keyboard.
    tabindex = "0" if class_ == "view-figures" else None
    title = element("h3", heading, id=name)
    return element("section", title, *inside, aria_labelledby=name, class_=class_, tabindex=tabindex)


def _left_out(sources: Sequence[str], words: Words) -> Markup | None:
    if not sources:
        return None
    first = words("list").join(plain(source) for source in sources[:20])
    phrase = "not_listed_more" if len(sources) > 20 else "not_listed"
    return element("p", words(phrase, count=len(sources), first=first), class_="view-error")
