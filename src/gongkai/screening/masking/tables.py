"""What is hidden in a table: each cell under its heading, the names of a list, digits parted over cells."""

from __future__ import annotations

from gongkai.screening.finding.found import About, plain
from gongkai.screening.finding.names import is_name
from gongkai.screening.masking.signs import MASKED_KINDS, masked, masked_cell_name
from gongkai.screening.model import Listing, Passage
from gongkai.screening.screen import Screen
from gongkai.screening.text import found_in, headings, name_column, parted

Address = tuple[int, int]
"""Row and column, from 1."""


def masked_cells(listing: Listing, screen: Screen) -> dict[Address, str]:
    """Return the new text of every cell in which something is hidden."""
    heading, headers = headings(listing)
    named = name_column(listing, heading, headers)
    changed: dict[Address, str] = {}
    personal = False
    for at, row in enumerate(listing.rows):
        for cell in row:
            header = headers.get(cell.place.column, "") if at > heading else ""
            about = About(screen.day, header, named is not None and at > heading)
            found = [each for each in found_in(cell.text, about, screen.rules) if each.kind in MASKED_KINDS]
            personal = personal or bool(found)
            text = masked(cell.text, found, with_names=bool(found))
            if text != cell.text:
                changed[_address(cell)] = text
        for run in parted(row, screen.day):
            personal = True
            at_digit = 0
            for cell in run:
                shown = plain(cell.text)
                digits = sum(sign.isalnum() for sign in shown)
                kept = range(max(0, 6 - at_digit)), range(max(0, 14 - at_digit), digits)
                changed[_address(cell)] = _hidden(shown, kept)
                at_digit += digits
    if personal and named is not None:
        for row in listing.rows[heading + 1 :]:
            for cell in row:
                if cell.place.column == named and is_name(cell.text):
                    changed[_address(cell)] = masked_cell_name(cell.text)
    return changed


def _hidden(text: str, kept: tuple[range, range]) -> str:
    signs, number = list(text), 0
    for at, sign in enumerate(signs):
        if sign.isalnum():
            if number not in kept[0] and number not in kept[1]:
                signs[at] = "*"
            number += 1
    return "".join(signs)


def _address(cell: Passage) -> Address:
    return cell.place.row or 0, cell.place.column or 0
