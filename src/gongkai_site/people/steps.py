"""What an agency's people still lack."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.office import Step
from gongkai_site.people.models import Membership, Role
from gongkai_site.policy import Actor, may

NEEDED = (Role.CLERK, Role.REVIEWER)
_SOON = dt.timedelta(days=14)


def lacking(agency: Agency, today: dt.date) -> list[Step]:
    """Roles that nobody holds, and deputies that end soon."""
    holding = list(
        Membership.objects.filter(Membership.holding(today), agency=agency, user__is_active=True).select_related("user")
    )
    roles = {each.role for each in holding}
    url = reverse("people:add", args=[agency.pk])
    steps = [
        Step(_("指定{role}").format(role=role.label), url, _("没有人担任，相应的步骤无法办理"), urgent=True)
        for role in NEEDED
        if role not in roles
    ]
    ending = [each for each in holding if each.until is not None and each.until - today <= _SOON]
    steps += [
        Step(
            _("{user}的{role}任期到{until}结束").format(user=each.user, role=each.get_role_display(), until=each.until),
            reverse("people:person", args=[agency.pk, each.user_id]),
        )
        for each in ending
    ]
    return steps


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """For those who look after people."""
    return lacking(agency, today) if may(actor, "people.edit", agency) else []
