"""A cell set by hand: only with a reason, only in a draft, shown beside what the registers give; zeros confirmed."""

from decimal import Decimal
from typing import Any

import pytest

from gongkai.errors import UnknownCell
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.current import current_report, live_findings
from gongkai_site.annual.figures import figures
from gongkai_site.annual.models import AnnualReport, Override, Scope, State
from gongkai_site.annual.overrides import confirm_zero, override_cell, withdraw_override, withdraw_zero
from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, NotAllowed, ReasonRequired, UncountedYear, WrongState
from gongkai_site.people.models import Role
from tests.site import build
from tests.site.annual.build import count, day, report, request, version

CELL = "requests.received.natural_person"
FEES = "proactive.fees.amount"


def test_a_cell_is_set_by_hand_only_with_a_reason() -> None:
    made = report(build.agency())
    for reason in ("", "  \n"):
        with pytest.raises(ReasonRequired):
            override_cell(build.actor(made.agency), made, CELL, 3, reason)
    assert not Override.objects.exists()
    assert not Event.objects.exists()


def test_what_is_set_by_hand_stands_in_the_report_and_totals_are_left_alone() -> None:
    agency = build.agency()
    request(agency, "2026-2-1", "2026-3-1")
    made = report(agency)
    override_cell(build.actor(agency), made, CELL, "3", "窗口登记簿漏登两件，已补充证明")
    now = figures(made)
    assert now.values[CELL] == 3
    assert now.counted[CELL] == 1
    assert now.overrides[CELL].reason == "窗口登记簿漏登两件，已补充证明"
    assert now.values["requests.received.total"] == 1
    broken = {each.rule for each in live_findings(made) if CELL in each.cells and each.severity == "error"}
    assert broken == {"requests.balance", "requests.row-total"}
    assert current_report(made).cells[CELL] == 3
    event = Event.objects.get()
    assert (event.action, event.reason) == ("report.override", "窗口登记簿漏登两件，已补充证明")


def test_a_new_value_withdraws_the_earlier_one_and_withdrawing_follows_the_registers_again() -> None:
    agency = build.agency()
    made = report(agency)
    clerk = build.actor(agency)
    override_cell(clerk, made, CELL, 3, "甲")
    override_cell(clerk, made, CELL, 4, "乙")
    assert [(each.value, each.withdrawn) for each in made.overrides.order_by("pk")] == [(3, True), (4, False)]
    withdraw_override(clerk, made, CELL, "台账已更正")
    assert figures(made).values[CELL] == 0
    with pytest.raises(WrongState):
        withdraw_override(clerk, made, CELL)
    assert Override.objects.count() == 2


@pytest.mark.parametrize(
    ("cell", "typed", "kept"),
    [
        (CELL, " 12 ", 12),
        (CELL, "0", 0),
        (CELL, "1E2", 100),
        (FEES, "12.345678", "12.345678"),
        (FEES, "7", 7),
        (FEES, "0.35", "0.35"),
    ],
)
def test_figures_as_officers_type_them(cell: str, typed: str, kept: Any) -> None:
    made = report(build.agency())
    override_cell(build.actor(made.agency), made, cell, typed, "原因")
    value = figures(made).values[cell]
    assert (value, str(value)) == (Decimal(kept), str(kept))


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        (CELL, ""), (CELL, "三件"), (CELL, "1.5"), (CELL, "-1"), (CELL, "NaN"), (CELL, "Infinity"), (CELL, "9" * 30),
        (FEES, "1.2345678"), (FEES, "-0.01"), (FEES, "1,000"),
    ],
)  # fmt: skip
def test_what_is_no_figure_of_the_cell_is_refused(cell: str, typed: str) -> None:
    made = report(build.agency())
    with pytest.raises(InvalidInput):
        override_cell(build.actor(made.agency), made, cell, typed, "原因")
    assert not Override.objects.exists()


def test_a_cell_that_does_not_exist_is_refused() -> None:
    made = report(build.agency())
    with pytest.raises(UnknownCell):
        override_cell(build.actor(made.agency), made, "requests.received.nobody", 1, "原因")


