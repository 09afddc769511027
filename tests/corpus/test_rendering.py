"""Every format holds what was to be printed, seen by another library than the reader's own."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pandas
import pypdfium2
import pytest

from tests.corpus.build import MIX, Sample, corpus, make_sample
from tests.corpus.draft import Draft
from tests.corpus.mistakes import MISTAKES, Mistake, mistakes, right_reports
from tests.corpus.refused import REFUSED
from tests.corpus.render_pdf import render_pdf
from tests.corpus.render_text import SHAPES, render_text
from tests.corpus.special import refused_sample
from tests.corpus.test_truth import broken_relations
from tests.corpus.truth import make_truth
from tests.injected import measure as _entered  # noqa: F401 - it enters the mistakes
from tests.injected.mistake import MISTAKES as OFFICES_MISTAKES

CONTRACT = Path(__file__).parents[2] / "docs" / "report-json.md"
NO_MISTAKES = {"cells.unread", "cells.unreadable", "consolidation.sums", "structure.basis"}
"""Rules that speak of our reading, of several reports, or of a form's own words: tried where those are."""
UTF8 = {"encoding": "utf-8"}


def clean(kind: str, seed: int = 7, **style: object) -> Sample:
    return make_sample(kind, "s", random.Random(seed), only=(), style=UTF8 | style)


def figures(sample: Sample) -> list[str]:
    """The expected figures as a plain document prints them, in the form's order."""
    return [
        format(value, "f") if isinstance(value, float) else str(value) for value in sample.truths[0]["cells"].values()
    ]


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kinds", [None, ("pdf",)])
def test_the_same_seed_gives_the_same_truth_and_documents(kinds: tuple[str, ...] | None) -> None:
    count = 30 if kinds is None else 2
    first, second = (list(corpus(count, 11, kinds)) for _ in range(2))
    assert [(s.name, s.truths, s.faults) for s in first] == [(s.name, s.truths, s.faults) for s in second]
    changing = ("pdf", "xlsx", "zip")  # their formats carry the time of writing
    assert [s.data for s in first if s.kind not in changing] == [s.data for s in second if s.kind not in changing]


def test_different_seeds_give_different_documents() -> None:
    assert next(corpus(1, 1)).data != next(corpus(1, 2)).data


def test_every_kind_comes_up() -> None:
    kinds = {sample.kind for sample in corpus(150, 3, [kind for kind in MIX if kind != "pdf"])}
    assert kinds >= {"html", "text", "docx", "xlsx", "refused"}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_text_holds_every_label_and_figure(shape: str) -> None:
    rng = random.Random(5)
    draft = Draft.of(make_truth(rng), "text", rng)
    draft.style |= UTF8 | {"text": shape}
    labels = [without_space(cell.text) for cell in draft.labels()]
    printed = [cell.text for cell in draft.figures()]
    text = render_text(draft).decode("utf-8")
    assert all(label in without_space(text) for label in labels)
    assert [word for word in printed if word != "0" and word not in text] == []


@pytest.mark.parametrize("shape", ["plain", "word", "wps", "nested"])
def test_a_page_shows_the_requests_table_to_another_reader(shape: str) -> None:
    sample = clean("html", html=shape)
    tables = pandas.read_html(io.BytesIO(sample.data), encoding="utf-8", match="本年新收政府信息公开申请数量")
    table = tables[-1]
    row = table[table.iloc[:, 0].astype(str).str.contains("本年新收")].iloc[-1]
    expected = [v for k, v in sample.truths[0]["cells"].items() if k.startswith("requests.received.")]
    assert [int(value) for value in row.tolist()[-7:]] == expected


def test_a_word_file_shows_its_tables_to_another_reader() -> None:
    sample = clean("docx")
    document = docx.Document(io.BytesIO(sample.data))
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "（一）予以公开" in texts
    assert set(figures(sample)) <= set(texts)


def test_a_workbook_shows_its_figures_to_another_reader() -> None:
    sample = clean("xlsx")
    book = openpyxl.load_workbook(io.BytesIO(sample.data))
    values = [str(c.value) for sheet in book if sheet.sheet_state == "visible" for row in sheet for c in row]
    assert set(figures(sample)) <= set(values)


def test_a_pdf_shows_its_text_to_another_reader() -> None:
    sample = clean("pdf")
    with pypdfium2.PdfDocument(sample.data) as document:
        text = without_space("".join(page.get_textpage().get_text_range() for page in document))
    assert sample.truths[0]["title"] in text
    assert "行政规范性文件" in text


@pytest.mark.parametrize("which", REFUSED)
def test_every_refused_document_is_made_for_any_seed(which: str) -> None:
    for seed in range(3):
        sample = refused_sample(which, "r", random.Random(seed))
        assert sample.error
        assert not sample.truths
        assert len(sample.data) < 8_000_000


def test_the_zip_bomb_is_small_packed_and_large_unpacked() -> None:
    data = refused_sample("zip-bomb", "r", random.Random(1)).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    assert unpacked > 200 * len(data)


def test_right_reports_hold_all_relations() -> None:
    for sample in right_reports(40):
        (truth,) = sample.truths
        assert broken_relations(truth["form"], truth["cells"]) == []


SUM_RULES = ("requests.balance", "requests.concluded", "requests.row-total", "disputes.total")


@pytest.mark.parametrize("each", tuple(mistakes(repeat=1)), ids=lambda each: each.name)
def test_a_mistake_breaks_only_the_sums_it_may(each: Mistake) -> None:
    (truth,) = each.sample.truths
    cells = {key: value or 0 for key, value in truth["cells"].items()}
    broken = {line.partition(" ")[0] for line in broken_relations(truth["form"], cells)}
    allowed = set(each.also)
    assert broken <= allowed
    if each.rule in SUM_RULES:
        assert each.rule in broken


def test_there_are_mistakes_for_every_rule_of_the_contract() -> None:
    list(mistakes(repeat=1))
    rules = {rule for rule, *_ in MISTAKES.values()}
    contract = CONTRACT.read_text("utf-8")
    fixed = set(re.findall(r"^\| `([a-z.-]+)` \|", contract, re.MULTILINE))
    injected = {rule for kind in OFFICES_MISTAKES.values() for rule in kind.rules}
    assert rules <= fixed
    assert rules | injected == fixed - NO_MISTAKES


def test_most_workbooks_draw_borders_around_every_cell_of_a_table() -> None:
    ruled = 0
    for seed in range(12):
        sample = clean("xlsx", seed)
        sheets = openpyxl.load_workbook(io.BytesIO(sample.data)).worksheets
        drawn = [cell.border.left.style for sheet in sheets for row in sheet.iter_rows() for cell in row]
        ruled += "thin" in drawn
        assert ("thin" in drawn) == ("xlsx:unruled" not in sample.faults)
        assert "thin" not in drawn or drawn.count("thin") >= len(sample.truths[0]["cells"])
    assert ruled > 6


def test_a_pdf_prints_every_figure_in_the_column_of_its_cell_though_header_cells_are_missing() -> None:
    rng = random.Random(3)
    draft = Draft.of(make_truth(rng, form_id="2021"), "pdf", rng)
    (table,) = draft.tables("disputes")
    del table.rows[2][0], table.rows[2][4]
    draft.style["pdf"] = "ruled"
    lines = pypdfium2.PdfDocument(render_pdf(draft))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in lines)
    figures = " ".join(cell.text for cell in table.values())
    assert figures in " ".join(text.split())
