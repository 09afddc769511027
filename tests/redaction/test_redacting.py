"""What goes out: pages of nothing but points, black where they are marked, the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json

import pikepdf
import pytest
from PIL import Image, ImageChops

from gongkai.errors import InvalidMarks, OverBudget, WriteFailed
from gongkai.redaction import (
    Box,
    Decision,
    PageDecision,
    PagePlan,
    marks_digest,
    open_pages,
    preview,
)
from gongkai.redaction.drawing import covering, typesetting
from gongkai.settings import Settings
from tests.redaction.kit import BOX, DAY, as_file, boxed, drawn, marks_of, pages_of_text, pictures_of, redacted, traces

SECRET = "王某某的住处"
TEXT = pages_of_text(SECRET, "可以公开的第二页")
OTHER = pages_of_text("全然不同", "可以公开的第二页")


def area(picture: Image.Image, box: Box = BOX) -> Image.Image:
    wide, high = picture.size
    left, top, right, bottom = box
    inner = (left * wide + 200, top * high + 200, right * wide - 200, bottom * high - 200)
    return picture.crop(tuple(int(side / 100) for side in inner))


def darkness(picture: Image.Image) -> float:
    return 1 - sum(picture.convert("L").histogram()[128:]) / (picture.width * picture.height)


def test_a_marked_box_is_black_and_the_rest_of_the_page_is_as_it_was() -> None:
    done = redacted(TEXT, marks_of(TEXT, 2, boxed(box=Box(10, 5, 90, 40))))
    before, after = pictures_of(TEXT), pictures_of(done.data)
    assert len(after) == 2
    assert darkness(area(after[0], Box(10, 5, 90, 40))) > 0.95
    assert traces(done.data, SECRET) == []
    assert before[1].size == pytest.approx(after[1].size, abs=8)


def test_a_released_page_goes_out_point_for_point() -> None:
    done = redacted(TEXT, marks_of(TEXT, 2))
    with open_pages(TEXT) as pages, open_pages(done.data) as again:
        assert all(pages.look(number) == again.look(number) for number in (1, 2))


def test_outside_its_box_a_page_stays_point_for_point() -> None:
    done = redacted(TEXT, marks_of(TEXT, 2, boxed()))
    with open_pages(TEXT) as pages, open_pages(done.data) as again:
        changed = ImageChops.difference(pages.picture(1), again.picture(1)).getbbox()
        wide, high = pages.picture(1).size
    assert changed is not None
    assert changed[0] >= int(wide * 0.10) and changed[1] >= int(high * 0.05)
    assert changed[2] <= wide * 0.40 + 1 and changed[3] <= high * 0.12 + 1


@pytest.mark.parametrize(
    "decision",
    [
        PageDecision(1, Decision.WITHHOLD, "state-secret"),
        PageDecision(1, Decision.DUPLICATE, of=2),
        PageDecision(1, Decision.NOT_RESPONSIVE),
    ],
)
def test_a_page_that_does_not_go_out_is_replaced_by_one_that_says_so(decision: PageDecision) -> None:
    done = redacted(TEXT, marks_of(TEXT, 2, decisions=(decision,)))
    same = redacted(OTHER, marks_of(OTHER, 2, decisions=(decision,)))
    assert traces(done.data, SECRET) == []
    with open_pages(TEXT) as pages, open_pages(done.data) as again, open_pages(same.data) as other:
        assert again.look(1) != pages.look(1)
        assert again.look(1) == other.look(1), "what stands there depends on the decision alone"
        assert again.look(2) == pages.look(2)
    assert done.record.to_json()["pages"] == {"release": 1, decision.decision.value: 1}


def test_what_stands_in_for_pages_differs_by_decision_and_ground() -> None:
    decisions = [
        PageDecision(1, Decision.WITHHOLD, "state-secret"),
        PageDecision(1, Decision.WITHHOLD, "privacy"),
        PageDecision(1, Decision.DUPLICATE, of=2),
        PageDecision(1, Decision.NOT_RESPONSIVE),
    ]
    with open_pages(TEXT) as pages:
        looks = {preview(pages, marks_of(TEXT, 2, decisions=(each,)), 1).tobytes() for each in decisions}
    assert len(looks) == 4


def test_the_same_marks_give_the_same_bytes() -> None:
    marks = marks_of(TEXT, 2, boxed())
    assert redacted(TEXT, marks).data == redacted(TEXT, marks).data


def test_the_ground_is_printed_where_it_fits() -> None:
    with open_pages(TEXT) as pages:
        wide, small, tiny = (
            preview(pages, marks_of(TEXT, 2, boxed(box=box)), 1)
            for box in (Box(10, 5, 90, 12), Box(10, 5, 25, 8), Box(10, 5, 10.5, 5.3))
        )
    assert sum(area(wide, Box(10, 5, 90, 12)).histogram()[200:]) > 500
    assert sum(area(small, Box(10, 5, 25, 8)).histogram()[200:]) > 50
    corner = tiny.crop(
        (int(tiny.width * 0.1) + 1, int(tiny.height * 0.05) + 1, int(tiny.width * 0.105), int(tiny.height * 0.053))
    )
    assert corner.getextrema() == (0, 0)


def test_a_photograph_is_packed_as_one_and_its_boxes_are_whole_blocks() -> None:
    noise = Image.effect_noise((800, 400), 120).convert("RGB")
    noise.putpixel((0, 0), (255, 0, 0))
    data = as_file(noise)
    done = redacted(data, marks_of(data, 1, boxed()), Settings(redaction_lossless=10_000))
    with pikepdf.open(io.BytesIO(done.data)) as file:
        image = file.pages[0].Resources.XObject.P
        assert image.Filter == "/DCTDecode"
        points = Image.open(io.BytesIO(image.read_raw_bytes()))
        assert points.size == (800, 400)
        assert (
            points.crop((80, 16, 320, 48)).convert("L").histogram()[128:]
            != noise.crop((80, 16, 320, 48)).convert("L").histogram()[128:]
        )
        assert points.getpixel((80, 17))[0] < 5 and points.getpixel((319, 47))[0] < 5


def test_a_photographs_comment_and_profile_do_not_go_out() -> None:
    noise = Image.effect_noise((800, 400), 120)
    data = as_file(noise, "JPEG", comment="secret", icc_profile=b"secret" * 20)
    done = redacted(data, marks_of(data, 1, boxed()), Settings(redaction_lossless=10_000))
    assert b"secret" in data and b"secret" not in done.data


def test_a_picture_without_colour_is_kept_grey() -> None:
    data = as_file(drawn(SECRET))
    with pikepdf.open(io.BytesIO(redacted(data, marks_of(data, 1)).data)) as file:
        assert file.pages[0].Resources.XObject.P.ColorSpace == "/DeviceGray"


def test_the_record_binds_original_marks_and_output_and_sums_up_by_ground() -> None:
    marks = marks_of(
        TEXT, 2, boxed(), boxed(box=Box(50, 5, 60, 9)), decisions=(PageDecision(2, Decision.WITHHOLD, "state-secret"),)
    )
    done = redacted(TEXT, marks)
    said = json.loads(json.dumps(done.record.to_json()))
    assert said["original"] == hashlib.sha256(TEXT).hexdigest()
    assert said["marks"] == marks_digest(marks)
    assert said["output"] == hashlib.sha256(done.data).hexdigest()
    assert said["pages"] == {"part": 1, "withhold": 1}
    assert [(each["ground"], each["boxes"], each["pages"]) for each in said["grounds"]] == [
        ("state-secret", 0, [2]),
        ("privacy", 2, []),
    ]
    assert SECRET not in json.dumps(said, ensure_ascii=False)
    assert done.record.in_words()[0] == "共2页：区分处理后公开1页，不予公开1页。"


def test_marks_of_another_file_are_refused() -> None:
    other = pages_of_text("另一个文件", "两页")
    with pytest.raises(InvalidMarks, match="另一个文件"):
        redacted(TEXT, marks_of(other, 2))
    with pytest.raises(InvalidMarks, match="有3页，现有2页"):
        redacted(TEXT, marks_of(TEXT, 3))


def test_marks_are_bounded_in_number_and_in_the_time_they_take() -> None:
    whole = boxed(box=Box(0, 0, 100, 100))
    with pytest.raises(InvalidMarks, match="标记有3处，超过上限 2 处"):
        redacted(TEXT, marks_of(TEXT, 2, *[whole] * 3), Settings(redaction_marks=2))
    with pytest.raises(OverBudget):
        redacted(TEXT, marks_of(TEXT, 2, *[whole] * 5_000), Settings(document_seconds=0.1, redaction_seconds=0.5))


def test_a_page_that_looks_otherwise_than_when_it_was_marked_is_refused() -> None:
    with open_pages(TEXT) as pages:
        looks = pages.looks()
    from dataclasses import replace

    marks = marks_of(TEXT, 2, boxed())
    assert redacted(TEXT, replace(marks, looks=looks)).data
    with pytest.raises(InvalidMarks, match="第2页的样子"):
        redacted(TEXT, replace(marks, looks=(looks[0], looks[0])))


@pytest.mark.parametrize(
    ("plan", "title", "lines"),
    [
        (
            PagePlan(3, Decision.WITHHOLD, ground="process-information"),
            "第3页　不予公开",
            (
                "依据：过程性信息",
                "《政府信息公开条例》第十六条第二款：“讨论记录、过程稿、磋商信函、请示报告等过程性信息”",
                "Page 3: withheld (information on a process not ended)",
            ),
        ),
        (
            PagePlan(2, Decision.DUPLICATE, of=1),
            "第2页　与其他页重复",
            ("与第1页相同，见该页。", "Page 2: duplicate of page 1"),
        ),
        (PagePlan(4, Decision.NOT_RESPONSIVE), "第4页　不属于申请公开的内容", ("Page 4: not responsive",)),
    ],
)
def test_what_stands_in_for_a_page_says_why(
    plan: PagePlan, title: str, lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    monkeypatch.setattr(covering, "page", lambda *given: said.append(given))
    covering.stand_in(plan, covering.grounds_of((plan,), DAY), 800, 1000)
    assert said == [(title, lines, 800, 1000)]


@pytest.mark.parametrize("size", [(800, 1000), (1656, 2336), (160, 80), (8, 8), (2336, 1656)])
def test_what_stands_in_has_the_size_of_the_page(size: tuple[int, int]) -> None:
    made = typesetting.page("第1页", ("依据",), *size)
    assert (made.size, made.mode) == (size, "L")
    assert made.getpixel((0, 0)) == 255
    if min(size) > 100:
        inked = ImageChops.invert(made).getbbox()
        assert inked is not None
        assert abs(inked[0] - (size[0] - inked[2])) < 0.1 * size[0]
        assert abs(inked[1] - (size[1] - inked[3])) < 0.1 * size[1]


def test_without_a_chinese_font_grounds_are_not_written_wrongly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_FONTS", ("No Such Font",))
    typesetting._font.cache_clear()
    with pytest.raises(WriteFailed, match="No Such Font"):
        typesetting._font()
    monkeypatch.undo()
    typesetting._font.cache_clear()
    assert typesetting._font() in typesetting._installed().families()


def test_the_same_pages_are_bound_to_the_same_look() -> None:
    with open_pages(TEXT) as pages:
        assert pages.look(1) == pages.looks()[0] != pages.looks()[1]
        assert len(pages.looks()) == pages.count == 2
