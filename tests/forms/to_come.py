"""A form that does not exist yet, of 2027: 2021's with a row renamed, rows and columns added, as data only.

Of each two are added: one that a register of the site can hold, for it is a kind of its records, and one of which no
register knows anything.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import gongkai

ADDED_ROW = "not_handled.abusive"
ADDED_COLUMN = "foreign"
UNFED_ROW = "inspections"
UNFED_COLUMN = "explained"
RENAMED = "8.可通过行政查询取得"
_BASIS = "国办公开办函〔2027〕5号"
_CHANGES = (
    ('id = "2021"', 'id = "2027"'),
    ("first_year = 2021", "first_year = 2027"),
    ("assumed = true\n", ""),
    ("国办公开办函〔2021〕30号", _BASIS),
    ('label = "8.属于行政查询事项"', f'label = "{RENAMED}"'),
    (', variants = ["8.行政查询事项"]', ""),
    (
        '  { key = "other.correction_overdue"',
        f'  {{ key = "{ADDED_ROW}", label = "6.滥用申请权", path = ["三、本年度办理结果", "（五）不予处理"], '
        "result = true },\n"
        '  { key = "other.correction_overdue"',
    ),
    ('  "other.correction_overdue",\n', f'  "{ADDED_ROW}",\n  "other.correction_overdue",\n'),
    (
        '  { key = "legal_service"',
        f'  {{ key = "{ADDED_COLUMN}", label = "境外组织", unit = "件", group = "法人或其他组织" }},\n'
        '  { key = "legal_service"',
    ),
    ('"nonprofit", "legal_service"', f'"nonprofit", "{ADDED_COLUMN}", "legal_service"'),
    (
        '  { key = "compulsion", label = "行政强制" },\n',
        f'  {{ key = "compulsion", label = "行政强制" }},\n  {{ key = "{UNFED_ROW}", label = "行政检查" }},\n',
    ),
    (
        '  { key = "in_force", label = "现行有效件数"',
        f'  {{ key = "{UNFED_COLUMN}", label = "本年解读件数", unit = "件" }},\n'
        '  { key = "in_force", label = "现行有效件数"',
    ),
)
_LAW = f"""
[documents.form-2027]
title = "{_BASIS}"
cited_as = "{_BASIS}"
english = "Form of the annual report, {_BASIS}"
number = "{_BASIS}"

[citations.form-2027]
document = "form-2027"
summary = "The form of reports for 2027 and later"
"""


def add_form(package: Path, more: Sequence[tuple[str, str]] = ()) -> None:
    """Add the form to the data files of a copy of the package ``gongkai``; ``more`` is changed in it besides."""
    text = (package / "forms" / "data" / "form-2021.toml").read_text("utf-8")
    for was, becomes in (*_CHANGES, *more):
        if was not in text:
            raise ValueError(f"The form of 2021 no longer has {was!r}.")
        text = text.replace(was, becomes)
    (package / "forms" / "data" / "form-2027.toml").write_text(text, "utf-8")
    statutes = package / "law" / "data" / "statutes.toml"
    statutes.write_text(statutes.read_text("utf-8") + _LAW, "utf-8")


def copied(folder: Path) -> Path:
    """Copy the source of both packages into ``folder`` with the form added, and return what belongs on the path."""
    source = Path(gongkai.__file__).parent.parent
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "node_modules"))
    add_form(folder / "gongkai")
    return folder


def known(folder: Path, monkeypatch: pytest.MonkeyPatch, more: Sequence[tuple[str, str]] = ()) -> None:
    """Let the running interpreter know the form, as if the package had been installed with it."""
    here = Path(gongkai.__file__).parent
    for part in ("forms", "law"):
        shutil.copytree(here / part / "data", folder / part / "data")
    add_form(folder, more)
    for name in ("gongkai.forms.load", "gongkai.law.statutes"):
        monkeypatch.setattr(f"{name}.files", lambda package: folder / package.removeprefix("gongkai."))
    forget()


def forget() -> None:
    """Forget everything that was worked out from the data files, so that they are read anew."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("gongkai", "gongkai_site"):
            for each in list(vars(module).values()):
                if hasattr(each, "cache_clear"):
                    each.cache_clear()
