"""What python-calamine does not tell of an Excel 97 file: what is not seen, and number formats ([MS-XLS]).

Only the records that decide what a reader sees are looked at; values are calamine's business.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.document.fronts.number_format import GENERAL, NumberFormat, format_of
from gongkai.errors import EncryptedDocument, TruncatedDocument

_BOF = (0x0809, 0x0409, 0x0209)
_FILEPASS, _FONT, _XF, _BOUNDSHEET, _ROW, _COLINFO = 0x2F, 0x31, 0xE0, 0x85, 0x208, 0x7D
_DIMENSIONS, _STRINGS, _FORMAT = 0x200, 0xFC, 0x41E
_ONE_CELL = frozenset({0xFD, 0x203, 0x27E, 0x06, 0x204, 0x205, 0xD6})
_MULTIPLE_NUMBERS = 0xBD
_ADVICE = "请用 Excel 或 WPS 打开另存为 xlsx 后再报。"
_WHITE = 9
_WHITES = {1: _WHITE, 65: _WHITE}
"""Colours of the palette that are white, too."""
_ZEROS, _ZEROS_SHOWN = 0x23E, 0x10
_STRUCK, _ROW_HIDDEN, _COLUMN_HIDDEN = 0x0008, 0x0020, 0x0001


@dataclass(slots=True)
class SheetLook:
    """How one sheet looks; rows and columns from 1."""

    visible: bool = True
    name: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unseen: set[tuple[int, int]] = field(default_factory=set)
    """Cells struck out, in the colour of their ground, or in type too small to be seen."""
    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    """Number formats of the cells that have one."""
    zeros: bool = True
    """Whether zeros are shown (WINDOW2)."""
    last_row: int = 0
    last_column: int = 0


def looks(stream: bytes, tiny: float = 0) -> list[SheetLook]:
    """Return the look of every sheet, in the workbook's order; type of ``tiny`` points and less is not seen.

    A damaged tail ends the reading without an error. Raises :class:`EncryptedDocument` for a file with a password.
    """
    styles = _Styles(tiny)
    starts: dict[int, SheetLook] = {}
    found: list[SheetLook] = []
    current: SheetLook | None = None
    for at, kind, body in _records(stream):
        if kind == _FILEPASS:
            raise EncryptedDocument("工作簿设有打开密码。", advice="请填报单位去掉密码后再报。")
        if kind in _BOF:
            current = starts.get(at, current)
        elif kind in (_FONT, _XF, _FORMAT):
            styles.add(kind, body)
        elif kind == _BOUNDSHEET and len(body) >= 6:
            look = SheetLook(not body[4] & 3, _name(body))
            starts[struct.unpack_from("<I", body)[0]] = look
            found.append(look)
        elif current is not None:
            _look(kind, body, current, styles)
    return found


def _name(body: bytes) -> str:
    """Return a sheet's name from its BOUNDSHEET record, Excel 97's or an older one's."""
    if len(body) > 7 and body[7] in (0, 1):
        return body[8:].decode("utf-16-le" if body[7] else "latin-1", "replace")[: body[6]]
    return body[7:].decode("gb18030", "replace")


class _Styles:
    """Fonts, number formats and cell formats, as the workbook lists them before its sheets."""

    def __init__(self, tiny: float) -> None:
        self._tiny = tiny
        self._fonts: list[tuple[bool, int]] = []
        self._codes: dict[int, str] = {}
        self._cells: list[tuple[int, int, int]] = []
        self._known: dict[int, tuple[bool, NumberFormat]] = {}

    def add(self, kind: int, body: bytes) -> None:
        """Take one record."""
        if kind == _FONT and len(body) >= 4:
            height, options = struct.unpack_from("<2H", body)
            colour = struct.unpack_from("<H", body, 4)[0] if len(body) >= 6 else 0
            self._fonts.append((bool(options & _STRUCK) or 0 < height <= self._tiny * 20, colour))
        elif kind == _XF and len(body) >= 2:
            number = struct.unpack_from("<H", body, 2)[0] if len(body) >= 4 else 0
            self._cells.append((struct.unpack_from("<H", body)[0], number, _ground(body)))
        elif kind == _FORMAT and len(body) >= 5:
            self._codes[struct.unpack_from("<H", body)[0]] = _code(body)

    def of(self, style: int) -> tuple[bool, NumberFormat]:
        """Return whether a cell format's text is unseen, and its number format."""
        known = self._known.get(style)
        if known is None:
            known = self._known[style] = self._judge(style)
        return known

    def _judge(self, style: int) -> tuple[bool, NumberFormat]:
        if style >= len(self._cells):
            return False, GENERAL
        font, number, ground = self._cells[style]
        # There is no font 4: indexes above it are one too high ([MS-XLS] 2.5.129).
        font = font - 1 if font > 4 else font
        gone, colour = self._fonts[font] if font < len(self._fonts) else (False, 0)
        unseen = gone or _WHITES.get(colour, colour) == ground
        return unseen, format_of(number, self._codes.get(number, ""))


def _ground(body: bytes) -> int:
    """Return the colour behind a cell format's text, -1 where it is a pattern or not told (before Excel 97)."""
    if len(body) < 20:
        return -1
    pattern = struct.unpack_from("<I", body, 14)[0] >> 26
    if pattern > 1:
        return -1
    colour = struct.unpack_from("<H", body, 18)[0] & 0x7F
    return _WHITES.get(colour, colour) if pattern else _WHITE


def _code(body: bytes) -> str:
    """Return a number format's code: with 16 bits or compressed (Excel 97), or of single bytes (before)."""
    size, flags = struct.unpack_from("<HB", body, 2)
    if size * (2 if flags & 1 else 1) == len(body) - 5:
        return body[5:].decode("utf-16-le" if flags & 1 else "latin-1", "replace")
    return body[3 : 3 + body[2]].decode("gb18030", "replace")


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


def _look(kind: int, body: bytes, look: SheetLook, styles: _Styles) -> None:
    if kind == _ROW and len(body) >= 14:
        if struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            look.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
    elif kind == _COLINFO and len(body) >= 10:
        first, last, _, _, options = struct.unpack_from("<5H", body)
        if options & _COLUMN_HIDDEN:
            look.hidden_columns.append((first + 1, last + 1))
    elif kind == _ZEROS and len(body) >= 2:
        look.zeros = bool(struct.unpack_from("<H", body)[0] & _ZEROS_SHOWN)
    elif kind in _ONE_CELL and len(body) >= 6:
        row, column, style = struct.unpack_from("<3H", body)
        _cell(row + 1, column + 1, style, look, styles)
    elif kind == _MULTIPLE_NUMBERS and len(body) >= 12:
        row, column = struct.unpack_from("<2H", body)
        for place in range((len(body) - 6) // 6):
            _cell(row + 1, column + 1 + place, struct.unpack_from("<H", body, 4 + 6 * place)[0], look, styles)


def _cell(row: int, column: int, style: int, look: SheetLook, styles: _Styles) -> None:
    look.last_row, look.last_column = max(look.last_row, row), max(look.last_column, column)
    unseen, number = styles.of(style)
    if unseen:
        look.unseen.add((row, column))
    if number.sections:
        look.formats[row, column] = number
