"""An uploaded file on its way into a register: kept, laid out, corrected, thrown away. Only its uploader goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai_site.action import acting, claim
from gongkai_site.agencies.models import Agency
from gongkai_site.audit.chain import snapshot
from gongkai_site.errors import InvalidInput, NotAllowed, WrongState
from gongkai_site.kept_files import hash_of
from gongkai_site.policy import Actor
from gongkai_site.records.crosstab import unfolded
from gongkai_site.records.headers import ColumnMap, Header, find_header, fits, guess, header_at
from gongkai_site.records.laid import laid
from gongkai_site.records.models import ColumnMapping, ImportBatch, StagedFile
from gongkai_site.records.registry import REGISTERS, Register
from gongkai_site.records.units import MONEY
from gongkai_site.sheets.tables import Table, open_tables, place_of
from gongkai_site.sheets.words import tidy

UNOPENED = "unopened"
"""Among the choices of a file that nobody has opened yet."""
_LONGEST = 2_000
_MOST_MENDED = 500


def stage_file(
    actor: Actor, agency: Agency, register_key: str, name: str, data: bytes, *, later: bool = False
) -> StagedFile:
    """Keep an uploaded table and guess its layout; the uploader's earlier one for this register is thrown away.

    ``later`` leaves opening it to the worker (:func:`open_staged`). Raises :class:`UnreadableFile` for what is no
    table.
    """
    register = REGISTERS[register_key]
    name = name.replace("\\", "/").rsplit("/", 1)[-1][-200:] or "表格"
    with acting(actor, "import.stage", right="record.edit", on=agency) as act:
        if actor.user is None:
            raise NotAllowed("只有登录的人员才能上传文件。")
        layout = {"choices": {UNOPENED: True}} if later else _layout(agency, register, open_tables(name, data))
        for old in StagedFile.objects.filter(agency=agency, register=register_key, by=actor.user):
            _throw_away(old)
        staged = StagedFile(
            agency=agency,
            register=register_key,
            by=actor.user,
            file_name=name,
            sha256=hash_of(data),
            **layout,
        )
        suffix = name.rsplit(".", 1)[-1].lower()[:8] if "." in name else "dat"
        staged.file.save(f"{staged.sha256[:16]}.{suffix if suffix.isalnum() else 'dat'}", ContentFile(data), save=False)
        staged.save(force_insert=True)
        act.changed(staged)
    return staged


def open_staged(actor: Actor, staged: StagedFile) -> StagedFile:
    """Open a file that was kept unopened and guess its layout. Raises :class:`UnreadableFile` for what is no table."""
    with acting(actor, "import.lay-out", right="record.edit", on=staged) as act:
        own(actor, staged)
        with staged.file.open("rb") as file:
            layout = _layout(staged.agency, REGISTERS[staged.register], open_tables(staged.file_name, file.read()))
        claim(staged, staged.revision)
        before = snapshot(staged)
        for name, value in {**layout, "choices": {}}.items():
            setattr(staged, name, value)
        staged.save(update_fields=(*layout, "choices"))
        act.changed(staged, before=before)
    return staged


def _layout(agency: Agency, register: Register, tables: list[Table]) -> dict[str, Any]:
    """Sheet, header and columns as they are most likely meant."""
    table, header = _most_likely(register, [unfolded(register, each) for each in tables])
    return {
        "sheet": table.name[:60],
        "header_top": header.top + 1 if header else 0,
        "header_rows": header.bottom - header.top if header else 1,
        "mapping": remembered(agency, register, header) if header else {},
    }


def lay_out(
    actor: Actor, staged: StagedFile, *, sheet: str, header_top: int, header_rows: int, mapping: ColumnMap | None,
    revision: int,
) -> StagedFile:  # fmt: skip
    """Set sheet, header rows and columns as a person corrected them; ``mapping`` None guesses anew."""
    with acting(actor, "import.lay-out", right="record.edit", on=staged) as act:
        own(actor, staged)
        register = REGISTERS[staged.register]
        table = next((each for each in laid(staged).book.tables if each.name[:60] == sheet), None)
        if table is None or not 1 <= header_top <= len(table.rows) or not 1 <= header_rows <= 3:
            raise InvalidInput(
                "没有这个工作表，或表头行号超出范围。", advice="请填写表头所在的行号，从1数起；表头最多三行。"
            )
        header = header_at(table, header_top - 1, header_rows)
        if mapping is None:
            mapping = remembered(staged.agency, register, header)
        columns = [each for each in mapping.values() if isinstance(each, int)]
        if not fits(register, header, mapping) or len(columns) != len(set(columns)):
            raise InvalidInput("同一列不能对应两栏，也不能对应表格以外的列。", advice="请逐栏核对对应的列。")
        claim(staged, revision)
        before = snapshot(staged)
        staged.sheet, staged.header_top, staged.header_rows, staged.mapping = sheet, header_top, header_rows, mapping
        staged.save(update_fields=("sheet", "header_top", "header_rows", "mapping"))
        act.changed(staged, before=before)
    return staged


def choose(actor: Actor, staged: StagedFile, *, unit: str, without: Sequence[str], revision: int) -> StagedFile:
    """Set the unit of amounts whose unit the file does not state, and the sheets that are not to be read."""
    with acting(actor, "import.choose", right="record.edit", on=staged) as act:
        own(actor, staged)
        if unit and unit not in MONEY:
            raise InvalidInput(f"没有“{unit[:20]}”这个单位。", advice=f"可选：{'、'.join(MONEY)}。")
        claim(staged, revision)
        before = snapshot(staged)
        staged.choices = {"unit": unit, "without": sorted(set(without))}
        staged.save(update_fields=("choices",))
        act.changed(staged, before=before)
    return staged


def mend(actor: Actor, staged: StagedFile, edits: Mapping[str, str], *, revision: int) -> StagedFile:
    """Put text in place of cells, by address; everything is checked again. The file itself stays as it is."""
    with acting(actor, "import.mend", right="record.edit", on=staged) as act:
        own(actor, staged)
        wrong = [each for each in edits if place_of(each.rpartition("!")[2]) is None]
        if wrong:
            raise InvalidInput(f"没有“{wrong[0][:40]}”这个单元格。")
        if any(len(text) > _LONGEST for text in edits.values()):
            raise InvalidInput(f"一格最多{_LONGEST}个字。")
        claim(staged, revision)
        staged.edits = {**staged.edits, **{where: tidy(text) for where, text in edits.items()}}
        if len(staged.edits) > _MOST_MENDED:
            raise InvalidInput(f"最多在页面上改正{_MOST_MENDED}格。", advice="请在原文件中改正后重新上传。")
        staged.save(update_fields=("edits",))
        # What was written may be an applicant's: the log says only which cells.
        act.changed(staged, before={}, after={"cells": sorted(edits), "revision": staged.revision})
    return staged


def discard(actor: Actor, staged: StagedFile) -> None:
    """Throw an uploaded file away without importing it."""
    with acting(actor, "import.discard", right="record.edit", on=staged) as act:
        own(actor, staged)
        if not StagedFile.objects.select_for_update(of=("self",)).filter(pk=staged.pk).exists():
            # Imported meanwhile, its file is the import's now.
            raise WrongState("这个文件已经导入或放弃。", advice="请回到导入页面核对。")
        act.changed(staged, before=snapshot(staged), after={})
        _throw_away(staged)


def own(actor: Actor, staged: StagedFile) -> None:
    """Raise :class:`NotAllowed` unless the actor uploaded this file."""
    if actor.user_id != staged.by_id:
        raise NotAllowed("这个文件是别人上传的，只能由上传的人继续导入。", advice="请自己上传文件。")


def remembered(agency: Agency, register: Register, header: Header) -> ColumnMap:
    """Return the mapping that this agency used for this header, else a guess."""
    known = ColumnMapping.objects.filter(agency=agency, register=register.key, header=header.fingerprint).first()
    if known is not None and fits(register, header, known.mapping):
        return dict(known.mapping)
    return guess(register, header)


def remember(agency: Agency, register: Register, header: Header, mapping: Mapping[str, object]) -> None:
    """Keep a mapping that served; called inside the import."""
    ColumnMapping.objects.update_or_create(
        agency=agency, register=register.key, header=header.fingerprint, defaults={"mapping": dict(mapping)}
    )


def imported_before(agency: Agency, register_key: str, sha256: str, sheet: str) -> ImportBatch | None:
    """Return the import of the very same file and sheet into this register that still stands."""
    return ImportBatch.objects.filter(
        agency=agency, register=register_key, sha256=sha256, sheet=sheet, undone=False
    ).first()


def _most_likely(register: Register, tables: list[Table]) -> tuple[Table, Header | None]:
    found = [(table, find_header(register, table)) for table in tables]
    return max(found, key=lambda each: len(guess(register, each[1])) if each[1] else 0)


def _throw_away(staged: StagedFile) -> None:
    transaction.on_commit(partial(staged.file.storage.delete, staged.file.name or ""))
    staged.delete()
