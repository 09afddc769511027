"""Damaged and hostile files become pages or end in an error of ours, within their time; marks of any kind too."""

from __future__ import annotations

import io
import json
import random
import time
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from gongkai.document.fronts.pdf.drawn import refuse_overdrawn, taken_apart
from gongkai.errors import GongkaiError, HostileDocument, InvalidMarks, OverBudget, UnreadableDocument
from gongkai.redaction import Wanted, begin, marks_for, marks_from_json, marks_to_json, open_pages, read_back, redact
from gongkai.redaction.drawing.building import written
from gongkai.redaction.opening.large_pictures import refuse_large_pictures
from gongkai.settings import Settings
from tests.fuzz.mutate import mutate
from tests.proof import examples
from tests.redaction.kit import DAY, as_file, boxed, changed, drawn, marks_of, pages_of_text, redacted
from tests.redaction.planting import UNSEEN

HASTY = Settings(document_seconds=2, redaction_seconds=1, redaction_dpi=72)
SAMPLES = {
    "pdf": [pages_of_text("甲乙丙", "丁"), UNSEEN["pdf: hidden field"]("a"), UNSEEN["pdf: cropped picture"]("b")],
    "jpeg": [as_file(drawn("甲"), "JPEG"), UNSEEN["jpeg: thumbnail"]("a")],
    "png": [as_file(drawn("甲")), as_file(drawn("甲").convert("P"))],
    "tiff": [as_file(drawn("甲"), "TIFF", save_all=True, append_images=[drawn("乙")])],
    "gif": [as_file(drawn("甲").convert("P"), "GIF")],
}


def through(data: bytes, settings: Settings = HASTY) -> None:
    """All that is asked of a file, but recognition and LibreOffice."""
    with open_pages(data, settings) as pages:
        findings = marks_for(pages, Wanted(("甲",)), recognise=False)
        marks = begin(pages, DAY, findings)
        pages.left_out()
        for number in range(1, min(pages.count, 3) + 1):
            pages.picture(number)
        if pages.count < 5:
            whole = marks_of(data, pages.count, *marks.marks)
            assert redact(pages, whole, recognise=False).checked.survivals == ()


@pytest.mark.proof
@pytest.mark.parametrize("kind", SAMPLES)
def test_a_damaged_file_is_redacted_or_refused(kind: str) -> None:
    rng = random.Random(f"redaction {kind}")
    for _ in range(examples(200)):
        data = mutate(rng.choice(SAMPLES[kind]), rng, SAMPLES[kind])
        if data[:2] == b"PK" or data[:5] == b"{\\rtf":
            continue
        started = time.thread_time()
        try:
            through(data)
        except GongkaiError as error:
            assert error.message
        assert time.thread_time() - started < 20


@pytest.mark.parametrize("seed", range(examples(500)))
def test_damaged_marks_are_read_or_refused(seed: int) -> None:
    rng = random.Random(f"marks {seed}")
    text = marks_to_json(marks_of(b"", 3, boxed(), boxed(2)))
    data = mutate(text.encode(), rng, [text.encode()])
    try:
        again = marks_from_json(data)
    except InvalidMarks:
        return
    assert marks_from_json(marks_to_json(again)) == again


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(examples(200)))
def test_a_damaged_copy_is_read_back_without_a_crash(seed: int) -> None:
    rng = random.Random(f"copy {seed}")
    data = mutate(COPY, rng, [COPY])
    checked = read_back(data, MARKS, recognise=False)
    assert (checked.survivals == ()) == (data == COPY)


ORIGINAL = as_file(drawn("甲", size=(160, 80)))
MARKS = marks_of(ORIGINAL, 1, boxed())
COPY = redacted(ORIGINAL, MARKS).data


def forms_in_forms(file: pikepdf.Pdf) -> None:
    """Ten forms that each draw the one below ten times."""
    below = file.make_stream(b"0 0 600 800 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 800])
    for _ in range(10):
        below = file.make_stream(
            b"/Z Do " * 10,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 600, 800],
            Resources=Dictionary(XObject=Dictionary(Z=below)),
        )
    page = file.pages[0]
    page.Resources.XObject = Dictionary(Z=below)
    page.Contents = file.make_stream(b"/Z Do")


