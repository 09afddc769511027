"""What a request costs, line by line: only where a person found clear excess (《条例》第四十二条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.errors import UsageError
from gongkai.law.fees.tariff import By, Tariff, tariff_on
from gongkai.law.statutes import Citation, citation

_MOST = 100_000
"""No request has so many items or pages: more is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Excess:
    """Who found that number or frequency of the applicant's requests clearly exceed what is reasonable, and why.

    Raises :class:`UsageError` where either is left blank: without the finding no fee may be charged.
    """

    found_by: str
    reason: str

    def __post_init__(self) -> None:
        for value, what in ((self.found_by, "认定人"), (self.reason, "认定理由")):
            if not value.strip():
                raise UsageError(
                    f"没有写明{what}，不能收取信息处理费。",
                    advice="申请的数量、频次明显超过合理范围的才可以收费（《条例》第四十二条），请由人认定并写明理由。",
                )


@dataclass(frozen=True, slots=True)
class Filed:
    """A request of the applicant: the day it was received and how many items (件) it counts as."""

    on: dt.date
    items: int = 1

    def __post_init__(self) -> None:
        _insist_on_number(self.items, "件数", least=1)


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of one request by the way the applicant gets them."""

    copied: int = 0
    """On paper, by e-mail, as electronic copies."""
    read_on_the_spot: int = 0
    published: int = 0

    def __post_init__(self) -> None:
        for value in (self.copied, self.read_on_the_spot, self.published):
            _insist_on_number(value, "页数", least=0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the arithmetic: ``units`` at ``yuan`` each; ``yuan`` is none for what is not charged for."""

    text: str
    units: int
    yuan: int | None
    amount: int


@dataclass(frozen=True, slots=True)
class Fee:
    """What a request costs by one of the two ways, and how that comes about."""

    by: By
    on: dt.date
    amount: int
    """Yuan."""
    lines: tuple[Line, ...]
    excess: Excess
    basis: tuple[Citation, ...]
    notice: str = ""
    """What the notice of the fee must say and what follows from it, where there is a fee."""

    def to_json(self) -> dict[str, Any]:
        """Return amount, arithmetic, finding and provisions."""
        return {
            "by": self.by,
            "on": self.on.isoformat(),
            "amount": self.amount,
            "lines": [
                {"text": each.text, "units": each.units, "yuan": each.yuan, "amount": each.amount}
                for each in self.lines
            ],
            "excess": {"found_by": self.excess.found_by, "reason": self.excess.reason},
            "basis": [str(each) for each in self.basis],
            "notice": self.notice,
        }


def fee_by_item(excess: Excess, request: Filed, earlier: Sequence[Filed] = ()) -> Fee:
    """Return the fee of a request by items, counted over the applicant's calendar month.

    ``earlier``: his requests before this one; those of other months are shown and not counted. Raises
    :class:`UsageError` where one of them is later than this request.
    """
    tariff = tariff_on("item", request.on)
    if tariff is None:
        return _no_fee("item", request.on, excess)
    lines: list[Line] = []
    before = 0
    for each in sorted(earlier, key=lambda filed: filed.on):
        if each.on > request.on:
            raise UsageError(f"{each.on}的申请晚于本件（{request.on}）。", advice="只列本件之前收到的申请。")
        same = (each.on.year, each.on.month) == (request.on.year, request.on.month)
        before += each.items if same else 0
        counted = f"本月累计{before}件" if same else "不是同一自然月，不计"
        lines.append(Line(f"{each.on}申请{each.items}件：{counted}", each.items, None, 0))
    return _charged(tariff, request.on, before, request.items, excess, lines)


def fee_by_page(excess: Excess, on: dt.date, pages: Pages) -> Fee:
    """Return the fee of a request received on a day by its pages; other requests are not added."""
    tariff = tariff_on("page", on)
    if tariff is None:
        return _no_fee("page", on, excess)
    units, lines = pages.copied, []
    for name, what in (("read_on_the_spot", "当场查阅"), ("published", "已主动公开")):
        number = getattr(pages, name)
        if name not in tariff.not_counted:
            units += number
        elif number:
            lines.append(Line(f"{what}{number}页：不计", number, None, 0))
    return _charged(tariff, on, 0, units, excess, lines)


def _charged(tariff: Tariff, on: dt.date, before: int, units: int, excess: Excess, lines: list[Line]) -> Fee:
    """Add a line for each tier that the units after the first ``before`` fall into."""
    last = before + units
    for tier in tariff.tiers():
        if tier.first > last:
            break
        first, end = max(tier.first, before + 1), last if tier.last is None else min(tier.last, last)
        number = end - first + 1
        if number > 0:
            lines.append(_line(tariff.unit, first, end, number, tier.yuan))
    amount = sum(each.amount for each in lines)
    basis = (citation("processing-fee"), *tariff.basis)
    return Fee(tariff.by, on, amount, tuple(lines), excess, basis, tariff.notice if amount else "")


def _line(unit: str, first: int, last: int, number: int, yuan: int) -> Line:
    which = f"第{first}{unit}" if first == last else f"第{first}—{last}{unit}"
    amount = number * yuan
    sum_shown = f"{number}{unit}×{yuan}元={amount}元" if yuan else f"{number}{unit}，不收费"
    return Line(f"{which}：{sum_shown}", number, yuan, amount)


def _no_fee(by: By, on: dt.date, excess: Excess) -> Fee:
    says = f"{on}没有施行中的收费办法（{citation('fee-per-item').document.in_force}起施行），不收费"
    return Fee(by, on, 0, (Line(says, 0, None, 0),), excess, (citation("processing-fee"),))


def _insist_on_number(value: int, what: str, *, least: int) -> None:
    if not least <= value <= _MOST:
        raise UsageError(f"{what}不能是{value}。", advice=f"请填{least}至{_MOST}的整数。")
