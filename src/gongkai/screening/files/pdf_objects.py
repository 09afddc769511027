"""Every object of a PDF besides its pages' text: annotations, fields, properties, attachments, pictures, thumbnails."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from gongkai.document import budget
from gongkai.errors import OversizedDocument, TruncatedDocument
from gongkai.screening.files.gathering import Gathered, Inner, without_spaces
from gongkai.screening.files.office import is_person
from gongkai.screening.model import Place
from gongkai.screening.words import words
from gongkai.settings import Settings

_MARKUP = re.compile(r"<[^<>]+>")
_NOTES = frozenset(("/Text", "/FreeText", "/Popup", "/Highlight", "/StrikeOut"))
_PARTS = {"/Annot": "annotation", "/Filespec": "attachment"}
_LONGEST = 100_000
MOST_OBJECTS = 500_000
_DEEPEST = 8
_OBJECT_STEPS = 16


class Objects:
    """The walk over the objects of one PDF; what its pages show as well is not added twice."""

    def __init__(self, gathered: Gathered, shown: str, settings: Settings, inner: Inner) -> None:
        self._gathered, self._shown, self._settings, self._inner = gathered, shown, settings, inner

    def read(self, data: bytes) -> None:
        """Gather; raises :class:`TruncatedDocument` for a damaged file, :class:`OversizedDocument` beyond limits."""
        import pikepdf

        try:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                if len(pdf.objects) > MOST_OBJECTS:
                    raise OversizedDocument("PDF 里的对象过多，超出上限。", advice="请打印为新的 PDF 后再查。")
                for thing in pdf.objects:
                    budget.spend(_OBJECT_STEPS)
                    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                        self._dictionary(thing)
                    if isinstance(thing, pikepdf.Stream):
                        self._stream(thing)
                info = pdf.trailer.get("/Info")
                author = _string(info.get("/Author")) if isinstance(info, pikepdf.Dictionary) else ""
                if is_person(author):
                    self._gathered.trace("author", Place("properties"), author)
        except pikepdf.PdfError as error:
            raise TruncatedDocument(f"PDF 文件已损坏（{error}）。", advice="请重新下载或另存后再试。") from error

    def _dictionary(self, thing: Any) -> None:
        if "/Thumb" in thing:
            self._gathered.trace("thumbnail", Place("picture"), "页面存有缩略图")
        note = _string(thing.get("/Contents")) if str(thing.get("/Subtype", "")) in _NOTES else ""
        if note:
            self._gathered.trace("comment", Place("annotation"), note)
        field = "/FT" in thing or "/Opt" in thing
        part = "form" if field else _PARTS.get(str(thing.get("/Type", "")), "other")
        for _, _, text in strings_in(thing, 0):
            if without_spaces(text) not in self._shown:
                self._gathered.text(text, Place(part), "cached-data")

    def _stream(self, stream: Any) -> None:
        kind = str(stream.get("/Type", ""))
        if kind == "/EmbeddedFile" or "/Params" in stream:
            self._gathered.trace("attachment", Place("attachment"), "PDF 里嵌有文件")
            inside = self._inner(self._bytes(stream), "附件")
            self._gathered.add(inside, Place("attachment"), "attachment")
        elif kind == "/Metadata":
            text = _MARKUP.sub("\n", self._bytes(stream).decode("utf-8", "replace"))
            for line in text.splitlines():
                if is_person(line):
                    self._gathered.trace("author", Place("metadata"), line)
                self._gathered.text(line.strip(), Place("metadata"), "cached-data")
        elif str(stream.get("/Filter", "")) == "/DCTDecode":
            # A photograph carries what the camera wrote; its page was read or recognised already.
            self._gathered.add(self._inner(stream.read_raw_bytes(), "图片"), Place("picture"), None)

    def _bytes(self, stream: Any) -> bytes:
        import pikepdf

        try:
            data: bytes = stream.read_bytes()
        except pikepdf.PdfError:
            data = stream.read_raw_bytes()
        if len(data) > self._settings.max_bytes:
            raise OversizedDocument("PDF 里嵌入的文件过大，超出上限。", advice="请取出后单独检查。")
        return data


def strings_in(thing: Any, depth: int) -> Iterator[tuple[Any, Any, str]]:
    """Yield the strings of a dictionary that somebody may have written: what holds it, under which key, and the text.

    Indirect objects are visited by themselves.
    """
    import pikepdf

    if depth > _DEEPEST:
        return
    technical = words().pdf_technical
    for key, value in thing.items():
        if key in technical:
            continue
        if isinstance(value, pikepdf.String):
            yield thing, key, _string(value)
        elif isinstance(value, pikepdf.Array) and not value.is_indirect:
            for at, each in enumerate(value):
                if isinstance(each, pikepdf.String):
                    yield value, at, _string(each)
                elif isinstance(each, pikepdf.Dictionary) and not each.is_indirect:
                    yield from strings_in(each, depth + 1)
        elif isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            yield from strings_in(value, depth + 1)


def _string(value: object) -> str:
    return "" if value is None else str(value)[:_LONGEST].replace("\0", "")
