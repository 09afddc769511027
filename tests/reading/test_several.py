"""Several reports in one file: what they cost to tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from gongkai.document.model import Block
from gongkai.reading import several
from gongkai.reading.tables import Tables, read_tables
from tests.reading.printing import lines


def test_a_part_that_is_no_report_ends_the_looking_at_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Sequence[Block]] = []

    def counting(blocks: Sequence[Block], **given: Any) -> Tables:
        read.append(blocks)
        return read_tables(blocks, **given)

    monkeypatch.setattr(several, "read_tables", counting)
    menu = lines(["一、总体情况", "一、本年新收政府信息公开申请数量"] * 20)
    assert len(several.reports_in(menu)) == 1
    assert len(read) == 1
