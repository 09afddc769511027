"""Pages with positions: PDF, and pictures read by recognition."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Pages:
    """Pages with positions: PDF, and pictures read by recognition."""

    max_pages: int = whole(500, 1, 10_000, "Most pages of a PDF read.")
    max_ocr_pages: int = whole(40, 0, 1_000, "Most pages recognised by OCR in one document; 0 for none.")
    max_pixels: int = whole(100_000_000, 1_000_000, 1_000_000_000, "Most pixels of a picture opened.")
    ocr_dpi: float = measure(200, 72, 600, "Resolution at which pages are recognised, in dots per inch.")
    unmapped_share: float = measure(0.2, 0.01, 1, "Share of characters without meaning at which a text is rubbish.")
    common_share: float = measure(0.15, 0, 1, "Share of common characters below which a Chinese text is rubbish.")
    outline_paths: int = whole(100, 10, 100_000, "Shapes from which a page without text is text turned into outlines.")
    picture_share: float = measure(0.06, 0.001, 1, "Share of the page from which a picture may hide a table.")
    scan_share: float = measure(0.6, 0.1, 1, "Share of the page that a picture covers where the page is a scan.")
    max_rules: int = whole(50_000, 100, 10_000_000, "Most ruling lines of one page looked at.")
    max_drawn: int = whole(
        30_000_000, 1_000, 10_000_000_000, "Most bytes of instructions that a page of a PDF may draw, forms included."
    )
    max_objects: int = whole(400_000, 1_000, 10_000_000, "Most objects of one page looked at.")
    smallest_text: float = measure(1.5, 0, 10, "Text as small as this among larger text is not seen, in points.")
    least_contrast: float = measure(0.04, 0, 1, "Difference in lightness from its ground at which a text is seen.")
    watermark_shade: float = measure(0.6, 0, 1, "Lightness from which a text under or over others is a watermark.")
    watermark_size: float = measure(1.6, 1, 10, "Times the page's usual size from which a text may be a watermark.")
    rule_snap: float = measure(3, 0.5, 20, "Ruling lines of a page at most so far apart are one, in points.")
    rule_gap: float = measure(6, 0, 30, "Largest gap bridged in a ruling line (dashes, broken scans), in points.")
    rule_thickness: float = measure(3, 0.5, 20, "Thickest rectangle taken for a ruling line, in points.")
    rule_shortest: float = measure(6, 1, 100, "Shortest ruling line believed once its pieces are joined, in points.")
    sliver: float = measure(
        8, 0, 20, "Rows and columns narrower than this and empty are gaps between lines, in points."
    )
    line_overlap: float = measure(0.6, 0.1, 1.5, "How far characters of a line may stand apart, in half heights.")
    narrow_gap: float = measure(0.18, 0.05, 1, "Gap between figures or letters that is a space, in characters.")
    wide_gap: float = measure(1.0, 0.2, 5, "Gap beside a Chinese character that is a space, in characters.")
    figure_gap: float = measure(0.8, 0.2, 5, "Gap between a Chinese character and a figure that is a space.")
    column_gap: float = measure(1.2, 0.5, 10, "Gap that may part columns of an unruled table, in characters.")
    furniture: float = measure(0.14, 0, 0.4, "Share of the page height above and below where page numbers stand.")
