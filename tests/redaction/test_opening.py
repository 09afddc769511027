"""Every kind of file becomes pages, within limits; what it holds besides is named."""

from __future__ import annotations

import io
import struct
import zlib

import openpyxl
import pikepdf
import pytest
from docx.oxml import parse_xml
from PIL import Image

from gongkai.document import sniff
from gongkai.errors import UnreadableDocument, UsageError
from gongkai.redaction import open_pages
from gongkai.redaction.left_out import is_shown, left_out
from gongkai.settings import DEFAULT_SETTINGS, Settings
from tests.redaction.kit import as_file, changed, drawn, pages_of_text, saved
from tests.redaction.planting import W
from tests.screening.build import word, workbook
from tests.screening.test_files import (
    annotate,
    attach,
    hide_column,
    hide_row,
    hide_sheet,
    in_comment,
    in_hidden_run,
    thumbnail,
)


def sizes(data: bytes, settings: Settings = DEFAULT_SETTINGS) -> list[tuple[int, int]]:
    with open_pages(data, settings) as pages:
        return [pages.picture(number).size for number in range(1, pages.count + 1)]


def refusal(data: bytes, settings: Settings = DEFAULT_SETTINGS) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        sizes(data, settings)
    return caught.value.code


def frames(kind: str) -> bytes:
    return as_file(drawn("一"), kind, save_all=True, append_images=[drawn("二", size=(401, 203))])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pages_of_text("甲", "乙"), [(1656, 2336)] * 2),
        (as_file(drawn("甲")), [(800, 400)]),
        (as_file(drawn("甲"), "JPEG"), [(800, 400)]),
        (as_file(drawn("甲").convert("P"), "GIF"), [(800, 400)]),
        (as_file(drawn("甲", size=(401, 203)), "BMP"), [(408, 208)]),
        (frames("TIFF"), [(800, 400), (408, 208)]),
        (word("甲"), [(1696, 2200)]),
        (workbook([["甲"]]), [(1656, 2336)]),
    ],
)
def test_every_kind_becomes_pages_of_whole_eights(data: bytes, expected: list[tuple[int, int]]) -> None:
    found = sizes(data)
    assert [(wide % 8, high % 8) for wide, high in found] == [(0, 0)] * len(expected)
    assert found == expected


def test_a_picture_is_upright_by_its_mark_and_on_white_paper() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert sizes(as_file(drawn("甲"), "JPEG", exif=exif)) == [(400, 800)]
    glass = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    with open_pages(as_file(glass)) as pages:
        assert pages.picture(1).getextrema() == (255, 255)


def test_a_pages_resolution_is_that_of_the_settings_within_the_most_points() -> None:
    data = pages_of_text("甲")
    (fine,) = sizes(data, Settings(redaction_dpi=400))
    (coarse,) = sizes(data, Settings(redaction_pixels=100_000))
    assert fine[0] == pytest.approx(3308, abs=8)
    assert 80_000 < coarse[0] * coarse[1] < 110_000
    (small,) = sizes(as_file(drawn("甲")), Settings(redaction_pixels=20_000))
    assert 15_000 < small[0] * small[1] < 24_000


def test_a_page_that_there_is_not_is_refused() -> None:
    with open_pages(as_file(drawn("甲"))) as pages:
        for number in (0, 2):
            with pytest.raises(UsageError, match=f"没有第{number}页"):
                pages.picture(number)
            with pytest.raises(UsageError, match=f"没有第{number}页"):
                pages.words(number)


def huge_png(side: int) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def many_pages(count: int) -> bytes:
    with pikepdf.new() as file:
        for _ in range(count):
            file.add_blank_page(page_size=(100, 100))
        return saved(file)


def endless(file: pikepdf.Pdf) -> None:
    """A page that draws a large shape again and again."""
    file.pages[0].Contents = file.make_stream(b"0 0 600 800 re f\n" * 400_000)


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages_of_text("甲"))) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "settings", "code"),
    [
        (b"", DEFAULT_SETTINGS, "empty"),
        (b"%PDF-1.7\n1 0 obj", DEFAULT_SETTINGS, "truncated"),
        (as_file(drawn("甲"))[:300], DEFAULT_SETTINGS, "truncated"),
        (word("甲")[:-200], DEFAULT_SETTINGS, "truncated"),
        (b"PK\x03\x04" + b"\0" * 40, DEFAULT_SETTINGS, "truncated"),
        (b"<html><p>a</p></html>", DEFAULT_SETTINGS, "unsupported-kind"),
        ("文字".encode(), DEFAULT_SETTINGS, "unsupported-kind"),
        (locked(), DEFAULT_SETTINGS, "encrypted"),
        (huge_png(60_000), DEFAULT_SETTINGS, "hostile"),
        (huge_png(12_000), DEFAULT_SETTINGS, "hostile"),
        (many_pages(3), Settings(redaction_pages=2), "too-large"),
        (frames("TIFF"), Settings(redaction_pages=1), "too-large"),
        (pages_of_text("甲"), Settings(max_bytes=1_000), "too-large"),
        (changed(pages_of_text("甲"), endless), Settings(document_seconds=0.1, redaction_seconds=0.01), "over-budget"),
        (word(*["甲" * 400] * 4_000), Settings(redaction_conversion=1, document_seconds=0.01), "over-budget"),
        (many_pages(1).replace(b"100", b"9e9"), DEFAULT_SETTINGS, ""),
    ],
)
def test_what_cannot_become_pages_is_refused_and_says_why(data: bytes, settings: Settings, code: str) -> None:
    if code:
        assert refusal(data, settings) == code
    else:
        assert sizes(data, settings)


