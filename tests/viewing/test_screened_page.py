"""The page of what screening found: every hit leads to its place and back, hidden text says so, nothing is in clear."""

from __future__ import annotations

import datetime as dt

import docx
import pytest

from gongkai.screening import Looked, Screen
from gongkai.settings import Settings
from gongkai.viewing import NotLooked, marked_content, render_screening
from tests.screening.build import identity, pdf, word, workbook
from tests.viewing.kit import Page
from tests.viewing.test_page import assert_sound

ID = identity()
MASKED = f"{ID[:6]}********{ID[-4:]}"
SCREEN = Screen.of(day=dt.date(2026, 11, 30))


def looked(data: bytes, name: str = "甲", screen: Screen = SCREEN) -> Looked:
    (found,) = screen.looked(data, name)
    assert isinstance(found, Looked)
    return found


def commented(document: docx.document.Document) -> None:
    run = document.paragraphs[0].add_run(f"{ID}")
    run.font.hidden = True


FILES = {
    "text": "\n".join(
        [*(f"第{n}段" for n in range(60)), f"张三，身份证号{ID}，家住城关镇新华街15号2单元301室。"]
    ).encode(),
    "word": word("正文", then=commented),
    "workbook": workbook([["姓名", "身份证号"], ["张小三", ID], *([f"项{n}", n] for n in range(60)), ["李四", ID]]),
    "parted": workbook([["号码", *ID, "完"]]),
    "pdf": pdf(f"张三，身份证号{ID}。"),
    "page": f"<html><body><p>李四<script>{ID}</script></p><p>{ID}</p></body></html>".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_the_page_is_sound_and_every_hit_in_a_text_is_marked(name: str) -> None:
    found = looked(FILES[name])
    page = Page(render_screening([found], SCREEN))
    assert_sound(page)
    assert ID not in page.tree.html.replace(" ", "") and MASKED in page.tree.text()
    marked = [each for each in page.all("id") if "-m" in each]
    in_text = [hit for hit in found.screening.hits if hit.end]
    assert len(marked) >= len(in_text) > 0 or name == "parted"
    assert len([each for each in page.all("id") if "-h" in each]) == len(found.screening.hits)


def test_what_is_far_from_every_place_is_left_out_and_said() -> None:
    found = looked(FILES["text"])
    text = Page(render_screening([found], SCREEN)).tree.text()
    assert "第59段" in text and "第3段" not in text and "略去没有发现的40段" in text


def test_hidden_text_says_in_what_it_is_hidden() -> None:
    page = Page(render_screening([looked(FILES["word"])], SCREEN))
    assert any("隐藏文字" in each for each in page.texts(".view-line"))


def test_a_file_without_hits_and_one_that_was_not_looked_at_are_named() -> None:
    text = Page(
        render_screening([looked("收到128件。".encode()), NotLooked("坏.pdf", "已加密。")], SCREEN, left_out=2)
    ).tree.text()
    assert "没有发现" in text and "坏.pdf" in text and "已加密。" in text and "另有2个" in text


def test_no_more_of_a_file_is_shown_than_there_is_room_for() -> None:
    tight = Screen(SCREEN.rules, SCREEN.day, Settings(view_characters=100, view_nearby=3))
    found = looked(("字" * 4_000 + f"身份证号{ID}").encode(), screen=tight)
    assert len(marked_content(found.content, found.screening.hits, tight).markup) < 1_500
