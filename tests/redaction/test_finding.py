"""Every place of a word, a pattern or a hit is marked, however it stands on the page; what was not searched is said."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import openpyxl
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from gongkai.errors import InvalidMarks, OversizedDocument, UsageError
from gongkai.redaction import (
    Box,
    Decision,
    Findings,
    Mark,
    Wanted,
    begin,
    find_duplicates,
    marks_for,
    open_pages,
    undecided,
)
from gongkai.redaction.finding import pattern_process
from gongkai.redaction.finding.marking import outward, without_inner
from gongkai.screening import Screen
from gongkai.settings import DEFAULT_SETTINGS, Settings
from tests.redaction.kit import DAY, as_file, changed, drawn, pages_of_text, redacted, saved, traces
from tests.screening.build import identity, word, workbook

NAME = "欧阳修远"
ID = identity()


def found(data: bytes, *words: str, settings: Settings = DEFAULT_SETTINGS, **extra: object) -> Findings:
    with open_pages(data, settings) as pages:
        return marks_for(pages, Wanted(words, **extra), recognise=False)  # type: ignore[arg-type]


def covered(data: bytes, findings: Findings, secret: str) -> bool:
    """Whether a file redacted by what was found shows no text and the secret's points are gone."""
    with open_pages(data) as pages:
        marks = begin(pages, DAY, findings, release_rest=True)
    return traces(redacted(data, marks).data, secret) == []


@pytest.mark.parametrize("text", [NAME, "欧 阳 修 远", f"甲{NAME}乙", "ABC", "ａｂｃ"])
def test_a_word_is_found_spaced_full_width_or_in_capitals(text: str) -> None:
    data = pages_of_text(f"申请人{text}，地址不详。", "第二页")
    sought = "abc" if text.lower() in ("abc", "ａｂｃ") else NAME
    findings = found(data, sought)
    assert {each.page for each in findings.marks} == {1}
    assert covered(data, findings, text)


def test_every_place_is_marked_on_every_page() -> None:
    findings = found(pages_of_text(f"{NAME}、{NAME}和{NAME}", "没有", NAME), NAME)
    assert [each.page for each in findings.marks] == [1, 1, 1, 3]
    assert (findings.unread, findings.recognised, findings.unplaced) == ((), (), ())
    assert all(each.ground == "privacy" and each.by == "word" for each in findings.marks)


def test_a_word_broken_over_lines_is_marked_on_each() -> None:
    long = "某" * 39 + NAME
    findings = found(pages_of_text(long), NAME)
    first, second = findings.marks
    assert first.box.top < second.box.top and first.box.right > 80 and second.box.left < 20


def turned(quarters: int) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].Rotate = 90 * quarters

    return change


def crop(file: pikepdf.Pdf) -> None:
    file.pages[0].CropBox = Array([50, 500, 500, 842])


@pytest.mark.parametrize("change", [turned(0), turned(1), turned(2), turned(3), crop])
def test_a_box_lies_where_the_word_is_seen(change: Callable[[pikepdf.Pdf], None]) -> None:
    data = changed(pages_of_text(NAME), change)
    findings = found(data, NAME)
    with open_pages(data) as pages:
        picture = pages.picture(1).copy()
    for each in findings.marks:
        wide, high = picture.size
        left, top, right, bottom = each.box
        picture.paste(
            255,
            (int(left * wide / 100), int(top * high / 100), int(right * wide / 100) + 1, int(bottom * high / 100) + 1),
        )
    assert findings.marks and picture.getextrema() == (255, 255), "nothing of the word is left outside"
    assert sum((each.box.right - each.box.left) * (each.box.bottom - each.box.top) for each in findings.marks) < 100


def shown_in_annotation_and_field(file: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = file.make_stream(
        b"BT /F 12 Tf 10 10 Td (SECRET42) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 200, 40],
        Resources=Dictionary(Font=Dictionary(F=font)),
    )
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[100, 500, 300, 540], F=4, AP=Dictionary(N=look))
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T="a",
        V="SECRET42",
        DA="/F 12 Tf 0 g",
        Rect=[100, 400, 300, 440],
        F=4,
    )
    both = [file.make_indirect(note), file.make_indirect(field)]
    file.pages[0].Annots = Array(both)
    file.Root.AcroForm = Dictionary(
        Fields=[both[1]], DR=Dictionary(Font=Dictionary(F=font)), DA="/F 12 Tf 0 g", NeedAppearances=True
    )


def test_what_annotations_and_fields_show_is_found() -> None:
    data = changed(pages_of_text("正文"), shown_in_annotation_and_field)
    findings = found(data, "secret42")
    assert len(findings.marks) == 2 and findings.unread == ()
    with open_pages(data) as pages:
        before = pages.picture(1)
    assert before.crop((0, int(before.height * 0.3), before.width, before.height)).convert("L").getextrema()[0] < 100, (
        "it is seen"
    )


