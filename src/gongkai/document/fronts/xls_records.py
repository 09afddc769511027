"""What python-calamine does not tell of an Excel 97 file: hidden rows and columns, struck-out cells ([MS-XLS]).

Only the records that decide what a reader sees are looked at; values are calamine's business.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.errors import EncryptedDocument, TruncatedDocument

_BOF = (0x0809, 0x0409, 0x0209)
_FILEPASS, _FONT, _XF, _BOUNDSHEET, _ROW, _COLINFO = 0x2F, 0x31, 0xE0, 0x85, 0x208, 0x7D
_DIMENSIONS, _STRINGS = 0x200, 0xFC
_ONE_CELL = frozenset({0xFD, 0x203, 0x27E, 0x06, 0x204, 0x205, 0xD6})
_MULTIPLE_NUMBERS = 0xBD
_ADVICE = "请用 Excel 或 WPS 打开另存为 xlsx 后再报。"
_STRUCK, _ROW_HIDDEN, _COLUMN_HIDDEN = 0x0008, 0x0020, 0x0001


@dataclass(slots=True)
class SheetLook:
    """How one sheet looks; rows and columns from 1."""

    visible: bool = True
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0


def looks(stream: bytes) -> list[SheetLook]:
    """Return the look of every sheet, in the workbook's order.

    A damaged tail ends the reading without an error. Raises :class:`EncryptedDocument` for a file with a password.
    """
    struck_fonts: list[bool] = []
    struck_formats: list[bool] = []
    starts: dict[int, SheetLook] = {}
    found: list[SheetLook] = []
    current: SheetLook | None = None
    for at, kind, body in _records(stream):
        if kind == _FILEPASS:
            raise EncryptedDocument("工作簿设有打开密码。", advice="请填报单位去掉密码后再报。")
        if kind in _BOF:
            current = starts.get(at, current)
        elif kind == _FONT and len(body) >= 4:
            struck_fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRUCK))
        elif kind == _XF and len(body) >= 2:
            struck_formats.append(_font(struct.unpack_from("<H", body)[0], struck_fonts))
        elif kind == _BOUNDSHEET and len(body) >= 6:
            look = SheetLook(visible=not body[4] & 3)
            starts[struct.unpack_from("<I", body)[0]] = look
            found.append(look)
        elif current is not None:
            _look(kind, body, current, struck_formats)
    return found


def made_safe(stream: bytes, sheets: list[SheetLook]) -> bytes:
    """Return the stream with every stated extent set to the real one.

    Readers reserve memory by what is stated, and die of what they cannot have. Raises :class:`TruncatedDocument`
    where more strings are stated than there are bytes for, or where a sheet is said to begin amid something else.
    """
    found = bytearray(stream)
    begun: set[int] = set()
    stated: set[int] = set()
    rows = max((look.last_row for look in sheets), default=0)
    columns = max((look.last_column for look in sheets), default=0)
    for at, kind, body in _records(stream):
        if kind == _DIMENSIONS and len(body) >= 12:
            struct.pack_into("<IIHH", found, at + 4, 0, rows, 0, columns)
        elif kind == _DIMENSIONS and len(body) >= 8:
            struct.pack_into("<4H", found, at + 4, 0, min(rows, 0xFFFF), 0, columns)
        elif kind == _STRINGS and len(body) >= 8 and struct.unpack_from("<I", body, 4)[0] > len(stream) // 3:
            raise TruncatedDocument("工作簿已损坏（文字表不完整）。", advice=_ADVICE)
        elif kind in _BOF:
            begun.add(at)
        elif kind == _BOUNDSHEET and len(body) >= 4:
            stated.add(struct.unpack_from("<I", body)[0])
    if not stated <= begun:
        raise TruncatedDocument("工作簿已损坏（工作表位置不对）。", advice=_ADVICE)
    return bytes(found)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _font(index: int, struck: list[bool]) -> bool:
    # There is no font 4: indexes above it are one too high ([MS-XLS] 2.5.129).
    index = index - 1 if index > 4 else index
    return index < len(struck) and struck[index]


def _look(kind: int, body: bytes, look: SheetLook, struck: list[bool]) -> None:
    if kind == _ROW and len(body) >= 14:
        if struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            look.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
    elif kind == _COLINFO and len(body) >= 10:
        first, last, _, _, options = struct.unpack_from("<5H", body)
        if options & _COLUMN_HIDDEN:
            look.hidden_columns.append((first + 1, last + 1))
    elif kind in _ONE_CELL and len(body) >= 6:
        row, column, style = struct.unpack_from("<3H", body)
        _cell(row + 1, column + 1, style, look, struck)
    elif kind == _MULTIPLE_NUMBERS and len(body) >= 12:
        row, column = struct.unpack_from("<2H", body)
        for place in range((len(body) - 6) // 6):
            _cell(row + 1, column + 1 + place, struct.unpack_from("<H", body, 4 + 6 * place)[0], look, struck)


def _cell(row: int, column: int, style: int, look: SheetLook, struck: list[bool]) -> None:
    look.last_row, look.last_column = max(look.last_row, row), max(look.last_column, column)
    if style < len(struck) and struck[style]:
        look.struck.add((row, column))
