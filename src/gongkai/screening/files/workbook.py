"""Workbooks: every sheet, hidden ones too, and what else the package keeps (comments, caches, strings of old)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai.document.addresses import column_letters
from gongkai.document.archive import Archive
from gongkai.document.fronts.ooxml import Element, Package, R, S, parse
from gongkai.document.fronts.xlsx_styles import cell_formats
from gongkai.document.measuring import repacked
from gongkai.document.workbook import damage_as_ours
from gongkai.screening.files.gathering import Gathered, Inner, written
from gongkai.screening.files.office import crops, is_person, other_parts
from gongkai.screening.model import Content, Listing, Passage, Place
from gongkai.settings import Settings

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_ATTRIBUTE = re.compile(rb'\b(\w+)="([^"<>]*)"')
_HIDING = re.compile(rb'\b(?:hidden="(?:1|true)"|ht="0(?:\.0+)?"|width="0(?:\.0+)?")')
_USED = re.compile(rb'\bt="s"[^<>]*+>(?:<(?:\w+:)?f\b[^<]*+(?:</(?:\w+:)?f>)?)?<(?:\w+:)?v>(\d{1,9})<')
_STYLED = re.compile(rb'<(?:\w+:)?c(?=\s)[^<>]*?\br="([A-Z]{1,3}\d{1,7})"[^<>]*?\bs="(\d{1,6})"[^<>]*+>')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^<>]*>([^<]{4,})<")
_BESIDE = re.compile(
    rb"<(?:\w+:)?(?:oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter|formula1|formula2)>([^<]+)<"
    rb'|\b(?:prompt|promptTitle|error|errorTitle|tooltip|display|location)="([^"<>]+)"'
)
_COMMENTS = re.compile(r"(?i)^xl/(?:comments|threadedcomments|persons?)[^/]*(?:/[^/]+)?\.xml$")
_MOST_LISTED = 30
_LAST_COLUMN = 16_384

Values = list[list[Any]]
"""A sheet's typed values, as calamine gives them."""


class _Sheet(NamedTuple):
    name: str
    part: str
    hidden: bool


def read_workbook(data: bytes, settings: Settings, inner: Inner) -> Content:
    """Return all that an XLSX workbook holds."""
    from python_calamine import CalamineWorkbook

    gathered = Gathered()
    archive = Archive(data, settings)
    package = Package(archive, settings)
    sheets = list(sheets_of(package))
    values = repacked(data, settings)
    with damage_as_ours(), CalamineWorkbook.from_filelike(io.BytesIO(values)) as book:
        for sheet in sheets:
            _sheet(book, sheet, package, gathered, settings)
    parts = [sheet.part for sheet in sheets]
    _old_strings(package, parts, gathered)
    _about_the_book(package, gathered)
    strings = package.related("sharedStrings")
    comments = [each for each in archive.names if _COMMENTS.search(each)]
    for name in comments:
        _comments(parse(archive.read(name), settings), name, gathered)
    seen = [*parts, *comments, *([strings] if strings else []), package.main]
    other_parts(archive, seen, gathered, settings, inner)
    return gathered.content()


def sheets_of(package: Package) -> Iterator[_Sheet]:
    """Yield the worksheets in the workbook's order."""
    relations = package.relations(package.main)
    for each in package.xml(package.main).iter(f"{S}sheet"):
        relation = relations.get(each.get(f"{R}id", ""))
        if relation is not None and relation.kind == "worksheet" and package.has(relation.target):
            yield _Sheet(each.get("name", ""), relation.target, each.get("state", "visible") != "visible")


def _sheet(book: CalamineWorkbook, sheet: _Sheet, package: Package, gathered: Gathered, settings: Settings) -> None:
    markup = package.read(sheet.part)
    rows, columns = _hidden_rows(markup), _hidden_columns(markup)
    here = Place(sheet=sheet.name)
    listing: Values = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    filled = any(value != "" for row in listing for value in row)
    if sheet.hidden and filled:
        gathered.trace("hidden-sheet", here, sheet.name)
    letters = [column_letters(at) for at in range(1, max((len(row) for row in listing), default=0) + 1)]
    if filled_rows := [at for at in sorted(rows) if at <= len(listing) and any(map(written, listing[at - 1]))]:
        gathered.trace("hidden-row", here, "、".join(_runs(filled_rows, str)))
    if filled_columns := [
        at for at in sorted(columns) if any(written(row[at - 1]) for row in listing if at <= len(row))
    ]:
        gathered.trace("hidden-column", here, "、".join(_runs(filled_columns, column_letters)))
    unseen = _unseen_cells(markup, package, settings)
    if unseen:
        gathered.trace("hidden-text", here, "、".join(sorted(unseen)[:_MOST_LISTED]))
    gathered.listings.append(Listing(tuple(_passages(listing, sheet, rows, columns, unseen, letters))))
    for match in _FORMULA.finditer(markup):
        formula = _unescaped(match[1])
        if '"' in formula or ":\\" in formula or "//" in formula:
            gathered.text(formula, Place("formula", sheet=sheet.name))
    for match in _BESIDE.finditer(markup):
        gathered.text(_unescaped(match[1] or match[2]), Place("header", sheet=sheet.name))
    crops(markup, sheet.part, gathered)