@pytest.mark.parametrize("state", [State.REVIEWED, State.SIGNED_OFF, State.LOCKED])
def test_nothing_is_set_by_hand_once_the_report_left_the_draft(state: State) -> None:
    made = report(build.agency(), state=state)
    clerk = build.actor(made.agency)
    for attempt in (
        lambda: override_cell(clerk, made, CELL, 1, "原因"),
        lambda: withdraw_override(clerk, made, CELL),
        lambda: confirm_zero(clerk, made, "requests"),
        lambda: withdraw_zero(clerk, made, "requests"),
    ):
        with pytest.raises(WrongState):
            attempt()


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN, Role.SUPERVISOR])
def test_only_those_who_write_the_report_set_cells(role: str) -> None:
    made = report(build.agency())
    with pytest.raises(NotAllowed):
        override_cell(build.actor(made.agency, role), made, CELL, 1, "原因")


def test_a_zero_is_confirmed_for_a_kind_without_records_and_counts_no_more_once_there_is_one() -> None:
    agency = build.agency()
    made = report(agency)
    clerk = build.actor(agency)
    before = figures(made)
    # A township may not make rules: nobody asks whether it made none.
    assert "proactive.regulations" not in {each.prefix for each in before.absent}
    assert before.unconfirmed >= {"proactive.licences.decisions", "requests.received.total"}
    assert "proactive.regulations.made" not in before.unconfirmed
    confirm_zero(clerk, made, "proactive.licences")
    with pytest.raises(WrongState):
        confirm_zero(clerk, made, "proactive.licences")
    after = figures(made)
    assert [each.prefix for each in after.confirmed] == ["proactive.licences"]
    assert before.unconfirmed - after.unconfirmed == {"proactive.licences.decisions"}
    withdraw_zero(clerk, made, "proactive.licences")
    assert figures(made).unconfirmed == before.unconfirmed
    confirm_zero(clerk, made, "proactive.licences")
    count(agency, "2026-1-1", "2026-12-31", 0)
    assert figures(made).confirmed == ()
    with pytest.raises(InvalidInput):
        confirm_zero(clerk, made, "everything")


def test_a_cell_set_by_hand_needs_no_confirmation() -> None:
    agency = build.agency()
    made = report(agency)
    override_cell(build.actor(agency), made, "proactive.licences.decisions", 0, "本年确无许可")
    assert "proactive.licences.decisions" not in figures(made).unconfirmed


def test_a_report_is_begun_once_for_a_year_that_is_over_or_under_way() -> None:
    agency = build.agency(name="甲镇人民政府")
    clerk = build.actor(agency)
    made = begin_report(clerk, agency, 2025)
    assert made.state == State.DRAFT
    assert Event.objects.get().action == "report.begin"
    with pytest.raises(WrongState):
        begin_report(clerk, agency, 2025)
    with pytest.raises(UncountedYear):
        begin_report(clerk, agency, 2020)
    with pytest.raises(InvalidInput):
        begin_report(clerk, agency, 2999)
    with pytest.raises(NotAllowed):
        begin_report(build.actor(build.agency()), agency, 2024)
    with pytest.raises(NotAllowed):
        begin_report(clerk, agency, 2025, Scope.AREA)
    assert AnnualReport.objects.count() == 1


def test_a_merged_or_later_agency_begins_no_report() -> None:
    _, (taken, taking) = build.county()
    taken.successor, taken.abolished_on = taking, day("2025-7-1")
    taken.save()
    with pytest.raises(WrongState, match="撤销"):
        begin_report(build.actor(taken), taken, 2025)
    begin_report(build.actor(taken), taken, 2024)
    with pytest.raises(WrongState, match="还没有设立"):
        later = build.agency(established_on=day("2026-1-1"))
        begin_report(build.actor(later), later, 2025)


def test_a_locked_report_keeps_its_figures_and_says_which_would_be_others_now() -> None:
    agency = build.agency()
    request(agency, "2026-2-1")
    made = report(agency)
    version(made, {"requests.received.total": 1, CELL: 1})
    request(agency, "2026-2-2")
    now = figures(made)
    assert now.values[CELL] == 1
    assert now.counted[CELL] == 2
    assert now.changed()[CELL] == (1, 2)
