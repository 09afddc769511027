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
    """Return the report as a page. Raises :class:`WriteFailed` for rows beyond the form that fit no table."""
    paper = set_out(report, version)
    lines = [
        Markup('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>'),
        *_head(paper),
        Markup("</head>\n<body>\n<main>"),
        element("h1", paper.title),
        *_notes(paper),
        *prose_parts(paper.preamble, 2),
        *(line for section in paper.sections for line in _section(section)),
        *prose_parts(paper.closing, 2),
        *_back(paper),
        Markup("</main>\n</body>\n</html>\n"),
    ]
    return "\n".join(lines).encode("utf-8")


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
        # A wide table scrolls by itself on a phone; the region can be reached and named by keyboard and reader.
        table = table_part(section.layout, section.caption)
        yield element("div", "\n", table, "\n", class_="table", role="region", aria_labelledby=name, tabindex="0")
    yield Markup("</section>")


def _back(paper: Paper) -> Iterator[Markup]:
    for text in (paper.signature, paper.signed):
        if text:
            yield element("p", text, class_="signature")
    if paper.notice:
        yield element("p", paper.notice)
