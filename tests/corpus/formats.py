"""The renderers by format; those that need heavy libraries are loaded when first used."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.draft import Draft
from tests.corpus.render_html import render_html
from tests.corpus.render_text import render_text


def _docx(draft: Draft) -> bytes:
    from tests.corpus.render_docx import render_docx

    return render_docx(draft)


def _xlsx(draft: Draft) -> bytes:
    from tests.corpus.render_xlsx import render_xlsx

    return render_xlsx(draft)


def _pdf(draft: Draft) -> bytes:
    from tests.corpus.render_pdf import render_pdf

    return render_pdf(draft)


def _doc(draft: Draft) -> bytes:
    from tests.corpus.render_doc import render_doc

    return render_doc(draft)


def _scan(draft: Draft) -> bytes:
    from tests.corpus.render_scan import render_scan

    return render_scan(draft)


RENDERERS: dict[str, tuple[str, Callable[[Draft], bytes]]] = {
    "html": ("html", render_html),
    "text": ("txt", render_text),
    "docx": ("docx", _docx),
    "xlsx": ("xlsx", _xlsx),
    "pdf": ("pdf", _pdf),
    "doc": ("doc", _doc),
    "scan": ("png", _scan),
}
