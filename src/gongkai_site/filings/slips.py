"""The return slip (退改通知) of a filing: the supervisor's words and every finding, as a page and as a Word file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from gongkai.checking import Finding
from gongkai.january import Office, RosterEntry, Slip, SlipWriter, set_out_slip
from gongkai_site.filings.letters import letter_data
from gongkai_site.filings.models import Filing

_SAID = ("error", "warning", "notice")


def findings_of(filing: Filing) -> list[Finding]:
    """What the checks found in the version when it was locked, errors first, what superiors ask beyond the law last.

    What could not be checked is left aside.
    """
    found = [
        Finding(
            each["rule"], each["severity"], tuple(each["cells"]), each["message"], each.get("message_en", ""),
            each["basis"], each.get("expected"), each.get("found"),
        )
        for each in filing.version.findings
        if each["severity"] in _SAID
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.of_superior, _SAID.index(each.severity)))


def slip_of(filing: Filing) -> Slip:
    """Set out the slip of a returned filing."""
    agency, report = filing.agency, filing.version.as_report()
    findings = tuple(findings_of(filing))
    entry = RosterEntry(agency.name, "", filing.superior.name)
    slip = set_out_slip(Office(entry, "filed", report=report, findings=findings), report)
    words = letter_data()["slip"]
    opening = slip.opening if findings else words["opening"].format(title=report.title or filing.agency)
    decided = timezone.localtime(filing.decided_at).date() if filing.decided_at else timezone.localdate()
    return replace(slip, opening=opening, attachment=words["said"].format(slip=filing.slip), date=_day(decided))


def slip_docx(filing: Filing) -> bytes:
    """Return the slip as DOCX."""
    return SlipWriter().render(slip_of(filing))


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
