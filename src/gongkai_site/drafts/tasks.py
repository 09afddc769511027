"""Deleting drafts that have expired, once a day."""

from __future__ import annotations

from django_tasks import task


@task()
def forget_old_drafts() -> int:
    """Delete them; return how many."""
    from gongkai_site.drafts.keeping import forget_old

    return forget_old()
