"""The reference of all cells: what each counts, as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.forms import Form
from gongkai_site.annual.compile.cells import CellQuery, cell_queries
from gongkai_site.records.served import forms_served


def reference() -> str:
    """Return the page (Markdown): every cell of each form served with its query in words, the newest form first."""
    return "\n".join(line for form in reversed(forms_served()) for line in _lines(form)) + "\n"


def _lines(form: Form) -> Iterator[str]:
    queries = cell_queries(form.first_year)
    last = f" to {form.last_year}" if form.last_year else ""
    yield f"\n## {form.basis}: reports on {form.first_year}{last or ' and later'}"
    for table in form.tables:
        section = form.section(table.section)
        mine = [query for query in queries.values() if query.cell.table == table.key]
        yield f"\n### {section.number}、{section.heading}\n"
        for basis in dict.fromkeys(query.basis for query in mine):
            yield f"Legal basis 依据：{basis}\n"
        yield "| cell 单元格 | registers 台账 | counted 统计口径 |"
        yield "| --- | --- | --- |"
        yield from (_line(query) for query in mine)


def _line(query: CellQuery) -> str:
    registers = "<br>".join(dict.fromkeys(f"`{part.register.key}`" for part in query.parts))
    place = f"{query.cell.row_path}<br>{query.cell.column_path}（{query.cell.unit}）"
    return f"| `{query.key}`<br>{place} | {registers} | {query.explanation} |"
