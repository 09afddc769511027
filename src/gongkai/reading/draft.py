"""The cells of a report while its tables are read: values, provenance and the doubts about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.forms import Cell, Form, Table
from gongkai.reading.labels import Lexicon
from gongkai.reading.placement import Placed
from gongkai.reading.printed import Atom, number_of
from gongkai.reading.sums import Sums, broken_in_row
from gongkai.reading.values import UNREADABLE, in_unit
from gongkai.report.model import Doubtful, Extra, How, Number, Provenance
from gongkai.settings import Settings

_new = tuple.__new__
_MISSING = Provenance("missing")


class ExtraFigure(NamedTuple):
    """A figure that stands in ``extra``: in which row and column there, and where it is printed."""

    section: str
    label: str
    heading: str
    text: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


def extra_figure(section: str, label: str, heading: str, atom: Atom) -> ExtraFigure:
    """Say where a figure of ``extra`` is printed."""
    row, column = position(atom)
    return ExtraFigure(section, label, heading, atom.text, atom.page, atom.table, row, column, atom.line)


@dataclass
class Draft:
    """Collects what one table says; every cell of it starts as ``missing``."""

    form: Form
    table: Table
    words: Lexicon
    recognised: bool = False
    cells: dict[str, Number | None] = field(default_factory=dict)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    warnings: list[Doubtful] = field(default_factory=list)
    extra: list[Extra] = field(default_factory=list)
    extra_figures: list[ExtraFigure] = field(default_factory=list)
    used: list[Atom] = field(default_factory=list)
    """The figures that stand in a cell, in ``extra``, or number a label."""
    placed: dict[str, tuple[Atom | None, ...]] = field(default_factory=dict)
    """The figures by row key."""
    doubtful_rows: bool = False
    """Whether it was inferred which printed rows fill which of the form's."""
    disordered: bool = False
    """Whether a head names columns in another order than the figures were taken in."""

    @property
    def settings(self) -> Settings:
        """The settings that the words are understood by."""
        return self.words.settings

    def __post_init__(self) -> None:
        keys = self.form.table_keys(self.table.key)
        self.cells = dict.fromkeys(keys)
        self.provenance = dict.fromkeys(keys, _MISSING)

    def fill(
        self,
        placed: Mapping[str, Placed],
        row_doubts: Mapping[str, str],
        units: Mapping[str, str],
        sums: Sums | None = None,
    ) -> None:
        """Write placed figures into the cells, with one warning per row and reason.

        ``row_doubts`` are by row key, ``units`` (stated by printed headers) by cell key.
        """
        table = self.table
        for key, row in placed.items():
            self.used += [atom for atom in row.atoms if atom is not None]
            self.placed[key] = row.atoms
            broken = bool(self.recognised and sums and broken_in_row([number_of(atom) for atom in row.atoms], sums))
            row_doubt = row_doubts.get(key, "")
            named: dict[tuple[str, str], list[str]] = {}
            plain = not (row_doubt or broken or units or any(row.doubts))
            for cell, atom, doubt in zip(self.form.row_cells(table.key, key), row.atoms, row.doubts, strict=True):
                if plain and atom is not None and self._fill_plain(cell.key, atom):
                    continue
                reason = self._fill_cell(cell, atom, doubt or row_doubt, broken, units.get(cell.key, ""))
                if reason is not None:
                    named.setdefault(reason, []).append(cell.key)
            for (code, text), keys in named.items():
                label = self.form.cell(keys[0]).row_path
                self.warnings.append(Doubtful(code, f"“{label}”行：{text}", tuple(keys)))

    def doubt(self, keys: Sequence[str], code: str, message: str) -> None:
        """Doubt the values that these cells have."""
        doubtful = tuple(key for key in keys if self.cells[key] is not None)
        if doubtful:
            self.provenance.update({key: self.provenance[key]._replace(how="repaired") for key in doubtful})
            self.warnings.append(Doubtful(code, message, doubtful))

    def _fill_plain(self, key: str, atom: Atom) -> bool:
        """Fill the cell if its figure is a plain number without unit or doubt, as nearly all are."""
        text, figure, _, _, cell, line, page, table = atom[:8]
        if figure is None or figure.number is None or figure.unit or figure.doubt or figure.worded:
            return False
        if cell is None:
            self.provenance[key] = _new(Provenance, ("read", text, page, None, None, None, line))
        elif cell.confidence == 1.0 and not cell.turned and cell.origin is None:
            self.provenance[key] = _new(Provenance, ("read", text, page, table, cell.row, cell.column, None))
        else:
            return False
        self.cells[key] = figure.number
        return True

    def _fill_cell(
        self, cell: Cell, atom: Atom | None, doubt: str, broken: bool, stated: str
    ) -> tuple[str, str] | None:
        """Fill one cell; return code and reason of the doubt about it, if any."""
        if atom is None:
            if doubt:
                self.provenance[cell.key] = Provenance("unread")
            return ("cell-lost", doubt) if doubt else None
        figure = atom.figure
        if figure is None or figure.kind == "blank":
            self.provenance[cell.key] = _place(atom, "blank")
            return None
        if figure.worded and not cell.column.signed:
            figure = UNREADABLE
        number, about = in_unit(figure, cell.unit, stated)
        self.cells[cell.key] = number
        self.provenance[cell.key] = _place(atom, "repaired")
        if figure.kind == "unreadable" or number is None:
            return "value-unreadable", f"“{atom.text}”无法读作数字（{about}）"
        if doubt:
            return "assignment-inferred", doubt
        if about:
            return "value-doubtful", f"“{atom.text}”{about}"
        if atom.cell is not None and atom.cell.confidence < self.settings.ocr_confidence:
            return "recognition-doubtful", f"“{atom.text}”识别把握不足"
        if broken:
            return "recognition-doubtful", "识别出的数字与本行合计不符"
        self.provenance[cell.key] = _place(atom, "read")
        return None


def _place(atom: Atom, how: How) -> Provenance:
    row, column = position(atom)
    return Provenance(how, atom.text, atom.page, atom.table, row, column, atom.line)


def position(atom: Atom) -> tuple[int | None, int | None]:
    """Return row and column of an atom's cell as the document has them; ``None`` in text without tables."""
    cell = atom.cell
    if cell is None:
        return None, None
    if cell.origin is not None:
        return cell.origin[1:]
    return (cell.column, cell.row) if cell.turned else (cell.row, cell.column)
