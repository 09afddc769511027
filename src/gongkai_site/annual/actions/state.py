"""The report's row as it stands now, held until the transaction ends, and in a state the step may start from."""

from __future__ import annotations

from django.utils import timezone

from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.errors import WrongState


def held(report: AnnualReport, *states: State) -> AnnualReport:
    """Return the report read anew and locked against other writers. Call inside ``acting``.

    Raises :class:`WrongState` where it is in none of ``states`` (any is right where none is named).
    """
    now = AnnualReport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)
    if states and now.state not in states:
        wanted = "”或“".join(str(state.label) for state in states)
        raise WrongState(
            f"{now}目前的状态是“{now.get_state_display()}”，只有在“{wanted}”状态下才能进行这一步。",
            advice="请打开报告的“审核签发”页面，查看现在可以做什么。",
        )
    return now


def enter(report: AnnualReport, state: State) -> None:
    """Put the held row into a state, with the moment from which it waits there; the caller saves it."""
    report.state, report.state_since = state, timezone.now()
