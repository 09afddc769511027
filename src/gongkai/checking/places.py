"""Every part of a report that is prose, with the name under which an officer finds it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.context import Context
from gongkai.checking.naming import Name, section_name


def texts(context: Context) -> Iterator[tuple[Name, str]]:
    """Yield title, preamble, sections, closing and signature as printed, each with its name."""
    report = context.report
    yield Name("标题", "The title"), report.title or ""
    yield Name("开头部分", "The preamble"), report.preamble
    for key, text in report.sections.items():
        yield section_name(context.form, key), text
    yield Name("结尾部分", "The closing part"), report.closing
    yield Name("落款", "The signature"), report.signature or ""
