"""Web pages: what of them is seen, and what no report could have."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Webpages:
    """Web pages: what of them is seen, and what no report could have."""

    charset_within: int = whole(8_192, 100, 10_000_000, "Bytes of a page within which it may state its encoding.")
    few_tags: int = whole(
        1_200, 0, 1_000_000, "With no more tags, open formatting elements cannot make a page hard to parse."
    )
    few_nested: int = whole(4_000, 0, 1_000_000, "With no more tags, their depth cannot make a page hard to parse.")
    few_separators: int = whole(
        10_000, 0, 10_000_000, "With no more signs between attributes, they cannot make a page hard to parse, in bytes."
    )
    tag_overlap: int = whole(
        30, 1, 10_000, "Times the page's length that its tags may have together, each as long as it could be."
    )
    vain_markup: int = whole(
        1_000_000,
        0,
        1_000_000_000,
        "Characters of markup looked through in vain for plain rows and what is not hidden.",
    )
    spacer: int = whole(3, 0, 100, "Pictures in a cell so narrow or low only hold the table open, in pixels.")
    invisible_opacity: float = measure(0.05, 0, 1, "Opacity at which nothing is seen.")
    off_screen: float = measure(375, 10, 10_000, "How far out of its place a thing is not seen, in points.")
    cut_away: float = measure(1.0, 0, 20, "What shows no more of itself than this is not seen, in points.")
    like_colours: int = whole(12, 0, 255, "Difference in each primary colour that nobody sees, in steps of 255.")
    ground_texts: int = whole(200, 1, 100_000, "Nodes beside a text by which the colour of its ground is told.")
