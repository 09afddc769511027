"""Write the cells as CSV: one line per cell, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io

from gongkai.report import Report
from gongkai.writing.grid import number_text
from gongkai.writing.paper import Version

COLUMNS = ("key", "section", "row", "column", "unit", "value", "how")


def render(report: Report, _version: Version = "web") -> bytes:
    """Return the cells in the form's order, UTF-8 with a mark (Excel takes it for the local code page without)."""
    form = report.statutory_form
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cell in form.cells:
        section = form.section(form.table(cell.table).section)
        value = number_text(report.cells[cell.key])
        how = report.provenance[cell.key].how
        writer.writerow((cell.key, section.number, cell.row_path, cell.column_path, cell.unit, value, how))
    return text.getvalue().encode("utf-8-sig")
