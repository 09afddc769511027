"""A report with its prose put in: links resolved, and the figures that the prose states read out for the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai.reading import facts_of
from gongkai.report import SECTION_KEYS, Report
from gongkai_site.annual.models import AnnualReport
from gongkai_site.annual.prose.links import Source, resolve

TEXT_KEYS = ("preamble", *SECTION_KEYS, "closing")
"""Every text of a report, in the order in which they are printed."""


def texts_of(report: AnnualReport) -> dict[str, str]:
    """Return the stored texts of a report, links unresolved; empty ones included."""
    stored = dict(report.texts.values_list("key", "text"))
    return {key: stored.get(key, "") for key in TEXT_KEYS}


def with_prose(content: Report, texts: Mapping[str, str], lookup: Source) -> Report:
    """Return ``content`` with these texts, their links resolved, and the figures they state as its facts."""
    resolved = {key: resolve(texts.get(key, ""), lookup) for key in TEXT_KEYS}
    sections = {key: resolved[key] for key in SECTION_KEYS}
    return replace(
        content,
        preamble=resolved["preamble"],
        sections=sections,
        closing=resolved["closing"],
        facts=facts_of(sections, content.agency, content.year),
    )
