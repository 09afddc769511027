"""Killed at any statement of an import or of its undoing, the database holds all of it with its event, or nothing."""

from gongkai_site.audit.models import Event
from gongkai_site.people.models import User
from gongkai_site.policy import Actor
from gongkai_site.records.importing import import_rows, undo_import
from gongkai_site.records.models import ColumnMapping, ImportBatch, StagedFile
from gongkai_site.records.staging import stage_file
from gongkai_site.requests.models import Applicant, Request
from tests.site import build
from tests.site.kill import Scenario, run
from tests.site.records.build import imported, workbook

ROWS = 120
"""More than SQLite takes in one statement."""
HEADER = ["登记编号", "申请人姓名", "申请人类型", "收到日期", "申请方式", "申请内容"]


def _table() -> bytes:
    return workbook([HEADER, *([f"2025-{n}", f"申请人{n}", "公民", "2025-03-05", "网上", "批复"] for n in range(ROWS))])


def _clerk() -> Actor:
    return Actor.person(User.objects.get())


def _all_or_none(*parts: bool) -> bool:
    assert len(set(parts)) == 1, parts
    return parts[0]


def _prepare_import() -> None:
    agency = build.agency()
    stage_file(build.actor(agency), agency, "requests", "台账.xlsx", _table())


def _import() -> None:
    import_rows(_clerk(), StagedFile.objects.get())


def _is_imported() -> bool:
    standing = Request.objects.count(), Applicant.objects.count()
    assert standing in {(0, 0), (ROWS, ROWS)}, standing
    return _all_or_none(
        standing == (ROWS, ROWS),
        ImportBatch.objects.filter(rows=ROWS).exists(),
        not StagedFile.objects.exists(),
        ColumnMapping.objects.exists(),
        Event.objects.filter(action="record.import").exists(),
    )


def _prepare_undoing() -> None:
    agency = build.agency()
    imported(build.actor(agency), agency, "requests", _table())


def _undo() -> None:
    undo_import(_clerk(), ImportBatch.objects.get(), reason="表格弄错了")


def _is_undone() -> bool:
    voided = Request.objects.filter(voided=True).count()
    assert voided in {0, ROWS}, voided
    return _all_or_none(
        voided == ROWS,
        ImportBatch.objects.filter(undone=True).exists(),
        Event.objects.filter(action="record.import-undo").exists(),
    )


IMPORT = Scenario(_prepare_import, _import, _is_imported)
UNDO = Scenario(_prepare_undoing, _undo, _is_undone)


def test_whoever_is_killed_while_importing_leaves_all_or_nothing() -> None:
    for name, left in run(__name__, "IMPORT", "UNDO").items():
        assert left.faults == [], name
        assert left.statements >= 8 and left.deaths >= left.statements
        assert left.nothing >= 6 and left.everything >= 1
