"""Every threshold of aligning tables decides something."""

from __future__ import annotations

import pytest

from tests.settings.probe import Probe, differs

PROBES: dict[str, Probe] = {}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])
