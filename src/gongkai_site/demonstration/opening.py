"""Opening the demonstration: set up, built where it is not yet, and its sign-ins told."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from gongkai_site.demonstration.build import Say, build
from gongkai_site.demonstration.folder import begin, finish
from gongkai_site.demonstration.plan import agency_plans, password, person_plans
from gongkai_site.migrations_pending import migrate
from gongkai_site.people.models import Role


def make(data: Path, *, small: bool, say: Say) -> None:
    """Make the database and build the county in the (empty) folder that the settings name."""
    begin(data)
    say("首次使用，正在建库，约需半分钟…")
    migrate()
    gc.disable()  # a short process that makes much and keeps it: a sixth of the time is saved
    try:
        build(small=small, say=say)
    finally:
        gc.enable()
    finish(data)


def sign_ins() -> Iterator[str]:
    """The listed people, one a line: user name, name, what he is where."""
    names = {plan.key: plan.short_name for plan in agency_plans()}
    for person in person_plans():
        roles: dict[str, list[str]] = {}
        for role in person.roles:
            roles.setdefault(names[role.agency], []).append(str(Role(role.role).label))
        told = "；".join(f"{agency} {'、'.join(labels)}" for agency, labels in roles.items())
        yield f"  {person.username:<16} {person.name}（{told or '系统管理员'}）"


def welcome(address: str) -> Iterator[str]:
    """What to tell whoever opened it."""
    yield "演示县已就绪。单位、人员和数字大多是虚构的。"
    yield "白市驿镇、国梁镇、路北街道、洪泽区是真实的，2024 年度报告是公布的原件；报给澄湖县、2025 年台账是虚构的。"
    yield "演示县不真正发邮件，信件在“报送汇总”的“催报和退改通知”里看。"
    yield ""
    yield f"公开页面：{address}"
    yield f"工作台：  {address}admin/"
    yield f"用户名如下，密码都是 {password()}"
    yield from sign_ins()
    yield ""
