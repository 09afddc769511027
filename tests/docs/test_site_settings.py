"""The table of the site's settings names every variable that the settings read, with its default, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(?P<name>\w+)` \| (?P<default>.*?) \| (?P<meaning>.+) \|$", re.MULTILINE)
MADE_BY_CODE = {"DATABASE_URL", "GONGKAI_SECRET_KEY"}


def read_by(source: str) -> dict[str, str]:
    """Variables that the code reads, with the default written beside them."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        if ast.unparse(node.func) in ("os.environ.get", "_switch", "_words"):
            default = node.args[1].value if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) else ""
            found[str(node.args[0].value)] = str(int(default)) if isinstance(default, bool) else str(default)
    return found


def test_the_settings_and_their_page_agree() -> None:
    code = read_by((ROOT / "src" / "gongkai_site" / "settings.py").read_text("utf-8"))
    assert code["GONGKAI_SMTP_TLS"] == "0"
    page = {
        row["name"]: row["default"] for row in ROW.finditer((ROOT / "docs" / "site-settings.md").read_text("utf-8"))
    }
    assert set(code) == set(page)
    for name in set(code) - MADE_BY_CODE:
        assert page[name] == (f"`{code[name]}`" if code[name] else ""), name
    assert all(page[name] for name in MADE_BY_CODE)


def test_the_page_names_what_setup_reads() -> None:
    page = (ROOT / "docs" / "site-settings.md").read_text("utf-8")
    setup = (ROOT / "src" / "gongkai_site" / "cli" / "setup.py").read_text("utf-8")
    named = set(re.findall(r'envvar="(\w+)"', setup))
    assert len(named) == 3
    assert all(f"`{name}`" in page for name in named)


def test_the_variables_of_the_deployment_guide_exist() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    known = {row["name"] for row in ROW.finditer((ROOT / "docs" / "site-settings.md").read_text("utf-8"))}
    assert set(re.findall(r"\b(?:GONGKAI_[A-Z_]+|DATABASE_URL)\b", guide)) <= known
