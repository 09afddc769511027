"""A masked PDF: pages with something personal are pictures, other pages and objects stay, nothing reads in clear."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from gongkai.screening import Screen, mask_file
from tests.screening.build import identity, pdf

ID = identity()
SHOWN = f"{ID[:6]}********{ID[-4:]}"
SCREEN = Screen(Screen.of().rules, Screen.of().day, recognise=False)
BREAK = "其余不变，收到申请128件。"


def joined(*files: bytes, then: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for each in files:
            with pikepdf.open(io.BytesIO(each)) as one:
                made.pages.extend(one.pages)
        if then:
            then(made)
        made.save(out)
    return out.getvalue()


def everything_in(data: bytes) -> str:
    """All strings and streams of a PDF, by another tool than made it."""
    with pikepdf.open(io.BytesIO(data)) as file:
        parts = [repr(each) for each in file.objects]
        for each in file.objects:
            if isinstance(each, pikepdf.Stream) and str(each.get("/Filter", "")) != "/DCTDecode":
                parts.append(each.read_bytes().decode("latin-1"))
        return "".join(parts)


def text_of(data: bytes, page: int) -> str:
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_only_the_page_with_a_number_becomes_a_picture() -> None:
    data = joined(pdf(BREAK), pdf(f"联系人张小三，身份证号{ID}。"), pdf("最后一页"))
    result = mask_file(data, SCREEN)
    assert (result.pictures, result.left) == ((2,), ())
    if shutil.which("pdftotext"):
        assert [BREAK[:4] in text_of(result.data, 1), "最后" in text_of(result.data, 3)] == [True, True]
        assert text_of(result.data, 2).strip() == ""
    with pikepdf.open(io.BytesIO(result.data)) as new, pikepdf.open(io.BytesIO(data)) as old:
        for at in (0, 2):
            assert new.pages[at].Contents.read_bytes() == old.pages[at].Contents.read_bytes()
        assert [float(each) for each in new.pages[1].mediabox][2:] == pytest.approx(
            [float(each) for each in old.pages[1].mediabox][2:], abs=0.01
        )


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_signs_are_covered_whichever_way_the_page_is_turned(turned: int) -> None:
    def turn(file: pikepdf.Pdf) -> None:
        file.pages[0].rotate(turned, relative=False)

    result = mask_file(joined(pdf(f"号码{ID}"), then=turn), SCREEN)
    plain = mask_file(joined(pdf(f"号码{ID}")), SCREEN)
    assert dark(result.data) == pytest.approx(dark(plain.data), rel=0.1)
    assert dark(plain.data) > dark_of_text() * 1.5


def dark(data: bytes) -> float:
    """How much of the first page is black, in hundredths of a per cent."""
    import pypdfium2

    image = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    return sum(image.histogram()[:60]) * 10_000 / (image.width * image.height)


def dark_of_text() -> float:
    return dark(pdf(f"号码{ID}"))


def in_field(file: pikepdf.Pdf) -> None:
    field = file.make_indirect(
        pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="id", V=ID, Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget,
                           Rect=[10, 10, 200, 30])
    )  # fmt: skip
    file.pages[0].Annots = file.make_indirect(pikepdf.Array([field]))
    file.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


def in_title(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = f"张小三{ID}"


def in_metadata(file: pikepdf.Pdf) -> None:
    stream = file.make_stream(f"<x:xmpmeta><a>{ID}</a></x:xmpmeta>".encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    file.Root.Metadata = stream


def in_outline(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"证号{ID}", 0))


@pytest.mark.parametrize("then", [in_field, in_title, in_metadata, in_outline])
def test_what_no_page_shows_is_masked_as_text(then: Callable[[Any], None]) -> None:
    data = joined(pdf(BREAK), then=then)
    assert ID in everything_in(data) or then is in_metadata
    result = mask_file(data, SCREEN)
    assert ID not in everything_in(result.data) and result.pictures == ()
    assert all(each.kind in ("author",) for each in result.left)


def test_an_earlier_version_is_left_out() -> None:
    first = pdf(f"号码{ID}")
    data = first + pdf(BREAK)
    assert ID not in everything_in(mask_file(data, SCREEN).data)


def test_names_and_addresses_of_a_list_are_covered_under_their_headings() -> None:
    import typst

    persons = [("张小三", ID, "城关镇新华街15号"), ("李四光", identity(serial="125"), "黄集街道东风路2号")]
    cells = [each for row in [("姓名", "身份证号", "住址"), *persons] for each in row]
    body = ", ".join(f"[{each}]" for each in cells)
    data = typst.compile(f'#set text(font: "Noto Sans CJK SC")\n#table(columns: 3, {body})'.encode())
    result = mask_file(data, SCREEN)
    assert result.pictures == (1,) and result.left == ()
    assert dark(result.data) > dark(data) * 1.4
