"""The styles of a Word report: fonts and sizes of GB/T 9704-2012, as named styles an office can change once for all."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle

from gongkai.writing.paper import TABLE_SIZE, settings_of_paper

BODY = "Body Text"
NOTE = "报告附注"
SIGNATURE = "报告落款"
PAGE_NUMBER = "Footer"
TABLE = "报告表格"

_CENTRED = '<w:jc w:val="center"/>'
_INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_KEPT = "<w:keepNext/><w:keepLines/>"
_LINE_28 = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'
_LINE_36 = '<w:spacing w:before="0" w:after="280" w:line="720" w:lineRule="exact"/>'
_LINE_TIGHT = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'

# Style → font role, size in half points, paragraph properties (in the schema's order), bold. Outline levels come with
# the built-in names, which Word and WPS show in Chinese: 标题, 标题 1, 正文文本.
_STYLES: tuple[tuple[str, str, int, str, bool], ...] = (
    ("Title", "title", 44, f"{_KEPT}{_LINE_36}{_CENTRED}", False),
    ("Heading 1", "heading1", 32, f'{_KEPT}{_LINE_28}{_INDENTED}<w:outlineLvl w:val="0"/>', False),
    ("Heading 2", "heading2", 32, f'{_KEPT}{_LINE_28}{_INDENTED}<w:outlineLvl w:val="1"/>', False),
    ("Heading 3", "heading3", 32, f'{_KEPT}{_LINE_28}{_INDENTED}<w:outlineLvl w:val="2"/>', True),
    (BODY, "body", 32, f'{_LINE_28}{_INDENTED}<w:jc w:val="both"/>', False),
    (NOTE, "heading2", 28, f"{_LINE_28}{_CENTRED}", False),
    # 7.3.5.1: the date stands four characters in from the right edge.
    (SIGNATURE, "body", 32, f'{_LINE_28}<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>', False),
    (PAGE_NUMBER, "table", 28, _LINE_TIGHT, False),
    (TABLE, "table", round(2 * TABLE_SIZE), _LINE_TIGHT, False),
)


def set_styles(document: WordDocument) -> None:
    """Give the document its styles; what Word's own template sets (theme fonts, blue headings) is replaced."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        document.styles.element.remove(defaults)
    document.styles.element.insert(
        0,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault>{_run_properties('body', 32, False, False)}</w:rPrDefault>"
            "<w:pPrDefault/></w:docDefaults>"
        ),
    )
    names = {style.name for style in document.styles}
    for name, role, size, paragraph, bold in _STYLES:
        if name not in names:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style = document.styles[name]
        style.quick_style = True
        style.hidden = False
        element: BaseOxmlElement = style.element
        for child in element.findall(qn("w:pPr")) + element.findall(qn("w:rPr")):
            element.remove(child)
        element.append(parse_xml(f"<w:pPr {nsdecls('w')}>{paragraph}</w:pPr>"))
        element.append(parse_xml(_run_properties(role, size, bold, True)))
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", NOTE):
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            style.next_paragraph_style = document.styles[BODY]  # what an office types below a heading is body text


def _run_properties(role: str, size: int, bold: bool, declared: bool) -> str:
    fonts = settings_of_paper()["fonts"]
    name, latin = fonts[role]["name"], fonts["latin"]["name"]
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return (
        f"<w:rPr {nsdecls('w') if declared else ''}>"
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" w:cs="{latin}"/>{weight}'
        f'<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    )