@pytest.mark.parametrize(
    ("pattern", "count"),
    [(r"(?<!\d)1\d{10}(?!\d)", 2), (r"\d{3}-\d{8}", 1), ("没有这个", 0), ("x*", 0), ("[A-Z]{3}", 1)],
)
def test_a_pattern_is_found(pattern: str, count: int) -> None:
    data = pages_of_text("手机13812345678，另13912345678；电话010-87654321；ABC。")
    findings = found(data, patterns=(pattern,))
    assert [each.by for each in findings.marks] == ["pattern"] * count


@pytest.mark.parametrize("pattern", ["(", "a{99999999999}", "", "x" * 1001, "(?P<a", "*"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="表达式"):
        found(pages_of_text("甲"), patterns=(pattern,))


def test_a_pattern_that_takes_beyond_measure_is_ended() -> None:
    settings = Settings(redaction_pattern_seconds=0.5)
    with pytest.raises(UsageError, match=r"表达式“\(a\+\)\+\$”在0.5秒内没有查完。 请改得简单些"):
        found(pages_of_text("a" * 60 + "b"), patterns=("(a+)+$",), settings=settings)


def test_an_empty_word_is_refused() -> None:
    with pytest.raises(UsageError, match="词是空的"):
        found(pages_of_text("甲"), NAME, "　 ")


def test_what_screening_finds_is_marked_on_its_ground() -> None:
    data = pages_of_text(f"申请人身份证号{ID}，办公电话0517-87290606。", "无")
    findings = found(data, screen=Screen.of(day=DAY))
    (mark,) = findings.marks
    assert (mark.page, mark.ground, mark.by) == (1, "privacy", "screening")


def test_what_a_tables_heading_says_is_marked_in_a_workbook() -> None:
    data = workbook([["姓名", "出生日期"], ["李某", "1987年4月12日"], ["王某", "1990年5月6日"]])
    findings = found(data, screen=Screen.of(day=DAY))
    assert len(findings.marks) == 2 and findings.unplaced == ()


def test_a_word_documents_pages_are_searched_and_bound_to_their_look() -> None:
    data = word(f"申请人{NAME}")
    with open_pages(data) as pages:
        findings = marks_for(pages, Wanted((NAME,)), recognise=False)
        marks = begin(pages, DAY, findings, release_rest=True)
        assert pages.converted and marks.looks == pages.looks()
        paged = pages.paged
    assert paged is not None and paged.startswith(b"%PDF")
    with open_pages(data, paged=pages_of_text("另一份")) as pages:
        assert pages.looks() != marks.looks, "what is given is what is shown"
    with open_pages(data, paged=paged) as pages:
        assert (pages.source, pages.looks()) == (marks.source, marks.looks)
    assert len(findings.marks) == 1
    assert traces(redacted(data, marks).data, NAME) == []


def with_picture(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    image = file.make_stream(
        b"\0" * 100,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    page.Resources.XObject = Dictionary(P=image)
    page.Contents = file.make_stream(b"q " + page.Contents.read_bytes() + b" Q q 100 0 0 100 99 99 cm /P Do Q")


def outlined(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    curve = b"10 10 m 20 20 30 20 40 10 c f "
    page.Contents = file.make_stream(page.Contents.read_bytes() + b" " + curve * 50)


def test_only_so_many_pages_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.document.fronts.ocr.engine.available", lambda: True)
    monkeypatch.setattr("gongkai.redaction.opening.recognised.recognised_in", lambda _: ())
    data = as_file(drawn("一"), "TIFF", save_all=True, append_images=[drawn("二"), drawn("三")])
    with open_pages(data, Settings(max_ocr_pages=2)) as pages:
        findings = marks_for(pages, Wanted((NAME,)))
        marks = begin(pages, DAY, findings, release_rest=True)
    assert [page for page, _ in findings.unread] == [3] and findings.recognised == (1, 2)
    assert undecided(marks) == (1, 2, 3)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (changed(pages_of_text("正文"), outlined), "可能是转成曲线的文字"),
        (as_file(drawn(NAME)), "这一页是图片"),
        (as_file(drawn(NAME).convert("L"), "PDF"), "这一页没有文字层"),
        (changed(pages_of_text("正文"), with_picture), "这一页有图片"),
    ],
)
def test_a_page_that_was_not_searched_is_said_and_never_released(data: bytes, why: str) -> None:
    findings = found(data, NAME)
    assert [page for page, _ in findings.unread] == [1] and why in findings.unread[0][1]
    with open_pages(data) as pages:
        marks = begin(pages, DAY, findings, release_rest=True)
    assert undecided(marks) == (1,)


def test_the_rest_goes_out_only_where_that_is_asked_for() -> None:
    data = pages_of_text(NAME, "第二页")
    findings = found(data, NAME)
    with open_pages(data) as pages:
        assert undecided(begin(pages, DAY, findings)) == (2,)
        marks = begin(pages, DAY, findings, release_rest=True)
        assert begin(pages, DAY).marks == () and begin(pages, DAY).looks == ()
    assert [(each.page, each.decision) for each in marks.decisions] == [(2, Decision.RELEASE)]


def test_a_ground_that_there_is_not_is_refused() -> None:
    data = pages_of_text(NAME)
    with open_pages(data) as pages, pytest.raises(InvalidMarks, match="没有“x”"):
        begin(pages, DAY, marks_for(pages, Wanted((NAME,), ground="x")))


def test_too_many_marks_are_refused() -> None:
    with pytest.raises(OversizedDocument, match="标记超过上限"):
        found(pages_of_text("甲甲甲"), "甲", settings=Settings(redaction_marks=2))


def test_of_marks_inside_one_another_the_outer_stays() -> None:
    outer, inner = Mark(1, Box(1, 1, 9, 9), "privacy"), Mark(1, Box(2, 2, 8, 8), "privacy")
    elsewhere, twin = inner._replace(page=2), outer._replace(by="x")
    assert without_inner([inner, outer, elsewhere]) == (outer, elsewhere)
    assert without_inner([outer, inner, elsewhere]) == (outer, elsewhere)
    assert len(without_inner([outer, twin])) == 1
    beside = Mark(1, Box(2, 2, 9.1, 8), "privacy")
    assert without_inner([outer, beside]) == (outer, beside)


@pytest.mark.parametrize(
    ("box", "written"),
    [
        (Box(1.2341, 2.0, 3.0001, 4.9999), Box(1.234, 2, 3.001, 5)),
        (Box(0.0001, 99.9991, 0.0002, 99.9992), Box(0, 99.999, 0.001, 100)),
        (Box(0, 0, 100, 100), Box(0, 0, 100, 100)),
        (Box(100, 100, 100, 100), Box(99.999, 99.999, 100, 100)),
        (Box(0, 0, 0, 0), Box(0, 0, 0.001, 0.001)),
        (Box(99.9999, 0, 100, 0.00001), Box(99.999, 0, 100, 0.001)),
    ],
)
def test_a_box_is_written_in_thousandths_and_never_smaller(box: Box, written: Box) -> None:
    assert outward(box) == written


def test_pages_that_repeat_an_earlier_one_are_found() -> None:
    text = "本机关收到申请一百二十八件，答复一百二十八件。"
    pages = pages_of_text(text, "不同的一页，文字也足够长，不会弄错的。", text, "")
    with pikepdf.open(io.BytesIO(pages)) as file:
        file.pages.append(file.pages[0])
        page = file.pages[-1]
        page.Contents = file.make_stream(page.Contents.read_bytes() + b" 0 0 9 9 re f")
        file.pages.append(file.pages[3])
        data = saved(file)
    with open_pages(data) as opened:
        assert [tuple(each) for each in find_duplicates(opened)] == [(3, 1, "picture"), (5, 1, "text")]


def test_recognition_finds_words_in_scans() -> None:
    pytest.importorskip("rapidocr")
    data = as_file(drawn(f"申请人{NAME}", "电话13812345678"))
    with open_pages(data) as pages:
        findings = marks_for(pages, Wanted((NAME,), (r"1\d{10}",)))
    assert findings.unread == () and [each.by for each in findings.marks] == ["word", "pattern"]
    assert findings.recognised == (1,)
    name, number = (each.box for each in findings.marks)
    # The name starts behind three characters of forty points, at (40, 40).
    assert name.left * 8 < 160 < name.left * 8 + 60 and name.right * 8 > 315
    assert number.left * 8 < 120 and number.right * 8 > 120 + 11 * 20


def test_the_process_that_looks_for_a_pattern_writes_places_or_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for pattern, expected in (
        ("a+", {"places": [[[0, 2], [3, 4]], []]}),
        ("a*", {"places": [[[0, 2], [3, 4]], []]}),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"pattern": pattern, "texts": ["aaba", "b"]})))
        pattern_process.main()
        assert json.loads(capsys.readouterr().out) == expected
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"pattern": "(", "texts": []})))
    pattern_process.main()
    assert "unterminated" in json.loads(capsys.readouterr().out)["error"]


def test_what_screening_finds_outside_the_print_range_is_said() -> None:
    def beyond(book: openpyxl.Workbook) -> None:
        book.active["A40"] = f"身份证号{ID}"
        book.active.print_area = "A1:B2"

    findings = found(workbook([["正文"]], beyond), screen=Screen.of(day=DAY))
    assert (findings.marks, findings.unplaced) == ((), ("identity-number",))


def test_a_childs_age_is_said_and_not_blackened_wherever_the_figure_stands() -> None:
    listed = workbook([["姓名", "年龄"], ["李小明", "9"], ["王小红", "8"], ["共9页", "8"]])
    findings = found(listed, screen=Screen.of(day=DAY))
    assert (findings.marks, findings.unplaced) == ((), ("minor",))
