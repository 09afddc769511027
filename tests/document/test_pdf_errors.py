"""PDFs that cannot be read say which of our errors it is; none of them reads half a document."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.fronts.pdf.opening import is_cut_off
from gongkai.document.model import Line
from gongkai.errors import (
    EmptyDocument,
    EncryptedDocument,
    HostileDocument,
    OversizedDocument,
    TruncatedDocument,
    UnreadableDocument,
)
from gongkai.settings import DEFAULT_SETTINGS, Settings
from tests.document.pdf_samples import RESULTS, drawn, pdf, table, text_at
from tests.proof import examples

REAL = (Path(__file__).parent.parent / "data" / "reports" / "hongze-2024.pdf").read_bytes()


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize(
    "whole", [REAL, pdf(table(RESULTS)), drawn(text_at(1, 1, "a"))], ids=["real", "typst", "plain"]
)
def test_a_file_cut_off_anywhere_is_truncated(whole: bytes, tenth: int) -> None:
    with pytest.raises(TruncatedDocument, match="PDF"):
        read_pdf(whole[: len(whole) * tenth // 10], "a.pdf", DEFAULT_SETTINGS)


def test_what_follows_the_end_of_the_file_does_not_matter() -> None:
    whole = pdf(table(RESULTS))
    for tail in (b"\n\n\0\0", b"<!-- appended by a server -->" * 200):
        assert read_pdf(whole + tail, "a.pdf", DEFAULT_SETTINGS).blocks


def test_an_update_cut_off_after_a_whole_file_is_truncated() -> None:
    whole = pdf(table(RESULTS))
    assert not is_cut_off(whole)
    assert is_cut_off(whole + b"\n99 0 obj\n<< /Type /Page")


def test_a_linearised_file_shorter_than_it_says_is_truncated() -> None:
    head = b"%PDF-1.7\n1 0 obj << /Linearized 1 /L 5000 /O 3 >> endobj\n%%EOF\n"
    assert is_cut_off(head)
    assert not is_cut_off(head.ljust(5000))


@pytest.mark.parametrize("data", [b"", b"  \n "])
def test_an_empty_file_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read_pdf(data, "a.pdf", DEFAULT_SETTINGS)


def test_a_document_of_blank_pages_is_empty() -> None:
    with pytest.raises(EmptyDocument):
        read_pdf(drawn(""), "a.pdf", DEFAULT_SETTINGS)


def test_a_document_that_needs_a_password_is_encrypted() -> None:
    # The standard security handler with password hashes that no empty password fits (ISO 32000-1, 7.6.3).
    lock = "<< /Filter /Standard /V 1 /R 2 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> /P -4 >>"
    data = drawn(text_at(100, 700, "secret"), objects=(lock,))
    data = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 6 0 R /ID [<00> <00>]")
    with pytest.raises(EncryptedDocument, match="密码"):
        read_pdf(data, "a.pdf", DEFAULT_SETTINGS)


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"max_pages": 3}, "第4-5页未读取：超过页数上限 3 页"), ({"max_text": 1_000}, "第2-5页未读取：文字超过上限")],
    ids=["pages", "characters"],
)
def test_what_lies_beyond_the_limits_is_told_page_by_page(change: dict[str, int], reason: str) -> None:
    document = read_pdf(REAL, "a.pdf", dataclasses.replace(DEFAULT_SETTINGS, **change))
    (doubt,) = document.doubts
    assert doubt.code == "pages-unread"
    assert doubt.message.startswith(reason)
    last = max(block.page or 0 for block in document.blocks)
    assert f"第{last + 1}-5页" in doubt.message


def test_a_first_page_beyond_the_limits_is_too_large() -> None:
    with pytest.raises(OversizedDocument, match="第1-5页"):
        read_pdf(REAL, "a.pdf", DEFAULT_SETTINGS, lambda _: True)


@pytest.mark.parametrize("page", [2, 3, 5])
def test_reading_stops_before_the_page_at_which_it_is_enough(page: int) -> None:
    asked: list[int] = []

    def enough(number: int) -> bool:
        asked.append(number)
        return number == page

    document = read_pdf(REAL, "a.pdf", DEFAULT_SETTINGS, enough)
    assert asked == list(range(1, page + 1))
    assert {block.page for block in document.blocks} <= set(range(1, page))
    assert [doubt.code for doubt in document.doubts] == ["pages-unread"]
    assert ("第5页" if page == 5 else f"第{page}-5页") in document.doubts[0].message


def test_a_page_ruled_into_more_cells_than_allowed_is_hostile() -> None:
    lines = "".join(f"0 {k} m 590 {k} l S {k} 0 m {k} 590 l S\n" for k in range(0, 590, 9))
    with pytest.raises(HostileDocument):
        read_pdf(drawn(lines + text_at(5, 5, "a")), "a.pdf", Settings(max_cells=1_000))


@settings(max_examples=examples(200))
@given(st.data())
def test_a_damaged_file_raises_nothing_but_our_errors(data: st.DataObject) -> None:
    whole = bytearray(drawn(text_at(100, 700, "a 12 b")))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_pdf(bytes(whole), "a.pdf", DEFAULT_SETTINGS)
    except UnreadableDocument as error:
        assert error.message


@pytest.mark.parametrize("more", ["", text_at(100, 700, "abc")])
def test_coordinates_that_are_no_numbers_are_passed_over(more: str) -> None:
    beyond = "1 0 0 -1 186 593 cm 0 -1 444 493 0 -1 cm " * 15
    drawing = f"q {beyond} {text_at(1, 1, 'lost')} 0 0 100 50 re S 10 10 m 200 10 l S Q "
    whole = drawn(drawing + more)
    if not more:
        with pytest.raises(EmptyDocument):
            read_pdf(whole, "a.pdf", DEFAULT_SETTINGS)
    else:
        assert [
            block.text for block in read_pdf(whole, "a.pdf", DEFAULT_SETTINGS).blocks if isinstance(block, Line)
        ] == ["abc"]
