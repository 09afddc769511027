"""A superior's rule set from TOML: what is wrong is said with file, line and key, a bad rule for itself alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from gongkai.checking.severity import Severity
from gongkai.checking.superior.fields import Fields, Place, Wrong
from gongkai.checking.superior.model import Fault, RuleSet, Source, SuperiorRule
from gongkai.checking.superior.vocabulary import demand_of, insist_on_cells
from gongkai.errors import InvalidRuleSet
from gongkai.law.agencies import Kind, Level
from gongkai.law.dated import Dated

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_MOST = 200
"""Most rules of one set."""
_LARGEST = 1_000_000
"""Bytes of one file."""
_ADVICE = "请按说明（docs/rule-sets.md）改正后重试。"


def read_rule_set(path: str | Path) -> RuleSet:
    """Read a rule set's file. Raises :class:`InvalidRuleSet` naming file, line and key."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidRuleSet(f"规则文件“{path}”打不开：{error.strerror}。", advice="请核对路径。") from error
    if len(data) > _LARGEST:
        raise InvalidRuleSet(f"规则文件“{path.name}”太大，超过{_LARGEST:,}字节。", advice=_ADVICE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidRuleSet(f"规则文件“{path.name}”不是UTF-8文本。", advice="请另存为UTF-8编码。") from error
    return parse_rule_set(text, path.name)


def parse_rule_set(text: str, name: str = "规则") -> RuleSet:
    """Read a rule set from TOML text; ``name`` is what an error calls it. Raises :class:`InvalidRuleSet`.

    A rule that is wrong in itself becomes a fault of the set: checking says that it could not run, the others run.
    """
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidRuleSet(f"规则文件“{name}”不是正确的TOML：{_in_chinese(error)}。", advice=_ADVICE) from error
    place = Place(text)
    try:
        return _rule_set(data, place)
    except Wrong as wrong:
        raise InvalidRuleSet(f"规则文件“{name}”{wrong}。", advice=_ADVICE) from wrong


def _in_chinese(error: tomllib.TOMLDecodeError) -> str:
    at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    what = str(error).split(" (at ")[0]
    return f"第{at[1]}行第{at[2]}列有误（{what}）" if at else f"结尾不完整（{what}）"


def _rule_set(data: Mapping[str, Any], place: Place) -> RuleSet:
    top = Fields(data, place, ("id", "title", "issuer", "source", "validity", "rules"))
    identity = top.text("id")
    if not _ID.fullmatch(identity):
        raise top.wrong("id", "应为小写字母、数字和连字符，如 city-2024")
    source = top.table("source", ("document", "number", "date"))
    rows = top.tables("rules")
    if not 1 <= len(rows) <= _MOST:
        raise top.wrong("rules", f"应有1至{_MOST}条规则")
    return RuleSet(
        identity,
        top.text("title"),
        top.text("issuer"),
        Source(source.text("document"), source.text("number", default=""), source.day("date")),
        _validity(top, data),
        _rules(rows, place),
    )


def _validity(top: Fields, data: Mapping[str, Any]) -> Dated[bool]:
    row = top.table("validity", ("from", "until"), default={})
    first, last = (row.day(key) if key in row.data else None for key in ("from", "until"))
    if first and last and last < first:
        raise row.wrong("until", f"早于起始日期{first}")
    return Dated.parse("validity", [{"from": first, "until": last}], lambda _: True)


def _rules(rows: list[Any], place: Place) -> tuple[SuperiorRule | Fault, ...]:
    made: dict[str, SuperiorRule | Fault] = {}
    for number, row in enumerate(rows, 1):
        identity = row.get("id") if isinstance(row, dict) else None
        known = isinstance(identity, str) and _ID.fullmatch(identity) is not None
        name = cast(str, identity) if known else f"rule-{number}"
        try:
            if not isinstance(row, dict):
                raise Wrong(f"第{number}条规则应写作[[rules]]")
            if not known:
                raise Fields(row, place.rule(number), tuple(row)).wrong("id", "应为小写字母、数字和连字符")
            if name in made:
                raise Fields(row, place.rule(number), tuple(row)).wrong("id", f"“{name}”重复")
            made[name] = _rule(row, place.rule(number))
        except Wrong as wrong:
            while name in made:
                name = f"{name}-{number}"
            made[name] = Fault(name, str(wrong))
    return tuple(made.values())


def _rule(row: Mapping[str, Any], place: Place) -> SuperiorRule:
    common = ("id", "title", "title_en", "severity", "kind", "agencies", "levels", "when")
    fields = Fields(row, place)
    demand, own = demand_of(fields)
    fields.insist_known((*common, *own))
    title = fields.text("title")
    when = fields.texts("when", default=())
    insist_on_cells(fields, "when", when)
    return SuperiorRule(
        fields.text("id"),
        title,
        fields.text("title_en", default=title),
        cast(Severity, fields.choice("severity", ("error", "warning", "notice"), default="warning")),
        demand,
        fields.choices("agencies", get_args(Kind)),
        fields.choices("levels", get_args(Level)),
        when,
    )
