"""The real government PDF: every figure of its expected values stands in the right row and column of a grid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.model import Document, Grid, Line
from gongkai.settings import DEFAULT_SETTINGS

REPORTS = Path(__file__).parent.parent / "data" / "reports"
EXPECTED = json.loads((REPORTS / "hongze-2024.expected.json").read_text())["cells"]
APPLICANTS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_organisation", "total"]

ROWS = {
    "一、本年新收": "received",
    "二、上年结转": "carried_in",
    "（一）予以公开": "granted",
    "（二）部分公开": "partly_granted",
    "（七）总计": "concluded",
    "四、结转下年度": "carried_out",
}


@pytest.fixture(scope="module")
def document() -> Document:
    return read_pdf((REPORTS / "hongze-2024.pdf").read_bytes(), "hongze-2024.pdf", DEFAULT_SETTINGS)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def keys_of(prefix: str) -> list[str]:
    """Return the keys of the seven cells of a row of section three."""
    return [f"requests.{prefix}.{applicant}" for applicant in APPLICANTS]


def test_three_grids_stand_where_the_report_has_three_tables(document: Document) -> None:
    assert [(grid.page, grid.width, len(grid.rows)) for grid in grids(document)] == [
        (2, 4, 14),
        (3, 10, 26),
        (4, 15, 4),
    ]
    assert all(grid.certain for grid in grids(document))


def test_a_table_cut_between_two_forms_of_rows_is_one_grid_with_the_page_of_each_cell(document: Document) -> None:
    proactive = grids(document)[0]
    assert [row[0].page for row in proactive.rows] == [2] * 7 + [3] * 7
    figures = [row[1].text for row in proactive.rows if len(row) == 2 and row[1].text.isdigit()]
    assert figures == ["9487", "2776", "84", "7545"]


def test_every_row_of_figures_is_as_expected(document: Document) -> None:
    requests = grids(document)[1]
    rows = [[cell.text for cell in row][-7:] for row in requests.rows if len(row) > 7 and row[-1].text.isdigit()]
    expected = [value for key, value in EXPECTED.items() if key.startswith("requests.")]
    stretches = [[str(v) for v in expected[i : i + 7]] for i in range(0, len(expected), 7) if expected[i] is not None]
    # The document prints a collapsed （六）其他处理 row, which the form does not have.
    assert [row for row in rows if row != ["0"] * 7] == [row for row in stretches if row != ["0"] * 7]
    assert len(rows) == len(stretches) + 1


@pytest.mark.parametrize(("label", "key"), list(ROWS.items()))
def test_a_labelled_row_has_its_figures(document: Document, label: str, key: str) -> None:
    row = next(r for r in grids(document)[1].rows if any(cell.text.startswith(label) for cell in r))
    assert [cell.text for cell in row][-7:] == [str(EXPECTED[k]) for k in keys_of(key)]


def test_dispute_figures_stand_in_fifteen_columns_under_their_headers(document: Document) -> None:
    disputes = grids(document)[2]
    expected = [str(v) for key, v in EXPECTED.items() if key.startswith("disputes.")]
    assert [cell.text for cell in disputes.rows[-1]] == expected
    assert [cell.column for cell in disputes.rows[-1]] == list(range(1, 16))
    assert [cell.text for cell in disputes.rows[1]][:5] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def test_a_label_written_vertically_is_one_text_in_one_merged_cell(document: Document) -> None:
    cell = next(c for row in grids(document)[1].rows for c in row if c.text == "三、本年度办理结果")
    assert (cell.row, cell.column, cell.row_span) == (6, 1, 11)


def test_an_empty_cell_beside_a_label_stays(document: Document) -> None:
    row = next(r for r in grids(document)[1].rows if r[0].text == "（六）其他处理")
    assert [cell.text for cell in row] == ["（六）其他处理", "", *["0"] * 7]


def test_prose_is_paragraphs_without_page_numbers(document: Document) -> None:
    lines = [block.text for block in document.blocks if isinstance(block, Line)]
    assert lines[:2] == ["淮安市洪泽区人民政府", "2024年政府信息公开工作年度报告"]
    assert [line for line in lines if len(line) < 25 and line[1] == "、"] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert not any(line.strip("- ").isdigit() for line in lines)
    assert all(line.endswith("。") for line in lines if len(line) > 30)
    over_pages = next(line for line in lines if line.startswith("针对存在问题"))
    assert "答复书模板，使各行政机关答复的方式" in over_pages


def test_line_and_grid_numbers_count_from_one(document: Document) -> None:
    assert [b.number for b in document.blocks if isinstance(b, Line)] == list(range(1, 19))
    assert [b.number for b in document.blocks if isinstance(b, Grid)] == [1, 2, 3]
    assert document.kind == "pdf"
    assert not document.recognised
