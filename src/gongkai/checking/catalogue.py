"""The catalogue of all rules as one Markdown page, generated from the rules themselves (``docs/rules.md``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from gongkai.checking.rule import Rule, rules
from gongkai.checking.severity import severity_name
from gongkai.forms import form_ids, get_form
from gongkai.law import Citation, provisions

_HEAD = """# Rule catalogue 规则目录

Generated from the code by `python -m gongkai.checking.catalogue`; do not edit by hand.

Every rule gives findings, or nothing, or one finding of severity `not run` (未能核查) that says why. A finding steps
down one severity where figures are missing from a sum, and once more where the reader was not sure of a figure.
每条规则要么给出问题，要么没有问题，要么说明未能核查的原因。合计中有空格的，严重程度降一级；数字读取存疑的，再降一级。

| rule 规则 | severity 程度 | what must hold 要求 |
| --- | --- | --- |
"""


def catalogue() -> str:
    """Return the page: a table of all rules, then one section each with legal basis and validity."""
    known = rules()
    table = "".join(
        f"| [`{each.id}`](#{_anchor(each)}) | {_severity(each)} | {each.title}<br>{each.title_en} |\n" for each in known
    )
    return f"{_HEAD}{table}\n" + "\n".join(_section(each) for each in known)


def _section(rule: Rule) -> str:
    leaves, example = _data("leaves.toml")[rule.id], _data("examples.toml")[rule.id]
    lines = [
        f"## {rule.id} {{ #{_anchor(rule)} }}",
        "",
        f"**{rule.title}** · {rule.title_en}",
        "",
        f"- finds 查什么: {leaves['finds']} · {rule.explanation}",
        f"- leaves alone 不查什么: {leaves['zh']} · {leaves['en']}",
        f"- severity 程度: {_severity(rule)}",
        f"- valid for 适用: {_validity(rule)}",
        f"- written in 代码: `src/{rule.module.replace('.', '/')}.py`",
        "- legal basis 依据:",
        *(f"    - {_provision(each)}" for each in _provisions(rule)),
        "- examples 例:",
        f"    - passes 通过: {_plain(example['passes'])}",
        f"    - finds 发现: {_plain(example['finds'])} → {_plain(example['said'])} · {_plain(example['said_en'])}",
        f"    - leaves alone 不涉及: {_plain(example['aside'])}",
        "",
    ]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Take from words what Markdown would read as its own signs."""
    return "".join(f"\\{each}" if each in "*_[]<>{}|`" else each for each in text)


@cache
def _data(name: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("gongkai.checking").joinpath("data", name).read_text("utf-8"))


def _anchor(rule: Rule) -> str:
    return rule.id.replace(".", "-")


def _severity(rule: Rule) -> str:
    return f"{rule.severity} {severity_name(rule.severity).zh}"


def _validity(rule: Rule) -> str:
    forms = "、".join(each.basis for each in map(get_form, form_ids()) if rule.fits(each))
    valid = rule.validity.periods[0]
    since = f"; {valid.first.year} on 年度起" if valid.first else ""
    return f"{forms}{since}" + (f"; until {valid.last.year} 年度止" if valid.last else "")


def _provisions(rule: Rule) -> tuple[Citation, ...]:
    keys = [
        name
        for key in rule.basis
        for name in ([f"form-{each}" for each in form_ids() if rule.fits(get_form(each))] if key == "form" else [key])
    ]
    return provisions(keys)


def _provision(cited: Citation) -> str:
    words = f"“{cited.quotation}”" if cited.quotation else cited.summary
    places = f"{cited} ({cited.text('en')})" if cited.article else str(cited)
    day = cited.document.in_force
    since = f", in force from {day.isoformat()} 起施行" if day else ""
    return f"{places}{since}: {words}"


if __name__ == "__main__":
    import sys

    sys.stdout.write(catalogue())
