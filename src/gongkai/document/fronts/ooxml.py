"""The package around Office Open XML parts (ECMA-376 part 2): parts, relationships, properties, safely parsed.

The parts are parsed with the standard library instead of python-docx or openpyxl: both unpack without bounds,
build every style and merged cell as objects, and give up on files that Word and WPS open without complaint.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

from gongkai.document.archive import Archive
from gongkai.errors import HostileDocument, OversizedDocument, TruncatedDocument
from gongkai.settings import Settings

Element = ElementTree.Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PACKAGE_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_DC = "{http://purl.org/dc/elements/1.1/}"

# ECMA-376 strict names its namespaces differently; the elements are the same.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", S[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    ),
)
_ADVICE = "请用 Word 或 WPS 打开另存后再报。"


class Relation(NamedTuple):
    """Where a relationship leads: ``kind`` is the last word of its type, ``target`` a part name."""

    kind: str
    target: str


class FlatArchive:
    """The parts of a package saved as one XML file (flat OPC), named and read like the members of a zip."""

    def __init__(self, root: Element) -> None:
        self.names: dict[str, Element] = {
            each.get(f"{PKG}name", "").lstrip("/"): content[0]
            for each in root.iter(f"{PKG}part")
            if (content := each.find(f"{PKG}xmlData")) is not None and len(content)
        }

    def read(self, name: str, limit: float | None = None) -> bytes:
        """Return a part written out again; its size was bounded when the whole was parsed."""
        written: bytes = ElementTree.tostring(self.names[name], "utf-8")
        return written


class Package:
    """An Office Open XML file in memory; raises :class:`TruncatedDocument` when there is no main part."""

    def __init__(self, archive: Archive | FlatArchive, settings: Settings) -> None:
        self._archive = archive
        self._settings = settings
        self._relations: dict[str, dict[str, Relation]] = {}
        # Part names compare without regard to case (OPC 6.2.2.3); some writers rely on it.
        self._names = {each.lower().lstrip("/"): each for each in self._archive.names}
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                self.main = relation.target
                return
        raise TruncatedDocument("Office 文件不完整（缺少正文部分）。", advice=_ADVICE)

    def has(self, part: str) -> bool:
        """True if the part is in the package."""
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """Return a part's bytes; :class:`TruncatedDocument` if it is not there."""
        name = self._names.get(part.lower())
        if name is None:
            raise TruncatedDocument(f"Office 文件不完整（缺少 {part}）。", advice=_ADVICE)
        return self._archive.read(name, self._settings.max_markup)

    def xml(self, part: str) -> Element:
        """Return a part's root element; raises for a DTD, for damage, and beyond ``max_markup`` bytes."""
        return parse(self.read(part), self._settings)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return a part's internal relationships by id; of the package itself for ``""``."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return {}
        found: dict[str, Relation] = {}
        for each in self.xml(rels).iter(f"{_PACKAGE_RELS}Relationship"):
            if each.get("TargetMode") == "External":
                continue
            target = unquote(each.get("Target", "")).replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relation(each.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def related(self, kind: str) -> str | None:
        """Return the main part's first related part of a kind (``styles``, ``numbering``, ``sharedStrings``)."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind and self.has(relation.target):
                return relation.target
        return None

    def title(self) -> str | None:
        """Return the title in the document's properties, or None."""
        for relation in self.relations("").values():
            if relation.kind == "core-properties" and self.has(relation.target):
                try:
                    found = self.xml(relation.target).findtext(f"{_DC}title")
                except TruncatedDocument:
                    return None
                return (found or "").strip() or None
        return None


def parse(data: bytes, settings: Settings) -> Element:
    """Parse one XML part; refuses any DTD (Office never writes one) and so every entity, and too many tags."""
    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4] else data
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise HostileDocument("Office 文件内含 DTD 或实体定义，正常文件不会有，未予读取。", advice=_ADVICE)
    if plain.count(b"<") > settings.max_tags:
        raise OversizedDocument("Office 文件内容过多，超出上限。", advice="请只保留报告内容后再报。")
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise TruncatedDocument("Office 文件内容不完整或已损坏。", advice=_ADVICE) from error
