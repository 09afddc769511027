"""The command as a process: pipes, standard input, terminals, completion, and what it loads."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.kit import BAISHIYI, COMMAND, HONGZE, LUBEI, process

HEAVY = ("docx", "openpyxl", "pypdfium2", "typst", "rich", "rapidocr", "cv2", "numpy", "PIL", "selectolax", "lxml")
ENGLISH = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize("code", ["import gongkai", "import gongkai.cli", "import gongkai; gongkai.GongkaiError"])
def test_importing_loads_nothing_heavy(code: str) -> None:
    assert not loaded_by(code) & set(HEAVY)


def test_every_public_name_can_be_had() -> None:
    loaded_by("import gongkai\nfor name in gongkai.__all__: getattr(gongkai, name)")


def test_an_unknown_name_is_an_attribute_error() -> None:
    loaded_by("import gongkai\ntry: gongkai.nothing\nexcept AttributeError: pass\nelse: raise SystemExit(1)")


@pytest.mark.parametrize("path", [BAISHIYI, HONGZE])
def test_a_report_on_standard_input_is_read(path: Path) -> None:
    ran = process("read", "-", stdin=path.read_bytes())
    assert ran.returncode == 0
    line = json.loads(ran.stdout)
    assert line["source"] == "stdin"
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert line["cells"] == expected["cells"]


def test_nothing_on_standard_input_is_an_error_of_ours() -> None:
    ran = process("check", "-")
    assert (ran.returncode, ran.stdout) == (4, b"")
    assert b"[empty]" in ran.stderr


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_bytes(LUBEI.read_bytes())
    pipe = f"'{COMMAND}' read '{tmp_path}' --jobs 1 | head -c 20; echo; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ['{"source": "0.txt", ', "0"]
    assert ran.stderr == ""


def test_output_is_utf_8_whatever_the_locale() -> None:
    ran = process("read", LUBEI, env=ENGLISH)
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["agency"] == "路北街道办事处"


def test_the_progress_bar_goes_to_the_terminal_and_leaves_standard_output_alone(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_bytes(LUBEI.read_bytes())
    master, slave = pty.openpty()
    ran = subprocess.run([COMMAND, "read", tmp_path], stdout=subprocess.PIPE, stderr=slave, check=True)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "100%" in shown
    assert [json.loads(line)["source"] for line in ran.stdout.splitlines()] == [f"{n:02}.txt" for n in range(12)]


def test_completion_offers_commands_and_options() -> None:
    def offered(line: str) -> str:
        words = {"_GONGKAI_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        return process(env={**os.environ, **words}).stdout.decode()

    assert "january" in offered("gongkai j")
    assert "--roster" in offered("gongkai january --r")
    assert {"warning", "notice"} <= set(offered("gongkai check --severity ").replace("plain,", "").split())
