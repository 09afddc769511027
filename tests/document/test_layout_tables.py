"""Ruling lines → edges → lattices → tables, each stage by itself, and a property over tables of any spans."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.layout.lattice import find_lattices
from gongkai.document.layout.model import Edge, Glyph, Lattice, Rule, Space, Table, TableCell
from gongkai.document.layout.pages import continue_table
from gongkai.document.layout.rulings import join_rules, part_struck
from gongkai.document.layout.tables import fill_lattice, without_slivers
from gongkai.settings import DEFAULT_SETTINGS as SETTINGS

WIDE, HIGH = 40.0, 20.0


@st.composite
def layouts(draw: st.DrawFn) -> list[Space]:
    """Draw a full tiling of a small table by cells of any spans."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    spaces = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < columns and (row, column + free) not in taken:
                free += 1
            wide = draw(st.integers(1, min(free, 3)))
            high = draw(st.integers(1, min(rows - row, 3)))
            spaces.append(Space(row, column, high, wide))
            taken.update((r, c) for r in range(row, row + high) for c in range(column, column + wide))
    return spaces


def sides(spaces: list[Space], jitter: float = 0.0) -> list[Rule]:
    """Return the four sides of every cell as separate pieces, neighbours doubled and a little apart."""
    rules = []
    for row, column, high, wide, *_ in spaces:
        x0, y0 = 100 + column * WIDE + jitter, 100 + row * HIGH + jitter
        x1, y1 = 100 + (column + wide) * WIDE - jitter, 100 + (row + high) * HIGH - jitter
        rules += [Rule(x0, y0, x1, y0 + 0.5), Rule(x0, y1, x1, y1 + 0.5)]
        rules += [Rule(x0, y0, x0 + 0.5, y1), Rule(x1, y0, x1 + 0.5, y1)]
    return rules


def positions(spaces: list[Space]) -> set[tuple[float, float, float, float]]:
    return {
        (
            100 + s.column * WIDE,
            100 + s.row * HIGH,
            100 + (s.column + s.column_span) * WIDE,
            100 + (s.row + s.row_span) * HIGH,
        )
        for s in spaces
    }


@pytest.mark.parametrize("jitter", [0.0, 0.8])
@given(spaces=layouts(), data=st.data())
def test_the_cells_of_any_table_are_found_from_its_sides(
    jitter: float, spaces: list[Space], data: st.DataObject
) -> None:
    rules = data.draw(st.permutations(sides(spaces, jitter)))
    lattices = find_lattices(*join_rules(rules, SETTINGS), SETTINGS)
    if len(spaces) == 1:
        assert lattices == []
        return
    assert len(lattices) == 1
    found = {tuple(round(side / 20) * 20 for side in lattices[0].box(space)) for space in lattices[0].spaces}
    assert found == positions(spaces)
    assert len(lattices[0].spaces) == len(spaces)


@given(spaces=layouts(), data=st.data())
def test_every_character_lands_in_the_cell_it_is_printed_in_and_none_is_lost(
    spaces: list[Space], data: st.DataObject
) -> None:
    lattice = Lattice(
        tuple(100 + i * WIDE for i in range(1 + max(s.column + s.column_span for s in spaces))),
        tuple(100 + i * HIGH for i in range(1 + max(s.row + s.row_span for s in spaces))),
        tuple(spaces),
    )
    printed = data.draw(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), max_size=20))
    glyphs = [Glyph(chr(0x4E00 + i), x, y, x + 8, y + 8) for i, (x, y) in enumerate(printed)]
    table, rest = fill_lattice(lattice, glyphs, 1, SETTINGS)
    assert len(table.cells) == len(spaces)
    for cell in table.cells:
        x0, y0, x1, y1 = lattice.box(cell.space)
        for character in cell.text.replace(" ", ""):
            glyph = next(g for g in glyphs if g.text == character)
            assert x0 <= glyph.x0 + 4 <= x1
            assert y0 <= glyph.y0 + 4 <= y1
    kept = "".join(cell.text for cell in table.cells).replace(" ", "") + "".join(glyph.text for glyph in rest)
    assert sorted(kept) == sorted(glyph.text for glyph in glyphs)


