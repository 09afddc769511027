"""Rows and columns that are not the form's: added, moved, left out, split; and the office's own mistakes in sums."""

from __future__ import annotations

from tests.grammar.draft import Block, Column, Draft, Figure, Row
from tests.grammar.truth import MISSING, Number

OTHERS = "其他主动公开文件"


def added_row(draft: Draft) -> None:
    """A row that a province adds below the form's own."""
    first = draft.section("proactive")[0]
    figures = [Figure(None, str(draft.rng.randint(0, 60) % (10 if draft.shape.small else 61))) for _ in first.columns]
    first.rows.append(Row("added", OTHERS, figures))


def added_result(draft: Draft) -> None:
    """A result that the form does not know, its figures zero."""
    block = draft.section("requests")[0]
    at = next(n for n, row in enumerate(block.rows) if row.key == "concluded")
    row = Row("added", "其他情形", [Figure(None, "0") for _ in block.columns], block.rows[at].path)
    block.rows.insert(at, row)


def moved_blocks(draft: Draft) -> None:
    """Section two's blocks in another order."""
    blocks = draft.section("proactive")
    draft.rng.shuffle(blocks)
    draft.blocks = [*blocks, *(block for block in draft.blocks if block.section != "proactive")]


def moved_rows(draft: Draft) -> None:
    """Reasons within their group in another order; the total before the results."""
    block = draft.section("requests")[0]
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in block.rows:
        groups.setdefault(row.path if len(row.path) > 1 else (*row.path, row.key), []).append(row)
    for rows in groups.values():
        draft.rng.shuffle(rows)
    block.rows = [row for rows in groups.values() for row in rows]
    for small in draft.section("proactive"):
        small.rows.reverse()


def left_out_rows(draft: Draft) -> None:
    """The office printed a few rows less than the form has."""
    block = draft.section("requests")[0]
    chosen = draft.rng.sample([row for row in block.rows if len(row.path) > 1], draft.rng.randint(1, 4))
    block.rows = [row for row in block.rows if row not in chosen]
    _gone(draft, [figure for row in chosen for figure in row.figures])


def left_out_block(draft: Draft) -> None:
    """One of section two's blocks was not printed."""
    block = draft.rng.choice(draft.section("proactive"))
    draft.blocks.remove(block)
    _gone(draft, list(block.figures()))


def left_out_disputes(draft: Draft) -> None:
    """A sentence instead of section four's table: what it says of cases is prose, no cell."""
    block = draft.section("disputes")[0]
    draft.blocks.remove(block)
    draft.style["no disputes"] = True
    _gone(draft, list(block.figures()))


def _gone(draft: Draft, figures: list[Figure]) -> None:
    for figure in figures:
        if figure.key:
            draft.truth.cells[figure.key] = MISSING


def _reorder(block: Block, order: list[int]) -> None:
    block.columns = [block.columns[n] for n in order]
    for row in block.rows:
        row.figures = [row.figures[n] for n in order]


def total_first(draft: Draft) -> None:
    """The total before its parts, in sections three and four."""
    for block in draft.section("requests") + draft.section("disputes"):
        last = len(block.columns) - 1
        _reorder(block, [last, *range(last)])


def moved_columns(draft: Draft) -> None:
    """The kinds of organisation in another order."""
    block = draft.section("requests")[0]
    at = [n for n, column in enumerate(block.columns) if column.group]
    mixed = draft.rng.sample(at, len(at))
    _reorder(block, [mixed.pop(0) if n in at else n for n in range(len(block.columns))])


def subtotal(draft: Draft) -> None:
    """A column 小计 after the kinds of organisation."""
    block = draft.section("requests")[0]
    at = max(n for n, column in enumerate(block.columns) if column.group) + 1
    keys = [n for n, column in enumerate(block.columns) if column.group]
    block.columns.insert(at, Column("subtotal", "小计", block.columns[keys[0]].group))
    for row in block.rows:
        texts = [row.figures[n].text for n in keys]
        row.figures.insert(at, Figure(None, str(sum(map(int, texts)))))


def split_columns(draft: Draft) -> None:
    """Section three in two tables, for a page too narrow for seven columns."""
    block = draft.section("requests")[0]
    at = draft.rng.randint(2, len(block.columns) - 2)
    ranges = (range(at), range(at, len(block.columns)))
    draft.blocks.remove(block)
    place = sum(each.section == "proactive" for each in draft.blocks)
    for number, part in enumerate(ranges):
        rows = [Row(row.key, row.label, [row.figures[n] for n in part], row.path) for row in block.rows]
        columns = [Column(block.columns[n].key, block.columns[n].label, block.columns[n].group) for n in part]
        draft.blocks.insert(place + number, Block("requests", block.heading, block.corner, columns, rows))


def last_year_column(draft: Draft) -> None:
    """Last year's figures beside this year's, in the blocks that have one column."""
    for block in draft.section("proactive"):
        if len(block.columns) > 1:
            continue
        block.columns.append(Column("last_year", f"{draft.truth.year - 1}年同期数"))
        for row in block.rows:
            row.figures.append(Figure(None, str(draft.rng.randint(0, 400))))


def mistaken_sum(figures: dict[str, Number], keys: tuple[str, ...], draw: int) -> tuple[dict[str, Number], list[str]]:
    """The office's own slip: one total is wrong. Also the cells whose sums no longer hold."""
    totals = [key for key in keys if key.endswith(".total") or key.startswith("requests.concluded.")]
    chosen = totals[draw % len(totals)]
    changed = dict(figures)
    changed[chosen] = int(changed[chosen]) + (1 if draw % 3 else 2)
    row, column = chosen.rsplit(".", 1)
    touched = [key for key in keys if key.startswith(row + ".")]
    if chosen.startswith("requests."):
        touched += [key for key in keys if key.startswith("requests.") and key.endswith("." + column)]
    return changed, touched


ROW_NOISES = {
    "added-row": (added_row, 6),
    "added-result": (added_result, 3),
    "moved-blocks": (moved_blocks, 3),
    "moved-rows": (moved_rows, 3),
    "left-out-rows": (left_out_rows, 4),
    "left-out-block": (left_out_block, 3),
    "left-out-disputes": (left_out_disputes, 2),
}
COLUMN_NOISES = {
    "total-first": (total_first, 4),
    "moved-columns": (moved_columns, 3),
    "subtotal": (subtotal, 3),
    "split-columns": (split_columns, 2),
    "last-year-column": (last_year_column, 3),
}
"""Each with its weight of a hundred."""
