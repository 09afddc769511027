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
    pictures: tuple[int, ...] = ()
    """The pages of a PDF that became pictures of themselves, with the signs covered."""


def mask_file(data: bytes, screen: Screen, source: str = "") -> Masked:
    """Return a Word document, workbook, PDF, web page or text with what is personal hidden, all else as it was.

    Raises :class:`UnsupportedKind` for other kinds, and what opening the file raises. What a mask cannot mend (a
    marking, a comment that is there at all) is among ``left``.
    """
    pictures: tuple[int, ...] = ()
    with DocumentBudget(screen.settings):
        match sniff(data, screen.settings).kind:
            case Kind.DOCX:
                from gongkai.screening.masking.word import mask_word

                written = mask_word(data, screen)
            case Kind.XLSX:
                from gongkai.screening.masking.workbook import mask_workbook

                written = mask_workbook(data, screen)
            case Kind.HTML:
                from gongkai.screening.masking.webpage import mask_webpage

                written = mask_webpage(data, screen)
            case Kind.PDF:
                from gongkai.screening.masking.pdf import mask_pdf

                written, pictures = mask_pdf(data, screen)
            case Kind.TEXT:
                from gongkai.screening.masking.plain import mask_text

                written = mask_text(data, screen)
            case _:
                raise UnsupportedKind(
                    "这种文件不能遮盖后写回。", advice="请另存为 Word、Excel、PDF、网页或文本文件后遮盖。"
                )
    return Masked(written, screen.file(written, source).hits, pictures)
