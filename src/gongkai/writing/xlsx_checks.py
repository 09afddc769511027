"""The form's relations as Excel formulas: a sheet with one line for every sum that must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.forms import Cell, Form, Relation
from gongkai.writing.xlsx_sheet import BAD, font, mark, set_up_page

_MOST_NAMED = 3
"""Longer sums are printed as 首项 至 末项."""
_FIRST = 5
"""The first line of the list; above it stand the counts."""


@dataclass(frozen=True)
class Check:
    """One sum that must hold: addresses of the cells on its two sides, and its names."""

    name: str
    place: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @staticmethod
    def sum_of(addresses: Sequence[str], sheet: str = "") -> str:
        """Return the formula of a side's sum; blanks count as 0."""
        return f"SUM({','.join(f'{sheet}{address}' for address in addresses)})"


def checks_of(form: Form, addresses: Mapping[str, str], words: Mapping[str, Any]) -> Iterator[Check]:
    """Yield every relation of the form once for each column or row it holds in."""
    for relation in form.relations:
        table = form.table(relation.table)
        for block in table.blocks:
            across, along = (block.columns, block.rows) if relation.per == "column" else (block.rows, block.columns)
            for each in across:
                sides = [
                    [form.cell(_key(relation, each.key, name)) for name in names]
                    for names in (relation.left, relation.right)
                ]
                label = {part.key: part.label for part in along}
                name = " ＝ ".join(
                    _side([label[key] for key in names], words) for names in (relation.left, relation.right)
                )
                left, right = (tuple(addresses[cell.key] for cell in cells) for cells in sides)
                yield Check(name, _place(sides[0][0], relation), left, right)


def _key(relation: Relation, across: str, along: str) -> str:
    row, column = (along, across) if relation.per == "column" else (across, along)
    return f"{relation.table}.{row}.{column}"


def _place(cell: Cell, relation: Relation) -> str:
    return cell.column_path if relation.per == "column" else cell.row_path


def _side(labels: Sequence[str], words: Mapping[str, Any]) -> str:
    if len(labels) > _MOST_NAMED:
        return f"{labels[0]} …… {labels[-1]} {words['all_of']}"
    return " ＋ ".join(labels)


def write_checks(
    worksheet: Worksheet, checks: Sequence[Check], ranges: Sequence[str], form: Form, words: Mapping[str, Any]
) -> tuple[str, str]:
    """Write the checks; return where the number of sums that fail and the number of cells left empty stand."""
    source = f"'{words['form_sheet']}'!"
    last = _FIRST + len(checks) - 1
    # In cells of their own the words make a table, not a line of text that could pass for the report's prose.
    worksheet["A1"], worksheet["C1"] = words["unbalanced"].split("{}")
    worksheet["A2"], worksheet["C2"] = words["unfilled"].split("{}")
    worksheet["B1"] = f'=COUNTIF(E{_FIRST}:E{last},"{words["difference"]}*")'
    worksheet["B2"] = f"={len(form.cells)}-COUNT({','.join(f'{source}{area}' for area in ranges)})"
    _write_list(worksheet, checks, words, source)
    mark(worksheet, f"E{_FIRST}:E{last}", f'E{_FIRST}<>"{words["holds"]}"', BAD)
    for letter, width in zip("ABCDE", (46, 34, 10, 10, 10), strict=True):
        worksheet.column_dimensions[letter].width = width
    worksheet.freeze_panes = f"A{_FIRST}"
    worksheet.protection.sheet = True
    set_up_page(worksheet)
    sheet = f"'{words['check_sheet']}'!"
    return f"{sheet}$B$1", f"{sheet}$B$2"


def _write_list(worksheet: Worksheet, checks: Sequence[Check], words: Mapping[str, Any], source: str) -> None:
    for letter, text in zip("ABCDE", words["columns"], strict=True):
        worksheet[f"{letter}{_FIRST - 1}"] = text
        worksheet[f"{letter}{_FIRST - 1}"].font = font("table", 11, bold=True)
    for row, check in enumerate(checks, _FIRST):
        difference = f"ROUND(C{row}-D{row},6)"
        worksheet[f"A{row}"], worksheet[f"B{row}"] = check.name, check.place
        worksheet[f"C{row}"] = f"={Check.sum_of(check.left, source)}"
        worksheet[f"D{row}"] = f"={Check.sum_of(check.right, source)}"
        worksheet[f"E{row}"] = f'=IF({difference}=0,"{words["holds"]}","{words["difference"]}"&{difference})'
        worksheet.row_dimensions[row].height = 44 if len(check.name) > 24 or len(check.place) > 24 else 16
        for letter in "AB":
            worksheet[f"{letter}{row}"].alignment = Alignment(wrap_text=True, vertical="center")
