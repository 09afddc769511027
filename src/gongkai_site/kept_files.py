"""Files that the site keeps: the hash by which one is known, and reading one that may be gone from the disk."""

from __future__ import annotations

import hashlib

from django.core.files import File
from django.db.models.fields.files import FieldFile

from gongkai_site.errors import FileGone


def hash_of(data: bytes) -> str:
    """Return the SHA-256 (hex) of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def opened(file: FieldFile) -> File[bytes]:
    """Open a kept file. Raises :class:`FileGone` where it is gone from the disk."""
    try:
        return file.open("rb")
    except OSError as error:
        raise FileGone("保存的文件找不到了。", advice="请联系系统管理员，从备份中恢复。") from error


def bytes_of(file: FieldFile) -> bytes:
    """Return the bytes of a kept file. Raises :class:`FileGone` where it is gone from the disk."""
    with opened(file) as there:
        data: bytes = there.read()
    return data
