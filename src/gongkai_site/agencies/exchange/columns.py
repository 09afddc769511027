"""The columns of the Excel file, how each is printed, and what other headers it is known by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.in_chinese import in_chinese
from gongkai_site.sheets.exact import TELEPHONE
from gongkai_site.sheets.reading import Column, Layout

COLUMNS = (
    Column("name", "名称", ("单位名称", "单位", "单位全称", "机关名称"), 34),
    Column("short_name", "简称"),
    Column("kind", "类型", ("单位类型", "机关类型"), 22, tuple(map(in_chinese, Kind.labels))),
    Column("level", "层级", ("级别",), 8, tuple(map(in_chinese, Level.labels))),
    Column("division_code", "行政区划代码", ("区划代码", "区划码"), 14, held=r"[1-9]\d{5}(?:\d{3}(?:\d{3})?)?"),
    Column("place", "所在地", ("所属地区", "地区"), 24),
    Column("superior", "政府信息公开上级", ("上级", "上级单位", "上级主管机关"), 34),
    Column("superior_place", "上级所在地", (), 24),
    Column("local_government", "所在行政区划的政府", ("所在地政府", "属地政府"), 34),
    Column("vertical", "垂直管理", ("是否垂直管理",), 10, ("是", "否")),
    Column("established_on", "设立日期", ("成立日期",), 12),
    Column("body", "政府信息公开工作机构", ("工作机构",), 24),
    Column("address", "办公地址", ("地址",), 30),
    Column("hours", "办公时间", (), 30),
    Column("telephone", "联系电话", ("电话",), held=TELEPHONE),
    Column("fax", "传真号码", ("传真",), held=TELEPHONE),
    Column("email", "电子邮箱", ("邮箱",), 24),
    Column("website", "网址", ("网站",), 30),
    Column("postcode", "邮政编码", ("邮编",), 10, held=r"\d{6}"),
)
LAYOUT = Layout(COLUMNS, "name", "个单位")
TITLES = LAYOUT.titles
KINDS: Mapping[str, str] = {
    **{in_chinese(label): value for value, label in Kind.choices},
    "乡镇": Kind.TOWNSHIP,
    "乡镇政府": Kind.TOWNSHIP,
    "街道": Kind.SUBDISTRICT,
    "街道办事处": Kind.SUBDISTRICT,
    "派出机关": Kind.SUBDISTRICT,
    "部门": Kind.DEPARTMENT,
    "政府": Kind.GOVERNMENT,
    "政府办公室": Kind.OFFICE,
    "政府办公厅": Kind.OFFICE,
    "管委会": Kind.COMMITTEE,
    "授权组织": Kind.ORGANISATION,
}
LEVELS: Mapping[str, str] = {
    **{in_chinese(label): value for value, label in Level.choices},
    "国家级": Level.NATION,
    "地市级": Level.PREFECTURE,
    "区级": Level.COUNTY,
    "区县级": Level.COUNTY,
    "乡镇级": Level.TOWNSHIP,
}
YES_NO: Mapping[str, bool] = {"是": True, "否": False, "": False}


def printed(agency: Agency) -> dict[str, str]:
    """The agency's row as text, by column; superior and local government must have been fetched with it."""
    values = {each.key: getattr(agency, each.key, "") for each in COLUMNS}
    superior, local = agency.superior, agency.local_government
    return {
        **{key: _text(value) for key, value in values.items()},
        "kind": in_chinese(dict(Kind.choices).get(agency.kind, agency.kind)),
        "level": in_chinese(dict(Level.choices).get(agency.level, agency.level)),
        "superior": superior.name if superior else "",
        "superior_place": superior.place if superior else "",
        "local_government": local.name if local else "",
        "vertical": "是" if agency.vertical else "否",
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)
