"""What waits with redactions: to be looked at by a second person, to be marked anew."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.office.waiting import Waiting
from gongkai_site.people.models import Role
from gongkai_site.read_once import read_once
from gongkai_site.redaction.models import RedactionCase, State

_WAITING = (State.REVIEW, State.BLOCKED)


@read_once
def waiting(agencies: tuple[int, ...] | None, today: dt.date) -> list[Waiting]:
    """Everything that waits in these agencies, in one query."""
    cases = RedactionCase.objects.filter(state__in=_WAITING).order_by("submitted_at", "pk")
    if agencies is not None:
        cases = cases.filter(agency__in=agencies)
    columns = ("pk", "agency_id", "title", "state", "message", "submitted_at", "submitted_by_id")
    return [_waiting(*row) for row in cases.values_list(*columns)]


def _waiting(
    pk: int, agency: int, title: str, state: str, message: str, since: dt.datetime | None, submitted_by: int | None
) -> Waiting:
    if state == State.BLOCKED:
        return Waiting(
            kind="redaction.blocked", thing=f"redaction.redactioncase {pk}", agency=agency, right="redaction.edit",
            entry="redaction", text=_("改正标记后重新提交"), url=reverse("redaction:case", args=[agency, pk]),
            title=title, why=message, since=since, urgent=True, roles=(Role.CLERK,),
        )  # fmt: skip
    return Waiting(
        kind="redaction.review", thing=f"redaction.redactioncase {pk}", agency=agency, right="redaction.release",
        entry="redaction", text=_("对照原件复核遮盖并放行"), url=reverse("redaction:review", args=[agency, pk]),
        waits=_("等{who}复核"), otherwise=_("另一位审核人或领导"), read=reverse("redaction:case", args=[agency, pk]),
        seen="redaction.view", title=title, since=since, not_for=submitted_by, roles=(Role.REVIEWER, Role.LEADER),
    )  # fmt: skip
