"""PDF masked: a page that shows something personal becomes a picture of itself with the signs covered.

Fonts of a PDF seldom hold a star, and one text is often drawn in many pieces, so signs cannot be surely replaced in
place. Pages without anything personal, and all other objects but for the strings in which something is hidden, stay.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gongkai.document import budget
from gongkai.document.fronts.pdf.opening import opened
from gongkai.errors import OversizedDocument, TruncatedDocument
from gongkai.screening.files.pdf_objects import MOST_OBJECTS, strings_in
from gongkai.screening.masking.package import hide
from gongkai.screening.masking.page_signs import Box, PageSigns
from gongkai.screening.masking.tables import masked_cells
from gongkai.screening.model import Content
from gongkai.screening.screen import Screen

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72


def mask_pdf(data: bytes, screen: Screen) -> tuple[bytes, tuple[int, ...]]:
    """Return the file with what is personal covered, and the numbers of the pages that became pictures."""
    covers = _covers(data, screen.content(data), screen)
    pictures = {page: _picture(data, page, boxes, screen) for page, boxes in covers.items()}
    return _written(data, pictures, screen), tuple(sorted(pictures))


def _covers(data: bytes, content: Content, screen: Screen) -> dict[int, list[Box]]:
    """Return by page what must be covered: signs of its lines, of its tables' cells, and of what it holds unseen."""
    changed: dict[int, dict[str, str]] = {}
    for number, old, new in _changes(content, screen):
        changed.setdefault(number, {})[old] = new
    covers: dict[int, list[Box]] = {}
    with opened(data) as document:
        for number in range(1, min(len(document), screen.settings.max_pages) + 1):
            budget.spend()
            signs = PageSigns.of(document[number - 1])
            texts = {line: hide(line, screen) for line in signs.lines()} | changed.get(number, {})
            boxes = [box for old, new in texts.items() if old != new for box in signs.hidden(old, new)]
            if boxes:
                covers[number] = boxes
    return covers


def _changes(content: Content, screen: Screen) -> Iterator[tuple[int, str, str]]:
    for passage in content.passages:
        if passage.place.page is not None and (new := hide(passage.text, screen)) != passage.text:
            yield passage.place.page, passage.text, new
    for listing in content.listings:
        cells = {(cell.place.row, cell.place.column): cell for row in listing.rows for cell in row}
        for address, new in masked_cells(listing, screen).items():
            cell = cells[address]
            if cell.place.page is not None:
                yield cell.place.page, cell.text, new


def _picture(data: bytes, number: int, boxes: Iterable[Box], screen: Screen) -> Image:
    """Return the page as it is printed, with the boxes black."""
    from PIL import ImageDraw

    with opened(data) as document:
        page = document[number - 1]
        scale = screen.settings.ocr_dpi / _POINTS
        if page.get_width() * page.get_height() * scale * scale > screen.settings.max_pixels:
            raise OversizedDocument(f"第{number}页过大，不能遮盖。", advice="请缩小页面后再试。")
        document.init_forms()
        image: Image = page.render(scale=scale).to_pil().convert("RGB")
        draw = ImageDraw.Draw(image)
        for left, bottom, right, top in boxes:
            corners = [_on_picture(page, x, y, image.size, scale) for x, y in ((left, bottom), (right, top))]
            xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
            draw.rectangle((xs[0], ys[0], xs[1], ys[1]), fill="black")
    return image


def _on_picture(page: Any, x: float, y: float, size: tuple[int, int], scale: float) -> tuple[float, float]:
    """Return where a point of a page stands on its picture, whichever way the page is turned."""
    from ctypes import byref, c_int

    from pypdfium2 import raw

    to_x, to_y = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, size[0], size[1], 0, x, y, byref(to_x), byref(to_y))
    return float(to_x.value), float(to_y.value)


def _written(data: bytes, pictures: Mapping[int, Image], screen: Screen) -> bytes:
    import pikepdf

    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise OversizedDocument("PDF 里的对象过多，超出上限。", advice="请打印为新的 PDF 后再查。")
            for number, image in pictures.items():
                _replace(pdf, pdf.pages[number - 1], image)
            for thing in pdf.objects:
                budget.spend()
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    _hide_strings(thing, screen)
                if isinstance(thing, pikepdf.Stream) and str(thing.get("/Type", "")) == "/Metadata":
                    _hide_metadata(thing, screen)
            pdf.remove_unreferenced_resources()
            pdf.save(out)
    except pikepdf.PdfError as error:
        raise TruncatedDocument(f"PDF 文件已损坏（{error}）。", advice="请重新下载或另存后再试。") from error
    return out.getvalue()


def _replace(pdf: Any, page: Any, image: Image) -> None:
    """Let a page show a picture of itself and nothing else: its text, drawings, notes and fields are gone."""
    import pikepdf

    held = io.BytesIO()
    image.save(held, "JPEG", quality=85)
    left, bottom, right, top = (float(each) for each in page.get("/CropBox", page.mediabox))
    width, height = right - left, top - bottom
    if int(page.get("/Rotate", 0)) % 180:
        width, height = height, width
    stream = pdf.make_stream(held.getvalue())
    stream.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=image.width, Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.obj["/MediaBox"] = pikepdf.Array([0, 0, round(width, 3), round(height, 3)])
    for key in ("/CropBox", "/Rotate", "/Annots", "/Thumb", "/PieceInfo", "/StructParents", "/Tabs", "/BleedBox",
                "/TrimBox", "/ArtBox", "/Metadata", "/AA"):  # fmt: skip
        if key in page.obj:
            del page.obj[key]
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Masked=stream))
    page.obj["/Contents"] = pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Masked Do Q".encode())


def _hide_strings(thing: Any, screen: Screen) -> None:
    """Hide what is personal in the strings of a dictionary; what was drawn of a changed one is drawn anew."""
    import pikepdf

    for holder, key, text in strings_in(thing, 0):
        now = hide(text, screen)
        if now != text:
            holder[key] = pikepdf.String(now)
            if "/AP" in thing:
                del thing["/AP"]


def _hide_metadata(stream: Any, screen: Screen) -> None:
    text = stream.read_bytes().decode("utf-8", "replace")
    now = "".join(hide(line, screen) for line in text.splitlines(keepends=True))
    if now != text:
        stream.write(now.encode())
