"""Which lines are prose, and which say something about the text: dates, addressee, signature, notes."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.settings.kinds import measure, whole


@dataclass(frozen=True)
class Notes:
    """Which lines are prose, and which say something about the text: dates, addressee, signature, notes."""

    prose_shortest: int = whole(24, 2, 1_000, "Characters from which a line with a comma or a cited title is prose.")
    opening_shortest: int = whole(12, 2, 1_000, "Characters from which a line with an opening's words is prose.")
    crumb_within: int = whole(60, 1, 1_000, "Characters within which a step of a path makes a line no prose.")
    sentence_shortest: int = whole(8, 0, 1_000, "Characters up to which a line that ends a sentence is no paragraph.")
    broken_line: int = whole(
        15, 1, 1_000, "Characters up to which a line before section one is whole, and not broken in mid-sentence."
    )
    note_line: int = whole(
        200, 10, 10_000, "Longest line that may be a date, a signature, a link or a remark on the text."
    )
    remark_line: int = whole(40, 2, 1_000, "Characters from which a line behind the prose is no remark alone.")
    signature_line: int = whole(12, 2, 1_000, "Characters up to which a line beside a signature is one of its parts.")
    below_signature: int = whole(3, 0, 100, "Lines below a name that must be dates, names or remarks of a signature.")
    annex_prose: int = whole(
        40, 1, 1_000, "Lines within which prose must follow an annex's words for them to be section six's own."
    )
    addressee_longest: int = whole(40, 3, 1_000, "Longest line that may name whom the report is handed up to.")
    dated_line: int = whole(
        2_000, 10, 100_000, "Longest line in which a date of publication is looked for by its own label."
    )
    dated_rows: int = whole(40, 1, 10_000, "Most rows of a grid that may hold the document's data.")
    dated_cell: int = whole(80, 4, 10_000, "Characters from which a cell of such a grid is not looked at.")
    narrowest_page: int = whole(
        32, 2, 1_000, "Narrowest page, in half-width columns: where all lines are shorter, none is broken by its width."
    )
    full_lines: int = whole(3, 1, 1_000, "Least lines of the page's full width where lines are broken by it.")
    open_share: float = measure(
        0.6, 0, 1, "Share of the full lines that must end in mid-sentence where lines are broken by the page's width."
    )
