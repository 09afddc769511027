"""Figures of facts count what they say, open what they count, and have no number where nothing was entered."""

import datetime as dt
from typing import Any

import pytest

from gongkai_site.annual.factfigures import fact_figures
from gongkai_site.facts.models import Appraisal, HotlineTicket, Publication, Training
from gongkai_site.registers.models import Fee
from tests.site.annual.written import DAY, YEAR, facts, town


@pytest.mark.parametrize(
    ("key", "number", "records"),
    [
        ("facts.publications.total", 10, 3),
        ("facts.publications.site", 7, 2),
        ("facts.publications.site.机构信息", 5, 1),
        ("facts.publications.wechat", 0, 0),
        ("facts.publications.board", 3, 1),
        ("facts.publications.board_down", 3, 1),
        ("facts.circulations.sent", 2, 2),
        ("facts.circulations.acknowledged", 1, 1),
        ("facts.trainings.held", 1, 1),
        ("facts.trainings.participants", 30, 1),
        ("facts.inspections.found", 2, 2),
        ("facts.inspections.mended", 1, 1),
        ("facts.inspections.open", 1, 1),
        ("facts.assessment", 1, 1),
        ("facts.appraisal", None, 0),
        ("facts.accountability", None, 0),
        ("facts.tickets.received", None, 0),
        ("facts.processing_fee", 0, 0),
    ],
)
def test_a_figure_counts_its_records(key: str, number: int | None, records: int) -> None:
    where = town()
    facts(where)
    figure = fact_figures([where.pk], YEAR)[key]
    assert (figure.number, figure.records().count()) == (number, records)
    assert figure.label and figure.unit and figure.explanation


def test_other_agencies_other_years_and_voided_records_do_not_count() -> None:
    where, other = town(), town("江苏省淮安市洪泽区高良涧街道办事处")
    common: dict[str, Any] = {"heading": "公示", "channel": "site", "title": "公示"}
    Publication.objects.create(agency=where, published_on=dt.date(2024, 12, 31), **common)
    Publication.objects.create(agency=where, published_on=dt.date(2026, 1, 1), **common)
    Publication.objects.create(agency=where, published_on=DAY, voided=True, **common)
    Publication.objects.create(agency=other, published_on=DAY, **common)
    assert fact_figures([where.pk], YEAR)["facts.publications.total"].number is None
    assert "facts.publications.site.公示" not in fact_figures([where.pk], YEAR)
    for day in (dt.date(2025, 1, 1), dt.date(2025, 12, 31)):
        Publication.objects.create(agency=where, published_on=day, **common)
    assert fact_figures([where.pk], YEAR)["facts.publications.total"].number == 2
    assert fact_figures([where.pk, other.pk], YEAR)["facts.publications.total"].number == 3


def test_the_processing_fee_is_in_yuan_and_apart_from_other_fees() -> None:
    where = town()
    for fen in (12_350, -50):
        Fee.objects.create(agency=where, item="政府信息公开信息处理费", charged_on=DAY, amount_fen=fen)
    Fee.objects.create(agency=where, item="不动产登记费", charged_on=DAY, amount_fen=8_000)
    assert fact_figures([where.pk], YEAR)["facts.processing_fee"].number == 123


def test_boards_taken_down_count_in_the_year_they_came_down() -> None:
    where = town()
    Publication.objects.create(
        agency=where,
        heading="公示",
        channel="board",
        title="低保公示",
        published_on=dt.date(2024, 12, 20),
        taken_down_on=dt.date(2025, 1, 5),
    )
    figures = fact_figures([where.pk], YEAR)
    assert figures["facts.publications.board_down"].number == 1
    assert figures["facts.publications.board"].number is None


def test_people_held_to_account_are_summed() -> None:
    where = town()
    for people in (2, 1):
        Appraisal.objects.create(agency=where, kind="accountability", on=DAY, result=f"约谈{people}人", people=people)
    figures = fact_figures([where.pk], YEAR)
    assert (figures["facts.accountability"].number, figures["facts.accountability.people"].number) == (2, 3)
    assert figures["facts.assessment"].number is None


def test_tickets_answered_next_year_are_received_but_not_yet_answered() -> None:
    where = town()
    HotlineTicket.objects.create(agency=where, number="1", received_on=DAY, topic="咨询", answered_on=DAY)
    HotlineTicket.objects.create(agency=where, number="2", received_on=DAY, topic="咨询")
    figures = fact_figures([where.pk], YEAR)
    assert (figures["facts.tickets.received"].number, figures["facts.tickets.answered"].number) == (2, 1)


def test_all_figures_take_one_query_per_register(django_assert_max_num_queries: Any) -> None:
    where = town()
    for number in range(30):
        Training.objects.create(agency=where, title=f"培训{number}", held_on=DAY, participants=1)
    with django_assert_max_num_queries(8):
        fact_figures([where.pk], YEAR)
