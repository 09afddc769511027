"""Late changes: records added, corrected or voided after a version was locked, listed against it, never absorbed."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Model, Q
from django.utils.translation import gettext_lazy as _

from gongkai.law import year_end
from gongkai.report import Number, whole_or_decimal
from gongkai_site.agencies.counted import counted_agencies
from gongkai_site.agencies.models import Reorganisation
from gongkai_site.annual.compile import cell_queries, cells_counting, compile_year
from gongkai_site.annual.compile.moments import span
from gongkai_site.annual.compile.registers import COUNTED, Counted
from gongkai_site.annual.current import current_report
from gongkai_site.annual.models import Origin, Scope, State, Version
from gongkai_site.annual.prose import TEXT_KEYS
from gongkai_site.audit.models import ANONYMISED, Event
from gongkai_site.reach import within
from gongkai_site.records.models import ImportBatch
from gongkai_site.records.registry import REGISTERS

_ADDED, _CORRECTED, _VOIDED = _("补登"), _("更正"), _("作废")


@dataclass(frozen=True, slots=True)
class LateChange:
    """One record that is not any more what it was when the version was locked."""

    register: str
    """The register's key."""
    record: Any
    what: Any
    """补登, 更正 or 作废, as a label."""
    at: dt.datetime
    by: str
    reason: str
    cells: Mapping[str, int]
    """How much each cell's count changes through this record alone; fen for the amount."""


@dataclass(frozen=True, slots=True)
class LateCell:
    """One cell that would be counted otherwise now than it was locked."""

    key: str
    locked: Number | None
    now: Number
    by_hand: bool
    """Whether the locked value had been set by hand: it need not follow the records."""


def late_changes(version: Version) -> list[LateChange]:
    """Return the records changed after the version was locked that touch its year, newest change last.

    A record touches the year by its dates now or by those it had when the version was locked: those that cells count,
    and those of the facts that section one tells. Only versions compiled from the registers have late changes.
    """
    if not _is_compiled(version):
        return []
    report = version.report
    agency_ids = counted_agencies(report.agency, report.year)
    found: list[LateChange] = []
    undone = {pk: events for pk, events in _events(ImportBatch, version, agency_ids).items() if events[-1].before}
    for register in (*COUNTED.values(), *_facts()):
        events = _events(register.model, version, agency_ids)
        with within(agency_ids):
            records = register.model._default_manager.select_related("changed_by")
        changed: dict[int, Any] = {each.pk: each for each in records.filter(changed_at__gt=version.locked_at)}
        unseen = [pk for pk in events if pk not in changed]
        changed |= records.in_bulk(unseen) if unseen else {}
        for pk, record in changed.items():
            its = events.get(pk, []) + undone.get(record.batch_id, [])
            change = _change(register, record, its, version, agency_ids)
            if change is not None:
                found.append(change)
    return sorted(found, key=lambda each: (each.at, each.register, each.record.pk))


def late_cells(version: Version) -> list[LateCell]:
    """Return the cells whose figure would now be another than the locked one, in the form's order."""
    if not _is_compiled(version):
        return []
    report = version.report
    now = compile_year(report.agency, report.year).values
    by_hand = {(each.cell, whole_or_decimal(each.value)) for each in report.overrides.filter(at__lte=version.locked_at)}
    locked = {key: whole_or_decimal(version.cells.get(key)) for key in now}
    return [
        LateCell(key, locked[key], value, (key, locked[key]) in by_hand)
        for key, value in now.items()
        if value is not None and locked[key] != value
    ]


def late_texts(version: Version) -> list[str]:
    """Return the parts whose locked text would read otherwise now, because a number linked to a fact has changed.

    Only while no correction is under way: then the working copy's texts are being changed by people.
    """
    report = version.report
    linked = report.texts.filter(text__contains="facts.")
    if not _is_compiled(version) or report.state != State.LOCKED or not linked.exists():
        return []
    locked, now = version.as_report(), current_report(report)
    texts = {key: (locked.sections[key], now.sections[key]) for key in locked.sections}
    texts |= {"preamble": (locked.preamble, now.preamble), "closing": (locked.closing, now.closing)}
    return [key for key in TEXT_KEYS if texts[key][0] != texts[key][1]]


