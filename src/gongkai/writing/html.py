"""Write the report as a self-contained, accessible web page (WCAG 2.2): no script, no request to elsewhere.

A plain fragment, which any content system takes, is :mod:`gongkai.writing.fragment`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from gongkai.markup import Markup, element
from gongkai.report import Report
from gongkai.writing.html_parts import prose_parts, table_part
from gongkai.writing.paper import Paper, PaperSection, Version, chinese_date, set_out, settings_of_paper


def render(report: Report, version: Version = "web") -> bytes:
    """Return the report as a page."""
    paper = set_out(report, version)
    lines = [
        Markup('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>'),
        *_head(paper),
        Markup("</head>\n<body>\n<main>"),
        *_article(paper),
        Markup("</main>\n</body>\n</html>\n"),
    ]
    return "\n".join(lines).encode("utf-8")


def render_article(report: Report, version: Version = "web") -> str:
    """Return what stands inside the page's ``<main>``, for a page that brings its own style sheet.

    Headings begin at level 1; classes and ids only (``note``, ``table``, ``corner`` …), no style, so that it can stand
    under a strict Content-Security-Policy. Raises as :func:`render` does.
    """
    return "\n".join(_article(set_out(report, version)))


def _article(paper: Paper) -> Iterator[Markup]:
    yield element("h1", paper.title)
    yield from _notes(paper)
    yield from prose_parts(paper.preamble, 2)
    for section in paper.sections:
        yield from _section(section)
    yield from prose_parts(paper.closing, 2)
    yield from _back(paper)


def _head(paper: Paper) -> Iterator[Markup]:
    yield element("meta", charset="utf-8")
    yield element("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield element("title", paper.title)
    # The names government sites use for their pages' metadata.
    stated = {
        "ArticleTitle": paper.title,
        "PubDate": paper.published.isoformat() if paper.published else "",
        "ContentSource": paper.agency,
    }
    for name, content in stated.items():
        if content:
            yield element("meta", name=name, content=content)
    style = files("gongkai.writing").joinpath("data", "report.css").read_text("utf-8")
    yield element("style", Markup(f"\n{style}"))


def _notes(paper: Paper) -> Iterator[Markup]:
    wording = settings_of_paper()["wording"]
    if paper.published:
        date = element("time", chinese_date(paper.published), datetime=paper.published.isoformat())
        yield element("p", wording["published"], date, class_="note")
    if paper.byline:
        yield element("p", wording["source"], paper.byline, class_="note")
    if paper.addressee:
        yield element("p", paper.addressee, class_="addressee")


def _section(section: PaperSection) -> Iterator[Markup]:
    name = f"section-{section.key}"
    yield Markup(f'<section aria-labelledby="{name}">')
    yield element("h2", section.heading, id=name)
    yield from prose_parts(section.paragraphs, 3)
    if section.layout:
        # A wide table scrolls by itself on a phone; the group can be reached and named by keyboard and reader. It is no
        # region: a landmark of the same name stands around it.
        table = table_part(section.layout, section.caption)
        yield element("div", "\n", table, "\n", class_="table", role="group", aria_labelledby=name, tabindex="0")
    yield Markup("</section>")


def _back(paper: Paper) -> Iterator[Markup]:
    for text in (paper.signature, paper.signed):
        if text:
            yield element("p", text, class_="signature")
    if paper.notice:
        yield element("p", paper.notice)
