"""Files and marks for the tests of redaction, and how a redacted file is looked through by other tools."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from gongkai.redaction import Box, Decision, Mark, Marks, PageDecision, Redacted, open_pages, redact
from gongkai.settings import DEFAULT_SETTINGS, Settings
from tests.screening.build import pdf as typeset

DAY = dt.date(2026, 11, 30)
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
BOX = Box(10, 5, 40, 12)


def pages_of_text(*texts: str) -> bytes:
    """A PDF with a page for each text."""
    with pikepdf.new() as made:
        for text in texts:
            with pikepdf.open(io.BytesIO(typeset(text))) as one:
                made.pages.extend(one.pages)
        return saved(made)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        return saved(file)


def drawn(*lines: str, size: tuple[int, int] = (800, 400), mode: str = "RGB", points: int = 40) -> Image.Image:
    """A picture of lines of text, the first at (40, 40)."""
    picture = Image.new(mode, size, "white")
    draw = ImageDraw.Draw(picture)
    for number, text in enumerate(lines):
        draw.text((40, 40 + number * points * 2), text, fill="black", font=ImageFont.truetype(FONT, points))
    return picture


def as_file(picture: Image.Image, kind: str = "PNG", **extra: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **extra)
    return out.getvalue()


def marks_of(
    data: bytes, pages: int, *marks: Mark, decisions: tuple[PageDecision, ...] = (), rest: bool = True
) -> Marks:
    """Marks of a file; the pages that nothing is said of go out."""
    otherwise = Decision.RELEASE if rest else None
    return Marks(hashlib.sha256(data).hexdigest(), pages, DAY, marks, decisions, (), otherwise)


def boxed(page: int = 1, box: Box = BOX, ground: str = "privacy") -> Mark:
    return Mark(page, box, ground)


def redacted(data: bytes, marks: Marks, settings: Settings = DEFAULT_SETTINGS, *, recognise: bool = False) -> Redacted:
    with open_pages(data, settings) as pages:
        return redact(pages, marks, recognise=recognise)


def pictures_of(data: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as poppler draws them; at 200 dpi one point of theirs for each of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(data)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(path), f"{folder}/p"], check=True, capture_output=True)
        return [Image.open(each).convert("RGB") for each in sorted(Path(folder).glob("p*.png"))]


def traces(data: bytes, secret: str) -> list[str]:
    """Where other tools than those that made a redacted file still find a secret, or anything that may hold one."""
    found = [f"raw {name}" for name, coded in _coded(secret).items() if coded in data]
    with pikepdf.open(io.BytesIO(data)) as file:
        found += [f"object {each}" for each in _in_objects(file, secret)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(data)
        for command in (["pdftotext", str(path), "-"], ["pdftotext", "-raw", str(path), "-"]):
            text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
            found += ["text"] if text.strip("\f\n ") else []
        info = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True).stdout.decode()
        named = {line.split(":")[0] for line in info.splitlines()}
        found += sorted(named & {"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate"})
        files = subprocess.run(["pdfdetach", "-list", str(path)], check=True, capture_output=True).stdout.decode()
        found += [] if files.startswith("0 ") else ["attachment"]
    return found


def _coded(secret: str) -> dict[str, bytes]:
    return {code: secret.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le", "gb18030")}


def _in_objects(file: pikepdf.Pdf, secret: str) -> Iterator[str]:
    for each in file.objects:
        text = each.unparse(resolved=True) if not isinstance(each, pikepdf.Stream) else each.stream_dict.unparse()
        held = [text]
        if isinstance(each, pikepdf.Stream):
            held.append(each.read_raw_bytes())
            if str(each.get("/Filter", "")) != "/DCTDecode":
                held.append(each.read_bytes())
        if any(coded in content for coded in _coded(secret).values() for content in held):
            yield str(each.objgen)
        kind = str(each.get("/Type", "")) if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) else ""
        if kind in ("/Annot", "/Filespec", "/EmbeddedFile", "/Metadata", "/Font", "/OCG", "/Action"):
            yield kind
