"""Texts masked, in the encoding they came in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from gongkai.document.encoding import decode
from gongkai.errors import UnsupportedKind
from gongkai.screening.files.plain import blocks, listing_of, read_text, separator_of
from gongkai.screening.masking.package import hide
from gongkai.screening.masking.tables import masked_cells
from gongkai.screening.screen import Screen

_CODECS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-8", b""),
    ("gb18030", b""),
    ("big5hkscs", b""),
    ("utf-16-le", b""),
    ("utf-16-be", b""),
)


def mask_text(data: bytes, screen: Screen) -> bytes:
    """Return the text with what is personal hidden; raises :class:`UnsupportedKind` where it cannot be written back."""
    text = decode(data, None, screen.settings)
    codec, mark = codec_of(data, text)
    lines = text.splitlines(keepends=True)
    bare = [each.rstrip("\r\n") for each in lines]
    if separator_of(bare):
        masked = "".join(hide(each, screen) for each in _table(data, lines, screen))
    else:
        ends = [line[len(text) :] for line, text in zip(lines, bare, strict=True)]
        masked = "".join(text + end for text, end in zip(_blocks(bare, screen), ends, strict=True))
    return mark + masked.encode(codec)


def _blocks(lines: list[str], screen: Screen) -> Iterator[str]:
    for first, block in blocks(lines):
        if len(block) == 1:
            yield hide(block[0], screen)
            continue
        changed = masked_cells(listing_of(block, first, 1), screen)
        for at, line in enumerate(block, 1):
            yield "\t".join(changed.get((at, column), text) for column, text in enumerate(line.split("\t"), 1))


def codec_of(data: bytes, text: str) -> tuple[str, bytes]:
    """Return the encoding in which the bytes are this text, and the mark before them."""
    for codec, mark in _CODECS:
        if data.startswith(mark):
            try:
                if data[len(mark) :].decode(codec) == text:
                    return codec, mark
            except UnicodeDecodeError:
                continue
    raise UnsupportedKind("文本中有无法辨认的字符，不能原样写回。", advice="请另存为 UTF-8 文本后再试。")


def _table(data: bytes, lines: list[str], screen: Screen) -> list[str]:
    (listing,) = read_text(data, screen.settings).listings
    if len(listing.rows) != len(lines):
        raise UnsupportedKind("表格里有换行的单元格，不能原样写回。", advice="请另存为 xlsx 后再试。")
    changed = masked_cells(listing, screen)
    for at, row in enumerate(listing.rows, 1):
        place = 0
        for cell in row:
            found = lines[at - 1].find(cell.text, place)
            new = changed.get((at, cell.place.column or 0))
            if found >= 0:
                if new is not None:
                    lines[at - 1] = lines[at - 1][:found] + new + lines[at - 1][found + len(cell.text) :]
                place = found + len(cell.text)
    return lines
