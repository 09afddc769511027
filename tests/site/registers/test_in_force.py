"""The stock of documents on a day, and what stands over the lists of section two."""

import datetime as dt

from django.urls import reverse

from gongkai_site.registers import summaries
from gongkai_site.registers.models import Fee, RegulatoryDocument
from tests.site import build
from tests.site.records.build import record


def test_the_stock_counts_the_last_day_of_force_and_not_the_day_of_repeal() -> None:
    agency = build.agency()
    who = build.actor(agency)
    record(who, agency, "documents", number="期满", expires_on="2025-06-30")
    record(who, agency, "documents", number="废止", repealed_on="2025-06-30")
    record(who, agency, "documents", number="未施行", in_force_from="2025-07-01")
    found = {}
    for day in ("2025-01-31", "2025-06-29", "2025-06-30", "2025-07-01"):
        stock = RegulatoryDocument.objects.filter(RegulatoryDocument.in_force(dt.date.fromisoformat(day)))
        found[day] = set(stock.values_list("number", flat=True))
    assert found == {
        "2025-01-31": set(),
        "2025-06-29": {"期满", "废止"},
        "2025-06-30": {"期满"},
        "2025-07-01": {"未施行"},
    }


def test_the_page_shows_the_stock_on_the_day_asked_for_and_what_expires_soon() -> None:
    agency, other = build.agency(), build.agency()
    who = build.actor(agency)
    record(who, agency, "documents", title="快到期的办法", expires_on="2025-08-31")
    record(who, agency, "documents", number="2", title="长期办法")
    record(build.actor(other), other, "documents", title="别处的办法")
    client = build.signed_in(build.person(agency))
    address = reverse("registers:in-force", args=(agency.pk,))
    june = client.get(f"{address}?on=2025-06-15").content.decode()
    assert "行政规范性文件2件" in june and "快到期的办法有效期到2025-08-31" in june and "别处的办法" not in june
    later = client.get(f"{address}?on=2025-09-01").content.decode()
    assert "行政规范性文件1件" in later and "快到期的办法" not in later
    assert "日期写得不对" in client.get(f"{address}?on=2025-99-99").content.decode()
    assert build.signed_in(build.person(other)).get(address).status_code == 403


def test_fees_are_summed_in_fen_and_rounded_once() -> None:
    agency = build.agency()
    who = build.actor(agency)
    for number in range(3):
        record(who, agency, "fees", receipt=f"票{number}", amount="40.00")
    [table] = summaries.fees(agency, Fee.objects.filter(agency=agency), 2025)
    assert table.rows == [["120.00", "0.01"]]
    record(who, agency, "fees", receipt="退", amount="-70.01")
    [table] = summaries.fees(agency, Fee.objects.filter(agency=agency), 2025)
    assert table.rows == [["49.99", "0.00"]]
    assert list(summaries.fees(agency, Fee.objects.none(), 2025)) == []


def test_a_day_at_the_end_of_all_calendars_is_no_day() -> None:
    agency = build.agency()
    browser = build.signed_in(build.person(agency))
    answer = browser.get(reverse("registers:in-force", args=(agency.pk,)), {"on": "9999-12-31"})
    assert answer.status_code == 200
    assert answer.context["wrong"]
