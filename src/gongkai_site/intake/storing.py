"""Files as they came in, each kept once under the hash of its bytes."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from gongkai_site.errors import InvalidInput
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.kept_files import hash_of


def store(data: bytes) -> str:
    """Keep the bytes and return the name of their file.

    A file already there is used again only if its bytes are these: what a crash left half-written is replaced.
    """
    sha256 = hash_of(data)
    name = f"incoming/{sha256[:2]}/{sha256}"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            if hash_of(kept.read()) == sha256:
                return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))


def stored(document: IncomingDocument) -> bytes:
    """Return the bytes of a document's file. Raises :class:`InvalidInput` if they are gone or no longer the same."""
    try:
        with document.file.open("rb") as file:
            data: bytes = file.read()
    except OSError as error:
        raise InvalidInput("保存的文件找不到了。", advice="请重新上传这份文件。") from error
    if hash_of(data) != document.sha256:
        raise InvalidInput("保存的文件已损坏，与上传时不同。", advice="请重新上传这份文件。")
    return data
