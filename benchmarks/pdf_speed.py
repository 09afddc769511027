"""Reading a PDF with text, against pdfplumber's tables and against pdfium's bare text."""

from __future__ import annotations

import io

from benchmarks.pages import REPORTS
from benchmarks.timing import Row, Skipped, medians, milliseconds, times


def run() -> list[Row]:
    """Time the real government PDF."""
    try:
        import pdfplumber
    except ImportError as error:
        raise Skipped("pdfplumber is not installed") from error
    import pypdfium2

    from gongkai.reading import read

    data = (REPORTS / "hongze-2024.pdf").read_bytes()

    def tables() -> list[object]:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [page.extract_tables() for page in document.pages]

    def text() -> list[str]:
        with pypdfium2.PdfDocument(data) as document:
            return [page.get_textpage().get_text_range() for page in document]

    took = medians(
        {"gongkai": lambda: read(data, name="a.pdf"), "pdfplumber": tables, "pdfium": text}, rounds=7, warm=1
    )
    detail = ", ".join(f"{name} {milliseconds(t)}" for name, t in took.items())
    faster, slower = took["pdfplumber"] / took["gongkai"], took["gongkai"] / took["pdfium"]
    return [
        Row(
            "read a PDF with text, against pdfplumber's tables", f"{times(faster)} faster", "≥ 5 ×", faster >= 5, detail
        ),
        Row("the same against pdfium's bare text", f"{times(slower)} the time", "—", None, detail),
    ]
