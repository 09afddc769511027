"""A return slip as a Word file in the look of an official letter (GB/T 9704-2012), to be filled in and sealed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from gongkai.january.slip import Group, Point, Slip, slip_words
from gongkai.writing.docx import set_page
from gongkai.writing.docx_styles import BODY, SIGNATURE, TABLE, set_styles
from gongkai.writing.paper import plain_line

_WIDTHS = {"number": 620, "row": 1900, "column": 1400, "problem": 3525, "found": 700, "expected": 700}
"""Column widths in twentieths of a point; together the text block of 156 mm."""
_LEFT = frozenset({"row", "column", "problem"})
_PLACE = ("row", "column")
_ORDINALS = "一二三四五六七八九十"


class SlipWriter:
    """Writes any number of slips; page and styles are set up once, and text is laid out as WordprocessingML.

    Paragraph by paragraph through the library, which looks every style up anew, three hundred slips take five times
    as long.
    """

    def __init__(self) -> None:
        self._document = Document()
        set_page(self._document)
        set_styles(self._document)
        self._styles = {style.name: style.style_id for style in self._document.styles}

    def render(self, slip: Slip) -> bytes:
        """Return the slip as DOCX."""
        document = self._document
        body: BaseOxmlElement = document.element.body
        # The last child of the body is the page set-up, which stays.
        for child in list(body)[:-1]:
            body.remove(child)
        content = parse_xml(f"<w:body {nsdecls('w')}>{''.join(self._content(slip))}</w:body>")
        for child in list(content):
            body.insert(len(body) - 1, child)
        properties = document.core_properties
        properties.title, properties.author, properties.comments = slip.title, plain_line(slip.issuer)[:255], ""
        properties.language = "zh-CN"
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    def _content(self, slip: Slip) -> Iterator[str]:
        yield self._paragraph(slip.title, "Title")
        # 7.3.2: the addressee stands at the left edge, without an indent.
        yield self._paragraph(slip.addressee, BODY, '<w:ind w:firstLineChars="0" w:firstLine="0"/>')
        yield self._paragraph(slip.opening, BODY)
        yield self._paragraph(slip.attachment, BODY)
        ordinals = iter(_ORDINALS)
        for part in slip.parts:
            yield self._paragraph(f"{next(ordinals)}、{part.heading}", "Heading 1")
            for number, group in enumerate(part.groups):
                yield self._paragraph(f"（{_ORDINALS[number]}）{group.heading}", "Heading 2")
                yield _table(group)
        if slip.doubts:
            yield self._paragraph(f"{next(ordinals)}、{slip.doubt_heading}", "Heading 1")
            yield self._paragraph(slip.doubt_note, BODY)
            for number, doubt in enumerate(slip.doubts, 1):
                yield self._paragraph(f"{number}. {doubt}", BODY)
        for text, style in ((slip.closing, BODY), (slip.contact, BODY), ("", BODY), (slip.issuer, SIGNATURE)):
            # 7.3.5.6: no page holds signature and date without text of the letter.
            # Flush left: a line of blanks to fill in would be spaced out over the whole width.
            yield self._paragraph(
                text, style, '<w:keepNext/><w:jc w:val="left"/>' if text is slip.contact else "<w:keepNext/>"
            )
        yield self._paragraph(slip.date, SIGNATURE)

    def _paragraph(self, text: str, style: str, properties: str = "") -> str:
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/>{properties}</w:pPr>'
            f'<w:r><w:t xml:space="preserve">{escape(plain_line(text))}</w:t></w:r></w:p>'
        )


def _table(group: Group) -> str:
    words = slip_words()["columns"]
    widths = _widths(group)
    rows = [_row(widths, {key: [words[key]] for key in widths}, header=True)]
    rows += [_row(widths, _texts(number, point)) for number, point in enumerate(group.points, 1)]
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths.values())
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths.values())}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020"/><w:tblCaption w:val={quoteattr(plain_line(group.heading))}/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(group: Group) -> dict[str, int]:
    """The table's columns; findings on prose have no row and no column, their room goes to what is said."""
    if any(point.row or point.column for point in group.points):
        return _WIDTHS
    room = sum(_WIDTHS[key] for key in _PLACE)
    return {key: width + room * (key == "problem") for key, width in _WIDTHS.items() if key not in _PLACE}


def _texts(number: int, point: Point) -> dict[str, list[str]]:
    words = slip_words()
    return {
        "number": [str(number)],
        "row": [point.row or words["whole"]],
        "column": [point.column or words["whole"]],
        "problem": [point.problem, *([f"{words['columns']['basis']}{point.basis}"] if point.basis else [])],
        "found": [point.found],
        "expected": [point.expected],
    }


def _row(widths: Mapping[str, int], texts: Mapping[str, Sequence[str]], *, header: bool = False) -> str:
    made = []
    for key, width in widths.items():
        side = "left" if key in _LEFT and not header else "center"
        made.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            + "".join(_cell_paragraph(text, side, bold=header) for text in texts[key])
            + "</w:tc>"
        )
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if header else "") + "</w:trPr>"
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"


def _cell_paragraph(text: str, side: str, *, bold: bool) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{TABLE}"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{weight}<w:t xml:space="preserve">{escape(plain_line(text))}</w:t></w:r></w:p>'
    )
