"""Claiming an agency for a change."""

from __future__ import annotations

from gongkai_site.action import claim
from gongkai_site.agencies.models import Agency


def held(agency: Agency, revision: int) -> Agency:
    """Claim the agency and return it as it is stored; the caller's copy stays as it was, for the form to show again."""
    stored = Agency.objects.get(pk=agency.pk)
    claim(stored, revision)
    return stored
