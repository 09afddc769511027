"""gongkai (公开): annual disclosure reports (政府信息公开工作年度报告) as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.checking import Finding, check
    from gongkai.comparing import diff
    from gongkai.errors import GongkaiError
    from gongkai.forms import get_form
    from gongkai.reading import Unread, read, read_many
    from gongkai.report import Report

__version__ = "0.1.0"

__all__ = [
    "Finding",
    "GongkaiError",
    "Report",
    "Unread",
    "__version__",
    "check",
    "diff",
    "get_form",
    "read",
    "read_many",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "Finding": "gongkai.checking",
        "GongkaiError": "gongkai.errors",
        "Report": "gongkai.report",
        "Unread": "gongkai.reading",
        "check": "gongkai.checking",
        "diff": "gongkai.comparing",
        "get_form": "gongkai.forms",
        "read": "gongkai.reading",
        "read_many": "gongkai.reading",
    },
)
