"""What an agency does next about its annual report, on the page that lists its reports."""

from __future__ import annotations

import datetime as dt

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.waiting import waiting
from gongkai_site.office import Step
from gongkai_site.office.waiting import put_together, turns
from gongkai_site.policy import Actor, may
from gongkai_site.policy.holders import Holders


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """Begin a report first, then go on with those under way; for whom others wait."""
    own = tuple(sorted({each.agency_id for each in actor.memberships()}))
    asked = own if agency.pk in own else (agency.pk,)  # as the menu asks it: read once for both
    things = [each for each in waiting(asked, today) if each.agency == agency.pk]
    found = put_together(turns(actor, things, Holders(asked, today)))
    mine = [each.step(named=True) for each in found if each.mine]
    others = [
        each.wait(named=True)
        for each in found
        if not each.mine and each.waiting.waits and may(actor, each.waiting.seen, agency)
    ]
    return mine + others
