"""A broken redactor is caught: whatever it leaves in the file, reading back names it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageFilter

from gongkai.errors import RedactionBlocked
from gongkai.redaction import (
    Box,
    Decision,
    Mark,
    Marks,
    PageDecision,
    PagePlan,
    open_pages,
    read_back,
    reading_back,
    redact,
)
from gongkai.redaction.checking.points import holds
from gongkai.redaction.checking.reading import boxes_of
from gongkai.redaction.drawing import boxes
from gongkai.redaction.drawing.building import build_pdf, written
from gongkai.redaction.drawing.packing import Packed, lossless, photograph
from gongkai.settings import DEFAULT_SETTINGS, Settings
from tests.redaction.kit import as_file, boxed, changed, drawn, marks_of, pages_of_text, redacted

SECRET = "王某某320813198704121238"
TEXT = pages_of_text(SECRET, "第二页", "第三页")
BOX = Box(8, 5, 60, 12)
MARKS = marks_of(TEXT, 3, boxed(box=BOX), decisions=(PageDecision(3, Decision.WITHHOLD, "state-secret"),))
GOOD = redacted(TEXT, MARKS).data
BOXED = marks_of(TEXT, 3, boxed(box=BOX))


def found(data: bytes, marks: Marks = MARKS, settings: Settings = DEFAULT_SETTINGS) -> set[tuple[str, int | None]]:
    return {(each.kind, each.page) for each in read_back(data, marks, settings, recognise=False).survivals}


def again(change: Callable[[pikepdf.Pdf], None], data: bytes = GOOD) -> bytes:
    """A redacted file with a change, written as redaction writes."""
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        return written(file)


def test_a_good_file_is_let_through() -> None:
    assert found(GOOD) == set()
    read_back(GOOD, MARKS, recognise=False).insist()


def text_below(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources.Font = Dictionary(F=font)
    page.Contents = file.make_stream(
        b"BT /F 9 Tf 3 Tr 50 700 Td (320813198704121238) Tj ET " + page.Contents.read_bytes()
    )


def annotate(file: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[50, 700, 300, 800], C=[0, 0, 0], Contents=SECRET)
    file.pages[0].Annots = Array([file.make_indirect(note)])


def fill_field(file: pikepdf.Pdf) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="a", V=SECRET, Rect=[0, 0, 9, 9])
    file.Root.AcroForm = Dictionary(Fields=[file.make_indirect(field)])


def attach(file: pikepdf.Pdf) -> None:
    file.attachments["a.txt"] = SECRET.encode()


def title(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = SECRET


def xmp(file: pikepdf.Pdf) -> None:
    file.Root.Metadata = file.make_stream(f"<x>{SECRET}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)


def page_data(file: pikepdf.Pdf) -> None:
    file.pages[1].PieceInfo = Dictionary(A=Dictionary(Private=SECRET))


def thumbnail(file: pikepdf.Pdf) -> None:
    file.pages[0].Thumb = file.make_stream(b"\0", Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)


def outline(file: pikepdf.Pdf) -> None:
    with file.open_outline() as items:
        items.root.append(pikepdf.OutlineItem(SECRET, 0))


def script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=f"var a = '{SECRET}'")


def mask(file: pikepdf.Pdf) -> None:
    image = file.pages[0].Resources.XObject.P
    image.SMask = file.make_stream(b"\0", Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)


def second_picture(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.XObject.Q = file.make_stream(b"\0", Width=1, Height=1)


def box_as_drawing(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.Contents = file.make_stream(page.Contents.read_bytes() + b" 0 g 50 700 300 100 re f")


def cropped(file: pikepdf.Pdf) -> None:
    file.pages[0].CropBox = Array([0, 0, 300, 300])


def page_more(file: pikepdf.Pdf) -> None:
    file.pages.append(file.pages[1])


def page_less(file: pikepdf.Pdf) -> None:
    del file.pages[2]


def pages_swapped(file: pikepdf.Pdf) -> None:
    first = file.pages[0]
    del file.pages[0]
    file.pages.insert(1, first)


def palette(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.XObject.P.ColorSpace = Array(
        [Name.Indexed, Name.DeviceGray, 255, pikepdf.String(SECRET.encode() * 20)]
    )


@pytest.mark.parametrize(
    ("change", "kind", "page"),
    [
        (text_below, "text", 1),
        (annotate, "annotation", 1),
        (fill_field, "form", None),
        (attach, "attachment", None),
        (title, "metadata", None),
        (xmp, "metadata", None),
        (page_data, "metadata", 2),
        (thumbnail, "metadata", 1),
        (outline, "text", None),
        (script, "structure", None),
        (mask, "structure", 1),
        (second_picture, "structure", 1),
        (box_as_drawing, "structure", 1),
        (cropped, "structure", 1),
        (page_more, "pages", None),
        (page_less, "pages", None),
        (pages_swapped, "points", 1),
        (palette, "structure", 1),
    ],
)
def test_what_must_not_be_in_the_file_is_named(
    change: Callable[[pikepdf.Pdf], None], kind: str, page: int | None
) -> None:
    assert (kind, page) in found(again(change))


def with_pictures(change: Callable[[int, Image.Image], Image.Image], marks: Marks = MARKS) -> bytes:
    """What a redactor makes that draws pages in its own way."""
    with open_pages(TEXT) as pages, open_pages(GOOD) as good:
        made = [change(number, (pages if number == 1 else good).picture(number)) for number in (1, 2, 3)]
    return build_pdf([lossless(each) for each in made], DEFAULT_SETTINGS)


def area(picture: Image.Image, box: Box = BOX, by: int = 0) -> tuple[int, int, int, int]:
    wide, high = picture.size
    left, top, right, bottom = box
    return (
        int(left * wide / 100) + by,
        int(top * high / 100) + by,
        int(right * wide / 100) + by,
        int(bottom * high / 100) + by,
    )


def on_first(change: Callable[[Image.Image], Image.Image]) -> Callable[[int, Image.Image], Image.Image]:
    return lambda number, picture: change(picture) if number == 1 else picture


def good_first() -> Image.Image:
    with open_pages(GOOD) as pages:
        return pages.picture(1)


def nothing(picture: Image.Image) -> Image.Image:
    return picture


def shifted(picture: Image.Image) -> Image.Image:
    picture.paste(good_first().crop(area(picture)), area(picture, by=9)[:2])
    return picture


def blurred(picture: Image.Image) -> Image.Image:
    picture.paste(picture.crop(area(picture)).filter(ImageFilter.GaussianBlur(9)), area(picture)[:2])
    return picture


def see_through(picture: Image.Image) -> Image.Image:
    part = picture.crop(area(picture))
    picture.paste(Image.blend(part, Image.new("L", part.size, 0), 0.9), area(picture)[:2])
    return picture


def all_but_a_line(picture: Image.Image) -> Image.Image:
    made = good_first()
    left, top, right, _ = area(made)
    made.paste(picture.crop((left, top + 20, right, top + 21)), (left, top + 20))
    return made


def one_step_off(picture: Image.Image) -> Image.Image:
    made = good_first()
    left, top, _, _ = area(made)
    made.putpixel((left + 3, top + 3), 1)
    return made


@pytest.mark.parametrize("change", [nothing, shifted, blurred, see_through, all_but_a_line, one_step_off])
def test_points_that_are_left_in_a_box_are_named(change: Callable[[Image.Image], Image.Image]) -> None:
    assert found(with_pictures(on_first(change))) == {("points", 1)}


def test_a_withheld_page_that_is_still_there_is_named() -> None:
    with open_pages(TEXT) as pages:
        third = pages.picture(3)
    good = good_first()
    data = with_pictures(lambda number, picture: {1: good, 2: picture, 3: third}[number])
    assert found(data) == {("points", 3)}


def test_the_original_with_boxes_drawn_over_it_is_named() -> None:
    def cover(file: pikepdf.Pdf) -> None:
        annotate(file)

    kinds = {kind for kind, _ in found(changed(TEXT, cover))}
    assert {"text", "annotation", "structure"} <= kinds


def appended(first: bytes, second: bytes) -> bytes:
    """A file saved behind another, as a program does that keeps earlier versions."""
    return first + b"\n" + second


def test_an_earlier_version_before_the_redacted_one_is_named() -> None:
    kinds = {kind for kind, _ in found(appended(TEXT, GOOD))}
    assert "earlier" in kinds


def test_bytes_and_objects_that_belong_to_no_page_are_named() -> None:
    assert ("structure", None) in found(GOOD.replace(b"\nxref\n", f"\n% {SECRET}\nxref\n".encode()))
    assert ("structure", None) in found(GOOD + SECRET.encode())
    assert ("structure", None) in found(GOOD[: len(GOOD) // 2])
    assert ("structure", None) in found(b"")


def repacked(change: Callable[[bytes], bytes], settings: Settings = DEFAULT_SETTINGS, photo: bool = False) -> bytes:
    """The first page's stream altered."""
    with open_pages(GOOD) as good:
        made = [photograph(good.picture(1), settings) if photo else lossless(good.picture(1))]
        made += [lossless(good.picture(number)) for number in (2, 3)]
    first = made[0]
    altered = Packed(change(first.data), first.photograph, first.grey, first.width, first.height)
    return build_pdf([altered, *made[1:]], settings)


