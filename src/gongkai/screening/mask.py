"""Mask a file: what is personal in it is hidden, and the result is screened again."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.document.budget import DocumentBudget
from gongkai.document.kinds import Kind, sniff
from gongkai.errors import UnsupportedKind
from gongkai.screening.model import Hit
from gongkai.screening.screen import Screen


@dataclass(frozen=True, slots=True)
class Masked:
    """A file with what is personal hidden, and what screening still finds in it."""

    data: bytes
    left: tuple[Hit, ...]


def mask_file(data: bytes, screen: Screen, source: str = "") -> Masked:
    """Return a Word document, workbook or text with what is personal hidden, everything else as it was.

    Raises :class:`UnsupportedKind` for other kinds, and what opening the file raises. What a mask cannot mend (a
    marking, a comment that is there at all) is among ``left``.
    """
    with DocumentBudget(screen.settings):
        match sniff(data, screen.settings).kind:
            case Kind.DOCX:
                from gongkai.screening.masking.word import mask_word

                written = mask_word(data, screen)
            case Kind.XLSX:
                from gongkai.screening.masking.workbook import mask_workbook

                written = mask_workbook(data, screen)
            case Kind.TEXT:
                from gongkai.screening.masking.plain import mask_text

                written = mask_text(data, screen)
            case _:
                raise UnsupportedKind("这种文件不能遮盖后写回。", advice="请在原来的 Word、Excel 或文本文件上遮盖。")
    return Masked(written, screen.file(written, source).hits)
