"""The statutory forms as data: the contract's list of cells, relations that name real rows, errors that say what."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.errors import InvalidData, UnknownCell, UnknownForm
from gongkai.forms import Form, Relation, Row, assumed_form, form_for_year, form_ids, get_form, load

SPEC = Path(__file__).parents[1] / "data" / "spec"
FORMS = [get_form(form_id) for form_id in form_ids()]
by_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


def contract(form: Form) -> list[dict[str, str]]:
    with (SPEC / f"cells-{form.id}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@by_form
def test_every_cell_is_the_contracts_in_key_section_row_column_unit_and_order(form: Form) -> None:
    ours = [
        {
            "key": cell.key,
            "section": form.section(form.table(cell.table).section).number,
            "row": "/".join(filter(None, (cell.block.heading, cell.row_path))),
            "column": cell.column_path,
            "unit": cell.unit,
        }
        for cell in form.cells
    ]
    assert ours == contract(form)


@by_form
def test_keys_are_unique_and_found_again(form: Form) -> None:
    assert len(set(form.keys)) == len(form.keys)
    assert [form.cell(key).key for key in form.keys] == list(form.keys)


@by_form
def test_the_six_sections_stand_in_order_under_their_numbers(form: Form) -> None:
    assert [section.number for section in form.sections] == list("一二三四五六")
    assert [section.key for section in form.sections] == [
        *("overview", "proactive", "requests", "disputes", "problems", "other")
    ]
    assert all(form.section(section.key) is section for section in form.sections)


@by_form
def test_relations_name_rows_and_columns_that_are_there(form: Form) -> None:
    assert form.relations
    for relation in form.relations:
        table = form.table(relation.table)
        rows = {row.key for block in table.blocks for row in block.rows}
        columns = {column.key for block in table.blocks for column in block.columns}
        assert relation.per in ("row", "column")
        assert set(relation.left) | set(relation.right) <= (rows if relation.per == "column" else columns)
        assert not set(relation.left) & set(relation.right)


@by_form
def test_concluded_is_the_sum_of_exactly_the_rows_marked_as_results(form: Form) -> None:
    (concluded,) = (each for each in form.relations if each.rule == "requests.concluded")
    rows = [numbered.row for numbered in form.table("requests").numbered_rows]
    assert set(concluded.right) == {row.key for row in rows if row.result}
    assert concluded.left == ("concluded",)
    assert concluded.extra


@by_form
def test_every_rule_on_sums_has_its_relations(form: Form) -> None:
    assert {each.rule for each in form.relations} == {
        *("requests.balance", "requests.concluded", "requests.row-total", "disputes.total")
    }


@by_form
def test_a_label_and_its_variants_differ(form: Form) -> None:
    for table in form.tables:
        for numbered in table.numbered_rows:
            assert numbered.row.label not in numbered.row.variants
            assert len(set(numbered.row.variants)) == len(numbered.row.variants)
    for section in form.sections:
        assert section.heading not in section.variants


@by_form
def test_amounts_are_money_and_nothing_else_is(form: Form) -> None:
    assert {cell.unit for cell in form.cells if cell.is_amount} <= {"万元", "元"}
    assert {cell.unit for cell in form.cells if not cell.is_amount} <= {"件", "项"}


@by_form
def test_rows_have_their_cells_in_the_order_of_the_columns(form: Form) -> None:
    cells = form.row_cells("requests", "received")
    assert [cell.column.key for cell in cells] == [column.key for column in form.table("requests").blocks[0].columns]
    assert [numbered.place for numbered in form.table("requests").numbered_rows] == list(
        range(len(form.table("requests").numbered_rows))
    )


def test_labels_are_joined_from_the_outside_in() -> None:
    cell = get_form("2021").cell("requests.received.business")
    assert cell.row_path == "一、本年新收政府信息公开申请数量"
    assert cell.column_path == "法人或其他组织/商业企业"
    secret = next(each for each in get_form("2021").cells if each.row.label.startswith("1.属于国家秘密"))
    assert secret.row_path == "三、本年度办理结果/（三）不予公开/1.属于国家秘密"


@pytest.mark.parametrize(
    ("year", "form"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2024, "2021"), (2050, "2021")]
)
def test_the_form_in_force_follows_the_year(year: int, form: str) -> None:
    assert form_for_year(year).id == form


def test_before_the_first_form_there_is_none() -> None:
    with pytest.raises(UnknownForm, match="2018"):
        form_for_year(2018)


@pytest.mark.parametrize("form_id", ["2020", "", "../errors", "form-2021", "2021 "])
def test_an_unknown_form_is_said_with_those_known(form_id: str) -> None:
    with pytest.raises(UnknownForm) as error:
        get_form(form_id)
    assert f"“{form_id}”" in error.value.message
    assert error.value.advice == "已有表样：2019、2021。"


@pytest.mark.parametrize(
    ("ask", "named"),
    [
        (lambda form: form.cell("requests.received.sum"), "requests.received.sum"),
        (lambda form: form.cell("proactive.projects.purchases"), "proactive.projects.purchases"),
        (lambda form: form.table("fees"), r"^Form 2021 has no table 'fees'\.$"),
        (lambda form: form.section("seven"), "seven"),
        (lambda form: form.row_cells("requests", "sum"), "requests.sum"),
    ],
)
def test_what_a_form_does_not_have_is_named(ask: object, named: str) -> None:
    with pytest.raises(UnknownCell, match=named):
        ask(get_form("2021"))  # type: ignore[operator]  # functions of a form


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of data files that stands in for the package's own."""
    original = Path(load.__file__).parent / "data"
    (tmp_path / "data").mkdir()
    for path in original.glob("*.toml"):
        (tmp_path / "data" / path.name).write_text(path.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(load, "files", lambda package: tmp_path)
    caches = (load._in_force, load._names, get_form)
    for each in caches:
        each.cache_clear()
    yield tmp_path / "data" / "form-2021.toml"
    for each in caches:
        each.cache_clear()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('id = "2021"', 'id = "2021'),
        ('title = "政府信息公开工作年度报告"', ""),
        ("first_year = 2021", ""),
        ('unit = "件"', 'units = "件"'),
        ("[[relations]]", "[[relation]]"),
        ('key = "overview"', ""),
    ],
)
def test_a_damaged_data_file_is_said_with_its_form(damaged: Path, was: str, becomes: str) -> None:
    text = damaged.read_text("utf-8")
    assert was in text
    damaged.write_text(text.replace(was, becomes), "utf-8")
    with pytest.raises(InvalidData, match=r"^The data file of form 2021 is damaged: .*\.$"):
        get_form("2021")
    assert get_form("2019").id == "2019"


