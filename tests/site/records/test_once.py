"""Nothing stands twice in a register that refuses it, whoever registers in the same moment."""

import pytest
from django.db.models import Q, UniqueConstraint

from gongkai_site.errors import InvalidRecord
from gongkai_site.records import actions
from gongkai_site.records.actions import add_record, correct_record
from gongkai_site.records.models import ImportBatch
from gongkai_site.records.registry import REGISTERS
from tests.site.build import actor, agency
from tests.site.records.build import VALUES, imported, record, workbook

REFUSING = sorted(key for key, register in REGISTERS.items() if register.duplicates_refused)


@pytest.mark.parametrize("key", REFUSING)
def test_the_database_itself_keeps_the_key_of_a_register_once(key):
    register = REGISTERS[key]
    kept = [
        each.fields
        for each in register.model._meta.constraints
        if isinstance(each, UniqueConstraint) and each.condition == Q(voided=False)
    ]
    assert ("agency", *register.key_columns) in kept


@pytest.mark.parametrize("key", REFUSING)
def test_who_registers_second_in_the_same_moment_is_refused_in_words(key, monkeypatch):
    """As it is when the other's record was not there yet while this one was checked."""
    town = agency()
    who = actor(town)
    first = record(who, town, key)
    once = iter([True])
    checked = actions.check_duplicate
    monkeypatch.setattr(actions, "check_duplicate", lambda *given: () if next(once, False) else checked(*given))
    with pytest.raises(InvalidRecord, match="台账中已有相同的记录"):
        add_record(who, town, key, VALUES[key])
    assert list(type(first).objects.values_list("pk")) == [(first.pk,)]


def test_who_corrects_into_anothers_number_in_the_same_moment_is_refused_in_words(monkeypatch):
    town = agency()
    who = actor(town)
    record(who, town, "requests", number="1")
    other = record(who, town, "requests", number="2")
    once = iter([True])
    checked = actions.check_duplicate
    monkeypatch.setattr(actions, "check_duplicate", lambda *given: () if next(once, False) else checked(*given))
    with pytest.raises(InvalidRecord, match="台账中已有相同的记录"):
        correct_record(who, other, {"number": "1"}, revision=1, reason="x")
    other.refresh_from_db()
    assert (other.number, other.revision) == ("2", 1)


def test_a_voided_record_stands_in_nobodys_way():
    town = agency()
    who = actor(town)
    first = record(who, town, "requests")
    actions.void_record(who, first, revision=1, reason="x")
    assert record(who, town, "requests").pk != first.pk


def test_imports_into_one_register_are_numbered_by_year():
    one, two = agency(), agency()
    table = [["培训内容", "日期", "人次"]]
    for where, title in ((one, "甲"), (one, "乙"), (two, "丙")):
        imported(actor(where), where, "trainings", workbook([*table, [title, "2025-04-01", "3"]]))
    assert sorted(ImportBatch.objects.values_list("agency", "number")) == [(one.pk, 1), (one.pk, 2), (two.pk, 1)]
