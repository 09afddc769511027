# ruff: noqa: E501 - markup stands on the lines its systems write it on
"""Whole pages in the markup of real content systems, each around the same small report, for the tests of the front."""

from __future__ import annotations

from collections.abc import Callable

TITLE = "青河县水利局2024年政府信息公开工作年度报告"
OVERVIEW = "2024年，青河县水利局认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息86条。"
HEADING_ONE, HEADING_TWO, HEADING_THREE = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
)
ROWS = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "1", "12"],
    ["行政规范性文件", "3", "", "1,204"],
]
REQUESTS = [
    ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
    ["自然人", "法人或其他组织", "总计"],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ["一、本年新收政府信息公开申请数量", "5", "1", "0", "0", "0", "0", "6"],
    ["二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"],
    ["三、本年度办理结果", "（一）予以公开", "4", "1", "0", "0", "0", "0", "5"],
    ["（三）不予公开", "1.属于国家秘密", "1", "0", "0", "0", "0", "0", "1"],
    ["2.其他法律行政法规禁止公开", "0", "0", "0", "0", "0", "0", "0"],
    ["四、结转下年度继续办理", "0", "0", "0", "0", "0", "0", "0"],
]
_SPANS = [
    [(3, 3), (1, 7)],
    [(2, 1), (1, 5), (2, 1)],
    [(1, 1)] * 5,
    [(1, 3)] + [(1, 1)] * 7,
    [(1, 3)] + [(1, 1)] * 7,
    [(3, 1), (1, 2)] + [(1, 1)] * 7,
    [(2, 1)] + [(1, 1)] * 8,
    [(1, 1)] * 8,
    [(1, 3)] + [(1, 1)] * 7,
]
REQUEST_COLUMNS = [
    [1, 4],
    [4, 5, 10],
    [5, 6, 7, 8, 9],
    *([[1, *range(4, 11)]] * 2),
    [1, 2, *range(4, 11)],
    [2, 3, *range(4, 11)],
    [3, *range(4, 11)],
    [1, *range(4, 11)],
]

Cell = Callable[[str], str]


def plain_cell(text: str) -> str:
    return text


def proactive(cell: Cell = plain_cell, table: str = "<table border=1>", td: str = "td") -> str:
    rows = "".join("<tr>" + "".join(f"<{td}>{cell(text)}</{td}>" for text in row) + "</tr>\n" for row in ROWS)
    return f"{table}<tbody>{rows}</tbody></table>"


def requests(cell: Cell = plain_cell, table: str = "<table border=1>", td: str = "") -> str:
    rows = []
    for texts, spans in zip(REQUESTS, _SPANS, strict=True):
        cells = []
        for text, (high, wide) in zip(texts, spans, strict=True):
            span = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
            cells.append(f"<td{span}{td}>{cell(text)}</td>")
        rows.append("<tr>" + "\n".join(cells) + "</tr>")
    return table + "\n".join(rows) + "</table>"


def article(
    cell: Cell = plain_cell, paragraph: str = "<p>{}</p>", table: str = "<table border=1>", td: str = ""
) -> str:
    return "\n".join(
        [
            paragraph.format(HEADING_ONE),
            paragraph.format(OVERVIEW),
            paragraph.format(HEADING_TWO),
            proactive(cell, table),
            paragraph.format(HEADING_THREE),
            requests(cell, table, td),
        ]
    )


def trs() -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{TITLE}_青河县人民政府</title>
<META name="ArticleTitle" content="{TITLE}"><META name="PubDate" content="2025-01-20 16:32"><meta name="ContentSource" content="水利局">
<script>var s = "<table><tr><td>9</td></tr></table>";</script><style>.TRS_Editor P{{font-size:14px}}</style></head>
<body><div class="top"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<div class="xl_tit">{TITLE}</div><div class="xl_info">发布时间：2025-01-20&nbsp;&nbsp;来源：县水利局&nbsp; 字体：[<a>大</a> <a>中</a> <a>小</a>]</div>
<div class="TRS_Editor"><div class="Custom_UnionStyle">{article(paragraph='<p align="justify" style="text-indent: 2em">{}</p>')}</div></div>
<div class="foot"><p>主办：青河县人民政府办公室</p><p>备案号：某ICP备05000001号</p></div></body></html>"""


def hanweb() -> str:
    """jpaas by Hanweb: the article between marker comments, in a layout table of one cell."""
    return f"""<html><head><title>青河县人民政府 政府信息公开年报</title><meta name="SiteName" content="青河县人民政府"><meta name="pubDate" content="2025-01-20"></head><body>
