"""Reminding (催报): by click, and by itself before the date; each letter is kept with whether it went out."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from gongkai_site.action import Act, acting
from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import owed_to
from gongkai_site.errors import WrongState
from gongkai_site.filings.letters import due_text, recipients
from gongkai_site.filings.models import OPEN, Filing, Reminder
from gongkai_site.filings.sending import send_letter
from gongkai_site.policy import SYSTEM, Actor

NO_ADDRESS = "单位资料和经办人、审核人都没有填电子邮箱"


def remind(actor: Actor, agency: Agency, year: int, superior: Agency | None = None) -> Reminder:
    """Remind an agency that it owes ``superior`` (its own where not given) its report; refused where it has filed."""
    own = owed_to(agency, year)
    to = superior or own
    with acting(actor, "filing.remind", right="filing.manage", on=to) as act:
        if to is None or not (own == to or (agency.vertical and agency.local_government_id == to.pk)):
            raise WrongState(f"{agency}不向本单位报送，不能催报。")
        return _remind(act, agency, to, year)


def remind_automatically(
    agency: Agency, superior: Agency, year: int, *, stage: int, due: dt.date, today: dt.date, to: list[str]
) -> Reminder | None:
    """Remind by itself, ``stage`` days before the date due; ``None`` where that was done before."""
    with transaction.atomic():
        done = Reminder.objects.filter(agency=agency, superior=superior, year=year, automatic=True, days_before=stage)
        if done.exists():
            return None
        with acting(SYSTEM, "filing.remind", right="filing.manage", on=superior) as act:
            text = due_text(agency, superior, year, due, today)
            return letter(act, agency, superior, year, text=text, to=to, days_before=stage)


def letter(
    act: Act,
    agency: Agency,
    superior: Agency,
    year: int,
    *,
    text: str,
    about: str = Reminder.About.DUE,
    to: list[str] | None = None,
    days_before: int | None = None,
) -> Reminder:
    """Put down a letter inside a running action; it is sent in the background once the action stands."""
    if to is None:
        to = recipients([agency], timezone.localdate())[agency.pk]
    reminder = Reminder.objects.create(
        agency=agency, superior=superior, year=year, about=about, text=text, to="，".join(to),
        automatic=days_before is not None, days_before=days_before, by=act.actor.user,
        problem="" if to else NO_ADDRESS,
    )  # fmt: skip
    act.changed(reminder)
    if to:
        # In the same database and transaction: letter and task stand or fall together.
        send_letter.enqueue(reminder.pk)
    return reminder


def _remind(act: Act, agency: Agency, superior: Agency, year: int) -> Reminder:
    if Filing.objects.filter(agency=agency, superior=superior, year=year, state__in=OPEN).exists():
        raise WrongState(f"{agency}已经报送{year}年度的报告，不必催报。")
    text = due_text(agency, superior, year, due(agency, year).date, timezone.localdate())
    return letter(act, agency, superior, year, text=text)
