"""An area's sums open for those who write, review and sign it, and on what was locked, whatever comes later."""

import io
import re
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse
from openpyxl import load_workbook

from gongkai_site.agencies.models import Kind, Level
from gongkai_site.annual.figures import source_of
from gongkai_site.annual.models import AnnualReport, Placement, Scope
from gongkai_site.filings.consolidation.area import area_of, shown_area
from gongkai_site.filings.models import Consolidated, Filing
from gongkai_site.people.models import Role
from tests.site.build import agency, person, signed_in
from tests.site.filings.build import RECEIVED, YEAR, filed, version
from tests.site.filings.test_consolidating import consolidated, twice

__all__ = ["twice"]
State = Filing.State


@pytest.fixture
def government():
    """A county below a city with two townships: 0 of its own, 3 and 4 of theirs."""
    city = agency("海州市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE)
    made = agency("安平县人民政府", city, Kind.GOVERNMENT, level=Level.COUNTY)
    version(made)
    for received in (3, 4):
        filed(version(agency(superior=made), requests__received__total=received))
    return made


def draft(government):
    return AnnualReport.objects.create(agency=government, year=YEAR, scope=Scope.AREA)


def cell(government):
    return reverse("annual:cell", args=[government.pk, YEAR, Scope.AREA, RECEIVED])


def data(government):
    return reverse("annual:report", args=[government.pk, YEAR, Scope.AREA])


def opened(government):
    report = AnnualReport.objects.get(agency=government, scope=Scope.AREA)
    return [each.value for each in source_of(Scope.AREA).open(report, RECEIVED).rows]


def come_back(government, received):
    """The last township's report is returned and comes in again with another number."""
    town = government.subordinates.order_by("-pk").first()
    Filing.objects.filter(agency=town).update(state=State.RETURNED)
    return filed(version(town, requests__received__total=received))


def one_of_each_kind(text, government):
    """A page's links to the government's own pages, one for each route: two hundred cells open on the same page."""
    links = re.findall(rf'href="(/[^"#]*/{government.pk}/[^"#]*)', text)
    return {resolve(urlsplit(url).path).route: url for url in links}.values()


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.LEADER, Role.ADMIN, Role.SUPERVISOR])
@pytest.mark.parametrize("locked", [False, True])
def test_whoever_sees_the_areas_report_opens_its_sums(government, role, locked):
    if locked:
        consolidated(government)
    else:
        draft(government)
    client = signed_in(person(government, role))
    assert cell(government) in client.get(data(government)).content.decode()
    page = client.get(cell(government))
    assert page.status_code == 200
    assert [text for _, text, _ in page.context["opened"]] == ["0", "3", "4"]
    # What it is made of is linked for those who may open that, and no link is dead.
    links = [url for *_, url in page.context["opened"] if url]
    assert len(links) == (3 if role == Role.SUPERVISOR else 1)
    assert {client.get(url, follow=True).status_code for url in links} == {200}


@pytest.mark.parametrize("how", ["handed up", "published"])
def test_those_above_open_the_sums_once_they_were_handed_up_or_published(government, how):
    client = signed_in(person(government.superior, Role.SUPERVISOR))
    made = consolidated(government)
    assert client.get(cell(government)).status_code == 403, "locked only"
    if how == "handed up":
        filed(made, State.FILED)
    else:
        Placement.objects.create(version=made, own_pages=True, on=made.locked_at)
    assert cell(government) in client.get(data(government)).content.decode()
    page = client.get(cell(government))
    assert [text for _, text, _ in page.context["opened"]] == ["0", "3", "4"]
    links = [url for *_, url in page.context["opened"] if url]
    assert len(links) == 2 and {client.get(url, follow=True).status_code for url in links} == {200}
    for address in (data(government), cell(government)):
        links = one_of_each_kind(client.get(address).content.decode(), government)
        assert {url: client.get(url, follow=True).status_code for url in links} == dict.fromkeys(links, 200)
    assert signed_in(person(government.superior)).get(cell(government)).status_code == 403, "a clerk above"
    # A correction under way is again the county's own business, and so is one only locked.
    AnnualReport.objects.filter(scope=Scope.AREA).update(state="draft")
    assert client.get(cell(government)).status_code == 403
    assert cell(government) not in client.get(data(government), follow=True).content.decode()
    AnnualReport.objects.filter(scope=Scope.AREA).update(state="locked")
    version(government, scope=Scope.AREA)
    assert client.get(cell(government)).status_code == 403


