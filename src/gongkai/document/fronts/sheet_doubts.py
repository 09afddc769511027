"""What a workbook holds that was not read, said: formulas never computed, formats not known, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.document.addresses import column_letters
from gongkai.document.fronts.sheet_view import Sheet, is_within, joined
from gongkai.document.model import Doubt
from gongkai.settings import Settings


def doubts_of(sheets: Sequence[Sheet], hidden: Sequence[str], settings: Settings) -> tuple[Doubt, ...]:
    """Return the doubts about a workbook of ``sheets``; ``hidden`` names the sheets left out that hold anything."""
    most = settings.named_places
    found: list[Doubt] = []
    unvalued = [f"{sheet.name}!{address(at)}" for sheet in sheets for at in _seen(sheet, sheet.unvalued)]
    if unvalued:
        told = f"公式没有保存计算结果，这些单元格无法读出：{_listed(unvalued, most)}。请打开文件重新保存后再报。"
        found.append(Doubt("formula-without-value", told))
    unformatted = [f"{sheet.name}!{address(at)}" for sheet in sheets for at in _seen(sheet, sheet.unformatted)]
    if unformatted:
        told = f"单元格的数字格式特殊，无法确定所显示的数字：{_listed(unformatted, most)}。"
        found.append(Doubt("number-format-unknown", told))
    unread = [f"工作表“{name}”" for name in hidden]
    unread += [f"{sheet.name}!{place}" for sheet in sheets for place in _hidden_places(sheet)]
    if unread:
        found.append(Doubt("hidden-not-read", f"隐藏的内容没有读取：{_listed(unread, most)}。"))
    return tuple(found)


def address(at: tuple[int, int]) -> str:
    """Return ``B3`` for row 3 and column 2."""
    return f"{column_letters(at[1])}{at[0]}"


def _seen(sheet: Sheet, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    bands = joined(sheet.hidden_columns)
    return (at for at in places if at[0] not in sheet.hidden_rows and not is_within(bands, at[1]))


def _hidden_places(sheet: Sheet) -> list[str]:
    """Return the hidden rows and columns that hold text."""
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return []
    bands = joined(sheet.hidden_columns)
    rows = sorted({row for row, _ in sheet.cells if row in sheet.hidden_rows})
    columns = sorted({column for row, column in sheet.cells if is_within(bands, column)})
    return [f"第{row}行" for row in rows] + [f"{column_letters(column)}列" for column in columns]


def _listed(places: Sequence[str], most: int) -> str:
    more = f" 等 {len(places)} 处" if len(places) > most else ""
    return f"{'、'.join(places[:most])}{more}"