def late_reorganisations(version: Version) -> list[Event]:
    """Return the events, since the locking, of mergers and abolitions that change whose records the year counts."""
    if not _is_compiled(version):
        return []
    agency, year = version.report.agency, version.report.year
    concerned = Q(agency__in=counted_agencies(agency, year)) | Q(successor=agency)
    entered = Reorganisation.objects.filter(concerned, on__lte=year_end(year)).exclude(what=Reorganisation.What.RENAMED)
    ids = [str(pk) for pk in entered.values_list("pk", flat=True)]
    events = Event.objects.filter(object_type=Reorganisation._meta.label_lower, object_id__in=ids, **_since(version))
    return list(events.order_by("number"))


def _is_compiled(version: Version) -> bool:
    return version.origin == Origin.COMPILED and version.report.scope == Scope.OWN


def _events(model: type[Model], version: Version, agency_ids: list[int]) -> dict[int, list[Event]]:
    """The events of these things since the locking, oldest first, by thing; anonymising changes nothing that counts."""
    events = Event.objects.filter(object_type=model._meta.label_lower, agency_id__in=agency_ids, **_since(version))
    events = events.exclude(action=ANONYMISED)
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events.order_by("number"):
        found[int(event.object_id)].append(event)
    return found


def _since(version: Version) -> dict[str, Any]:
    if version.event_number:
        return {"number__gt": version.event_number}
    return {"at__gt": version.locked_at.astimezone(dt.UTC).isoformat(timespec="microseconds")}


class _Facts(Counted):
    """A register of facts: no cell counts it; any of its dates may place a record in the year."""

    def touches(self, values: Mapping[str, Any], agency_ids: Iterable[int], year: int) -> bool:
        """Whether one record with these column values concerns the year."""
        if values["voided"] or values["agency_id"] not in agency_ids:
            return False
        first, last = span(year)
        dates = (values[name] for name in self.model.date_fields)  # type: ignore[attr-defined] # every register has them
        return any(day is not None and first <= day <= last for day in dates)


def _facts() -> list[_Facts]:
    return [
        _Facts(key, each.model, each.model.date_fields[0], None, (), {})
        for key, each in REGISTERS.items()
        if each.model._meta.app_label == "facts"
    ]


def _change(
    register: Counted, record: Any, events: list[Event], version: Version, agency_ids: list[int]
) -> LateChange | None:
    year = version.report.year
    now = {name: getattr(record, name) for name in register.columns}
    then = _then(register, record, events, version.locked_at)
    touches = [values for values in (now, then) if values and register.touches(values, agency_ids, year)]
    if not touches:
        return None
    counted = cells_counting(register, now, agency_ids, year)
    before = cells_counting(register, then, agency_ids, year) if then else {}
    cells = {
        key: counted.get(key, 0) - before.get(key, 0)
        for key in cell_queries(year)
        if counted.get(key, 0) != before.get(key, 0)
    }
    if not cells and not events and (then is not None or register.moments):
        return None
    last = events[-1] if events else None
    return LateChange(
        register.key,
        record,
        _what(then, now),
        dt.datetime.fromisoformat(last.at) if last else record.changed_at,
        last.actor if last else str(record.changed_by or ""),
        last.reason if last else "",
        cells,
    )


def _then(register: Counted, record: Any, events: Iterable[Event], locked_at: dt.datetime) -> dict[str, Any] | None:
    """The record's columns when the version was locked; ``None`` where it was not there yet."""
    if record.created_at > locked_at:
        return None
    first = next((each for each in events if each.before), None)
    now = {name: getattr(record, name) for name in register.columns}
    if first is None:
        # Changed without an event: nothing is known but that it is as it is.
        return now
    if first.object_type == ImportBatch._meta.label_lower:
        # Its import was undone: it is voided now and stood until then.
        return {**now, "voided": False}
    values = json.loads(first.before)
    dates = {each.name for each in register.model._meta.concrete_fields if isinstance(each, DateField)}
    then = {}
    for name in register.columns:
        value = values.get(name, values.get(name.removesuffix("_id")))
        then[name] = dt.date.fromisoformat(value) if value and name in dates else value
    return then


def _what(then: Mapping[str, Any] | None, now: Mapping[str, Any]) -> Any:
    if then is None:
        return _ADDED
    if now["voided"] and not then["voided"]:
        return _VOIDED
    return _CORRECTED
