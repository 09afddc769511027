"""The reference of all cells: what each counts, as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import get_form
from gongkai_site.annual.compile.cells import FORM, CellQuery, cell_queries


def reference() -> str:
    """Return the page (Markdown): every cell of the form with its query in words, by table."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    form = get_form(FORM)
    queries = cell_queries()
    for table in form.tables:
        section = form.section(table.section)
        mine = [query for query in queries.values() if query.cell.table == table.key]
        yield f"\n## {section.number}、{section.heading}\n"
        for basis in dict.fromkeys(query.basis for query in mine):
            yield f"Legal basis 依据：{basis}\n"
        yield "| cell 单元格 | registers 台账 | counted 统计口径 |"
        yield "| --- | --- | --- |"
        yield from (_line(query) for query in mine)


def _line(query: CellQuery) -> str:
    registers = "<br>".join(dict.fromkeys(f"`{part.register.key}`" for part in query.parts))
    place = f"{query.cell.row_path}<br>{query.cell.column_path}（{query.cell.unit}）"
    return f"| `{query.key}`<br>{place} | {registers} | {query.explanation} |"
