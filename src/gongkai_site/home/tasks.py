"""Telling people in the background what waits for them: at once after an action, and with the day's mail."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from gongkai_site.agencies.models import Agency


@task()
def tell_at_once(agency: int) -> int:
    """Tell those of an agency and of those to whom it hands up; return how many mails went."""
    from gongkai_site.home.telling import tell

    above = Agency.objects.filter(pk=agency).values_list("superior", "local_government").first() or ()
    return tell({agency, *(each for each in above if each is not None)}, timezone.localdate(), daily=False)


@task()
def tell_daily(today: str = "") -> int:
    """Tell everybody; ``today`` (ISO) is for a day other than today's. Nothing where no mail server is set."""
    from gongkai_site.home.telling import tell

    if not settings.TELLS_BY_MAIL:
        return 0
    return tell(None, dt.date.fromisoformat(today) if today else timezone.localdate(), daily=True)
