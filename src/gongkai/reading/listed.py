"""Labels and values written out one after the other: ``规章：本年制发0件，本年废止0件``, ``自然人 3``, a card per row.

The text is scanned for the forms' labels wherever they stand. What names a figure are the labels since the figure
before it: a row and a column in any order, a column of the row named last, or a row of the column named last. Words
that no form knows, standing between them and the figure, keep it out of every cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gongkai.document.budget import counted
from gongkai.document.model import Block, Grid, GridCell, Line, Picture
from gongkai.reading.interleaved import without_paper
from gongkai.reading.labels import Lexicon, lexicon, normal
from gongkai.reading.listed_rows import Rows
from gongkai.reading.printed import Atom, Laid, Piece, Printed
from gongkai.reading.records import columns_of
from gongkai.reading.tokens import Token, label_at, tokens_of
from gongkai.reading.values import UNREADABLE, figure
from gongkai.settings import Settings


def listed_rows(laid: Iterable[Laid], words: Lexicon | None = None) -> Printed:
    """Return the printed rows of texts in which labels and values are written out."""
    words = words or lexicon()
    rows = Rows(words)
    tabular: set[int] = set()
    lines = without_paper(list(laid), words)
    for (index, _), group in counted(groupby(_joined(lines, words), key=_printed_line), "行"):
        pieces = [piece for _, piece in group if isinstance(piece, Piece)]
        atoms = [_atom(index, piece, token, at) for piece in pieces for at, token in enumerate(_tokens(piece, words))]
        if rows.take(atoms) or any(piece.begins for piece in pieces):
            tabular.add(index)
        elif not pieces or any(piece.text.strip() for piece in pieces):
            rows.end(index)
    rows.end(-1)
    return Printed(tuple(rows.rows), frozenset(tabular))


def _printed_line(laid: Laid) -> tuple[int, int]:
    index, piece = laid
    return index, piece.row if isinstance(piece, Piece) else 0


def _tokens(piece: Piece, words: Lexicon) -> Iterable[Token]:
    if piece.empty or piece.value:
        return (Token(piece.text, (), figure(piece.text) or UNREADABLE),)
    return tokens_of(piece.text, words)


def _atom(index: int, piece: Piece, token: Token, at: int) -> Atom:
    cell, table = piece.cell, piece.table
    return Atom(
        token.text, token.figure, token.targets, index, cell, piece.number, piece.page, table, at=at, row=piece.row
    )


def _joined(laid: Iterable[Laid], words: Lexicon) -> Iterator[Laid]:
    """Join a label that line breaks tore apart: 商业 and 企业 on two lines, neither a label by itself."""
    waiting: list[tuple[int, Piece]] = []
    for index, piece in laid:
        if isinstance(piece, Piece) and piece.cell is None and piece.text.strip():
            waiting.append((index, piece))
            if len(waiting) < words.settings.listed_torn:
                continue
            yield from _first_joined(waiting, words)
            continue
        while waiting:
            yield from _first_joined(waiting, words)
        yield index, piece
    while waiting:
        yield from _first_joined(waiting, words)


def _first_joined(waiting: list[tuple[int, Piece]], words: Lexicon) -> Sequence[Laid]:
    """Take the first line out of those that wait, with as many as complete the label that begins with it.

    The whole label stands with the last of them, on which its figure may be; the others are left empty.
    """
    index, first = waiting.pop(0)
    text = first.text.strip()
    if len(text) > words.settings.table_label_longest or not text:
        return [(index, first)]
    whole = label_at(text, 0, words)[0] >= len(text)
    for count, (last, piece) in enumerate(waiting, 1):
        more = piece.text.strip()
        if figure(more) is not None:
            break
        if label_at(text + more, 0, words)[0] > len(text):
            parts = [(index, first), *waiting[: count - 1]]
            del waiting[:count]
            begun = [(at, part._replace(text="", begins=True)) for at, part in parts]
            return [*begun, (last, piece._replace(text=text + more))]
        if label_at(more, 0, words)[1]:
            break
        text += more
        if whole or normal(text) not in words.prefixes:
            break  # what is a label by itself goes on at most on the next line (社会公益 and 组织)
    return [(index, first)]


def laid_out(blocks: Sequence[Block], words: Lexicon) -> Iterator[Laid]:
    """Lay out lines as they are and the cells of grids one after the other, each with its row's."""
    for index, block in enumerate(blocks):
        if isinstance(block, Picture):
            yield index, None
        elif isinstance(block, Line):
            yield index, Piece(block.text, block.number, block.page)
        else:
            yield from ((index, piece) for piece in _cells(block, words.settings))


def _cells(grid: Grid, settings: Settings) -> Iterator[Piece]:
    columns = columns_of(grid, settings)
    for number, row in enumerate(grid.rows, 1):
        for cell in row:
            if cell.text.strip() and cell.column not in columns.beside:
                value = cell.column == columns.values and number > 1
                yield Piece(cell.text, None, cell.page, cell, grid.number, row=number, value=value)
        headed = number == 1 and not any(cell.column in columns.beside and cell.text.isdecimal() for cell in row)
        if columns.values is not None and not headed and _lacks(row, columns.values):
            blank = GridCell("", number, columns.values)
            yield Piece("", None, grid.page, blank, grid.number, row=number, empty=True)


def _lacks(row: Sequence[GridCell], column: int) -> bool:
    """Whether a record's figure is not printed; a row of one text is no record."""
    return len(row) > 1 and not any(cell.column == column and cell.text.strip() for cell in row)
