"""Whatever comes in: a document or an error of ours, never anything else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.document import Document, Grid, Line
from gongkai.document.kinds import Kind, sniff
from gongkai.document.ole import CompoundFile
from gongkai.document.opening import open_documents
from gongkai.errors import TruncatedDocument, UnreadableDocument
from gongkai.settings import Settings
from tests.document.office_samples import cell, par, row, run, table, word, word_parts, workbook_parts, zipped
from tests.document.test_word2003 import flat, old
from tests.proof import examples

DATA = Path(__file__).parents[1] / "data"
SMALL = Settings(max_bytes=2_000_000, max_unpacked=5_000_000)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BODY = (
    par("一、总体情况", run("3", "<w:strike/>"), "5件", properties=NUMBERED)
    + table(row(cell("甲", properties='<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>'), "1"), row("乙", "2", "3"))
    + par("<w:r><w:drawing/></w:r>", f"<w:ins>{run('5')}</w:ins>")
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
SHEET = (
    '<cols><col min="4" max="5" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v>'
    '</c></row><row r="2" hidden="1"><c r="A2"><f>1</f></c></row></sheetData>'
    '<mergeCells><mergeCell ref="B1:C2"/></mergeCells>'
)
SEEDS: dict[str, bytes] = {
    "docx": word(BODY, numbering=NUMBERING),
    "xlsx": zipped(workbook_parts(SHEET, strings="<si><r><t>规章</t></r></si>")),
    "xls": (DATA / "office/book.xls").read_bytes(),
    "zip": zipped({"甲.html": "<html><p>年度报告</p></html>", "b.zip": zipped({"c.txt": "公开"})}),
    "word 2003": old(BODY),
    "flat": flat(word_parts(BODY, numbering=NUMBERING)),
}


def check(data: bytes, wanted: Settings = SMALL) -> list[Document | UnreadableDocument]:
    """Open and see that whatever is yielded keeps the intermediate form's promises."""
    found = [each for _, each in open_documents(data, "x", wanted)]
    assert found
    for each in found:
        if not isinstance(each, Document):
            assert isinstance(each, UnreadableDocument)
            assert each.message
            continue
        held = [block for block in each.blocks if isinstance(block, Line)]
        assert all("\n" not in line.text for line in held)
        for grid in (block for block in each.blocks if isinstance(block, Grid)):
            cells = [one for cells in grid.rows for one in cells]
            assert all(at == one.row for at, cells in enumerate(grid.rows, 1) for one in cells)
            assert all(one.column + one.column_span - 1 <= grid.width for one in cells)
    return found


@pytest.mark.parametrize("name", SEEDS)
def test_the_unharmed_seed_is_a_document(name: str) -> None:
    assert all(isinstance(each, Document) for each in check(SEEDS[name]))


@pytest.mark.parametrize("tenth", range(10))
@pytest.mark.parametrize("name", SEEDS)
def test_a_file_cut_off_anywhere_is_an_error_of_ours(name: str, tenth: int) -> None:
    data = SEEDS[name]
    found = check(data[: len(data) * tenth // 10])
    assert not any(isinstance(each, Document) and each.kind in ("docx", "xlsx") for each in found)


@settings(max_examples=examples(500))
@given(st.binary(max_size=600))
def test_any_bytes(data: bytes) -> None:
    check(data)


MAGIC = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"\x1f\x8b\x08",
    b"<?xml ",
    b"BM",
    b"RIFF",
    b"MZ",
)


@settings(max_examples=examples(500))
@given(st.sampled_from(MAGIC), st.binary(max_size=900))
def test_any_bytes_after_a_known_beginning(magic: bytes, rest: bytes) -> None:
    if sniff(magic + rest).kind not in (Kind.RTF, Kind.DOC):
        check(magic + rest)


edits = st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=6)), min_size=1, max_size=4)


@settings(max_examples=examples(800))
@given(st.sampled_from(sorted(SEEDS)), edits)
def test_a_file_with_bytes_overwritten(name: str, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SEEDS[name])
    for at, content in changes:
        at %= len(data)
        data[at : at + len(content)] = content
    check(bytes(data))


TOKENS = ["0", "1", "-1", "99999999", "x", "", "restart", "on", "A1", "XFD1048576", "s", "str", "hidden", "&#0;", "一"]


@settings(max_examples=examples(800))
@given(st.sampled_from(["docx", "xlsx"]), st.data())
def test_parts_with_values_exchanged_and_tags_dropped(name: str, data: st.DataObject) -> None:
    """Damage the XML itself: a damaged zip seldom gets as far."""
    with zipfile.ZipFile(io.BytesIO(SEEDS[name])) as opened:
        parts: dict[str, str | bytes] = {each: opened.read(each).decode() for each in opened.namelist()}
    for _ in range(data.draw(st.integers(1, 4))):
        part = data.draw(st.sampled_from(sorted(parts)))
        text = str(parts[part])
        quotes = [at for at, each in enumerate(text) if each == '"']
        tags = [at for at, each in enumerate(text) if each == "<"]
        if quotes and data.draw(st.booleans()):
            start = data.draw(st.sampled_from(quotes))
            end = text.find('"', start + 1)
            parts[part] = text[: start + 1] + data.draw(st.sampled_from(TOKENS)) + text[end:]
        elif tags:
            start = data.draw(st.sampled_from(tags))
            parts[part] = text[:start] + text[text.find(">", start) + 1 :]
    check(zipped(parts))


@settings(max_examples=examples(600))
@given(edits)
def test_a_compound_file_overwritten_ends_in_bounded_time(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray((DATA / "office/report.doc").read_bytes())
    for at, content in changes:
        # The header, the allocation table and the directory decide: aim there.
        at = at % 512 if at % 2 else at % len(data)
        data[at : at + len(content)] = content
    try:
        file = CompoundFile(bytes(data))
    except TruncatedDocument:
        return
    for name in file.streams:
        assert len(file.read(name, 5_000)) <= 5_000
    file.intact()