def _passages(
    listing: Values,
    sheet: _Sheet,
    rows: frozenset[int],
    columns: frozenset[int],
    unseen: frozenset[str],
    letters: list[str],
) -> Iterator[tuple[Passage, ...]]:
    for at, row in enumerate(listing, 1):
        cells: list[Passage] = []
        for number, value in enumerate(row, 1):
            text = value if isinstance(value, str) else written(value)
            if text:
                address = f"{letters[number - 1]}{at}"
                hidden = _hiding(sheet, at in rows, number in columns, address in unseen)
                place = Place(row=at, column=number, sheet=sheet.name, cell=address)
                cells.append(Passage(text, place, hidden))
        if cells:
            yield tuple(cells)


def _hiding(sheet: _Sheet, row: bool, column: bool, unseen: bool) -> str | None:
    if sheet.hidden:
        return "hidden-sheet"
    if row:
        return "hidden-row"
    if column:
        return "hidden-column"
    return "hidden-text" if unseen else None


def _hidden_rows(markup: bytes) -> frozenset[int]:
    found: set[int] = set()
    for number, tag in enumerate(_ROW.findall(markup), 1):
        if _HIDING.search(tag):
            stated = dict(_ATTRIBUTE.findall(tag)).get(b"r", b"")
            found.add(int(stated) if stated.isdigit() and len(stated) < 8 else number)
    return frozenset(found)


def _hidden_columns(markup: bytes) -> frozenset[int]:
    found: set[int] = set()
    for tag in _COLUMN.findall(markup):
        if _HIDING.search(tag):
            stated = dict(_ATTRIBUTE.findall(tag))
            first, last = (stated.get(key, b"") for key in (b"min", b"max"))
            if first.isdigit() and last.isdigit() and len(last) < 6:
                found.update(range(int(first), min(int(last), _LAST_COLUMN) + 1))
    return frozenset(found)


def _runs(numbers: list[int], said: Callable[[int], str]) -> Iterator[str]:
    """Yield numbers as runs: 3-5, 9."""
    start = numbers[0]
    for one, following in pairwise([*numbers, -1]):
        if following != one + 1:
            yield said(start) if start == one else f"{said(start)}-{said(one)}"
            start = following


def _unseen_cells(markup: bytes, package: Package, settings: Settings) -> frozenset[str]:
    """Return the addresses of cells whose type cannot be seen: white on white, struck out, of no size, or ``;;;``."""
    part = package.related("styles")
    if part is None:
        return frozenset()
    formats = cell_formats(package.xml(part), settings.invisible_type)
    unseen = {str(at).encode() for at, each in enumerate(formats) if each.unseen}
    if not unseen:
        return frozenset()
    return frozenset(address.decode() for address, style in _STYLED.findall(markup) if style in unseen)


def _old_strings(package: Package, sheets: list[str], gathered: Gathered) -> None:
    """Add shared strings that no cell uses any more."""
    part = package.related("sharedStrings")
    if part is None:
        return
    used = {int(each) for sheet in sheets for each in _USED.findall(package.read(sheet))}
    place = Place("other", member=part)
    for at, item in enumerate(package.xml(part).iter(f"{S}si")):
        if at not in used:
            gathered.text("".join(each.text or "" for each in item.iter(f"{S}t")), place, "cached-data")


def _about_the_book(package: Package, gathered: Gathered) -> None:
    root = package.xml(package.main)
    for each in root.iter(f"{S}definedName"):
        gathered.text(f"{each.get('name', '')} {each.text or ''}", Place("other", member=package.main), "cached-data")
    for each in root.iter(f"{S}sheet"):
        gathered.text(each.get("name", ""), Place("other", member=package.main))


def _comments(root: Element, name: str, gathered: Gathered) -> None:
    """Comments are content that goes out with the file, and carry their authors' names."""
    for each in root.iter():
        local = each.tag.rsplit("}", 1)[-1]
        if local in ("comment", "threadedComment"):
            text = "".join(part.text or "" for part in each.iter())
            place = Place("comment", cell=each.get("ref"), member=name)
            gathered.trace("comment", place, text)
            gathered.text(text, place, "comment")
        author = each.text if local == "author" else each.get("displayName") if local == "person" else None
        if author and is_person(author):
            gathered.trace("author", Place("comment", member=name), author)


def _unescaped(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    for escaped, sign in (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(escaped, sign)
    return text
