"""Lines and tables of a document with their marks: spans, holes, folded stretches, figures within a line."""

from __future__ import annotations

import pytest

from gongkai.document.model import Block, Grid, GridCell, Line, Picture
from gongkai.settings import Settings
from gongkai.viewing import Frame, Mark, document_markup
from tests.viewing.kit import Page, grid, mark


def shown(*blocks: Block, marks: tuple[Mark, ...] = (), **settings: int) -> Page:
    return Page(document_markup(blocks, marks, Frame(paged=False), Settings(**settings)).markup)


def marked_texts(page: Page) -> dict[str, str]:
    return {node.attributes["id"] or "": node.css_first(".view-text").text() for node in page.tree.css(".view-mark")}


class TestLines:
    @pytest.mark.parametrize(
        ("text", "wanted", "around"),
        [
            ("1 | 0 | 2", ("1", "0", "2"), "[1] | [0] | [2]"),
            ("22 2", ("2",), "22 [2]"),
            ("2.5 1,200 2", ("2",), "2.5 1,200 [2]"),
            ("0 0 0", ("0", "0"), "[0] [0] 0"),
            ("3 5", ("5", "3"), "[3] [5]"),
            ("规章 约3件左右", ("约3件左右",), "规章 [约3件左右]"),
            ("规章", ("0",), "规章 [0]"),
            ("规章", ("",), "规章 [（空）]"),
        ],
    )
    def test_figures_are_marked_where_they_stand(self, text: str, wanted: tuple[str, ...], around: str) -> None:
        marks = tuple(mark(f"m{number}", each, row=7) for number, each in enumerate(wanted))
        page = shown(Line(text, 7), marks=marks)
        for node in page.tree.css(".view-note"):
            node.decompose()
        for node in page.tree.css(".view-text"):
            node.replace_with(f"[{node.text()}]")
        assert page.tree.css_first("p").text() == around
        assert set(page.all("id")) == {each.anchor for each in marks}

    def test_columns_say_which_figure_of_a_line_is_which(self) -> None:
        page = shown(Line("5 5", 7), marks=(mark("second", "5", row=7, column=2), mark("first", "5", row=7, column=1)))
        assert list(marked_texts(page)) == ["first", "second"]

    def test_pieces_of_a_line_that_was_unfolded_share_its_marks(self) -> None:
        pieces = (Line("规章", 7), Line("0 1", 7), Line("行政许可", 7), Line("5", 7))
        marks = (mark("a", "0", row=7), mark("b", "1", row=7), mark("c", "5", row=7), mark("lost", "99", row=7))
        page = shown(*pieces, marks=marks)
        assert sorted(page.all("id")) == ["a", "b", "c", "lost"]
        assert page.texts("p")[3].startswith("5")

    def test_a_row_of_which_every_cell_stands_on_a_line_is_one_row(self) -> None:
        texts = ("信息内容", "|", "规章", "|", "0", "|", "1", "|", "行政许可", "|", "5", "（一）标题" * 20)
        lines = [Line(text, number) for number, text in enumerate(texts, 1)]
        page = shown(*lines, marks=(mark("a", "0", row=5), mark("b", "1", row=7), mark("c", "5", row=11)))
        for node in page.tree.css(".view-note"):
            node.decompose()
        rows = ["".join(part.text(strip=True) for part in row.css("p")) for row in page.tree.css(".view-run")]
        assert rows == ["信息内容|规章|0|1|", "行政许可|5"]

    def test_a_heading_is_told_and_a_picture_named(self) -> None:
        page = shown(Line("标题", 1, heading=2), Picture("印章"), Picture(""))
        assert page.texts(".view-heading") == ["标题"]
        assert page.texts("p") == ["标题", "〔图片：印章〕", "〔图片〕"]