def itself(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    form = file.make_stream(b"/Z Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 800])
    form.Resources = Dictionary(XObject=Dictionary(Z=form))
    page.Resources.XObject = Dictionary(Z=form)
    page.Contents = file.make_stream(b"/Z Do")


def large_paper(file: pikepdf.Pdf) -> None:
    file.pages[0].MediaBox = Array([0, 0, 10**7, 10**7])


def no_paper(file: pikepdf.Pdf) -> None:
    file.pages[0].MediaBox = Array([0, 0, 0, 0])


def many_words(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.Resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.Contents = file.make_stream(b"BT /F 1 Tf 10 10 Td " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 5_000 + b"ET")


def many_notes(file: pikepdf.Pdf) -> None:
    notes = [Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="甲") for _ in range(5_000)]
    file.pages[0].Annots = Array([file.make_indirect(each) for each in notes])


@pytest.mark.parametrize("change", [forms_in_forms, itself, large_paper, no_paper, many_words, many_notes])
def test_a_hostile_pdf_keeps_within_its_time(change: Callable[[pikepdf.Pdf], None]) -> None:
    data = changed(pages_of_text("甲"), change)
    started = time.thread_time()
    try:
        through(data)
    except UnreadableDocument as error:
        assert isinstance(error, OverBudget) or error.message
    assert time.thread_time() - started < 30


def test_marks_that_nest_without_end_are_refused() -> None:
    with pytest.raises(InvalidMarks):
        marks_from_json(json.dumps({"marks": []})[:-1] + ',"a":' + "[" * 100_000)


def images_in_images(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    image = file.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60_000,
        Height=60_000,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    page.Resources.XObject = Dictionary(Z=image)


def unpacks_to_much(file: pikepdf.Pdf) -> None:
    file.pages[0].Contents = pikepdf.Stream(
        file, zlib.compress(b"0 0 9 9 re f " * 4_000_000, 1), Filter=Name.FlateDecode
    )


def packed_twice(file: pikepdf.Pdf) -> None:
    twice = zlib.compress(zlib.compress(b" " * 40_000_000))
    both = Array([Name.FlateDecode, Name.FlateDecode])
    file.pages[0].Contents = pikepdf.Stream(file, twice, Filter=both)


def otherwise_packed(file: pikepdf.Pdf) -> None:
    file.pages[0].Contents = pikepdf.Stream(file, b"20 " * 500_000 + b">", Filter=Name.ASCIIHexDecode)


def annotation_of_forms(file: pikepdf.Pdf) -> None:
    forms_in_forms(file)
    page = file.pages[0]
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=page.Resources.XObject.Z))
    page.Annots = Array([file.make_indirect(note)])
    page.Contents = file.make_stream(b"")


@pytest.mark.parametrize(
    "change",
    [forms_in_forms, unpacks_to_much, packed_twice, otherwise_packed, annotation_of_forms],
)
def test_a_bomb_is_told_before_anything_is_drawn(change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(io.BytesIO(pages_of_text("甲"))) as file:
        change(file)
        data = written(file)  # as it is packed: another way of saving would pack it anew
    with pytest.raises(HostileDocument):
        refuse_overdrawn(data, Settings())


def test_a_picture_larger_than_any_scanners_is_told_before_it_is_drawn() -> None:
    data = changed(pages_of_text("甲"), images_in_images)
    with pytest.raises(HostileDocument, match="60000×60000"), taken_apart(data) as pdf:
        refuse_large_pictures(pdf, Settings())


def test_contents_in_pieces_and_packed_in_any_usual_way_are_taken() -> None:
    def change(file: pikepdf.Pdf) -> None:
        line = b"0 0 9 9 re f "
        file.pages[0].Contents = Array(
            [
                file.make_indirect(file.make_stream(line)),
                file.make_indirect(pikepdf.Stream(file, zlib.compress(line), Filter=Name.FlateDecode)),
                file.make_indirect(pikepdf.Stream(file, line.hex().encode() + b">", Filter=Name.ASCIIHexDecode)),
            ]
        )

    data = changed(pages_of_text("甲"), change)
    refuse_overdrawn(data, Settings())
    refuse_overdrawn(data, Settings(max_drawn=1_000))
