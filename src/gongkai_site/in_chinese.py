"""What must be in Chinese whatever the language of the page: official papers, files, the log, and refusals."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import override


def in_chinese(label: str | Promise) -> str:
    """Return a label, such as that of a state, in Chinese."""
    with override("zh-hans"):
        return str(label)
