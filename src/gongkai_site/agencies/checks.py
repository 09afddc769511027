"""What is wrong with an agency's values, column by column: the same answer for forms, actions and imported rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CharField

from gongkai.law import division, full_code
from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.errors import InvalidFields, InvalidInput
from gongkai_site.in_chinese import in_chinese

PARTICULARS = ("short_name", "body", "address", "hours", "telephone", "fax", "email", "website", "postcode")
"""Kept by the agency itself; all but the short name and the postcode by 《条例》第十二条第二款."""
REGISTERED = ("name", "kind", "level", "division_code", "place", "vertical", "local_government", "established_on")
"""Kept by those above it."""
REQUIRED_PARTICULARS = ("body", "address", "hours", "telephone", "fax")
"""《条例》第十二条第二款, with an address in the internet: either of :data:`ONLINE`."""
ONLINE = ("email", "website")
_NAMES = {each.name: str(each.verbose_name) for each in Agency._meta.concrete_fields}
_TEXTS = tuple(name for name in (*REGISTERED, *PARTICULARS) if isinstance(Agency._meta.get_field(name), CharField))
_RELATIONS = ("superior", "local_government", "successor")
_OF_TOWNSHIP_LEVEL = frozenset({Kind.TOWNSHIP, Kind.SUBDISTRICT})


def problems(agency: Agency) -> dict[str, list[str]]:
    """What is wrong with the values, by field; nothing is asked of the database."""
    found: dict[str, list[str]] = {}
    try:
        agency.clean_fields(exclude=_RELATIONS)
    except ValidationError as error:
        found = dict(error.message_dict)
    for name in _TEXTS:
        if any(unicodedata.category(sign) == "Cc" for sign in getattr(agency, name)):
            found.setdefault(name, []).append("含有看不见的控制字符，请删去后重新填写。")
    if agency.division_code and full_code(agency.division_code) is None:
        found.setdefault("division_code", []).append("行政区划代码应为6位、9位或12位数字，如320813或320813101。")
    if agency.postcode and not (len(agency.postcode) == 6 and agency.postcode.isascii() and agency.postcode.isdigit()):
        found.setdefault("postcode", []).append("邮政编码应为6位数字。")
    if agency.kind in _OF_TOWNSHIP_LEVEL and agency.level != Level.TOWNSHIP:
        found.setdefault("level", []).append(f"{in_chinese(Kind(agency.kind).label)}的层级应为乡级。")
    if agency.kind == Kind.GOVERNMENT and agency.level == Level.TOWNSHIP:
        found.setdefault("kind", []).append("乡级人民政府的类型请选“乡镇人民政府”。")
    if agency.established_on and agency.abolished_on and agency.established_on >= agency.abolished_on:
        found.setdefault("established_on", []).append("设立日期应早于撤销日期。")
    return found


def check(agency: Agency) -> None:
    """Raise :class:`InvalidFields` that names every field in fault, and where another agency bears name and place."""
    found = problems(agency)
    same = Agency.objects.filter(name=agency.name, place=agency.place, abolished_on=None).exclude(pk=agency.pk)
    if agency.abolished_on is None and same.exists():
        found.setdefault("name", []).append(
            "同一所在地已有同名单位。如是另一个单位，请填写不同的所在地；如是同一个单位，请直接修改该单位。"
        )
    refuse(found)


def refuse(found: Mapping[str, Iterable[str]]) -> None:
    """Raise :class:`InvalidFields` where anything was found."""
    if found:
        listed = "；".join(f"{field_name(name)}：{' '.join(texts)}" for name, texts in found.items())
        fields = {name: list(texts) for name, texts in found.items()}
        raise InvalidFields(listed, advice="请改正后重新保存。", fields=fields)


def field_name(name: str) -> str:
    """The field as the forms call it."""
    return "单位" if name == NON_FIELD_ERRORS else _NAMES[name]


def take(agency: Agency, values: Mapping[str, Any], allowed: Iterable[str]) -> tuple[str, ...]:
    """Set ``values`` on the agency and return the names of those that changed; others than ``allowed`` are refused."""
    allowed = tuple(allowed)
    if unknown := set(values) - set(allowed):
        raise InvalidInput(f"这里不能修改：{'、'.join(sorted(unknown))}。")
    changed = tuple(name for name in allowed if name in values and getattr(agency, name) != values[name])
    for name in changed:
        setattr(agency, name, values[name])
    return changed


def missing_particulars(agency: Agency) -> list[str]:
    """Names of what the guide to disclosure must state and the agency has not filled in."""
    missing = [field_name(name) for name in REQUIRED_PARTICULARS if not getattr(agency, name)]
    if not any(getattr(agency, name) for name in ONLINE):
        missing.append("互联网联系方式（网址或电子邮箱）")
    return missing


def code_doubt(agency: Agency) -> str:
    """What is doubtful about the division code, or ``""``: not in the data, or of another place than is written."""
    if not agency.division_code:
        return ""
    found = division(agency.division_code)
    if found is None:
        return f"区划代码{agency.division_code}不在区划代码表中，请核对"
    if agency.place and not any(name in agency.place for name in found.path[1:] or found.path):
        return f"区划代码{agency.division_code}是{found.place}，与所在地“{agency.place}”不符，请核对"
    return ""
