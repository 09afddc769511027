"""Small documents for the tests of outline, metadata and prose: blocks made of plain lines."""

from __future__ import annotations

from pathlib import Path

from gongkai.document.model import Block, Document, Grid, GridCell, Line

REPORTS = Path(__file__).parent.parent / "data" / "reports"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TEXTS = (
    "2024年，白市驿镇认真贯彻落实《条例》，扎实推进政府信息公开工作。",
    "主动公开的情况见下表。",
    "申请的情况见下表。",
    "复议和诉讼的情况见下表。",
    "公开的及时性还需提高。",
    "本机关未收取信息处理费。",
)
TITLE = "重庆市九龙坡区白市驿镇人民政府2024年政府信息公开工作年度报告"
PREAMBLE = "根据《中华人民共和国政府信息公开条例》编制本报告。统计期限自2024年1月1日起至2024年12月31日止。"


def lines(*texts: str) -> tuple[Block, ...]:
    return tuple(Line(text, number) for number, text in enumerate(texts, 1))


def body(headings: tuple[str, ...] = HEADINGS, texts: tuple[str, ...] = TEXTS) -> list[str]:
    """Headings with a paragraph each; an empty heading leaves the section out."""
    return [
        text for heading, paragraph in zip(headings, texts, strict=True) if heading for text in (heading, paragraph)
    ]


def report(*before: str, headings: tuple[str, ...] = HEADINGS, after: tuple[str, ...] = ()) -> tuple[Block, ...]:
    return lines(*before, *body(headings), *after)


def grid(number: int, *rows: tuple[str, ...]) -> Grid:
    cells = tuple(
        tuple(GridCell(text, row, column) for column, text in enumerate(texts, 1)) for row, texts in enumerate(rows, 1)
    )
    return Grid(number, cells, max(map(len, rows)))


def document(blocks: tuple[Block, ...], title: str | None = None, **meta: str) -> Document:
    return Document("test", "text", blocks, title, meta)


def real(name: str) -> tuple[Block, ...]:
    """A real report's flattened text as lines, blank ones too."""
    return lines(*(REPORTS / name).read_text("utf-8").splitlines())
