"""What rules, law, forms and consolidation pass around cannot be changed, and takes no more room than it needs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cached_property
from pkgutil import walk_packages
from types import ModuleType

import pytest

import gongkai.checking
import gongkai.consolidation
import gongkai.forms
import gongkai.law
from gongkai.checking import rule as registry
from tests.anew import executed_anew

GATHERING = {"Unchecked"}
"""Values that are filled while findings are gathered."""


def modules(*packages: ModuleType) -> list[str]:
    return [each.name for package in packages for each in walk_packages(package.__path__, f"{package.__name__}.")]


@pytest.mark.parametrize("name", modules(gongkai.checking, gongkai.consolidation, gongkai.forms, gongkai.law))
def test_values_are_frozen_and_small(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_REGISTRY", {})
    made = executed_anew(name)
    for each in vars(made).values():
        if not (isinstance(each, type) and is_dataclass(each) and each.__module__ == name):
            continue
        assert each.__dataclass_params__.frozen or each.__name__ in GATHERING, each
        remembers = any(isinstance(part, cached_property) for part in vars(each).values())
        if each.__name__ not in GATHERING and not remembers:
            assert set(each.__slots__) == {field.name for field in fields(each)}, each
