"""What is kept of a version when it is handed up, so that lists and sums need not open the whole report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.forms import get_form
from gongkai.report import Extra, Provenance, whole_or_decimal
from gongkai_site.annual.models import Version
from gongkai_site.filings.blanks import left_blank, says_nothing

_PLAIN = ("read", "blank")


def digest(version: Version) -> dict[str, Any]:
    """Return the columns of a filing that follow from its version."""
    severities = [finding.get("severity") for finding in version.findings]
    return {
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "apart": apart(version.content),
        "empty": says_nothing(get_form(version.content["form"]), version.cells),
        "blanks": left_blank(version),
    }


def apart(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a report's cells alone do not say: cells lacking or inferred, and rows beyond the form."""
    how = {
        key: place["how"]
        for key, place in (content.get("provenance") or {}).items()
        if place["how"] not in _PLAIN and not (place["how"] == "read" and content["cells"].get(key) is None)
    }
    extra = [dict(row) for row in content.get("extra") or ()]
    return {name: value for name, value in (("how", how), ("extra", extra)) if value}


def provenance_of(cells: Mapping[str, Any], kept: Mapping[str, Any], read: Mapping[str, Provenance]) -> Any:
    """Return every cell's provenance again; ``read`` is that of a report with a number in every cell, shared."""
    how = kept.get("how") or {}
    if not how and None not in cells.values():
        return read
    blank = {key: Provenance("blank") for key, value in cells.items() if value is None}
    return {**read, **blank, **{key: Provenance(each) for key, each in how.items() if key in read}}


def extra_of(kept: Mapping[str, Any]) -> tuple[Extra, ...]:
    """Return the rows beyond the form again."""
    return tuple(
        Extra(row["section"], row["row"], {key: whole_or_decimal(value) for key, value in row["values"].items()})
        for row in kept.get("extra") or ()
    )
