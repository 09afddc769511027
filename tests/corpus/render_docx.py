"""Word files written part by part, so that runs, revisions, boxes and merges can be as untidy as in an office."""

from __future__ import annotations

import base64
import io
import random
import zipfile
from xml.sax.saxutils import escape

from tests.corpus.draft import Draft
from tests.corpus.layout import Paragraph, Printed, PrintedTable

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{OFFICE}.numbering+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
NUMBERING = (
    f'<?xml version="1.0"?><w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><wp:docPr id="1" name="图片 1"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" '
    'name="1.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill>'
    "<pic:spPr/></pic:pic>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def render_docx(draft: Draft) -> bytes:
    """Print the draft as a Word file, with untidiness drawn by the draft's random source."""
    options = {
        name
        for name, chance in (("split", 0.5), ("tracked", 0.12), ("boxed", 0.1), ("controls", 0.08), ("nested", 0.06))
        if draft.rng.random() < chance
    } | set(draft.style.get("docx", ()))
    draft.faults += sorted(f"docx:{option}" for option in options)
    body = "".join(_block(block, draft, options) for block in draft.blocks)
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    document = f"{declaration}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(
            f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": document,
        "word/numbering.xml": NUMBERING,
        "word/_rels/document.xml.rels": RELS.format(
            f'<Relationship Id="rId8" Type="{RELATION}/numbering" Target="numbering.xml"/>'
            f'<Relationship Id="rId9" Type="{RELATION}/image" Target="media/image1.png"/>'
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
        archive.writestr(zipfile.ZipInfo("word/media/image1.png"), PIXEL)
    return buffer.getvalue()


def _run(text: str, properties: str = "") -> str:
    lines = text.split("\n")
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def _runs(text: str, options: set[str], rng: random.Random) -> str:
    if "split" not in options or len(text) < 2:
        return _run(text)
    at = rng.randrange(1, len(text))
    return _run(text[:at]) + '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="x"/>' + _run(text[at:])


def _block(block: Paragraph | PrintedTable, draft: Draft, options: set[str]) -> str:
    if isinstance(block, PrintedTable):
        if block.picture:
            return PICTURE
        table = _table(block, draft, options)
        if "nested" in options and block.key == "disputes":
            inside = f"<w:tr><w:tc>{table}<w:p/></w:tc></w:tr>"
            return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{inside}</w:tbl><w:p/>"
        return table + ("<w:p/>" if draft.rng.random() < 0.7 else "")
    properties = ""
    if block.role == "heading":
        numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if draft.style.get("numbered") else ""
        properties = f'<w:pPr><w:pStyle w:val="1"/>{numbered}<w:outlineLvl w:val="0"/></w:pPr>'
    deleted = _tracked_prose(block, draft.rng) if "tracked" in options else ""
    paragraph = f"<w:p>{properties}{deleted}{_runs(block.text, options, draft.rng)}</w:p>"
    if block.role == "title" and "boxed" in options:
        return _boxed(paragraph)
    if block.role == "preamble" and "controls" in options:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    return paragraph


def _tracked_prose(block: Paragraph, rng: random.Random) -> str:
    if block.role != "prose" or rng.random() < 0.7:
        return ""
    deleted = "<w:r><w:delText>本局收到申请99件。</w:delText></w:r>"
    return f'<w:del w:id="7" w:author="办公室" w:date="2025-01-03T00:00:00Z">{deleted}</w:del>'


def _boxed(paragraph: str) -> str:
    """A text box, once as a drawing and once as the fallback that older programs read."""
    content = f"<w:txbxContent>{paragraph}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        '<a:graphicData uri="x">'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def _table(table: PrintedTable, draft: Draft, options: set[str]) -> str:
    placed, width = table.placed(), table.width
    rows = []
    for row in range(len(table.rows)):
        cells, column = [], 0
        while column < width:
            cell = placed.get((row, column))
            above = None if cell else _spanning(placed, row, column)
            if cell is None and above is None:
                column += 1
                continue
            span = (cell or above or Printed("")).column_span
            merge = "" if cell is None or cell.row_span > 1 else None
            cells.append(_cell(cell, span, merge, draft, options, row in table.hidden_rows))
            column += span
        hidden = "<w:trPr><w:hidden/></w:trPr>" if row in table.hidden_rows else ""
        rows.append(f"<w:tr>{hidden}{''.join(cells)}</w:tr>")
    grid = "<w:gridCol/>" * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _spanning(placed: dict[tuple[int, int], Printed], row: int, column: int) -> Printed | None:
    for up in range(row - 1, -1, -1):
        cell = placed.get((up, column))
        if cell is not None:
            return cell if up + cell.row_span > row else None
    return None


def _cell(cell: Printed | None, span: int, merge: str | None, draft: Draft, options: set[str], hidden: bool) -> str:
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if cell is None:
        return f"<w:tc><w:tcPr>{properties}<w:vMerge/></w:tcPr><w:p/></w:tc>"
    if merge is not None:
        properties += '<w:vMerge w:val="restart"/>'
    runs = _run(cell.text, "<w:vanish/>") if hidden else _runs(cell.text, options, draft.rng)
    if cell.key and "tracked" in options and draft.rng.random() < 0.1 and not hidden:
        old = f'<w:del w:id="1" w:author="办公室"><w:r><w:delText>{draft.rng.randint(1, 99)}</w:delText></w:r></w:del>'
        runs = f'{old}<w:ins w:id="2" w:author="办公室">{runs}</w:ins>'
    if cell.struck:
        runs = _run(cell.struck, "<w:strike/>") + runs
    if cell.mark:
        runs += _run(cell.mark, '<w:vertAlign w:val="superscript"/>')
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{runs}</w:p></w:tc>"
