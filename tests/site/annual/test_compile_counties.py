"""Two hundred randomly generated counties, twenty of them where no proof is asked for: an independent recount from the
raw rows agrees in every cell."""

import random

import pytest

from gongkai import get_form
from gongkai.checking.sums import broken_sums
from gongkai.report import blank_report
from gongkai_site.annual.compile import cell_queries, cells_counting, compile_year
from gongkai_site.annual.compile.registers import COUNTED
from tests.proof import part
from tests.site.annual.counties import YEAR, fill, random_county
from tests.site.annual.recount import recount

COUNTIES, BATCHES = 200, 10


@pytest.mark.proof
@pytest.mark.parametrize("batch", part(range(BATCHES)))
def test_an_independent_recount_agrees_in_every_cell_of_every_agency(batch: int) -> None:
    chance = random.Random(f"county {batch}")
    agencies = {each.pk: each for _ in range(COUNTIES // BATCHES) for each in random_county(chance)}
    counted: list[int] = []
    for pk, cells in recount(YEAR).items():
        compiled = compile_year(agencies[pk], YEAR)
        assert dict(compiled.values) == cells
        assert broken_sums(blank_report("2021", cells=compiled.values)) == ()
        counted += compiled.agency_ids
    # Nobody's figures are in two reports or in none.
    assert sorted(counted) == sorted(agencies)


@pytest.mark.parametrize("seed", range(3))
def test_every_cell_opens_exactly_the_records_that_the_compiled_figure_is_made_of(seed: int) -> None:
    chance = random.Random(f"opened {seed}")
    agencies = random_county(chance)
    for each in agencies:
        fill(chance, each)
    compiled = max((compile_year(each, YEAR) for each in agencies), key=lambda each: len(each.agency_ids))
    marked = _cells_by_record(compiled.agency_ids)
    for key, query in cell_queries(YEAR).items():
        assert query.value(compiled.agency_ids, YEAR) == compiled.values[key], key
        opened = {(each.register.key, pk) for each in query.parts
                  for pk in each.records(compiled.agency_ids, YEAR).values_list("pk", flat=True)}  # fmt: skip
        assert opened == {record for record, keys in marked.items() if key in keys}, key
    assert list(compiled.values) == list(get_form("2021").keys)


def _cells_by_record(agency_ids: tuple[int, ...]) -> dict[tuple[str, int], dict[str, int]]:
    """The cells of every record in the database, worked out from its values alone."""
    return {
        (register.key, record["pk"]): cells_counting(register, record, agency_ids, YEAR)
        for register in COUNTED.values()
        for record in register.model._default_manager.values("pk", *register.columns)
    }
