"""A part of ``make attack``: each hundred-and-twentieth request of the matrix, and everything that is no browser's."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.attack import hostile, rough
from tests.attack.__main__ import attack
from tests.site.cli.county import make_county
from tests.site.cli.site import Place

pytestmark = pytest.mark.slow


def test_a_served_county_stands(tmp_path: Path) -> None:
    if os.environ.get("DATABASE_URL"):
        pytest.skip("the database makes no difference to it")
    place = Place(tmp_path / "data")
    make_county(place)
    with place.serving("serve", "--with-worker", "--threads", "4") as address:
        assert urlsplit(address).hostname == "localhost"
        report = attack(place, address, every=120)
    assert report.faults == [], "\n".join(report.lines)


def test_the_hostile_files_are_what_they_say() -> None:
    files = dict(hostile.files())
    assert len(files) > 20
    assert all(len(data) < 10_000_000 for data in files.values()), "what harms is what it unpacks to"


def test_every_odd_address_is_another() -> None:
    assert len(set(rough.ODD)) == len(rough.ODD) > 20
