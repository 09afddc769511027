"""Severities are named in one list, which loads no rule."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import gongkai
from gongkai.checking.messages import phrases
from gongkai.checking.severity import SEVERITIES, severity_name

SOURCE = Path(gongkai.__file__).parents[1]
CHINESE = {"error": "错误", "warning": "警告", "notice": "提示", "not run": "未能核查"}


@pytest.mark.parametrize("severity", SEVERITIES)
def test_each_severity_has_a_name_in_both_languages(severity):
    assert (severity_name(severity).zh, severity_name(severity).en) == (CHINESE[severity], severity)
    assert set(phrases()["severities"]) == set(SEVERITIES)


def test_no_other_place_names_them():
    named = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        and {key.value for key in node.keys if isinstance(key, ast.Constant)} & {"warning", "notice"}
        and any(isinstance(value, ast.Constant) and value.value in CHINESE.values() for value in node.values)
    ]
    assert named == []
    assert [path.name for path in SOURCE.rglob("*.html") if '"警告"' in path.read_text("utf-8")] == []


def test_the_names_are_known_without_loading_a_rule():
    code = (
        "import sys, gongkai.checking.severity as s; s.severity_name('error');"
        "sys.exit(any(name.startswith('gongkai.checking.families') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_registry_is_whole_whichever_module_is_imported_first():
    code = "from gongkai.checking.rule import rules; print(len(rules()))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert int(done.stdout) == len(gongkai.checking.rules())
