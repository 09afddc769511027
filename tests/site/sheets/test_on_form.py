import pytest

from gongkai.forms import get_form
from gongkai_site.errors import InvalidInput
from gongkai_site.sheets.on_form import placed_on, plain_figure
from gongkai_site.sheets.pasted import pasted_table

FORM = get_form("2021")


def placed(table: str, text: str) -> dict[str, str]:
    return {each.cell: each.text for each in placed_on(FORM, table, pasted_table(text))}


def rows_of(table: str) -> list[tuple[str, list[str]]]:
    found = next(each for each in FORM.tables if each.key == table)
    return [
        (row.label, [cell.key for cell in FORM.row_cells(table, row.key)]) for each in found.blocks for row in each.rows
    ]


def block(table: str, *, labels: bool = True, header: bool = True) -> tuple[str, dict[str, str]]:
    """The whole table with a different figure in every cell, and which cell has which."""
    lines, truth, number = [], {}, 1000
    for label, keys in rows_of(table):
        figures = [str(number + at) for at in range(len(keys))]
        number += 10
        truth |= dict(zip(keys, figures, strict=True))
        lines.append("\t".join([label, *figures] if labels else figures))
    return "\n".join((["项目\t自然人\t商业企业"] if header else []) + lines), truth


@pytest.mark.parametrize("table", [each.key for each in FORM.tables])
@pytest.mark.parametrize("labels", [True, False])
def test_a_whole_table_lands_cell_by_cell_with_and_without_names(table, labels):
    text, truth = block(table, labels=labels, header=labels)
    if not labels and len({len(keys) for _, keys in rows_of(table)}) > 1:
        pytest.skip("Rows of different widths stand at the left when the names are gone; only names tell them.")
    assert placed(table, text) == truth


def test_some_rows_with_their_names_land_on_those_rows_whatever_their_order():
    label, keys = rows_of("requests")[1]
    other, other_keys = rows_of("requests")[0]
    text = "\n".join("\t".join([name, *"1234567"]) for name in (label, other))
    assert placed("requests", text) == dict(zip([*keys, *other_keys], "12345671234567", strict=True))


def test_the_table_of_disputes_is_one_line_of_fifteen_as_the_form_prints_it():
    text = "\t".join(str(n) for n in range(15))
    assert list(placed("disputes", text).values()) == [str(n) for n in range(15)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲\t乙", "没有数字"),
        ("1\t2\t3", "3列数字，这张表有7列"),
        ("\n".join("\t".join("1234567") for _ in range(3)), "3行数字"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_guessed(text, words):
    with pytest.raises(InvalidInput, match=words):
        placed("requests", text)


def test_a_block_in_another_order_than_the_table_is_refused_where_names_are_not_enough():
    lines = ["\t".join([label, *"1234567"]) for label, _ in rows_of("requests")]
    lines[0], lines[1] = lines[1], lines[0]
    lines[5] = "\t".join(["写法不同的一行", *"1234567"])
    with pytest.raises(InvalidInput, match="表中这一行是"):
        placed("requests", "\n".join(lines))


@pytest.mark.parametrize(("text", "plain"), [("１，２３４", "1234"), ("1,234.50", "1234.50"), (" 1 234 ", "1234")])
def test_figures_are_read_as_people_write_them(text, plain):
    assert plain_figure(text) == plain
