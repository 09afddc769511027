"""What an agency does next about its annual report, for the 工作台."""

from __future__ import annotations

import datetime as dt

from gongkai_site.agencies.models import Agency
from gongkai_site.annual import steps_compile, steps_sign
from gongkai_site.office import Step
from gongkai_site.policy import Actor


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """Begin a report first, then go on with those under way."""
    return [*steps_compile.steps(actor, agency, today), *steps_sign.steps(actor, agency, today)]
