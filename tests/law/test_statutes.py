from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest

from gongkai.errors import InvalidData
from gongkai.law import Citation, citation, citations, provisions
from gongkai.law.statutes import chinese_numeral

LAW = Path(__file__).parents[1] / "data" / "law"
TEXTS = {
    "ordinance": "ordinance-2019.md",
    "reconsideration": "reconsideration-2023.md",
    "litigation": "litigation-2017.md",
    "litigation-2018": "litigation-interpretation-2018.md",
    "personal-information": "personal-information-2021.md",
    "secrecy": "secrecy-2024.md",
    "secrecy-rules": "secrecy-rules-2024.md",
}
"""The published text of each document that is quoted."""


@cache
def articles(document: str) -> dict[str, list[str]]:
    """The paragraphs and items of each article as printed."""
    parts = re.split(r"(?m)^第([一二三四五六七八九十百零]+)条 ", (LAW / TEXTS[document]).read_text("utf-8"))
    return {
        number: [line.replace("（", "(").replace("）", ")") for line in text.split("\n") if line and line[0] != "#"]
        for number, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def passage(cited: Citation) -> str:
    """What is printed where the citation says; an item is sought in its paragraph, or in the article that has one."""
    lines = articles(cited.document.key)[chinese_numeral(cited.article)]
    starts = [place for place, line in enumerate(lines) if not line.startswith("(")]
    first = starts[(cited.paragraph or 1) - 1]
    if not cited.item:
        return lines[first]
    items = [line for line in lines[first + 1 :] if line.startswith(f"({chinese_numeral(cited.item)})")]
    return items[0]


@pytest.mark.parametrize("cited", [c for c in citations().values() if c.quotation], ids=lambda c: c.key)
def test_a_quotation_stands_in_the_law_where_the_citation_says(cited):
    assert cited.quotation in passage(cited)


def test_the_ordinance_and_the_laws_at_hand_are_quoted_and_not_described():
    described = {c.document.key for c in citations().values() if not c.quotation}
    assert described & set(TEXTS) == set()


def test_a_document_is_quoted_only_where_its_text_is_at_hand():
    assert {c.document.key for c in citations().values() if c.quotation} == set(TEXTS)


@pytest.mark.parametrize("cited", citations().values(), ids=lambda c: c.key)
def test_every_provision_says_what_it_holds(cited):
    assert bool(cited.quotation) != bool(cited.summary)
    assert cited.document.number and cited.document.title


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("deadline-departments", "《政府信息公开条例》第四十九条第一款", "art. 49 para. 1"),
        ("content-assessment", "《政府信息公开条例》第五十条第一款第（四）项", "art. 50 para. 1 item 4"),
        ("regulations-public", "《政府信息公开条例》第二十条第（一）项", "art. 20 item 1"),
        ("privacy", "《政府信息公开条例》第十五条", "art. 15"),
        ("form-2021", "国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("local-rules-2023", "《立法法》（2023年修正）第九十三条第一款", "art. 93 para. 1"),
    ],
)
def test_a_citation_reads_as_a_lawyer_writes_it(key, zh, en):
    assert str(citation(key)) == zh
    assert citation(key).text("en").endswith(en)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (49, "四十九"), (93, "九十三"), (100, "一百"),
     (101, "一百零一"), (110, "一百一十"), (115, "一百一十五"), (999, "九百九十九")],
)  # fmt: skip
def test_articles_are_numbered_as_statutes_number_them(number, text):
    assert chinese_numeral(number) == text


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_no_article_has_such_a_number(number):
    with pytest.raises(InvalidData):
        chinese_numeral(number)


@pytest.mark.parametrize(
    ("on", "article"), [(dt.date(2021, 12, 31), 82), (dt.date(2023, 3, 14), 82), (dt.date(2023, 3, 15), 93), (None, 93)]
)
def test_a_moved_provision_is_cited_as_it_stood_on_the_day(on, article):
    assert provisions(["rule-making"], on=on)[-1].article == article


def test_no_provision_is_cited_for_a_day_before_the_oldest_that_we_know():
    with pytest.raises(InvalidData, match=r"'rule-making'.*2000-01-01"):
        provisions(["rule-making"], on=dt.date(2000, 1, 1))


def test_an_unknown_provision_is_an_error_of_ours():
    with pytest.raises(InvalidData, match="no-such-provision"):
        citation("no-such-provision")


def test_documents_in_force_have_a_beginning_before_their_end():
    for cited in citations().values():
        document = cited.document
        assert document.until is None or document.in_force is None or document.in_force < document.until
