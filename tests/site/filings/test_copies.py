"""A vertical department that never signs in gives its copy to the local government: by link, on paper, as a file."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.writing import render_report
from gongkai_site.agencies.models import Kind, Level
from gongkai_site.annual.models import Origin, Scope, Version
from gongkai_site.errors import AlreadyReported, NotAllowed, WrongState
from gongkai_site.filings.actions import accept_filing, file_on_paper, hand_up, make_link
from gongkai_site.filings.consolidation.area import area
from gongkai_site.filings.models import Filing, FilingLink
from gongkai_site.intake.actions import accept, take_in
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.people.models import Role
from tests.site.build import actor, agency, person, signed_in
from tests.site.filings.build import RECEIVED, YEAR, content, filed, supervisor, version
from tests.site.filings.test_link_pages import BALANCED

State, Way = Filing.State, Filing.Way


@pytest.fixture
def government():
    place = "湖北省松江市河阳县"
    made = agency("河阳县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, place=place)
    version(made, requests__received__total=5)
    return made


@pytest.fixture
def tax(government):
    line = agency("国家税务总局松江市税务局", kind=Kind.DEPARTMENT, level=Level.PREFECTURE, vertical=True)
    return agency(
        "国家税务总局河阳县税务局", line, Kind.DEPARTMENT, vertical=True, local_government=government,
        place=government.place,
    )  # fmt: skip


def only_a_copy(government, tax):
    """Whether the government alone was given the report, and sums nothing of it."""
    (filing,) = Filing.objects.exclude(state=State.REPLACED)
    assert (filing.agency, filing.superior, filing.copy, filing.scope) == (tax, government, True, Scope.OWN)
    if filing.state == State.FILED:
        accept_filing(supervisor(government), filing, filing.revision, "已核对")
    assert area(government, YEAR, include_filed=True).sums.report.cells[RECEIVED] == 5
    return filing


def taken(government, tax, run_tasks, name="来文.xlsx", expected=YEAR, **cells):
    data = render_report(content(tax, **{**BALANCED, **cells}), "xlsx")
    (document,) = take_in(supervisor(government), government, name, data, expected_year=expected)
    run_tasks()
    document.refresh_from_db()
    return document


def test_a_copy_taken_in_as_a_file_is_filed_for_the_department(government, tax, run_tasks):
    document = taken(government, tax, run_tasks)
    made = accept(supervisor(government), document, revision=document.revision)
    filing = only_a_copy(government, tax)
    assert (filing.way, filing.version) == (Way.PAPER, made)
    again = taken(government, tax, run_tasks, "更正.xlsx", proactive__fees__amount=1)
    accept(supervisor(government), again, revision=again.revision, correction=True, reason="该局更正")
    assert only_a_copy(government, tax).version.number == 2, "a corrected copy takes the place of the first"


def test_a_copy_of_another_year_taken_in_for_the_record_is_not_filed(government, tax, run_tasks):
    document = taken(government, tax, run_tasks, expected=None)
    accept(supervisor(government), document, revision=document.revision)
    assert not Filing.objects.exists()


def test_a_copy_makes_no_second_version_of_what_went_to_the_superior(government, tax, run_tasks):
    made = version(tax)
    filed(made)
    document = taken(government, tax, run_tasks, proactive__fees__amount=1)
    with pytest.raises(AlreadyReported, match="只收副本"):
        accept(supervisor(government), document, revision=document.revision, correction=True, reason="更正")
    copy = file_on_paper(supervisor(government), made, to=government, filed_on=dt.date(YEAR + 1, 1, 9))
    assert (copy.copy, copy.version, copy.filed_on) == (True, made, dt.date(YEAR + 1, 1, 9))
    assert Version.objects.filter(report__agency=tax).count() == 1


def test_the_overview_leads_to_the_paper_page_of_a_copy(government, tax):
    boss = signed_in(person(government, Role.SUPERVISOR))
    here = reverse("filings:paper", args=[government.pk, YEAR, tax.pk])
    listed = boss.get(reverse("filings:overview", args=[government.pk, YEAR])).content.decode()
    assert here in listed and f"?of={tax.pk}" in listed
    made = version(tax)
    page = boss.get(here)
    assert page.context["ready"] == [] and "不计入汇总" in page.content.decode(), "only locked: its own affair"
    data = {"version": made.pk, "filed_on": f"{YEAR + 1}-01-15", "note": "纸质"}
    assert boss.post(here, data).status_code == 409
    filed(made)
    assert boss.get(here).context["ready"] == [made]
    assert boss.post(here, data).status_code == 302
    copy = Filing.objects.get(copy=True)
    assert (copy.superior, copy.version) == (government, made)
    assert boss.get(here).context["ready"] == []
    with pytest.raises(WrongState, match="不必再报"):
        file_on_paper(supervisor(government), made, to=government)
    assert hand_up_again(tax, made) == 1, "handing up by itself then gives no second copy"


def hand_up_again(tax, made):
    Filing.objects.filter(copy=False).update(state=State.RETURNED)
    hand_up(actor(tax), made)
    return Filing.objects.filter(copy=True).count()


def test_whom_no_copy_is_owed_files_none(government, tax):
    made, areas = version(tax), version(tax, scope=Scope.AREA)
    filed(made), filed(areas)
    other = agency("乐平县人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY)
    for to, what in ((other, made), (government, areas)):
        with pytest.raises(WrongState, match="不向"):
            file_on_paper(supervisor(to), what, to=to)
    with pytest.raises(NotAllowed):
        file_on_paper(actor(government), made, to=government)
    with pytest.raises(WrongState, match="不向"):
        make_link(supervisor(other), tax, YEAR, to=other)
    with pytest.raises(NotAllowed):
        make_link(supervisor(other), tax, YEAR, to=government)
    address = reverse("filings:paper", args=[other.pk, YEAR, tax.pk])
    assert signed_in(person(other, Role.SUPERVISOR)).get(address).status_code == 404
    assert Filing.objects.filter(copy=True).count() == 0


def through_the_link(government, tax, run_tasks):
    boss = signed_in(person(government, Role.SUPERVISOR))
    here = reverse("filings:links", args=[government.pk, YEAR])
    assert tax in boss.get(here).context["agencies"]
    address = boss.post(here, {"of": tax.pk, "days": 5}).context["made"]
    address = address[address.index("/", 9) :]
    client = Client()
    sent = SimpleUploadedFile("report.xlsx", render_report(content(tax, **BALANCED), "xlsx"))
    client.post(address, {"file": sent})
    run_tasks()
    page = client.get(address)
    document = page.context["document"]
    assert document.agency == government, "it lies on the desk of whoever gave the link"
    done = client.post(f"{address}confirm/", {"document": document.pk, "right": "1"}, follow=True)
    assert "已经报送" in done.content.decode()
    assert IncomingDocument.objects.get(pk=document.pk).version is not None


def test_a_link_of_the_government_gives_it_the_copy_and_the_superior_nothing(government, tax, run_tasks):
    line = make_link(supervisor(tax.superior), tax, YEAR)
    through_the_link(government, tax, run_tasks)
    filing = only_a_copy(government, tax)
    assert (filing.way, filing.version.cells[RECEIVED]) == (Way.LINK, 3)
    line.link.refresh_from_db()
    assert not line.link.withdrawn, "each gives links of its own"
    assert FilingLink.objects.get(superior=government).used_at is not None


@pytest.mark.parametrize(("received", "versions"), [(3, 1), (4, 2)])
def test_a_copy_by_link_that_says_the_same_is_no_new_version(government, tax, run_tasks, received, versions):
    cells = {**BALANCED, "requests__received__total": received}
    made = version(tax, origin=Origin.DOCUMENT, **cells)
    through_the_link(government, tax, run_tasks)
    assert Version.objects.filter(report__agency=tax).count() == versions
    assert (only_a_copy(government, tax).version == made) == (versions == 1)
