"""Scans: a printed page photographed, tilted, noisy; as a picture or as a PDF of pictures."""

from __future__ import annotations

import io

import numpy
import pypdfium2
from PIL import Image

from tests.corpus.draft import Draft
from tests.corpus.render_pdf import render_pdf


def render_scan(draft: Draft) -> bytes:
    """Print the draft, then scan it; several pages make a PDF without text."""
    draft.style.setdefault("pdf", "ruled")
    rng = draft.rng
    with pypdfium2.PdfDocument(render_pdf(draft)) as document:
        pages = [page.render(scale=rng.choice((150, 200)) / 72).to_pil().convert("L") for page in document]
    pages = [_photograph(page, draft) for page in pages]
    draft.style["ending"] = "pdf"
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return buffer.getvalue()


def _photograph(page: Image.Image, draft: Draft) -> Image.Image:
    tilt = draft.rng.uniform(-0.8, 0.8)
    turned = page.rotate(tilt, resample=Image.Resampling.BICUBIC, expand=False, fillcolor=255)
    noise = numpy.random.default_rng(draft.rng.randrange(2**32)).normal(0, 9, (turned.height, turned.width))
    return Image.fromarray(numpy.clip(numpy.asarray(turned, dtype=float) + noise, 0, 255).astype("uint8"))
