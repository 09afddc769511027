"""What a PDF would draw, reckoned before anything is drawn: pdfium cannot be stopped while it takes a page in.

Forms may draw forms: ten lines of each of ten forms are a thousand million lines, and pdfium takes all memory for
them. So it does for a stream that unpacks to more than any page holds.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gongkai.document import budget
from gongkai.errors import HostileDocument, TruncatedDocument
from gongkai.settings import Settings

if TYPE_CHECKING:
    import pikepdf

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})[ \t\r\n\f\0]{1,9}Do\b")
_OTHERWISE_PACKED = 1_000_000
"""Largest stream taken that is packed in another way than by Flate, whose size cannot be told while it unpacks."""
_PRINT = "请打印为新的 PDF 后再试。"
_DEEPEST = 28
"""How deep pdfium goes into forms within forms."""
_STEPS = 64


def refuse_overdrawn(data: bytes, settings: Settings, *, first: int = 1, last: int | None = None) -> None:
    """Raise :class:`HostileDocument` where a page would draw more than ``max_drawn`` bytes of instructions.

    Only the pages from ``first`` to ``last`` are looked at, from 1. Raises :class:`TruncatedDocument` where the file's
    objects cannot be told apart.
    """
    with taken_apart(data) as pdf:
        reckon(pdf, settings, first=first, last=last)


@contextmanager
def taken_apart(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open the objects of a PDF for the length of a ``with`` block.

    Raises :class:`TruncatedDocument` where they cannot be told apart, there or within the block.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, AttributeError, KeyError) as error:
        raise TruncatedDocument(f"PDF 文件已损坏（{error}）。", advice=_PRINT) from error


def reckon(pdf: pikepdf.Pdf, settings: Settings, *, first: int = 1, last: int | None = None) -> None:
    """Do what :func:`refuse_overdrawn` does with a PDF that is open."""
    reckoned = _Reckoned(settings)
    for number, page in enumerate(pdf.pages[first - 1 : last], first):
        reckoned.page(page, number)


class _Reckoned:
    """The bytes that each form draws, those of the forms in it included; every form is reckoned once."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.max_drawn
        self._known: dict[tuple[int, int], int] = {}

    def page(self, page: pikepdf.Page, number: int) -> None:
        """Raise where a page, with what its annotations show, draws too much."""
        contents: Any = page.obj.get("/Contents")
        streams = [contents] if not _is_array(contents) else list(contents)
        own = b"\n".join(self._bytes(each) for each in streams if _is_stream(each))
        drawn = self._of(own, page.obj.get("/Resources"), 0)
        annotations: Any = page.obj.get("/Annots")
        for each in list(annotations) if _is_array(annotations) else ():
            looks = each.get("/AP", {}).get("/N") if _is_dictionary(each) else None
            drawn += self._form(looks, 1) if _is_stream(looks) else 0
        if drawn > self._most:
            raise HostileDocument(f"PDF 第 {number} 页要画的内容过多，疑为炸弹。", advice=_PRINT)

    def _of(self, content: bytes, resources: Any, depth: int) -> int:
        budget.spend(_STEPS)
        total = len(content)
        objects: Any = resources.get("/XObject") if _is_dictionary(resources) else None
        if not _is_dictionary(objects) or depth > _DEEPEST:
            return total
        times: dict[str, int] = {}
        for match in _DRAWN.finditer(content):
            name = f"/{match[1].decode('latin-1')}"
            times[name] = times.get(name, 0) + 1
        for name, count in times.items():
            form: Any = objects.get(name)
            if _is_stream(form) and str(form.get("/Subtype", "")) == "/Form":
                total += count * self._form(form, depth + 1)
        return total

    def _form(self, form: Any, depth: int) -> int:
        key = form.objgen
        if key not in self._known:
            self._known[key] = 0  # a form that draws itself draws nothing more
            self._known[key] = min(self._of(self._bytes(form), form.get("/Resources"), depth), 2 * self._most)
        return self._known[key]

    def _bytes(self, stream: Any) -> bytes:
        """Return a stream unpacked, as far as it can be without unpacking more than a page may draw."""
        raw: bytes = stream.read_raw_bytes()
        packed = stream.get("/Filter")
        if packed is None:
            unpacked = raw
        elif str(packed) == "/FlateDecode" and "/DecodeParms" not in stream:
            unpacked = zlib.decompressobj().decompress(raw, self._most + 1)
        elif len(raw) <= _OTHERWISE_PACKED and not _packed_twice(packed):
            unpacked = stream.read_bytes()
        else:
            raise HostileDocument("PDF 页面内容的压缩方式过于特别，未予处理。", advice=_PRINT)
        if len(unpacked) > self._most:
            raise HostileDocument("PDF 页面内容解开后过大，疑为压缩炸弹。", advice=_PRINT)
        return unpacked


def _packed_twice(filters: Any) -> bool:
    return _is_array(filters) and sum(str(each) in ("/FlateDecode", "/LZWDecode") for each in filters) > 1


def _is_stream(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Stream)


def _is_array(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Array)


def _is_dictionary(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary)
