"""All that the apps add to the back office, in one place."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from gongkai_site.agencies.back_office import PART as AGENCIES
from gongkai_site.annual.back_office import PART as ANNUAL
from gongkai_site.audit.back_office import PART as AUDIT
from gongkai_site.drafts.back_office import PART as DRAFTS
from gongkai_site.filings.back_office import PART as FILINGS
from gongkai_site.handbook.back_office import PART as HANDBOOK
from gongkai_site.intake.back_office import PART as INTAKE
from gongkai_site.look.back_office import PART as LOOK
from gongkai_site.office import Part
from gongkai_site.people.back_office import PART as PEOPLE
from gongkai_site.records.back_office import PART as RECORDS
from gongkai_site.redaction.back_office import PART as REDACTION
from gongkai_site.registers.back_office import PART as REGISTERS
from gongkai_site.requests.back_office import PART as REQUESTS
from gongkai_site.screening.back_office import PART as SCREENING

PARTS: tuple[Part, ...] = (
    ANNUAL, FILINGS, RECORDS, REQUESTS, REGISTERS, INTAKE, SCREENING, REDACTION, PEOPLE, AGENCIES, AUDIT, LOOK,
    HANDBOOK, DRAFTS,
)  # fmt: skip
"""In the order in which the first page shows their steps."""


def addresses() -> list[URLPattern | URLResolver]:
    """Every address of the apps below ``/admin/``."""
    return [each for part in PARTS for each in part.urls]
