"""All mutants of a module, each with a name that stays while its statement stays, and a sample drawn by seed."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.mutation.operators import OPERATORS

Way = tuple[tuple[str, int | None], ...]
# Not run when the program runs: what these hold is for the type checker.
_ANNOTATIONS = {("arg", "annotation"), ("AnnAssign", "annotation"), ("FunctionDef", "returns")}


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    module: str
    """Its path below ``src/gongkai`` without ``.py``: reading/placement."""
    function: str
    """The function or class in which it stands; empty at the top of the module."""
    operator: str
    before: str
    """The changed lines of the statement as they are, and as the mutant has them."""
    after: str
    count: int
    """How many the same stand before it in the function."""
    lines: tuple[int, ...]
    """The lines of source that must run for it to matter."""
    path: Way
    choice: int
    """Which of the operator's changes of that node it is."""

    @property
    def name(self) -> str:
        """A short name made of all that says which mutant it is, line numbers left out."""
        said = "\n".join((self.module, self.function, self.operator, self.before, self.after, str(self.count)))
        return f"{self.module}#{hashlib.sha256(said.encode()).hexdigest()[:10]}"

    @property
    def at_import(self) -> bool:
        """Whether it runs when the module is imported, not when a test calls something."""
        return not self.lines


class _Place(NamedTuple):
    """A node and where it stands."""

    node: ast.AST
    path: Way
    function: str
    statement: ast.stmt | None
    runs: bool
    """Whether it runs within a call."""


def mutants_of(module: str, source: str, operators: Sequence[str]) -> Iterator[Mutant]:
    """Yield every mutant that the operators give, in the order of the source."""
    tree = ast.parse(source)
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for place in _places(_Place(tree, (), "", None, False)):
        for operator in operators:
            if operator == "removal" and not place.runs:
                continue  # without a name of its own a module cannot even be imported
            for choice, new in enumerate(OPERATORS[operator](place.node)):
                before, after = _change(tree, place, new)
                key = (place.function, operator, before, after)
                yield Mutant(module, *key, seen[key], _lines(place), place.path, choice)
                seen[key] += 1


def source_of(mutant: Mutant, source: str) -> str:
    """Return the module's source as the mutant has it."""
    tree = ast.parse(source)
    node = tree
    for field, index in mutant.path:
        node = getattr(node, field) if index is None else getattr(node, field)[index]
    new = list(OPERATORS[mutant.operator](node))[mutant.choice]
    _put(tree, mutant.path, new)
    return ast.unparse(ast.fix_missing_locations(tree))


def sample(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Draw by seed and name: what is changed elsewhere in the module leaves a mutant's place in the draw."""
    drawn = sorted(mutants, key=lambda each: hashlib.sha256(f"{seed}/{each.name}".encode()).digest())
    return drawn[:count]


def _places(place: _Place) -> Iterator[_Place]:
    yield place
    node = place.node
    for field, value in ast.iter_fields(node):
        if (type(node).__name__, field) in _ANNOTATIONS:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_docstring(child) and not _is_typing(child):
                yield from _places(_below(place, field, index, child))


def _below(place: _Place, field: str, index: int | None, child: ast.AST) -> _Place:
    function, runs = place.function, place.runs
    if isinstance(child, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{child.name}".lstrip(".")
    if isinstance(place.node, ast.FunctionDef | ast.Lambda):
        # Defaults and decorators run where the function is defined.
        runs = place.runs or field == "body"
    return _Place(
        child, (*place.path, (field, index)), function, child if isinstance(child, ast.stmt) else place.statement, runs
    )


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _lines(place: _Place) -> tuple[int, ...]:
    if not place.runs or place.statement is None:
        return ()
    node = place.node if hasattr(place.node, "lineno") else place.statement
    end = node.end_lineno
    if body := getattr(node, "body", None):
        end = node.lineno if not isinstance(body, list) else max(node.lineno, body[0].lineno - 1)
    own = range(node.lineno, end + 1)
    return tuple(sorted({place.statement.lineno, *own} if not isinstance(place.statement, ast.Try) else set(own)))


def _change(tree: ast.AST, place: _Place, new: ast.AST) -> tuple[str, str]:
    """Return the changed lines of the statement, before and after."""
    depth = len(place.path)
    node, nodes = tree, [tree]
    for field, index in place.path:
        node = getattr(node, field) if index is None else getattr(node, field)[index]
        nodes.append(node)
    while depth > 1 and not isinstance(nodes[depth], ast.stmt):
        depth -= 1
    before = ast.unparse(nodes[depth]).splitlines()
    if depth == len(place.path):
        after = ast.unparse(ast.fix_missing_locations(new)).splitlines()
    else:
        old = node
        _put(nodes[depth], place.path[depth:], new)
        after = ast.unparse(ast.fix_missing_locations(nodes[depth])).splitlines()
        _put(nodes[depth], place.path[depth:], old)
    return _differing(before, after), _differing(after, before)


def _differing(lines: Sequence[str], other: Sequence[str]) -> str:
    """Return the lines from the first to the last that are not the other's."""
    first, last = 0, 0
    shorter = min(len(lines), len(other))
    while first < shorter and lines[first] == other[first]:
        first += 1
    while last < shorter - first and lines[-1 - last] == other[-1 - last]:
        last += 1
    return "\n".join(lines[first : len(lines) - last])


def _put(root: ast.AST, path: Way, new: ast.AST) -> None:
    *way, (field, index) = path
    for name, number in way:
        root = getattr(root, name) if number is None else getattr(root, name)[number]
    if index is None:
        setattr(root, field, new)
    else:
        getattr(root, field)[index] = new
