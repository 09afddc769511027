"""Importing a staged table: all of it or nothing, in one transaction with one event; and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import F
from django.utils import timezone

from gongkai_site.action import Act, acting
from gongkai_site.errors import InvalidInput, NotAllowed, WrongState
from gongkai_site.policy import Actor, require
from gongkai_site.reach import within
from gongkai_site.records.applicants import may_for_sections
from gongkai_site.records.entry import Entry, key_of
from gongkai_site.records.laid import laid
from gongkai_site.records.locks import held, insist_standing, kept_once, next_number
from gongkai_site.records.models import ImportBatch, StagedFile
from gongkai_site.records.plugs import VOID_CHECKS
from gongkai_site.records.preview import Preview, existing_keys, preview
from gongkai_site.records.registry import REGISTERS, Register
from gongkai_site.records.staging import imported_before, own, remember

_AT_ONCE = 1_000


def import_rows(
    actor: Actor,
    staged: StagedFile,
    *,
    revision: int | None = None,
    keep_doubtful: bool = False,
    confirmed: str = "",
    reason: str = "",
) -> ImportBatch:
    """Add every row of a staged table that is not yet in the register, and remember how its columns were laid out.

    ``revision`` is that of the layout the person saw, ``confirmed`` the digest of what was asked of him
    (:attr:`Preview.asked`). Raises :class:`InvalidInput` where one row has an error (nothing is added then), where
    nothing is left to add, where something asked was not confirmed, and where this file was imported before and there
    is no ``reason``.
    """
    with within((staged.agency_id,)):
        return _import(actor, staged, revision, keep_doubtful, confirmed, reason)


def _import(
    actor: Actor, staged: StagedFile, revision: int | None, keep_doubtful: bool, confirmed: str, reason: str
) -> ImportBatch:
    register = REGISTERS[staged.register]
    own(actor, staged)
    file = laid(staged)
    if file.header is None or file.missing or not file.sheets:
        raise InvalidInput(f"还没有指定这些栏对应的列：{'、'.join(file.missing)}。", advice="请先核对列对应。")
    if file.without_unit:
        raise InvalidInput("表格没有写明金额的单位。", advice="请先在预览页选择金额的单位。")
    # Read before the transaction begins: reading takes seconds, in which others could not write.
    require(actor, "record.edit", staged.agency)
    found = preview(staged.agency, register, file, keep_doubtful=keep_doubtful)
    with acting(actor, "record.import", right="record.edit", on=staged.agency, reason=reason) as act:
        # Imports into one register follow each other, so that no file is imported twice; nobody else waits for them.
        year = timezone.localdate().year
        number = next_number(staged.agency, f"{register.key}:import", year)
        current = StagedFile.objects.filter(pk=staged.pk).first()
        if current is None or (revision is not None and current.revision != revision):
            raise WrongState("这个文件已经导入或放弃，或列对应刚被改动。", advice="请回到导入页面核对。")
        if imported_before(staged.agency, register.key, staged.sha256, staged.sheet) and not act.reason:
            raise InvalidInput("这个文件已经导入过。", advice="如确需再次导入其中尚未登记的行，请填写原因。")
        _refuse(found, confirmed)
        batch = ImportBatch.objects.create(
            agency=staged.agency,
            register=register.key,
            file=staged.file.name,
            file_name=staged.file_name,
            sha256=staged.sha256,
            mapping=staged.mapping,
            choices={**staged.choices, "confirmed": found.questions},
            edits={where: [was, staged.edits[where]] for where, was in file.mended.items()},
            sheets=file.starts,
            sheet=staged.sheet,
            number=number,
            rows=len(found.entries),
            skipped=found.skipped,
            by=actor.user,
        )
        again = partial(_refuse_new_duplicates, batch, register, found)
        kept_once(lambda: _add_all(act, batch, register, found.entries), again)
        if not keep_doubtful and not register.duplicates_refused:
            again()
        insist_standing(_referred(register, found))
        remember(staged.agency, register, file.header, staged.mapping)
        StagedFile.objects.filter(pk=staged.pk).delete()
        act.changed(batch, title=f"{register.title}：{year}年第{number}次导入，{batch}")
    return batch


def _refuse(found: Preview, confirmed: str) -> None:
    if found.errors:
        first = found.errors[0]
        raise InvalidInput(
            f"文件中有{len(found.errors)}处错误，一行也没有导入。第一处：{first.cell}（{first.label}）{first.message}",
            advice="请在原文件中改正后重新上传。",
        )
    if not found.entries:
        raise InvalidInput(
            f"没有可以新增的行：{found.skipped}行与已有记录重复。" if found.skipped else "表格里没有可以导入的行。"
        )
    if found.asked != confirmed:
        raise InvalidInput(
            f"有{len(found.questions)}处须先核对确认，一行也没有导入。第一处：{found.questions[0]}"
            if found.questions
            else "预览之后内容有变化，一行也没有导入。",
            advice="请在预览中逐项核对，确认无误后勾选再导入。",
        )


def _refuse_new_duplicates(batch: ImportBatch, register: Register, found: Preview) -> None:
    """Raise where somebody registered one of the rows after they were read."""
    standing = existing_keys(batch.agency, register, besides=batch)
    if any(key_of(register, entry.values) in standing for _, entry in found.entries):
        raise WrongState("台账刚有变动，有几行已被他人登记，一行也没有导入。", advice="请重新预览后再导入。")


def _referred(register: Register, found: Preview) -> list[Any]:
    """The requests that the rows refer to."""
    columns = [each.column for each in register.fields if each.kind == "request"]
    named = (entry.values.get(column) for _, entry in found.entries for column in columns)
    return [each for each in named if each is not None]


def _add_all(act: Act, batch: ImportBatch, register: Register, entries: Sequence[tuple[int, Entry]]) -> None:
    applicant_model: Any = apps.get_model("requests.Applicant")
    sections = {getattr(entry.values.get("section"), "pk", None) for _, entry in entries if entry.applicant}
    if sections - may_for_sections(act.actor, "applicant.edit", batch.agency, sections):
        raise NotAllowed("表格里有您不经办的科室的申请人信息，您不能导入。", advice="请由本单位综合经办人导入。")
    for start in range(0, len(entries), _AT_ONCE):
        part = entries[start : start + _AT_ONCE]
        made = register.model._default_manager.bulk_create(
            register.model(agency=batch.agency, batch=batch, batch_row=row, changed_by=act.actor.user, **entry.values)
            for row, entry in part
        )
        if register.applicant_fields:
            applicant_model.objects.bulk_create(
                applicant_model(request=record, **entry.applicant)
                for record, (_, entry) in zip(made, part, strict=True)
                if entry.applicant
            )
        act.each_changed(made, "record.import-row")


def undo_import(actor: Actor, batch: ImportBatch, *, reason: str) -> int:
    """Void every record that a wrong import added and that still stands, and return how many."""
    register = REGISTERS[batch.register]
    with acting(actor, "record.import-undo", right="record.edit", on=batch, reason=reason, reason_required=True) as act:
        held(batch)
        batch.refresh_from_db()
        if batch.undone:
            raise WrongState("这次导入已经撤销过了。")
        records = register.model._default_manager.filter(batch=batch, voided=False)
        if VOID_CHECKS[register.key]:
            # Whoever refers to one of them holds it too, and is seen by the checks.
            list(records.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
            for record in records.iterator(chunk_size=_AT_ONCE):
                for check in VOID_CHECKS[register.key]:
                    for message in check(record):
                        raise WrongState(f"{record}：{message}", advice="请先处理后再撤销导入。")
        now = timezone.now()
        number = records.update(voided=True, revision=F("revision") + 1, changed_at=now, changed_by=actor.user)
        voided = register.model._default_manager.filter(batch=batch, voided=True, changed_at=now).order_by("pk")
        act.each_changed(voided.iterator(chunk_size=_AT_ONCE), "record.import-undo-row")
        batch.undone = True
        batch.save(update_fields=("undone",))
        act.changed(batch, before={"undone": False, "standing": number}, after={"undone": True, "standing": 0})
    return number
