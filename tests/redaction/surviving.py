"""What survives of a planted secret in the redacted file, by other tools than those that made it."""

from __future__ import annotations

import io
import zipfile

import pikepdf

from gongkai.redaction import Decision, Mark, Marks, Wanted, begin, marks_for, open_pages, redact
from tests.redaction.kit import DAY, pictures_of, traces
from tests.redaction.planting import Planted


def is_there(planted: Planted) -> bool:
    """Whether the secret is in the file at all: unzipped and searched, or by a walk of its objects."""
    if planted.box is not None:
        return True
    held = [planted.data]
    if planted.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(planted.data)) as file:
            for name in file.namelist():
                held.append(file.read(name))
                if name.endswith(".xlsx"):
                    with zipfile.ZipFile(io.BytesIO(held[-1])) as inner:
                        held += map(inner.read, inner.namelist())
    elif planted.data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(planted.data)) as pdf:
            held += [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
            held += [each.unparse(resolved=True) for each in pdf.objects if not isinstance(each, pikepdf.Stream)]
    whole = b"\n".join(held)
    signs = (planted.secret, "> Tj".join(planted.secret))
    by_sign = all(f"({each})".encode() in whole for each in planted.secret)
    in_runs = all(planted.secret[at : at + 3].encode() in whole for at in range(0, len(planted.secret), 3))
    return any(each.encode() in whole for each in signs) or by_sign or in_runs


def redacted_copy(planted: Planted, *, recognise: bool) -> bytes:
    """The redacted file, marked by its words, or by hand where it is a picture."""
    with open_pages(planted.data) as pages:
        if planted.box is not None:
            marks = begin(pages, DAY)
            every = tuple(Mark(page, planted.box, "privacy") for page in range(1, pages.count + 1))
            marks = Marks(marks.source, marks.pages, DAY, every)
        else:
            findings = marks_for(pages, Wanted((planted.secret,)), recognise=False)
            marks = begin(pages, DAY, findings)
            if planted.seen and not findings.marks:
                raise LookupError(f"{planted.place}: seen, and not found")
            marks = Marks(marks.source, marks.pages, DAY, marks.marks, (), marks.looks, Decision.RELEASE)
        return redact(pages, marks, recognise=recognise).data


def surviving(planted: Planted, *, read: bool) -> list[str]:
    """Where the secret, or anything that might hold it, is still found; ``read``: by recognition, too."""
    data = redacted_copy(planted, recognise=read)
    found = traces(data, planted.secret)
    if read and planted.seen:
        found += [f"read on page {page}" for page, text in enumerate(_read(data), 1) if planted.secret[1:7] in text]
    return found


def _read(data: bytes) -> list[str]:
    import numpy as np

    from gongkai.document.fronts.ocr.engine import recognise

    texts = []
    for picture in pictures_of(data, 100):
        runs = recognise(np.ascontiguousarray(np.asarray(picture, dtype=np.uint8)[:, :, ::-1]))
        texts.append("".join("".join(each.text.split()) for each in runs))
    return texts
