"""Offices inside an agency that answer for its report: contact desks, and who only compiled it."""

from __future__ import annotations

import re

from gongkai.reading.names import HAN, is_agency_name

_ORGAN = (
    "局|委员会|管委会|委|人民政府|政府|办事处|厅|院|中心|"
    r"公司|集团|学校|大学|学院|街道|镇|乡|办公室|办公厅|支队|总队|大队|署|农场|团"
)
_WHOLE_ORGAN = re.compile(rf"(?:{_ORGAN})$")
_NO_GOVERNMENT = re.compile(r"(?:局|委员会|管委会|委|办事处|厅|院|中心|公司|集团|学校|大学|学院|街道)政府$")
"""Here 政府 is the beginning of 政府信息公开, for no such organ has a government."""
_DESK = re.compile(
    rf"^(?:[{HAN}]{{0,12}}(?:科|股|室|组|专班|窗口|热线)"
    rf"|[{HAN}]{{0,10}}(?:公开|法规|法制|综合|秘书|宣传|政策|信息|办公|人事|文秘|党政|政工)[{HAN}]{{0,4}}(?:处|办|部)"
    r"|(?:党建|党群|文秘|局|府|镇|街|乡)?办(?:公室|公厅)?"
    rf"|[{HAN}]{{0,8}}(?:信息|网络|宣传|融媒体|政务|便民|服务)[{HAN}]{{0,6}}中心)$"
)
_COMPILING = (
    "镇人民政府",
    "乡人民政府",
    "苏木人民政府",
    "街道办事处",
    "街道",
    "镇",
    "乡",
    "局",
    "委员会",
    "厅",
    "管委会",
)


def agency_of_desk(name: str) -> str:
    """The agency whose inner office is named (路北街道办事处党政办公室 → 路北街道办事处), else the name itself."""
    for cut in range(len(name) - 1, 1, -1):
        agency, desk = name[:cut], name[cut:]
        if _NO_GOVERNMENT.search(agency) and desk.startswith("信息公开"):
            continue
        if _WHOLE_ORGAN.search(agency) and _DESK.match(desk) and is_agency_name(agency):
            return agency
    return name


def agency_of_compiler(name: str) -> str:
    """The agency for which an inner office compiled the report.

    The office of a people's government at county level or above (县人民政府办公室) is an agency of its own.
    """
    agency = agency_of_desk(name)
    return agency if agency != name and agency.endswith(_COMPILING) else name
