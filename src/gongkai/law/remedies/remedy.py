"""Remedies against an answer by outcome, addressee, day and kind of agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar, cast

from gongkai.errors import NotInForce, UsageError
from gongkai.law.choices import Chosen, chosen, insist_on_known
from gongkai.law.dated import Dated
from gongkai.law.remedies.letter import letter
from gongkai.law.remedies.load import Rows, Subject, WayRow, rows
from gongkai.law.remedies.model import Addressee, Bodies, Office, Period, Remedy, Way
from gongkai.law.statutes import in_force

T = TypeVar("T")
_PERIODS: dict[Way, tuple[str, ...]] = {
    "reconsideration-first": ("reconsideration", "lawsuit-after"),
    "either": ("reconsideration", "lawsuit"),
    "none": (),
}


def way_for(outcome: str, on: dt.date, addressee: Addressee = "applicant") -> Way:
    """Return which way an answer of a day leaves open, where the office has set nothing of its own.

    Raises :class:`UsageError` and :class:`NotInForce` as :func:`remedy_for`.
    """
    known = rows()
    return _way(known, _way_row(known, outcome, addressee, on), on, {})[0]


def remedy_for(
    outcome: str, on: dt.date, office: Office, addressee: Addressee = "applicant", *, by_internet: bool = False
) -> Remedy:
    """Return what a letter of a day says about remedies, and on what that rests.

    ``outcome`` is a row of the form (``refused.third_party``), ``silence`` or ``fee_notice``; ``by_internet``: the
    letter is served by internet. Raises :class:`UsageError` where outcome, addressee or kind of agency is none that is
    known or the names of bodies do not fit, :class:`InvalidSettings` where the office's answer to an open question is
    not possible, and :class:`NotInForce` for a day without a rule.
    """
    known = rows()
    row = _way_row(known, outcome, addressee, on)
    insist_on_known(known.choices, "remedies", office.own)
    way, found = _way(known, row, on, office.own)
    basis = (*(found.sources[way] if found else ()), *in_force(row.basis, on))
    bodies = _bodies(known, office, on)
    if way == "none":
        bodies = Bodies((), ())
    periods = tuple(_period(known, key, known.subjects[row.subject], on) for key in _PERIODS[way])
    internet = in_force(known.internet.on(on) or (), on) if by_internet and way != "none" else ()
    text, missing = letter(known, row, way, bodies, office, on, needs_channel=bool(internet))
    return Remedy(
        outcome=outcome,
        addressee=addressee,
        on=on,
        kind=office.kind,
        way=way,
        basis=basis,
        note=row.note,
        bodies=bodies,
        periods=periods,
        internet=internet,
        heading=known.subjects[row.subject].heading,
        text=text,
        missing=missing,
        chosen=found,
    )


def _way(known: Rows, row: WayRow, on: dt.date, own: Mapping[str, str]) -> tuple[Way, Chosen | None]:
    """The way of a row, with the open question that gave it if it is one."""
    found = chosen(known.choices, row.choice, on, own) if row.choice else None
    return cast(Way, found.value if found else row.way), found


def _way_row(known: Rows, outcome: str, addressee: str, on: dt.date) -> WayRow:
    addressees = known.names["addressees"]
    if addressee not in addressees:
        raise UsageError(f"没有“{addressee}”这种收件人。", advice=f"可以是：{'、'.join(addressees)}。")
    dated = known.ways.get((outcome, addressee))
    if dated is None:
        outcomes = dict.fromkeys(each for each, _ in known.ways)
        raise UsageError(f"没有“{outcome}”这种办理结果。", advice=f"可以是：{'、'.join(outcomes)}。")
    return _standing(dated, on, outcome)


def _standing(dated: Dated[T], on: dt.date, what: str) -> T:
    """Return what holds on the day. Raises :class:`NotInForce` naming the days on which anything does."""
    found = dated.on(on)
    if found is None:
        first, last = dated.periods[0].first, dated.periods[-1].last
        days = f"{first}起" if last is None else f"{first}至{last}"
        raise NotInForce(f"{on}没有“{what}”的规定。", advice=f"有规定的日期：{days}。")
    return found


def _bodies(known: Rows, office: Office, on: dt.date) -> Bodies:
    dated = known.bodies.get(office.kind)
    if dated is None:
        raise UsageError(f"没有“{office.kind}”这类机关。", advice=f"可以是：{'、'.join(known.bodies)}。")
    if not all(each.strip() for each in office.bodies):
        raise UsageError("行政复议机关的名称是空的。", advice="请写全称，或者不写。")
    row = _standing(dated, on, office.kind)
    if office.bodies and row.bodies and len(office.bodies) != len(row.bodies):
        raise UsageError(
            f"这类机关的行政复议机关是“{'、'.join(row.bodies)}”，给出了{len(office.bodies)}个名称。",
            advice=f"请依次写{len(row.bodies)}个全称。",
        )
    return Bodies(office.bodies or row.bodies, in_force(row.basis, on), row.itself)


def _period(known: Rows, key: str, subject: Subject, on: dt.date) -> Period:
    row = _standing(known.periods[subject.lawsuit if key == "lawsuit" else key], on, key)
    since = {"reconsideration": subject.since, "lawsuit": subject.since_lawsuit}.get(key, known.words["after"])
    return Period(key, row.name, row.length, since, in_force(row.basis, on))
