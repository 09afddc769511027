"""No pattern on foreign prose costs more than its length: each is grown adversarial strings."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Iterator

import pytest

from gongkai.reading.facts import facts_of, parts_of
from gongkai.reading.facts.wording import wording
from gongkai.reading.metadata import metadata_of
from gongkai.reading.outline import find_outline
from gongkai.reading.prose import sections_of
from tests.reading.lines import document, report

MODULES = (
    "closing",
    "headings",
    "names",
    "numerals",
    "prose",
    "title",
    "entries",
    "facts.changes",
    "facts.disputes",
    "facts.fees",
    "facts.parts",
    "facts.proactive",
    "facts.published",
    "facts.requests",
    "facts.scope",
    "facts.sentences",
    "facts.stated",
    "metadata.agency",
    "metadata.cited",
    "metadata.dates",
    "metadata.offices",
)
SHORT = 2_000
"""No text is longer where a pattern of whole sentences or titles is asked."""
PIECES = (
    "公开", "共计", "总计合计", "和", "、", "一", "2024年", "20", "(", "《", "由", "根据", "在", "政府信息公开", "信息",
    "安平县教育局", "全市", "县", "1月", "-", "2024-1-1", "收到", "未", "不予", "件", "申请", "其中", "本年度", "关于",
    "日期", "发布时间:", " ", "1,", "结转", "第", "a", "·", "等", ",", "申请和", "结合", "编制",
)  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in MODULES:
        for name, value in vars(importlib.import_module(f"gongkai.reading.{module}")).items():
            for index, each in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                    yield f"{module}.{name}[{index}]", each
    words = wording(2024)
    yield from words.patterns.items()
    for group in ("results", "grounds", "channels", "dispute_results"):
        yield from getattr(words, group)


@pytest.mark.parametrize(("name", "pattern"), list(patterns()), ids=lambda each: each if isinstance(each, str) else "")
def test_a_pattern_is_done_with_a_long_sentence_at_once(name: str, pattern: re.Pattern[str]) -> None:
    started = time.process_time()
    for piece in PIECES:
        for end in ("", "x", "。"):
            pattern.search(piece * (SHORT // len(piece)) + end)
    assert time.process_time() - started < 4.0


@pytest.mark.parametrize("piece", PIECES)
def test_long_lines_of_anything_are_read_in_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    spaced = f"甲。-{text}b"
    started = time.process_time()
    facts_of({"overview": text, "other": text}, "安平县教育局", 2024)
    parts_of(text + "其中1件")
    blocks = report(text, text[:199], after=(text, spaced, text[:199]))
    outline = find_outline(blocks)
    metadata_of(document(blocks), blocks, outline)
    sections_of(blocks, outline)
    assert time.process_time() - started < 4.0
