"""Every name that the packages of the law offer is there."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import gongkai.law

PACKAGES = [each.name for each in pkgutil.walk_packages(gongkai.law.__path__, "gongkai.law.") if each.ispkg]


@pytest.mark.parametrize("name", ["gongkai.law", *PACKAGES])
def test_every_name_that_a_package_offers_is_there_once(name: str) -> None:
    package = import_module(name)
    offered = getattr(package, "__all__", [])
    assert [each for each in offered if not hasattr(package, each)] == []
    assert len(set(offered)) == len(offered)
