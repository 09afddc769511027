"""Packages that load their names when they are first used."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.anew import executed_anew

OFFERING = (
    "gongkai.checking",
    "gongkai.checking.superior",
    "gongkai.consolidation",
    "gongkai.forms",
    "gongkai.law",
    "gongkai.reading",
    "gongkai.january",
)
PACKAGES = ("gongkai", "gongkai.reading", "gongkai.january", "gongkai.checking", "gongkai.redaction")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_there_and_listed(package):
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name) is not None
        assert name in dir(module)


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_name_is_an_attribute_error_that_names_it(package):
    with pytest.raises(AttributeError, match=f"'{package}'.*'no_such_name'"):
        import_module(package).no_such_name  # noqa: B018 (the access is the test)


def test_a_name_is_loaded_once():
    code = "import gongkai, sys; a = gongkai.read; assert 'read' in vars(gongkai); assert gongkai.read is a"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("package", OFFERING)
def test_a_package_offers_what_it_imports_from_the_module_that_it_says(package):
    made = executed_anew(package)
    parsed = ast.parse(Path(str(made.__file__)).read_text("utf-8"))
    homes = {
        alias.name: node.module
        for node in ast.walk(parsed)
        if isinstance(node, ast.ImportFrom) and node.module != "gongkai.lazily"
        for alias in node.names
        if (node.module or "").startswith(f"{package}.")
    }
    assert set(made.__all__) == set(homes)
    assert set(homes) <= set(made.__dir__())
    for name, home in homes.items():
        assert getattr(made, name) is getattr(import_module(home), name)
