from __future__ import annotations

import pytest

from gongkai.document import Line, Picture
from tests.document.office_samples import cell, grids, lines, par, read, row, run, table, texts

STRUCK = "<w:strike/>"
RAISED = '<w:vertAlign w:val="superscript"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(each) for each in ("begin", "separate", "end"))
CODE = "<w:r><w:instrText>PAGEREF 77</w:instrText></w:r><w:r><w:t>77</w:t></w:r>"


def box(*content: str) -> str:
    return f"<w:txbxContent>{''.join(content)}</w:txbxContent>"


def shape(*content: str) -> str:
    """A text box as Word writes it: once for new readers, once more for old ones."""
    new = f"<w:drawing><wps:wsp><wps:txbx>{box(*content)}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{box(*content)}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


SHOWN = {
    "runs are joined": (["收到", "申请", "1", "2", "件"], "收到申请12件"),
    "a tab stays a tab": (["年度", "<w:r><w:tab/></w:r>", "5"], "年度\t5"),
    "a page break is nothing": (["一", '<w:r><w:br w:type="page"/></w:r>', "二"], "一二"),
    "a hard hyphen is a hyphen": (["1", "<w:r><w:noBreakHyphen/></w:r>", "2"], "1-2"),
    "an inserted run is read": ([f"<w:ins>{run('5')}</w:ins>", "件"], "5件"),
    "a deleted run is not": ([f"<w:del>{run('4')}</w:del>", "5件"], "5件"),
    "what was moved away is not": ([f"<w:moveFrom>{run('4')}</w:moveFrom>", "5件"], "5件"),
    "what was moved here is": ([f"<w:moveTo>{run('5')}</w:moveTo>", "件"], "5件"),
    "struck-out text is left out": ([run("4", STRUCK), "5件"], "5件"),
    "double struck-out text too": ([run("4", "<w:dstrike/>"), "5件"], "5件"),
    "strike switched off is text": ([run("5", '<w:strike w:val="0"/>'), "件"], "5件"),
    "strike by character style": ([run("4", '<w:rStyle w:val="gone"/>'), "5件"], "5件"),
    "strike by style, switched off": ([run("5", '<w:rStyle w:val="gone"/><w:strike w:val="false"/>'), "件"], "5件"),
    "hidden text is left out": ([run("4", "<w:vanish/>"), "5件"], "5件"),
    "hyperlinks are transparent": ([f"<w:hyperlink>{run('网站')}</w:hyperlink>"], "网站"),
    "smart tags are transparent": ([f"<w:smartTag>{run('1')}<w:smartTag>{run('月')}</w:smartTag></w:smartTag>"], "1月"),
    "an inline control's content is read": ([f"<w:sdt><w:sdtContent>{run('5')}</w:sdtContent></w:sdt>", "件"], "5件"),
    "a control's placeholder is not": (
        [f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>", "件"],
        "件",
    ),
    "a simple field shows its result": ([f'<w:fldSimple w:instr="DATE">{run("2024")}</w:fldSimple>', "年"], "2024年"),
    "a field shows its result, not its code": (["第", BEGIN, CODE, SEPARATE, "3", END, "页"], "第3页"),
    "a field within a field's code": ([BEGIN, BEGIN, CODE, SEPARATE, "8", END, SEPARATE, "5", END], "5"),
    "comments leave no trace": (
        ['<w:commentRangeStart w:id="1"/>', "5", '<w:r><w:commentReference w:id="1"/></w:r>'],
        "5",
    ),
    "a note reference leaves no trace": (["5", '<w:r><w:footnoteReference w:id="2"/></w:r>', "件"], "5件"),
    "a raised digit after a figure is a mark": (["5", run("1", RAISED), "件"], "5件"),
    "a raised mark in brackets": (["5", run("[", RAISED), run("2", RAISED), run("]", RAISED)], "5"),
    "a raised circled digit": (["5", run("①", RAISED)], "5"),
    "the two of m² is no mark": (["300m", run("2", RAISED)], "300m2"),
    "raised words are words": (["甲", run("乙", RAISED)], "甲乙"),
    "text raised altogether is no mark": ([run("5", RAISED)], "5"),
    "a formula in a line is its text": (["共", "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "件"], "共12件"),
    "a fraction is no whole number": (
        [
            "<m:oMath><m:f><m:fPr/><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
        ],
        "1/2",
    ),
    "a formula over several lines is unreadable": (
        ["<m:oMathPara><m:oMath><m:rad><m:e><m:r><m:t>4</m:t></m:r></m:e></m:rad></m:oMath></m:oMathPara>"],
        "\ufffd",
    ),
    "a form's menu shows its choice": (
        [
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="3"/>'
            '<w:listEntry w:val="7"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN'
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ],
        "7",
    ),
    "a form's box": (
        [
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
            '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ],
        "☑",
    ),
    "white on white": (["1", run("70", '<w:color w:val="FFFFFF"/>'), "2"], "12"),
    "white on a shade": (
        ["1", run("70", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>'), "2"],
        "1702",
    ),
    "in the colour of its shade": (
        ["1", run("70", '<w:color w:val="ff0000"/><w:shd w:val="clear" w:fill="FF0000"/>')],
        "1",
    ),
    "of one point": (["1", run("70", '<w:sz w:val="2"/>'), "2"], "12"),
    "a symbol character is a character": (["<w:r><w:sym w:font='宋体' w:char='2116'/></w:r>", "5"], "№5"),
    "a symbol of an unknown font stays seen": (["<w:r><w:sym w:font='X' w:char='F031'/></w:r>", "5"], "\ufffd5"),
    "a damaged symbol is nothing": (["<w:r><w:sym w:char='zz'/></w:r>", "5"], "5"),
    "the base of phonetic guides": (
        [f"<w:r><w:ruby><w:rt>{run('gong')}</w:rt><w:rubyBase>{run('公')}</w:rubyBase></w:ruby></w:r>", "开"],
        "公开",
    ),
    "word art is text": (['<w:r><w:pict><v:shape><v:textpath string="年报"/></v:shape></w:pict></w:r>'], "年报"),
}
STYLES = (
    '<w:style w:type="character" w:styleId="gone"><w:basedOn w:val="base"/></w:style>'
    '<w:style w:type="character" w:styleId="base"><w:rPr><w:strike/></w:rPr></w:style>'
)


@pytest.mark.parametrize("name", SHOWN)
def test_a_paragraph_reads_as_it_is_printed(name: str) -> None:
    runs, expected = SHOWN[name]
    assert lines(read(par(*runs) + par("末"), styles=STYLES)) == [expected, "末"]


def test_a_line_break_ends_a_line() -> None:
    assert lines(read(par("一、总体情况", "<w:r><w:br/></w:r>", "收到5件"))) == ["一、总体情况", "收到5件"]


def test_lines_are_numbered_and_blank_paragraphs_count() -> None:
    document = read(par("甲") + par() + par("乙"))
    assert document.blocks == (Line("甲", 1), Line("", 2), Line("乙", 3))


def test_a_field_code_left_open_swallows_nothing_after_its_paragraph() -> None:
    assert lines(read(par("甲", BEGIN, CODE) + par("乙"))) == ["甲", "乙"]


def test_a_field_result_over_several_paragraphs_is_read() -> None:
    assert lines(read(par(BEGIN, CODE, SEPARATE, "甲") + par("乙", END) + par("丙"))) == ["甲", "乙", "丙"]


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_deleted_paragraph_mark_joins_two_paragraphs(mark: str) -> None:
    deleted = par("收到", properties=f"<w:rPr><w:{mark}/></w:rPr>")
    assert lines(read(deleted + par("5件"))) == ["收到5件"]
    assert lines(read(par("甲") + deleted)) == ["甲", "收到"]


def test_a_paragraph_deleted_whole_is_no_line() -> None:
    gone = par(f"<w:del>{run('旧')}</w:del>", properties="<w:rPr><w:del/></w:rPr>")
    assert lines(read(par("甲") + gone + par("乙"))) == ["甲", "乙"]


def test_a_paragraph_style_can_strike_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="old"><w:rPr><w:strike/></w:rPr></w:style>'
    assert lines(read(par("旧", properties='<w:pStyle w:val="old"/>') + par("新"), styles=styles)) == ["", "新"]


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    assert lines(read(par(shape(par("年度报告"), par("2024年"))) + par("正文"))) == ["年度报告", "2024年", "正文"]


def test_a_table_in_a_text_box_is_a_grid() -> None:
    document = read(par("前", shape(table(row("规章", "5"), row("其他", "0")))) + par("后"))
    assert [type(each).__name__ for each in document.blocks] == ["Line", "Grid", "Line"]


def test_a_choice_without_content_gives_way_to_its_fallback() -> None:
    empty = f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:pict><v:shape><v:textbox>{box(par("甲"))}'
    empty += "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    assert lines(read(par(f"<w:r>{empty}</w:r>") + par("乙"))) == ["甲", "乙"]


def test_an_alternate_content_without_branches_is_nothing() -> None:
    assert lines(read(par("<w:r><mc:AlternateContent/></w:r>", "甲"))) == ["甲"]


PICTURES = {
    "drawing": '<w:drawing><wp:inline><wp:docPr descr="{}"/><a:blip/></wp:inline></w:drawing>',
    "vml": '<w:pict><v:shape alt="{}"><v:imagedata/></v:shape></w:pict>',
    "object": '<w:object><v:shape><v:imagedata o:title="{}"/></v:shape></w:object>',
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_a_picture_with_its_description(kind: str) -> None:
    document = read(par("见下图") + par(f"<w:r>{PICTURES[kind].format('申请情况表')}</w:r>"))
    assert document.blocks == (Line("见下图", 1), Picture("申请情况表"))


def test_a_drawn_line_is_no_picture() -> None:
    assert lines(read(par("<w:r><w:drawing><wps:wsp/></w:drawing></w:r>", "甲"))) == ["甲"]


def test_headings_come_from_style_names_outline_levels_and_titles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="机关标题"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="o"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    level = '<w:outlineLvl w:val="{}"/>'
    wanted = {"1": 1, "own": 2, "t": 1, "o": 3, "none": 0}
    body = "".join(par(name, properties=f'<w:pStyle w:val="{name}"/>') for name in wanted)
    body += par("direct", properties=level.format(0)) + par(
        "body", properties='<w:pStyle w:val="1"/>' + level.format(9)
    )
    found = {each.text: each.heading for each in read(body, styles=styles).blocks if isinstance(each, Line)}
    assert found == wanted | {"direct": 1, "body": 0}


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert lines(read(par("甲", properties='<w:pStyle w:val="a"/>'), styles=styles)) == ["甲"]


def test_the_generated_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="toc 1"/></w:style>'
    body = par("一、总体情况 1", properties='<w:pStyle w:val="x"/>') + par("一、总体情况")
    assert lines(read(body, styles=styles)) == ["一、总体情况"]


def test_a_block_control_is_looked_into() -> None:
    control = f"<w:sdt><w:sdtContent>{par('甲')}{table(row('a', 'b'), row('c', 'd'))}</w:sdtContent></w:sdt>"
    document = read(control)
    assert (lines(document), texts(grids(document)[0])) == (["甲"], [["a", "b"], ["c", "d"]])


def test_an_embedded_web_page_stands_where_it_was_put() -> None:
    page = "<html><p>网页</p><table><tr><td>规章<td>5</tr><tr><td>其他<td>0</tr></table></html>"
    document = read(par("前") + '<w:altChunk r:id="page"/>' + par("后") + table(row("a", "b")), page=page)
    assert lines(document) == ["前", "网页", "后"]
    assert [(each.number, texts(each)[0]) for each in grids(document)] == [(1, ["规章", "5"]), (2, ["a", "b"])]
    assert [each.number for each in document.blocks if isinstance(each, Line)] == [1, 2, 3]


def test_an_embedded_part_that_is_not_there_is_passed_over() -> None:
    assert lines(read(par("甲") + '<w:altChunk r:id="lost"/>')) == ["甲"]


def test_a_figure_shown_as_a_picture_is_not_blank() -> None:
    picture = f"<w:r>{PICTURES['vml'].format('')}</w:r>"
    document = read(table(row("规章", cell(par(picture))), row("其他", "")))
    assert texts(grids(document)[0]) == [["规章", "\ufffc"], ["其他", ""]]
