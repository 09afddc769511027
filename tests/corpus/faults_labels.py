"""Faults of labels and headings: what stands beside the figures is damaged, the figures are not."""

from __future__ import annotations

import re

from tests.corpus.draft import ALL, Draft, fault
from tests.corpus.layout import Printed

TRADITIONAL = str.maketrans(
    "总计数单议诉讼维结审纠当项规范现废发许罚费强处条内为请关机构织业务务个获层数开类举报信访诉复无来证确认产权执县区门",
    "總計數單議訴訟維結審糾當項規範現廢發許罰費強處條內為請關機構織業務務個獲層數開類舉報信訪訴復無來證確認產權執縣區門",
)
TO_HALF = str.maketrans("（）：，；．“”", '(),,;.""'.replace(",,", ":,"))
FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def _some(draft: Draft, share: float) -> list[Printed]:
    return [cell for cell in draft.labels() if draft.rng.random() < share]


@fault(0.12)
def labels_as_variants(draft: Draft) -> None:
    form = draft.truth.form
    known = {row.label: row.variants for t in form.tables for b in t.blocks for row in b.rows}
    known |= {c.printed: c.variants for t in form.tables for b in t.blocks for c in b.columns}
    for cell in _some(draft, 0.3):
        if known.get(cell.text):
            cell.text = draft.rng.choice(known[cell.text])


@fault(0.3)
def labels_broken(draft: Draft) -> None:
    """Spaces or line breaks inside labels, as narrow columns force them."""
    broken = draft.rng.choice((" ", "\n", "\n", "\u3000", "\u00a0"))
    for cell in _some(draft, 0.35):
        middle = len(cell.text) // 2
        if len(cell.text) >= 3:
            cell.text = cell.text[:middle] + broken + cell.text[middle:]


@fault(0.1)
def labels_letterspaced(draft: Draft) -> None:
    for cell in _some(draft, 0.15):
        if len(cell.text) <= 4:
            cell.text = draft.rng.choice((" ", "\u3000")).join(cell.text)


@fault(0.1)
def labels_missing_character(draft: Draft) -> None:
    for cell in _some(draft, 0.06):
        if len(cell.text) >= 7:
            at = draft.rng.randrange(3, len(cell.text) - 1)
            cell.text = cell.text[:at] + cell.text[at + 1 :]


@fault(0.35)
def brackets_half_width(draft: Draft) -> None:
    for cell in draft.labels():
        cell.text = cell.text.translate(TO_HALF)
    if draft.rng.random() < 0.6:
        for paragraph in draft.paragraphs("heading", "prose", "preamble"):
            paragraph.text = paragraph.text.translate(TO_HALF)
        _sync_prose(draft)


@fault(0.08, group="label-numbers")
def label_numbers_full_width(draft: Draft) -> None:
    separator = draft.rng.choice(("．", "、", "."))
    for cell in draft.labels():
        cell.text = re.sub(r"^(\d)\.", lambda m: m[1].translate(FULL_DIGITS) + separator, cell.text)


@fault(0.05, group="label-numbers")
def label_numbers_lost(draft: Draft) -> None:
    """Automatic numbering of a word processor that copying lost: 1.属于国家秘密 becomes 属于国家秘密."""
    for cell in draft.labels():
        cell.text = re.sub(r"^(\d\.|（[一二三四五六七]）)", "", cell.text)


@fault(0.03)
def traditional_characters(draft: Draft) -> None:
    for cell in draft.labels():
        cell.text = cell.text.translate(TRADITIONAL)
    for paragraph in draft.paragraphs("heading"):
        paragraph.text = paragraph.text.translate(TRADITIONAL)


@fault(0.2)
def headings_as_variants(draft: Draft) -> None:
    for section, paragraph in zip(draft.truth.form.sections, draft.paragraphs("heading"), strict=False):
        if section.variants and draft.rng.random() < 0.5:
            paragraph.text = f"{section.number}、{draft.rng.choice(section.variants)}"


@fault(0.12, group="heading-numbers")
def heading_numbers_otherwise(draft: Draft) -> None:
    form = draft.rng.choice(("{}、 ", "{}．", "{} 、", "第{}部分 ", "{}、\u3000"))
    for paragraph in draft.paragraphs("heading"):
        number, _, rest = paragraph.text.partition("、")
        paragraph.text = form.format(number) + rest


@fault(0.04, kinds=ALL - {"text", "scan"}, group="heading-numbers")
def heading_numbers_lost(draft: Draft) -> None:
    """Numbered headings whose numbers are made by the word processor, not typed."""
    for paragraph in draft.paragraphs("heading"):
        paragraph.text = paragraph.text.partition("、")[2]
    draft.style["numbered"] = True


@fault(0.15)
def headings_with_tail(draft: Draft) -> None:
    tail = draft.rng.choice(("。", "：", " "))
    for paragraph in draft.paragraphs("heading"):
        paragraph.text += tail


@fault(0.1)
def labels_with_units(draft: Draft) -> None:
    """本年制发件数（件）, 行政许可（件） …"""
    for cell in _some(draft, 0.2):
        if cell.text.endswith(("数量", "件数", "许可", "处罚", "强制", "总计")):
            cell.text += draft.rng.choice(("（件）", "(件)", "（单位：件）"))


def _sync_prose(draft: Draft) -> None:
    """Take over changed paragraphs into the expected prose."""
    lines: dict[str, list[str]] = {key: [] for key in draft.truth.prose.paragraphs}
    for paragraph in draft.paragraphs("prose"):
        lines[paragraph.section].append(paragraph.text)
    draft.truth.prose.paragraphs = lines
