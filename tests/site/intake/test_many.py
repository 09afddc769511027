"""Wrong guesses mended for many documents at once, and findings decided for many at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, ReasonRequired
from gongkai_site.intake.actions import assign_many, decide_findings
from gongkai_site.intake.actions.many import Picked
from gongkai_site.intake.cells import cell_states
from gongkai_site.intake.findings import decisions_on, key_of, live_findings
from gongkai_site.intake.models import FindingDecision, IncomingDocument
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.intake import build as docs

Status = IncomingDocument.Status
FREE = {"requests__received__research": 3}
"""Received, but with no result: the sums do not fit."""


@pytest.fixture
def browser(office: Actor) -> Client:
    assert office.user is not None
    return build.signed_in(office.user)


def _picked(*documents: IncomingDocument) -> list[Picked]:
    return [(each, each.revision) for each in documents]


def _fresh(document: IncomingDocument) -> tuple[Any, ...]:
    document.refresh_from_db()
    return document.status, document.of_agency_id, document.of_year


class TestAssigning:
    def test_documents_of_other_years_go_to_the_year_that_each_states(self, office, county, township):
        past = [
            docs.dropped(office, county, f"{year}.html", docs.html(township.name, year), expected_year=2024)
            for year in (2022, 2023)
        ]
        assert {each.status for each in past} == {Status.ASIDE}
        before = Event.objects.count()
        assert assign_many(office, _picked(*past), agency=None, year=None) == 2
        assert [_fresh(each) for each in past] == [(Status.MATCHED, township.pk, year) for year in (2022, 2023)]
        assert Event.objects.filter(action="document.assign").count() == Event.objects.count() - before == 2

    def test_a_wrong_guess_is_mended_for_all_that_were_picked_and_no_other(self, office, county, township):
        other = Agency.objects.get(name="安平县第2镇人民政府")
        three = [docs.dropped(office, county, f"{n}.html", docs.html(township.name, 2020 + n)) for n in (1, 2, 3)]
        assign_many(office, _picked(*three[:2]), agency=other, year=None)
        assert [_fresh(each)[1] for each in three] == [other.pk, other.pk, township.pk]

    def test_with_one_that_cannot_be_assigned_none_is_and_it_is_named(self, office, county, township):
        good = docs.dropped(office, county, "好.html", docs.html(township.name, 2023))
        strange = docs.dropped(office, county, "外县.html", docs.html("外县人民政府办公室", 2023))
        with pytest.raises(InvalidInput, match=r"外县\.html.*哪个单位") as told:
            assign_many(office, _picked(good, strange), agency=None, year=2022)
        assert "好.html" not in str(told.value)
        assert _fresh(good)[2] == 2023 and not Event.objects.filter(action="document.assign").exists()

    def test_what_was_changed_meanwhile_is_not_overwritten(self, office, county, township):
        document = docs.dropped(office, county, "a.html", docs.html(township.name, 2023))
        with pytest.raises(InvalidInput, match="已被他人修改"):
            assign_many(office, [(document, document.revision - 1)], agency=None, year=2022)

    def test_the_list_sends_what_is_ticked(self, browser, office, county, township):
        document = docs.dropped(office, county, "a.html", docs.html(township.name, 2023), expected_year=2024)
        address = reverse("intake:list", args=[county.pk])
        assert f'value="{document.pk}:{document.revision}"' in browser.get(address).content.decode()
        sent = {"pick": f"{document.pk}:{document.revision}", "of_year": "", "of_agency": "", "back": address}
        assert browser.post(reverse("intake:assign-picked", args=[county.pk]), sent).headers["Location"] == address
        assert _fresh(document) == (Status.MATCHED, township.pk, 2023)

    @pytest.mark.parametrize(
        "sent", [{}, {"pick": "x:1"}, {"pick": "1:1", "of_year": "去年"}, {"pick": "9:9", "of_agency": "999"}]
    )
    def test_nonsense_is_answered_in_words(self, browser, county, sent):
        answer = browser.post(reverse("intake:assign-picked", args=[county.pk]), sent, follow=True)
        assert answer.status_code == 200 and "alert-error" in answer.content.decode()

    def test_a_desk_elsewhere_and_a_clerk_below_are_refused(self, browser, office, county, township):
        document = docs.dropped(office, county, "a.html", docs.html(township.name, 2023))
        sent = {"pick": f"{document.pk}:{document.revision}", "of_year": "2022"}
        clerk = build.signed_in(build.person(township))
        assert clerk.post(reverse("intake:assign-picked", args=[county.pk]), sent).status_code == 403
        clerk.post(reverse("intake:assign-picked", args=[township.pk]), sent)
        assert _fresh(document)[2] == 2023


class TestFindings:
    @pytest.fixture
    def two(self, office, county, township):
        return [
            docs.dropped(office, county, f"{year}.html", docs.html(township.name, year, **FREE))
            for year in (2022, 2023)
        ]

    def keys(self, document):
        return [key_of(each) for each in live_findings(document, cell_states(document))]

    def test_each_finding_gets_an_event_with_its_reason(self, office, two):
        document = two[0]
        keys = self.keys(document)
        assert len(keys) > 1
        decide_findings(office, document, keys[:2], stands=False, reason="印刷时漏了一行")
        events = Event.objects.filter(action="document.finding")
        assert [(each.reason, each.object_id) for each in events] == [("印刷时漏了一行", str(document.pk))] * 2
        decide_findings(office, document, keys[:1], stands=True, reason="原件如此")
        assert [each.stands for _, each in sorted(decisions_on([document]).items())].count(True) == 1

    def test_without_a_reason_or_for_what_is_not_found_nothing_is_decided(self, office, two):
        with pytest.raises(ReasonRequired):
            decide_findings(office, two[0], self.keys(two[0]), stands=True, reason=" ")
        with pytest.raises(InvalidInput, match="已经变了"):
            decide_findings(office, two[0], ["0" * 64], stands=True, reason="原件如此")
        assert not FindingDecision.objects.exists()

    def test_findings_of_many_documents_are_decided_by_one_press(self, browser, county, two):
        address = reverse("intake:findings", args=[county.pk])
        picks = [each.pick for group in browser.get(address).context["groups"] for each in group]
        assert len(picks) == sum(len(self.keys(each)) for each in two)
        answer = browser.post(address, {"pick": picks, "stands": "yes", "reason": "原件如此"}, follow=True)
        assert all(each.decision.stands for group in answer.context["groups"] for each in group)
        assert Event.objects.filter(action="document.finding").count() == len(picks)
        assert "属实" in browser.get(reverse("intake:document", args=[county.pk, two[0].pk])).content.decode()

    def test_who_may_only_look_sees_no_boxes_and_is_refused(self, office, county, township, two):
        above = build.agency("安平市人民政府")
        Agency.objects.filter(pk=county.pk).update(superior=above, path=f"/{above.pk}/{county.pk}/")
        city = build.signed_in(build.person(above, Role.SUPERVISOR))
        address = reverse("intake:findings", args=[county.pk])
        assert 'name="pick"' not in city.get(address).content.decode()
        assert city.post(address, {"pick": "1:x", "reason": "x"}).status_code == 403


class TestProgress:
    def test_while_files_wait_the_list_asks_again_and_says_how_far_it_is(
        self, browser, office, county, township, settings, tmp_path
    ):
        settings.DATA = tmp_path
        from gongkai_site.intake.actions import read_document, take_in

        first = take_in(office, county, "1.html", docs.html(township.name, 2022))[0]
        take_in(office, county, "2.html", docs.html(township.name, 2023))
        read_document(first)
        address = f"{reverse('intake:list', args=[county.pk])}?after={first.pk - 1}"
        whole = browser.get(address).content.decode()
        assert "hx-get" in whole and "已识读1份，共2份" in whole and "没有运行" in whole
        part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part and "已识读1份，共2份" in part and "2.html" in part

    def test_when_all_are_read_it_stops(self, browser, office, county, township):
        docs.dropped(office, county, "1.html", docs.html(township.name, 2022))
        assert "hx-get" not in browser.get(reverse("intake:list", args=[county.pk])).content.decode()


def test_a_reading_done_by_an_older_release_is_kept_and_can_be_had_back(office, county, township, browser, monkeypatch):
    from dataclasses import replace

    from gongkai_site.intake.actions import read_document, reread, restore_reading

    document = docs.dropped(office, county, "a.html", docs.html(township.name, 2023, requests__received__research=3))
    IncomingDocument.objects.filter(pk=document.pk).update(release="0.0.9", read_at=timezone.now() - timedelta(9))

    def otherwise(report):
        return replace(report, cells={**report.cells, "requests.received.research": 8})

    monkeypatch.setattr("gongkai_site.intake.putting_down.read_file", docs.read_as(otherwise))
    document.refresh_from_db()
    for _ in range(2):  # the same reading once more is not kept twice
        reread(office, document)
        read_document(document)
        document.refresh_from_db()
    assert document.content["cells"]["requests.received.research"] == 8
    (earlier,) = document.earlier.exclude(release=document.release)
    assert (earlier.release, earlier.content["cells"]["requests.received.research"]) == ("0.0.9", 3)
    page = browser.get(reverse("intake:document", args=[county.pk, document.pk])).content.decode()
    assert "版本0.0.9" in page
    address = reverse("intake:restore-reading", args=[county.pk, document.pk, earlier.pk])
    assert browser.post(address, {"revision": document.revision, "reason": ""}).status_code == 400
    browser.post(address, {"revision": document.revision, "reason": "新版读错了"})
    document.refresh_from_db()
    assert (document.content["cells"]["requests.received.research"], document.release) == (3, "0.0.9")
    assert _fresh(document) == (Status.MATCHED, township.pk, 2023)
    assert {each.content["cells"]["requests.received.research"] for each in document.earlier.all()} == {3, 8}
    assert Event.objects.get(action="document.restore-reading").reason == "新版读错了"
    back = document.earlier.exclude(pk=earlier.pk).get()
    restore_reading(office, document, back, revision=document.revision, reason="再看一次")
    document.refresh_from_db()
    assert document.content["cells"]["requests.received.research"] == 8


def test_a_reading_that_fails_does_not_lose_the_one_before(office, county, township, monkeypatch):
    from gongkai_site.intake.actions import read_document, reread

    document = docs.dropped(office, county, "a.html", docs.html(township.name, 2023))
    monkeypatch.setattr("gongkai_site.intake.putting_down.read_file", lambda data, name: [])
    reread(office, document)
    read_document(document)
    document.refresh_from_db()
    assert document.content is None and document.earlier.get().content["year"] == 2023
