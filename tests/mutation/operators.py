"""What a mutant changes: each operator gives the nodes that may stand in a node's place."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

Operator = Callable[[ast.AST], Iterator[ast.AST]]

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_CHOSEN = {"min": "max", "max": "min", "any": "all", "all": "any"}
_WITH_TEST = (ast.If, ast.While, ast.IfExp)
_REMOVED = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Delete)


def comparison(node: ast.AST) -> Iterator[ast.AST]:
    """``<`` and ``<=``, ``>`` and ``>=``, ``==`` and ``!=``, ``is`` and ``is not``, ``in`` and ``not in``."""
    if isinstance(node, ast.Compare):
        for place, kind in enumerate(node.ops):
            new = copy.deepcopy(node)
            new.ops[place] = _COMPARED[type(kind)]()
            yield new


def arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """``+`` and ``-``."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
        new = copy.deepcopy(node)
        new.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield new


def logic(node: ast.AST) -> Iterator[ast.AST]:
    """``and`` and ``or``."""
    if isinstance(node, ast.BoolOp):
        new = copy.deepcopy(node)
        new.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield new


def negation(node: ast.AST) -> Iterator[ast.AST]:
    """``not x`` becomes ``x``."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)


def constant(node: ast.AST) -> Iterator[ast.AST]:
    """A number one more and one less, a text empty, true and false exchanged."""
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node.value, str) and node.value:
        yield ast.Constant("")


def returned(node: ast.AST) -> Iterator[ast.AST]:
    """Nothing is returned."""
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))


def condition(node: ast.AST) -> Iterator[ast.AST]:
    """A condition of ``if`` or ``while``, or of a comprehension, is negated."""
    if isinstance(node, _WITH_TEST):
        new = copy.deepcopy(node)
        new.test = ast.UnaryOp(ast.Not(), new.test)
        yield new
    if isinstance(node, ast.comprehension):
        for place in range(len(node.ifs)):
            narrowed = copy.deepcopy(node)
            narrowed.ifs[place] = ast.UnaryOp(ast.Not(), narrowed.ifs[place])
            yield narrowed


def removal(node: ast.AST) -> Iterator[ast.AST]:
    """A statement is left out."""
    if isinstance(node, _REMOVED) or (isinstance(node, ast.AnnAssign) and node.value is not None):
        yield ast.Pass()


def bounds(node: ast.AST) -> Iterator[ast.AST]:
    """A bound of a slice is left out."""
    if isinstance(node, ast.Slice):
        for name in ("lower", "upper", "step"):
            if getattr(node, name) is not None:
                new = copy.deepcopy(node)
                setattr(new, name, None)
                yield new


def leaving(node: ast.AST) -> Iterator[ast.AST]:
    """``break`` and ``continue``."""
    if isinstance(node, ast.Break):
        yield ast.Continue()
    elif isinstance(node, ast.Continue):
        yield ast.Break()


def choice(node: ast.AST) -> Iterator[ast.AST]:
    """``min`` and ``max``, ``any`` and ``all``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CHOSEN:
        new = copy.deepcopy(node)
        new.func = ast.Name(_CHOSEN[node.func.id], ast.Load())
        yield new


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


OPERATORS: dict[str, Operator] = {
    each.__name__: each
    for each in (
        comparison,
        arithmetic,
        logic,
        negation,
        constant,
        returned,
        condition,
        removal,
        bounds,
        leaving,
        choice,
    )
}
