"""An address as a QR code: a picture in the page itself, with no script and no style."""

from __future__ import annotations

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage


def qr_code(address: str) -> SafeString:
    """Return the picture as SVG; it holds nothing of the address but its squares."""
    made = qrcode.make(address, image_factory=SvgPathImage, error_correction=ERROR_CORRECT_M, box_size=12, border=4)
    return mark_safe(str(made.to_string(encoding="unicode")))
