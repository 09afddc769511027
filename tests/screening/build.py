"""Numbers and files for the tests of screening, made without anything of the screen's."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl

from gongkai.screening import Hit, Screen, Screening

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(born: str = "19870412", serial: str = "123", area: str = "320813") -> str:
    """An identity number with its right check sign (GB 11643-1999)."""
    body = f"{area}{born}{serial}"
    total = sum(int(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def card(length: int = 19, start: str = "622202") -> str:
    """A card number with its right last digit, found by trying."""
    body = (start + "1234567890123456")[: length - 1]

    def total(digits: str) -> int:
        doubled = [int(each) * 2 if at % 2 else int(each) for at, each in enumerate(reversed(digits))]
        return sum(each // 10 + each % 10 for each in doubled)

    return next(body + str(last) for last in range(10) if total(body + str(last)) % 10 == 0)


def full_width(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def screened(data: bytes | str, name: str = "x", **extra: object) -> tuple[Hit, ...]:
    """The hits of one file."""
    screening = screening_of(data, name, **extra)
    return screening.hits


def screening_of(data: bytes | str, name: str = "x", **extra: object) -> Screening:
    screen = extra.get("screen") or Screen.of()
    raw = data.encode() if isinstance(data, str) else data
    (outcome,) = screen.files(raw, name)  # type: ignore[attr-defined]
    assert isinstance(outcome, Screening), outcome
    return outcome


def kinds(data: bytes | str, **extra: object) -> list[str]:
    return [each.kind for each in screened(data, **extra)]


def word(*paragraphs: str, then: Callable[[object], None] | None = None) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    for each in paragraphs:
        document.add_paragraph(each)
    if then:
        then(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(rows: list[list[object]], then: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = None
    sheet = book.active
    sheet.title = "名单"
    for each in rows:
        sheet.append(each)
    if then:
        then(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(*lines: str, folder: Path | None = None) -> bytes:
    """A PDF with the lines, set by typst."""
    import typst

    body = "\n\n".join("#text(" + _quoted(each) + ")" for each in lines)
    source = f'#set text(font: "Noto Sans CJK SC", lang: "zh")\n{body}\n'
    made: bytes = typst.compile(source.encode())
    return made


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def drawn(seed: int) -> random.Random:
    return random.Random(seed)
