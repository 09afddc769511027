"""Which cells count one record, worked out from its values alone: for working papers and late changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import Any

from gongkai_site.annual.compile.cells import cell_queries
from gongkai_site.annual.compile.registers import Counted
from gongkai_site.records.served import form_of

_Place = tuple[str, str, tuple[str | None, ...]]
"""Register, moment and column values, ``None`` standing for any value."""


def cells_counting(
    register: Counted, values: Mapping[str, Any], agency_ids: Iterable[int], year: int
) -> dict[str, int]:
    """Return how much one record adds to each cell that counts it: 1, its number, or its fen.

    ``values`` holds the record's ``register.columns``.
    """
    if not register.touches(values, agency_ids, year):
        return {}
    amount = int(values[register.measure]) if register.measure else 1
    cells = _cells(form_of(year).id, year)
    places = list(product(*((values[name], None) for name in register.dimensions)))
    return {
        key: amount
        for name, moment in register.moments.items()
        if moment.holds(values, year)
        for place in places
        for key in cells.get((register.key, name, place), ())
    }


@lru_cache(maxsize=64)
def _cells(form_id: str, year: int) -> Mapping[_Place, list[str]]:
    found: dict[_Place, list[str]] = defaultdict(list)
    for key, query in cell_queries(year).items():
        for part in query.parts:
            place = tuple(part.where.get(name) for name in part.register.dimensions)
            found[part.register.key, part.moment, place].append(key)
    return found
