"""Run by tests on a copy of the package that has the form of 2027: ``python year_of_2027.py FOLDER`` prints JSON."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from gongkai import check, read
from gongkai.forms import get_form
from gongkai.report import Report
from gongkai.report.model import blank_report
from gongkai.writing.xlsx_form import render_empty_form

AGENCY = "江苏省淮安市洪泽区教育局"


def report() -> Report:
    """A report of 2027 whose sums hold, with figures in the added row and column."""
    form, draw = get_form("2027"), random.Random(2027)
    cells = dict.fromkeys(form.keys, 0)
    *parts, total = (cell.column.key for cell in form.row_cells("requests", "received"))
    rows = [each.row for each in form.table("requests").numbered_rows]
    for column in parts:
        results = {row.key: draw.choice((0, 0, 1, 2, 5)) for row in rows if row.result}
        before, after = draw.randint(0, 3), draw.randint(0, 2)
        balance = {"carried_in": before, "carried_out": after, "concluded": sum(results.values())}
        balance["received"] = balance["concluded"] + after - before
        cells.update({f"requests.{row}.{column}": number for row, number in (results | balance).items()})
    for row in rows:
        cells[f"requests.{row.key}.{total}"] = sum(cells[f"requests.{row.key}.{column}"] for column in parts)
    return blank_report("2027", agency=AGENCY, year=2027, cells=cells)


def main(folder: Path) -> None:
    """Write the report as every kind, read each again, and tell what differs."""
    made = report()
    told: dict[str, object] = {"errors": [each.rule for each in check(made) if each.severity in ("error", "warning")]}
    for kind in ("docx", "pdf", "html", "xlsx"):
        path = folder / f"report.{kind}"
        made.write(path)
        again = read(path)
        wrong = [key for key, value in made.cells.items() if again.cells.get(key) != value]
        told[kind] = [again.form, again.year, wrong, [each.code for each in again.warnings]]
    empty = folder / "empty.xlsx"
    empty.write_bytes(render_empty_form("2027", agency=AGENCY, year=2027))
    opened = read(empty)
    told["empty"] = [opened.form, sorted({place.how for place in opened.provenance.values()})]
    json.dump(told, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
