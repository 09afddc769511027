"""Rows of the annual form's table on requests, as a decision names them."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files

from gongkai.errors import InvalidData
from gongkai.law.dated import Dated

ABANDONED = {"supply": "（六）1", "payment": "（六）2"}
"""The row that is offered when what was waited for did not come (《条例》第三十条、第四十二条)."""


def row_of(text: str | None) -> str:
    """Return a row with the brackets that the form prints: （六）1 for (六)1."""
    return (text or "").replace("(", "（").replace(")", "）").replace(" ", "")


def is_reconsidered_first(text: str | None, day: dt.date) -> bool:
    """Whether reconsideration comes before a lawsuit against such a decision (《行政复议法》第二十三条)."""
    rows = _first().on(day)
    return rows is not None and row_of(text) in rows


@cache
def _first() -> Dated[frozenset[str]]:
    try:
        data = tomllib.loads(files("gongkai.law.clock").joinpath("data", "rows.toml").read_text("utf-8"))
        return Dated.parse("reconsideration first", data["reconsideration_first"], lambda each: frozenset(each["rows"]))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of rows is damaged: {error!r}.") from error
