"""Word 2003 XML (WordprocessingML 2.0) as if it were today's: much the same elements, some under other names.

Office systems fill templates in this format and name them ``.doc``. Tracked changes are ``aml:annotation``
elements, list numbers stand as text in ``w:listPr``.
"""

from __future__ import annotations

from xml.etree import ElementTree

from gongkai.document.fronts.ooxml import Element, W
from gongkai.errors import TruncatedDocument

_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge", "hlink": "hyperlink"}
_CHANGES = {"Word.Deletion": f"{W}del", "Word.Insertion": f"{W}ins", "Word.Move": f"{W}ins"}
_DROPPED = f"{W}dropped"


def modernised(root: Element) -> tuple[Element, Element | None]:
    """Return body and styles of a ``w:wordDocument``, renamed in place; ``root`` must not be used afterwards."""
    for element in root.iter():
        _modernise(element)
    body = root.find(f"{W}body")
    if body is None:
        raise TruncatedDocument("Word 文件不完整（没有正文）。", advice="请用 Word 或 WPS 打开另存为 docx 后再报。")
    return body, root.find(f"{W}styles")


def title_of(root: Element) -> str | None:
    """Return the title in the document's properties, or None."""
    found = root.findtext(f"{_OFFICE}DocumentProperties/{_OFFICE}Title")
    return (found or "").strip() or None


def _modernise(element: Element) -> None:
    tag = element.tag
    if tag.startswith(_OLD):
        name = tag[len(_OLD) :]
        element.tag = W + _RENAMED.get(name, name)
        for key in [each for each in element.attrib if each.startswith(_OLD)]:
            element.attrib[W + key[len(_OLD) :]] = element.attrib.pop(key)
        if name == "p":
            _write_number(element)
    elif tag == f"{_AML}annotation":
        # Comments and bookmarks share the element with tracked changes; a comment's text is not the document's.
        element.tag = _CHANGES.get(element.get(f"{_OLD}type", ""), _DROPPED)
        content = element.find(f"{_AML}content")
        if content is not None:
            element[:] = list(content)
    elif tag in (f"{_HINT}sect", f"{_HINT}sub-section"):
        element.tag = f"{W}customXml"


def _write_number(paragraph: Element) -> None:
    """Put the automatic number, which Word wrote down as a hint, before the paragraph's text."""
    number = paragraph.find(f"{_OLD}pPr/{_OLD}listPr/{_HINT}t")
    text = "" if number is None else number.get(f"{_HINT}val", "")
    if not text or not text.isprintable() or not any(each.isalnum() for each in text):
        return
    run = ElementTree.Element(f"{W}r")
    ElementTree.SubElement(run, f"{W}t").text = text
    paragraph.insert(1, run)