<table width="1000" align="center" cellpadding="0"><tbody><tr><td>
<table width="100%"><tr><td>首页</td><td>信息公开</td><td>办事服务</td></tr></table>
<table width="100%"><tr><td class="title" align="center"><!--<$[信息名称]>begin-->{TITLE}<!--<$[信息名称]>end--></td></tr></table>
<div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">{article()}<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div>
</td></tr></tbody></table></body></html>"""


def boda() -> str:
    """VSB by Boda: form, v_news_content, ueditor paragraphs with fonts broken inside words."""
    broken = article(
        lambda text: f"<p><span>{text[:1]}</span><span>{text[1:]}</span></p>" if text else "<p><br/></p>",
        '<p class="vsbcontent_start"><span style="font-family: 仿宋">{}</span></p>',
    )
    return f"""<!DOCTYPE HTML><HTML><HEAD><META charset="UTF-8"><TITLE>{TITLE}-青河县水利局</TITLE></HEAD><BODY>
<form name="_newscontent_fromname"><div><h1 align="center">{TITLE}</h1>
<div style="line-height:400%">时间：2025年01月20日 点击：[<script>_showDynClicks("wbnews",1,2)</script>]</div>
<div id="vsb_content"><div class="v_news_content">{broken}</div></div>
<input type="hidden" name="id" value="778899"></form><select><option>友情链接</option><option>水利部</option></select></BODY></HTML>"""


def wechat() -> str:
    """A public-account article: hidden until its script runs, sections nested deep, styled cells."""
    deep = article(
        lambda text: f'<section style="line-height:1.5"><span leaf="" style="font-size:12px">{text}</span></section>',
        "<section><span leaf=''>{}</span></section>",
        '<table style="display:table"><colgroup><col width="20%"></colgroup>',
    )
    for level in range(20):
        deep = f'<section data-level="{level}" style="box-sizing:border-box">{deep}</section>'
    return f"""<html><head><meta property="og:title" content="{TITLE}"><title></title></head><body id="activity-detail">
<h1 class="rich_media_title">{TITLE}</h1><div class="rich_media_content js_underline_content" id="js_content"
 style="visibility: hidden; opacity: 0; ">{deep}<section style="display: none;"><mp-style-type data-value="3"></mp-style-type>9</section></div></body></html>"""


def word_pasted() -> str:
    def cell(text: str) -> str:
        shown = text or "&nbsp;"
        return (
            f'<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan"><span lang="EN-US" '
            f"style='font-size:10.5pt;font-family:宋体;mso-bidi-font-family:宋体'>{shown}<o:p></o:p></span></p>"
        )

    hidden_row = (
        "<![if !supportMisalignedColumns]><tr height=0>"
        + "<td width=90 style='border:none'></td>" * 10
        + "</tr><![endif]></table>"
    )
    body = article(
        cell,
        "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋_GB2312'>{}<o:p></o:p></span></p>",
    )
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Pages>7</o:Pages></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm}} --></style><title>{TITLE}</title></head><body lang=ZH-CN><div class=WordSection1>
<p class=MsoTitle><b><span>{TITLE}<o:p></o:p></span></b></p>{body.replace("</table>", hidden_row)}
<p class=MsoNormal><del cite="mailto:x" datetime="2025-01-03T10:00">删去的99</del><ins>留下的</ins></p>
<!--[if gte vml 1]><v:shape>图</v:shape><![endif]--><![if !vml]><img width=12 height=12 src="a.gif"><![endif]></div></body></html>"""


def drupal() -> str:
    return f"""<!DOCTYPE html><html lang="zh-hans" dir="ltr"><head><meta charset="utf-8" /><meta name="dcterms.date" content="2025-01-20" /><title>{TITLE} | 青河县</title></head>
<body class="path-node"><a href="#main-content" class="visually-hidden focusable">跳转到主要内容</a>
<div class="layout-container"><header role="banner"><nav role="navigation"><ul class="menu"><li>首页</li><li>公开</li></ul></nav></header>
<main role="main"><article role="article"><h1><span class="field field--name-title">{TITLE}</span></h1>
<div class="clearfix text-formatted field field--name-body">{article(table='<table class="table table-bordered"><caption>表一</caption>')}</div></article></main></div></body></html>"""


def frontpage() -> str:
    """Old markup in upper case: no quotes, no end tags, no tbody, fonts everywhere."""
    body = article(
        lambda text: f"<FONT SIZE=2 FACE=宋体>{text}</FONT>", "<P ALIGN=LEFT><FONT SIZE=3>{}</FONT>", "<TABLE BORDER=1>"
    )
    for end in ("</td>", "</tr>", "</p>"):
        body = body.replace(end, "")
    return f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY><CENTER><FONT SIZE=5><B>{TITLE}</B></FONT></CENTER>{body}</BODY></HTML>"


