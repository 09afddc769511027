"""A table pasted onto the report's form: a dry run, then cells set by hand for a reason, all or none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gongkai_site.annual.models import AnnualReport, Override, State
from gongkai_site.audit.models import Event
from gongkai_site.people.models import Role
from tests.site import build
from tests.site.annual.build import report, version

TABLE = "disputes"
FIGURES = [str(number) for number in range(15)]


@pytest.fixture
def made() -> AnnualReport:
    return report(build.agency())


@pytest.fixture
def clerk(made: AnnualReport) -> Client:
    return build.signed_in(build.person(made.agency))


def address(made: AnnualReport) -> str:
    return reverse("annual:paste", args=[made.agency_id, made.year, made.scope])


def test_what_would_change_is_shown_first_and_done_with_a_reason_and_an_event_each(made, clerk):
    sent = {"table": TABLE, "pasted": "\t".join(FIGURES)}
    plan = clerk.post(address(made), sent).context["plan"]
    assert [each.pasted for each in plan.settings] == FIGURES[1:] and plan.same == 1
    assert not Override.objects.exists()
    digest = clerk.post(address(made), sent).context["digest"]
    confirm = {**sent, "confirm": "1", "digest": digest}
    assert clerk.post(address(made), {**confirm, "reason": ""}).status_code == 400
    assert clerk.post(address(made), {**confirm, "digest": "x", "reason": "旧台账"}).status_code == 409
    assert not Override.objects.exists()
    assert clerk.post(address(made), {**confirm, "reason": "旧台账"}).status_code == 302
    assert list(Override.objects.order_by("pk").values_list("value", flat=True)) == [int(each) for each in FIGURES[1:]]
    assert Event.objects.filter(action="report.override", sealed__reason="旧台账").count() == 14


def test_full_width_digits_and_separators_are_read_and_blank_cells_stay(made, clerk):
    text = "\t".join(["１,２３４", "", "—", *FIGURES[3:]])
    plan = clerk.post(address(made), {"table": TABLE, "pasted": text}).context["plan"]
    assert [each.pasted for each in plan.settings][:2] == ["1234", "3"]


def test_what_is_no_figure_is_told_by_row_and_column_and_cannot_be_confirmed(made, clerk):
    text = "\t".join(["1.5", "约3件", *FIGURES[2:]])
    answer = clerk.post(address(made), {"table": TABLE, "pasted": text, "confirm": "1", "digest": "", "reason": "x"})
    first, second = answer.context["plan"].faults
    assert "第1行第1列" in first and "不是整数" in first
    assert "第1行第2列" in second and "“约3件”不是数字" in second
    assert not Override.objects.exists()


@pytest.mark.parametrize("sent", [{"table": "x", "pasted": "1"}, {"table": TABLE, "pasted": "1\t2"}, {}])
def test_what_fits_no_table_is_refused_in_words(made, clerk, sent):
    answer = clerk.post(address(made), sent)
    assert answer.status_code == 400 and answer.context["error"]


def test_only_who_may_write_pastes_and_only_into_a_draft(made, clerk):
    leader = build.signed_in(build.person(made.agency, Role.LEADER))
    assert leader.get(address(made)).status_code == 403
    version(made)
    assert made.state == State.LOCKED
    assert clerk.get(address(made)).status_code == 409
