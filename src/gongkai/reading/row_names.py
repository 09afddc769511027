"""Which rows of a form the labels of a printed row name, and how like a form's label a printed one is."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from gongkai.forms import NumberedRow
from gongkai.reading.labels import HEADING, Lexicon, Target, normal, without_explanation
from gongkai.reading.printed import Atom, PrintedRow

Named = tuple[Target, ...]
"""The row and group labels of one table, in printed order."""
_MOST_REMEMBERED = 20_000


def row_targets(row: PrintedRow, form: str, table: str, words: Lexicon) -> Named:
    """Return the row and group labels of this table among the row's own labels, in order.

    In flattened text the header's labels run into those of the first row; a row's own are the last ones that name
    no column.
    """
    labels = row.labels
    if not labels:
        return ()
    last = labels[-1]
    alone = len(labels) == 1
    filled = alone and row.grid is not None and len(row.values) > 1
    if alone and not filled and not last.targets:
        return ()
    # A text may stand for more or less by what stands around it (其他, a damaged label).
    key: tuple[object, ...] = (form, table, filled, len(last.targets), last.text)
    if not alone:
        key += tuple([(atom.text, len(atom.targets)) for atom in labels])
    known = words.named.get(key)
    if known is None:
        if len(words.named) > _MOST_REMEMBERED:
            words.named.clear()
        known = words.named[key] = _row_targets(labels, form, table, words, filled=filled)
    return known


def _row_targets(labels: Sequence[Atom], form: str, table: str, words: Lexicon, *, filled: bool) -> Named:
    # With cells behind it, a name that columns have too is a row's.
    short = words.short.get(normal(labels[0].text), ()) if filled else ()
    if short:
        return tuple(each for each in short if (each.form, each.table, each.kind) == (form, table, "row"))
    own = labels
    if len(own) > 1 and any(target.kind == "column" for target in own[-1].targets):
        # 总计 behind another table's columns is one of them, and no row of this table.
        before = own[-2].targets
        if before and all(target.table != table for target in before):
            return ()
    for index in range(len(own) - 2, -1, -1):
        if any(target.kind in HEADING for target in own[index].targets):
            own = own[index + 1 :]
            break
    return tuple(
        target
        for atom in own
        for target in atom.targets
        if target.form == form and target.table == table and target.kind in ("row", "group")
    )


def exact_row(named: Named) -> Target | None:
    """Return the form row that the labels name outright, the last one where there are several."""
    for target in reversed(named):
        if target.kind == "row" and target.exact:
            return target
    return None


def alike(text: str, wanted: NumberedRow) -> float:
    """Say how like a form row's label a printed one is, with and without groups before it, a remark behind it."""
    path = wanted.row.path
    names = [normal("".join((*path[level:], wanted.row.label))) for level in range(len(path) + 1)]
    labels = {normal(text), normal(without_explanation(text))} - {""}
    return max((fuzz.ratio(label, name) for label in labels for name in names), default=0.0)