def nested_layout() -> str:
    """Layout tables eight deep, as sites of the 2000s were built."""
    body = article()
    for level in range(8):
        body = f'<table width="100%" id="t{level}"><tr><td width="8"></td><td valign="top">{body}</td><td width="8">&nbsp;</td></tr></table>'
    return f"<html><head><title>年报</title></head><body><h2>{TITLE}</h2>{body}</body></html>"


def metadata_table() -> str:
    """The open-government catalogue page: a table of metadata before the text, related reports after it."""
    return f"""<html><body><table class="xxgk_table"><tr><th>索 引 号：</th><td>11400000-2025-00012</td><th>主题分类：</th><td>政府信息公开年报</td></tr>
<tr><th>发布机构：</th><td>青河县水利局</td><th>发布日期：</th><td>2025-01-20</td></tr></table><h1>{TITLE}</h1>
<div class="article-content">{article()}</div><div class="related"><h3>相关报告</h3><table><tr><td>县水利局2023年年报</td><td>2024-01-18</td></tr>
<tr><td>县水利局2022年年报</td><td>2023-01-16</td></tr></table></div></body></html>"""


def whole_report_in_one_cell() -> str:
    return f"<html><body><table border=1><tr><td><h1>{TITLE}</h1>{article()}</td></tr></table></body></html>"


def wrapped_cells() -> str:
    """An editor that wraps each cell's text in a table of one cell."""
    return (
        f"<html><body><h1>{TITLE}</h1>{article(lambda text: f'<table><tr><td>{text}</td></tr></table>')}</body></html>"
    )


def xhtml_as_xml() -> str:
    body = article(lambda text: f"<span>{text}</span>" if text else '<span class="empty"/>').replace(
        "<table border=1>", "<table>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title>{TITLE}</title></head>
<body><h1>{TITLE}</h1><div id="a"/>{body}</body></html>"""


def excel_pasted() -> str:
    return f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><h1>{TITLE}</h1>
{article(lambda text: text, td=' class="xl65" x:num style="border-left:none;width:54pt"', table="<table border=0 cellspacing=0 style='border-collapse:collapse'><!--StartFragment--><col width=72 span=4>")}</body></html>"""


def broken_labels() -> str:
    """Labels broken by breaks, spaces and invisible characters, as copied from a PDF into an editor."""

    def cell(text: str) -> str:
        if len(text) == 4 and not text[0].isascii():
            return f"{text[:2]}<br>\n{text[2:]}"
        return f"\u200b{text}\u00ad" if text else "&#8203;"

    return f"<html><body><h1>青河县水利局<br>2024年政府信息公开工作年度报告</h1>{article(cell)}</body></html>"


def footnoted() -> str:
    """Footnote marks beside figures, Word's footnotes at the end."""

    def cell(text: str) -> str:
        mark = (
            "<sup>①</sup>"
            if text == "12"
            else '<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>'
        )
        return text + mark if text in ("12", "1,204") else text

    return f"<html><body><h1>{TITLE}<sup>1</sup></h1>{article(cell)}<div id=ftn1>注：含历年结转</div></body></html>"


def form_fields() -> str:
    """A page printed from a reporting system: figures stand in input fields."""

    def cell(text: str) -> str:
        return f'<input type="text" readonly value="{text}">' if text.replace(",", "").isdigit() else text

    return f"<html><body><h1>{TITLE}</h1><form><input type=hidden value=55>{article(cell)}</form></body></html>"


def struck_out() -> str:
    """Corrected figures keep what they replaced, struck out in four ways."""
    ways = iter(
        [
            "<del>7</del>{}",
            '<span style="text-decoration: line-through">8</span>{}',
            "<s>6</s>{}",
            '<font style="mso-hide:all">4</font>{}',
        ]
        * 30
    )

    def cell(text: str) -> str:
        return next(ways).format(text) if text.isdigit() else text

    return f"<html><body><h1>{TITLE}</h1>{article(cell)}</body></html>"


PAGES: dict[str, Callable[[], str]] = {
    build.__name__: build
    for build in (
        trs,
        hanweb,
        boda,
        wechat,
        word_pasted,
        drupal,
        frontpage,
        nested_layout,
        metadata_table,
        whole_report_in_one_cell,
        wrapped_cells,
        xhtml_as_xml,
        excel_pasted,
        broken_labels,
        footnoted,
        form_fields,
        struck_out,
    )
}
