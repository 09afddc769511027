"""Every change to a register's records: added, corrected, voided, linked; importing is in ``importing``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai_site.action import Act, acting, claim
from gongkai_site.agencies.models import Agency
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidRecord, WrongState
from gongkai_site.policy import Actor, require
from gongkai_site.records.applicants import save_applicant
from gongkai_site.records.entry import Entry, EntryContext, check_across, check_duplicate, read_entry, split_applicant
from gongkai_site.records.importing import import_rows, undo_import
from gongkai_site.records.locks import held, insist_standing, kept_once
from gongkai_site.records.models import Record
from gongkai_site.records.plugs import VOID_CHECKS
from gongkai_site.records.registry import REGISTERS, Register, register_of

__all__ = ["add_record", "correct_record", "import_rows", "link_dispute", "undo_import", "void_record"]


def add_record(
    actor: Actor,
    agency: Agency,
    register_key: str,
    values: Mapping[str, object],
    applicant: Mapping[str, object] | None = None,
) -> Record:
    """Add one record. ``values`` are by field name, typed or as written; ``amount`` is in yuan, ``amount_fen`` in fen.

    Doubts do not refuse: whoever asks a person shows them first (:func:`doubts_of`). Raises :class:`InvalidRecord`.
    """
    register = REGISTERS[register_key]
    with acting(actor, "record.add", right="record.edit", on=agency) as act:
        context = EntryContext(agency, register)
        entry = _readable(context, split_applicant(values, applicant))
        insist_standing(_referred(register, entry.values))
        record = register.model(agency=agency, changed_by=actor.user, **entry.values)
        kept_once(lambda: record.save(force_insert=True), lambda: _refuse_twice(context, entry))
        act.changed(record)
        if entry.applicant:
            _keep_applicant(act, actor, record, entry)
    return record


def doubts_of(context: EntryContext, values: Mapping[str, object]) -> Entry:
    """Read what a person wants to save and return it with all errors and doubts; changes nothing."""
    entry = read_entry(context, values)
    if not entry.errors:
        entry.problems.extend(check_duplicate(context, entry.values))
    return entry


def correction_of(context: EntryContext, record: Any, values: Mapping[str, object]) -> Entry:
    """Read a correction: all columns as they are to be, with errors and doubts; changes nothing."""
    entry = read_entry(context, values, complete=False)
    if not entry.errors:
        columns = [each.column for each in context.register.fields]
        whole = {**{name: getattr(record, name) for name in columns}, **entry.values}
        entry.problems.extend(check_across(context, whole))
        entry.problems.extend(check_duplicate(context, whole))
        entry.values = whole
    return entry


def correct_record(actor: Actor, record: Any, values: Mapping[str, object], *, revision: int, reason: str) -> Record:
    """Correct the fields named in ``values``; the others stay. Raises :class:`InvalidRecord`, also if nothing changes.

    A record of an agency that was merged away is corrected by whoever still holds a role there: the successor's
    people get no hold of its records by the merger.
    """
    register = register_of(record)
    with acting(actor, "record.correct", right="record.edit", on=record, reason=reason, reason_required=True) as act:
        _refuse_voided(record)
        claim(record, revision)
        record.refresh_from_db()
        before = snapshot(record)
        context = EntryContext(record.agency, register, changing=record.pk)
        new_entry = correction_of(context, record, values)
        refuse(register, new_entry)
        new = new_entry.values
        columns = [name for name, value in new.items() if getattr(record, name) != value]
        for name in columns:
            setattr(record, name, new[name])
        if not columns:
            raise InvalidRecord("没有改动任何内容，未保存。", advice="请修改后再保存，或返回。")
        insist_standing(_referred(register, {name: new[name] for name in columns}))
        record.changed_by = actor.user
        changed = [*columns, "changed_by", "changed_at"]
        kept_once(lambda: record.save(update_fields=changed), lambda: _refuse_twice(context, new_entry))
        act.changed(record, before=before)
    done: Record = record
    return done


def void_record(actor: Actor, record: Any, *, revision: int, reason: str) -> Record:
    """Void a record that should never have stood there; it stays readable and counts nowhere."""
    with acting(actor, "record.void", right="record.edit", on=record, reason=reason, reason_required=True) as act:
        _refuse_voided(record)
        claim(record, revision)
        record.refresh_from_db()
        # Asked of what stands once the record is held: whoever refers to it holds it too.
        for check in VOID_CHECKS[register_of(record).key]:
            for message in check(record):
                raise WrongState(message, advice="请先处理后再作废。")
        before = snapshot(record)
        record.voided, record.changed_by = True, actor.user
        record.save(update_fields=("voided", "changed_by", "changed_at"))
        act.changed(record, before=before)
    done: Record = record
    return done


def link_dispute(actor: Actor, dispute: Any, request: Any, *, revision: int, reason: str) -> Record:
    """Link a dispute to the request it arose from (``None``: unlink). Both belong to one agency."""
    with acting(actor, "dispute.link", right="record.edit", on=dispute, reason=reason, reason_required=True) as act:
        _refuse_voided(dispute)
        if request is not None:
            # As it is now: it may have been voided since the page was opened.
            request = held(request)
            if request is None or request.agency_id != dispute.agency_id or request.voided:
                raise InvalidRecord("只能关联本单位台账里有效的申请。")
        claim(dispute, revision)
        dispute.refresh_from_db()
        before = snapshot(dispute)
        dispute.request, dispute.changed_by = request, actor.user
        dispute.save(update_fields=("request", "changed_by", "changed_at"))
        act.changed(dispute, before=before)
    return dispute  # type: ignore[no-any-return] # a model by its register


def _readable(context: EntryContext, values: Mapping[str, object]) -> Entry:
    entry = read_entry(context, values)
    if not entry.errors:
        entry.problems.extend(check_duplicate(context, entry.values))
    refuse(context.register, entry)
    return entry


def _refuse_twice(context: EntryContext, entry: Entry) -> None:
    entry.problems.extend(check_duplicate(context, entry.values))
    refuse(context.register, entry)


def _referred(register: Register, values: Mapping[str, object]) -> list[Any]:
    """The requests that a record refers to."""
    named = (values.get(each.column) for each in register.fields if each.kind == "request")
    return [each for each in named if each is not None]


def refuse(register: Register, entry: Entry) -> None:
    """Raise :class:`InvalidRecord` naming each field where the entry has errors."""
    if errors := entry.errors:
        fields = register.by_name
        told = "；".join(
            f"{fields[each.field].label if each.field in fields else each.field}：{each.message.rstrip('。')}"
            for each in errors
        )
        raise InvalidRecord(f"{told}。", advice="请改正后重新保存。", problems=tuple(errors))


def _keep_applicant(act: Act, actor: Actor, record: Any, entry: Entry) -> None:
    require(actor, "applicant.edit", record)
    if not entry.applicant.get("name"):
        raise InvalidRecord("申请人：没有填写姓名或名称。", advice="填了联系方式等，就要填申请人姓名或名称。")
    act.changed(save_applicant(record, entry.applicant))


def _refuse_voided(record: Any) -> None:
    fresh = type(record)._default_manager.filter(pk=record.pk).values_list("voided", flat=True).first()
    if fresh is None or fresh:
        raise WrongState("这条记录已经作废，不能再改。", advice="如确需登记，请重新新增一条。")
