"""What stands above a document and its figures: whose report it is, how it was read, what is doubted, what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import get_args

from gongkai.checking.naming import short_cell_name
from gongkai.markup import Child, Markup, element
from gongkai.reading.readings import Reading, Unplaced
from gongkai.report import Doubtful, How, Report
from gongkai.settings import Settings
from gongkai.viewing.marks import doubt_label, where
from gongkai.viewing.texts import plain
from gongkai.viewing.words import Words


def particulars(report: Report, words: Words, settings: Settings) -> Markup:
    """Return source, agency, year, form, and how many cells were read in which way."""
    hows = Counter(place.how for place in report.provenance.values())
    counts = words("and").join(
        words("tally", name=words(f"tally_{how}" if how in ("read", "repaired") else how), count=hows[how])
        for how in get_args(How)
        if hows[how] or how != "unread"
    )
    form = report.statutory_form
    pairs: tuple[tuple[str, str], ...] = (
        (words("file"), report.source),
        (words("agency"), report.agency or words("unknown")),
        (words("reported_year"), words("year", year=str(report.year)) if report.year is not None else words("unknown")),
        (words("report_title"), report.title or words("none")),
        (words("form"), words("form_is", title=form.title, form=report.form, basis=form.basis)),
        (words("cells", count=len(report.cells)), counts),
    )
    return element("dl", *_pairs(pairs, settings.view_text), class_="view-particulars")


def _pairs(pairs: tuple[tuple[str, str], ...], most: int) -> Iterator[Markup]:
    for name, value in pairs:
        yield element("div", element("dt", name), element("dd", plain(value[:most])))


def warnings(report: Report, shown: Collection[str], prefix: str, words: Words, most: int) -> Markup:
    """Return the reader's doubts, numbered as beside the places they are about, ``most`` cells of each by name."""
    if not report.warnings:
        return element("p", words("no_doubts"))
    items = [
        element(
            "li",
            element("b", doubt_label((number,), words)),
            " ",
            element("span", plain(each.message), lang=words.chinese),
            *_places(report, each, shown, prefix, words, most),
        )
        for number, each in enumerate(report.warnings, 1)
    ]
    return element("ul", *items, class_="view-warnings")


def _places(
    report: Report, doubt: Doubtful, shown: Collection[str], prefix: str, words: Words, most: int
) -> Iterator[Child]:
    form = report.statutory_form
    known = [key for key in doubt.cells if key in report.cells]
    for key in known[:most]:
        yield element("br")
        name = words.of(short_cell_name(form, key))
        yield element("a", words("in_form", cell=name), href=f"#{prefix}cell-{key}")
        if f"{prefix}at-{key}" in shown:
            yield " "
            place = where(report.provenance[key], words)
            yield element("a", words("in_original", place=place), href=f"#{prefix}at-{key}")
    if len(known) > most:
        yield element("br")
        yield words("cells_more", count=len(known))


def unplaced_list(
    reading: Reading, shown: Collection[str], prefix: str, words: Words, settings: Settings
) -> Iterator[Markup]:
    """Yield the figures that no cell took, each with its place; nothing where there are none."""
    if not reading.unplaced:
        return
    most = settings.view_unplaced
    headings = {each.key: f"{each.number}、{each.heading}" for each in reading.report.statutory_form.sections}
    items = [
        element("li", *_figure(each, number, headings.get(each.section, ""), shown, prefix, words, settings.view_text))
        for number, each in enumerate(reading.unplaced[:most], 1)
    ]
    yield element("p", words("unplaced_intro", count=len(reading.unplaced)))
    yield element("ul", *items, class_="view-unplaced-list")
    if len(reading.unplaced) > most:
        yield element("p", words("unplaced_more", count=len(reading.unplaced) - most))


def _figure(
    each: Unplaced, number: int, section: str, shown: Collection[str], prefix: str, words: Words, longest: int
) -> Iterator[Child]:
    anchor, place = f"{prefix}unplaced-{number}", where(each, words)
    yield element("b", words("unplaced", number=str(number)), id=f"{prefix}figure-{number}")
    yield f" “{plain(each.text[:longest])}” "
    yield element("span", section, lang=words.chinese)
    yield " "
    yield element("a", words("in_original", place=place), href=f"#{anchor}") if anchor in shown else place
