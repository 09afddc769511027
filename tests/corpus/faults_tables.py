"""Faults of tables: rows, columns, spans and headers that are not the form's."""

from __future__ import annotations

from tests.corpus.draft import ALL, GRIDS, Draft, fault
from tests.corpus.figures import columns, relation
from tests.corpus.layout import Paragraph, Printed, PrintedTable


def _row_keys(row: list[Printed]) -> list[str]:
    return [cell.key for cell in row if cell.key]


def _shrink_parents(table: PrintedTable, row_number: int, by: int = -1) -> None:
    """Make the label cells that span over this row shorter (or longer)."""
    for (top, _), cell in table.placed().items():
        if top < row_number < top + cell.row_span:
            cell.row_span += by


def _find(table: PrintedTable, part: str) -> int | None:
    for number, row in enumerate(table.rows):
        if any((cell.key or "").startswith(f"requests.{part}.") for cell in row):
            return number
    return None


def _labels_for(table: PrintedTable, row_number: int, text: str, beside: bool = False) -> list[Printed]:
    """Label cells of a new row in the place of this one (or ``beside`` it), which may repeat its parents or not."""
    old = [cell for cell in table.rows[row_number] if not cell.key]
    if len(old) == 1 and old[0].column_span == 3:
        return [Printed(text, column_span=3)]
    if len(old) == 3 and not any(cell.row_span > 1 for cell in old):
        parents = [Printed(cell.text) for cell in (old[:2] if beside else old[:1])]
        return [*parents, Printed(text, column_span=3 - len(parents))]
    return [Printed(text, column_span=1 if beside else 2)]


@fault(0.1, group="other-rows")
def other_rows_collapsed(draft: Draft) -> bool:
    """One row （六）其他处理 in a 2021 form: the three cells are missing, the row is extra."""
    table = next(iter(draft.tables("requests")), None)
    start = _find(table, "other.correction_overdue") if table else None
    if table is None or start is None:
        return False
    old = [key for row in table.rows[start : start + 3] for key in _row_keys(row)]
    sums = {c: sum(draft.truth.cells[f"requests.other.{r}.{c}"] for r in ("correction_overdue", "fee_overdue", "other"))
            for c in (*columns(draft.truth.form), "total")}  # fmt: skip
    _shrink_parents(table, start, -2)
    labels = _labels_for(table, start, "（六）其他处理")
    table.rows[start : start + 3] = [[*labels, *(Printed(str(value)) for value in sums.values())]]
    draft.lose(old)
    draft.extra.append({"section": "requests", "row": labels[-1].text, "values": sums})
    return True


@fault(0.04, group="other-rows")
def row_added(draft: Draft) -> bool:
    """4.其他情形 after the form's own rows: extra, counted in the totals."""
    form = draft.truth.form
    anchor, text = draft.rng.choice(
        (("unavailable.still_unclear", "4.其他情形"), ("not_handled.confirmation", "6.其他"))
    )
    table = next(iter(draft.tables("requests")), None)
    at = _find(table, anchor) if table else None
    if table is None or at is None:
        return False
    count = draft.rng.randint(0, 3)
    values = dict.fromkeys((*columns(form), "total"), 0) | {"natural_person": count, "total": count}
    for (top, _), cell in table.placed().items():
        if cell.row_span > 1 and top <= at < top + cell.row_span:
            cell.row_span += 1
    labels = _labels_for(table, at, text, beside=True)
    table.rows.insert(at + 1, [*labels, *(Printed(str(value)) for value in values.values())])
    for row in ("received", "concluded"):
        for column in ("natural_person", "total"):
            key = f"requests.{row}.{column}"
            draft.truth.cells[key] += count
            draft.values[key] = draft.truth.cells[key]
            next(cell for cell in table.values() if cell.key == key).text = str(draft.truth.cells[key])
    draft.extra.append({"section": "requests", "row": text, "values": values})
    draft.style["prose-may-disagree"] = count > 0
    return True


@fault(0.03)
def row_lost(draft: Draft) -> bool:
    """A row of results that the document does not have at all."""
    table = next(iter(draft.tables("requests")), None)
    results = [r for r in relation(draft.truth.form, "requests.concluded").right if "." in r]
    at = _find(table, draft.rng.choice(results)) if table else None
    if table is None or at is None or any(cell.row_span > 1 for cell in table.rows[at]):
        return False
    _shrink_parents(table, at)
    draft.lose(_row_keys(table.rows.pop(at)))
    return True


