"""What a run leaves behind for the next one: each office's figures and findings, and the slips that are ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.consolidation import Consolidated
from gongkai.errors import InvalidData
from gongkai.january.model import Collected, Office
from gongkai.report import Number, Report
from gongkai.report.json import dumps, loads, plain_number, whole_or_decimal

VERSION = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """A report's values, in the form's order."""

    form: str
    values: tuple[Number | None, ...]

    @staticmethod
    def of(report: Report | None) -> Figures | None:
        """Take the values of a report."""
        return None if report is None else Figures(report.form, tuple(report.cells.values()))


@dataclass(frozen=True, slots=True)
class OfficeState:
    """How an office stood after a run."""

    label: str
    status: str
    late: bool | None
    sources: tuple[str, ...]
    figures: Figures | None
    findings: tuple[tuple[str, str, str], ...]
    """(rule, severity, message)."""

    @staticmethod
    def of(office: Office) -> OfficeState:
        """Take what the next run compares with."""
        return OfficeState(
            office.entry.label,
            office.status,
            office.late,
            office.sources,
            Figures.of(office.report),
            tuple((each.rule, each.severity, each.message) for each in office.findings),
        )


@dataclass(frozen=True, slots=True)
class State:
    """The whole of ``january.json``."""

    year: int
    offices: Mapping[str, OfficeState]
    total: Figures | None
    slips: Mapping[str, tuple[str, str]]
    """Per slip's file name: the checksum of what it says, and that of the file we wrote."""

    @staticmethod
    def of(collected: Collected, consolidated: Consolidated, slips: Mapping[str, tuple[str, str]]) -> State:
        """Take the state of a finished run."""
        offices = {office.key: OfficeState.of(office) for office in collected.offices}
        return State(collected.year, offices, Figures.of(consolidated.report), slips)


def write_state(state: State, path: Path) -> None:
    """Write the state; figures as plain numbers."""
    offices = {key: {**asdict(each), "figures": _figures_out(each.figures)} for key, each in state.offices.items()}
    data = {
        "version": VERSION,
        "year": state.year,
        "offices": offices,
        "total": _figures_out(state.total),
        "slips": {name: list(sums) for name, sums in state.slips.items()},
    }
    path.write_text(dumps(data) + "\n", "utf-8")


def read_state(path: Path) -> State | None:
    """Read the state of the run before; ``None`` where there was none. Raises :class:`InvalidData` if it is damaged."""
    if not path.exists():
        return None
    data = loads(path.read_bytes())
    try:
        if data["version"] != VERSION:
            return None
        return State(
            data["year"],
            {key: _office_in(each) for key, each in data["offices"].items()},
            _figures_in(data["total"]),
            {name: (says, wrote) for name, (says, wrote) in data["slips"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidData(
            f"上次运行留下的{path.name}已损坏（{type(error).__name__}）。",
            advice="删去该文件后重新运行，将不再与上次比较。",
        ) from error


def _office_in(data: Mapping[str, Any]) -> OfficeState:
    return OfficeState(
        data["label"],
        data["status"],
        data["late"],
        tuple(data["sources"]),
        _figures_in(data["figures"]),
        tuple((rule, severity, message) for rule, severity, message in data["findings"]),
    )


def _figures_out(figures: Figures | None) -> dict[str, Any] | None:
    if figures is None:
        return None
    # A decimal is written as text: a float would be another number than the one printed.
    values = [str(value) if isinstance(value, Decimal) else plain_number(value) for value in figures.values]
    return {"form": figures.form, "values": values}


def _figures_in(data: Mapping[str, Any] | None) -> Figures | None:
    if data is None:
        return None
    values: Sequence[Any] = data["values"]
    return Figures(
        data["form"],
        tuple(whole_or_decimal(Decimal(value) if isinstance(value, str) else value) for value in values),
    )
