"""A publication made in error is withdrawn with its reason: it stays listed as withdrawn, and its text is gone."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.actions.publish import publish, withdraw_publication
from gongkai_site.annual.models import Placement, Version
from gongkai_site.annual.waiting import waiting
from gongkai_site.audit.models import Event
from gongkai_site.errors import NotAllowed, ReasonRequired, WrongState
from gongkai_site.home.telling import TELLING
from gongkai_site.people.models import Role
from gongkai_site.policy import PUBLIC, may
from tests.site.build import actor, agency, person, signed_in
from tests.site.portal.build import published, version

REASON = "误将未经审核的版本公开"
SENTENCE = "一、总体情况"


@pytest.fixture
def town() -> Agency:
    return agency("青石镇人民政府")


def withdrawn(made: Version, reason: str = REASON) -> Placement:
    placement = made.placements.get()
    withdraw_publication(actor(made.report.agency, Role.REVIEWER), placement, reason=reason)
    made.refresh_from_db()
    return placement


def shown(name: str, *args: object, client: Client | None = None, status: int = 200) -> str:
    answer = (client or Client()).get(reverse(f"portal:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def test_it_stays_listed_as_withdrawn_and_its_text_is_gone(town: Agency) -> None:
    made = published(town)
    before = shown("report", town.pk, 2025)
    assert SENTENCE in before and "已撤回" not in before
    withdrawn(made)
    for page in (shown("report", town.pk, 2025), shown("version", town.pk, 2025, 1)):
        assert REASON in page and "已撤回" in page and made.sha256 in page
        assert SENTENCE not in page and "/docx/" not in page
    assert "已撤回" in shown("agency", town.pk) and "已撤回" in shown("home")
    feed = shown("feed")
    assert "（已撤回）" in feed and REASON in feed
    [told] = Client().get(reverse("portal:reports-json")).json()["reports"]
    assert told["withdrawn"]["reason"] == REASON and told["files"] == {} and told["published"][0]["withdrawn"]
    data = Client().get(reverse("portal:reports-json"), {"after": 10**9}).json()
    assert [each["reason"] for each in data["withdrawn"]] == [REASON] and data["reports"] == []


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "xlsx", "csv", "json"])
def test_no_file_of_it_is_given_any_more(town: Agency, kind: str) -> None:
    made = published(town)
    first = Client().get(reverse("portal:file", args=[town.pk, 2025, 1, kind]))
    assert first.status_code == 200
    withdrawn(made)
    again = Client().get(reverse("portal:file", args=[town.pk, 2025, 1, kind]), HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 410 and REASON in again.content.decode()


def test_who_has_the_page_already_is_told_too(town: Agency) -> None:
    made = published(town)
    first = Client().get(reverse("portal:report", args=[town.pk, 2025]))
    withdrawn(made)
    again = Client().get(reverse("portal:report", args=[town.pk, 2025]), HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200 and REASON in again.content.decode()


def test_the_version_before_it_is_what_the_reports_address_shows_again(town: Agency) -> None:
    published(town)
    second = published(town, reason="更正收费")
    withdrawn(second)
    page = shown("report", town.pk, 2025)
    assert SENTENCE in page and "第2版" in page and REASON in page and "查阅最新版" not in page
    assert SENTENCE not in shown("version", town.pk, 2025, 2)
    assert "已撤回" not in shown("agency", town.pk)


def test_a_version_withdrawn_can_be_published_again(town: Agency) -> None:
    made = published(town)
    withdrawn(made)
    publish(actor(town, Role.CLERK), made, own_pages=True, on=dt.date(2026, 2, 1))
    page = shown("report", town.pk, 2025)
    assert SENTENCE in page and REASON in page
    assert Client().get(reverse("portal:reports-json")).json()["reports"][0]["withdrawn"] is None


def test_one_action_with_a_reason_by_who_may_and_its_event(town: Agency) -> None:
    made = published(town)
    placement = made.placements.get()
    with pytest.raises(ReasonRequired):
        withdrawn(made, " ")
    for who in (actor(town, Role.CLERK), actor(town, Role.SUPERVISOR), actor(agency(), Role.REVIEWER)):
        with pytest.raises(NotAllowed):
            withdraw_publication(who, placement, reason=REASON)
    assert may(PUBLIC, "published.view", made) and not Event.objects.filter(action="report.withdraw").exists()
    withdrawn(made)
    [event] = Event.objects.filter(action="report.withdraw")
    assert event.reason == REASON and REASON in event.after and event.agency_id == town.pk
    assert not may(PUBLIC, "published.view", made) and may(PUBLIC, "published.list", made)
    with pytest.raises(WrongState):
        withdrawn(made)


def test_what_was_never_published_is_not_listed(town: Agency) -> None:
    version(town)
    assert Client().get(reverse("portal:report", args=[town.pk, 2025])).status_code == 404


def test_the_agencys_people_are_told_that_it_is_to_be_published_again(town: Agency) -> None:
    made = published(town)
    made.report.state = "locked"
    made.report.save()
    assert not [each for each in waiting((town.pk,), dt.date(2026, 3, 1)) if each.kind == "version.publish"]
    withdrawn(made)
    assert [each for each in waiting((town.pk,), dt.date(2026, 3, 1)) if each.kind == "version.publish"]
    assert "report.withdraw" in TELLING


def test_it_is_done_on_the_page_of_publications(town: Agency) -> None:
    made = published(town)
    address = reverse("annual:publish", args=[made.pk])
    clerk, reviewer = signed_in(person(town, Role.CLERK)), signed_in(person(town, Role.REVIEWER))
    assert "公开有误，撤回" not in clerk.get(address).content.decode()
    assert "公开有误，撤回" in reviewer.get(address).content.decode()
    placement = made.placements.get()
    empty = reviewer.post(address, {"withdraw": placement.pk, "reason": ""})
    assert empty.status_code == 400 and "请填写原因" in empty.content.decode()
    assert reviewer.post(address, {"withdraw": "0", "reason": REASON}).status_code == 400
    assert reviewer.post(address, {"withdraw": placement.pk, "reason": REASON}).status_code == 302
    page = reviewer.get(reverse("annual:versions", args=[town.pk, 2025, "own"])).content.decode()
    assert REASON in page


def test_the_database_itself_holds_no_withdrawal_without_a_reason(town: Agency) -> None:
    placement = published(town).placements.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(withdrawn_on=dt.date(2026, 3, 1))
