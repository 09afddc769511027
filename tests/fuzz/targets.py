"""What is fuzzed: every front in Python, opening, and reading and checking as a whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

from gongkai.checking import check
from gongkai.document.budget import DocumentBudget
from gongkai.document.model import Document
from gongkai.document.opening import open_documents
from gongkai.errors import GongkaiError
from gongkai.reading import Unread, read_bytes
from gongkai.report.model import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

FRONTS = {"html": "read_html", "text": "read_text", "docx": "read_docx", "xlsx": "read_xlsx", "pdf": "read_pdf"}
Target = Callable[[bytes, str], None]


@contextmanager
def fronts_in_python_only() -> Iterator[None]:
    """Leave out character recognition and LibreOffice, which take seconds each: a missing tool is an error of ours."""
    path, module = os.environ.get("PATH", ""), sys.modules.get("rapidocr")
    os.environ["PATH"] = ""
    sys.modules["rapidocr"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        os.environ["PATH"] = path
        del sys.modules["rapidocr"]
        if module is not None:
            sys.modules["rapidocr"] = module


class Broken(Exception):
    """The library gave back something that it never should."""


def front(kind: str) -> Target:
    """Run one front on bytes of whatever kind; a Document or our own error is right."""
    read: Callable[[bytes, str, Settings], Document] = getattr(
        import_module(f"gongkai.document.fronts.{kind}"), FRONTS[kind]
    )

    def run(data: bytes, name: str) -> None:
        try:
            with DocumentBudget(DEFAULT_SETTINGS):
                document = read(data, name, DEFAULT_SETTINGS)
        except GongkaiError:
            return
        if not isinstance(document, Document):
            raise Broken(f"{kind} gave {type(document).__name__}")

    return run


def opening(data: bytes, name: str) -> None:
    """Open bytes by content."""
    for _, document in open_documents(data, name, DEFAULT_SETTINGS):
        if not isinstance(document, Document | GongkaiError):
            raise Broken(f"opening gave {type(document).__name__}")


def whole(data: bytes, name: str) -> None:
    """Read and check; every report must be complete and survive its own JSON."""
    for each in read_bytes(data, name):
        if isinstance(each, Unread):
            if not isinstance(each.error, GongkaiError):
                raise Broken(f"unread for {each.error!r}")
            continue
        if not isinstance(each, Report):
            raise Broken(f"read gave {type(each).__name__}")
        _check_report(each)


def _check_report(report: Report) -> None:
    keys = [cell.key for cell in report.statutory_form.cells]
    if list(report.cells) != keys or list(report.provenance) != keys:
        raise Broken("cells or provenance are not those of the form")
    for key, value in report.cells.items():
        how = report.provenance[key].how
        if (value is None) != (how in ("blank", "missing", "unread")) and not (value is None and how == "repaired"):
            raise Broken(f"{key} is {value!r} and {how}")
    again = Report.from_json(report.to_json())
    if again.cells != report.cells:
        raise Broken("the report does not survive its own JSON")
    not_run = [f for f in check(report) if f.severity == "not run" and "the rule failed" in f.message_en]
    if not_run:
        raise Broken(f"a rule failed: {not_run[0].message_en}")


def targets() -> dict[str, Target]:
    """All targets by name."""
    return {kind: front(kind) for kind in FRONTS} | {"opening": opening, "whole": whole}
