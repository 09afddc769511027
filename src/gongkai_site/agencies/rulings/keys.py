"""What superiors can lay down: each key with what it is, how it is written, and what holds where nobody did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai_site.agencies.due import KEY as DUE
from gongkai_site.agencies.rulings.dates import normal_date, shown_date
from gongkai_site.agencies.rulings.sets import KEY as RULE_SET
from gongkai_site.agencies.rulings.sets import normal_set, shown_set
from gongkai_site.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be laid down."""

    id: str
    title: str | Promise
    asks: str | Promise
    """How its value is written."""
    default: str | Promise
    """What holds where no superior laid anything down, and where that comes from."""
    below: str | Promise
    """What a superior further down may do."""
    normal: Callable[[str, dt.date], str]
    """Return a value as it is kept, for a ruling from that day on. Raises :class:`InvalidInput`."""
    shown: Callable[[str], str]
    """Return a value in a few words."""
    long: bool = False
    """Whether a value has many lines."""


KEYS: Mapping[str, Key] = {
    each.id: each
    for each in (
        Key(
            DUE,
            _("年度报告报送和公布的期限"),
            _("每年同一天的写月-日，如 01-20；只管一年的写 2025-01-20。"),
            _(
                "《政府信息公开条例》第四十九条：县级以上人民政府部门1月31日，县级以上地方人民政府3月31日；其他单位没有规定。"
            ),
            _("下一级上级另有规定的，以它的为准。"),
            normal_date,
            shown_date,
        ),
        Key(
            RULE_SET,
            _("年度报告的编制要求（规则文件）"),
            _("粘贴或上传规则文件（TOML），写法见说明“上级规定的规则文件”。"),
            _("只按法律、法规和统一格式核对。"),
            _("各级上级的要求同时适用。"),
            normal_set,
            shown_set,
            long=True,
        ),
    )
}


def key_of(name: str) -> Key:
    """Return the key of this id. Raises :class:`InvalidInput`."""
    try:
        return KEYS[name]
    except KeyError:
        raise InvalidInput(f"没有“{name}”这项规定。") from None
