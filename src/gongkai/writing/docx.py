"""Write the report as a Word file that an office goes on editing in Word or WPS.

Page, type sizes and spacing follow GB/T 9704-2012 (党政机关公文格式): A4, margins 37 mm above and 28 mm left, a text
block of 156 × 225 mm, body 三号 (16 pt) on lines of 28 pt. Fonts are named, not embedded.
"""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.report import Report
from gongkai.writing.docx_styles import BODY, NOTE, PAGE_NUMBER, SIGNATURE, set_styles
from gongkai.writing.docx_table import table_element
from gongkai.writing.paper import (
    TEXT_WIDTH,
    Paper,
    PaperSection,
    Paragraph,
    Version,
    chinese_date,
    set_out,
    settings_of_paper,
)


def render(report: Report, version: Version = "web", code: str = "") -> bytes:
    """Return the report as DOCX; its properties name ``code``."""
    paper = set_out(report, version)
    document = Document()
    set_page(document)
    set_styles(document)
    _set_properties(document, paper, code)
    _write_front(document, paper)
    for section in paper.sections:
        _write_section(document, section)
    _write_back(document, paper)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def set_page(document: WordDocument) -> None:
    """Give the document the page of GB/T 9704: A4, margins, page numbers outside."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(210 - 28 - TEXT_WIDTH), Mm(297 - 37 - 225)
    # GB/T 9704-2012, 7.5: the page number stands 7 mm below the text block, outside on odd and even pages.
    section.footer_distance = Mm(35 - 7 - 7)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], "right")
    _page_number(section.even_page_footer.paragraphs[0], "left")


def _page_number(paragraph: WordParagraph, side: str) -> None:
    """Write — 1 — with the number as a field, one character in from the outer edge."""
    paragraph.style = PAGE_NUMBER
    properties = paragraph._p.get_or_add_pPr()
    indent = OxmlElement("w:ind")
    indent.set(qn(f"w:{side}Chars"), "100")
    indent.set(qn(f"w:{side}"), "280")
    properties.append(indent)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run("— ")
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), (None, None), ("end", None)):
        run = paragraph.add_run("1" if kind is None and text is None else None)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)
    paragraph.add_run(" —")


def _set_properties(document: WordDocument, paper: Paper, code: str) -> None:
    properties = document.core_properties
    # The format allows 255 characters in each of these.
    properties.title = paper.title[:255]
    properties.author = properties.last_modified_by = paper.agency[:255]
    properties.language = "zh-CN"
    properties.comments = ""
    properties.keywords = properties.identifier = code


def _write_front(document: WordDocument, paper: Paper) -> None:
    title = document.add_paragraph(style="Title")
    for number, line in enumerate(paper.title_lines):
        run = title.add_run()
        if number:
            run.add_break()
        run.add_text(line)
    if paper.byline:
        document.add_paragraph(paper.byline, style=NOTE)
    if paper.published:
        document.add_paragraph(
            f"{settings_of_paper()['wording']['published']}{chinese_date(paper.published)}", style=NOTE
        )
    if paper.addressee:
        # 7.3.2: the addressee stands at the left edge, without an indent.
        paragraph = document.add_paragraph(paper.addressee, style=BODY)
        indent = OxmlElement("w:ind")
        indent.set(qn("w:firstLineChars"), "0")
        indent.set(qn("w:firstLine"), "0")
        paragraph._p.get_or_add_pPr().append(indent)
    _write_prose(document, paper.preamble)


def _write_section(document: WordDocument, section: PaperSection) -> None:
    document.add_paragraph(section.heading, style="Heading 1")
    _write_prose(document, section.paragraphs)
    if section.layout:
        body: BaseOxmlElement = document.element.body
        # The last child of the body is the page set-up, which stays last.
        body.insert(len(body) - 1, table_element(section.layout, section.caption, TEXT_WIDTH))


def _write_prose(document: WordDocument, paragraphs: tuple[Paragraph, ...]) -> None:
    for paragraph in paragraphs:
        document.add_paragraph(paragraph.text, style=f"Heading {paragraph.level}" if paragraph.level else BODY)


def _write_back(document: WordDocument, paper: Paper) -> None:
    _write_prose(document, paper.closing)
    if paper.signature or paper.signed:
        document.add_paragraph(style=BODY)
    for text in filter(None, (paper.signature, paper.signed)):
        document.add_paragraph(text, style=SIGNATURE)
    if paper.notice:
        document.add_paragraph(paper.notice, style=BODY)
