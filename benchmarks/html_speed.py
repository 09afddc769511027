"""Reading and checking a web page, against pandas.read_html and against a bare parser."""

from __future__ import annotations

import io

from benchmarks.pages import html_page
from benchmarks.timing import Row, Skipped, medians, milliseconds, times


def run() -> list[Row]:
    """Time one page of each shape."""
    try:
        import pandas
    except ImportError as error:
        raise Skipped("pandas is not installed") from error
    from selectolax.lexbor import LexborHTMLParser

    from gongkai.checking import check
    from gongkai.reading import read

    def bare(page: bytes) -> list[str]:
        tree = LexborHTMLParser(page)
        return [cell.text() for cell in tree.css("td, th")]

    rows = []
    for shape in ("plain", "word"):
        page = html_page(shape)
        took = medians(
            {
                "gongkai": lambda page=page: check(read(page, name="page.html")),
                "pandas": lambda page=page: pandas.read_html(io.BytesIO(page), encoding="utf-8"),
                "lexbor": lambda page=page: bare(page),
            }
        )
        detail = f"{len(page) // 1000} kB: " + ", ".join(f"{name} {milliseconds(t)}" for name, t in took.items())
        faster = took["pandas"] / took["gongkai"]
        slower = took["gongkai"] / took["lexbor"]
        rows.append(
            Row(
                f"read + check, {shape} HTML, against pandas.read_html",
                f"{times(faster)} faster",
                "≥ 2 ×",
                faster >= 2,
                detail,
            )
        )
        rows.append(
            Row(
                "the same against a bare lexbor parse + cell texts",
                f"{times(slower)} the time",
                "dream 3 ×",
                None,
                detail,
            )
        )
    return rows
