"""Findings in the language of the page: what a severity is called, and what a finding says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from gongkai.checking import Finding, severity_name

register = template.Library()


def in_english() -> bool:
    """Whether the page that is made is in English."""
    return (get_language() or "").startswith("en")


@register.filter
def severity_word(severity: str) -> str:
    """Return what a severity is called."""
    name = severity_name(severity)
    return name.en if in_english() else name.zh


@register.filter
def said(finding: Finding | Mapping[str, Any]) -> str:
    """Return what a finding says; one that was kept in Chinese only stays so."""
    if isinstance(finding, Finding):
        message, english = finding.message, finding.message_en
    else:
        message, english = finding["message"], finding.get("message_en", "")
    return english if english and in_english() else message
