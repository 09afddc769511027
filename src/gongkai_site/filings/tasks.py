"""What the background does with letters: each is sent once its action stands; reminders are made before the day due."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django_tasks import task

from gongkai_site.filings.automatic import remind_all
from gongkai_site.filings.sending import send_letter

__all__ = ["remind_due", "send_letter"]
# A queue filled by an earlier release names send_letter here.


@task()
def remind_due(today: str = "") -> int:
    """Remind every agency whose report on the year before is due soon or overdue; return how many were reminded.

    ``today`` (ISO) is for a day other than today's.
    """
    return remind_all(dt.date.fromisoformat(today) if today else timezone.localdate())
