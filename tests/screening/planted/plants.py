"""The kinds that are planted, each with sentences and columns as people write them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from tests.screening.planted import values
from tests.screening.planted.values import as_is, dashed, parted, wide

Value = Callable[[random.Random], str]


class Plant(NamedTuple):
    """A kind, its values, how they are written, and where: ``{v}`` is the value, ``{n}`` a name."""

    kind: str
    value: Value
    ways: tuple[Callable[[str], str], ...]
    sentences: tuple[str, ...]
    heading: str = ""
    """Of a column that holds it; none where it is never in a list."""


_LEVELS = ("秘密", "机密", "绝密")
_TERMS = ("1年", "5年", "10年", "长期", "")
_INTERNAL = ("内部资料 注意保存", "内部文件，不得外传", "（此件不公开）", "【内部资料】")
_LEFT = ("XX镇", "××局", "20XX年", "{{单位名称}}", "【请填写单位】")
_ABROAD = ("youtube", "facebook", "twitter")


def _born(pick: random.Random) -> str:
    day = values.birthday(pick)
    return f"{day.year}年{day.month}月{day.day}日"


PLANTS = (
    Plant(
        "identity-number",
        values.identity,
        (as_is, as_is, wide, parted(6, 8, 4), dashed(6, 8, 4), str.lower),
        (
            "申请人{n}（居民身份证：{v}）向我单位提出申请。",
            "{n}，公民身份号码{v}，系我村村民。",
            "经查，{n} {v}符合条件。",
            "委托代理人{n}，证件号码：{v}。",
        ),
        "公民身份号码",
    ),
    Plant(
        "disability-card",
        values.disability,
        (as_is, wide),
        ("{n}持残疾人证，证号{v}。", "残疾证号：{v}，姓名：{n}。"),
        "残疾人证号",
    ),
    Plant(
        "bank-card",
        values.bank_card,
        (as_is, as_is, parted(4, 4, 4, 4)),
        ("补助款打入{n}的农商行卡，卡号{v}。", "收款人{n}，银行卡号：{v}。", "{n}一卡通账号{v}，已发放。"),
        "银行卡号",
    ),
    Plant(
        "mobile-number",
        values.mobile,
        (as_is, as_is, wide, parted(3, 4, 4), dashed(3, 4, 4)),
        ("{n}的手机号是{v}。", "村民{n}（手机{v}）反映道路问题。", "{n} {v} 已电话告知。"),
        "手机号码",
    ),
    Plant(
        "number-plate",
        values.plate,
        (as_is,),
        ("{n}驾驶{v}小型轿车。", "车主{n}，车牌号{v}，违停一次。"),
        "车牌号",
    ),
    Plant(
        "passport", values.passport, (as_is,), ("{n}，护照号码{v}，拟赴外探亲。", "护照号：{v}（{n}）。"), "护照号码"
    ),
    Plant(
        "home-address",
        values.address,
        (as_is,),
        ("{n}，家住{v}。", "申请人{n}，现住址：{v}。", "当事人{n}，住{v}，联系不上。"),
        "家庭住址",
    ),
    Plant(
        "birth-date",
        _born,
        (as_is,),
        ("{n}，男，{v}出生。", "{n}，女，出生日期：{v}。", "{n}，汉族，{v}生，初中文化。"),
        "出生年月日",
    ),
    Plant(
        "minor",
        lambda pick: values.identity(pick, values.birthday(pick, minor=True)),
        (as_is, wide),
        ("学生{n}，身份证号{v}，享受营养改善计划。", "{n}（{v}）为事实无人抚养儿童。"),
        "学生身份证号",
    ),
    Plant("secrecy-marking", lambda pick: pick.choice(_LEVELS) + "★" + pick.choice(_TERMS), (as_is,), ("{v}",)),
    Plant("secrecy-marking", lambda pick: pick.choice(_INTERNAL), (as_is,), ("{v}",)),
    Plant("template-leftover", lambda pick: pick.choice(_LEFT), (as_is,), ("{v}按照要求做好有关工作。",)),
    Plant(
        "foreign-link",
        lambda pick: f"https://www.{pick.choice(_ABROAD)}.com/{pick.randrange(10**6)}",
        (as_is,),
        ("详见{v}。",),
    ),
)