@fault(0.05, kinds=ALL - {"scan"}, group="header")
def header_rows_lost(draft: Draft) -> bool:
    """The requests table without its header rows (a workbook would hide a blank column at its edge altogether)."""
    (table,) = draft.tables("requests")
    if draft.kind == "xlsx" and any(not cell.text.strip() for cell in table.values()):
        return False
    table.rows[:] = table.rows[3:]
    return True


@fault(0.1, group="header")
def corner_empty(draft: Draft) -> None:
    for table in draft.tables("requests"):
        table.rows[0][0].text = draft.rng.choice(("", "项目", "\u00a0"))


@fault(0.06, kinds=GRIDS - {"pdf", "xlsx"})
def stray_empty_header(draft: Draft) -> None:
    """An empty header cell too many, as content systems leave them."""
    for table in draft.tables():
        if draft.rng.random() < 0.6:
            row = table.rows[draft.rng.randrange(min(3, len(table.rows)))]
            if not any(cell.key for cell in row):
                row.append(Printed("", head=True))


@fault(0.08, kinds={"html"})
def wrong_spans(draft: Draft) -> None:
    """Spans of labels and headers one off, as Word pastes and hand edits leave them."""
    for table in draft.tables():
        for row in table.rows:
            for cell in row:
                if not cell.key and draft.rng.random() < 0.15:
                    if cell.row_span > 1:
                        cell.row_span += draft.rng.choice((-1, 1))
                    elif cell.column_span > 1:
                        cell.column_span += draft.rng.choice((-1, 1))


@fault(0.05, kinds=ALL - {"scan"}, group="disputes")
def dispute_header_halved(draft: Draft) -> None:
    """Only the first of every two words of the results is left, or a part of them is gone."""
    for table in draft.tables("disputes"):
        if len(table.rows) < 4:
            continue
        for cell in table.rows[1][1:] + table.rows[2]:
            if len(cell.text.strip()) == 4:
                cell.text = cell.text[:2]
        if draft.rng.random() < 0.5:
            del table.rows[2][0], table.rows[2][4]


@fault(0.06, group="disputes")
def disputes_in_rows(draft: Draft) -> bool:
    """The three groups below one another: a row of five figures each."""
    form = draft.truth.form
    block = form.table("disputes").blocks[0]
    for table in draft.tables("disputes"):
        figures = {cell.key: cell for cell in table.values()}
        rows = [[Printed("", head=True), *(Printed(column.label, head=True) for column in block.columns)]]
        for row in block.rows:
            label = row.label if not row.path else f"{row.path[0]}（{row.label}）"
            rows.append([Printed(label), *(figures[f"disputes.{row.key}.{c.key}"] for c in block.columns)])
        table.rows[:] = rows
    return True


@fault(0.04, kinds=ALL - {"scan"}, group="disputes")
def disputes_in_two_tables(draft: Draft) -> bool:
    """行政复议 and 行政诉讼 in a table each."""
    (table,) = draft.tables("disputes")
    top, second, third, figures = table.rows
    first = PrintedTable("disputes", [top[:1], [Printed(c.text, head=True) for c in second[:5]], figures[:5]])
    other = PrintedTable("disputes", [top[1:], second[5:], third, figures[5:]])
    at = draft.blocks.index(table)
    draft.blocks[at : at + 1] = [first, other]
    return True


@fault(0.06, kinds=ALL - {"scan"}, group="numbers")
def row_numbers(draft: Draft) -> None:
    """A column 序号 or 行次 that counts the rows, left of the labels or between labels and figures."""
    (table,) = draft.tables("requests")
    beside_figures = draft.rng.random() < 0.5
    header = next((row for row in table.rows if any(c.head for c in row)), None)
    name = Printed(draft.rng.choice(("序号", "行次", "栏次")), row_span=3, head=True)
    if header is not None:
        header.insert(1 if beside_figures else 0, name)
    number = 0
    for row in table.rows:
        at = next((index for index, cell in enumerate(row) if cell.key), None)
        if at is None:
            at = next((i for i, cell in enumerate(row) if not cell.head and cell.text.isdigit()), None)
        if at is None or row is header:
            continue
        number += 1
        row.insert(at if beside_figures else 0, Printed(str(number)))


