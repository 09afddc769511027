"""``gongkai forms``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from gongkai.cli.outputs import write_text


@click.command("forms", short_help="列出法定表样与单元格。")
@click.argument("form_id", required=False, metavar="[FORM]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "tsv", "json"]),
    default="table",
    show_default=True,
    help="输出形式。",
)
@click.option("--schema", is_flag=True, help="输出报告数据的 JSON Schema。")
def command(form_id: str | None, form: str, schema: bool) -> int:
    """不带参数时列出表样；给出表样编号（2019、2021）时列出其全部单元格：名称、部分、行、列、单位。"""
    from gongkai.forms import form_ids, get_form
    from gongkai.report.json import dumps

    if schema:
        from gongkai.report.schema import report_schema

        write_text(None, dumps(report_schema(), indent=2))
        return 0
    if form_id is None:
        rows = [
            (each.id, each.basis, _years(each.first_year, each.last_year), str(len(each.cells)))
            for each in map(get_form, form_ids())
        ]
        _print(("表样", "依据", "适用年度", "单元格"), rows, form)
        return 0
    known = get_form(form_id)
    numbers = {section.key: section.number for section in known.sections}
    cells = [
        (
            cell.key,
            numbers[known.table(cell.table).section],
            "/".join(filter(None, (cell.block.heading, cell.row_path))),
            cell.column_path,
            cell.unit,
        )
        for cell in known.cells
    ]
    _print(("key", "section", "row", "column", "unit"), cells, form)
    return 0


def _years(first: int, last: int | None) -> str:
    return f"{first}—{last}" if last else f"{first}起"


def _print(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], form: str) -> None:
    if form == "json":
        from gongkai.report.json import dumps

        write_text(None, dumps([dict(zip(headings, row, strict=True)) for row in rows], indent=2))
    elif form == "tsv":
        write_text(None, "\n".join("\t".join(row) for row in (headings, *rows)))
    else:
        from rich.console import Console
        from rich.table import Table

        table = Table(*headings)
        for row in rows:
            table.add_row(*row)
        Console().print(table)
