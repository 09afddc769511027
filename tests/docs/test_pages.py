"""The documentation is whole: generated pages are current, every warning is explained, every page is in the site."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "gongkai"
README = ROOT / "README.md"
RESULTS = ROOT / "benchmarks" / "results.md"
CODE = re.compile(r"[a-z]+[-.][a-z-]+")


def generated() -> dict[Path, str]:
    spec = spec_from_file_location("generate_docs", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    pages: dict[Path, str] = module.pages()
    return pages


GENERATED = generated()


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_a_generated_page_is_what_the_code_gives(page: Path) -> None:
    assert page.read_text("utf-8") == GENERATED[page], "run `make generated`"


def codes_in(source: str) -> Iterator[str]:
    """The codes that a module gives to doubts: said outright, or returned first of a pair."""
    for node in ast.walk(ast.parse(source)):
        first: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            name = node.func.id
            if name in ("Doubtful", "Doubt"):
                first = node.args[0]
            elif name == "said":
                first = node.args[1]
        elif isinstance(node, ast.Return) and node.value is not None:
            for part in ast.walk(node.value):
                if isinstance(part, ast.Tuple) and len(part.elts) == 2:
                    first = part.elts[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and CODE.fullmatch(first.value):
            yield first.value


def test_the_search_for_codes_finds_every_way_of_giving_one() -> None:
    source = "\n".join(
        (
            "Doubtful('a-b', m)",
            "Doubt('c-d', m)",
            "said(key, 'sum.x', m)",
            "def f():",
            "    return ('e-f', m) if m else None",
            "Doubtful(code, m)",
            "other('g-h', m)",
        )
    )
    assert set(codes_in(source)) == {"a-b", "c-d", "sum.x", "e-f"}


def test_every_warning_of_the_reader_is_explained_and_no_other() -> None:
    folders = ("reading", "document", "consolidation")
    given = {
        code
        for folder in folders
        for path in (SOURCE / folder).rglob("*.py")
        for code in codes_in(path.read_text("utf-8"))
    }
    assert {"assignment-inferred", "page-not-recognised", "sum.difference"} <= given
    section = (DOCS / "reading.md").read_text("utf-8").split("## Warnings")[1].split("\n## ")[0]
    explained = {code for code in re.findall(r"`([^`]+)`", section) if CODE.fullmatch(code)}
    assert given == explained


def test_the_readme_quotes_the_figures_as_they_were_measured() -> None:
    quoted = README.read_text("utf-8").split("<!-- bench -->")[1].split("<!-- /bench -->")[0]
    assert quoted.strip() == (RESULTS.read_text("utf-8").strip() if RESULTS.exists() else "")


def sections(text: str) -> list[tuple[int, int, int]]:
    """Of each section: its depth, how many examples of code it has, and how many rows of tables."""
    text = re.sub(r"```.*?```", lambda found: "`" * found[0].count("```") + "code", text, flags=re.DOTALL)
    parts = re.split(r"(?m)^(#+) .*$", text)[1:]
    return [
        (len(depth), part.count("``code"), len(re.findall(r"(?m)^\|", part)))
        for depth, part in zip(parts[::2], parts[1::2], strict=True)
    ]


def prose_figures(text: str) -> set[str]:
    """The figures that the README states in words, in the section that holds the measured ones."""
    part = text.split("<!-- bench -->")[0].rsplit("\n## ", 1)[1]
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", part))


def test_the_chinese_readme_says_as_much_as_the_english_one() -> None:
    english, chinese = (path.read_text("utf-8") for path in (README, ROOT / "README.zh.md"))
    assert len(sections(english)) > 4 and any(code for _depth, code, _rows in sections(english))
    assert sections(chinese) == sections(english), "README.zh.md: 各部分的例子和表格行数应与README.md相同"
    assert prose_figures(chinese) == prose_figures(english), "README.zh.md: “实测数字”应与README.md相同"


def test_the_site_builds_without_a_warning_and_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert ran.returncode == 0, ran.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert {page.stem for page in pages} >= {page.stem for page in DOCS.rglob("*.md")}
    loaded = re.compile(r"""<(?:script|img|iframe)[^>]+src="([^"]+)"|<link[^>]+rel="stylesheet"[^>]+href="([^"]+)\"""")
    for page in pages:
        for found in loaded.findall(page.read_text("utf-8")):
            assert "//" not in "".join(found), f"{page.name} loads {found}"


def test_every_page_stands_in_the_navigation() -> None:
    listed = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [page for page in DOCS.rglob("*.md") if page.relative_to(DOCS).as_posix() not in listed] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "CHANGELOG.md", "benchmarks/README.md"])
def test_links_of_pages_outside_the_site_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), f"{page} names {target}"


@pytest.mark.parametrize(
    "file",
    [
        *("Makefile", "pyproject.toml", "requirements.lock", "mkdocs.yml", "Containerfile"),
        *(".ci/run", ".ci/packages", ".ci/environment", ".ci/postgresql"),
    ],
)
def test_no_network_address_stands_in_what_sets_up(file: str) -> None:
    text = re.sub(r"postgresql://\S+@localhost/", "", (ROOT / file).read_text("utf-8"))
    assert "://" not in text


def test_every_package_in_the_lock_is_pinned_by_hash() -> None:
    entries = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    packages = [line for line in entries if line.strip() and not line.lstrip().startswith("#")]
    assert len(packages) > 50
    assert all(re.match(r"\S+==\S+", line) and "--hash=sha256:" in line for line in packages)
