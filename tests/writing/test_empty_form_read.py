"""The empty form as an office sends it back: rows left blank are blank, never missing and never zero."""

import pytest

from gongkai import read
from gongkai.forms import form_ids
from gongkai.writing import write_empty_form


@pytest.mark.parametrize("form", form_ids())
def test_every_cell_of_a_form_sent_back_unfilled_is_blank(form, tmp_path):
    path = tmp_path / "form.xlsx"
    write_empty_form(form, path, agency="某县某镇人民政府", year=2025)
    report = read(path)
    assert (report.form, report.agency, report.year) == (form, "某县某镇人民政府", 2025)
    assert {place.how for place in report.provenance.values()} == {"blank"}
    assert set(report.cells.values()) == {None}
