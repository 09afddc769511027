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
    conversion_patience: float = measure(
        4, 1, 100, "Times its seconds that LibreOffice may take by the clock where the machine is busy."
    )
    conversion_group: int = whole(20, 1, 200, "Documents of a batch that LibreOffice converts in one go.")
    conversion_group_bytes: int = whole(
        4_000_000, 0, 1_000_000_000, "Size up to which a document is converted with others."
    )
    kind_sample: int = whole(65_536, 64, 10_000_000, "Bytes of a text looked at to tell HTML from plain text.")
    encoding_sample: int = whole(60_000, 100, 10_000_000, "Bytes looked at to tell encodings apart.")
    encoding_clear: float = measure(
        0.3, 0.05, 1, "Share of common characters at which an encoding is believed without trying the others."
    )
    encoding_others: float = measure(
        0.05, 0, 1, "Share of other bytes up to which every second one keeps to few values, as in UTF-16."
    )
    text_glance: int = whole(16_000, 100, 10_000_000, "Characters looked at for what no text holds.")
    control_share: float = measure(0.01, 0, 1, "Share of control characters from which a file is no text.")
    few_controls: int = whole(2, 0, 1_000, "Control characters that any text may hold.")
    damaged_share: float = measure(0.3, 0.01, 1, "Share of characters beyond reading from which a file is no text.")
    few_damaged: int = whole(8, 0, 1_000, "Characters beyond reading that any text may hold.")
    least_sense: float = measure(0.05, 0, 1, "Share of common characters below which a Chinese text is no text.")
