"""Rarer kinds that crawled pages have: nobody asks for them, and a hundredth of the pages has each."""

from __future__ import annotations

import re

from tests.corpus.draft import ALL, GRIDS, Draft, fault
from tests.corpus.layout import Paragraph, Printed, PrintedTable
from tests.corpus.names import other_agency

NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
TENS = ("", "十", "二十", "三十")


@fault(0.06, kinds=ALL - {"scan", "pdf", "doc"})
def zero_width_characters(draft: Draft) -> None:
    """Invisible characters inside labels and figures, left by editors and copy protection."""
    mark = draft.rng.choice(("\u200b", "\ufeff", "\u200d", "\u00ad"))
    for cell in [*draft.labels(), *draft.figures()]:
        if cell.text and draft.rng.random() < 0.2:
            at = draft.rng.randrange(len(cell.text) + 1)
            cell.text = cell.text[:at] + mark + cell.text[at:]


@fault(0.03, kinds={"html", "xlsx", "docx"}, group="numbers")
def spacer_column(draft: Draft) -> None:
    """An empty column between labels and figures."""
    for table in draft.tables("requests"):
        for row in table.rows:
            at = next((index for index, cell in enumerate(row) if cell.key), None)
            if at is not None:
                row.insert(at, Printed(""))
            elif row and row[0].head and row[0].row_span == 3:
                row.insert(1, Printed("", row_span=3, head=True))


@fault(0.04, group="parents")
def parents_in_the_label(draft: Draft) -> None:
    """（三）不予公开 1.属于国家秘密 in one cell, no spanning cells left of it."""
    _flatten_parents(draft, merged=True)


@fault(0.05, kinds=GRIDS | {"text"}, group="parents")
def parents_repeated(draft: Draft) -> None:
    """The spanning labels stand in every row, as a spreadsheet leaves them when cells are unmerged."""
    _flatten_parents(draft, merged=False)


def _flatten_parents(draft: Draft, merged: bool) -> None:
    between = draft.rng.choice(("", " ", "—", "\n"))
    for table in draft.tables("requests"):
        placed = table.placed()
        spanning = [(top, left, cell) for (top, left), cell in placed.items() if cell.row_span > 1 and not cell.head]
        first = len([row for row in table.rows if all(cell.head for cell in row)])
        for number in range(first, len(table.rows)):
            row = [cell for cell in table.rows[number] if cell.row_span == 1 or cell.head]
            over = [
                cell for top, _, cell in sorted(spanning, key=lambda s: s[1]) if top <= number < top + cell.row_span
            ]
            if merged and over and row:
                label = between.join([*(cell.text for cell in over[1:]), row[0].text])
                row[0] = Printed(label, column_span=3)
            else:
                row[:0] = [Printed(cell.text) for cell in over]
            table.rows[number] = row


@fault(0.1)
def dates_in_numerals(draft: Draft) -> bool:
    """二〇二五年一月十六日 under the signature."""
    day = draft.truth.signed
    for paragraph in draft.paragraphs("signed"):
        assert day is not None
        tens, ones = divmod(day.day, 10)
        digits = str(ones).translate(NUMERALS) if ones else ""
        tenth = TENS[tens]
        paragraph.text = f"{str(day.year).translate(NUMERALS)}年{str(day.month).translate(NUMERALS)}月{tenth}{digits}日"
        return True
    return False


@fault(0.1)
def year_spaced_in_title(draft: Draft) -> None:
    """2024 年, or the year in full-width digits."""
    year = str(draft.truth.year)
    shown = draft.rng.choice(
        (f" {year} ", f"{year} ", year.translate(str.maketrans("0123456789", "０１２３４５６７８９")))
    )
    for paragraph in draft.paragraphs("title"):
        paragraph.text = paragraph.text.replace(year, shown).strip()
    draft.truth.title = tuple(paragraph.text for paragraph in draft.paragraphs("title"))


@fault(0.05)
def attachment_mark(draft: Draft) -> None:
    """附件 over the title, as reports come that were attached to a letter."""
    draft.blocks.insert(0, Paragraph(draft.rng.choice(("附件", "附件1：", "附件2")), "chrome"))


@fault(0.05, group="label-numbers")
def label_numbers_circled(draft: Draft) -> None:
    """①属于国家秘密, （1）属于国家秘密, 1）属于国家秘密."""
    style = draft.rng.randrange(3)

    def number(match: re.Match[str]) -> str:
        digit = int(match[1])
        return (CIRCLED[digit - 1], f"（{digit}）", f"{digit}）")[style]

    for cell in draft.labels():
        cell.text = re.sub(r"^([1-8])[.．、]", number, cell.text)


@fault(0.02, kinds={"html"})
def old_report_hidden(draft: Draft) -> None:
    """Last year's tables in a part of the page that is not shown."""
    tables = []
    for table in draft.tables():
        rows = [
            [Printed(str(draft.rng.randint(1, 70)) if c.key else c.text, c.column_span, c.row_span) for c in row]
            for row in table.rows
        ]
        tables.append(PrintedTable(table.key, rows))
    draft.style["hidden"] = tables
    draft.style["hidden-by"] = draft.rng.choice(
        ('<div style="display:none">{}</div>', "<!-- {} -->", "<template>{}</template>", "<div hidden>{}</div>")
    )


@fault(0.02, kinds={"html"})
def figures_in_inputs(draft: Draft) -> None:
    """A form-filling system's page: the figures stand in read-only input fields."""
    draft.style["inputs"] = True


@fault(0.04)
def neighbours_report_quoted(draft: Draft) -> None:
    """Another agency's report is named in the text; it is not the reporting body."""
    other = other_agency(draft.rng, draft.truth.agency)
    section = "problems"
    sentence = f"组织学习了《{other.full}{draft.truth.year - 1}年政府信息公开工作年度报告》等优秀案例。"
    at = next(
        (
            i
            for i, b in enumerate(draft.blocks)
            if isinstance(b, Paragraph) and b.section == section and b.role == "prose"
        ),
        None,
    )
    if at is not None:
        draft.blocks.insert(at + 1, Paragraph(sentence, "prose", section))
        draft.truth.prose.paragraphs[section].insert(1, sentence)
