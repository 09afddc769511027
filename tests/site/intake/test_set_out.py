"""The document set out from our own reading: pages, spans, marks; what cannot be stored, what is cut."""

from typing import Any

import pytest
from django.utils.translation import override

from gongkai.document.model import Grid, GridCell, Line
from gongkai.reading.readings import Reading, Unplaced
from gongkai.report import Provenance, Report, blank_report
from gongkai.viewing import Original
from gongkai_site.intake import sources
from gongkai_site.intake.cells import CellState, Figure
from gongkai_site.intake.models import IncomingDocument, Standing
from gongkai_site.intake.pages.set_out import Field, form_tables, line_texts, original_of, row_texts
from gongkai_site.intake.sources import sources_of, storable, stored_blocks, stored_unplaced

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


def _kept(kind: str, *blocks: Any, report: Report | None = None, unplaced: tuple[Unplaced, ...] = ()) -> dict[str, Any]:
    return sources_of(kind, Reading(report or blank_report("2021"), blocks, unplaced))


def _state(key: str, *, table: int | None = None, row: int = 2, column: int = 1, line: int | None = None,
           doubts: tuple[str, ...] = ()) -> CellState:  # fmt: skip
    place = Provenance("read", "0", None, table, row if table else None, column if table else None, line)
    return CellState(key, ZERO, place, doubts)


def _set_out(sources: dict[str, Any], *states: CellState, edits: bool = True) -> Original:
    document = IncomingDocument(pk=7, agency_id=5, content={"form": "2021"}, sources=sources)
    return original_of(document, {state.key: state for state in states}, edits=edits)


class TestOriginal:
    def test_what_is_kept_gives_the_same_blocks_back(self) -> None:
        blocks = (Line("标题", 1, None, 1), _grid(3), Line("正文", 2, 4))
        left = (Unplaced("17", "requests", None, 3, 2, 2),)
        kept = _kept("html", *blocks, unplaced=left)
        assert stored_blocks(kept) == blocks
        assert stored_unplaced(kept) == left
        assert stored_unplaced({"kind": "html", "blocks": []}) == ()

    def test_a_document_without_pages_has_no_picture(self) -> None:
        assert "<img" not in _set_out(_kept("html", Line("标题", 1), _grid(1))).markup

    def test_pages_of_a_pdf_stand_in_order_each_under_its_picture(self) -> None:
        markup = _set_out(_kept("pdf", Line("甲", 1, 1), _grid(1, 2), Line("乙", 2), Line("丙", 3, 3))).markup
        texts = (
            "第1页</h3>",
            "/pages/1/",
            "甲",
            "第2页</h3>",
            "/pages/2/",
            "规章",
            "乙",
            "第3页</h3>",
            "/pages/3/",
            "丙",
        )
        order = [markup.index(text) for text in texts]
        assert order == sorted(order)
        assert markup.count("<img") == 3

    def test_a_picture_is_page_one(self) -> None:
        assert "第1页" in _set_out(_kept("image", Line("甲", 1))).markup

    @pytest.mark.parametrize(("edits", "href"), [(True, f"#v-{REPEALED}"), (False, f"#c-{REPEALED}")])
    def test_places_lead_to_their_fields_and_open_doubts_are_said(self, edits: bool, href: str) -> None:
        there = _set_out(
            _kept("html", _grid(3)),
            _state(MADE, table=3),
            _state(REPEALED, table=3, column=2, doubts=("列位推定",)),
            edits=edits,
        )
        assert there.shown == {f"at-{MADE}", f"at-{REPEALED}"}
        assert f'id="at-{REPEALED}" class="view-mark view-doubt" href="{href}"' in there.markup
        assert "列位推定" in there.markup
        assert f'id="at-{MADE}" class="view-mark view-read"' in there.markup

    def test_figures_that_no_cell_took_are_marked_and_lead_nowhere(self) -> None:
        there = _set_out(_kept("html", _grid(3), unplaced=(Unplaced("0", "requests", None, 3, 2, 1),)))
        assert '<span id="unplaced-1" class="view-mark view-unplaced">' in there.markup

    def test_a_place_that_was_not_kept_is_linked_to_by_nothing(self) -> None:
        assert _set_out(_kept("html", _grid(3)), _state(MADE, table=9)).shown == frozenset()

    def test_nothing_kept_gives_nothing(self) -> None:
        assert _set_out({"kind": "data", "blocks": []}).markup == ""


class TestContext:
    def test_the_row_of_a_table_names_its_figures(self) -> None:
        kept = _kept("html", _grid(1))
        assert row_texts(kept) == {(1, 1): "规章", (1, 2): "0 ｜ （空）"}

    def test_the_lines_before_a_figure_name_it(self) -> None:
        lines = tuple(Line(text, number) for number, text in enumerate("甲一二三四五六七八九", 1))
        kept = _kept("text", *lines)
        assert line_texts(kept)[10] == "一 ｜ 二 ｜ 三 ｜ 四 ｜ 五 ｜ 六 ｜ 七 ｜ 八 ｜ 九"
        assert line_texts(kept)[1] == "甲"

    def test_a_place_is_told_in_words(self) -> None:
        place = Provenance("read", page=2, table=1, row=3, column=4)
        assert CellState(MADE, ZERO, place).where == "第2页第1张表第3行第4列"
        assert CellState(MADE, ZERO, Provenance("read", line=9)).where == "文本第9行"
        assert CellState(MADE, ZERO, Provenance("missing")).where == ""
        with override("en"):
            assert CellState(MADE, ZERO, place).where == "page 2, table 1, row 3, column 4"
            assert CellState(MADE, ZERO, place).how == "something is there that cannot be made out"


class TestWhatIsKept:
    def test_prose_is_cut_where_it_is_too_long_but_tables_that_were_read_stay(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sources, "_MOST_CHARACTERS", 10)
        blocks = (Line("一" * 8, 1), Line("二" * 8, 2), _grid(1), _grid(2))
        report = blank_report("2021", cells={MADE: 0})
        place = Provenance("read", "0", None, 2, 2, 1)
        report = Report.from_json({**report.to_json(), "provenance": {MADE: place._asdict()}})
        kept = _kept("html", *blocks, report=report)["blocks"]
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
