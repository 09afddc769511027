"""How grave a finding is, and what each degree is called: the one list of it, read without loading any rule."""

from __future__ import annotations

from typing import Literal, get_args

from gongkai.checking.messages import phrases
from gongkai.checking.naming import Name

Severity = Literal["error", "warning", "notice", "not run"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first; ``not run`` is none."""


def severity_name(severity: str) -> Name:
    """Return what a severity is called. Raises :class:`KeyError` for one there is not."""
    return Name(**phrases()["severities"][severity])
