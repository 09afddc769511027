"""What belongs to an agency is asked within somebody's reach, or not at all."""

from collections.abc import Callable
from contextvars import Context
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from gongkai_site.agencies.models import Agency
from gongkai_site.office.reaching import ReachMiddleware
from gongkai_site.people.models import Membership, Role, User
from gongkai_site.reach import OutOfReach, Reached, everywhere, within
from gongkai_site.records.actions import correct_record, undo_import, void_record
from gongkai_site.records.models import Record
from gongkai_site.requests.models import Applicant, Request
from tests.site.annual import build as annual
from tests.site.build import actor, agency, person
from tests.site.records.build import imported, record, workbook

REACHED = sorted(
    {each._meta.label for each in apps.get_models() if issubclass(each, Record)}
    | {"requests.Applicant", "records.ImportBatch", "records.StagedFile", "records.ColumnMapping", "records.Counter"}
)


def out_of_reach(work: Callable[[], Any]) -> Any:
    """Do it where nobody has said anything, as a process does that forgets to."""
    return Context().run(work)


@pytest.mark.parametrize("label", REACHED)
@pytest.mark.parametrize(
    "ask",
    [
        lambda things: things.all(),
        lambda things: things.exists(),
        lambda things: things.exclude(pk=1).exists(),
        lambda things: things.count(),
        lambda things: things.in_bulk(),
        lambda things: things.update(pk=1),
        lambda things: things.bulk_create([]),
        lambda things: Agency.objects.filter(pk__in=things.exclude(pk=1).values("pk")),
        lambda things: things.get_or_create(pk=1),
        lambda things: things.raw("SELECT 1"),
    ],
)
def test_whatever_is_asked_raises_where_nobody_said_within_whose_reach(label, ask):
    with pytest.raises(OutOfReach, match=label):
        out_of_reach(lambda: ask(apps.get_model(label)._default_manager))


def test_every_model_of_registers_and_applicants_is_reached_and_no_other_way_leads_to_it():
    for label in REACHED:
        managers = apps.get_model(label)._meta.managers
        assert managers and all(isinstance(each, Reached) for each in managers), label
    for model in apps.get_models():
        if model.__module__.startswith("gongkai_site.records") or issubclass(model, Record):
            assert model._meta.label in REACHED


def test_a_query_gives_what_is_within_reach_and_nothing_else():
    one, two, three = agency(), agency(), agency()
    for where in (one, two, three):
        Applicant.objects.create(request=annual.request(where, "2025-01-03"), name="张三")
    with within((one.pk,)):
        assert [each.agency for each in Request.objects.all()] == [one]
        assert [each.request.agency for each in Applicant.objects.all()] == [one]
        asked = Request.objects.all()
    assert asked.count() == 1, "a query goes no further where it is used than where it was made"
    with within((one.pk, two.pk)):
        assert {each.agency for each in Request.objects.all()} == {one, two}
    with within(()):
        assert not Request.objects.exists()
    with within((one.pk,)), everywhere("to see all three"):
        assert Request.objects.count() == 3
    with pytest.raises(ValueError, match="why"), everywhere(" "):
        pass


@pytest.mark.parametrize("key", ["requests", "disputes", "trainings"])
def test_actions_say_themselves_what_they_reach(key):
    """Added, corrected, voided and imported where nobody else has said anything, as a command does."""
    town = agency()
    who = actor(town)
    made = out_of_reach(lambda: record(who, town, key))
    out_of_reach(lambda: correct_record(who, made, {"note": "x"}, revision=1, reason="x"))
    out_of_reach(lambda: void_record(who, made, revision=2, reason="x"))
    table = workbook([["培训内容", "日期", "人次"], ["条例", "2025-04-01", "3"]])
    batch = out_of_reach(lambda: imported(who, town, "trainings", table))
    assert out_of_reach(lambda: undo_import(who, batch, reason="x")) == 1


def asked_by(address: dict[str, Any], view: Callable[[], Any], path: str = "/", user: User | None = None) -> str:
    """What a view gets to see at an address, once the middleware has set its reach."""
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()

    def answer(request: Any) -> HttpResponse:
        middleware.process_view(request, None, (), address)
        return HttpResponse(repr(view()))

    middleware = ReachMiddleware(answer)
    return middleware(request).content.decode()


def seen() -> list[int]:
    return sorted(Request.objects.values_list("agency", flat=True))


def test_a_page_reaches_the_agency_in_its_address_and_no_other():
    one, two = agency(), agency()
    for where in (one, two):
        annual.request(where, "2025-01-03")
    user = person(two)
    for path in ("/", "/admin/records/"):
        assert asked_by({"agency_id": one.pk}, seen, path, user) == f"[{one.pk}]"


def test_the_first_page_reaches_the_agencies_where_its_reader_has_a_role():
    one, two, three = agency(), agency(), agency()
    for where in (one, two, three):
        annual.request(where, "2025-01-03")
    user = person(one)
    Membership.objects.create(user=user, agency=three, role=Role.REVIEWER, since="2020-01-01")
    assert asked_by({}, seen, "/admin/", user) == f"[{one.pk}, {three.pk}]"
    assert asked_by({}, seen, "/admin/", person(is_system_admin=True)) == "[]"


def test_a_public_page_without_an_agency_in_its_address_reaches_nothing_whatever_was_said_before():
    with pytest.raises(OutOfReach), everywhere("as a test does"):
        asked_by({"pk": 1}, seen, "/reports/1/", person(agency()))


def test_after_a_request_everything_is_as_before():
    with everywhere("as a test does"):
        asked_by({"agency_id": 1}, seen)
        assert Request.objects.count() == 0
