"""Office Open XML packages: whatever part the page or the sheet does not show."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from gongkai.document.archive import Archive
from gongkai.document.fronts.ooxml import Element, parse
from gongkai.errors import UnreadableDocument
from gongkai.screening.files.gathering import Gathered, Inner
from gongkai.screening.finding.names import is_name
from gongkai.screening.model import Place
from gongkai.screening.words import words
from gongkai.settings import Settings

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp")
_VECTORS = (".emf", ".wmf", ".svg")
# Parts that say how things look and hold no words of the document.
_LOOKS = re.compile(
    r"(?:styles|theme\d*|fontTable|webSettings|tableStyles|calcChain|numbering|stylesWithEffects)\.xml$"
)
_PEOPLE = ("creator", "lastModifiedBy", "Manager", "author", "name", "displayName", "Company")
_CROP = re.compile(rb'<(?:\w+:)?srcRect\b[^<>]*?\s[ltrb]="-?[1-9]')
_TARGET = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_ATTRIBUTE = re.compile(rb'\b(Target|TargetMode)="([^"]*)"')
_LOCAL = re.compile(r"^(?:file:|[A-Za-z]:[\\/]|\\\\)")
WORDY = frozenset(
    {"title", "descr", "name", "displayName", "author", "userId", "tooltip", "alt", "prompt", "promptTitle"}
)


def other_parts(archive: Archive, seen: Iterable[str], gathered: Gathered, settings: Settings, inner: Inner) -> None:
    """Add every part of a package that is not in ``seen``: properties, pictures, embedded files, caches, anything."""
    known = set(seen)
    for name in archive.names:
        if name in known or name.endswith("/"):
            continue
        try:
            _part(archive, name, gathered, settings, inner)
        except UnreadableDocument as error:
            gathered.unread.append(f"{name}：{error.message}")


def _part(archive: Archive, name: str, gathered: Gathered, settings: Settings, inner: Inner) -> None:
    lowered = name.lower()
    if lowered.endswith(".rels"):
        _relations(archive.read(name), name, gathered)
    elif "thumbnail" in lowered and lowered.endswith((*_PICTURES, *_VECTORS)):
        gathered.trace("thumbnail", Place("picture", member=name), posixpath.basename(name))
    elif lowered.endswith(_PICTURES):
        gathered.add(inner(archive.read(name), name), Place("picture", member=name), None)
    elif lowered.startswith("docprops/") and lowered.endswith(".xml"):
        _properties(parse(archive.read(name), settings), name, gathered)
    elif "/embeddings/" in lowered or ("/activex/" in lowered and lowered.endswith(".bin")):
        gathered.trace("attachment", Place("attachment", member=name), posixpath.basename(name))
        gathered.add(inner(archive.read(name), name), Place("attachment", member=name), "attachment")
    elif lowered.endswith((".xml", ".vml")) and not _LOOKS.search(name) and name != "[Content_Types].xml":
        sweep(parse(archive.read(name), settings), name, gathered)
    elif not lowered.endswith((".xml", ".vml", ".bin", *_VECTORS, ".odttf", ".ttf", ".fntdata")):
        gathered.add(inner(archive.read(name), name), Place("attachment", member=name), "attachment")


def _relations(data: bytes, name: str, gathered: Gathered) -> None:
    """External targets: links are looked at as text, paths of a computer are traces."""
    for tag in _TARGET.findall(data):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get(b"TargetMode") != b"External":
            continue
        target = unquote(attributes.get(b"Target", b"").decode("utf-8", "replace")).replace("&amp;", "&")
        if _LOCAL.match(target):
            gathered.trace("path", Place("other", member=name), target)
        else:
            gathered.text(target, Place("other", member=name))


def _properties(root: Element, name: str, gathered: Gathered) -> None:
    for each in root.iter():
        local = each.tag.rsplit("}", 1)[-1]
        text = (each.text or "").strip()
        if local in ("creator", "lastModifiedBy", "Manager") and is_person(text):
            gathered.trace("author", Place("properties", member=name), text)
        elif text:
            gathered.text(text, Place("properties", member=name), "cached-data")


def is_person(text: str) -> bool:
    """Whether what a program wrote for an author names a person."""
    return text.strip().lower() not in words().not_persons and is_name(text)


def sweep(root: Element, name: str, gathered: Gathered, part: str = "other", hidden: str = "cached-data") -> None:
    """Add all text of a part that no reader sees, element by element."""
    for each in root.iter():
        if each.text and not each.text.isspace():
            gathered.text(each.text, Place(part, member=name), hidden)
        for key, value in each.attrib.items():
            if key.rsplit("}", 1)[-1] in WORDY and len(value) > 1:
                gathered.text(value, Place(part, member=name), hidden)


def crops(data: bytes, name: str, gathered: Gathered) -> None:
    """Add a trace where pictures of a part are cropped: what was cut away is still in the file."""
    count = len(_CROP.findall(data))
    if count:
        gathered.trace("cropped-picture", Place("picture", member=name), f"{count}张图片经过裁剪")
