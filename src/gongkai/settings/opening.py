"""Opening a file: its bytes, archives, Office parts and LibreOffice."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Opening:
    """Opening a file: its bytes, archives, Office parts and LibreOffice."""

    document_seconds: float = measure(10, 0.01, 3_600, "Time one document may take, conversion included, in seconds.")
    document_bytes: int = whole(
        1_000_000_000, 1_000_000, 100_000_000_000, "Memory one document may take while it is read, in bytes."
    )
    seconds_per_scanned_page: float = measure(
        15, 0, 600, "Time a document may take besides for each page recognised by OCR, in seconds."
    )
    steps_per_look: int = whole(
        1_024, 1, 1_000_000, "Steps of work after which the time and memory of a document are looked at."
    )
    max_bytes: int = whole(200_000_000, 1_000, 10_000_000_000, "Largest file read, in bytes.")
    max_text: int = whole(30_000_000, 1_000, 1_000_000_000, "Most characters taken from one document.")
    max_markup: int = whole(60_000_000, 10_000, 1_000_000_000, "Largest XML part of an Office file parsed, in bytes.")
    max_tags: int = whole(4_000_000, 10_000, 100_000_000, "Most tags in one XML part of an Office file.")
    max_members: int = whole(20_000, 1, 1_000_000, "Most members read from one archive.")
    max_ratio: float = measure(200, 10, 10_000, "Largest ratio of unpacked to packed bytes in an archive member.")
    ratio_from: int = whole(5_000_000, 0, 1_000_000_000, "Unpacked bytes from which max_ratio is looked at.")
    max_unpacked: int = whole(1_000_000_000, 1_000, 100_000_000_000, "Most bytes unpacked from one file in all.")
    max_nesting: int = whole(3, 1, 10, "Deepest archive within archive that is opened.")
    conversion_group: int = whole(20, 1, 200, "Documents of a batch that LibreOffice converts in one go.")
    conversion_group_bytes: int = whole(
        4_000_000, 0, 1_000_000_000, "Size up to which a document is converted with others."
    )
