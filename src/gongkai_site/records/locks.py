"""One change to an agency's registers at a time."""

from __future__ import annotations

from gongkai_site.agencies.models import Agency


def locked(agency: Agency) -> None:
    """Wait until nobody else changes this agency's registers, so that nothing is registered twice side by side.

    Called inside an action; SQLite lets only one transaction write anyway.
    """
    Agency.objects.select_for_update(no_key=True).filter(pk=agency.pk).first()
