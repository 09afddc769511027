"""Pictures of pages made ready for recognition, and what is recognised set right."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Scans:
    """Pictures of pages made ready for recognition, and what is recognised set right."""

    enlarged_most: float = measure(3.0, 1, 20, "Times a picture is enlarged to be recognised, at most.")
    stated_least: float = measure(100, 1, 1_000, "Least resolution a picture is believed to state, in dots per inch.")
    stated_most: float = measure(600, 1, 10_000, "Most resolution a picture is believed to state, in dots per inch.")
    coarsest: float = measure(36, 1, 600, "Least resolution assumed of a picture that states none, in dots per inch.")
    resampled_below: float = measure(
        0.8, 0, 1, "Ratio of the wanted to a picture's resolution below which it is reduced."
    )
    resampled_above: float = measure(
        1.3, 1, 20, "Ratio of the wanted to a picture's resolution above which it is enlarged."
    )
    lying_least: float = measure(
        1.3, 0.1, 10, "Ratio of width to height from which a picture is a page lying on its side."
    )
    lying_most: float = measure(
        1.55, 0.1, 10, "Ratio of width to height up to which a picture is a page lying on its side."
    )
    narrowest_picture: int = whole(32, 1, 10_000, "Narrower pictures get white at their side, in pixels.")
    narrowest_part: int = whole(50, 1, 10_000, "Pictures narrower than one so many-th of their length get white, too.")
    ink_window: float = measure(
        6, 1, 100, "One so many-th of an inch around a spot by which it is told from its ground."
    )
    ink_contrast: int = whole(18, 1, 254, "How much darker than its ground a spot is ink, in steps of 255.")
    steepest: float = measure(5.0, 0, 45, "Slope up to which a page is turned straight, in degrees.")
    straight_enough: float = measure(0.05, 0, 10, "Slope below which a page is left as it is, in degrees.")
    inked_share: float = measure(
        0.08, 0, 1, "Share of a page that is ink from which it is a drawing or a dark picture."
    )
    long_run: int = whole(9, 1, 1_000, "Level run of ink in such a picture that may be part of a line, in pixels.")
    slope_part: int = whole(4, 1, 100, "One so many-th of the page's width: the shortest line that tells its slope.")
    slope_votes: int = whole(120, 1, 10_000, "Pixels of a line from which it tells the slope of a page.")
    slope_gap: float = measure(8, 0, 1_000, "Gap bridged in a line that tells the slope of a page, in pixels.")
    scanned_across: float = measure(0.3, 0.01, 10, "Shortest level ruling line of a scan, in inches.")
    scanned_down: float = measure(0.26, 0.01, 10, "Shortest upright ruling line of a scan, in inches.")
    scanned_break: float = measure(50, 1, 1_000, "One so many-th of an inch: the gap bridged in a scanned ruling line.")
    scanned_thick: float = measure(0.06, 0.001, 1, "Thickest ruling line of a scan, in inches.")
    stroke_slack: float = measure(0.15, 0, 1, "How far strokes of a character leave its box, in heights of it.")
    strike_share: float = measure(0.6, 0, 1, "Share of a text's width from which a line in it strikes it out.")
    strike_flat: float = measure(1.5, 0, 20, "How many times wider than high a text is that a line may strike out.")
    least_mark: float = measure(33, 1, 1_000, "One so many-th of an inch: the size of the smallest mark that is ink.")
    mark_area: float = measure(1.5, 0, 100, "Least ink in such a mark, in pixels for each pixel of its size.")
    few_runs: int = whole(3, 0, 1_000, "Recognised texts beyond which a page is turned to stand upright.")
    tall_ratio: float = measure(
        1.5, 0.1, 20, "How many times higher than wide a text of several characters is that lies."
    )
    tall_share: float = measure(0.6, 0, 1, "Share of such texts from which a page lies on its side.")
    poor_confidence: float = measure(0.8, 0, 1, "Mean confidence below which a page may stand on its head.")
    level_run: float = measure(200, 1, 10_000, "Shortest recognised text that tells the slope of a page, in pixels.")
    smallest_print: float = measure(7, 1, 100, "Least height of recognised texts of a page of true size, in points.")
    largest_print: float = measure(24, 1, 1_000, "Most height of recognised texts of a page of true size, in points.")
    usual_print: float = measure(14, 1, 100, "Height of recognised texts given to a page that is not, in points.")
    cell_inset: float = measure(60, 1, 1_000, "One so many-th of an inch: the margin of a cell and of a text in it.")
    cell_lines_gap: float = measure(50, 1, 1_000, "One so many-th of an inch: the gap between lines in a scanned cell.")
    dash_flat: float = measure(2, 0.1, 100, "How many times wider than high a lone mark is that is a dash.")
    dash_thick: float = measure(24, 1, 1_000, "One so many-th of an inch: the thickest dash.")
    reaching_text: float = measure(0.35, 0, 1, "Share of a recognised text in a cell from which it belongs there.")
    reached_cell: float = measure(0.5, 0, 1, "Share of a cell covered by a recognised text that belongs there.")
