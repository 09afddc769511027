"""Every threshold of prose, and of the lines that say something about the text, decides something."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.reading.metadata import metadata_of
from gongkai.reading.outline import find_outline
from gongkai.reading.prose import sections_of
from gongkai.reading.title import opens_prose
from gongkai.settings import Settings
from gongkai.settings.notes import Notes
from tests.reading.lines import HEADINGS, TITLE, body, document, grid, lines
from tests.settings.probe import Probe, differs

FULL = "主动公开的情况已经写在下面的表格里并且按照要求全部公开在门户网站上方便群众查阅使用"
UNNAMED = [each.replace("白市驿镇认真", "认真") for each in body()]
BROKEN = ("为贯彻落实政府信息公开条例有关规定，现由安平县", "司法局编制2024年政府信息公开工作年度报告。")
DATED = grid(1, ("索引号", "123"), ("发布日期", "2025-01-21"))


def opens(text: str) -> Any:
    return lambda settings: opens_prose(text, settings)


def closed_by(*found: str, prose: list[str] | None = None) -> Any:
    """Where what stands behind the sections begins, and where the report ends."""

    def look(settings: Settings) -> Any:
        outline = find_outline(lines(TITLE, *(body() if prose is None else prose), *found), settings=settings)
        return outline.closing, outline.end

    return look


def said_by(*found: Any) -> Any:
    """The metadata of a report that begins with these lines and grids."""

    def look(settings: Settings) -> Any:
        before = tuple(block for each in found for block in (lines(each) if isinstance(each, str) else (each,)))
        blocks = (*before, *lines(*UNNAMED))
        return metadata_of(document(blocks), blocks, find_outline(blocks, settings=settings), settings=settings)

    return look


def section_of(*found: str) -> Any:
    def look(settings: Settings) -> Any:
        blocks = lines(HEADINGS[0], *found, HEADINGS[1], "见下表。")
        return sections_of(blocks, find_outline(blocks), settings=settings)[1]["overview"]

    return look


wrapped = section_of(FULL, FULL, FULL[:-1] + "。", FULL, "结束。")

PROBES: dict[str, Probe] = {
    "prose_shortest": Probe(100, opens("我局认真落实上级要求，编制了政府信息公开工作年度报告书")),
    "opening_shortest": Probe(100, opens("现将本机关有关情况报告如下")),
    "crumb_within": Probe(2, opens("政务公开 > 年报，根据要求我们编制政府信息公开工作年度报告")),
    "sentence_shortest": Probe(100, closed_by("主动公开本报告全文内容。")),
    "broken_line": Probe(1_000, said_by("2024年政府信息公开工作年度报告", *BROKEN)),
    "note_line": Probe(10, closed_by("主办单位：安平县人民政府办公室  备案号123")),
    "remark_line": Probe(2, closed_by("此件公开发布")),
    "signature_line": Probe(2, closed_by("安平县司法局", "办公地址一号", "2025年1月20日")),
    "below_signature": Probe(0, closed_by("安平县司法局", "2024年本机关继续做好其他各项工作，没有其他需要报告")),
    "annex_prose": Probe(1, closed_by("附件已经公开", "没有其他需要报告的事项，特此说明。", prose=body()[:-1])),
    "addressee_longest": Probe(3, said_by(TITLE, "县人民政府办公室：")),
    "dated_line": Probe(10, said_by(TITLE, "发布日期：2025-01-21")),
    "dated_rows": Probe(1, said_by(TITLE, DATED)),
    "dated_cell": Probe(4, said_by(TITLE, DATED)),
    "narrowest_page": Probe(1_000, wrapped),
    "full_lines": Probe(1_000, wrapped),
    "open_share": Probe(1, wrapped),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Notes)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])
