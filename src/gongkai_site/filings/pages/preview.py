"""Letters as they will go out, shown before they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.due import dues
from gongkai_site.agencies.models import Agency
from gongkai_site.filings.letters import due_text, recipients, returned_text, subject_about
from gongkai_site.filings.models import Filing, Reminder
from gongkai_site.office import Step, page


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that is not sent yet."""

    agency: Agency
    to: tuple[str, ...]
    subject: str
    text: str


def reminders(agencies: Iterable[Agency], superior: Agency, year: int) -> list[Letter]:
    """What each agency would be reminded by."""
    agencies, today = list(agencies), timezone.localdate()
    to, dates = recipients(agencies, today), dues(agencies, year)
    subject = subject_about(Reminder.About.DUE, year)
    return [
        Letter(each, tuple(to[each.pk]), subject, due_text(each, superior, year, dates[each.pk].date, today))
        for each in agencies
    ]


def returning(filing: Filing, words: str) -> Letter:
    """What the agency would be written to if its filing were returned with these words; the filing is left as it is."""
    before, filing.slip = filing.slip, words
    try:
        text = returned_text(filing)
    finally:
        filing.slip = before
    to = recipients([filing.agency], timezone.localdate())[filing.agency_id]
    return Letter(filing.agency, tuple(to), subject_about(Reminder.About.RETURNED, filing.year), text)


def preview(
    request: HttpRequest,
    letters: Sequence[Letter],
    *,
    superior: Agency,
    title: str,
    button: str,
    back: str,
    hidden: Sequence[tuple[str, str]],
) -> HttpResponse:
    """The page that shows them and asks."""
    context = {
        "letters": letters,
        "button": button,
        "back": back,
        "hidden": [*hidden, ("shown", "1")],
        "action": request.path,
    }
    steps = [Step(_("看过信件后发出"), "#send", _("现在还没有发出任何信件"))]
    return page(request, "filings/preview.html", context, title=title, agency=superior, steps=steps)
