"""Every part of a report that is prose, with the name under which an officer finds it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, section_name


def texts(context: Context) -> Iterator[tuple[Name, str]]:
    """Yield title, preamble, sections, closing and signature as printed, each with its name."""
    report = context.report
    yield phrase("title"), report.title or ""
    yield phrase("preamble"), report.preamble
    for key, text in report.sections.items():
        yield section_name(context.form, key), text
    yield phrase("closing"), report.closing
    yield phrase("signature"), report.signature or ""
