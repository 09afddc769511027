"""Every threshold of titles, names, dates and prose decides something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from gongkai.checking import check
from gongkai.reading.facts import facts_of, parts_of
from gongkai.reading.metadata import Metadata, metadata_of
from gongkai.reading.outline import find_outline
from gongkai.reading.prose import sections_of
from gongkai.report import Fact
from gongkai.settings import Settings
from gongkai.settings.wording import Wording
from tests.checking.build import right_report
from tests.reading.lines import HEADINGS, TITLE, body, document, lines
from tests.settings.probe import Probe, differs

UNNAMED = [each.replace("白市驿镇认真", "认真") for each in body()]
FULL = "主动公开的情况已经写在下面的表格里并且按照要求全部公开在门户网站上方便群众查阅使用"


def metadata(settings: Settings, *texts: str) -> Metadata:
    blocks = lines(*texts)
    return metadata_of(document(blocks), blocks, find_outline(blocks, settings=settings), settings=settings)


def titled_over_three_lines(settings: Settings) -> str | None:
    return metadata(settings, "重庆市九龙坡区白市驿镇人民政府", "2024年政府信息公开", "工作年度报告", *UNNAMED).title


def contents_before_the_body(settings: Settings) -> list[int]:
    blocks = lines(HEADINGS[0], "工作平稳。", HEADINGS[1], HEADINGS[2], "无。", "相关", HEADINGS[0], HEADINGS[1], "完")
    return [heading.place.block for heading in find_outline(blocks, settings=settings).headings]


def named_late(settings: Settings) -> str | None:
    filler = ["工作平稳有序。"] * 8
    return metadata(settings, "2024年政府信息公开工作年度报告", *filler, "本报告由安平县司法局编制。", *UNNAMED).agency


def subject_late(settings: Settings) -> str | None:
    texts = [UNNAMED[0], "扎实推进。" * 20 + "安平县司法局坚持公开为常态。", *UNNAMED[2:]]
    return metadata(settings, *texts).agency


def dated_below(settings: Settings) -> object:
    return metadata(settings, TITLE, "字体", "打印", "2025-01-21", *UNNAMED).published


def published_late(settings: Settings) -> object:
    return metadata(settings, TITLE, "发布日期：2027-01-21", *UNNAMED).published


def wrapped(settings: Settings) -> str:
    return _section(settings, "overview", FULL, FULL, FULL[:-6], FULL, "结束。")


def _section(settings: Settings, key: str, *texts: str) -> str:
    blocks = lines(HEADINGS[0], *(texts if key == "overview" else ["平稳。"]), HEADINGS[1], *texts)
    return sections_of(blocks, find_outline(blocks), settings=settings)[1][key]


def one_long_sentence(settings: Settings) -> int:
    text = "，".join(["全年收到政府信息公开申请3件"] * 12)
    return len(facts_of({"overview": text}, None, 2024, settings))


def all_departments(settings: Settings) -> int:
    cells = dict.fromkeys(("received", "granted", "concluded"), 95)
    base = right_report(agency="淮安市洪泽区人民政府", year=2024)
    values = base.cells | {f"requests.{row}.{column}": n for row, n in cells.items() for column in ("total",)}
    fact = Fact("requests.received", 170, "件", "area", "全区各部门收到申请170件。", "overview")
    found = check(replace(base, cells=values, facts=(fact,)), settings=settings)
    return sum(each.rule == "narrative.requests" for each in found)


def parts_far_behind(settings: Settings) -> object:
    text = "2024年共收到申请9件，按照来源方式统计，其中网络申请6件、信函申请3件。"
    return parts_of(text, settings=settings)


def stated(text: str) -> Callable[[Settings], object]:
    return lambda settings: facts_of({"overview": text}, "安平县司法局", 2024, settings)


PROBES: dict[str, Probe] = {
    "title_lines": Probe(2, titled_over_three_lines),
    "contents_run": Probe(2, contents_before_the_body),
    "lead_longest": Probe(
        100,
        lambda settings: (
            metadata(
                settings,
                *UNNAMED[:1],
                "平稳。" * 60,
                "现结合安平县司法局2024年政府信息公开实际，编制本报告。",
                *UNNAMED[1:],
            ).agency
        ),
    ),
    "naming_paragraphs": Probe(3, named_late),
    "subject_within": Probe(50, subject_late),
    "published_near": Probe(1, dated_below),
    "published_years": Probe(1, published_late),
    "table_label_longest": Probe(
        10, lambda settings: _section(settings, "proactive", "一、本年新收政府信息公开申请数量")
    ),
    "wrapped_at": Probe(40, wrapped),
    "wrap_fill": Probe(1.0, wrapped),
    "sentence_longest": Probe(100, one_long_sentence),
    "area_above_own": Probe(2.0, all_departments),
    "parts_within": Probe(2, parts_far_behind),
    "channel_label": Probe(1, stated("2024年通过各类渠道主动公开政府信息90条，其中门户网站60条、微信公众号30条。")),
    "area_within": Probe(0, stated("2024年按照要求，统计显示全县共收到政府信息公开申请30件。")),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Wording)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])
