"""One report on a page: its document and its figures beside each other."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.markup import Child, Markup, element
from gongkai.reading import Unread
from gongkai.reading.readings import Reading
from gongkai.settings import DEFAULT_SETTINGS, Settings
from gongkai.viewing.figures import figures
from gongkai.viewing.head import particulars, unplaced_list, warnings
from gongkai.viewing.marks import extra_marks, marks_of, unplaced_marks
from gongkai.viewing.original import Frame, document_markup
from gongkai.viewing.texts import plain
from gongkai.viewing.words import Words, words_in


class Part(NamedTuple):
    """A report as markup, and the anchors of the places of its document."""

    markup: Markup
    shown: frozenset[str]


def part_name(each: Reading | Unread, words: Words) -> str:
    """Return how a report is called on a page: by agency and year, else by its file."""
    if isinstance(each, Unread):
        return plain(words("not_readable", name=each.source))
    report = each.report
    if report.year is None:
        return plain(report.agency or report.source)
    year = str(report.year)
    return plain(words("named", agency=report.agency, year=year) if report.agency else words("year", year=year))


def unread_part(each: Unread, prefix: str, words: Words) -> Markup:
    """Return what stands for a document that could not be read: why not."""
    heading = element("h2", part_name(each, words), id=f"{prefix}part")
    message = element("p", plain(str(each.error)), class_="view-error", lang=words.chinese)
    return element("section", heading, message, aria_labelledby=f"{prefix}part", class_="view-part")


def reading_part(reading: Reading, prefix: str, language: str, settings: Settings = DEFAULT_SETTINGS) -> Part:
    """Return a report's document and figures beside each other, every place with an anchor that begins so."""
    report, words, most = reading.report, words_in(language), settings.view_unplaced
    marks = [
        *marks_of(report, prefix, words),
        *unplaced_marks(reading.unplaced[:most], prefix, words),
        *extra_marks(reading.extra_figures[:most], report.statutory_form, prefix, words),
    ]
    paged = any(block.page for block in reading.blocks)
    there = document_markup(reading.blocks, marks, Frame(prefix, paged=paged, language=language), settings)
    document = element("div", there.markup, lang=words.chinese) if there.markup else element("p", words("data_file"))
    doubts = warnings(report, there.shown, prefix, words, settings.view_named)
    left = unplaced_list(reading, there.shown, prefix, words, settings)
    form = figures(reading, there.shown, prefix, words, most)
    made = element(
        "section",
        element("h2", part_name(reading, words), id=f"{prefix}part"),
        particulars(report, words, settings),
        _section(words("doubts"), prefix, "doubts", doubts, *left),
        element(
            "div",
            _section(words("original"), prefix, "original", document, class_="view-original"),
            _section(words("figures"), prefix, "form", *form, class_="view-figures"),
            class_="view-beside",
        ),
        aria_labelledby=f"{prefix}part",
        class_="view-part",
    )
    return Part(made, there.shown)


def _section(heading: str, prefix: str, name: str, *inside: Child, class_: str | None = None) -> Markup:
    # The pane of figures scrolls by itself beside the document, so it must be reached by keyboard.
    tabindex = "0" if class_ == "view-figures" else None
    title = element("h3", heading, id=f"{prefix}{name}")
    # Several reports on a page have the same sections: each is called by its report as well.
    labels = f"{prefix}part {prefix}{name}"
    return element("section", title, *inside, aria_labelledby=labels, class_=class_, tabindex=tabindex)
