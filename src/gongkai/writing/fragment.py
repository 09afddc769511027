"""Write the report as a plain fragment of HTML that any content system takes: no class, style, id or script."""

from __future__ import annotations

from gongkai.markup import element
from gongkai.report import Report
from gongkai.writing.html_parts import prose_parts, table_part
from gongkai.writing.paper import Version, set_out


def render(report: Report, version: Version = "web") -> bytes:
    """Return the fragment, UTF-8: the title as a paragraph (the content system prints the page's own heading)."""
    paper = set_out(report, version)
    parts = [element("p", text) for text in (paper.title, paper.byline, paper.addressee) if text]
    parts += prose_parts(paper.preamble, 2)
    for section in paper.sections:
        parts += [element("h2", section.heading), *prose_parts(section.paragraphs, 3)]
        if section.layout:
            parts.append(table_part(section.layout, section.caption, plain=True))
    parts += prose_parts(paper.closing, 2)
    parts += [element("p", text) for text in (paper.signature, paper.signed, paper.notice) if text]
    return ("\n".join(parts) + "\n").encode("utf-8")
