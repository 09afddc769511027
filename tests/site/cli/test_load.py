"""A short run of ``make load``: what was confirmed is there once, whatever was taken away meanwhile."""

from __future__ import annotations

import pytest

from benchmarks.site_load import Plan, run
from tests.site.cli.site import POSTGRESQL

SHORT = Plan(seconds=25, readers=8, writers=5, slow=8, kill_every=8, outages=1)


@pytest.mark.skipif(bool(POSTGRESQL), reason="the long run has a server of its own")
def test_nothing_is_lost_or_doubled_while_worker_and_database_go_away() -> None:
    outcome = run(SHORT, postgresql=False)
    load = outcome.load
    assert sum(load.records.values()) > 3
    assert outcome.kills > 0 and outcome.outages == 1
    assert (outcome.lost, outcome.doubled, outcome.undone, load.foreign, outcome.log) == (0, 0, 0, [], "")
