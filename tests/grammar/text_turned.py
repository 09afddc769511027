"""Tables as programs turn them: rows for columns, or one line per figure."""

from __future__ import annotations

from tests.grammar.draft import Block, Draft, Table

CODES = {"requests": "申请情况", "disputes": "复议诉讼", "proactive": "主动公开", "overview": "其他"}


def _items(block: Block) -> list[str]:
    """Each row's name with its group, since a column's head says it once."""
    names = []
    for row in block.rows:
        groups = row.path if row.key.startswith("litigation") else row.path[1:]
        names.append("".join([*groups, row.label]))
    return names


def turned(table: Table, draft: Draft) -> list[str]:
    """Applicants down the side, results across, as a sheet that was pasted transposed."""
    gap = draft.style.setdefault("gap", draft.rng.choice(("\t", " | ", "|")))
    lines: list[str] = []
    for block in table.blocks:
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        lines.append(gap.join(["项目", *_items(block)]))
        for n, column in enumerate(block.columns):
            lines.append(gap.join([column.label, *(row.figures[n].text for row in block.rows)]))
        lines.append("")
    return lines


def long_table(table: Table, draft: Draft) -> list[str]:
    """One line per figure: number, section, item, kind, figure; a database's export."""
    gap = draft.style.setdefault("gap", draft.rng.choice(("\t", ",", " | ")))
    lines = [gap.join(["序号", "表", "指标", "分组", "数值"])]
    number = 0
    for block in table.blocks:
        for row, item in zip(block.rows, _items(block), strict=True):
            for column, figure in zip(block.columns, row.figures, strict=True):
                number += 1
                text = f'"{figure.text}"' if "," in figure.text and gap == "," else figure.text
                lines.append(gap.join([str(number), CODES[block.section], item, column.label, text]))
    return lines
