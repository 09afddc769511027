"""A damaged data file, or a provision that is not to be cited, stops the rules that need it and no other."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gongkai
from gongkai.checking import check, rules
from gongkai.checking import run as running
from gongkai.checking.wording import misprints
from gongkai.law import statutes
from tests.checking.build import TOWN, right_report, with_prose

PACKAGE = Path(gongkai.__file__).parent
DATA = sorted(
    path.relative_to(PACKAGE).as_posix()
    for folder in ("checking", "law", "forms")
    for path in (PACKAGE / folder / "data").iterdir()
)
DAMAGE = {
    "cut": lambda whole: whole[: len(whole) // 2],
    "empty": lambda whole: b"",
    "no text": lambda whole: b"\xff\xfe\x00" + whole,
    "gone": None,
}
PHRASED = {"disputes.total", "text.", "structure.dates", "years.", "deadline.", "consolidation."}
NAMED = {"deadline.", "narrative.", "proactive.authority", "structure.assessment", "consolidation."}
# What each file may stop; all other rules find what they found before.
STOPPED = {
    "checking/data/messages.toml": {"disputes.total", "narrative.fees", "text.wording"},
    "checking/data/phrases.toml": {
        "disputes.total",
        "text.",
        "structure.dates",
        "years.",
        "deadline.",
        "consolidation.",
    },
    "checking/data/misprints.toml": {"text.wording"},
    "checking/data/superior.toml": set(),
    "checking/data/leaves.toml": set(),
    "checking/data/examples.toml": set(),
    "checking/data/wording.toml": {"narrative.", "structure.", "privacy.", "text.placeholders"},
    "forms/data/form-2019.toml": {"structure.form", "structure.basis"},
    "law/data/agencies.toml": NAMED,
    "law/data/divisions.toml": NAMED,
    "law/data/deadlines.toml": {"deadline."},
    "law/data/division-codes.txt.gz": set(),
}
PROGRAM = """
import json, sys
from gongkai.checking import check
from gongkai.errors import GongkaiError
from gongkai.report.json import loads, report_from_json
try:
    report = report_from_json(loads(sys.stdin.read()))
except GongkaiError as error:
    print(json.dumps(error.code))
else:
    print(json.dumps([each.to_json() for each in check(report)]))
"""


def wrong_report():
    """A report with a finding of several rules, one of them a misprint."""
    report = right_report(agency=TOWN).with_cells({"disputes.reconsideration.total": 1})
    return with_prose(report, problems="政府信息公开公开年度报告，依申请公幵，问题待改进。", other="无。")


def checked_by(package: Path) -> object:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(wrong_report().to_json(), default=str),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "gongkai"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def sound(copy: Path) -> object:
    return checked_by(copy)


def test_the_data_files_of_the_rules_are_those_that_are_damaged_here():
    assert {*STOPPED, "forms/data/form-2021.toml", "law/data/statutes.toml"} == set(DATA)


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("file", DATA)
def test_a_damaged_file_stops_the_rules_that_need_it_and_no_other(file, how, copy, sound):
    path = copy / file
    whole = path.read_bytes()
    try:
        if DAMAGE[how] is None:
            path.unlink()
        else:
            path.write_bytes(DAMAGE[how](whole))
        after = checked_by(copy)
    finally:
        path.write_bytes(whole)
    if file == "forms/data/form-2021.toml":
        # Without its own form there is no report.
        assert isinstance(after, str)
        return
    may = {each.id for each in rules()} if file == "law/data/statutes.toml" else STOPPED[file]
    for rule in {each.id for each in rules()}:
        before_it, after_it = ([each for each in found if each["rule"] == rule] for found in (sound, after))
        if after_it != before_it:
            assert rule.startswith(tuple(may)), f"{rule} does not need {file}"
            assert [each["severity"] for each in after_it] == ["not run"] and after_it[0]["message"]


CITED = sorted(
    {
        cited.key
        for each in rules()
        for key in each.basis
        for cited in (
            statutes.provisions([f"form-{form}" for form in ("2019", "2021")])
            if key == "form"
            else statutes.provisions([key])
        )
    }
)


@pytest.mark.parametrize("lacking", CITED)
def test_a_provision_that_is_not_there_stops_the_rules_that_cite_it(lacking, monkeypatch):
    before = check(wrong_report())
    law = statutes._law()
    known = {key: each for key, each in law.citations.items() if key != lacking}
    monkeypatch.setattr(statutes, "_law", lambda: statutes._Law(known, law.dated))
    running._cites.cache_clear()
    misprints.cache_clear()
    try:
        after = check(wrong_report())
    finally:
        running._cites.cache_clear()
        misprints.cache_clear()
    for each in rules():
        was, now = ([found for found in some if found.rule == each.id] for some in (before, after))
        if now != was:
            assert {found.severity for found in now} == {"not run"}
            assert (
                lacking in each.basis
                or lacking.startswith("form-")
                or lacking.endswith(("2015", "2023"))
                or (each.id == "text.wording")
            )


@pytest.mark.parametrize("folder", ["checking", "law", "forms", "comparing", "consolidation"])
def test_nothing_in_a_rule_asks_what_day_it_is(folder):
    clocks = ("date.today", "datetime.now", "datetime.utcnow", "time.time", "localdate", "localtime")
    asked = [
        f"{path.name}: {ast.unparse(node)}"
        for path in (PACKAGE / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(clocks)
    ]
    assert asked == []
