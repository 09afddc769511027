"""What the labels before a figure name, where labels and values are written out: a row, a column, or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gongkai.forms import get_form
from gongkai.reading.labels import Target, normal
from gongkai.reading.printed import Atom


@dataclass
class Entry:
    """A row with what was printed for it so far; the values' targets are the columns they are printed with."""

    label: Atom
    heads: tuple[Atom, ...] = ()
    """Columns named above the row, as the head of a table names them."""
    values: list[Atom] = field(default_factory=list)
    _looked_at: int = 0
    _named: bool = False

    @property
    def named(self) -> bool:
        """Whether any figure was printed with its column's name. Each is looked at once: there may be thousands."""
        if self._looked_at > len(self.values):
            self._looked_at, self._named = 0, False
        while self._looked_at < len(self.values):
            self._named = self._named or bool(self.values[self._looked_at].targets)
            self._looked_at += 1
        return self._named

    def has(self, column: Atom) -> bool:
        """Whether a figure was printed for the column."""
        meant = {target._replace(exact=True) for target in column.targets}
        return any(target._replace(exact=True) in meant for each in self.values for target in each.targets)


class Name(NamedTuple):
    """What the labels before a figure name: a row, its column, and columns named in vain before them."""

    row: Atom | None
    column: Atom | None
    before: tuple[Atom, ...]
    """Columns named before the row."""
    passed: tuple[Atom, ...]
    """Columns named before the column."""
    several: bool = False
    """Whether rows are named one after the other, as a turned table has them: none has the figures that follow."""


def named_by(run: Sequence[Atom], row: Entry | None, *, under: bool) -> Name:
    """Say what the labels before a figure name, in whatever order they stand."""
    named: Atom | None = None
    before: list[Atom] = []
    after: list[Atom] = []
    rivals, several = 0, False
    labels = [atom for atom in run if names(atom, "row") or heads(atom)]
    for at, atom in enumerate(labels):
        following = labels[at + 1] if at + 1 < len(labels) else None
        if _stands_for_row(atom, following, bool(after or before), row if named is None else None, under):
            if named is not None and not after and _rivals(named, atom):
                rivals += 1
                several = several or rivals > 1 or _beside(named, atom)
            before, named, after = (before if named is None else []), atom, []
        elif named is None:
            before.append(atom)
        else:
            after.append(atom)
    if rivals and named is not None and _line_between(run, named):
        several = True
    if named is None:
        return Name(None, before[-1] if before else None, (), tuple(before[:-1]))
    return Name(named, after[-1] if after else None, tuple(before), tuple(after[:-1]), several)


def _stands_for_row(atom: Atom, following: Atom | None, behind_column: bool, row: Entry | None, under: bool) -> bool:
    """Decide what a label stands for that may name a row as well as a column (其他, 总计)."""
    if not heads(atom) or not names(atom, "row"):
        return names(atom, "row")
    if normal(atom.text)[:1] in _NUMBERS:
        return True
    if row is not None and row.named and not row.has(atom):
        return _opens_line(atom, following, row)
    if following is not None and heads(following) and not behind_column:
        return True
    return under or (row is not None and bool(row.values) and not behind_column)


def _opens_line(atom: Atom, following: Atom | None, row: Entry) -> bool:
    """Whether a name begins a line of columns as the row before began its own (总计：自然人3，商业企业1)."""
    begun = row.label.at == 0 and row.values[-1].block == row.label.block and not _beside(row.label, atom)
    return begun and atom.at == 0 and following is not None and heads(following) and _beside(atom, following)


_NUMBERS = frozenset("一二三四五六七八九123456789")


def record_of(atoms: Sequence[Atom]) -> tuple[Atom, Atom, Atom] | None:
    """Return row, column and figure of a line that names all three and no more, in any order."""
    figures = [atom for atom in atoms if atom.figure is not None]
    if len(figures) != 1 or (atoms[-1].figure is None and not atoms[-1].targets):
        return None
    before = atoms[atoms.index(figures[0]) - 1]
    if before.figure is None and not before.targets and before.cell is None:
        return None  # words that no form knows, right before the figure
    labels = [atom for atom in atoms if atom.figure is None]
    name = named_by(labels, None, under=False)
    if name.row is None or name.several or name.passed:
        return None
    columns = [name.column] if name.column is not None else list(name.before)
    if len(columns) != 1 or not together(name.row, columns[0]):
        return None
    return name.row, columns[0], figures[0]


def _line_between(run: Sequence[Atom], named: Atom) -> bool:
    """Whether a line of other words follows the row named last of several: they may name one more."""
    behind = run[next(at for at, each in enumerate(run) if each is named) + 1 :]
    return any(not each.targets and not _beside(named, each) for each in behind)


def _beside(first: Atom, second: Atom) -> bool:
    return (first.block, first.line, first.row) == (second.block, second.line, second.row)


def _rivals(first: Atom, second: Atom) -> bool:
    """Whether two labels name two rows of one table, neither of them a group of rows."""
    if names(first, "group"):
        return False
    mine = {(each.form, each.table): each.key for each in first.targets if each.kind == "row"}
    return any(mine.get((each.form, each.table), each.key) != each.key for each in second.targets if each.kind == "row")


def names(atom: Atom, kind: str) -> bool:
    """Whether a label may stand for a row, a column, a group of rows."""
    return any(target.kind == kind for target in atom.targets)


def heads(atom: Atom) -> bool:
    """Whether a label may stand for a column, the form's or another that reports print beside (小计)."""
    return names(atom, "column") or names(atom, "beyond")


def of_its_own(atom: Atom) -> Atom:
    """Return the label of a column beyond the form as one that no other such column has."""
    if not names(atom, "beyond"):
        return atom
    return atom._replace(targets=tuple(each._replace(key=normal(atom.text)) for each in atom.targets))


def together(row: Atom, column: Atom) -> bool:
    """Whether a block has both the row and the column; a row that no form knows has any, as any has one beyond it."""
    return names(column, "beyond") or widest(row, column) > 0


def widest(row: Atom, column: Atom) -> int:
    """Return the columns of the widest block that has both the row and the column, 0 where none has."""
    blocks = {_block(target) for target in row.targets if target.kind == "row"}
    both = {_block(target) for target in column.targets if target.kind == "column"}
    return max(map(_width, both & blocks if blocks else both), default=0)


def _block(target: Target) -> tuple[str, str, int]:
    return target.form, target.table, target.block


@lru_cache(maxsize=64)
def _width(block: tuple[str, str, int]) -> int:
    form, key, number = block
    return next(len(table.blocks[number].columns) for table in get_form(form).tables if table.key == key)