@fault(0.04, kinds=ALL - {"scan", "pdf"}, group="numbers")
def column_numbers(draft: Draft) -> bool:
    """A row that counts the columns: 栏次 1 2 3 … under the header, as statistical forms have it."""
    (table,) = draft.tables("requests")
    if not any(cell.head for cell in table.rows[0]):
        return False
    width = sum(1 for cell in table.rows[3] if cell.key)
    table.rows.insert(3, [Printed("栏次", column_span=3), *(Printed(str(n + 1)) for n in range(width))])
    return True


@fault(0.05, kinds=ALL - {"scan"}, group="cut")
def requests_table_cut(draft: Draft) -> None:
    """The requests table in two or three tables, the header repeated or not."""
    (table,) = draft.tables("requests")
    header = [row for row in table.rows[:3] if row and all(cell.head for cell in row)]
    cuts = sorted(draft.rng.sample(range(8, len(table.rows) - 2), draft.rng.choice((1, 1, 2))))
    repeat = draft.rng.random() < 0.4
    pieces = []
    placed = table.placed()
    for start, end in zip([0, *cuts], [*cuts, len(table.rows)], strict=True):
        rows = table.rows[start:end]
        for (top, _), cell in sorted(placed.items(), key=lambda item: -item[0][1]):
            if top < start < top + cell.row_span:
                rows[0] = [Printed(draft.rng.choice(("", cell.text)), row_span=top + cell.row_span - start), *rows[0]]
        for offset, row in enumerate(rows):
            row[:] = [
                Printed(c.text, c.column_span, min(c.row_span, len(rows) - offset), c.key, c.head, c.struck, c.mark)
                for c in row
            ]
        if repeat and start:
            rows = [[Printed(c.text, c.column_span, c.row_span, head=True) for c in row] for row in header] + rows
        pieces.append(PrintedTable("requests", rows))
    at = draft.blocks.index(table)
    between = [Paragraph("续表", "note")] if draft.rng.random() < 0.3 else []
    draft.blocks[at : at + 1] = [pieces[0], *(block for piece in pieces[1:] for block in (*between, piece))]


@fault(0.05, kinds=ALL - {"scan"}, group="cut")
def proactive_table_cut(draft: Draft) -> None:
    """A table for each item of article 20."""
    (table,) = draft.tables("proactive")
    pieces: list[PrintedTable] = []
    for row in table.rows:
        if not pieces or (row and row[0].head and row[0].column_span > 1):
            pieces.append(PrintedTable("proactive", []))
        pieces[-1].rows.append(row)
    at = draft.blocks.index(table)
    draft.blocks[at : at + 1] = list(pieces)


@fault(0.03, kinds=GRIDS - {"pdf"}, group="cut")
def tables_in_one(draft: Draft) -> None:
    """Everything from section two to four in one table, the headings as its rows."""
    start = draft.blocks.index(draft.tables("proactive")[0])
    end = draft.blocks.index(draft.tables("disputes")[-1])
    rows: list[list[Printed]] = []
    for block in draft.blocks[start : end + 1]:
        if isinstance(block, PrintedTable):
            rows += block.rows
        else:
            rows.append([Printed(block.text, column_span=10, head=True)])
    draft.blocks[start : end + 1] = [PrintedTable("all", rows)]


@fault(0.03, kinds={"html", "docx", "pdf"})
def table_as_picture(draft: Draft) -> None:
    """A screenshot instead of a table: its cells are missing, never 0."""
    tables = draft.tables()
    for table in tables if draft.rng.random() < 0.6 else [draft.rng.choice(tables)]:
        table.picture = True
        draft.lose([cell.key for cell in table.values() if cell.key])
    if any(table.picture and table.key == "requests" for table in tables):
        draft.extra.clear()
    draft.style["form-unknown"] = any(table.picture and table.key != "disputes" for table in tables)


@fault(0.04, kinds={"html", "docx", "xlsx"})
def hidden_rows(draft: Draft) -> None:
    """Rows of older figures, hidden and not deleted."""
    for table in draft.tables("requests"):
        row = table.rows[draft.rng.randrange(max(0, len(table.rows) - 3), len(table.rows))]
        ghost = [Printed(str(draft.rng.randint(1, 99)) if c.key else c.text, c.column_span) for c in row]
        table.rows.append(ghost)
        table.hidden_rows.add(len(table.rows) - 1)
