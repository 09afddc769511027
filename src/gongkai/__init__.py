"""gongkai (公开): annual disclosure reports (政府信息公开工作年度报告) as data.

The public names are loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.checking import Finding, check
    from gongkai.comparing import diff
    from gongkai.errors import GongkaiError
    from gongkai.forms import get_form
    from gongkai.reading import read, read_many
    from gongkai.report import Report

__version__ = "0.1.0"

_HOMES = {
    "Finding": "gongkai.checking",
    "GongkaiError": "gongkai.errors",
    "Report": "gongkai.report",
    "check": "gongkai.checking",
    "diff": "gongkai.comparing",
    "get_form": "gongkai.forms",
    "read": "gongkai.reading",
    "read_many": "gongkai.reading",
}

__all__ = ["Finding", "GongkaiError", "Report", "__version__", "check", "diff", "get_form", "read", "read_many"]


def __getattr__(name: str) -> Any:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'gongkai' has no attribute '{name}'") from None
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
