"""Labels and values written out one after the other: each figure belongs to the row and column that name it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.document.model import Block, Grid, GridCell, Line
from gongkai.reading.labels import lexicon
from gongkai.reading.listed import laid_out, listed_rows
from gongkai.reading.tokens import tokens_of
from gongkai.report.model import Number

RECEIVED = "一、本年新收政府信息公开申请数量"
GRANTED = "（一）予以公开"


def read(blocks: Sequence[Block]) -> dict[str, dict[str, Number | str | None]]:
    """Per row the figures by their columns; figures without a column stand under their position."""
    found: dict[str, dict[str, Number | str | None]] = {}
    for row in listed_rows(laid_out(blocks, lexicon())).rows:
        if not row.values:
            continue
        key = row.labels[-1].targets[0].key if row.labels and row.labels[-1].targets else "?"
        for place, atom in enumerate(row.values):
            column = atom.targets[0].key if atom.targets else str(place)
            said = None if atom.figure is None else atom.figure.number
            kind = "" if atom.figure is None else atom.figure.kind
            found.setdefault(key, {})[column] = said if kind == "number" else kind
    return found


def lines(text: str) -> list[Block]:
    return [Line(line, number) for number, line in enumerate(text.splitlines(), 1)]


def grid(*rows: str) -> Grid:
    cells = tuple(
        tuple(GridCell(text, at, column) for column, text in enumerate(row.split("|"), 1))
        for at, row in enumerate(rows, 1)
    )
    return Grid(1, cells, max(map(len, cells)))


@pytest.mark.parametrize(
    ("text", "row", "values"),
    [
        ("规章：本年制发3件，本年废止0件，现行有效12件。", "regulations", {"made": 3, "repealed": 0, "in_force": 12}),
        ("规章:本年制发3 本年废止0 现行有效12", "regulations", {"made": 3, "repealed": 0, "in_force": 12}),
        ("规章：本年制发3、本年废止0、现行有效12；", "regulations", {"made": 3, "repealed": 0, "in_force": 12}),
        (
            "规章：本年制发—、本年废止-、现行有效12；",
            "regulations",
            {"made": "blank", "repealed": "blank", "in_force": 12},
        ),
        (
            "规章：本年制发件数零，本年废止件数无，现行有效件数十二",
            "regulations",
            {"made": 0, "repealed": "blank", "in_force": 12},
        ),
        (
            "规章：本年制发约120件，本年废止3余件，现行有效件数详见附件，",
            "regulations",
            {"made": "unreadable", "repealed": "unreadable", "in_force": "unreadable"},
        ),
        (f"{RECEIVED}\n自然人\n3\n商业\n企业\n0\n", "received", {"natural_person": 3, "business": 0}),
        (f"{RECEIVED}（自然人 3，商业企业 0）", "received", {"natural_person": 3, "business": 0}),
        (
            f"{RECEIVED}：自然人（公民个人）3、法律服机构0、其他1",
            "received",
            {"natural_person": 3, "legal_service": 0, "other_organisation": 1},
        ),
        (
            f"{RECEIVED}\n3\n自然人\n0\n商业企业\n1\n科研机构",
            "received",
            {"natural_person": 3, "business": 0, "research": 1},
        ),
        (
            f"{RECEIVED}\n自然人：3　商业企业：0\n科研机构：1　社会公益组织：0",
            "received",
            {"natural_person": 3, "business": 0, "research": 1, "nonprofit": 0},
        ),
        (
            f"自然人\n{RECEIVED} 3\n{GRANTED} 1\n商业企业\n{RECEIVED} 0\n{GRANTED} 2",
            "granted",
            {"natural_person": 1, "business": 2},
        ),
        (f"自然人/{GRANTED}=1\n商业企业/{GRANTED}=2", "granted", {"natural_person": 1, "business": 2}),
        (f"{GRANTED} -> 自然人 -> 1\n{GRANTED} -> 商业企业 -> 2", "granted", {"natural_person": 1, "business": 2}),
        (
            f"三、本年度办理结果-{GRANTED}-自然人：1\n三、本年度办理结果-{GRANTED}-总计：1",
            "granted",
            {"natural_person": 1, "total": 1},
        ),
        (
            '{"规章": {"本年制发件数": 3, "本年废止件数": 0, "现行有效件数": 12},',
            "regulations",
            {"made": 3, "repealed": 0, "in_force": 12},
        ),
        ("行政事业性收费：本年收费金额（单位：万元）3.5", "fees", {"amount": 3.5}),
    ],
)
def test_a_figure_belongs_to_the_row_and_column_that_name_it(
    text: str, row: str, values: dict[str, Number | str]
) -> None:
    found = read(lines(text))[row]
    assert {
        key: float(each) if not isinstance(each, str) and each is not None else each for key, each in found.items()
    } == values


@pytest.mark.parametrize(
    "rows",
    [
        ("序号|表|指标|分组|数值", "1|申请情况|{}|自然人|3", "2|申请情况|{}|商业企业|0", "3|申请情况|{}|总计|3"),
        ("数值|分组|指标|序号", "3|自然人|{}|1", "0|商业企业|{}|2", "3|总计|{}|3"),
        ("指标|分组|上年数|本年数", "{}|自然人|9|3", "{}|商业企业|8|0", "{}|总计|17|3"),
    ],
)
def test_of_one_figure_a_row_each_column_may_stand_anywhere(rows: tuple[str, ...]) -> None:
    table = grid(*(row.format(GRANTED) for row in rows))
    assert read([table]) == {"granted": {"natural_person": 3, "business": 0, "total": 3}}


@pytest.mark.parametrize(
    ("value", "read_as"), [("", "blank"), ("十二批", "unreadable"), ("详见附件", "unreadable"), ("无", "blank")]
)
def test_what_stands_in_the_column_of_the_figures_is_the_figure(value: str, read_as: str) -> None:
    table = grid("序号|指标|分组|数值", f"1|{GRANTED}|自然人|{value}", f"2|{GRANTED}|商业企业|5", f"3|{GRANTED}|总计|5")
    assert read([table])["granted"] == {"natural_person": read_as, "business": 5, "total": 5}


def test_records_go_on_behind_what_is_no_table() -> None:
    before = grid("指标|分组|数值", f"{GRANTED}|自然人|3", f"{GRANTED}|商业企业|0")
    behind = grid(f"{GRANTED}|其他|1", f"{GRANTED}|总计|4")
    assert read([before, Line("第 2 页", 1), behind._replace(number=2)])["granted"] == {
        "natural_person": 3,
        "business": 0,
        "other_organisation": 1,
        "total": 4,
    }


@pytest.mark.parametrize(
    "text",
    [
        f"{GRANTED}：其中涉企信息3件",
        "受理平台：抖音3个，微博0个",
        "当面申请：件数10",
        f"{GRANTED} > 自然人 > 其中涉企：3",
        f"{GRANTED}：自然人 3 0 0 8",
        "行政复议 行政诉讼未经复议直接起诉\n结果维持 3",
        "重复申请\n要求提供公开出版物\n无正当理由大量反复申请\n自然人\n3 0 0",
        "本年废止件数 1\n规章 2 0",
    ],
)
def test_words_that_no_form_knows_keep_a_figure_out_of_every_cell(text: str) -> None:
    assert all(key == "?" for key in read(lines(text)))


@pytest.mark.parametrize("label", ["6.本机关自设情形：", "其他\n"])
def test_a_row_that_no_form_knows_keeps_its_figures_from_the_row_before(label: str) -> None:
    text = f"1.重复申请\n自然人：3\n其他：0\n总计：3\n{label}自然人：8\n其他：0\n总计：8"
    every = {"natural_person": 3, "other_organisation": 0, "total": 3}
    assert read(lines(text)) == {"not_handled.repeated": every, "?": {**every, "natural_person": 8, "total": 8}}


def test_a_blank_whose_name_is_damaged_leaves_its_place_to_no_figure_behind() -> None:
    read_as = read(lines(f"{GRANTED} > 社会公益绀织：-\n不识之行 > 社会公益组织：2"))
    assert read_as == {"granted": {"nonprofit": "blank"}, "?": {"nonprofit": 2}}


def test_other_words_for_a_row_that_is_there_name_one_beyond_the_form() -> None:
    table = grid(
        "指标|分组|数值",
        "3.其他|自然人|3",
        "3.其他|总计|3",
        "其他情形|自然人|1",
        "其他情形|总计|1",
        f"{GRANTED}|总计|4",
    )
    assert read([table]) == {
        "other.other": {"natural_person": 3, "total": 3},
        "?": {"natural_person": 1, "total": 1},
        "granted": {"total": 4},
    }


def test_a_damaged_name_is_no_row_whose_own_name_is_printed_as_well() -> None:
    read_as = read(lines("行政诉讼/末经复议起诉/结果维持：8\n行政诉讼/复议后起诉/结果维持：-"))
    assert read_as == {"?": {"upheld": 8}, "litigation_after_reconsideration": {"upheld": "blank"}}


def test_a_label_under_another_number_may_be_a_row_beyond_the_form() -> None:
    (_, token, *_) = tokens_of("（六）其他处理4.其他情形：自然人3", lexicon())
    assert token.text == "4.其他情形"
    assert not any(target.exact for target in token.targets)


def test_the_unit_that_a_label_states_goes_with_its_figure() -> None:
    (row,) = listed_rows(laid_out(lines("行政事业性收费：本年收费金额（单位：元）35000"), lexicon())).rows
    assert row.values[0].figure is not None
    assert row.values[0].figure.unit == "元"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("自然人3、其他0、总计3", [3, 0, 3]),
        ("不予公开-1.属于国家秘密-自然人：3", [3]),
        ("- 自然人：3", [3]),
        ("自然人1,200、商业企业0", [1200, 0]),
    ],
)
def test_numbers_of_labels_are_no_figures(text: str, figures: list[int]) -> None:
    found = [token.figure.number for token in tokens_of(text, lexicon()) if token.figure is not None]
    assert found == figures


def test_digits_longer_than_any_label_are_one_unreadable_figure() -> None:
    (label, digits) = tokens_of("自然人" + "0" * 2_000, lexicon())
    assert label.targets and len(digits.text) == 2_000
    assert digits.figure is not None and digits.figure.kind == "unreadable"


@pytest.mark.parametrize("blank", ["无", "空", "没有", "/", "\\", "－"])
@pytest.mark.parametrize("between", ["，", "\n", ""])
def test_a_word_or_sign_for_none_is_a_blank_wherever_the_next_name_stands(blank: str, between: str) -> None:
    if between == "" and blank in "/\\－":
        return  # nothing shows there that it does not join two names
    texts = [f"（一）予以公开：自然人：{blank}{between}商业企业：2{between}总计：2", f"{RECEIVED}：自然人：{blank}"]
    found = read(lines("\n".join([*texts, *texts[:1] * 3])))
    assert found["granted"] == {"natural_person": "blank", "business": 2, "total": 2}


def test_a_row_of_other_words_among_rows_named_one_after_the_other_takes_none_of_their_figures() -> None:
    text = "规章\n行政规范性文件\n其他主动公开文件\n本年制发件数\n— — 5\n本年废止件数\n— — 40"
    assert "normative_documents" not in read(lines(text))


def test_a_total_that_opens_a_line_of_columns_is_a_row_of_its_own() -> None:
    text = "（一）予以公开：商业企业1件，总计1件。\n重复申请：科研机构－。\n总计：自然人3件，商业企业1件，总计4件。"
    found = read(lines(text))
    assert "natural_person" not in found["not_handled.repeated"]
    assert "natural_person" not in found["granted"]
