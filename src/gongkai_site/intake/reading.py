"""One file read by the library: its reports, each with the document as it was read; nothing of the database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongkai.document import Document, open_documents
from gongkai.errors import GongkaiError, InvalidData, UnsupportedKind
from gongkai.reading import Reading, own_reports, readings_of
from gongkai.report import Number, Report
from gongkai_site.intake.limits import LIMITS
from gongkai_site.intake.sources import sources_of, storable

logger = logging.getLogger(__name__)

_DAMAGED = "文件内容异常，识读中断。"
LARGEST = 10**12
"""Twelve figures before the point are what a verdict can hold."""


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One report of a file, or why there is none."""

    report: Report | None
    error: GongkaiError | None = None
    sources: dict[str, Any] = field(default_factory=dict)

    @property
    def doubted(self) -> frozenset[str]:
        """The cells that the reader doubts."""
        return doubted_cells(self.report) if self.report else frozenset()


def is_figure(value: Number) -> bool:
    """Whether a number that was read can be a figure of the form: beyond this it is a misreading, whatever it says."""
    return -LARGEST < value < LARGEST


def doubted_cells(report: Report) -> frozenset[str]:
    """Cells whose place or value had to be inferred or cannot be, those not read, and all that a warning names."""
    repaired = {key for key, place in report.provenance.items() if place.how in ("repaired", "unread")}
    repaired |= {key for key, value in report.cells.items() if value is not None and not is_figure(value)}
    return frozenset(repaired | {key for warning in report.warnings for key in warning.cells if key in report.cells})


def read_file(data: bytes, name: str) -> list[ReadPart]:
    """Read every report in one file, no archive. Never raises for what is wrong with the file."""
    try:
        return _read(data, name) or [ReadPart(None, UnsupportedKind("文件里没有可读的内容。"))]
    except GongkaiError as error:
        return [ReadPart(None, error)]
    except Exception as error:
        # Whatever one file does to the reader, the others must go on.
        logger.exception("The reader failed on “%s”.", name)
        advice = f"请用 Word 或 WPS 另存后重新上传（{type(error).__name__}）。"
        return [ReadPart(None, InvalidData(_DAMAGED, advice=advice))]


def _read(data: bytes, name: str) -> list[ReadPart]:
    own = own_reports(data, name)
    if own is not None:
        return [ReadPart(report, sources={"kind": "data", "blocks": []}) for report in own]
    parts: list[ReadPart] = []
    for called, document in open_documents(data, name, LIMITS):
        if isinstance(document, Document):
            parts += _reports(document, called)
        else:
            parts.append(ReadPart(None, document))
    return parts


def _reports(document: Document, name: str) -> Iterator[ReadPart]:
    for each in readings_of(document, name, LIMITS):
        if isinstance(each, Reading):
            yield ReadPart(each.report, sources=storable(sources_of(document.kind, each)))
        else:
            yield ReadPart(None, each.error)
