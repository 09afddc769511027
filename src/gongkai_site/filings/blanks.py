"""Blank is not a report: what a report leaves blank, and whether it says anything of the requests at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.forms import Form, get_form
from gongkai.report import Report
from gongkai_site.annual.models import Origin, Version
from gongkai_site.errors import InvalidInput

_REQUESTS = "requests"
NOTHING = "第三部分（收到和处理申请）一个数字也没有"
UNSTATED = "有空白格，报送单位没有说明空白即为无"


def says_nothing(form: Form, cells: Mapping[str, Any]) -> bool:
    """Whether none of what was received, carried over and concluded has a figure: an untouched form, or as good as."""
    return all(cells.get(cell.key) is None for cell in form.cells if cell.table == _REQUESTS)


def blank_cells(content: Mapping[str, Any]) -> list[str]:
    """Return the cells of a report (``Report.to_json``) that stand in the document and are blank."""
    places = content.get("provenance") or {}
    cells = content.get("cells") or {}
    return [key for key, value in cells.items() if value is None and places.get(key, {}).get("how") == "blank"]


def left_blank(version: Version) -> int:
    """Return how many cells of a version that came as a document are blank: of a compiled one each has its reason."""
    return len(blank_cells(version.content)) if version.origin == Origin.DOCUMENT else 0


def insist_reported(report: Report) -> None:
    """Raise :class:`InvalidInput` for a report that says nothing of the requests."""
    if says_nothing(get_form(report.form), report.cells):
        raise InvalidInput(
            f"{NOTHING}，不能报送。",
            advice="请逐格填写；没有收到申请的，新收、结转和办理结果都填0，空白不等于0。",
        )
