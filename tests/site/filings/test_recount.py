"""The sums of areas counted once more by plain additions over the stored cells, for counties made at random."""

import random
from decimal import Decimal

import pytest

from gongkai.forms import get_form
from gongkai_site.agencies.models import Kind, Level
from gongkai_site.annual.models import Scope
from gongkai_site.filings.consolidation.area import area, shown_area
from gongkai_site.filings.models import Filing
from tests.site.build import agency
from tests.site.filings.build import YEAR, filed, version
from tests.site.filings.test_consolidating import consolidated

State = Filing.State
_KEYS = get_form("2021").keys
_STATES = [State.ACCEPTED] * 5 + [State.FILED, State.RETURNED, None]


def some(chance):
    """Cells of a report: mostly counts, here and there none; the amount in 万元 with two decimals."""
    cells = {key: None if chance.random() < 0.05 else chance.randrange(1000) for key in _KEYS}
    for cell in get_form("2021").cells:
        if cell.is_amount and cells[cell.key] is not None:
            cells[cell.key] = Decimal(chance.randrange(10**6)) / 100
    return {key.replace(".", "__"): value for key, value in cells.items()}


def office(chance, superior, kind=Kind.TOWNSHIP):
    """An office below with its report, handed up or not: what of it counts by ``include_filed``."""
    made = agency(superior=superior, kind=kind)
    state = chance.choice(_STATES)
    mine = version(made, **some(chance))
    if state is None:
        return {False: [], True: []}
    filed(mine, state)
    counts = [mine.cells] if state in (State.ACCEPTED, State.FILED) else []
    return {False: counts if state == State.ACCEPTED else [], True: counts}


def recounted(stored):
    """Add up the stored cells; one that nobody has a number for has none."""
    sums = {}
    for key in _KEYS:
        known = [Decimal(str(cells[key])) for cells in stored if cells[key] is not None]
        sums[key] = sum(known) if known else None
    return sums


@pytest.mark.parametrize("seed", range(20))
def test_every_cell_of_a_random_county_is_what_plain_additions_give(seed):
    chance = random.Random(seed)
    government = agency(kind=Kind.GOVERNMENT, level=Level.COUNTY)
    own = [version(government, **some(chance)).cells] if chance.random() < 0.9 else []
    counted = {False: list(own), True: list(own)}
    for _ in range(chance.randrange(1, 7)):
        for include, cells in office(chance, government).items():
            counted[include] += cells
    # A committee that hands up the report of its area: its own and what it accepted from below.
    committee = agency(superior=government, kind=Kind.COMMITTEE)
    inner = [version(committee, **some(chance)).cells, *office(chance, committee)[False]]
    filed(consolidated(committee))
    # A vertical department whose copy is not summed.
    tax = agency(
        superior=agency(kind=Kind.DEPARTMENT), kind=Kind.DEPARTMENT, vertical=True, local_government=government
    )
    filed(version(tax, **some(chance)), superior=government, copy=True)
    for include, cells in counted.items():
        found = area(government, YEAR, include_filed=include).sums.report.cells
        assert dict(found) == recounted([*cells, *inner])
    made = consolidated(government)
    assert made.report.scope == Scope.AREA
    shown = shown_area(made.report).sums.report.cells
    Filing.objects.filter(superior=government).update(state=State.RETURNED)
    assert dict(shown) == dict(shown_area(made.report).sums.report.cells) == recounted([*counted[False], *inner])
