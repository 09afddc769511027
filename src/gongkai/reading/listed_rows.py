"""Gathers the rows of a text in which labels and values are written out, from its labels and figures in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gongkai.reading.labels import Lexicon, normal
from gongkai.reading.like_columns import column_like
from gongkai.reading.listed_names import Entry, heads, named_by, names, of_its_own, record_of, together, widest
from gongkai.reading.printed import Atom, PrintedRow, printed_row
from gongkai.reading.tokens import UNIT_STATED
from gongkai.reading.values import BLANK, UNREADABLE, odd_figure


class Rows:
    """Takes printed lines of labels and figures and gathers them into rows, in ``rows``."""

    def __init__(self, words: Lexicon) -> None:
        self.rows: list[PrintedRow] = []
        self._words = words
        self._entries: list[Entry] = []
        self._known: dict[frozenset[tuple[str, str, str]], Entry] = {}
        """The rows by what they stand for."""
        self._beyond: dict[str, Entry] = {}
        """Rows beyond the form that are named like one of its own."""
        self._row: Entry | None = None
        self._interrupted: int | None = None
        """Where something that is no text of a table stands between records; they may go on behind it."""
        self._records = True
        """Whether each figure so far was named by row and column on its own line."""
        self._column: Atom | None = None
        """The column under which rows are listed."""
        self._run: list[Atom] = []
        """Labels and words since the last figure."""
        self._strange = False

    def take(self, atoms: Sequence[Atom]) -> bool:
        """Take the labels and figures of a printed line; ``False`` where it is no text of a table."""
        atoms = self._rows_too(self._completed(atoms))
        waits = bool(self._run) and bool(self._run[-1].targets)
        if not any(atom.targets for atom in atoms) and not (waits and atoms and all(atom.figure for atom in atoms)):
            return False
        record = record_of(atoms) if not waits or len(atoms) > 2 else None
        if self._interrupted is not None and (record is None or not self._records):
            self._end(self._interrupted)
        self._interrupted = None
        if record is not None:
            self._takerecord_of(*record)
            return True
        self._records = False
        for atom in atoms:
            if atom.figure is None:
                self._run.append(atom)
            else:
                self._take_figure(atom)
                self._run = []
        return True

    def _completed(self, atoms: Sequence[Atom]) -> list[Atom]:
        """Let words stand for the column of the row in force that they resemble."""
        row = next((each for each in reversed(self._run) if names(each, "row")), self._row.label if self._row else None)
        found: list[Atom] = []
        for atom in map(of_its_own, atoms):
            if names(atom, "row") and not (row and names(atom, "column")):
                row = atom
            if row is not None and not atom.targets and atom.figure is None:
                before = found[-1] if found and heads(found[-1]) else None
                if before is not None and (whole := column_like(before.text + atom.text, row.targets, self._words)):
                    found[-1] = before._replace(text=before.text + atom.text, targets=whole)
                    continue  # a column's name begins as a shorter one does (社会公益 and 绀织)
                atom = atom._replace(targets=column_like(atom.text, row.targets, self._words))
                if not atom.targets and before is not None:
                    atom = atom._replace(figure=odd_figure(atom.text, self._words.settings))
            found.append(atom)
        return found

    def _rows_too(self, atoms: list[Atom]) -> list[Atom]:
        """Let a column's name (其他) that another column's follows be a row's too, where a row is called so."""
        for at, (atom, following) in enumerate(pairwise(atoms)):
            leads = heads(following) or names(following, "head")
            if atom.figure is None and heads(atom) and leads and not names(atom, "row"):
                rows = tuple(each for each in self._words.short.get(normal(atom.text), ()) if each.kind == "row")
                atoms[at] = atom._replace(targets=(*atom.targets, *rows))
        return atoms

    def _takerecord_of(self, row: Atom, column: Atom, figure: Atom) -> None:
        self._settle([each for each in self._run if heads(each)])
        self._run = []
        self._begin(row, column)
        self._add(figure, column)

    def _take_figure(self, atom: Atom) -> None:
        if self._run:
            self._strange = not self._run[-1].targets
        if self._strange:
            self._leave(atom)
            return
        name = named_by(self._run, self._row, under=self._column is not None)
        column = name.column
        if name.several:
            self._row, self._strange = None, True
            self._leave(atom)
            return
        if name.row is not None:
            before = self._settle(name.before)
            self._column = None if column is not None else self._under(name.row, before)
            column = column or self._column
            self._begin(name.row, column, () if self._column is not None else before)
        elif column is not None:
            self._unknown_row(column)
        self._blanks(name.passed)
        self._add(atom, column)

    def _under(self, row: Atom, before: Sequence[Atom]) -> Atom | None:
        """Return the column under which a row is listed: the one named right before it, or before earlier rows."""
        if len({each.targets for each in before}) > 1:
            return None
        column = before[0] if before else self._column
        return column if column is not None and widest(row, column) > 1 else None

    def _begin(self, row: Atom, column: Atom | None, heads: Sequence[Atom] = ()) -> None:
        """Begin a row, or go on with it where it is named again for another of its columns.

        Where other words name a row that is there already (其他情形 behind 3.其他), they name one beyond the form.
        """
        self._strange = False
        name = normal(row.text)
        same = self._known.get(frozenset((each.form, each.table, each.key) for each in row.targets))
        if same is not None and normal(same.label.text) != name and (column is None or same.has(column)):
            if _outright(row) and not _outright(same.label):
                # The name that the first one is only like is printed here: that one is another row.
                same.label = same.label._replace(targets=())
                self._beyond[normal(same.label.text)], same = same, None
            else:
                row, same = row._replace(targets=()), self._beyond.get(name)
        if same is not None and column is not None and (same.named or not same.values) and not same.has(column):
            self._row = same
            return
        if same is not None:
            self._flush()
        self._row = Entry(row, tuple(heads))
        if row.targets:
            self._known[frozenset((each.form, each.table, each.key) for each in row.targets)] = self._row
        else:
            self._beyond[name] = self._row
        self._entries.append(self._row)

    def _unknown_row(self, column: Atom) -> None:
        """Begin a row that no form knows, or that has a column's name (其他), where the row before has this column.

        Where no words name it, what follows is no row's: it could be the rest of the row before.
        """
        row = self._row
        if row is None:
            return
        behind = self._run[: self._run.index(column)]
        if row.has(column):
            words = [each for each in behind if each.at == 0 and not (together(row.label, each) and not row.has(each))]
        else:
            words = self._opening(behind, column)
            if not words:
                return
        self._row = Entry(words[-1]._replace(targets=())) if words else None
        if self._row is not None:
            self._entries.append(self._row)

    def _opening(self, behind: Sequence[Atom], column: Atom) -> list[Atom]:
        """Return the words that open a column's line as labels of pairs do (其他主动公开文件：本年制发件数2)."""
        row = self._row
        words = [each for each in behind if _place(each) == _place(column)]
        if row is None or not words or words[0].at or words[-1].targets or any(names(each, "row") for each in words):
            return []
        label = words[0]._replace(text="".join(each.text for each in words))
        as_pairs = row.named and _place(row.label) == _place(row.values[0])
        return [label] if as_pairs and len(normal(label.text)) >= self._words.settings.telling_label else []

    def _add(self, atom: Atom, column: Atom | None) -> None:
        row = self._row
        if row is None or (row.named if column is None else row.has(column) or not together(row.label, column)):
            if row is not None and row.named and not self._run:
                self._leave(row.values.pop())  # of two figures behind one name either could be meant
            self._leave(atom)
        else:
            row.values.append(_in_stated_unit(atom, column) if column is not None else atom._replace(targets=()))

    def _leave(self, atom: Atom) -> None:
        """Keep a figure of which the row or column is not known out of every row."""
        self.rows.append(printed_row((), (atom._replace(targets=()),), atom.block, None, atom.row or None))

    def _settle(self, dangling: Sequence[Atom]) -> Sequence[Atom]:
        """Give columns without a figure behind them to the row before; return those that are not its own."""
        row = self._row
        if row is None or not dangling or self._column is not None:
            return dangling
        first, *others = row.values or (None,)
        if (
            first is not None
            and not first.targets
            and others
            and all(each is not None and each.targets for each in others)
        ):
            # Each figure stands before its label (3 自然人 0 商业企业).
            names = [*(each.targets for each in others if each is not None), dangling[0].targets]
            row.values = [each._replace(targets=targets) for each, targets in zip(row.values, names, strict=True)]
            return dangling[1:]
        if row.named:
            self._blanks(dangling)
            return ()
        return dangling

    def _blanks(self, columns: Sequence[Atom]) -> None:
        """Let columns named without a figure be blank where the row's others are named with theirs."""
        row = self._row
        for column in columns:
            if row is not None and row.named and not row.has(column) and together(row.label, column):
                words = self._behind(column)
                found = UNREADABLE if words else BLANK
                row.values.append(column._replace(text=words, figure=found))

    def _behind(self, column: Atom) -> str:
        """Return the words that stand in the place of a column's figure, on its line."""
        at = next((at for at, each in enumerate(self._run) if each is column), len(self._run))
        for each in self._run[at + 1 : at + 2]:
            if not each.targets and (each.line, each.cell and each.cell.row) == (
                column.line,
                column.cell and column.cell.row,
            ):
                return each.text
        return ""

    def _flush(self) -> None:
        for entry in self._entries:
            row = entry.label
            if entry.named or len(entry.values) <= 1:
                self.rows.append(printed_row((*entry.heads, row), entry.values, row.block, None, row.row or None))
            else:
                # Several figures of which none is named are a row of a table, and read as one better.
                for each in entry.values:
                    self._leave(each)
        self._entries, self._known, self._beyond, self._row = [], {}, {}, None

    def end(self, block: int) -> None:
        """Say that something neither label nor figure stands here, or that nothing follows (-1)."""
        if block < 0 or not self._records or not self._entries:
            self._end(block)
        elif self._interrupted is None:
            self._interrupted = block

    def _end(self, block: int) -> None:
        self._settle([each for each in self._run if heads(each)])
        self._flush()
        self._run, self._column, self._strange, self._records = [], None, False, True
        if block >= 0 and self.rows and (self.rows[-1].labels or self.rows[-1].values):
            self.rows.append(PrintedRow((), (), block))


def _outright(label: Atom) -> bool:
    return any(target.exact for target in label.targets)


def _place(atom: Atom) -> tuple[int, int, int]:
    """The line or cell in which a text stands."""
    return atom.block, atom.row, atom.cell.column if atom.cell else 0


def _in_stated_unit(atom: Atom, column: Atom) -> Atom:
    """Return a column's figure with the unit that the column's label states, where it has none itself."""
    unit = UNIT_STATED.search(column.text)
    found = atom.figure
    if unit and found is not None and not found.unit:
        found = found._replace(unit=unit[1])
    return atom._replace(targets=column.targets, figure=found)
