"""The document set out from our own reading: pages, spans, marks; what cannot be stored, what is cut."""

from typing import Any

import pytest

from gongkai.document.model import Document, Grid, GridCell, Line, Picture
from gongkai.report import Provenance, Report, blank_report
from gongkai_site.intake import sources
from gongkai_site.intake.cells import CellState, Figure, anchor_of
from gongkai_site.intake.models import Standing
from gongkai_site.intake.pages.set_out import (
    Field,
    SourceBlock,
    form_tables,
    line_texts,
    row_texts,
    source_pages,
)
from gongkai_site.intake.sources import sources_of, storable

MADE = "proactive.regulations.made"
REPEALED = "proactive.regulations.repealed"
ZERO = Figure(Standing.NUMBER, None)


def _grid(number: int, page: int | None = None) -> Grid:
    """A label over two columns and one figure in each."""
    return Grid(
        number,
        (
            (GridCell("规章", 1, 1, row_span=1, column_span=2),),
            (GridCell("0", 2, 1), GridCell("", 2, 2)),
        ),
        2,
        page,
    )


def _document(kind: str, *blocks: Any) -> Document:
    return Document("甲", kind, blocks)


def _state(key: str, *, table: int | None = None, row: int = 2, column: int = 1, line: int | None = None,
           doubts: tuple[str, ...] = ()) -> CellState:  # fmt: skip
    place = Provenance("read", "0", None, table, row if table else None, column if table else None, line)
    return CellState(key, ZERO, place, doubts)


def _set_out(document: Document, *states: CellState) -> Any:
    return source_pages(sources_of(document, document.blocks, None), {state.key: state for state in states})


class TestSourcePages:
    def test_a_document_without_pages_is_one(self) -> None:
        (page,) = _set_out(_document("html", Line("标题", 1, heading=1), _grid(1), Line("正文", 2)))
        assert (page.number, page.is_picture) == (None, False)
        heading, table, line = page.blocks
        assert (heading.is_heading, line.is_heading, table.number) == (True, False, 1)

    def test_pages_of_a_pdf_stand_in_order_and_blocks_without_one_stay_where_they_are(self) -> None:
        pages = _set_out(_document("pdf", Line("甲", 1, 1), _grid(1, 2), Line("乙", 2), Line("丙", 3, 3)))
        assert [(page.number, len(page.blocks)) for page in pages] == [(1, 1), (2, 2), (3, 1)]
        assert all(page.is_picture for page in pages)

    def test_a_picture_is_page_one(self) -> None:
        (page,) = _set_out(_document("image", Line("甲", 1)))
        assert (page.number, page.is_picture) == (1, True)

    def test_cells_keep_their_spans_and_figures_are_marked(self) -> None:
        (page,) = _set_out(
            _document("html", _grid(3)), _state(MADE, table=3), _state(REPEALED, table=3, column=2, doubts=("存疑",))
        )
        ((label,), (first, second)) = page.blocks[0].rows
        assert (label.text, label.column_span, label.mark) == ("规章", 2, "")
        assert (first.anchor, first.mark) == ("t3-r2-c1", "read")
        assert (second.anchor, second.mark, second.text) == ("t3-r2-c2", "doubt", "")

    def test_a_line_unfolded_into_several_has_its_anchor_once(self) -> None:
        (page,) = _set_out(_document("text", Line("规章", 7), Line("0", 7), Line("下一行", 8)), _state(MADE, line=7))
        assert [(block.anchor, block.mark) for block in page.blocks] == [("l7", "read"), ("", "read"), ("l8", "")]

    def test_pictures_in_the_text_are_left_out(self) -> None:
        (page,) = _set_out(_document("html", Line("甲", 1), Picture("图")))
        assert page.blocks == [SourceBlock("甲", "l1")]

    def test_nothing_kept_gives_no_page(self) -> None:
        assert source_pages({"kind": "data", "blocks": []}, {}) == []


class TestContext:
    def test_the_row_of_a_table_names_its_figures(self) -> None:
        kept = sources_of(_document("html", _grid(1)), (_grid(1),), None)
        assert row_texts(kept) == {(1, 1): "规章", (1, 2): "0 ｜ （空）"}

    def test_the_lines_before_a_figure_name_it(self) -> None:
        lines = tuple(Line(text, number) for number, text in enumerate("甲一二三四五六七八九", 1))
        kept = sources_of(_document("text", *lines), lines, None)
        assert line_texts(kept)[10] == "一 ｜ 二 ｜ 三 ｜ 四 ｜ 五 ｜ 六 ｜ 七 ｜ 八 ｜ 九"
        assert line_texts(kept)[1] == "甲"

    @pytest.mark.parametrize(
        ("place", "anchor"),
        [
            (Provenance("read", table=2, row=3, column=4), "t2-r3-c4"),
            (Provenance("read", line=9), "l9"),
            (Provenance("missing"), ""),
            (Provenance("read", page=2, table=2), ""),
        ],
    )
    def test_a_place_has_one_anchor(self, place: Provenance, anchor: str) -> None:
        assert anchor_of(place) == anchor

    def test_a_place_is_told_in_words(self) -> None:
        place = Provenance("read", page=2, table=1, row=3, column=4)
        assert CellState(MADE, ZERO, place).where == "第2页第1张表第3行第4列"
        assert CellState(MADE, ZERO, Provenance("read", line=9)).where == "文本第9行"
        assert CellState(MADE, ZERO, Provenance("missing")).where == ""


class TestWhatIsKept:
    def test_prose_is_cut_where_it_is_too_long_but_tables_that_were_read_stay(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sources, "_MOST_CHARACTERS", 10)
        blocks = (Line("一" * 8, 1), Line("二" * 8, 2), _grid(1), _grid(2))
        report = blank_report("2021", cells={MADE: 0})
        place = Provenance("read", "0", None, 2, 2, 1)
        report = Report.from_json({**report.to_json(), "provenance": {MADE: place._asdict()}})
        kept = sources_of(_document("html", *blocks), blocks, report)["blocks"]
        assert [each.get("line") or f"table {each['table']}" for each in kept] == [1, "table 2"]

    @pytest.mark.parametrize(
        ("data", "stored"),
        [
            ("甲\0乙", "甲乙"),
            ("半个\ud800字", "半个?字"),
            ({"键\0": ["值\0", 1, None, 2.5, True]}, {"键": ["值", 1, None, 2.5, True]}),
        ],
    )
    def test_what_no_database_takes_is_left_out(self, data: Any, stored: Any) -> None:
        assert storable(data) == stored


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_the_forms_tables_hold_every_cell_once(form: str) -> None:
    report = blank_report(form)
    fields = {key: Field(CellState(key, ZERO, Provenance("missing")), key, "", False) for key in report.cells}
    shown = [field.name for table in form_tables(form, fields) for _, row in table.rows for field in row]
    assert sorted(shown) == sorted(report.cells)
    for table in form_tables(form, fields):
        assert all(len(row) == len(table.columns) for _, row in table.rows)
        assert all(label for label, _ in table.rows)
