"""Reports as files, and documents on a desk, for the tests of intake."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gongkai.report import Report, blank_report
from gongkai.writing import render_report
from gongkai_site.agencies.models import Agency, Kind
from gongkai_site.intake.actions import read_document, take_in
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.policy import Actor
from tests.site import build

REPORTS = Path(__file__).parents[2] / "data" / "reports"


def real(name: str) -> bytes:
    """One of the real reports, as it was published."""
    return (REPORTS / name).read_bytes()


def expected(name: str) -> dict[str, Any]:
    """What the real report says, as people established it."""
    found: dict[str, Any] = json.loads((REPORTS / f"{name}.expected.json").read_text("utf-8"))
    return found


def html(agency: str, year: int = 2024, *, replace: tuple[str, str] | None = None, **cells: int) -> bytes:
    """A report as a web page: the given cells (``__`` for a dot), every other one 0."""
    given = {key.replace("__", "."): value for key, value in cells.items()}
    form = blank_report("2021").statutory_form
    values = {cell.key: given.get(cell.key, 0) for cell in form.cells}
    report = blank_report(
        "2021",
        agency=agency,
        year=year,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        cells=values,
        sections={"overview": f"{year}年，{agency}认真贯彻《条例》，做好政府信息公开工作。"},
    )
    text = render_report(report, "html").decode()
    return (text.replace(*replace, 1) if replace else text).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def township(superior: Agency, name: str, place: str) -> Agency:
    """A township with its place."""
    return build.agency(name, superior, Kind.TOWNSHIP, place=place)


def dropped(actor: Actor, desk: Agency, name: str, data: bytes, **more: Any) -> IncomingDocument:
    """Drop one file, read it, and return its first document as it then is."""
    document = take_in(actor, desk, name, data, **more)[0]
    read_document(document)
    document.refresh_from_db()
    return document


def read_as(change: Callable[[Report], Report]) -> Callable[[bytes, str], list[Any]]:
    """A reader that reads differently: what ``change`` makes of every report."""
    from dataclasses import replace as copied

    from gongkai_site.intake.reading import read_file

    def read(data: bytes, name: str) -> list[Any]:
        return [copied(part, report=change(part.report)) if part.report else part for part in read_file(data, name)]

    return read
