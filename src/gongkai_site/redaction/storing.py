"""The files of a redaction: each case has a folder of its own, and only views that ask the policy give them out."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from gongkai.redaction import Pages, open_pages
from gongkai_site.kept_files import bytes_of
from gongkai_site.redaction.limits import LIMITS, WIDEST
from gongkai_site.redaction.models import RedactionCase


def put(case: RedactionCase, name: str, data: bytes) -> str:
    """Keep a file of the case under this name, in place of one that was there; return the name it is kept by."""
    path = f"redaction/{case.folder}/{name}"
    if default_storage.exists(path):
        default_storage.delete(path)
    return default_storage.save(path, ContentFile(data))


def pages_of(case: RedactionCase) -> AbstractContextManager[Pages]:
    """Open the pages of the case's file, as LibreOffice set them once where it had to.

    Raises :class:`FileGone`, and within the block what the library's ``open_pages`` raises.
    """
    paged = bytes_of(case.paged) if case.paged else None
    return open_pages(bytes_of(case.file), LIMITS, paged=paged)


def forget(case: RedactionCase) -> None:
    """Delete every file of the case."""
    folder = f"redaction/{case.folder}"
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")


def shown(picture: Image.Image) -> tuple[bytes, int, int]:
    """Return a page as a PNG for the screen, with its width and height."""
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, max(1, round(picture.height * WIDEST / picture.width))), Image.Resampling.BOX)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue(), picture.width, picture.height
