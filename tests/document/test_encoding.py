# ruff: noqa: E501 - a case is one line
"""Text of any encoding is decoded by what it holds, whatever it declares."""

from __future__ import annotations

import codecs
import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.encoding import decode
from gongkai.document.fronts.html import read_html
from gongkai.document.fronts.text import read_text
from gongkai.errors import UnsupportedKind

SIMPLIFIED = (
    "青河县水利局2024年政府信息公开工作年度报告\n一、总体情况\n本年新收政府信息公开申请数量3件，"
    "上年结转0件，予以公开2件，部分公开1件，未发生行政复议、行政诉讼。"
)
TRADITIONAL = "青河縣水利局2024年政府資訊公開工作年度報告\n一、總體情況\n本年新收政府資訊公開申請數量3件，上年結轉0件，未發生行政復議、行政訴訟。"
TABLE = "<table><tr><td>规章</td><td>0</td></tr><tr><td>行政许可</td><td>18</td></tr></table>"
CODECS = ["utf-8", "utf-8-sig", "gbk", "gb2312", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("codec", CODECS)
def test_simplified_text_is_decoded_whatever_is_declared(codec: str, declared: str | None) -> None:
    assert decode(SIMPLIFIED.encode(codec), declared) == SIMPLIFIED


@pytest.mark.parametrize("declared", [None, "gbk", "utf-8"])
@pytest.mark.parametrize("codec", ["utf-8", "big5", "cp950", "gb18030", "utf-16-le"])
def test_traditional_text_is_decoded_whatever_is_declared(codec: str, declared: str | None) -> None:
    assert decode(TRADITIONAL.encode(codec), declared) == TRADITIONAL


@pytest.mark.parametrize("codec", ["gbk", "utf-8", "utf-16-be"])
def test_a_short_label_is_enough(codec: str) -> None:
    for text in ("行政", "政府", "主任"):
        assert decode((text + "2024").encode(codec)) == text + "2024"


def test_characters_of_four_bytes_are_read() -> None:
    text = SIMPLIFIED + "𠮷㐀龥镕"
    assert decode(text.encode("gb18030"), "gb2312") == text


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "big5", "utf-16-le"])
def test_a_character_cut_off_at_the_end_spoils_only_itself(codec: str) -> None:
    whole = TRADITIONAL if codec == "big5" else SIMPLIFIED
    data = (whole + "政").encode(codec)
    assert decode(data[:-1]).rstrip("\ufffd") == whole


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_few_bad_bytes_do_not_change_the_table_chosen(codec: str) -> None:
    chance = random.Random(7)
    data = bytearray((SIMPLIFIED * 20).encode(codec))
    for at in chance.sample(range(len(data)), 8):
        data[at] = 0xFF
    text = decode(bytes(data))
    assert text.count("政府信息公开") > 30
    assert "\ufffd" in text


@pytest.mark.parametrize("codec", ["gbk", "big5"])
def test_a_bad_byte_does_not_shift_what_follows(codec: str) -> None:
    before, after = "本年新收政府", "公文本年不予公文行政"
    for cut in (b"\xff", b"\x80"):
        for keep in (0, 1):
            broken = (
                before.encode(codec)
                + "政".encode(codec)[:keep]
                + cut
                + "政".encode(codec)[keep + 1 :]
                + after.encode(codec)
            )
            assert after in decode(broken, codec)


def test_a_mark_of_utf_8_before_text_of_another_table_is_no_proof() -> None:
    assert decode(codecs.BOM_UTF8 + SIMPLIFIED.encode("gbk")) == SIMPLIFIED


def test_a_page_is_read_whatever_its_meta_element_says() -> None:
    for codec in CODECS:
        for lie in ("utf-8", "gb2312", "big5", "x-user-defined"):
            page = (
                f"<html><head><meta charset='{lie}'><title>年报</title></head><body><p>{SIMPLIFIED}</p>{TABLE}</body>"
            )
            document = read_html(page.encode(codec), "x")
            assert document.title == "年报"
            assert document.blocks[0].text.startswith("青河县水利局2024年")  # type: ignore[union-attr]


@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_page_saved_with_its_bytes_taken_for_latin_1_is_restored(codec: str, taken_for: str) -> None:
    try:
        mangled = SIMPLIFIED.encode(codec).decode(taken_for)
    except UnicodeDecodeError:  # cp1252 has no character for five bytes: such a page cannot have been saved so
        mangled = SIMPLIFIED.encode(codec).decode("latin-1")
    assert decode(mangled.encode("utf-8"), "utf-8") == SIMPLIFIED


@pytest.mark.parametrize("codec", ["gbk", "big5"])
def test_a_long_script_before_the_text_does_not_hide_its_encoding(codec: str) -> None:
    whole = TRADITIONAL if codec == "big5" else SIMPLIFIED
    page = "<script>" + "var a = 1;\n" * 20_001 + "</script>" + whole
    assert decode(page.encode(codec), "utf-8") == page


def test_western_text_and_stray_western_letters_are_left_alone() -> None:
    for text in ("Décor, ÀÉÎÕÜ, façade, naïve", SIMPLIFIED + "ÀÉÎÕÜÀÉÎÕÜ", "\xa0\xa0\xa0\xa0\xa0政府"):
        assert decode(text.encode()) == text


def test_text_of_nothing_but_ascii_is_kept() -> None:
    assert decode(b"rows,3\n") == "rows,3\n"
    assert decode(b"") == ""


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        random.Random(3).randbytes(20_000),
        b"\x7fELF\x02\x01\x01" + bytes(300) + random.Random(4).randbytes(3_000),
        b"\0" * 5_000,
        b"abc\x01\x02\x03\x04\x05\x06" * 50,
    ],
)
def test_rubbish_is_told_apart_from_text(data: bytes) -> None:
    with pytest.raises(UnsupportedKind):
        decode(data)
    with pytest.raises(UnsupportedKind):
        read_text(data, "x")


chinese = st.text(st.sampled_from(SIMPLIFIED.replace("\n", "")), min_size=40, max_size=200)


@given(chinese, st.sampled_from(CODECS))
def test_any_text_of_the_reports_characters_survives_any_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_the_one_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, os.fsdecode(data[:5])), str)
    except UnsupportedKind as error:
        assert error.code == "unsupported-kind"
