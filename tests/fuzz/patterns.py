"""Every regular expression of the library: which there are, where they stand, and how they are used.

Patterns are recorded as they are compiled: when the modules are imported, when their cached factories are called, and
while documents are read and checked; what no run reaches is compiled from the source where it is a constant. A place in
the source whose pattern is not seen at all is told, so that none escapes.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pkgutil
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import NamedTuple

import gongkai

SOURCE = Path(gongkai.__file__).parent
CALLS = frozenset(("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"))
WHOLE = frozenset(("search", "sub", "subn", "split", "findall", "finditer"))
"""Uses that try a pattern at every place of the text."""


class Site(NamedTuple):
    """Where a pattern stands: file below the package, line of the call's beginning, name it is bound to, if any."""

    file: str
    line: int
    name: str = ""


class Used(NamedTuple):
    """A pattern, where it stands, and whether it is tried at every place of a text or only at its beginning."""

    site: Site
    pattern: re.Pattern[str] | re.Pattern[bytes]
    everywhere: bool


def every_pattern() -> tuple[list[Used], list[Site]]:
    """Return all patterns, and the places whose pattern was not seen."""
    seen: dict[tuple[str, int], dict[tuple[object, int], re.Pattern[str] | re.Pattern[bytes]]] = {}
    with _recording(seen):
        _import_everything()
        _call_factories()
        _read_documents()
    methods = _methods_by_name()
    found: list[Used] = []
    unseen: list[Site] = []
    for site, call, begin, end in _sites():
        here = [
            p
            for (file, line), each in seen.items()
            if file == site.file and begin <= line <= end
            for p in each.values()
        ]
        if not here:
            here = _evaluated(call, site)
        if not here:
            unseen.append(site)
        method = call.func.attr  # type: ignore[attr-defined]
        used = {method} if method != "compile" else methods.get(site.name, WHOLE)
        found += [Used(site, pattern, not used.isdisjoint(WHOLE) or not used) for pattern in here]
    return found, unseen


@contextmanager
def _recording(
    seen: dict[tuple[str, int], dict[tuple[object, int], re.Pattern[str] | re.Pattern[bytes]]],
) -> Iterator[None]:
    """Record what is compiled by the library's own code, by file and line."""
    original = re._compile  # type: ignore[attr-defined]
    root = str(SOURCE) + os.sep

    def compiling(pattern: object, flags: int) -> object:
        made = original(pattern, flags)
        frame = sys._getframe(2)
        name = frame.f_code.co_filename
        if name.startswith(root):
            at = (name[len(root) :], frame.f_lineno)
            seen.setdefault(at, {}).setdefault((made.pattern, made.flags), made)
        return made

    re._compile = compiling  # type: ignore[attr-defined]
    try:
        yield
    finally:
        re._compile = original  # type: ignore[attr-defined]


def _modules() -> list[str]:
    names = [each.name for each in pkgutil.walk_packages([str(SOURCE)], "gongkai.")]
    return [name for name in names if not name.endswith("__main__")]


def _import_everything() -> None:
    for name in _modules():
        importlib.import_module(name)


def _call_factories() -> None:
    for name in _modules():
        if ".ocr" in name:
            continue
        for each in list(vars(sys.modules[name]).values()):
            if (
                isinstance(each, _lru_cache_wrapper)
                and each.__module__ == name
                and not inspect.signature(each).parameters
            ):
                each.cache_clear()
                each()


def _read_documents() -> None:
    from gongkai.checking import check
    from gongkai.reading import read_bytes
    from gongkai.report.model import Report
    from tests.corpus.build import corpus
    from tests.fuzz.targets import fronts_in_python_only

    with fronts_in_python_only():
        for kind in ("html", "text", "docx", "xlsx", "pdf"):
            for sample in corpus(2, 3, (kind,)):
                for each in read_bytes(sample.data, sample.name):
                    if isinstance(each, Report):
                        check(each)


def _sites() -> Iterator[tuple[Site, ast.Call, int, int]]:
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = {
            id(node.value): node.targets[0].id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if _is_re_call(node):
                file = str(path.relative_to(SOURCE))
                yield (
                    Site(file, node.lineno, names.get(id(node), "")),
                    node,
                    node.lineno,
                    node.end_lineno or node.lineno,
                )


def _is_re_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CALLS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
    )


def _evaluated(call: ast.Call, site: Site) -> list[re.Pattern[str] | re.Pattern[bytes]]:
    """Return the pattern of a call that stands at a module's top or whose pattern is a constant there."""
    name = "gongkai." + site.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    arguments = call.args if call.func.attr == "compile" else call.args[:1]  # type: ignore[attr-defined]
    made = ast.Call(ast.parse("re.compile", mode="eval").body, arguments, [])
    expression = ast.fix_missing_locations(ast.Expression(made))
    try:
        return [eval(compile(expression, site.file, "eval"), {**vars(sys.modules[name]), "re": re})]
    except NameError:
        return []


def _methods_by_name() -> dict[str, frozenset[str]]:
    """Return which methods are called on each name, whatever the module: some patterns are used where imported."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in CALLS:
                found.setdefault(node.value.id, set()).add(node.attr)
    return {name: frozenset(methods) for name, methods in found.items()}
