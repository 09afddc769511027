"""The register of disputes: links shown from both sides, co-defendant cases told apart."""

import pytest
from django.urls import reverse

from gongkai_site.disputes.checks import marks
from gongkai_site.records.entry import EntryContext, read_entry
from gongkai_site.records.registry import REGISTERS
from tests.site import build
from tests.site.records.build import VALUES, record


def test_a_dispute_is_linked_from_the_request_through_the_pages() -> None:
    agency = build.agency()
    who = build.actor(agency)
    request = record(who, agency, "requests")
    client = build.signed_in(build.person(agency))
    form = client.get(f"{reverse('records:add', args=(agency.pk, 'disputes'))}?request=2025-001").content.decode()
    assert 'value="2025-001"' in form and "国办公开办函〔2016〕201号" in form
    dispute = record(who, agency, "disputes")
    address = reverse("records:link", args=(agency.pk, "disputes", dispute.pk))
    wrong = client.post(address, {"request": "没有", "revision": "1", "reason": "关联"})
    assert wrong.status_code == 400 and 'value="没有"' in wrong.content.decode()
    page = client.post(address, {"request": "2025-001", "revision": "1", "reason": "关联"}, follow=True)
    assert reverse("records:open", args=(agency.pk, "requests", request.pk)) in page.content.decode()


def test_a_co_defendant_case_says_that_it_does_not_count() -> None:
    agency = build.agency()
    who = build.actor(agency)
    told = {
        part: list(marks(record(who, agency, "disputes", number=part, part=part), None))
        for part in ("原行为机关", "共同被告")
    }
    assert told == {"原行为机关": ["尚未审结"], "共同被告": ["不计入本机关年报", "尚未审结"]}


def test_a_case_before_its_request_is_doubted() -> None:
    agency = build.agency()
    record(build.actor(agency), agency, "requests")
    raw = {**VALUES["disputes"], "request": "2025-001", "lodged_on": "2025-03-01"}
    [doubt] = read_entry(EntryContext(agency, REGISTERS["disputes"]), raw).problems
    assert doubt.doubt and "早于对应申请的收到日期" in doubt.message


@pytest.mark.parametrize(("word", "told"), [("行政诉讼", "分不清是哪一种"), ("仲裁", "不在可选范围内")])
def test_a_lawsuit_must_say_whether_reconsideration_came_first(word: str, told: str) -> None:
    agency = build.agency()
    problems = read_entry(EntryContext(agency, REGISTERS["disputes"]), {**VALUES["disputes"], "kind": word}).errors
    assert [each.field for each in problems] == ["kind"] and told in problems[0].message
