"""Word documents masked: every story, in the body and out of it, deleted and hidden text too."""

from __future__ import annotations

from lxml import etree

from gongkai.document.fronts.ooxml import W
from gongkai.screening.files.word import CODE, SHOWN, STORIES, runs, within
from gongkai.screening.masking.package import hide, hide_in_any_part, rewritten
from gongkai.screening.masking.pieces import Piece, joined, setter, write_back
from gongkai.screening.masking.tables import masked_cells
from gongkai.screening.model import Listing, Passage, Place
from gongkai.screening.screen import Screen


def mask_word(data: bytes, screen: Screen) -> bytes:
    """Return the document with what is personal hidden."""

    def change(name: str, root: etree._Element) -> bool:
        if root.tag not in STORIES:
            return hide_in_any_part(name, root, screen)
        changed = sum(_table(each, screen) for each in root.iter(f"{W}tbl"))
        # In a table's cells it is found again only where no heading was needed.
        return bool(changed + sum(_paragraph(each, screen) for each in root.iter(f"{W}p")))

    return rewritten(data, screen, change)


def _pieces(paragraph: etree._Element) -> dict[str, list[Piece]]:
    """Return a paragraph's pieces by state: shown, deleted, a field's code."""
    found: dict[str, list[Piece]] = {}
    for element, text, _, state in runs(paragraph):
        replace = None if text and not element.text else setter(element)
        found.setdefault(state, []).append(Piece(text, replace))
    return found


def _paragraph(paragraph: etree._Element, screen: Screen) -> int:
    return sum(
        write_back(pieces, hide(joined(pieces), screen))
        for state, pieces in _pieces(paragraph).items()
        if state != CODE or joined(pieces).strip()
    )


def _table(table: etree._Element, screen: Screen) -> int:
    cells: dict[tuple[int, int], list[Piece]] = {}
    rows: list[tuple[Passage, ...]] = []
    for at, row in enumerate(within(table, f"{W}tr"), 1):
        passages: list[Passage] = []
        for number, cell in enumerate(within(row, f"{W}tc"), 1):
            pieces: list[Piece] = []
            for paragraph in within(cell, f"{W}p"):
                pieces += [*([Piece("\n")] if pieces else []), *_pieces(paragraph).get(SHOWN, [])]
            cells[at, number] = pieces
            passages.append(Passage(joined(pieces), Place(row=at, column=number)))
        rows.append(tuple(passages))
    changed = masked_cells(Listing(tuple(rows)), screen)
    return sum(write_back(cells[address], text) for address, text in changed.items())
