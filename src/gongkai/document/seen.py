"""What of a workbook's sheets is seen: hidden sheets, rows and columns, and numbers printed with leading zeros."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from gongkai.document.addresses import column_number
from gongkai.document.archive import Archive
from gongkai.document.fronts.cell_text import number_text
from gongkai.document.fronts.number_format import NumberFormat
from gongkai.document.fronts.ooxml import Package, R, S
from gongkai.document.fronts.xls_records import SheetLook
from gongkai.document.fronts.xlsx_styles import cell_formats
from gongkai.errors import UnreadableDocument
from gongkai.settings import Settings

Why = Literal["hidden", "very hidden", "chart", "macro"]
"""Why a sheet is not read: hidden, hidden so that no menu shows it, no cells, or programs."""

_BANDS = re.compile(rb"<(?:\w+:)?(row|col)(?=[\s>/])([^<>]*)>")
_BANDS_AND_CELLS = re.compile(rb"<(?:\w+:)?(row|col|c)(?=[\s>/])([^<>]*)>")
_ATTRIBUTE = re.compile(rb'\b(r|min|max|s|hidden|ht|width)="([^"]{1,20})"')
_ADDRESS = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_ON = (b"1", b"true")


class SheetSeen(NamedTuple):
    """What is not seen of one sheet; rows and columns from 0."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    """First and last of each band."""
    zeros: Mapping[tuple[int, int], int] = {}
    """How many digits a cell's format prints at least: a number of fewer has zeros before it."""


class SheetLeftOut(NamedTuple):
    """A sheet that is not read, and why."""

    name: str
    why: Why


def xlsx_seen(data: bytes, settings: Settings) -> list[SheetSeen]:
    """Return what is seen of every sheet of an XLSX workbook whose parts were unpacked within limits, in its order."""
    package = Package(Archive(data, settings), settings)
    styles = package.related("styles")
    formats = [] if styles is None else cell_formats(package.xml(styles), settings.invisible_type)
    digits = [_digits(each.number) for each in formats]
    relations = package.relations(package.main)
    found = []
    for each in package.xml(package.main).iter(f"{S}sheet"):
        relation = relations.get(each.get(f"{R}id", ""))
        part = b"" if relation is None else _part(package, relation.target)
        found.append(_seen(part, digits))
    return found


def xls_seen(look: SheetLook) -> SheetSeen:
    """Return the same of a sheet of an Excel 97 workbook."""
    return SheetSeen(
        frozenset(row - 1 for row in look.hidden_rows),
        tuple((first - 1, last - 1) for first, last in look.hidden_columns),
        {(row - 1, column - 1): most for (row, column), shown in look.formats.items() if (most := _digits(shown))},
    )


def _part(package: Package, target: str) -> bytes:
    try:
        return package.read(target)
    except UnreadableDocument:  # whoever reads its cells says what is wrong with it
        return b""


def _digits(shown: NumberFormat) -> int:
    """Return how many digits a format prints at least where it prints zeros before a number, else 0."""
    one = number_text("1", shown) if shown.sections else ""
    return len(one) if one.isdecimal() and one.startswith("0") else 0


def _seen(part: bytes, digits: Sequence[int]) -> SheetSeen:
    rows: set[int] = set()
    columns: list[tuple[int, int]] = []
    zeros: dict[tuple[int, int], int] = {}
    padded = {str(at).encode(): most for at, most in enumerate(digits) if most}
    row = column = 0
    # Most workbooks print no zeros before numbers, and then no cell need be looked at.
    for match in (_BANDS_AND_CELLS if padded else _BANDS).finditer(part):
        what, stated = match[1], match[2]
        if what == b"c":
            column += 1
            if (place := _padded(stated, padded, row, column)) is not None:
                column, most = place
                zeros[row - 1, column - 1] = most
            continue
        attributes = dict(_ATTRIBUTE.findall(stated))
        gone = attributes.get(b"hidden") in _ON
        if what == b"row":
            row, column = int(attributes[b"r"]) if attributes.get(b"r", b"").isdigit() else row + 1, 0
            if gone or _is_nothing(attributes.get(b"ht")):
                rows.add(row - 1)
        elif gone or _is_nothing(attributes.get(b"width")):
            first, last = attributes.get(b"min", b""), attributes.get(b"max", b"")
            if first.isdigit() and last.isdigit():
                columns.append((int(first) - 1, int(last) - 1))
    return SheetSeen(frozenset(rows), tuple(columns), zeros)


def _padded(stated: bytes, padded: Mapping[bytes, int], row: int, column: int) -> tuple[int, int] | None:
    """Return a cell's column and its digits where its format prints zeros before a number."""
    attributes = dict(_ATTRIBUTE.findall(stated))
    most = padded.get(attributes.get(b"s", b""))
    address = _ADDRESS.fullmatch(attributes.get(b"r", b""))
    if most is None:
        return None
    if address is None:
        return column, most
    number = column_number(address[1])
    return (number, most) if int(address[2]) == row else None


def _is_nothing(size: bytes | None) -> bool:
    return size is not None and size.startswith(b"0") and not size.strip(b"0.")
