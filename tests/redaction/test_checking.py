"""Each way of reading back for itself: what one of them sees is seen without the others."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from gongkai.redaction import Box, Decision, Mark, PagePlan
from gongkai.redaction.checking.points import surviving_points
from gongkai.redaction.checking.reading import boxes_of, is_label
from gongkai.redaction.checking.structure import Structure
from gongkai.redaction.checking.survival import PageImage
from gongkai.redaction.checking.unpacking import ForeignData, unpacked
from gongkai.redaction.checking.viewed import surviving_in_view
from gongkai.redaction.drawing.boxes import Area, area_of, areas_of, filling
from gongkai.redaction.drawing.packing import Packed, lossless, photograph
from gongkai.redaction.grounds import ground_on
from gongkai.settings import DEFAULT_SETTINGS
from tests.redaction.kit import DAY, boxed
from tests.redaction.test_read_back import (
    GOOD,
    again,
    annotate,
    attach,
    box_as_drawing,
    fill_field,
    outline,
    page_less,
    page_more,
    text_below,
    title,
)

GROUNDS = {"privacy": ground_on("privacy", DAY)}


def viewed(data: bytes) -> set[tuple[str, int | None]]:
    return {(each.kind, each.page) for each in surviving_in_view(data, 3)}


def test_a_viewer_finds_nothing_in_a_good_file() -> None:
    assert viewed(GOOD) == set()


@pytest.mark.parametrize(
    ("change", "kind", "page"),
    [
        (text_below, "text", 1),
        (annotate, "annotation", 1),
        (fill_field, "form", None),
        (attach, "attachment", None),
        (title, "metadata", None),
        (outline, "text", None),
        (page_more, "pages", None),
        (page_less, "pages", None),
        (box_as_drawing, "structure", 1),
    ],
)
def test_a_viewer_finds_it_too(change: Callable[[pikepdf.Pdf], None], kind: str, page: int | None) -> None:
    assert (kind, page) in viewed(again(change))


def test_what_no_viewer_opens_is_said() -> None:
    assert viewed(b"%PDF-1.7") == {("structure", None)}


def test_the_walk_counts_every_object_and_takes_every_picture() -> None:
    structure = Structure(GOOD)
    assert (structure.survivals, len(structure.images)) == ([], 3)
    assert structure.objects == 2 + 3 * 3  # catalogue and tree; page, content and picture of each page


def as_image(packed: Packed, **changes: int) -> PageImage:
    made = PageImage(1, packed.data, packed.photograph, packed.grey, packed.width, packed.height)
    return made._replace(**changes)


GREY, COLOUR = Image.new("L", (80, 40), 200), Image.new("RGB", (80, 40), (200, 10, 10))


@pytest.mark.parametrize("picture", [GREY, COLOUR])
def test_points_come_out_as_they_were_packed(picture: Image.Image) -> None:
    assert unpacked(as_image(lossless(picture))).tobytes() == picture.tobytes()
    out = unpacked(as_image(photograph(picture, DEFAULT_SETTINGS)))
    assert (out.mode, out.size) == (picture.mode, picture.size)


@pytest.mark.parametrize(
    "image",
    [
        as_image(photograph(GREY, DEFAULT_SETTINGS), width=88),
        as_image(photograph(GREY, DEFAULT_SETTINGS), height=48),
        as_image(photograph(GREY, DEFAULT_SETTINGS), grey=False),
        as_image(photograph(COLOUR, DEFAULT_SETTINGS), grey=True),
        as_image(lossless(GREY), width=88),
        as_image(lossless(GREY), height=39),
        as_image(lossless(GREY), height=41),
        as_image(lossless(COLOUR), grey=True),
        as_image(lossless(GREY))._replace(data=b"no stream"),
    ],
)
def test_a_picture_that_is_not_what_it_says_is_refused(image: PageImage) -> None:
    with pytest.raises(ForeignData):
        unpacked(image)


@pytest.mark.parametrize("size", [(84, 40), (80, 44)])
def test_a_photograph_whose_sides_are_no_whole_blocks_is_named(size: tuple[int, int]) -> None:
    image = as_image(photograph(Image.new("L", size), DEFAULT_SETTINGS))
    plan = PagePlan(1, Decision.PART, (boxed(box=Box(0, 0, 100, 100)),))
    (only,) = surviving_points(image, plan, GROUNDS, DEFAULT_SETTINGS)
    assert only.words == "图像的边长不是整块"


@pytest.mark.parametrize("picture", [GREY, COLOUR])
def test_boxes_to_be_read_stand_on_white(picture: Image.Image) -> None:
    plan = PagePlan(1, Decision.PART, (boxed(box=Box(0, 0, 10, 10)),))
    small = boxes_of(picture.resize((800, 400)), plan, photograph=False)
    assert small.getpixel((0, 0)) == (255 if picture.mode == "L" else (255, 255, 255))
    assert small.getpixel((33, 33)) == picture.getpixel((0, 0))
    where = PagePlan(1, Decision.PART, (boxed(box=Box(50, 50, 100, 100)),) * 4)
    large = boxes_of(picture, where, photograph=False)
    assert large.size == picture.size
    assert large.getpixel((0, 0)) == (255 if picture.mode == "L" else (255, 255, 255))
    assert large.getpixel((79, 39)) == picture.getpixel((0, 0))


@pytest.mark.parametrize(
    ("text", "label"),
    [("个人隐私", True), ("人隐私", True), ("1", True), ("。", True), ("王某某", False), ("320813198704121238", False)],
)
def test_a_ground_or_a_piece_of_it_may_be_read_in_a_box(text: str, label: bool) -> None:
    assert is_label(text, {"个人隐私（《政府信息公开条例》第十五条）", "个人隐私"}, DEFAULT_SETTINGS) is label


@pytest.mark.parametrize(
    ("box", "block", "area"),
    [
        (Box(0, 0, 100, 100), 1, (0, 0, 800, 400)),
        (Box(10, 10, 20, 20), 1, (80, 40, 160, 80)),
        (Box(10.01, 10.01, 19.99, 19.99), 1, (80, 40, 160, 80)),
        (Box(10, 10, 20, 20), 8, (80, 40, 160, 80)),
        (Box(10.1, 10.3, 20.1, 20.3), 8, (80, 40, 168, 88)),
        (Box(99.99, 99.99, 100, 100), 8, (792, 392, 800, 400)),
        (Box(100, 100, 100, 100), 1, (799, 399, 800, 400)),
    ],
)
def test_a_box_covers_every_point_it_touches(box: Box, block: int, area: tuple[int, ...]) -> None:
    assert tuple(area_of(box, 800, 400, block)) == area


def test_the_areas_of_marks_keep_their_grounds() -> None:
    marks = (Mark(1, Box(10, 10, 20, 20), "privacy"), Mark(1, Box(1, 1, 2, 2), "trade-secret"))
    assert [(tuple(area), ground) for area, ground in areas_of(marks, 800, 400, photograph=True)] == [
        ((80, 40, 160, 80), "privacy"),
        ((8, 0, 16, 8), "trade-secret"),
    ]


@pytest.mark.parametrize("size", [(700, 60), (300, 60), (140, 60)])
def test_a_ground_stands_in_the_middle_of_its_box(size: tuple[int, int]) -> None:
    box = filling(Area(5, 5, 5 + size[0], 5 + size[1]), GROUNDS["privacy"], DEFAULT_SETTINGS)
    assert box.size == size
    inked = box.getbbox()
    assert inked is not None
    left, top, right, bottom = inked
    assert abs(left - (size[0] - right)) <= 3 and abs(top - (size[1] - bottom)) <= 3
    assert right - left <= 0.8 * size[0] + 1 and bottom - top <= 34


def test_the_whole_ground_is_printed_where_there_is_room_else_its_short_name() -> None:
    wide, narrow, none = (
        filling(Area(0, 0, width, 40), GROUNDS["privacy"], DEFAULT_SETTINGS).getbbox() for width in (900, 200, 30)
    )
    assert wide is not None and narrow is not None and none is None
    assert wide[2] - wide[0] > 2 * (narrow[2] - narrow[0])


def test_a_packed_picture_holds_nothing_besides() -> None:
    noted = GREY.copy()
    noted.info |= {"comment": b"secret", "icc_profile": b"secret"}
    assert lossless(noted).data == lossless(GREY).data
    again_packed = photograph(noted, DEFAULT_SETTINGS)
    assert b"secret" not in again_packed.data
    with Image.open(io.BytesIO(photograph(COLOUR, DEFAULT_SETTINGS).data)) as file:
        assert [each[1:3] for each in file.layer] == [(1, 1)] * 3  # type: ignore[attr-defined]
