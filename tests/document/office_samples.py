"""Word documents and workbooks built part by part, so that a test shows exactly the markup it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from gongkai.document import Document, Grid, Line
from gongkai.document.fronts.docx import read_docx

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """``id -> (kind, target)`` as a relationships part."""
    entries = (f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, (kind, to) in targets.items())
    return f"{_RELS}{''.join(entries)}</Relationships>"


def word_parts(body: str, *, styles: str = "", numbering: str = "", **more: str) -> dict[str, str | bytes]:
    related = {"s": ("styles", "styles.xml"), "n": ("numbering", "numbering.xml")}
    related |= {name: ("aFChunk", f"{name}.part") for name in more}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships({"d": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": relationships(related),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{numbering}</w:numbering>",
    }
    parts |= {f"word/{name}.part": content for name, content in more.items()}
    return parts


def word(body: str, *, styles: str = "", numbering: str = "", **chunks: str) -> bytes:
    return zipped(word_parts(body, styles=styles, numbering=numbering, **chunks))


def read(body: str, *, styles: str = "", numbering: str = "", **chunks: str) -> Document:
    return read_docx(word(body, styles=styles, numbering=numbering, **chunks), "a.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    """A paragraph; a run given as bare text becomes one."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else par(each) for each in content) or par()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith(("<w:tc", "<w:sdt")) else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def lines(document: Document) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, Line)]


def grids(document: Document) -> list[Grid]:
    return [each for each in document.blocks if isinstance(each, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    return [[each.text for each in cells] for cells in grid.rows]


def places(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    """Row, column and spans by text."""
    return {c.text: (c.row, c.column, c.row_span, c.column_span) for cells in grid.rows for c in cells if c.text}


def workbook_parts(
    *sheets: str, states: tuple[str, ...] = (), strings: str = "", styles: str = "", book: str = ""
) -> dict[str, str | bytes]:
    """A workbook whose sheets have the given inner XML."""
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="s{n}" state="{states[n - 1] if states else "visible"}"/>'
        for n in range(1, len(sheets) + 1)
    )
    related = {f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
    related |= {"t": ("sharedStrings", "sharedStrings.xml"), "y": ("styles", "styles.xml")}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships({"d": ("officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": relationships(related),
        "xl/workbook.xml": f'<workbook {S} xmlns:r="{_OFFICE}">{book}<sheets>{listed}</sheets></workbook>',
        "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": f"<worksheet {S}>{xml}</worksheet>" for n, xml in enumerate(sheets, 1)}
    return parts