@pytest.mark.parametrize(
    ("rules", "edges"),
    [
        pytest.param([Rule(0, 10, 50, 10), Rule(54, 10.5, 100, 10.5)], 1, id="pieces in a row"),
        pytest.param([Rule(0, 10, 50, 10), Rule(70, 10, 100, 10)], 2, id="pieces far apart"),
        pytest.param([Rule(0, 10, 100, 10), Rule(0, 12, 100, 12)], 1, id="doubled"),
        pytest.param([Rule(0, 10, 100, 10), Rule(0, 20, 100, 20)], 2, id="two"),
        pytest.param([Rule(x, 10, x + 3, 10) for x in range(0, 90, 6)], 1, id="dashes"),
        pytest.param([Rule(0, 10, 3, 10)], 0, id="a dot"),
    ],
)
def test_pieces_become_edges(rules: list[Rule], edges: int) -> None:
    horizontal, vertical = join_rules(rules, SETTINGS)
    assert (len(horizontal), vertical) == (edges, [])


def test_positions_hold_still_under_many_lines_close_together() -> None:
    horizontal, _ = join_rules([Rule(0, y, 100, y) for y in range(0, 40, 2)], SETTINGS)
    gaps = [b.position - a.position for a, b in pairwise(horizontal)]
    assert min(gaps) > SETTINGS.rule_snap


def test_tables_side_by_side_are_two() -> None:
    boxes = [Space(0, 0, 1, 1), Space(0, 1, 1, 1)]
    left = sides(boxes)
    right = [Rule(r.x0 + 200, r.y0, r.x1 + 200, r.y1) for r in left]
    assert len(find_lattices(*join_rules(left + right, SETTINGS), SETTINGS)) == 2


def test_what_lies_outside_a_stepped_outline_is_no_cell() -> None:
    spaces = [Space(0, 0, 1, 1), Space(1, 0, 1, 1), Space(1, 1, 1, 1), Space(2, 0, 1, 1), Space(2, 1, 1, 1)]
    (lattice,) = find_lattices(*join_rules(sides(spaces), SETTINGS), SETTINGS)
    assert len(lattice.spaces) == 5


def test_an_open_bottom_is_closed_and_known_to_be_open() -> None:
    horizontal = [Edge(0, 0, 100), Edge(30, 0, 100)]
    vertical = [Edge(x, 0, 60) for x in (0, 50, 100)]
    (lattice,) = find_lattices(horizontal, vertical, SETTINGS)
    assert [(s.row, s.top_ruled, s.bottom_ruled) for s in lattice.spaces] == [
        (0, True, True),
        (0, True, True),
        (1, True, False),
        (1, True, False),
    ]


def test_a_stray_line_out_of_a_table_makes_no_column() -> None:
    rules = [*sides([Space(0, 0, 1, 1), Space(0, 1, 1, 1), Space(1, 0, 1, 2)]), Rule(180, 120, 300, 120)]
    (lattice,) = find_lattices(*join_rules(rules, SETTINGS), SETTINGS)
    assert len(lattice.xs) == 3


def glyphs_of(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    return [Glyph(c, x + i * size / 2, y, x + (i + 1) * size / 2, y + size) for i, c in enumerate(text)]


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        pytest.param(Rule(100, 105, 115, 105.5), "", id="through the middle"),
        pytest.param(Rule(100, 105, 110, 105.5), "3", id="through two of three"),
        pytest.param(Rule(100, 111, 115, 111.5), "123", id="underline"),
        pytest.param(Rule(100, 99.5, 115, 100), "123", id="overline"),
        pytest.param(Rule(60, 105, 300, 105.5), "123", id="a ruling that touches"),
        pytest.param(Rule(107, 90, 107.5, 120), "123", id="upright"),
    ],
)
def test_only_a_line_through_the_middle_and_as_long_as_the_text_strikes_it_out(rule: Rule, left: str) -> None:
    kept, rules = part_struck(glyphs_of("123", 100, 100), [rule], SETTINGS)
    assert "".join(g.text for g in kept) == left
    assert (rule in rules) == (left == "123")


