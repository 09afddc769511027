"""Masked files read clean again, and everything else in them is as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from gongkai.errors import UnsupportedKind
from gongkai.screening import Screen, mask_file
from tests.screening.build import card, identity, word, workbook
from tests.screening.test_files import (
    LINE,
    in_comment,
    in_deletion,
    in_header,
    in_hidden_run,
    in_parts,
    in_properties,
    in_table,
    in_text_box,
)
from tests.screening.test_lists import rows

ID = identity()
SHOWN = f"{ID[:6]}********{ID[-4:]}"
SCREEN = Screen.of()


def text_of(data: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {each: file.read(each) for each in file.namelist()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            f"申请人张小三，身份证号{ID}。\r\n其余不变 128件\r\n",
            f"申请人张*三，身份证号{SHOWN}。\r\n其余不变 128件\r\n",
        ),
        (f"{ID[:6]} {ID[6:14]} {ID[14:]}", f"{ID[:6]} ******** {ID[14:]}"),
        ("李四 13812345678", "李* 138****5678"),
        (f"银行卡{card()}", f"银行卡{card()[:4]}{'*' * 11}{card()[-4:]}"),
        ("家住城关镇新华街15号2单元301室", "家住城关镇新华街**********"),
        ("出生日期：1987年4月12日", "出生日期：1987年*月**日"),
        ("王小明，8岁", "王*明，*岁"),
        ("车牌苏A12B45", "车牌苏A***45"),
        ("没有要遮盖的内容，电话0517-87290606。", "没有要遮盖的内容，电话0517-87290606。"),
    ],
)
def test_a_text_is_masked_in_its_own_encoding(text: str, masked: str, encoding: str) -> None:
    rest = "\r\n其余不变，收到申请128件，均已答复。"
    result = mask_file((text + rest).encode(encoding), SCREEN)
    assert result.data.decode(encoding) == masked + rest and result.left == ()


def test_a_table_as_text_is_masked_by_its_headings() -> None:
    data = '姓名,地址,"备注"\n张小三,城关镇新华街15号,"甲,乙"\n'.encode()
    assert mask_file(data, SCREEN).data.decode() == '姓名,地址,"备注"\n张*三,城关镇新华街***,"甲,乙"\n'


@pytest.mark.parametrize(
    "then", [in_parts, in_header, in_table, in_text_box, in_hidden_run, in_deletion, in_comment, in_properties]
)
def test_a_word_document_is_masked_wherever_it_holds_a_number(then: Callable[[docx.Document], None]) -> None:
    data = word("正文", "其余不变128件", then=then)
    result = mask_file(data, SCREEN)
    assert not any(ID.encode() in part for part in parts(result.data).values())
    assert {each.kind for each in result.left} <= {"hidden-text", "tracked-change", "comment", "author", "thumbnail"}
    assert "其余不变128件" in text_of(result.data)


def test_only_what_was_masked_changes_in_a_word_document() -> None:
    before = word("正文", LINE)
    after = mask_file(before, SCREEN).data
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    assert [each for each in old if old[each] != new[each]] == ["word/document.xml"]
    assert text_of(after) == text_of(before).replace(LINE, f"王*某{SHOWN}")


def test_a_list_in_a_workbook_is_masked_with_its_names() -> None:
    before = workbook(rows())
    result = mask_file(before, SCREEN)
    sheet = openpyxl.load_workbook(io.BytesIO(result.data)).active
    assert [cell.value for cell in sheet[3]] == [
        1,
        "张*",
        f"320813********{identity(serial='121')[-4:]}",
        "高良涧街道砚****",
        "138****5671",
        500.5,
    ]
    assert sheet["B5"].value == "欧**远" and sheet["A1"].value == "2025年补助名单" and result.left == ()


def test_a_workbook_without_anything_personal_stays_as_it_is() -> None:
    before = workbook([["项目", "件数"], ["收到", 128]])
    assert parts(mask_file(before, SCREEN).data) == parts(before)


def test_numbers_held_as_numbers_and_comments_are_masked() -> None:
    def then(book: openpyxl.Workbook) -> None:
        book.active["A3"].comment = Comment(LINE, "")

    result = mask_file(workbook([["姓名", "手机"], ["张三", 13812345678], ["李四", 13912345678]], then), SCREEN)
    assert openpyxl.load_workbook(io.BytesIO(result.data)).active["B2"].value == "138****5678"
    assert [each.kind for each in result.left] == ["comment"]
    assert not any(ID.encode() in part for part in parts(result.data).values())


@pytest.mark.parametrize("sizes", [[1] * 18, [6, 8, 4]])
def test_digits_parted_over_cells_are_masked(sizes: list[int]) -> None:
    cells, at = [], 0
    for size in sizes:
        cells.append(ID[at : at + size])
        at += size
    result = mask_file(workbook([["号码", *cells, "完"]]), SCREEN)
    sheet = openpyxl.load_workbook(io.BytesIO(result.data)).active
    assert "".join(str(cell.value) for cell in sheet[1]) == f"号码{SHOWN}完" and result.left == ()


def test_a_marking_is_left_for_a_person() -> None:
    assert [each.kind for each in mask_file("机密★1年".encode(), SCREEN).left] == ["secrecy-marking"]


@pytest.mark.parametrize("data", [b"{\\rtf1 a}"])
def test_what_cannot_be_written_back_is_said_to_be(data: bytes) -> None:
    with pytest.raises(UnsupportedKind, match="不能遮盖"):
        mask_file(data, SCREEN)


BEFORE = "<html><head><meta charset={}></head><body>其余不变，收到申请128件，均已答复，电话0517-87290606。"
TEN, EIGHT, LAST = ID[:6], ID[6:14], ID[14:]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    ("page", "masked"),
    [
        (f"<p>联系人张小三，身份证号{ID}。</p>", f"<p>联系人张*三，身份证号{SHOWN}。</p>"),
        (f"<p>号码{TEN}<b>{EIGHT}</b>{LAST}</p>", f"<p>号码{TEN}<b>********</b>{LAST}</p>"),
        (f"<p>&#{ord(ID[0])};{ID[1:]}</p>", f"<p>&#{ord(ID[0])};{SHOWN[1:]}</p>"),
        (f"<p>{TEN}&#49;{ID[7:]}</p>", f"<p>{SHOWN}</p>"),
        (
            f"<table><tr><th>姓名<th>证件号<th>住址<tr><td>张小三<td>{ID}<td>城关镇新华街15号</table>",
            f"<table><tr><th>姓名<th>证件号<th>住址<tr><td>张*三<td>{SHOWN}<td>城关镇新华街***</table>",
        ),
        (
            "<table><tr>" + "".join(f"<td>{each}</td>" for each in ID) + "</tr></table>",
            "<table><tr>" + "".join(f"<td>{each}</td>" for each in SHOWN) + "</tr></table>",
        ),
        (f"<!-- {ID} --><p title='{ID}'>x</p>", f"<!-- {SHOWN} --><p title='{SHOWN}'>x</p>"),
        (f"<script>var a='{ID}', b=1<2;</script>", f"<script>var a='{SHOWN}', b=1<2;</script>"),
        (f"<a href=/x?id={ID}>y</a>", f"<a href=/x?id={SHOWN}>y</a>"),
        (f'<p class="{ID}" style=display:none>王五{ID}</p>', f'<p class="{ID}" style=display:none>王*{SHOWN}</p>'),
        ("<p>家住城关镇新华街15号2单元\n   301室</p>", "<p>家住城关镇新华街******\n   301室</p>"),
        (f'<p a="{ID}>', f'<p a="{SHOWN}>'),
        (f"1 < 2 <{ID}", f"1 < 2 <{SHOWN}"),
        (
            "<p>没有要遮盖的内容</p><br/><P>大小写 &nbsp;&amp; 'x'",
            "<p>没有要遮盖的内容</p><br/><P>大小写 &nbsp;&amp; 'x'",
        ),
    ],
)
def test_of_a_web_page_nothing_but_the_signs_hidden_changes(page: str, masked: str, encoding: str) -> None:
    begin = BEFORE.format(encoding)
    result = mask_file((begin + page).encode(encoding), SCREEN)
    assert result.data == (begin + masked).encode(encoding)
    assert result.left == () or "class" in page
