"""The letters to agencies (催报、退改通知): when they go out, to whom, what they say, from ``data/letters.toml``."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.filings.models import Filing, Reminder
from gongkai_site.people.models import Membership, Role

_READERS = (Role.CLERK, Role.REVIEWER)
"""Whose mail boxes get an agency's letters beside its own."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """On which days before the date due reminders go out."""

    days: tuple[int, ...]
    catch_up: int

    def stage(self, left: int) -> int | None:
        """Return the reminder that is due with ``left`` days to go (negative: overdue), or ``None``."""
        passed = [day for day in self.days if day >= left]
        stage = min(passed, default=None)
        return stage if stage is not None and stage - left <= self.catch_up else None


@lru_cache(maxsize=1)
def letter_data() -> Mapping[str, Any]:
    """The schedules and wordings."""
    return tomllib.loads(files("gongkai_site.filings").joinpath("data", "letters.toml").read_text("utf-8"))


def schedule_on(due: dt.date) -> Schedule:
    """The schedule of reminders for reports due on a date."""
    rows = sorted((row for row in letter_data()["schedule"] if row["from"] <= due), key=lambda row: row["from"])
    return Schedule(tuple(rows[-1]["days"]), rows[-1]["catch_up"]) if rows else Schedule((), 0)


def recipients(agencies: Iterable[Agency], today: dt.date) -> dict[int, list[str]]:
    """By agency: its own mail box and those of its clerks and reviewers, each once."""
    agencies = list(agencies)
    found: dict[int, list[str]] = {agency.pk: [agency.email] if agency.email else [] for agency in agencies}
    people = (
        Membership.objects.filter(
            Membership.holding(today), agency__in=[agency.pk for agency in agencies], role__in=_READERS,
            user__is_active=True,
        )
        .exclude(user__email="")
        .values_list("agency_id", "user__email")
    )  # fmt: skip
    for agency_id, address in people:
        if address not in found[agency_id]:
            found[agency_id].append(address)
    return found


def due_text(agency: Agency, superior: Agency, year: int, due: dt.date | None, today: dt.date) -> str:
    """What a reminder says."""
    words = letter_data()["due"]
    if due is None:
        when = words["undated"]
    else:
        left = (due - today).days
        pattern = words["before"] if left > 0 else words["on_the_day"] if left == 0 else words["after"]
        when = pattern.format(due=_day(due), days=abs(left))
    return str(
        words["text"].format(
            agency=agency, superior=superior, year=year, when=when, how=words["how"], today=_day(today),
            url=_address("filings:own", agency.pk, year),
        )
    )  # fmt: skip


def returned_text(filing: Filing) -> str:
    """What the news of a return says."""
    words = letter_data()["returned"]
    return str(
        words["text"].format(
            agency=filing.agency, superior=filing.superior, year=filing.year, slip=filing.slip,
            url=_address("filings:own", filing.agency_id, filing.year), today=_day(timezone.localdate()),
        )
    )  # fmt: skip


def subject_of(reminder: Reminder) -> str:
    """The letter's subject."""
    return subject_about(reminder.about, reminder.year)


def subject_about(about: str, year: int) -> str:
    """The subject of a letter about something."""
    return str(letter_data()[about]["subject"].format(year=year))


def _address(name: str, *arguments: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=arguments)}"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
