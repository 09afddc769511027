"""Letters in the background: sent once their action stands, and made by themselves before the date due."""

from __future__ import annotations

import datetime as dt
import logging

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone
from django_tasks import task

from gongkai_site.filings.models import Reminder

logger = logging.getLogger(__name__)

_TIMEOUT = 20
"""Seconds that a silent mail server is waited for."""


@task()
def send_letter(reminder_id: int) -> None:
    """Send one letter; a mail server that fails is put down with the letter, and nothing else breaks."""
    from gongkai_site.filings.actions import note_sent
    from gongkai_site.filings.letters import subject_of

    reminder = Reminder.objects.select_related("agency", "superior").filter(pk=reminder_id, sent=False).first()
    if reminder is None or not reminder.to:
        return
    message = EmailMessage(
        subject_of(reminder), reminder.text, to=reminder.to.split("，"), connection=get_connection(timeout=_TIMEOUT)
    )
    try:
        message.send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server or its address does wrong
        logger.warning("Letter %s was not sent: %s", reminder_id, error)
        note_sent(reminder, f"邮件没有发出：{error}")
    else:
        note_sent(reminder)


@task()
def remind_due(today: str = "") -> int:
    """Remind every agency whose report on the year before is due soon or overdue; return how many were reminded.

    ``today`` (ISO) is for a day other than today's.
    """
    from gongkai_site.filings.automatic import remind_all

    return remind_all(dt.date.fromisoformat(today) if today else timezone.localdate())
