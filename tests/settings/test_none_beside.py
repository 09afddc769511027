"""No threshold stands beside the settings: what a module names as a number is a fact, listed here with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "gongkai"
FOLDERS = ("document", "reading", "viewing")
"""What has been gone through."""
WITHIN = ("document", "viewing")
"""Where decimals within functions have been gone through, too."""
_FLAGS = "RAISED CELL ROW PREFORMATTED FOOTNOTE CLEARING SOFTLY_HIDDEN"
CACHE = "how much is remembered; decides time and memory alone"
FACTS = {
    "document/archive.py:_UTF8_FLAG": "a bit of a ZIP member's flags (APPNOTE 4.4.4)",
    "document/archive.py:_UNICODE_PATH": "the name of an extra field in ZIP archives",
    "document/archive.py:_PIECE": "how much is unpacked between two looks at the limits; decides no meaning",
    "document/fronts/cell_text.py:_MOST_DIGITS": "Excel takes number formats of no more characters",
    "document/fronts/docx_numbering.py:_LEVELS": "a list has nine levels (ECMA-376, 17.9.6)",
    "document/fronts/excel2003.py:_LAST": "a worksheet of Excel has no more rows",
    "document/fronts/image.py:_A4": "the size of A4 in points (GB/T 148)",
    "document/fronts/number_format.py:_MOST_SECTIONS": "a number format has four sections (ECMA-376, 18.8.31)",
    "document/fronts/soffice.py:_STEP": "how often a running program is asked; decides no meaning",
    "document/fronts/soffice.py:_LOOK": "how often a running program is measured; decides no meaning",
    **dict.fromkeys((f"document/fronts/html/looks.py:{name}" for name in _FLAGS.split()), "a bit of a mask"),
    "document/fronts/html/rows.py:_LONGEST_ROW": "bounds a cache; the walk reads the same cells of a longer row",
    "document/fronts/html/unseen.py:points": "the size that CSS 2.2 gives type by default: medium, 16 pixels",
    "document/fronts/html/walk.py:_LOOK": "a mask by which steps are counted in groups; decides no meaning",
    "document/fronts/pdf/opening.py:(_PASSWORD, _SECURITY)": "codes of pdfium's errors",
    "document/fronts/pdf/paths.py:_BAND": "width of the strips in which texts are looked up; decides no meaning",
    "document/fronts/pdf/paths.py:_DEEPEST_PAGE": "beyond the largest page that ISO 32000-1 (annex C) allows",
    "document/fronts/pdf/paths.py:_RECTANGLE": "segments of a closed rectangle at most, however it is written",
    "document/fronts/pdf/seen.py:_BAND": "width of the strips in which texts are looked up; decides no meaning",
    "document/fronts/pdf/seen.py:_LAST": "greater than any place in the order of painting",
    "document/fronts/pdf/text.py:of()": "two sizes that are the same but for rounding",
    "document/fronts/pdf/text.py:page_glyphs()": "two sides that are the same but for rounding",
    "document/fronts/xls_records.py:_BOF": "numbers of records",
    "document/fronts/xls_records.py:(_FILEPASS, _FONT, _XF, _BOUNDSHEET, _ROW, _COLINFO)": "numbers of records",
    "document/fronts/xls_records.py:(_DIMENSIONS, _STRINGS, _FORMAT)": "numbers of records",
    "document/fronts/xls_records.py:_MULTIPLE_NUMBERS": "numbers of records",
    "document/fronts/xls_records.py:_WHITE": "white in the palette of Excel 97",
    "document/fronts/xls_records.py:(_ZEROS, _ZEROS_SHOWN)": "a record's number and a bit of it ([MS-XLS])",
    "document/fronts/xls_records.py:(_STRUCK, _ROW_HIDDEN, _COLUMN_HIDDEN)": "bits of records ([MS-XLS])",
    "document/measuring.py:(_LAST_ROW, _LAST_COLUMN)": "a worksheet of Excel has no more rows and columns",
    "document/ole.py:_LAST_REGULAR": "the last number of a sector that is one ([MS-CFB] 2.1)",
    "document/ole.py:(_FAT_SECTOR, _END, _FREE)": "marks in the table of sectors ([MS-CFB] 2.1)",
    "document/ole.py:_PAGE": "the larger of two sizes of sectors ([MS-CFB] 2.2)",
    "document/layout/rulings.py:_BAND": "width of the strips in which characters are looked up; decides no meaning",
    "reading/assignment.py:(_EXACT, _BARE, _ALIKE, _UNLABELLED, _UNKNOWN)": "steps of a scale; their order decides",
    "reading/row_names.py:_MOST_REMEMBERED": CACHE,
    "document/fronts/pdf/drawn.py:_DEEPEST": "how deep pdfium goes into forms within forms",
    "document/fronts/pdf/drawn.py:_OTHERWISE_PACKED": "beyond it a page is refused, never read otherwise",
    "document/fronts/pdf/drawn.py:_STEPS": "steps of the budget that a form costs; decides no meaning",
    "document/batch.py:_SELDOM": "when Python looks for garbage; decides time alone",
    "document/batch.py:_WINDOW": "names of files looked ahead at; the results and their order are the same",
    "reading/characters.py:_LONGEST_REMEMBERED": CACHE,
    "reading/facts/parts.py:_LISTED": "two are the fewest that make a list",
    "reading/flattened.py:_MOST_REMEMBERED": CACHE,
    "reading/flattened.py:_LINES_A_CHECK": "lines between two looks at the budget; decides no meaning",
    "reading/unfold.py:_LONGEST_NUMBER": "characters that the longest number its pattern takes has",
    "reading/labels.py:_MORE": "characters of a number or unit beside a label",
    "reading/labels.py:_MOST_REMEMBERED": CACHE,
    "reading/numerals.py:_LONGEST": "more characters than any printed number has",
    "reading/printed.py:_MOST_REMEMBERED": CACHE,
    "reading/values.py:(_MOST_REMEMBERED, _LONGEST_REMEMBERED)": CACHE,
    "reading/values.py:_LONGEST": "what the patterns beside it match at most",
    "reading/values.py:_MOST_DIGITS": "digits of any whole number that 64 bits hold",
    "viewing/lines.py:_LEVELS": "HTML has headings of six levels",
    "viewing/original.py:level": "the level of headings below those of the page that is written here",
    "viewing/tables.py:_WIDEST": "HTML knows no wider column span",
}
"""Numbers that no judgement set: of a format, a standard, an index."""


def numbers_in(path: Path) -> Iterator[str]:
    """Yield the names to which modules and classes give numbers other than 0 and 1."""
    tree = ast.parse(path.read_text("utf-8"))
    bodies = [tree.body, *(each.body for each in ast.walk(tree) if isinstance(each, ast.ClassDef) and not _names(each))]
    for statement in (statement for body in bodies for statement in body):
        match statement:
            case ast.Assign(targets=targets, value=value):
                given = [(target, value) for target in targets]
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                given = [(target, value)]
            case _:
                continue
        yield from (ast.unparse(target) for target, value in given if _is_number(value))


def _names(defined: ast.ClassDef) -> bool:
    """Whether a class only gives names to numbers: an enumeration."""
    return any(ast.unparse(base).endswith("Enum") for base in defined.bases)


def _is_number(value: ast.expr) -> bool:
    """Whether an expression is a number other than 0 and 1, reckoned of such, or several of them."""
    match value:
        case ast.Constant(value=bool()):
            return False
        case ast.Constant(value=int() | float() as number):
            return number not in (0, 1)
        case ast.UnaryOp(operand=operand):
            return _is_number(operand)
        case ast.BinOp(left=left, right=right):
            return all(isinstance(side, ast.Constant | ast.BinOp | ast.UnaryOp) for side in (left, right)) and (
                _is_number(left) or _is_number(right)
            )
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return any(map(_is_number, parts)) and all(isinstance(part, ast.Constant | ast.UnaryOp) for part in parts)
        case _:
            return False


def decimals_in(path: Path) -> Iterator[str]:
    """Yield the functions that compare something with a decimal number other than 0 and 1 of their own."""
    for each in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(each, ast.FunctionDef):
            compared = [part for node in ast.walk(each) if isinstance(node, ast.Compare) for part in ast.walk(node)]
            if any(_is_number(part) and isinstance(part.value, float) for part in compared if _is_plain(part)):
                yield f"{each.name}()"


def _is_plain(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant)


FOUND = {
    f"{path.relative_to(SOURCE).as_posix()}:{name}"
    for folder in FOLDERS
    for path in sorted((SOURCE / folder).rglob("*.py"))
    for name in (*numbers_in(path), *(decimals_in(path) if folder in WITHIN else ()))
}


def test_every_number_with_a_name_and_every_decimal_compared_with_is_a_setting_or_a_fact() -> None:
    assert sorted(FOUND - FACTS.keys()) == []


def test_every_fact_is_still_there() -> None:
    assert sorted(FACTS.keys() - FOUND) == []


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_says_why(fact: str) -> None:
    assert len(FACTS[fact].split()) > 2
