"""Long proofs run whole where they are asked for, and by a tenth elsewhere; what sets a run up names what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import SLOW, run_together
from tests.proof import examples, part
from tests.site.conftest import ANY_DATABASE

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][\w-]*):", MAKEFILE, re.MULTILINE))
PAGES = [ROOT / name for name in ("README.md", "README.zh.md", "CHANGELOG.md", "benchmarks/README.md", ".ci/run")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def test_a_proof_is_whole_and_elsewhere_a_tenth_drawn_by_seed() -> None:
    assert part(range(200), whole=True) == list(range(200))
    tenth = part(range(200), whole=False)
    assert len(tenth) == 20 and tenth == sorted(set(tenth)) and set(tenth) < set(range(200))
    assert part(range(200), whole=False) == tenth != part(range(200), whole=False, seed=1)


@pytest.mark.parametrize(("count", "tenth"), [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (600, 60)])
def test_a_tenth_of_few_is_one(count: int, tenth: int) -> None:
    assert len(part(range(count), whole=False)) == examples(count, whole=False) == tenth
    assert len(part(range(count), whole=True)) == examples(count, whole=True) == count


def test_everything_called_slow_is_there() -> None:
    assert [each for each in SLOW if not (ROOT / each).exists()] == []


def test_everything_left_out_on_postgresql_is_there() -> None:
    assert [each for each in ANY_DATABASE if not (ROOT / each.partition("::")[0]).exists()] == []


def test_a_file_is_run_by_one_worker_and_so_is_all_that_uses_one_site() -> None:
    cases = (
        "tests/a/test_b.py::test_c[x::y]",
        "tests/site/browser/test_year.py::d",
        "tests/site/browser/test_office.py::e",
    )
    assert [run_together(each) for each in cases] == ["tests/a/test_b.py", *2 * ["tests/site/browser/"]]


def test_every_target_is_declared_to_be_no_file_and_every_one_declared_is_there() -> None:
    declared = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())  # type: ignore[index]
    assert declared == TARGETS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_target_that_a_page_names_is_in_the_makefile(page: Path) -> None:
    named = re.findall(r"(?:`|^|\n)make ([a-z][\w-]*)", page.read_text("utf-8"))
    assert set(named) <= TARGETS


def test_the_readme_names_the_runs_that_a_change_needs() -> None:
    assert {"run", "test", "quick", "proof", "mutation", "bench"} <= set(
        re.findall(r"make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"))
    )
