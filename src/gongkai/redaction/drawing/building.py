"""A new PDF of nothing but pictures, one on each page: the same pictures always give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.redaction.drawing.packing import Packed
from gongkai.settings import Settings

if TYPE_CHECKING:
    import pikepdf

_POINTS = 72


def build_pdf(pages: Iterable[Packed], settings: Settings) -> bytes:
    """Return a PDF of the pictures at the resolution of the settings, without text, properties or anything else."""
    import pikepdf

    with pikepdf.new() as pdf:
        for each in pages:
            _add(pdf, each, _POINTS / settings.redaction_dpi)
        return written(pdf)


def written(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF as bytes, always in the same way."""
    import pikepdf

    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()


def _add(pdf: pikepdf.Pdf, packed: Packed, scale: float) -> None:
    import pikepdf
    from pikepdf import Dictionary, Name

    image = pikepdf.Stream(pdf, packed.data)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height, image.BitsPerComponent = packed.width, packed.height, 8
    image.ColorSpace = Name.DeviceGray if packed.grey else Name.DeviceRGB
    if packed.photograph:
        image.Filter = Name.DCTDecode
    else:
        image.Filter = Name.FlateDecode
        image.DecodeParms = Dictionary(
            Predictor=15, Colors=1 if packed.grey else 3, BitsPerComponent=8, Columns=packed.width
        )
    wide, high = f"{packed.width * scale:.3f}", f"{packed.height * scale:.3f}"
    page = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, Decimal(wide), Decimal(high)],
        Resources=Dictionary(XObject=Dictionary(P=image)),
        Contents=pikepdf.Stream(pdf, f"{wide} 0 0 {high} 0 0 cm /P Do".encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
