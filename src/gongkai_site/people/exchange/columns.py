"""The columns of the Excel file of people; one row is one role of one person."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai_site.people.models import Membership, Role
from gongkai_site.sheets.reading import Column, Layout

COLUMNS = (
    Column("name", "姓名", ("人员", "人员姓名"), 12),
    Column("username", "用户名", ("账号", "账户", "登录名", "帐号"), 18),
    Column("agency", "单位", ("单位名称", "所在单位", "单位全称"), 34),
    Column("place", "单位所在地", ("所在地",), 20),
    Column("role", "角色", ("职责", "任职", "岗位"), 18, tuple(map(str, Role.labels))),
    Column("section", "科室", ("所在科室", "部门"), 18),
    Column("since", "自", ("任职日期", "开始日期", "任职起始"), 12),
    Column("until", "至", ("结束日期", "任职结束"), 12),
    Column("email", "电子邮箱", ("邮箱", "邮件"), 26),
)
LAYOUT = Layout(COLUMNS, "name", "行", 1_000)
TITLES = LAYOUT.titles
ROLES: Mapping[str, str] = {
    **{str(label): value for value, label in Role.choices},
    "经办": Role.CLERK,
    "承办人": Role.CLERK,
    "审核": Role.REVIEWER,
    "复核人": Role.REVIEWER,
    "领导": Role.LEADER,
    "分管负责人": Role.LEADER,
    "负责人": Role.LEADER,
    "管理员": Role.ADMIN,
    "监督员": Role.SUPERVISOR,
    "主管部门": Role.SUPERVISOR,
}


def printed(membership: Membership) -> dict[str, str]:
    """The role's row as text, by column; agency, user and section must have been fetched with it."""
    user, agency, section = membership.user, membership.agency, membership.section
    return {
        "name": user.name,
        "username": user.username,
        "agency": agency.name,
        "place": agency.place,
        "role": str(membership.get_role_display()),
        "section": section.name if section else "",
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else "",
        "email": user.email,
    }
