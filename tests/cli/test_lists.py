"""What the command line knows: forms, rules, the schema, completion scripts, its version and its help."""

from __future__ import annotations

import json
import re

import pytest

import gongkai
from gongkai.checking import rules
from gongkai.cli.app import app
from gongkai.forms import form_ids
from gongkai.report.schema import report_schema
from tests.cli.kit import ROOT, Run

COMMANDS = list(app.list_commands(None))  # type: ignore[arg-type]  # the list needs no context


@pytest.mark.parametrize("form", form_ids())
def test_the_cells_of_a_form_are_the_contracts_list(run: Run, form: str) -> None:
    ran = run("forms", form, "--format", "tsv")
    assert ran.code == 0
    assert ran.out == (ROOT / "tests" / "data" / "spec" / f"cells-{form}.tsv").read_text("utf-8")


def test_forms_are_listed_with_basis_and_years(run: Run) -> None:
    listed = json.loads(run("forms", "--format", "json").out)
    assert [each["依据"] for each in listed] == ["国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"]
    assert [each["适用年度"] for each in listed] == ["2019—2020", "2021起"]
    assert "国办公开办函〔2021〕30号" in run("forms").out


def test_the_cells_of_a_form_as_json(run: Run) -> None:
    cells = json.loads(run("forms", "2021", "--format", "json").out)
    assert len(cells) == 200
    assert cells[0] == {
        "key": "proactive.regulations.made",
        "section": "二",
        "row": "第二十条第（一）项/规章",
        "column": "本年制发件数",
        "unit": "件",
    }


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("forms", "--schema").out) == report_schema()


def test_all_rules_are_listed_with_their_basis(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").out)
    assert [each["rule"] for each in listed] == [each.id for each in rules()]
    assert all(each["basis"] and each["title"] for each in listed)


def test_rules_are_chosen_by_prefix_and_named_in_english(run: Run) -> None:
    (listed,) = json.loads(run("rules", "disputes", "--format", "json", "--language", "en").out)
    assert listed["rule"] == "disputes.total"
    assert not re.search("[一-鿿]", listed["title"])
    assert "disputes.total" in run("rules", "disputes").out


def test_the_rule_catalogue_is_the_page_of_the_documentation(run: Run) -> None:
    assert run("rules", "--format", "markdown").out == (ROOT / "docs" / "rules.md").read_text("utf-8")


@pytest.mark.parametrize(("command", "word"), [("rules", "nonsense"), ("forms", "1999"), ("completion", "tcsh")])
def test_what_is_not_known_is_said(run: Run, command: str, word: str) -> None:
    ran = run(command, word)
    assert (ran.code, ran.out) == (2, "")
    assert word in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_calls_our_own_completion(run: Run, shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert f"_GONGKAI_COMPLETE={shell}_complete" in ran.out


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out == f"gongkai {gongkai.__version__}\n"


def test_help_lists_every_command_and_the_exit_codes(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    assert all(f"  {command} " in ran.out for command in COMMANDS)
    assert "退出码" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(command, "-h")
    assert ran.code == 0
    assert f"gongkai {command}" in ran.out
    assert re.search("[一-鿿]", ran.out)


def test_an_unknown_command_is_said(run: Run) -> None:
    ran = run("publish")
    assert (ran.code, ran.out) == (2, "")
    assert "publish" in ran.err
