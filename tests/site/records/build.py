"""Records and tables for tests."""

import io
from typing import Any

from openpyxl import Workbook

from gongkai_site.agencies.models import Agency
from gongkai_site.policy import Actor
from gongkai_site.records.actions import add_record, import_rows
from gongkai_site.records.models import ImportBatch
from gongkai_site.records.staging import stage_file

VALUES: dict[str, dict[str, object]] = {
    "documents": {
        "kind": "规范性文件",
        "number": "安政发[2025]1号",
        "title": "办法",
        "made_on": "2025-01-02",
        "in_force_from": "2025-02-01",
    },
    "decisions": {"kind": "许可", "number": "安许〔2025〕1号", "matter": "设立", "decided_on": "2025-03-05"},
    "decision-counts": {"kind": "处罚", "starts_on": "2025-01-01", "ends_on": "2025-06-30", "count": "12"},
    "fees": {"item": "停车费", "charged_on": "2025-03-05", "amount": "120.50"},
    "requests": {
        "number": "2025-001",
        "received_on": "2025-03-05",
        "channel": "网络",
        "applicant_kind": "自然人",
        "subject": "征地批复",
    },
    "disputes": {"kind": "行政复议", "number": "（2025）安复1号", "lodged_on": "2025-05-06"},
    "publications": {
        "heading": "财政",
        "channel": "公告栏",
        "title": "预算",
        "published_on": "2025-01-20",
        "place": "村口",
        "count": "1",
    },
    "circulations": {"title": "通知", "village": "东村", "sent_on": "2025-04-01"},
    "trainings": {"title": "条例", "held_on": "2025-04-01", "participants": "30"},
    "inspections": {"inspected_on": "2025-04-01", "place": "东村", "finding": "栏目空白"},
    "appraisals": {"kind": "社会评议", "on": "2025-11-01", "result": "良好"},
    "tickets": {"number": "G1", "received_on": "2025-04-01", "topic": "咨询"},
}
"""Values of one good record of every register, as a person types them."""


def record(who: Actor, agency: Agency, key: str, applicant: dict[str, object] | None = None, **changed: object) -> Any:
    """Add one good record with some values changed."""
    return add_record(who, agency, key, {**VALUES[key], **changed}, applicant)


def workbook(rows: list[list[object]], merges: tuple[str, ...] = (), title: str = "Sheet1") -> bytes:
    """Return an xlsx of these rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def imported(who: Actor, agency: Agency, key: str, data: bytes, name: str = "台账.xlsx", **more: Any) -> ImportBatch:
    """Upload a table and import it as it was laid out by itself."""
    return import_rows(who, stage_file(who, agency, key, name, data), **more)
