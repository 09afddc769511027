"""Sending one letter in the background, and putting down whether it went out."""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage, get_connection
from django_tasks import task

from gongkai_site.action import acting
from gongkai_site.audit.chain import snapshot
from gongkai_site.filings.letters import subject_of
from gongkai_site.filings.models import Reminder
from gongkai_site.policy import SYSTEM

logger = logging.getLogger(__name__)

_TIMEOUT = 20
"""Seconds that a silent mail server is waited for."""


@task()
def send_letter(reminder_id: int) -> None:
    """Send one letter; a mail server that fails is put down with the letter, and nothing else breaks."""
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


def note_sent(reminder: Reminder, problem: str = "") -> None:
    """Put down that a letter went out, or why it did not; by the background task."""
    with acting(SYSTEM, "filing.sent", right="filing.manage", on=reminder.superior) as act:
        before = snapshot(reminder)
        reminder.sent, reminder.problem = not problem, problem[:300]
        reminder.save(update_fields=("sent", "problem"))
        act.changed(reminder, before=before)