class TestTables:
    def test_spans_are_kept_and_a_place_within_one_is_its_cells(self) -> None:
        table = Grid(4, ((GridCell("规章", 1, 1, 1, 2),), (GridCell("7", 2, 1, 1, 2),)), 2)
        page = shown(table, marks=(mark("m", "7", table=4, row=2, column=2),))
        assert [cell.attributes.get("colspan") for cell in page.tree.css("tr > *")] == ["2", "2"]
        assert marked_texts(page) == {"m": "7"}

    def test_several_marks_of_one_cell_all_stand_in_it(self) -> None:
        marks = (mark("a", "0", table=1, row=1, column=2), mark("b", "5", table=1, row=1, column=2))
        page = shown(grid(1, "规章|05"), marks=marks)
        assert marked_texts(page) == {"a": "0", "b": "5"}

    def test_holes_are_filled_so_that_every_cell_stands_in_its_column(self) -> None:
        table = Grid(1, ((GridCell("甲", 1, 1, 2, 1), GridCell("乙", 1, 4)), (GridCell("丙", 2, 4),), ()), 4)
        page = shown(table, marks=(mark("hole", "", table=1, row=3, column=2),))
        rows = [[(c.text(strip=True)[:1], c.attributes.get("colspan")) for c in row.css("td, th")] for row in
                page.tree.css("tr")]  # fmt: skip
        assert rows == [[("甲", None), ("", "2"), ("乙", None)], [("", "2"), ("丙", None)], [("", None), ("（", None)]]

    @pytest.mark.parametrize(("row", "column"), [(9, 1), (1, 9)])
    def test_a_place_outside_the_table_is_not_shown(self, row: int, column: int) -> None:
        there = document_markup([grid(1, "甲|1")], [mark("m", "1", table=1, row=row, column=column)])
        assert there.shown == frozenset()
        assert 'id="m"' not in there.markup

    def test_labels_head_their_figures_and_figures_head_nothing(self) -> None:
        table = grid(1, "项目|件数|件数", "规章|1|2", "其他|8|9", "行政许可|3|")
        marks = tuple(mark(f"m{row}", "", table=1, row=row, column=2) for row in (2, 4))
        page = shown(table, marks=marks)
        heads = [(cell.text(), cell.attributes["scope"]) for cell in page.tree.css("th")]
        assert heads == [
            ("项目", "col"),
            ("件数", "col"),
            ("件数", "col"),
            ("规章", "row"),
            ("其他", "col"),
            ("行政许可", "row"),
        ]

    def test_rows_far_from_a_mark_are_left_out_under_a_label_that_spans_them(self) -> None:
        rows: list[tuple[GridCell, ...]] = [(GridCell("全部", 1, 1, 40, 1), GridCell("行1", 1, 2), GridCell("1", 1, 3))]
        rows += [(GridCell(f"行{row}", row, 2), GridCell(str(row), row, 3)) for row in range(2, 41)]
        page = shown(Grid(1, tuple(rows), 3), marks=(mark("m", "30", table=1, row=30, column=3),), view_nearby=1)
        assert page.texts("tr")[0].startswith("全部")
        assert page.texts(".view-omitted") == ["（略去26行）", "（略去7行）"]
        assert page.tree.css_first("tr > *").attributes["rowspan"] == "9"
        assert [len(row.css("td, th")) for row in page.tree.css("tr")] == [3, 2, 1, 2, 2, 2, 1, 2, 2]

    def test_a_table_that_goes_on_in_another_block_has_each_mark_once(self) -> None:
        page = shown(grid(1, "甲|1"), grid(1, "甲|1"), marks=(mark("m", "1", table=1, row=1, column=2),))
        assert list(page.all("id")) == ["m"]


class TestFolding:
    LINES = tuple(Line(f"第{number}句。", number) for number in range(1, 101))

    def test_what_is_near_a_mark_or_an_end_is_open_and_the_rest_folded(self) -> None:
        page = shown(*self.LINES, marks=(mark("m", "50", row=50),), view_nearby=2)
        assert page.texts("details > summary") == [
            "44段文字离已读出的数字较远，已折叠",
            "45段文字离已读出的数字较远，已折叠",
        ]
        assert [text[:4] for text in page.texts("details > p")][:1] == ["第4句。"]

    def test_of_a_long_stretch_only_the_beginning_is_kept(self) -> None:
        page = shown(*self.LINES, view_nearby=0, view_folded=20)
        assert len(page.texts("details > p.view-line")) == 5
        assert page.texts("details > .view-omitted") == ["（篇幅所限，略去93段）"]

    def test_a_few_lines_are_not_folded(self) -> None:
        assert shown(*self.LINES[:4], view_nearby=0).tree.css("details") == []

    def test_pages_are_named_and_what_has_none_stays_where_it_is(self) -> None:
        blocks = (Line("甲", 1), Line("乙", 2, 3), Line("丙", 3))
        page = Page(document_markup(blocks, [], Frame("x-", level=3)).markup)
        assert page.texts("h3") == ["第1页", "第3页"]
        assert list(page.all("id")) == ["x-page-1", "x-page-3"]