def test_slivers_go_and_leave_spans_right() -> None:
    xs, ys = (0.0, 50.0, 54.0, 100.0), (0.0, 20.0, 40.0)
    spaces = (Space(0, 0, 1, 3), Space(1, 0, 1, 1), Space(1, 1, 1, 1), Space(1, 2, 1, 1))
    lattice = Lattice(xs, ys, spaces)
    table, _ = fill_lattice(lattice, [*glyphs_of("ab", 10, 5), *glyphs_of("7", 70, 25)], 1, SETTINGS)
    slim = without_slivers(lattice, table, SETTINGS)
    assert [(c.text, c.space.column, c.space.column_span) for c in slim.cells] == [
        ("ab", 0, 2),
        ("", 0, 1),
        ("7", 1, 1),
    ]
    assert slim.xs == (0.0, 50.0, 100.0)


def part(
    page: int, xs: tuple[float, ...], rows: list[list[str]], *, top_ruled: bool = True, full: bool = False
) -> Table:
    cells = [
        TableCell(Space(r, c, 1, 1, top_ruled or r > 0), text, page, full=full)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Table(xs, 100, 700, len(rows), tuple(cells), page, page)


XS = (50.0, 200.0, 300.0, 400.0)
UPPER = [["甲", "1", "2"], ["5.要求行政机关确认或重新", "3", "4"]]


@pytest.mark.parametrize(
    ("lower", "joined"),
    [
        pytest.param(part(2, XS, [["乙", "5", "6"]]), 3, id="same columns"),
        pytest.param(part(2, (62, 212, 312, 412), [["乙", "5", "6"]]), 3, id="moved sideways"),
        pytest.param(part(2, (50, 200, 400), [["乙", "5"]]), 3, id="fewer columns"),
        pytest.param(part(2, (50, 120, 200, 300, 400), [["乙", "丙", "5", "6"]]), 3, id="more columns"),
        pytest.param(part(2, (50, 170, 300, 400), [["乙", "5", "6"]]), 0, id="other columns"),
        pytest.param(part(2, (50, 200, 300, 450), [["乙", "5", "6"]]), 0, id="other width"),
        pytest.param(part(3, XS, [["乙", "5", "6"]]), 0, id="not the next page"),
        pytest.param(part(2, XS, [["出具", "", ""], ["乙", "5", "6"]]), 3, id="rest of a label"),
        pytest.param(part(2, XS, [["出具", "", ""], ["乙", "5", "6"]], top_ruled=False), 3, id="rest, no line above"),
        pytest.param(part(2, XS, [["6.其他", "", ""]]), 3, id="a new label with blanks"),
        pytest.param(part(2, XS, [["甲", "1", "2"], ["出具", "", ""]]), 3, id="rest after a repeated header"),
    ],
)
def test_parts_of_a_table_on_two_pages_are_one_where_their_columns_agree(lower: Table, joined: int) -> None:
    whole = continue_table(part(1, XS, UPPER, full=True), lower, SETTINGS)
    if not joined:
        assert whole is None
        return
    assert whole is not None
    assert whole.height == joined
    assert (whole.page, whole.last_page) == (1, 2)
    assert sorted({cell.space.row for cell in whole.cells}) == list(range(joined))
    labels = [cell.text for cell in whole.cells if cell.space.column == 0]
    assert ("5.要求行政机关确认或重新出具" in labels) == any(c.text == "出具" for c in lower.cells)


def test_a_label_that_does_not_fill_its_cell_does_not_go_on() -> None:
    whole = continue_table(part(1, XS, UPPER), part(2, XS, [["其他", "", ""]]), SETTINGS)
    assert whole is not None
    assert whole.height == 3


def test_figures_on_the_second_page_only_belong_to_the_cut_row() -> None:
    upper = [["甲", "1", "2"], ["5.要求行政机关确认或重新", "", ""]]
    whole = continue_table(part(1, XS, upper, full=True), part(2, XS, [["出具", "3", "4"]]), SETTINGS)
    assert whole is not None
    assert [c.text for c in whole.cells if c.space.row == 1] == ["5.要求行政机关确认或重新出具", "3", "4"]
