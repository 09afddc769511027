"""Rows of the annual form's table on requests, as a decision names them."""

from __future__ import annotations

ABANDONED = {"supply": "（六）1", "payment": "（六）2"}
"""The row that is offered when what was waited for did not come (《条例》第三十条、第四十二条)."""


def row_of(text: str | None) -> str:
    """Return a row with the brackets that the form prints: （六）1 for (六)1."""
    return (text or "").replace("(", "（").replace(")", "）").replace(" ", "")
