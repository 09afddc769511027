"""What the eye sees of a PDF page: painted, covered, printed over, filled in."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Painted:
    """What the eye sees of a PDF page: painted, covered, printed over, filled in."""

    max_forms: int = whole(8, 0, 100, "Deepest nesting of drawings within drawings (form XObjects) followed.")
    max_fields: int = whole(20_000, 1, 1_000_000, "Most form fields and notes of one page looked at.")
    longest_field: int = whole(20_000, 1, 1_000_000, "Longest value of a form field or note, in characters.")
    straight_side: float = measure(0.5, 0, 10, "How far a level or upright side of an outline may stray, in points.")
    turn_sample: int = whole(40, 1, 10_000, "Characters by which a page is turned upright.")
    unmapped_sample: int = whole(200, 1, 100_000, "Characters of a page asked whether they mean anything.")
    run_gap: float = measure(
        0.5, 0, 20, "Gap between characters of one text that are drawn one by one, at most, in points."
    )
    run_overlap: float = measure(
        0.1, 0, 20, "How far characters of one text drawn one by one may reach into each other, in points."
    )
    run_level: float = measure(
        0.05, 0, 5, "Difference in height between characters of one text drawn one by one, at most, in points."
    )
    ink_share: float = measure(
        0.6, 0, 1, "Share of its box that the ink of a character takes at least, and half of what it takes at most."
    )
    same_size: float = measure(
        0.05, 0, 100, "Difference from its stated size at which a vertically written character has it, in its size."
    )
    garbled_from: int = whole(60, 1, 10_000, "Chinese characters from which their mix shows whether a text is rubbish.")
    layer_from: int = whole(
        10, 1, 10_000, "Characters on a picture of a whole page from which they are its text; fewer are a page number."
    )
    background_lines: int = whole(5, 1, 1_000, "Lines of text over a picture from which it is the page's background.")
    background_pitch: float = measure(12, 1, 100, "Height of the strips in which such lines are counted, in points.")
    covering_share: float = measure(
        0.5, 0.01, 1, "Share of the page from which a picture over all texts is the page, and they are its layer."
    )
    doubtful: float = measure(
        0.5, 0, 1, "Confidence of what is printed over or is a scan's text layer; to be below ocr_confidence."
    )
    tiny_beside: float = measure(3, 1, 100, "How many times smaller than the usual a text is that is not seen.")
    askew: float = measure(0.06, 0, 1, "Slope from which a text was set askew on purpose, as a tangent.")
    clip_corners: int = whole(64, 4, 10_000, "Most corners of what frames a text (its clip) looked at.")
    max_covers: int = whole(2_000, 1, 1_000_000, "Most shapes over text of one page that may cover it.")
    max_overprints: int = whole(3_000, 1, 1_000_000, "Most texts over each other on a page that is not doubted whole.")
    max_compared: int = whole(
        400_000, 1, 100_000_000, "Most pairs of a large text and another of one page held against each other."
    )
    max_over: int = whole(20, 1, 10_000, "Most texts on one spot held against each other.")
    longest_over: int = whole(400, 1, 100_000, "Most characters of one text held against those of another.")
    large_type: float = measure(1.5, 1, 100, "Times the usual height from which a text may stand over several lines.")
    printed_on: float = measure(
        0.54, 0, 1, "How near the middles of two characters on each other are, in their mean width and height."
    )
    touching: float = measure(0.5, 0, 10, "How far neighbours in a line may reach into each other, in points.")
    twice_within: float = measure(
        0.25, 0, 1, "How far apart the two printings of a bold character are, at most, in characters."
    )
