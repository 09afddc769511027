"""A report as data: the frozen values that reading makes and checking, writing and the corpus use.

Names and shapes follow the project's report contract (``docs/report-json.md``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from gongkai.errors import UnknownCell
from gongkai.forms import Form, get_form

if TYPE_CHECKING:
    from os import PathLike

Number = int | Decimal
How = Literal["read", "blank", "missing", "unread", "repaired"]
HOWS: tuple[How, ...] = get_args(How)
SECTION_KEYS = ("overview", "proactive", "requests", "disputes", "problems", "other")


class Provenance(NamedTuple):
    """Where a cell's value stood and how it was got; positions count from 1, unused ones are ``None``."""

    how: How
    text: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """A row the document prints beyond its form; ``values`` by column key."""

    section: str
    row: str
    values: Mapping[str, Number | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure stated in prose, with the sentence that states it."""

    subject: str
    number: Number
    unit: str
    scope: str
    """``own`` (the agency itself) or ``area`` (everything below it too)."""
    sentence: str
    section: str
    """One of :data:`SECTION_KEYS`."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What the reader doubts (a *warning* of the contract), apart from what the report got wrong."""

    code: str
    message: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report. ``cells`` and ``provenance`` hold every cell of the form, in the form's order."""

    source: str
    form: str
    agency: str | None
    year: int | None
    title: str | None
    cells: Mapping[str, Number | None]
    provenance: Mapping[str, Provenance]
    published: dt.date | None = None
    signed: dt.date | None = None
    addressee: str | None = None
    signature: str | None = None
    extra: tuple[Extra, ...] = ()
    preamble: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    closing: str = ""
    facts: tuple[Fact, ...] = ()
    warnings: tuple[Doubtful, ...] = ()

    @property
    def statutory_form(self) -> Form:
        """The form this report is filled in on."""
        return get_form(self.form)

    def value(self, key: str) -> Number | None:
        """Return one cell's value. Raises :class:`UnknownCell` for a key the form does not have."""
        try:
            return self.cells[key]
        except KeyError:
            raise UnknownCell(
                f"{self.form}表样没有“{key}”这一格。", advice="全部单元格名称见 gongkai forms。"
            ) from None

    def with_cells(self, values: Mapping[str, Number | None], *, how: How = "read") -> Report:
        """Return a copy with these cells replaced; an unknown key raises :class:`UnknownCell`."""
        for key in values:
            self.value(key)
        provenance = {key: Provenance(how if values[key] is not None else "blank") for key in values}
        return replace(self, cells={**self.cells, **values}, provenance={**self.provenance, **provenance})

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON object (plain dicts, lists, strings and numbers)."""
        from gongkai.report.json import report_to_json

        return report_to_json(self)

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Report:
        """Build a report from the contract's JSON object. Raises :class:`InvalidData`."""
        from gongkai.report.json import report_from_json

        return report_from_json(data)

    def write(self, path: str | PathLike[str], *, kind: str | None = None, version: str = "web") -> None:
        """Write the report; the format follows ``kind`` or the path's ending.

        ``version`` is ``web`` or ``handed-up`` (with addressee, signature and date). Raises ``WriteFailed``.
        """
        from gongkai.writing import write_report

        write_report(self, path, kind=kind, version=version)


def blank_report(
    form: str | Form,
    *,
    source: str = "",
    agency: str | None = None,
    year: int | None = None,
    title: str | None = None,
    cells: Mapping[str, Number | None] | None = None,
    sections: Mapping[str, str] | None = None,
    warnings: Sequence[Doubtful] = (),
) -> Report:
    """Make a report by hand: the cells given are ``read``, all others ``missing``."""
    known = form if isinstance(form, Form) else get_form(form)
    given = dict(cells or {})
    for key in given:
        known.cell(key)
    return Report(
        source=source,
        form=known.id,
        agency=agency,
        year=year,
        title=title,
        cells={cell.key: given.get(cell.key) for cell in known.cells},
        provenance={
            cell.key: Provenance(
                ("read" if given[cell.key] is not None else "blank") if cell.key in given else "missing"
            )
            for cell in known.cells
        },
        sections={key: (sections or {}).get(key, "") for key in SECTION_KEYS},
        warnings=tuple(warnings),
    )
