"""The files of a redaction: each case has a folder of its own, and only views that ask the policy give them out."""

from __future__ import annotations

import hashlib
import io

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from PIL import Image

from gongkai_site.errors import FileGone
from gongkai_site.redaction.limits import WIDEST
from gongkai_site.redaction.models import RedactionCase


def hash_of(data: bytes) -> str:
    """Return the SHA-256 (hex) of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def put(case: RedactionCase, name: str, data: bytes) -> str:
    """Keep a file of the case under this name, in place of one that was there; return the name it is kept by."""
    path = f"redaction/{case.folder}/{name}"
    if default_storage.exists(path):
        default_storage.delete(path)
    return default_storage.save(path, ContentFile(data))


def bytes_of(file: FieldFile) -> bytes:
    """Return the bytes of a kept file. Raises :class:`FileGone` where it is gone from the disk."""
    try:
        with file.open("rb") as there:
            data: bytes = there.read()
    except OSError as error:
        raise FileGone("保存的文件找不到了。", advice="请联系系统管理员，从备份中恢复。") from error
    return data


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
