"""Where the apps above plug their registers' own rules into the machinery that all registers share.

Each app registers its functions in ``AppConfig.ready``; nothing here knows a single register.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from gongkai_site.agencies.models import Agency
    from gongkai_site.records.entry import EntryContext


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a record, or only doubtful (``doubt``): then a person may keep it.

    What is ``asked`` must be confirmed by name, also where many are imported at once.
    """

    field: str
    message: str
    doubt: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """A small table shown over a register's list."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""


Check = Callable[["EntryContext", Mapping[str, Any]], Iterable[Problem]]
VoidCheck = Callable[[Any], Iterable[str]]
Summarise = Callable[["Agency", QuerySet[Any], "int | None"], Iterable[Summary]]
Propose = Callable[["Agency", int], Mapping[str, str]]
Mark = Callable[[Any, "int | None"], Iterable[str]]
Links = Callable[["Agency", Any], Iterable[tuple[str, str]]]
LastYear = Callable[["Agency", int], "int | None"]

CHECKS: dict[str, list[Check]] = defaultdict(list)
"""By register key: checks across fields and records, asked for every record added, corrected or imported."""
VOID_CHECKS: dict[str, list[VoidCheck]] = defaultdict(list)
"""Reasons (in Chinese) why a record cannot be voided."""
SUMMARIES: dict[str, list[Summarise]] = defaultdict(list)
"""Tables over the list: agency, the records listed, the year chosen or None."""
PROPOSALS: dict[str, Propose] = {}
"""What an empty form is filled in with: agency and year."""
MARKS: dict[str, list[Mark]] = defaultdict(list)
"""Short remarks on a record in the list, such as 上年结转."""
LINKS: dict[str, list[Links]] = defaultdict(list)
"""Related things on a record's page: text and address. The function asks the policy itself."""
LAST_YEAR: dict[str, LastYear] = {}
"""By register key: what its amounts came to in the report on a year, ``None`` where that is not known."""
