"""Sending one letter in the background, and putting down whether it went out."""

from __future__ import annotations

from django_tasks import task

from gongkai_site.action import acting
from gongkai_site.audit.chain import snapshot
from gongkai_site.filings.letters import subject_of
from gongkai_site.filings.models import Reminder
from gongkai_site.mail import send
from gongkai_site.policy import SYSTEM


@task()
def send_letter(reminder_id: int) -> None:
    """Send one letter; a mail server that fails is put down with the letter, and nothing else breaks."""
    reminder = Reminder.objects.select_related("agency", "superior").filter(pk=reminder_id, sent=False).first()
    if reminder is None or not reminder.to:
        return
    note_sent(reminder, send(subject_of(reminder), reminder.text, reminder.to.split("，")))


def note_sent(reminder: Reminder, problem: str = "") -> None:
    """Put down that a letter went out, or why it did not; by the background task."""
    with acting(SYSTEM, "filing.sent", right="filing.manage", on=reminder.superior) as act:
        before = snapshot(reminder)
        reminder.sent, reminder.problem = not problem, problem[:300]
        reminder.save(update_fields=("sent", "problem"))
        act.changed(reminder, before=before)
