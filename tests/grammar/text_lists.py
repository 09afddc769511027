"""Tables told without a table: labels with their values beside them, glued figures, sentences, indicators."""

from __future__ import annotations

from tests.grammar.draft import Block, Draft, Row, Table


def row_name(row: Row) -> str:
    """A row's label, for the two kinds of lawsuit with what they are kinds of."""
    if row.path and len(row.path) == 1 and not row.label.startswith(("（", "(")):
        return f"{row.path[0]}（{row.label}）" if row.key.startswith("litigation") else row.label
    return row.label


def group_lines(row: Row, opened: tuple[str, ...]) -> list[str]:
    """The groups that begin with this row, each to stand on a line of its own."""
    if row.key.startswith("litigation"):
        return []
    return [row.path[level] for level in range(len(row.path)) if row.path[: level + 1] != opened[: level + 1]]


def _flat(text: str) -> str:
    return text.replace("\n", "")


def unit_of(block: Block, column: int) -> str:
    key = block.columns[column].key
    if key == "amount":
        return "万元" if any(row.key == "fees" for row in block.rows) else "元"
    return "项" if key in ("items", "previous_items", "change") else "件"


def _name_of(block: Block, column: int) -> str:
    """A column's label without the unit that the sentence states after the figure."""
    return _flat(block.columns[column].label).replace("（单位：万元）", "")


def value_lists(table: Table, draft: Draft) -> list[str]:
    """规章：本年制发0件，本年废止0件，现行有效2件。 - a line per row."""
    comma, end = draft.style.setdefault("list", draft.rng.choice((("，", "。"), ("；", "。"), ("、", "；"), (" ", ""))))
    colon = draft.style.setdefault("colon", draft.rng.choice(("：", "，", ":")))
    units = draft.style.setdefault("units", draft.rng.random() < 0.7)
    lines: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        if block.heading and block.kind == "plain":
            lines.append(block.heading)
        for row in block.rows:
            lines += group_lines(row, opened)
            opened = row.path
            names = [_name_of(block, n).removesuffix("件数").removesuffix("数量") for n in range(len(row.figures))]
            stated = [
                f"{name}{figure.text}{unit_of(block, n) if units and figure.text[-1:].isdigit() else ''}"
                for n, (name, figure) in enumerate(zip(names, row.figures, strict=True))
            ]
            lines.append(f"{_flat(row_name(row))}{colon}{comma.join(stated)}{end}")
    return lines


def pair_lines(table: Table, draft: Draft) -> list[str]:
    """A row's label on a line, under it each column's label with its figure: 自然人：3."""
    colon = draft.style.setdefault("colon", draft.rng.choice(("：", ":", "： ", " ", "=", "\t")))
    bullet = draft.style.setdefault("bullet", draft.rng.choice(("", "", "- ", "  ", "· ")))
    lines: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        for row in block.rows:
            lines += [*group_lines(row, opened), row_name(row)]
            opened = row.path
            for column, figure in zip(block.columns, row.figures, strict=True):
                lines.append(f"{bullet}{_flat(column.label)}{colon}{figure.text}")
            lines += [""] if bullet == "- " else []
    return lines


def indicators(table: Table, draft: Draft) -> list[str]:
    """One line per cell with its whole path, as a reporting system exports its fields."""
    slash = draft.style.setdefault("slash", draft.rng.choice(("-", "/", " > ", "—", "→", "_")))
    equals = draft.style.setdefault("equals", draft.rng.choice(("：", " = ", "\t", ": ")))
    lines = []
    for block in table.blocks:
        for row in block.rows:
            for column, figure in zip(block.columns, row.figures, strict=True):
                above = [block.heading] if block.kind == "plain" and block.heading else []
                names = [*above, *row.path, row.label, *([column.group] if column.group else []), column.label]
                lines.append(slash.join(_flat(name) for name in names) + equals + figure.text)
    return lines


def glued(table: Table, draft: Draft) -> list[str]:
    """Cells without anything between them: 规章000."""
    per = draft.style.setdefault("glue", draft.rng.choice(("row", "row", "figures")))
    lines: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        side = block.kind == "disputes"
        heads = "".join(_flat(column.label) for column in block.columns)
        if draft.style["grid"].header != "none":
            lines += [_flat(block.heading)] if block.heading and block.kind == "plain" else []
            lines.append(_glued_head(block, heads, side))
        if side:
            lines.append("".join(figure.text for figure in block.figures()))
            continue
        for row in block.rows:
            lines += group_lines(row, opened)
            opened = row.path
            figures = "".join(figure.text for figure in row.figures)
            lines += [_flat(row.label) + figures] if per == "row" else [_flat(row.label), figures]
    return lines


def _glued_head(block: Block, heads: str, side: bool) -> str:
    if side:
        singles = "".join(row.label for row in block.rows if not row.path)
        pairs = [row for row in block.rows if row.path]
        return singles + (pairs[0].path[0] if pairs else "") + "".join(row.label for row in pairs) + heads * 3
    return (_flat(block.corner) if block.kind == "plain" else _flat(block.corner + block.heading)) + heads


def colon_rows(table: Table, draft: Draft) -> list[str]:
    """A row's label and its figures alone, in the form's order: 规章：0、0、2."""
    gap = draft.style.setdefault("gap", draft.rng.choice(("、", "，", " ", "/", "；", "，  ")))
    colon = draft.style.setdefault("colon", draft.rng.choice(("：", ":", "： ")))
    lines: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        for row in block.rows:
            lines += group_lines(row, opened)
            opened = row.path
            lines.append(_flat(row_name(row)) + colon + gap.join(figure.text for figure in row.figures))
    return lines


def sentences(table: Table, draft: Draft) -> list[str]:
    """All rows of a section in one paragraph of sentences."""
    draft.style["list"] = draft.style.get("list") or draft.rng.choice((("，", "。"), ("；", "。"), ("、", "；")))
    return ["".join(value_lists(table, draft))]


def row_numbers(table: Table, draft: Draft) -> list[str]:
    """Rows numbered through and told as pairs in brackets: 3. 予以公开（自然人 1，…，总计 2）."""
    opening, closing = draft.style.setdefault("brackets", draft.rng.choice((("（", "）"), ("[", "]"), ("：【", "】"))))
    lines: list[str] = []
    opened: tuple[str, ...] = ()
    for block in table.blocks:
        lines += [block.heading] if block.heading and block.kind == "plain" else []
        for row in block.rows:
            lines += group_lines(row, opened)
            opened = row.path
            pairs = "，".join(f"{_flat(c.label)} {f.text}" for c, f in zip(block.columns, row.figures, strict=True))
            lines.append(f"{_flat(row_name(row))}{opening}{pairs}{closing}")
    return lines
