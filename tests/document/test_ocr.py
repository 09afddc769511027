"""Recognition of scanned pages and pictures; skipped where the extra ``gongkai[ocr]`` is not installed."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

from gongkai.document.fronts import image
from gongkai.document.fronts.image import read_image
from gongkai.document.fronts.ocr.engine import available, confidence_of
from gongkai.document.fronts.paging import Enough, never
from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.model import Document, Grid, GridCell
from gongkai.errors import EmptyDocument, HostileDocument, OversizedDocument, ToolMissing, TruncatedDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings
from tests.document.pdf_samples import pdf

needs_recognition = pytest.mark.skipif(not available(), reason="the extra gongkai[ocr] is not installed")

ROWS = [
    ["信息内容", "本年制发件数", "现行有效件数"],
    ["规章", "0", "10"],
    ["行政规范性文件", "3", ""],
    ["行政许可", "9487", "0"],
]
CELLS = ", ".join(f"[{text}]" for row in ROWS for text in row)
MARKUP = f"""#set page(width: 360pt, height: 240pt, margin: 30pt)
二、主动公开政府信息情况
#table(columns: (2fr, 1fr, 1fr), inset: 7pt, {CELLS})
"""


def cells(document: Document) -> list[GridCell]:
    return [cell for block in document.blocks if isinstance(block, Grid) for row in block.rows for cell in row]


def texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks if isinstance(block, Grid) for row in block.rows]


@pytest.fixture(scope="module")
def page() -> object:
    """Return the sample page as a clean picture at 150 dots per inch."""
    pytest.importorskip("PIL", reason="the extra gongkai[ocr] is not installed")
    import pypdfium2

    return pypdfium2.PdfDocument(pdf(MARKUP))[0].render(scale=150 / 72).to_pil().convert("RGB")


def saved(picture: object, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)  # type: ignore[attr-defined]  # Pillow may not be installed where types are checked
    return buffer.getvalue()


def spoilt(picture: object) -> bytes:
    """Return the page as a poor scan: a degree askew, noisy, saved as a coarse JPEG."""
    import numpy as np
    from PIL import Image

    askew = picture.rotate(-1, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)  # type: ignore[attr-defined]
    grains = np.random.default_rng(1).normal(0, 8, (askew.height, askew.width, 3))
    noisy = np.clip(np.asarray(askew, dtype=float) + grains, 0, 255).astype("uint8")
    return saved(Image.fromarray(noisy), "JPEG", quality=40, dpi=(150, 150))


@needs_recognition
def test_a_poor_scan_gives_every_cell_and_keeps_the_empty_one_empty(page: object) -> None:
    document = read_image(spoilt(page), "scan.jpg", DEFAULT_SETTINGS)
    assert texts(document) == ROWS
    assert document.recognised
    assert document.kind == "image"
    assert all(0 < cell.confidence <= 1 for cell in cells(document))


@needs_recognition
def test_a_scanned_pdf_is_recognised_page_by_page(page: object) -> None:
    data = saved(page, "PDF", resolution=150)
    document = read_pdf(data, "scan.pdf", DEFAULT_SETTINGS)
    assert texts(document) == ROWS
    assert document.recognised
    assert {cell.page for cell in cells(document)} == {1}


@needs_recognition
def test_a_tiff_of_two_pages_turned_and_upside_down_is_read_upright(page: object) -> None:
    from PIL import Image

    turned = [page.transpose(how) for how in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180)]  # type: ignore[attr-defined]
    document = read_image(
        saved(turned[0], "TIFF", save_all=True, append_images=turned[1:], dpi=(150, 150)), "a.tif", DEFAULT_SETTINGS
    )
    assert texts(document) == ROWS * 2
    assert {cell.page for cell in cells(document)} == {1, 2}


@needs_recognition
def test_ink_is_never_an_empty_cell_and_a_dash_is_no_figure() -> None:
    import pypdfium2
    from PIL import ImageDraw

    table = "#table(columns: (1fr,) * 5, inset: 7pt, [规章], [], [], [], [])"
    markup = f"#set page(width: 360pt, height: 120pt, margin: 30pt)\n{table}"
    picture = pypdfium2.PdfDocument(pdf(markup))[0].render(scale=200 / 72).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    middle, across = 112, 167  # of the only row; from cell to cell
    draw.rectangle((280, middle - 12, 330, middle + 9), fill="black")
    draw.line((280 + across, middle, 300 + across, middle), fill="black", width=3)
    draw.line((280 + 2 * across, middle, 288 + 2 * across, middle), fill="black", width=3)
    document = read_image(saved(picture, "PNG", dpi=(200, 200)), "a.png", DEFAULT_SETTINGS)
    label, blot, dash, hyphen, empty = cells(document)
    assert blot.text
    assert blot.confidence < DEFAULT_SETTINGS.ocr_confidence
    assert [cell.text for cell in (label, dash, hyphen, empty)] == ["规章", "—", "—", ""]


@needs_recognition
def test_a_picture_without_text_is_empty() -> None:
    from PIL import Image

    with pytest.raises(EmptyDocument):
        read_image(saved(Image.new("RGB", (300, 300), "white"), "PNG"), "a.png", DEFAULT_SETTINGS)


def claimed(width: int, height: int) -> bytes:
    """Return a PNG that claims to be of this size and holds next to nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [head, b"IDAT" + zlib.compress(b"0"), b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


@needs_recognition
@pytest.mark.parametrize(
    ("data", "settings", "error"),
    [
        pytest.param(b"", DEFAULT_SETTINGS, EmptyDocument, id="nothing"),
        pytest.param(b"not a picture", DEFAULT_SETTINGS, TruncatedDocument, id="no picture"),
        pytest.param(claimed(100, 100), DEFAULT_SETTINGS, TruncatedDocument, id="no pixels"),
        pytest.param(claimed(60_000, 60_000), DEFAULT_SETTINGS, HostileDocument, id="bomb"),
        pytest.param(claimed(2_000, 2_000), Settings(max_pixels=1_000_000), HostileDocument, id="larger than allowed"),
    ],
)
def test_pictures_that_cannot_be_read_say_why(data: bytes, settings: Settings, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_image(data, "a.png", settings)


@needs_recognition
def test_a_picture_cut_off_is_truncated(page: object) -> None:
    whole = saved(page, "PNG")
    with pytest.raises(TruncatedDocument):
        read_image(whole[: len(whole) // 2], "a.png", DEFAULT_SETTINGS)


@needs_recognition
@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_pages_beyond_the_limit_or_out_of_time_are_told(page: object, kind: str) -> None:
    data = saved(page, kind, save_all=True, append_images=[page, page])

    def read(settings: Settings, enough: Enough = never) -> Document:
        return (read_image if kind == "TIFF" else read_pdf)(data, "a", settings, enough)

    few = read(Settings(max_ocr_pages=1))
    assert {cell.page for cell in cells(few)} == {1}
    assert [doubt.code for doubt in few.doubts] == ["pages-unread"]
    assert few.doubts[0].message.startswith("第2-3页未读取")
    late = read(DEFAULT_SETTINGS, lambda number: number > 1)
    assert {cell.page for cell in cells(late)} == {1}
    assert late.doubts[0].message.startswith("第2-3页未读取")
    with pytest.raises(OversizedDocument, match="第1-3页"):
        read(DEFAULT_SETTINGS, lambda _: True)


@pytest.mark.parametrize(
    ("mean", "characters", "expected"),
    [
        (0.97, [("1", 0.99), ("2", 0.6)], 0.6),
        (0.97, [("行", 0.5), ("政", 0.99)], 0.97),
        (0.97, [("约", 0.4), ("3", 0.95)], 0.95),
        (0.8, [("1", 0.9)], 0.8),
        (0.7, [], 0.7),
    ],
)
def test_a_figure_is_as_sure_as_its_least_sure_digit(
    mean: float, characters: list[tuple[str, float]], expected: float
) -> None:
    assert confidence_of(mean, characters) == expected


def test_without_the_extra_a_picture_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def require(what: str) -> None:
        from gongkai.document.fronts.ocr import engine

        monkeypatch.setattr(engine, "available", lambda: False)
        engine.require(what)

    monkeypatch.setattr(image, "require", require)
    with pytest.raises(ToolMissing, match="图片") as caught:
        read_image(claimed(10, 10), "a.png", DEFAULT_SETTINGS)
    assert "gongkai[ocr]" in caught.value.advice


@needs_recognition
@pytest.mark.parametrize("fill", ["white", "black"])
@pytest.mark.parametrize("size", [(1, 1), (2, 2), (8, 1), (1, 8), (30, 30), (1, 5000), (5000, 1)], ids=str)
def test_a_picture_too_small_for_any_text_is_empty(size: tuple[int, int], fill: str) -> None:
    from PIL import Image

    with pytest.raises(EmptyDocument):
        read_image(saved(Image.new("RGB", size, fill), "PNG"), "dot.png", DEFAULT_SETTINGS)
