"""Rows of the annual form's table on requests, as a decision names them, and the cells that a case's dates feed."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from gongkai.errors import InvalidData, NotInForce, UsageError
from gongkai.law.remedies.remedy import way_for

ABANDONED = {"supply": "（六）1", "payment": "（六）2"}
"""The row that is offered when what was waited for did not come (《条例》第三十条、第四十二条)."""
WITHDRAWN = "（六）3"


def row_of(text: str | None) -> str:
    """Return a row as the form prints its number: （六）1 for (六)1 and for ``other.correction_overdue``."""
    plain = (text or "").replace("(", "（").replace(")", "）").replace(" ", "")
    return next((number for number, name in _rows().items() if name == plain), plain)


def is_reconsidered_first(text: str | None, day: dt.date) -> bool:
    """Whether reconsideration comes before a lawsuit against such a decision; where no rule is known, it need not."""
    name = _rows().get(row_of(text))
    try:
        return name is not None and way_for(name, day) == "reconsideration-first"
    except (NotInForce, UsageError):
        return False


def cells_fed(received: dt.date, concluded: dt.date | None, row: str | None) -> dict[int, tuple[str, ...]]:
    """Return the rows of the form, by reporting year, in which a request is counted.

    It is new in the year of receipt, its result is counted in the year in which it was concluded, and it is carried
    over between the two; one that is open is carried into the year after its receipt.
    """
    last = concluded.year if concluded else received.year + 1
    found: dict[int, tuple[str, ...]] = {}
    for year in range(received.year, last + 1):
        is_end = concluded is not None and year == last
        result = _rows().get(row_of(row))
        found[year] = (
            "requests.received" if year == received.year else "requests.carried_in",
            *((f"requests.{result}",) if is_end and result else ()),
            *(("requests.concluded",) if is_end else ()),
            *(() if is_end or (concluded is None and year == last) else ("requests.carried_out",)),
        )
    return found


@cache
def _rows() -> Mapping[str, str]:
    """Names of rows by the numbers that the form prints."""
    try:
        data = tomllib.loads(files("gongkai.law.clock").joinpath("data", "rows.toml").read_text("utf-8"))
        return dict(data["rows"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of rows is damaged: {error!r}.") from error