def kinds(data: bytes) -> set[str]:
    return {each.kind for each in left_out(data, sniff(data), "", DEFAULT_SETTINGS, paged=False)}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word("正文", then=in_comment), "comment"),
        (word("正文", then=in_hidden_run), "hidden-text"),
        (workbook([["正文"]], hide_sheet), "hidden-sheet"),
        (workbook([["正文"]], hide_row), "hidden-row"),
        (workbook([["正文"]], hide_column), "hidden-column"),
        (changed(pages_of_text("正文"), annotate), "comment"),
        (changed(pages_of_text("正文"), attach), "attachment"),
        (changed(pages_of_text("正文"), thumbnail), "thumbnail"),
    ],
)
def test_what_no_page_shows_is_named(data: bytes, kind: str) -> None:
    assert kind in kinds(data)


def test_a_plain_picture_leaves_nothing_out() -> None:
    assert kinds(as_file(drawn("甲"))) == set()


def test_what_is_left_out_is_said_with_its_places() -> None:
    data = workbook([["正文"]], hide_sheet)
    said = {
        each.kind: (each.number, each.words) for each in left_out(data, sniff(data), "", DEFAULT_SETTINGS, paged=False)
    }
    assert said["hidden-sheet"] == (1, "隐藏的工作表1处（工作表“备份”）")


def test_what_could_not_be_looked_at_is_said() -> None:
    data = pages_of_text("甲")
    with open_pages(data, Settings(max_bytes=len(data))) as pages:
        pages.data = b"%PDF-1.7\n"
        (said,) = pages.left_out()
    assert said.kind == "unread" and "没有查到" in said.words


SHOWN = "本机关收到申请一百二十八件"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收到申请", True),
        ("收 到\n申请", True),
        ("收到中请", False),
        ("128", True),
        ("1,280.50", True),
        ("128件", False),
    ],
)
def test_a_text_is_shown_where_the_pages_say_most_of_it(text: str, shown: bool) -> None:
    assert is_shown(text, SHOWN) is shown


def test_a_long_text_is_shown_though_a_page_breaks_it() -> None:
    assert is_shown("一二三四五六七八九十甲乙丙丁戊己庚辛", "一二三四五六七八九页脚十甲乙丙丁戊己庚辛")
    assert not is_shown("一二三四五六七八九十甲乙丙丁戊己庚辛", "一二三四五六")


def test_cells_outside_the_print_range_are_named() -> None:
    def beyond(book: openpyxl.Workbook) -> None:
        book.active["A40"] = "范围以外"
        book.active.print_area = "A1:B2"

    with open_pages(workbook([["正文"]], beyond)) as pages:
        said = {each.kind: each.words for each in pages.left_out()}
    assert said["not-shown"] == "没有印在任何一页上的文字1处（工作表“名单”A40）"


def deleted(secret: str) -> bytes:
    xml = f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>{secret}</w:delText></w:r></w:del>'
    return word("正文", then=lambda file: file.paragraphs[0]._p.append(parse_xml(xml)))


def test_deleted_text_that_is_printed_is_not_left_out() -> None:
    data = deleted("删去的话")
    assert "tracked-change" in kinds(data)
    shown = left_out(data, sniff(data), "正文删去的话", DEFAULT_SETTINGS, paged=True)
    assert "tracked-change" not in {each.kind for each in shown}


def test_of_many_places_the_first_are_named() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        for number in range(5):
            sheet = book.create_sheet(f"备份{number}")
            sheet["A1"] = "正文"
            sheet.sheet_state = "hidden"

    data = workbook([["正文"]], hide)
    found = left_out(data, sniff(data), "正文", DEFAULT_SETTINGS, paged=True)
    (said,) = [each for each in found if each.kind == "hidden-sheet"]
    assert (said.number, said.words) == (
        5,
        "隐藏的工作表5处（工作表“备份0”、工作表“备份1”、工作表“备份2”等）",
    )
    assert "not-shown" not in {each.kind for each in found}
