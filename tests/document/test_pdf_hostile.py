"""PDF pages built to be slow: each is read, or refused, in a time that grows with its size and no faster."""

from __future__ import annotations

import random
import time

import pytest

from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.fronts.pdf import scanned as recognition
from gongkai.errors import EmptyDocument, HostileDocument, ToolMissing, UnreadableDocument
from gongkai.settings import DEFAULT_SETTINGS
from tests.document.pdf_samples import drawn, text_at

SECONDS = 30.0
"""Far above what any of them takes (3 s at most), far below what one quadratic step would."""


def scattered(count: int, what: str) -> str:
    rng = random.Random(1)
    made = []
    for _ in range(count):
        x, y = rng.randint(0, 590), rng.randint(20, 840)
        made.append(what.format(x=x, y=y, x2=x + rng.randint(0, 9), size=rng.randint(10, 200)))
    return "\n".join(made)


def nested(deep: int, wide: int) -> bytes:
    """Return a page whose forms hold each ``wide`` times the next."""
    objects = []
    for number in range(deep):
        last = number == deep - 1
        body = text_at(10, 10, "9") if last else "/X Do " * wide
        objects.append(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /X "
            f"{6 if last else 7 + number} 0 R >> >> /Length {len(body)} >>\nstream\n{body}\nendstream"
        )
    resources = "/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
    return drawn("/X Do " + text_at(300, 300, "a"), page=resources, objects=tuple(objects))


TEXT = "BT /F 9 Tf {x} {y} Td (1 2 3 45 67) Tj ET"
PAGES = {
    "100,000 dots": lambda: drawn(scattered(100_000, "{x} {y} 1 1 re f")),
    "100,000 short lines": lambda: drawn(scattered(100_000, "{x} {y} m {x2} {y} l S")),
    "8,000 lines that cross": lambda: drawn(
        "".join(f"0 {i / 10} m 595 {i / 10} l S {i / 15} 0 m {i / 15} 842 l S\n" for i in range(8_000))
    ),
    "200,000 characters": lambda: drawn(scattered(18_000, TEXT)),
    "200,000 characters in one line": lambda: drawn("".join(text_at(i / 400, 100, "8") for i in range(200_000))),
    "20,000 texts of all sizes": lambda: drawn(scattered(20_000, "BT /F {size} Tf {x} {y} Td (12) Tj ET")),
    "boxes over texts": lambda: drawn(scattered(10_000, TEXT + " 1 g {x2} {y} 60 60 re f 0 g")),
    "a page of 140 km": lambda: drawn(text_at(1, 1, "a"), size=(4e8, 4e8)),
    "a page of nothing": lambda: drawn(text_at(1, 1, "a"), size=(0.01, 0.01)),
    "forms 40 deep": lambda: nested(40, 1),
    "forms 20 times 20 times 20 times 20": lambda: nested(5, 20),
}
BOMBS = {
    "forms ten times in each other, ten deep": lambda: nested(11, 10),
    "a page of 40 MB": lambda: drawn("1 1 m 9 1 l S\n" * 3_000_000),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_built_to_be_slow_is_not(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "available", lambda: False)
    data = PAGES[name]()
    start = time.process_time()
    try:
        document = read_pdf(data, "a.pdf", DEFAULT_SETTINGS)
    except UnreadableDocument as error:
        assert isinstance(error, EmptyDocument | ToolMissing)
    else:
        assert document.blocks
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", BOMBS)
def test_what_a_page_would_draw_is_reckoned_before_it_takes_all_memory(name: str) -> None:
    with pytest.raises(HostileDocument, match=r"第 1 页|解开后过大"):
        read_pdf(BOMBS[name](), "a.pdf", DEFAULT_SETTINGS)
