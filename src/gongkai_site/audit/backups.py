"""Which backups were made, and of how many things they still hold what was anonymised since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Exists, OuterRef

from gongkai_site.action import acting
from gongkai_site.audit.models import ANONYMISED, Event, Head
from gongkai_site.policy import SYSTEM

_MADE = "site.backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as the log tells of it."""

    at: str
    """When it was made, by the local clock."""
    path: str
    number: int
    """The last event that it holds."""
    holds: int
    """How many records, applicants and imports it holds that were anonymised afterwards."""

    @property
    def is_there(self) -> bool:
        """Whether it still stands where it was written; it may have been moved."""
        return Path(self.path).exists()


def made(path: Path, number: int) -> None:
    """Write down that a backup was made, up to the event with this number."""
    with acting(SYSTEM, _MADE, right="site.backup", on=None) as act:
        head = Head.objects.get(pk=1)
        act.changed(head, title=path.name, after={"path": str(path.resolve()), "until": number})


def backups() -> Iterator[Backup]:
    """Yield every backup that the log tells of, the oldest first."""
    for event in Event.objects.filter(action=_MADE).order_by("number"):
        told = json.loads(event.after)
        yield Backup(event.local_time, told["path"], told["until"], _anonymised_since(told["until"]))


def _anonymised_since(number: int) -> int:
    before = Event.objects.filter(
        object_type=OuterRef("object_type"), object_id=OuterRef("object_id"), number__lte=number
    )
    since = Event.objects.filter(Exists(before), action=ANONYMISED, number__gt=number).order_by()
    return since.values("object_type", "object_id").distinct().count()
