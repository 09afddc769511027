"""Lists of filings as Excel files, in the sheets of the January kit."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook

from gongkai.checking import severity_name
from gongkai.january import add_sheet
from gongkai.writing import saved
from gongkai_site.agencies.models import Agency, Kind
from gongkai_site.filings.models import Filing
from gongkai_site.filings.overview import Standing, totals
from gongkai_site.in_chinese import in_chinese

_HEADERS = (
    *("序号", "单位", "所在地", "类型", "关系", "报送期限", "状态", "时限", "报送日期", "报送方式"),
    *(severity_name(each).zh for each in ("error", "warning")),
    *("最近催报", "退改意见"),
)
_WIDTHS = (6, 32, 22, 20, 8, 12, 16, 8, 12, 16, 8, 8, 18, 40)
_TOTALS = {
    "all": "应报", "missing": "未报送", "filed": "已报送，待审核", "returned": "已退回，待重报", "accepted": "已接收",
    "late": "逾期", "errors": "有差错",
}  # fmt: skip


def overview_workbook(superior: Agency, year: int, standings: Sequence[Standing]) -> bytes:
    """Return who has filed as XLSX: one row per agency, and the totals."""
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = [_row(number, each) for number, each in enumerate(standings, 1)]
    add_sheet(book, f"{year}年度报送情况", _HEADERS, rows, _WIDTHS)
    counts = totals(standings)
    add_sheet(book, "合计", (superior.name, "单位数"), [(_TOTALS[key], counts[key]) for key in _TOTALS], (30, 10))
    return saved(book)


def _row(number: int, each: Standing) -> tuple[object, ...]:
    filing = each.filing
    late = "逾期" if each.late else "按期" if each.is_open and each.due else ""
    return (
        number,
        each.agency.name,
        each.agency.place,
        in_chinese(Kind(each.agency.kind).label),
        "副本" if each.copy else "下级",
        each.due,
        in_chinese(each.stand.label),
        late,
        filing.filed_on if filing else None,
        in_chinese(Filing.Way(filing.way).label) if filing else "",
        each.errors if filing else None,
        each.warnings if filing else None,
        each.reminded.strftime("%Y-%m-%d %H:%M") if each.reminded else "",
        filing.slip if filing and filing.slip else "",
    )