def test_a_form_is_added_by_adding_its_file(damaged: Path) -> None:
    text = damaged.read_text("utf-8").replace('id = "2021"', 'id = "2030"')
    text = text.replace("first_year = 2021", "first_year = 2030")
    damaged.with_name("form-2030.toml").write_text(text, "utf-8")
    assert form_ids() == ("2019", "2021", "2030")
    assert (form_for_year(2020).id, form_for_year(2029).id, form_for_year(2031).id) == ("2019", "2021", "2030")


@pytest.mark.parametrize(("first", "says"), [(2021, "2021-01-01"), (2019, "2019-01-01"), (2020, "2020-01-01")])
def test_two_forms_for_one_year_are_refused(damaged: Path, first: int, says: str) -> None:
    text = damaged.read_text("utf-8").replace('id = "2021"', 'id = "2030"')
    text = text.replace("first_year = 2021", f"first_year = {first}")
    damaged.with_name("form-2030.toml").write_text(text, "utf-8")
    with pytest.raises(InvalidData, match=f"forms of the annual report: .*{says}"):
        form_for_year(2024)


def test_what_the_data_leave_out_is_nothing() -> None:
    assert (Row("sum", "合计").result, Relation("a.b", "t", "row", (), ()).extra) == (False, False)


def test_a_tables_cells_are_its_own_in_the_forms_order() -> None:
    form = get_form("2021")
    assert form.table_keys("disputes") == tuple(key for key in form.keys if key.startswith("disputes."))
    with pytest.raises(UnknownCell, match=r"^Form 2021 has no table 'fees'\.$"):
        form.table_keys("fees")


@by_form
def test_headings_of_sections_have_other_prints(form: Form) -> None:
    assert "概述" in form.section("overview").variants and form.section("overview").heading == "总体情况"


@pytest.mark.parametrize(("was", "becomes"), [("assumed = true\n", ""), (None, "assumed = true\n")])
def test_one_form_and_no_other_is_taken_for_undated_reports(damaged: Path, was: str | None, becomes: str) -> None:
    assert assumed_form().id == "2021"
    get_form.cache_clear()
    load._in_force.cache_clear()
    if was is None:
        damaged = damaged.with_name("form-2019.toml")
        damaged.write_text(becomes + damaged.read_text("utf-8"), "utf-8")
    else:
        damaged.write_text(damaged.read_text("utf-8").replace(was, becomes), "utf-8")
    with pytest.raises(InvalidData, match=r"^One form must be marked 'assumed', not [02]\.$"):
        assumed_form()
