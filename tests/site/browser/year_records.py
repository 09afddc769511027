"""The registers of a year: records entered by hand, imported from Excel, corrected."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.site.browser.watched import follow
from tests.site.browser.year import IN_HAND, Year, fill, told


def request(number: int, received: str, concluded: str = "", outcome: str = "", **more: str) -> dict[str, str]:
    """What a clerk types of one request."""
    return {
        "登记编号": f"依申请〔{IN_HAND}〕{number}号",
        "收到日期": f"{IN_HAND}-{received}",
        "渠道": "网络",
        "申请人类型": "自然人",
        "申请内容": "申请公开青石镇农村公路养护资金使用情况",
        "办理结果": outcome or "（未选）",
        "办结日期": f"{IN_HAND}-{concluded}" if concluded else "",
        **more,
    }


def workbook() -> bytes:
    """The old system's list: a title, a header, three requests and a total."""
    book = Workbook()
    sheet = book.active
    sheet.append([f"青石镇{IN_HAND}年依申请公开登记表"])
    sheet.merge_cells("A1:F1")
    sheet.append(["登记号", "收到时间", "申请方式", "申请人类别", "申请事项", "答复结果", "答复日期"])
    rows = [
        ("2", "3.17", "邮寄", "企业", "公开镇工业园区规划批复文件", "全部公开", "4.9"),
        ("3", "6.3", "当面", "公民", "公开本村征地补偿安置方案", "区分处理", "6.20"),
        ("4", "12.22", "网站", "公民", "公开危房改造补助对象名单", "办理中", ""),
    ]
    for number, received, channel, kind, subject, outcome, concluded in rows:
        day = [f"{IN_HAND}.{each}" if each else "" for each in (received, concluded)]
        sheet.append([f"依申请〔{IN_HAND}〕{number}号", day[0], channel, kind, subject, outcome, day[1]])
    sheet.append(["合计", "3件"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def start(page: Page, register: str) -> None:
    """Begin a record from the first page."""
    follow(page.get_by_role("region", name="登记").get_by_role("link", name=re.compile(f"新增 ?{register}")))


def enter_one(page: Page) -> None:
    """Enter one request."""
    start(page, "依申请公开")
    fill(page, request(1, "07-02", "07-23", "予以公开"))
    follow(page.get_by_role("button", name="保存", exact=True))
    told(page, "已登记")


def enter_by_hand(year: Year, page: Page) -> None:
    """Enter a request, and a licence right behind it."""
    start(page, "依申请公开")
    fill(page, request(1, "02-11", "02-27", "予以公开"))
    year.judge(page)
    follow(page.get_by_role("button", name="保存并再登记一条"))
    told(page, "已登记")
    follow(page.get_by_role("navigation", name="登记到哪本台账").get_by_role("link", name="许可、处罚、强制决定"))
    values = {
        "类别": "行政许可",
        "决定书文号": f"青政许〔{IN_HAND}〕1号",
        "事项": "设置户外广告设施审批",
        "决定日期": f"{IN_HAND}-05-08",
    }
    fill(page, values)
    follow(page.get_by_role("button", name="保存", exact=True))
    told(page, "已登记")
    year.judge(page)


def import_excel(year: Year, page: Page) -> None:
    """Upload, look at the preview, confirm."""
    year.menu(page, "依申请公开")
    year.judge(page)
    file = {
        "name": f"依申请公开{IN_HAND}.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": workbook(),
    }
    with page.expect_navigation():  # what was chosen is sent
        page.get_by_label("Excel或CSV文件").set_input_files([file])
    expect(page.get_by_text("将新增3行")).to_be_visible()
    year.judge(page, "import")
    follow(page.get_by_role("button", name="确认导入3行"))
    expect(page.get_by_text("共4条")).to_be_visible()
    year.judge(page)


def correct(year: Year, page: Page) -> None:
    """Without a reason nothing is corrected."""
    follow(page.get_by_role("link", name=re.compile(f"更正 ?依申请〔{IN_HAND}〕1号")))
    fill(page, {"渠道": "当面"})
    follow(page.get_by_role("button", name="保存", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("原因")
    fill(page, {"更正原因": "申请人当面提交，登记时选错了渠道"})
    follow(page.get_by_role("button", name="保存", exact=True))
    told(page, "已更正")
    expect(page.get_by_role("cell", name="申请人当面提交")).to_be_visible()
    year.judge(page)


def correct_outcome(year: Year, page: Page) -> None:
    """Do in the register what the superior asked for."""
    year.menu(page, "台账", "依申请公开")
    follow(page.get_by_role("link", name=re.compile(f"更正 ?依申请〔{IN_HAND}〕2号")))
    fill(page, {"办理结果": "部分公开", "更正原因": "按上级退改意见核实"})
    follow(page.get_by_role("button", name="保存", exact=True))
    told(page, "已更正")