EXIF = b"\xff\xe1\x00\x10Exif\0\0" + b"secret42"
COMMENT = b"\xff\xfe\x00\x0asecret42"


@pytest.mark.parametrize(
    ("change", "photo"),
    [
        (lambda data: data + SECRET.encode(), False),
        (lambda data: data[:-40], False),
        (lambda data: data[:2] + EXIF + data[2:], True),
        (lambda data: data[:2] + COMMENT + data[2:], True),
        (lambda data: data + SECRET.encode(), True),
        (lambda data: data[:-2], True),
        (lambda data: b"\0\0" + data, True),
    ],
)
def test_what_a_pictures_stream_holds_besides_points_is_named(change: Callable[[bytes], bytes], photo: bool) -> None:
    assert ("structure", 1) in found(repacked(change, photo=photo))


NOISE = as_file(Image.merge("RGB", [Image.effect_noise((640, 640), 90) for _ in range(3)]))
SMALL = Settings(redaction_lossless=1_000)


def test_a_photograph_is_let_through_and_one_covered_without_regard_to_blocks_is_not() -> None:
    marks = marks_of(NOISE, 1, boxed(box=Box(10.3, 10.4, 60.1, 50.2)))
    done = redacted(NOISE, marks, SMALL)
    assert found(done.data, marks, SMALL) == set()
    with open_pages(NOISE, SMALL) as pages:
        picture = pages.picture(1)
    picture.paste((0, 0, 0), (66, 67, 385, 322))
    assert found(build_pdf([photograph(picture, SMALL)], SMALL), marks, SMALL) == {("points", 1)}


