"""What the site uses of the library is declared: names that a package of it offers, never the modules inside."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

SITE = Path("src/gongkai_site")
OPEN = {"gongkai", "gongkai.errors", "gongkai.markup", "gongkai.settings"}
"""Besides the packages: modules that are their own interface."""


def imports() -> dict[str, set[tuple[str, str]]]:
    """What the site imports of the library, by file: module and name."""
    found: dict[str, set[tuple[str, str]]] = {}
    for file in SITE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "gongkai":
                found.setdefault(str(file), set()).update((node.module or "", alias.name) for alias in node.names)
    return found


def packages() -> list[str]:
    return [f"gongkai.{each.parent.name}" for each in Path("src/gongkai").glob("*/__init__.py")]


def test_the_site_imports_packages_and_no_module_inside_them() -> None:
    inner = {
        (file, module)
        for file, names in imports().items()
        for module, _ in names
        if module not in OPEN and module not in packages()
    }
    assert inner == set()


@pytest.mark.parametrize("package", packages())
def test_every_name_that_the_site_uses_is_declared(package: str) -> None:
    used = {name for names in imports().values() for module, name in names if module == package}
    assert used - set(import_module(package).__all__) == set()


def test_no_name_of_a_package_is_hidden_by_a_module_of_it() -> None:
    hidden = {
        (package, name)
        for package in packages()
        if "__getattr__" in vars(import_module(package))
        for name in import_module(package).__all__
        if (Path("src", *package.split("."), f"{name}.py")).exists()
        and f'"{name}"' in Path("src", *package.split("."), "__init__.py").read_text("utf-8").split("lazily(")[-1]
    }
    assert hidden == set()
