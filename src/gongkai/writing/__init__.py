"""Write a report in every format: Word, PDF, web page, web fragment, Excel, CSV, JSON; and the empty form."""

from gongkai.writing.write import kinds, render_report, write_empty_form, write_report

__all__ = ["kinds", "render_report", "write_empty_form", "write_report"]
