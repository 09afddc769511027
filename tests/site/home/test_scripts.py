"""Our own scripts: what they say comes from the server, in the language of the page, and the linter reads them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import gongkai_site

SITE = Path(gongkai_site.__file__).parent
SCRIPTS = sorted(each for each in SITE.rglob("static/**/*.js") if "vendor" not in each.parts)
_COMMENT = re.compile(r"(?:^|\s)//[^\n]*|/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda each: each.name)
def test_a_script_says_nothing_that_is_not_translated(script: Path) -> None:
    assert re.findall(r"[\u3000-\u9fff\uff00-\uffef]+", _COMMENT.sub("", script.read_text("utf-8"))) == []


def test_the_linter_finds_nothing_in_them() -> None:
    linter = Path(sys.executable).with_name("oxlint")
    root = SITE.parents[1]
    done = subprocess.run([linter, "--deny-warnings", "src"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    # It did read them, and vendored files it left alone.
    assert f"on {len(SCRIPTS)} files" in done.stdout
