"""Every threshold of reading in one validated, frozen object; ``docs/settings.md`` is generated from it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from gongkai.errors import InvalidSettings


def _setting(default: float, low: float, high: float, meaning: str) -> float:
    value: float = field(default=default, metadata={"low": low, "high": high, "meaning": meaning})
    return value


@dataclass(frozen=True)
class Settings:
    """Limits and thresholds; every one has a documented range, checked on construction."""

    max_bytes: float = _setting(200_000_000, 1_000, 10_000_000_000, "Largest file read, in bytes.")
    max_text: float = _setting(30_000_000, 1_000, 1_000_000_000, "Most characters taken from one document.")
    max_depth: float = _setting(2_000, 50, 100_000, "Deepest nesting of markup followed.")
    max_cells: float = _setting(200_000, 1_000, 10_000_000, "Most grid cells in one document, spans expanded.")
    max_span: float = _setting(200, 10, 10_000, "Largest rowspan or colspan believed; larger ones are cut.")
    max_pages: float = _setting(500, 1, 10_000, "Most pages of a PDF read.")
    max_ocr_pages: float = _setting(40, 1, 1_000, "Most pages recognised by OCR in one document.")
    max_members: float = _setting(20_000, 1, 1_000_000, "Most members read from one archive.")
    max_ratio: float = _setting(200, 10, 10_000, "Largest ratio of unpacked to packed bytes in an archive member.")
    conversion_seconds: float = _setting(60, 1, 3_600, "Time LibreOffice may take for one document, in seconds.")
    label_similarity: float = _setting(82, 50, 100, "Least similarity (0-100) at which a damaged label is believed.")
    ocr_confidence: float = _setting(0.9, 0.0, 1.0, "Recognition confidence below which a figure is doubted.")

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            low, high = each.metadata["low"], each.metadata["high"]
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
                raise InvalidSettings(f"Setting {each.name} must lie between {low} and {high}, not {value!r}.")


DEFAULT_SETTINGS = Settings()
