"""Redaction: pages as pictures, what is blackened in them, and what reading back may take."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Redacting:
    """Redaction: pages as pictures, what is blackened in them, and what reading back may take."""

    redaction_dpi: float = measure(200, 72, 600, "Resolution of the pages of a redacted file, in dots per inch.")
    redaction_conversion: float = measure(
        60, 1, 3_600, "Time LibreOffice may take to set a document in pages, in seconds."
    )
    redaction_pixels: int = whole(
        30_000_000, 10_000, 500_000_000, "Most pixels of a page; a larger one is made at a lower resolution."
    )
    redaction_pages: int = whole(1_000, 1, 100_000, "Most pages of a file that is redacted.")
    redaction_marks: int = whole(50_000, 1, 10_000_000, "Most marks on one file.")
    redaction_seconds: float = measure(
        4, 0.01, 600, "Time a document may take besides for each page drawn, searched or read back, in seconds."
    )
    redaction_lossless: int = whole(
        2_000_000, 0, 1_000_000_000, "Largest page kept point for point, in bytes; a larger one is a photograph (JPEG)."
    )
    redaction_quality: int = whole(90, 50, 100, "Quality of pages kept as photographs.")
    redaction_margin: float = measure(0.12, 0, 2, "How far a found text is blackened beyond it, in heights of it.")
    redaction_between: float = measure(
        0.6, 0, 10, "Gap between found characters of a line that is blackened with them, in heights of it."
    )
    redaction_scan_margin: float = measure(
        0.5, 0, 5, "How far a text found by recognition is blackened beyond it, in characters."
    )
    redaction_pattern_seconds: float = measure(5, 0.1, 600, "Time a pattern may take over one file, in seconds.")
    redaction_label_least: int = whole(14, 6, 500, "Least height of a ground printed in a box, in pixels.")
    redaction_label_most: int = whole(34, 6, 500, "Most height of a ground printed in a box, in pixels.")
    redaction_label_share: float = measure(0.8, 0.1, 1, "Share of a box that a ground printed in it may take.")
    redaction_same_text: int = whole(20, 1, 100_000, "Fewest characters of pages that are duplicates by their text.")
    redaction_label_likeness: float = measure(
        60, 0, 100, "Likeness from which what is recognised in a box is its ground, in hundredths."
    )
    redaction_sure_reading: float = measure(
        0.7, 0, 1, "Confidence from which what is recognised in a box counts as read."
    )
    redaction_curves: int = whole(
        40, 0, 1_000_000, "Shapes with curves from which a page may show text turned into outlines."
    )
    redaction_picture_share: float = measure(
        0.01, 0, 1, "Share of a page from which a picture on it may hold text that is not searched."
    )
