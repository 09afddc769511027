"""Files of every kind with a secret planted somewhere in them, seen on a page or not."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import docx
import openpyxl
import pikepdf
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from gongkai.redaction import Box
from tests.redaction.kit import FONT, as_file, changed
from tests.screening.build import pdf as typeset
from tests.screening.build import word, workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAIN = "本机关收到你的申请，现答复如下。"


@dataclass(frozen=True)
class Planted:
    """A file with a secret in it."""

    place: str
    data: bytes
    secret: str
    seen: bool
    """Whether a page shows it."""
    box: Box | None = None
    """Where a picture shows it: there is no text to find it by."""


def _text(secret: str) -> str:
    return f"申请人编号{secret}，请核对。"


def _helvetica() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def _more(file: pikepdf.Pdf, content: str) -> None:
    """Add to what the first page draws; ``/S`` is a font."""
    page = file.pages[0]
    page.Resources.Font = Dictionary({**dict(page.Resources.get("/Font", Dictionary())), "/S": _helvetica()})
    page.Contents = file.make_stream(b"q " + page.Contents.read_bytes() + b" Q " + content.encode())


def _show(secret: str, mode: int = 0, before: str = "") -> str:
    return f"BT {before} /S 14 Tf {mode} Tr 90 500 Td ({secret}) Tj ET"


def _in_text(file: pikepdf.Pdf, secret: str) -> None:
    _more(file, _show(secret))


def _invisible(file: pikepdf.Pdf, secret: str) -> None:
    _more(file, _show(secret, 3))


def _white(file: pikepdf.Pdf, secret: str) -> None:
    _more(file, _show(secret, 0, "1 g"))


def _below_a_box(file: pikepdf.Pdf, secret: str) -> None:
    _more(file, f"{_show(secret)} 0 g 80 490 250 30 re f")


def _off_the_page(file: pikepdf.Pdf, secret: str) -> None:
    file.pages[0].CropBox = Array([0, 600, 595, 842])
    _more(file, _show(secret))


def _turned(file: pikepdf.Pdf, secret: str) -> None:
    file.pages[0].Rotate = 90
    _more(file, _show(secret))


def _slanted(file: pikepdf.Pdf, secret: str) -> None:
    _more(file, f"q 0.966 0.259 -0.259 0.966 60 20 cm {_show(secret)} Q")


def _spaced_out(file: pikepdf.Pdf, secret: str) -> None:
    _more(file, _show(secret, 0, "6 Tc"))


def _sign_by_sign(file: pikepdf.Pdf, secret: str) -> None:
    signs = "".join(f"BT /S 14 Tf {90 + 9 * at} 500 Td ({each}) Tj ET " for at, each in enumerate(secret))
    _more(file, signs)


def _form(file: pikepdf.Pdf, secret: str) -> pikepdf.Object:
    content = f"BT /F 12 Tf 10 10 Td ({secret}) Tj ET".encode()
    return file.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 250, 40],
        Resources=Dictionary(Font=Dictionary(F=_helvetica())),
    )


def _in_form(file: pikepdf.Pdf, secret: str) -> None:
    page = file.pages[0]
    page.Resources.XObject = Dictionary(Z=_form(file, secret))
    _more(file, "q 1 0 0 1 90 500 cm /Z Do Q")


def _annotation(file: pikepdf.Pdf, **members: object) -> None:
    note = Dictionary(Type=Name.Annot, Rect=[100, 500, 350, 540], F=4, **members)
    file.pages[0].Annots = Array([file.make_indirect(note)])


def _free_text(file: pikepdf.Pdf, secret: str) -> None:
    _annotation(file, Subtype=Name.FreeText, AP=Dictionary(N=_form(file, secret)), Contents=secret)


def _note(file: pikepdf.Pdf, secret: str) -> None:
    _annotation(file, Subtype=Name.Text, Contents=secret)


def _field(file: pikepdf.Pdf, secret: str, flags: int = 4) -> None:
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="a", V=secret, DA="/F 12 Tf 0 g", Rect=[100, 400, 300, 440]
    )
    field.F = flags
    made = file.make_indirect(field)
    file.pages[0].Annots = Array([made])
    resources = Dictionary(Font=Dictionary(F=_helvetica()))
    file.Root.AcroForm = Dictionary(Fields=[made], DR=resources, DA="/F 12 Tf 0 g", NeedAppearances=True)


def _hidden_field(file: pikepdf.Pdf, secret: str) -> None:
    _field(file, secret, 2)


def _attached(file: pikepdf.Pdf, secret: str) -> None:
    file.attachments["a.txt"] = secret.encode()


def _property(file: pikepdf.Pdf, secret: str) -> None:
    file.docinfo["/Keywords"] = secret


def _metadata(file: pikepdf.Pdf, secret: str) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    text = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about="" '
        f'xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Keywords>{secret}</pdf:Keywords></rdf:Description></rdf:RDF>'
        "</x:xmpmeta>"
    )
    file.Root.Metadata = file.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _thumbnail(file: pikepdf.Pdf, secret: str) -> None:
    small = Image.new("L", (200, 30), 255)
    ImageDraw.Draw(small).text((2, 2), secret, fill=0, font=ImageFont.truetype(FONT, 18))
    file.pages[0].Thumb = file.make_stream(
        small.tobytes() + secret.encode(), Width=200, Height=30, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )


def _script(file: pikepdf.Pdf, secret: str) -> None:
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"var a = '{secret}'")


def _outline(file: pikepdf.Pdf, secret: str) -> None:
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))


def _page_data(file: pikepdf.Pdf, secret: str) -> None:
    file.pages[0].PieceInfo = Dictionary(A=Dictionary(Private=Dictionary(B=secret)))


def _alternative(file: pikepdf.Pdf, secret: str) -> None:
    _more(file, f"/Span << /ActualText ({secret}) >> BDC 0 0 1 1 re f EMC")


def _layer(file: pikepdf.Pdf, secret: str) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name="a"))
    file.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Order=[layer]))
    file.pages[0].Resources.Properties = Dictionary(L=layer)
    _more(file, f"/OC /L BDC {_show(secret)} EMC")


def _cropped_picture(file: pikepdf.Pdf, secret: str) -> None:
    picture = Image.new("L", (600, 100), 255)
    ImageDraw.Draw(picture).text((300, 20), secret, fill=0, font=ImageFont.truetype(FONT, 30))
    page = file.pages[0]
    page.Resources.XObject = Dictionary(
        Z=file.make_stream(
            picture.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=600,
            Height=100,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
    )
    page.PieceInfo = Dictionary(A=secret)
    _more(file, "q 90 500 100 50 re W n 300 0 0 50 90 500 cm /Z Do Q")


def _earlier(data: bytes) -> bytes:
    """The file saved once more behind itself, its first page now saying something harmless."""
    with pikepdf.open(io.BytesIO(data)) as file:
        content, root, size = file.pages[0].Contents.objgen[0], file.Root.objgen[0], len(file.objects) + 1
    at = len(data) + 1
    update = f"\n{content} 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n"
    start = int(data[data.rfind(b"startxref") + 9 :].split()[0])
    trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Prev {start} >>\n"
    table = f"xref\n{content} 1\n{at:010} 00000 n \n{trailer}startxref\n{at + len(update) - 1}\n%%EOF\n"
    return data + update.encode() + table.encode()


def _of_pdf(change: Callable[[pikepdf.Pdf, str], None]) -> Callable[[str], bytes]:
    return lambda secret: changed(typeset(PLAIN), lambda file: change(file, secret))


def _earlier_pdf(secret: str) -> bytes:
    with pikepdf.open(io.BytesIO(typeset(PLAIN))) as file:
        _in_text(file, secret)
        out = io.BytesIO()
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return _earlier(out.getvalue())


def _element(xml: str) -> Callable[[str], bytes]:
    def make(secret: str) -> bytes:
        return word(PLAIN, then=lambda file: file.paragraphs[0]._p.append(parse_xml(xml.format(W=W, secret=secret))))

    return make


def _of_word(change: Callable[[docx.Document, str], object]) -> Callable[[str], bytes]:
    return lambda secret: word(PLAIN, then=lambda file: change(file, secret))


def _header(file: docx.Document, secret: str) -> None:
    file.sections[0].header.paragraphs[0].text = secret


def _hidden_run(file: docx.Document, secret: str) -> None:
    file.paragraphs[0].add_run(secret).font.hidden = True


def _in_runs(file: docx.Document, secret: str) -> None:
    for at in range(0, len(secret), 3):
        file.paragraphs[0].add_run(secret[at : at + 3]).bold = bool(at % 2)


def _in_table(file: docx.Document, secret: str) -> None:
    file.add_table(2, 2).cell(1, 1).text = secret


def _note_in_word(file: docx.Document, secret: str) -> None:
    file.add_comment(file.paragraphs[0].runs, secret, author="a", initials="")


def _word_property(file: docx.Document, secret: str) -> None:
    file.core_properties.comments = secret


def _repacked(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


def _of_book(change: Callable[[openpyxl.Workbook, str], object]) -> Callable[[str], bytes]:
    return lambda secret: workbook([["正文", 1]], lambda book: change(book, secret))


def _in_cell(book: openpyxl.Workbook, secret: str) -> None:
    book.active["A3"] = secret


def _formula(book: openpyxl.Workbook, secret: str) -> None:
    book.active["A3"] = f'=IF(TRUE,"","{secret}")'


def _hidden_sheet(book: openpyxl.Workbook, secret: str) -> None:
    sheet = book.create_sheet("备份")
    sheet["A1"] = secret
    sheet.sheet_state = "veryHidden"


def _hidden_row(book: openpyxl.Workbook, secret: str) -> None:
    book.active["A3"] = secret
    book.active.row_dimensions[3].hidden = True


def _hidden_column(book: openpyxl.Workbook, secret: str) -> None:
    book.active["C1"] = secret
    book.active.column_dimensions["C"].hidden = True


def _note_in_book(book: openpyxl.Workbook, secret: str) -> None:
    book.active["A1"].comment = Comment(secret, "a")


def _name(book: openpyxl.Workbook, secret: str) -> None:
    book.defined_names["备查"] = DefinedName("备查", attr_text=f'"{secret}"')


def _beyond_print(book: openpyxl.Workbook, secret: str) -> None:
    book.active["A40"] = secret
    book.active.print_area = "A1:B2"


def _page_header(book: openpyxl.Workbook, secret: str) -> None:
    book.active.oddHeader.center.text = secret


_PICTURED = Box(4, 15, 96, 60)


def _picture(secret: str) -> Image.Image:
    picture = Image.new("RGB", (900, 400), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((60, 80), secret, fill="black", font=ImageFont.truetype(FONT, 60))
    draw.text((60, 300), "可以公开", fill="black", font=ImageFont.truetype(FONT, 40))
    return picture


def _noisy(secret: str) -> Image.Image:
    return Image.blend(_picture(secret), Image.merge("RGB", [Image.effect_noise((900, 400), 90)] * 3), 0.3)


def _exif(secret: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = secret
    return as_file(_picture("-"), "JPEG", exif=exif)


def _exif_thumbnail(secret: str) -> bytes:
    small = as_file(_picture(secret).resize((160, 71)), "JPEG")
    # One directory without entries, a second that names the thumbnail (Exif 2.3, 4.5.4).
    tiff = b"II*\0" + struct.pack("<IHI", 8, 0, 14)
    at = 14 + 2 + 24 + 4
    tiff += struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, at, 0x0202, 4, 1, len(small), 0) + small
    return as_file(_picture("-"), "JPEG", exif=b"Exif\0\0" + tiff, comment=secret)


def _png_text(secret: str) -> bytes:
    data = as_file(_picture("-"))
    content = b"Comment\0" + secret.encode()
    chunk = struct.pack(">I", len(content)) + b"tEXt" + content + struct.pack(">I", zlib.crc32(b"tEXt" + content))
    return data[:-12] + chunk + data[-12:]


def _behind_the_end(secret: str) -> bytes:
    return as_file(_picture("-"), "JPEG") + secret.encode()


def _second_frame(secret: str) -> bytes:
    return as_file(_picture(secret), "TIFF", save_all=True, append_images=[_picture(secret)])


Make = Callable[[str], bytes]
SEEN_BY_WORDS: dict[str, Make] = {
    "pdf: text": _of_pdf(_in_text),
    "pdf: text on a turned page": _of_pdf(_turned),
    "pdf: slanted text": _of_pdf(_slanted),
    "pdf: spaced text": _of_pdf(_spaced_out),
    "pdf: text sign by sign": _of_pdf(_sign_by_sign),
    "pdf: text in a form": _of_pdf(_in_form),
    "pdf: annotation that is shown": _of_pdf(_free_text),
    "pdf: form field": _of_pdf(_field),
    "pdf: text below a black box": _of_pdf(_below_a_box),
    "docx: text": lambda secret: word(_text(secret)),
    "docx: text in runs": _of_word(_in_runs),
    "docx: header": _of_word(_header),
    "docx: table": _of_word(_in_table),
    "docx: deleted text": _element(
        '<w:del {W} w:id="1" w:author="a"><w:r><w:delText>{secret}</w:delText></w:r></w:del>'
    ),
    "xlsx: cell": _of_book(_in_cell),
    "xlsx: page header": _of_book(_page_header),
}
SEEN_IN_PICTURES: dict[str, Make] = {
    "png: picture": lambda secret: as_file(_picture(secret)),
    "jpeg: picture": lambda secret: as_file(_picture(secret), "JPEG"),
    "jpeg: noisy picture": lambda secret: as_file(_noisy(secret), "JPEG", quality=60),
    "tiff: both frames": _second_frame,
    "pdf: scan": lambda secret: as_file(_picture(secret), "PDF"),
}
UNSEEN: dict[str, Make] = {
    "pdf: invisible text": _of_pdf(_invisible),
    "pdf: white text": _of_pdf(_white),
    "pdf: text off the page": _of_pdf(_off_the_page),
    "pdf: note": _of_pdf(_note),
    "pdf: hidden field": _of_pdf(_hidden_field),
    "pdf: attachment": _of_pdf(_attached),
    "pdf: property": _of_pdf(_property),
    "pdf: metadata": _of_pdf(_metadata),
    "pdf: thumbnail": _of_pdf(_thumbnail),
    "pdf: script": _of_pdf(_script),
    "pdf: outline": _of_pdf(_outline),
    "pdf: data of a page": _of_pdf(_page_data),
    "pdf: alternative text": _of_pdf(_alternative),
    "pdf: hidden layer": _of_pdf(_layer),
    "pdf: cropped picture": _of_pdf(_cropped_picture),
    "pdf: earlier version": _earlier_pdf,
    "docx: hidden text": _of_word(_hidden_run),
    "docx: comment": _of_word(_note_in_word),
    "docx: property": _of_word(_word_property),
    "docx: custom data": lambda secret: _repacked(word(PLAIN), "customXml/item9.xml", f"<a>{secret}</a>".encode()),
    "docx: embedded workbook": lambda secret: _repacked(word(PLAIN), "word/embeddings/a.xlsx", workbook([[secret]])),
    "xlsx: formula": _of_book(_formula),
    "xlsx: hidden sheet": _of_book(_hidden_sheet),
    "xlsx: hidden row": _of_book(_hidden_row),
    "xlsx: hidden column": _of_book(_hidden_column),
    "xlsx: comment": _of_book(_note_in_book),
    "xlsx: name": _of_book(_name),
    "xlsx: beyond the print range": _of_book(_beyond_print),
    "jpeg: EXIF": _exif,
    "jpeg: thumbnail": _exif_thumbnail,
    "png: comment": _png_text,
    "jpeg: behind the end": _behind_the_end,
}


@dataclass(frozen=True)
class Maker:
    """What makes a file when it is called for."""

    place: str
    secret: str

    def __call__(self) -> Planted:
        if self.place in SEEN_BY_WORDS:
            return Planted(self.place, SEEN_BY_WORDS[self.place](self.secret), self.secret, True)
        if self.place in SEEN_IN_PICTURES:
            return Planted(self.place, SEEN_IN_PICTURES[self.place](self.secret), self.secret, True, _PICTURED)
        return Planted(self.place, UNSEEN[self.place](self.secret), self.secret, False)


def planted(count: int, seed: int) -> list[Maker]:
    """As many files, each place in turn, every secret its own."""
    drawn = random.Random(seed)
    places = [*SEEN_BY_WORDS, *SEEN_IN_PICTURES, *UNSEEN]
    return [Maker(places[at % len(places)], f"S{drawn.randrange(10**10):010}") for at in range(count)]
