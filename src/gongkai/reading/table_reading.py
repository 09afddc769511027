"""What one layout of a document says of one table, with all that decides whether it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.forms import Table
from gongkai.reading.accounts import Unplaced
from gongkai.reading.draft import ExtraFigure
from gongkai.report.model import Doubtful, Extra, Number, Provenance


@dataclass(frozen=True)
class TableReading:
    """What one layout of the document says of one table."""

    table: Table
    cells: Mapping[str, Number | None]
    provenance: Mapping[str, Provenance]
    extra: tuple[Extra, ...] = ()
    extra_figures: tuple[ExtraFigure, ...] = ()
    warnings: tuple[Doubtful, ...] = ()
    consumed: frozenset[int] = frozenset()
    """Indexes of the line blocks that were table text, not prose."""
    unplaced: tuple[Unplaced, ...] = ()
    """Figures printed in the table's section that found no place."""
    found: bool = False
    """Whether the table is there at all."""
    inferred: bool = False
    """Whether rows or columns come from text without a grid."""
    whole: bool = False
    """Whether every label met is placed with all its figures, so that no other layout need be tried."""
    beyond: tuple[str, ...] = ()
    """The texts of figures accounted for outside the cells: sums, numbers of rows, what stands in ``extra``."""
    unusual: bool = False
    """Whether it takes figures against the usual order, and is never without doubt."""
    unfounded: bool = False
    """Whether it takes the signs between cells for cells: it is no rival of another layout then."""
    named: frozenset[str] = frozenset()
    """The form's rows whose labels are printed in the table's section."""
    at_home: bool = True
    """Whether it stands in its own section, where that has a heading."""
    disordered: bool = False
    """Whether its head names columns in another order than the figures were taken in."""
    unknown: tuple[Unplaced, ...] = ()
    """Cells printed there without a figure that found no place, where others of the table were not met."""
    headed: bool = False
    """Whether its figures stand under a head of the form's own, as statistics do not."""
    doubtful_rows: bool = False
    """Whether it was inferred which printed rows fill which of the form's: then which one is missing is not known."""

    @property
    def settled(self) -> bool:
        """Whether the table is there and whole: then no other layout is a rival."""
        return self.whole and self.found
