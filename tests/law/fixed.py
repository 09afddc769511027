"""Values of the law cannot be changed by who reads them, and take nothing more."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest


def insist_on_fixed(*values: object) -> None:
    """No member of a value can be set, and none be added."""
    for value in values:
        name = fields(value)[0].name  # type: ignore[arg-type]  # every value of the law is a dataclass
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, getattr(value, name))
        assert not hasattr(value, "__dict__")
