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
    max_elements: float = _setting(300_000, 1_000, 100_000_000, "Most elements of one web page.")
    cell_prose: float = _setting(150, 20, 10_000, "A text alone in its table row and longer than this is prose.")
    long_cell: float = _setting(400, 50, 100_000, "A table whose cells hold longer texts is layout, in characters.")
    cell_lines: float = _setting(12, 2, 1_000, "A table whose cells hold more lines is layout.")
    own_figures: float = _setting(4, 1, 1_000, "Least figures that make a table data though it holds a table.")
    inferred_cell: float = _setting(80, 5, 1_000, "Longest text of a cell in a grid without table markup.")
    inferred_rows: float = _setting(3, 2, 100, "Least rows of a grid without table markup.")
    inferred_figures: float = _setting(0.2, 0, 1, "Least share of figures in a grid without table markup.")
    max_lines: float = _setting(300_000, 1_000, 10_000_000, "Most lines of one plain text.")
    longest_row: float = _setting(20_000, 100, 1_000_000, "Longest line of plain text that may be a table row.")
    small_picture: float = _setting(40, 0, 1_000, "Pictures narrower or lower than this are ornament, in pixels.")
    max_pages: float = _setting(500, 1, 10_000, "Most pages of a PDF read.")
    max_ocr_pages: float = _setting(40, 1, 1_000, "Most pages recognised by OCR in one document.")
    max_members: float = _setting(20_000, 1, 1_000_000, "Most members read from one archive.")
    max_ratio: float = _setting(200, 10, 10_000, "Largest ratio of unpacked to packed bytes in an archive member.")
    max_unpacked: float = _setting(1_000_000_000, 1_000, 100_000_000_000, "Most bytes unpacked from one file in all.")
    max_markup: float = _setting(
        60_000_000, 10_000, 1_000_000_000, "Largest XML part of an Office file parsed, in bytes."
    )
    max_tags: float = _setting(4_000_000, 10_000, 100_000_000, "Most tags in one XML part of an Office file.")
    max_area: float = _setting(
        4_000_000,
        1_000,
        100_000_000,
        "Largest sheet of an Excel 97 workbook, rows times columns, empty cells included.",
    )
    ratio_from: float = _setting(5_000_000, 0, 1_000_000_000, "Unpacked bytes from which max_ratio is looked at.")
    framed_prose: float = _setting(80, 10, 10_000, "Characters from which a cell of a one-column table is prose.")
    max_nesting: float = _setting(3, 1, 10, "Deepest archive within archive that is opened.")
    conversion_seconds: float = _setting(60, 1, 3_600, "Time LibreOffice may take for one document, in seconds.")
    conversion_group: float = _setting(20, 1, 200, "Documents of a batch that LibreOffice converts in one go.")
    conversion_group_bytes: float = _setting(4e6, 0, 1e9, "Size up to which a document is converted with others.")
    label_similarity: float = _setting(82, 50, 100, "Least similarity (0-100) at which a damaged label is believed.")
    repeated_share: float = _setting(0.8, 0.3, 1.0, "Share of two texts in common from which they count as repeated.")
    repeated_length: float = _setting(80, 20, 100_000, "Fewest characters of a section compared for repetition.")
    ocr_confidence: float = _setting(0.9, 0.0, 1.0, "Recognition confidence below which a figure is doubted.")
    amount_decimals: float = _setting(2, 0, 6, "Decimals to which a consolidated amount is rounded once, half up.")
    similar_sentence: float = _setting(55, 0, 100, "Similarity (0-100) from which a sentence counts as changed.")
    max_compared_sentences: float = _setting(1_000, 10, 100_000, "Most sentences of a section compared in order.")
    same_prose: float = _setting(95, 50, 100, "Similarity (0-100) from which two files' prose counts as the same.")
    rule_snap: float = _setting(3, 0.5, 20, "Ruling lines of a page at most so far apart are one, in points.")
    rule_gap: float = _setting(6, 0, 30, "Largest gap bridged in a ruling line (dashes, broken scans), in points.")
    rule_thickness: float = _setting(3, 0.5, 20, "Thickest rectangle taken for a ruling line, in points.")
    rule_shortest: float = _setting(6, 1, 100, "Shortest ruling line believed once its pieces are joined, in points.")
    max_rules: float = _setting(50_000, 100, 10_000_000, "Most ruling lines of one page looked at.")
    sliver: float = _setting(
        8, 0, 20, "Rows and columns narrower than this and empty are gaps between lines, in points."
    )
    line_overlap: float = _setting(0.6, 0.1, 1.5, "How far characters of a line may stand apart, in half heights.")
    narrow_gap: float = _setting(0.18, 0.05, 1, "Gap between figures or letters that is a space, in characters.")
    wide_gap: float = _setting(1.0, 0.2, 5, "Gap beside a Chinese character that is a space, in characters.")
    figure_gap: float = _setting(0.8, 0.2, 5, "Gap between a Chinese character and a figure that is a space.")
    column_gap: float = _setting(1.2, 0.5, 10, "Gap that may part columns of an unruled table, in characters.")
    furniture: float = _setting(0.14, 0, 0.4, "Share of the page height above and below where page numbers stand.")
    unmapped_share: float = _setting(0.2, 0.01, 1, "Share of characters without meaning at which a text is rubbish.")
    picture_share: float = _setting(0.06, 0.001, 1, "Share of the page from which a picture may hide a table.")
    scan_share: float = _setting(0.6, 0.1, 1, "Share of the page that a picture covers where the page is a scan.")
    ocr_dpi: float = _setting(200, 72, 600, "Resolution at which pages are recognised, in dots per inch.")
    max_pixels: float = _setting(100_000_000, 1_000_000, 1_000_000_000, "Most pixels of a picture opened.")

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            low, high = each.metadata["low"], each.metadata["high"]
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
                raise InvalidSettings(f"Setting {each.name} must lie between {low} and {high}, not {value!r}.")


DEFAULT_SETTINGS = Settings()