def test_what_is_found_blocks_the_file_and_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_at_all(picture: Image.Image, *_: object, **__: object) -> Image.Image:
        return picture

    monkeypatch.setattr("gongkai.redaction.redacting.covered", not_at_all)
    with open_pages(TEXT) as pages, pytest.raises(RedactionBlocked, match="第1页：第1个方框（8、5、60、12）没有遮盖完"):
        redact(pages, MARKS, recognise=False)


def test_a_box_drawn_in_another_place_than_it_is_marked_blocks_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sides ask where a box lies; if that were wrong, both would be, so it is reckoned once more."""
    right = boxes.area_of

    def wrong(box: Box, width: int, height: int, block: int = 1) -> boxes.Area:
        return right(Box(box.left + 1, box.top, box.right + 1, box.bottom), width, height, block)

    monkeypatch.setattr(boxes, "area_of", wrong)
    with open_pages(TEXT) as pages, pytest.raises(RedactionBlocked, match="第1个方框"):
        redact(pages, MARKS, recognise=False)


@pytest.mark.parametrize(
    ("area", "held"),
    [
        ((10, 20, 30, 40), True),
        ((9, 19, 31, 41), True),
        ((11, 20, 30, 40), False),
        ((10, 21, 30, 40), False),
        ((10, 20, 29, 40), False),
        ((10, 20, 30, 39), False),
    ],
)
def test_an_area_must_hold_every_point_of_its_box(area: tuple[int, int, int, int], held: bool) -> None:
    assert holds(boxes.Area(*area), Box(10, 10, 30, 20), 100, 200) is held


def test_a_plan_that_forgets_a_mark_or_a_decision_blocks_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    right = reading_back.plan

    def forgetful(marks: Marks) -> tuple[PagePlan, ...]:
        first, second, third = right(marks)
        return (first._replace(marks=()), second, third._replace(decision=Decision.RELEASE))

    monkeypatch.setattr(reading_back, "plan", forgetful)
    assert found(GOOD) == {("points", 1), ("points", 3)}
    monkeypatch.setattr(reading_back, "plan", lambda marks: right(marks)[:2])
    assert ("pages", None) in {(each.kind, each.page) for each in read_back(GOOD, BOXED, recognise=False).survivals}


def test_of_very_many_survivals_the_first_are_said() -> None:
    marks = marks_of(TEXT, 3, *(boxed(box=Box(5 + at, 5, 5.9 + at, 8)) for at in range(30)))
    with open_pages(TEXT) as pages:
        data = build_pdf([lossless(pages.picture(number)) for number in (1, 2, 3)], DEFAULT_SETTINGS)
    checked = read_back(data, marks, recognise=False)
    assert len(checked.survivals) == 30
    with pytest.raises(RedactionBlocked, match="等30处"):
        checked.insist()


def test_boxes_over_one_another_are_looked_at_where_they_stand() -> None:
    image, marks = drawn("一", size=(160, 80)).convert("L"), [boxed(box=Box(0, 0, 100, 100))] * 3
    plan = PagePlan(1, Decision.PART, tuple(marks))
    assert boxes_of(image, plan, photograph=False).size == (160, 80)
    apart = PagePlan(1, Decision.PART, (boxed(box=Box(0, 0, 10, 10)), boxed(box=Box(50, 50, 60, 60))))
    assert boxes_of(image.resize((1600, 800)), apart, photograph=False).size == (160 + 64, 2 * 80 + 3 * 32)


def test_what_recognition_reads_in_a_box_is_named() -> None:
    pytest.importorskip("rapidocr")
    data = as_file(drawn("320813198704121238", size=(800, 160)))
    marks = marks_of(data, 1, Mark(1, Box(0, 0, 100, 100), "privacy"))
    left = build_pdf([lossless(drawn("320813198704121238", size=(800, 160)).convert("L"))], DEFAULT_SETTINGS)
    kinds = {each.kind for each in read_back(left, marks).survivals}
    assert kinds == {"points", "reading"}
    done = redacted(data, marks, recognise=True)
    assert dict(done.checked.looked_at)["recognised"] == 1 and done.checked.survivals == ()
