"""Each row that an import brings, and each that undoing it takes, is an event of its own."""

from __future__ import annotations

import pytest

from gongkai_site.audit import chain
from gongkai_site.audit.models import Event, Head
from gongkai_site.audit.verify import verify
from gongkai_site.records.actions import correct_record
from gongkai_site.records.importing import undo_import
from gongkai_site.registers.models import Fee
from tests.site.build import actor, agency
from tests.site.records.build import imported, workbook

FEE_ROWS = [
    ["收费项目", "票据号", "收费日期", "金额（元）"],
    ["停车费", "A1", "2025-03-05", "12.50"],
    ["停车费", "A2", "2025-03-06", "13.00"],
    ["占道费用", "A3", "2025-03-07", "9.00"],
]


def logged(action: str) -> dict[str, Event]:
    return {each.object_id: each for each in Event.objects.filter(action=action)}


def test_each_row_is_told_of_by_name_and_place_and_the_chain_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_AT_ONCE", 2)
    where = agency()
    who = actor(where)
    imported(who, where, "fees", workbook(FEE_ROWS))
    rows = logged("record.import-row")
    assert set(rows) == {str(pk) for pk in Fee.objects.values_list("pk", flat=True)}
    assert len(rows) > 1
    one = next(iter(rows.values()))
    assert (one.actor, one.agency_id, one.object_type) == (who.name, where.pk, "registers.fee")
    assert Fee.objects.get(pk=one.object_id).item in one.after
    assert Head.objects.get().number == Event.objects.count()
    assert verify(rows=True).is_sound


def test_undoing_tells_of_each_that_stood_and_the_rows_stand_as_told() -> None:
    where = agency()
    who = actor(where)
    batch = imported(who, where, "fees", workbook(FEE_ROWS))
    first, *others = Fee.objects.order_by("pk")
    correct_record(who, first, {"item": "占道费"}, revision=1, reason="名称")
    undo_import(who, batch, reason="导错了")
    told = logged("record.import-undo-row")
    assert set(told) == {str(each.pk) for each in (first, *others)}
    assert {each.reason for each in told.values()} == {"导错了"}
    assert all('"voided": true' in each.after for each in told.values())
    assert verify(rows=True).is_sound


def test_a_row_that_is_changed_behind_the_logs_back_is_found() -> None:
    where = agency()
    imported(actor(where), where, "fees", workbook(FEE_ROWS))
    Fee.objects.filter(pk=Fee.objects.first().pk).update(amount_fen=1)  # type: ignore[union-attr] # rows were imported
    assert len(verify(rows=True).breaks) == 1
