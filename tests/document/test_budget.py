"""The budget of a document: time at work and memory, whatever it is, and what is said when it is used up."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.document import budget
from gongkai.document.budget import DocumentBudget
from gongkai.document.model import Document
from gongkai.document.opening import open_documents
from gongkai.document.usage import resident_bytes, use_of_group
from gongkai.errors import OverBudget
from gongkai.settings import Settings
from tests.document.office_samples import zipped

SHORT = Settings(document_seconds=0.05)


def work(seconds: float) -> None:
    """Use the processor, not the clock, for so long."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def page(paragraphs: int) -> bytes:
    return b"<html><body>" + "<p>本年收到申请 5 件。</p>".encode() * paragraphs


def sheet(rows: int) -> bytes:
    import io

    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    table = book.create_sheet()
    for row in range(rows):
        table.append([f"规章{row}", *range(12)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def word(paragraphs: int) -> bytes:
    body = "<w:p><w:r><w:t>本年收到申请 5 件。</w:t></w:r></w:p>" * paragraphs
    document = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
        f'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>{body}</w:body></w:wordDocument>'
    )
    return document.encode()


LONG: dict[str, Callable[[], bytes]] = {
    "html": lambda: page(20_000),
    "text": lambda: "规章 5 件\n".encode() * 60_000,
    "xlsx": lambda: sheet(1_500),
    "word-xml": lambda: word(8_000),
}


@pytest.mark.parametrize("kind", LONG)
def test_a_long_document_of_any_kind_ends_when_its_time_is_used_up(kind: str) -> None:
    data = LONG[kind]()
    ((_, whole),) = open_documents(data, "a")
    assert isinstance(whole, Document)
    assert whole.spent > 0.05
    started = time.thread_time()
    ((_, found),) = open_documents(data, "a", SHORT)
    assert isinstance(found, OverBudget)
    assert found.code == "over-budget"
    assert "已用满单份文件的时限 0.05 秒" in found.message
    assert time.thread_time() - started < 3 * whole.spent + 2


def test_the_error_says_how_far_the_reading_came() -> None:
    ((_, found),) = open_documents(page(20_000), "a", SHORT)
    assert isinstance(found, OverBudget)
    assert "（读到第 " in found.message
    assert "个标签）" in found.message


def test_every_member_of_an_archive_has_a_budget_of_its_own() -> None:
    data = zipped({"a.html": page(20_000), "b.html": page(3), "c.html": page(20_000), "d.html": page(3)})
    found = [type(each) for _, each in open_documents(data, "a.zip", SHORT)]
    assert found == [OverBudget, Document, OverBudget, Document]


def test_time_between_two_stretches_of_work_does_not_count() -> None:
    with DocumentBudget(SHORT) as document:
        pass
    work(0.1)
    with document:
        document.check()
    assert document.spent < 0.05


def test_reading_goes_on_with_what_opening_left() -> None:
    ((_, found),) = open_documents(page(20_000), "a", Settings())
    assert isinstance(found, Document)
    later = DocumentBudget(Settings(document_seconds=found.spent / 2), found.spent)
    with later, pytest.raises(OverBudget):
        budget.check()


def test_a_budget_within_another_leaves_the_outer_as_it_was() -> None:
    outer, inner = DocumentBudget(Settings()), DocumentBudget(Settings())
    with outer:
        with inner, inner:
            assert budget.current() is inner
        assert budget.current() is outer
    assert budget.current() is None


def test_without_a_budget_nothing_ends() -> None:
    budget.spend(10**9)
    budget.need(1e15)
    budget.check()
    assert budget.left() == float("inf")
    assert not budget.used_up()
    assert list(budget.counted("abc", "字")) == ["a", "b", "c"]


def test_another_thread_does_not_work_on_this_threads_document() -> None:
    seen: list[DocumentBudget | None] = []
    with DocumentBudget(SHORT):
        thread = threading.Thread(target=lambda: seen.append(budget.current()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_a_scanned_page_brings_its_own_time() -> None:
    with DocumentBudget(Settings(document_seconds=1, seconds_per_scanned_page=15)):
        before = budget.left()
        budget.scanned_page()
        assert budget.left() - before == pytest.approx(15, abs=0.5)


def test_recognition_counts_no_more_than_the_clock_shows() -> None:
    with DocumentBudget(Settings()) as document:
        with budget.recognising():
            threads = [threading.Thread(target=work, args=(0.1,)) for _ in range(2)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
        assert 0.05 < document.spent < 1


def test_memory_beyond_the_budget_ends_the_work() -> None:
    with DocumentBudget(Settings(document_bytes=30_000_000)), pytest.raises(OverBudget, match="内存超过上限 30 MB"):
        held = []
        # Pieces so large that they never come from what was freed before.
        for _ in range(3):
            held.append(b"x" * 40_000_000)
            budget.check()


def test_what_is_known_to_be_too_large_is_not_begun() -> None:
    with DocumentBudget(Settings(document_bytes=30_000_000)), pytest.raises(OverBudget):
        budget.need(30_000_001)


def test_a_documents_cost_is_no_part_of_what_it_is() -> None:
    ((_, one),) = open_documents(page(3), "a")
    ((_, other),) = open_documents(page(3), "a")
    assert one == other


def test_the_error_crosses_processes() -> None:
    error = OverBudget("甲", advice="乙")
    assert str(pickle.loads(pickle.dumps(error))) == "甲 乙"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell")
def test_the_memory_held_is_told() -> None:
    assert resident_bytes() > 1_000_000
    assert use_of_group(2**30) == (0.0, 0)