def test_a_neighbour_opens_no_sum(government):
    filed(consolidated(government))
    beside = agency("乐平县人民政府", government.superior, Kind.GOVERNMENT, level=Level.COUNTY)
    for role in Role.values:
        assert signed_in(person(beside, role)).get(cell(government)).status_code == 403


def test_a_locked_sum_opens_on_what_was_locked(government):
    made = consolidated(government)
    assert (made.cells[RECEIVED], opened(government)) == (7, [0, 3, 4])
    come_back(government, 10)
    new = agency(superior=government)
    filed(version(new, requests__received__total=50))
    assert area_of(made.report).sums.report.cells[RECEIVED] == 63
    assert opened(government) == [0, 3, 4]
    boss = signed_in(person(government, Role.SUPERVISOR))
    page = boss.get(cell(government)).content.decode()
    assert "本机关和下级2个单位的这一格相加" in page and new.name not in page
    papers = boss.get(reverse("filings:papers", args=[government.pk, YEAR])).content
    rows = list(load_workbook(io.BytesIO(papers))["各机关数据"].iter_rows(min_row=5, values_only=True))
    assert len(rows) == 4 and new.name not in {row[0] for row in rows}
    AnnualReport.objects.filter(scope=Scope.AREA).update(state="draft")  # a correction counts what there is now
    assert opened(government) == [0, 3, 10, 50]


def test_a_locked_sum_names_those_who_were_missing_then(government):
    late = agency(superior=government)
    only_own = government.subordinates.order_by("pk").first()
    agency(superior=only_own)
    made = consolidated(government)
    filed(version(late, requests__received__total=5))
    agency(superior=only_own)
    boss = signed_in(person(government, Role.SUPERVISOR))
    assert "未计入：尚未报送" in boss.get(cell(government)).content.decode()
    assert shown_area(made.report).missing == [
        f"{late.name}：尚未报送",
        f"{only_own.name}：只报送了本机关的报告，其下级1个单位的数字没有计入",
    ]
    assert f"{late.name}：尚未报送" in boss.get(data(government)).content.decode()


def test_what_was_taken_off_when_locking_is_taken_off_when_opened(twice):
    government, _, department = twice
    other = agency("临港区管理委员会", government, Kind.COMMITTEE)
    version(other, requests__received__total=1000)
    department.superior = other
    department.save()
    Filing.objects.filter(agency=department, superior=government).update(superior=other)
    filed(consolidated(other))
    made = consolidated(government)
    copy = agency("税务局", agency(), Kind.DEPARTMENT, vertical=True, local_government=government)
    Consolidated.objects.create(version=made, agency=copy, reason_left_out="垂直管理部门的副本，不计入")
    Filing.objects.filter(superior=government).update(state=State.RETURNED)
    assert area_of(made.report).sums.report.cells[RECEIVED] == 100
    shown = shown_area(made.report)
    assert shown.sums.report.cells == {**shown.sums.report.cells, RECEIVED: made.cells[RECEIVED]}
    assert made.cells[RECEIVED] == 1113
    assert sorted(each.value for _, each in shown.opened(RECEIVED)) == [13, 100, 1000]
    assert [part.role for part in shown.parts if part.agency_id == copy.pk] == ["copy"]
    assert shown.missing == []


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.REVIEWER])
def test_what_changed_below_is_shown_where_it_is_listed(government, role):
    consolidated(government)
    client = signed_in(person(government, role))
    assert "变动" not in " ".join(step.text for step in client.get(data(government)).context["steps"])
    come_back(government, 10)
    page = client.get(data(government))
    text = page.content.decode()
    there = reverse("filings:consolidation", args=[government.pk, YEAR]) + "#changed"
    (step,) = [step for step in page.context["steps"] if "锁定后" in step.text]
    assert "/late/" not in text and "台账有变动" not in text and "1格数字与现在汇总的不同" in text
    if role == Role.SUPERVISOR:
        assert step.url == there and text.count(there) == 2
        listed = client.get(there).content.decode()
        assert 'id="changed"' in listed and "锁定时计入的是第1版，现在是第2版" in listed
    else:
        assert step.url == "" and there not in text, "who may not open the list is not sent there"
