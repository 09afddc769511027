"""The generator itself: reproducible, complete, and honest about what a document prints."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from gongkai.forms import get_form
from tests.grammar.draw import draw
from tests.grammar.labels import keys
from tests.grammar.numerals import full_width, in_words, with_thousands
from tests.grammar.score import score
from tests.grammar.shapes import SHAPES, WRITERS
from tests.grammar.truth import BLANK, MISSING, Stated, value


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_the_forms_typed_here_have_the_contracts_cells(form: str) -> None:
    assert list(keys(form)) == [cell.key for cell in get_form(form).cells]


@pytest.mark.parametrize("shape", [name for name, (_, ending) in WRITERS.items() if ending in ("txt", "html")])
def test_a_document_is_the_same_whenever_it_is_drawn(shape: str) -> None:
    one, other = draw(3, 14, shape), draw(3, 14, shape)
    assert (one.data, one.truth, one.marks) == (other.data, other.truth, other.marks)
    assert draw(4, 14, shape).data != one.data


@pytest.mark.parametrize("shape", [name for name, (_, ending) in WRITERS.items() if ending == "txt"])
def test_every_figure_of_the_truth_stands_in_the_document(shape: str) -> None:
    """The largest figures are looked for as they are: no layout may lose one."""
    document = draw(11, 5, shape)
    text = document.data.decode()
    plain = {ord(full_width(char)): char for char in "0123456789."}
    shown = (text, text.translate(plain).replace(",", ""))
    for key, stated in document.truth.cells.items():
        if stated.kind == "value" and stated.plain:
            number = str(stated.values[0])
            assert any(number in each for each in shown), key


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (1010, "一千零一十"), (35000, "三万五千")],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(("text", "grouped"), [("999", "999"), ("1234567", "1,234,567"), ("-1234.5", "-1,234.5")])
def test_groups_of_three(text: str, grouped: str) -> None:
    assert with_thousands(text) == grouped


@pytest.mark.parametrize(
    ("stated", "right", "wrong"),
    [
        (value(3), [3, Decimal(3)], [None, 4]),
        (BLANK, [None], [0]),
        (MISSING, [None], [0]),
        (Stated("open", (5,)), [5, None], [0]),
    ],
)
def test_what_a_truth_allows(stated: Stated, right: list[object], wrong: list[object]) -> None:
    assert all(stated.allows(each) for each in right)
    assert not any(stated.allows(each) for each in wrong)


def test_a_reading_is_scored_cell_by_cell() -> None:
    """A reading bent on purpose is found out: one value wrong, one doubted, one called missing."""
    import gongkai
    from gongkai.report.model import Doubtful, blank_report

    document = draw(1, 0, "html spans")
    truth = document.truth
    plain = [key for key, stated in truth.cells.items() if stated.kind == "value" and stated.plain]
    cells = {key: stated.values[0] for key, stated in truth.cells.items() if stated.kind == "value"}
    wrong, unsure, gone = random.Random(1).sample(plain, 3)
    cells[wrong] = 987654
    del cells[gone]
    report: gongkai.Report = blank_report(
        truth.form,
        agency=truth.agency,
        year=truth.year,
        cells=cells,
        warnings=(Doubtful("x", "疑", (unsure,)),),
    )
    scored = score(document, report)
    assert (scored.cells - scored.right, scored.silent, scored.doubted) == (2, 1, 1)
    assert any(gone in each and "blamed" in each for each in scored.differences)


def test_there_are_shapes_of_every_family() -> None:
    assert len(SHAPES) >= 40
    assert {ending for _, ending in WRITERS.values()} == {"txt", "html", "docx", "xlsx", "pdf"}
