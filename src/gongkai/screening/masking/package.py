"""Office packages written back: the parts in which something was hidden, all others byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from lxml import etree

from gongkai.document.archive import Archive
from gongkai.document.fronts.ooxml import parse
from gongkai.errors import TruncatedDocument
from gongkai.screening.files.office import WORDY, is_person
from gongkai.screening.finding.found import About
from gongkai.screening.masking.signs import MASKED_KINDS, masked
from gongkai.screening.screen import Screen
from gongkai.screening.text import found_in

Change = Callable[[str, "etree._Element"], bool]
"""Takes a part's name and root; returns whether it changed it."""

_PEOPLE = ("creator", "lastModifiedBy", "Manager")


def rewritten(data: bytes, screen: Screen, change: Change) -> bytes:
    """Return the package with every XML part put to ``change``; order and other members stay."""
    archive = Archive(data, screen.settings)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, info in archive.names.items():
            content = archive.read(name)
            if name.lower().endswith((".xml", ".vml")):
                root = _parsed(content, screen)
                if change(name, root):
                    content = etree.tostring(
                        root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True
                    )
            new.writestr(zipfile.ZipInfo(info.filename, info.date_time), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parsed(content: bytes, screen: Screen) -> etree._Element:
    parse(content, screen.settings)  # refuses entities, and more tags than are bounded
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise TruncatedDocument("Office 文件内容不完整或已损坏。", advice="请用 Word 或 WPS 打开另存。") from error


def hide(text: str, screen: Screen) -> str:
    """Return a text that stands by itself with what is personal in it hidden, names beside it too."""
    found = [each for each in found_in(text, About(screen.day), screen.rules) if each.kind in MASKED_KINDS]
    return masked(text, found, with_names=True) if found else text


def hide_in_any_part(name: str, root: etree._Element, screen: Screen) -> bool:
    """Hide what is personal in a part that no page shows, and persons' names in the properties."""
    changed = False
    properties = name.lower().startswith("docprops/")
    for each in root.iter(etree.Element):
        text = each.text or ""
        person = properties and etree.QName(each).localname in _PEOPLE and is_person(text)
        now = "" if person else hide(text, screen)
        if now != text:
            each.text = now
            changed = True
        for key, value in each.attrib.items():
            if str(key).rsplit("}", 1)[-1] in WORDY:
                now = hide(str(value), screen)
                if now != value:
                    each.set(key, now)
                    changed = True
    return changed
