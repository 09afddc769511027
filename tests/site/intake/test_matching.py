"""Whose report it is: by name and place; the doubtful ask, a person decides."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from gongkai.report import blank_report
from gongkai_site.agencies.models import Agency, Kind, Level, Reorganisation
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed, WrongState
from gongkai_site.intake.actions import assign, refuse, restore, take_in
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.intake import build as docs

Status = IncomingDocument.Status
SAME = "和平镇人民政府"


@pytest.fixture
def city() -> Agency:
    return build.agency("安平市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE, place="安平市")


@pytest.fixture
def office(city: Agency) -> Actor:
    return build.actor(city, Role.SUPERVISOR)


@pytest.fixture
def namesakes(city: Agency) -> tuple[Agency, Agency]:
    """The same-named townships of two counties of one city."""
    made = []
    for county in ("甲县", "乙县"):
        government = build.agency(f"安平市{county}人民政府", city, Kind.GOVERNMENT, place=f"安平市{county}")
        made.append(docs.township(government, SAME, f"安平市{county}"))
    return made[0], made[1]


class TestNamesakes:
    def test_the_place_in_the_name_decides(self, city: Agency, office: Actor, namesakes: tuple[Agency, Agency]) -> None:
        for township, county in zip(namesakes, ("甲县", "乙县"), strict=True):
            document = docs.dropped(office, city, f"{county}.html", docs.html(f"安平市{county}{SAME}"))
            assert (document.status, document.of_agency) == (Status.MATCHED, township)

    def test_without_a_place_it_asks_and_names_both(
        self, city: Agency, office: Actor, namesakes: tuple[Agency, Agency]
    ) -> None:
        document = docs.dropped(office, city, "报告.html", docs.html(SAME))
        assert (document.status, document.of_agency) == (Status.DOUBTFUL, None)
        assert {each["agency"] for each in document.candidates} == {each.pk for each in namesakes}
        assert "同名机关" in document.message

    def test_a_county_sees_only_its_own(self, namesakes: tuple[Agency, Agency]) -> None:
        county = namesakes[1].superior
        assert county is not None
        document = docs.dropped(
            build.actor(county, Role.SUPERVISOR), county, "报告.html", docs.html(f"安平市甲县{SAME}")
        )
        assert document.status == Status.DOUBTFUL
        assert namesakes[0].pk not in {each["agency"] for each in document.candidates}

    def test_the_person_who_knows_decides(self, city: Agency, office: Actor, namesakes: tuple[Agency, Agency]) -> None:
        document = docs.dropped(office, city, "报告.html", docs.html(SAME))
        assign(office, document, namesakes[1], 2024, revision=document.revision)
        assert (document.status, document.of_agency, document.of_year) == (Status.MATCHED, namesakes[1], 2024)
        assign(office, document, namesakes[0], 2024, revision=document.revision)
        assert document.of_agency == namesakes[0]


class TestYears:
    def test_the_wrong_years_file_is_set_aside_with_both_years(self, city: Agency, office: Actor) -> None:
        township = docs.township(city, "长乐镇人民政府", "安平市")
        document = docs.dropped(office, city, "报告.html", docs.html(township.name, 2023), expected_year=2024)
        assert (document.status, document.of_agency, document.of_year) == (Status.ASIDE, township, 2023)
        assert "2023年度" in document.message
        assert "应收2024年度" in document.message

    def test_it_can_be_kept_for_its_own_year(self, city: Agency, office: Actor) -> None:
        township = docs.township(city, "长乐镇人民政府", "安平市")
        document = docs.dropped(office, city, "报告.html", docs.html(township.name, 2023), expected_year=2024)
        assign(office, document, township, 2023, revision=document.revision)
        assert (document.status, document.of_year) == (Status.MATCHED, 2023)

    def test_without_an_expected_year_every_year_is_taken(self, city: Agency, office: Actor) -> None:
        township = docs.township(city, "长乐镇人民政府", "安平市")
        for year in (2022, 2023):
            document = docs.dropped(office, city, f"{year}.html", docs.html(township.name, year))
            assert (document.status, document.of_year) == (Status.MATCHED, year)

    def test_a_report_that_names_no_year_asks(self, city: Agency, office: Actor) -> None:
        township = docs.township(city, "长乐镇人民政府", "安平市")
        data = docs.html(township.name).decode().replace("2024年", "")
        document = docs.dropped(office, city, "报告.html", data.encode(), expected_year=2024)
        assert (document.status, document.of_agency, document.of_year) == (Status.DOUBTFUL, township, None)
        assert "年度" in document.message


@pytest.mark.parametrize("what", ["former name", "short name"])
def test_other_names_of_an_agency_match(city: Agency, office: Actor, what: str) -> None:
    agency = build.agency("数据管理局", city, Kind.DEPARTMENT, place="安平市")
    if what == "former name":
        Reorganisation.objects.create(
            agency=agency,
            what=Reorganisation.What.RENAMED,
            on=dt.date(2024, 5, 1),
            old_name="大数据发展中心",
            new_name=agency.name,
            basis="安编〔2024〕1号",
        )
    else:
        Agency.objects.filter(pk=agency.pk).update(short_name="大数据发展中心")
    document = docs.dropped(office, city, "报告.html", docs.html("安平市大数据发展中心"))
    assert (document.status, document.of_agency) == (Status.MATCHED, agency)


def test_a_vertical_department_gives_its_copy_to_the_local_government(city: Agency, office: Actor) -> None:
    line = build.agency("省税务局", kind=Kind.DEPARTMENT, level=Level.PROVINCE)
    tax = build.agency("安平市税务局", line, Kind.DEPARTMENT, place="安平市", local_government=city, vertical=True)
    document = docs.dropped(office, city, "报告.html", docs.html("安平市税务局"))
    assert (document.status, document.of_agency) == (Status.MATCHED, tax)


def test_a_township_lies_in_a_district_and_reports_to_a_zone() -> None:
    district = build.agency("宁河市江北区人民政府", kind=Kind.GOVERNMENT, level=Level.COUNTY, place="宁河市江北区")
    zone = build.agency("宁河市高新技术产业开发区管理委员会", kind=Kind.COMMITTEE, level=Level.COUNTY, place="宁河市")
    township = build.agency("石桥镇人民政府", zone, place="宁河市江北区", local_government=district)
    document = docs.dropped(
        build.actor(zone, Role.SUPERVISOR), zone, "报告.html", docs.html("宁河市江北区石桥镇人民政府")
    )
    assert (document.status, document.of_agency) == (Status.MATCHED, township)


def test_a_strangers_report_is_nobodys(city: Agency, office: Actor) -> None:
    docs.township(city, "长乐镇人民政府", "安平市")
    document = docs.dropped(office, city, "报告.html", docs.html("重庆市九龙坡区白市驿镇人民政府"))
    assert (document.status, document.of_agency, document.candidates) == (Status.DOUBTFUL, None, [])
    assert "不在名单上" in document.message


class TestByHand:
    @pytest.fixture
    def document(self, city: Agency, office: Actor, namesakes: tuple[Agency, Agency]) -> IncomingDocument:
        return docs.dropped(office, city, "报告.html", docs.html(SAME))

    def test_only_an_agency_of_this_desk(self, office: Actor, document: IncomingDocument) -> None:
        elsewhere = build.agency("外地镇人民政府")
        with pytest.raises(InvalidInput, match="外地镇"):
            assign(office, document, elsewhere, 2024, revision=document.revision)

    @pytest.mark.parametrize("year", [1990, 2_999])
    def test_only_a_year_with_reports(
        self, office: Actor, document: IncomingDocument, namesakes: tuple[Agency, Agency], year: int
    ) -> None:
        with pytest.raises(InvalidInput):
            assign(office, document, namesakes[0], year, revision=document.revision)

    def test_two_people_do_not_overwrite_each_other(
        self, office: Actor, document: IncomingDocument, namesakes: tuple[Agency, Agency]
    ) -> None:
        seen = document.revision
        assign(office, document, namesakes[0], 2024, revision=seen)
        with pytest.raises(EditedMeanwhile):
            assign(office, document, namesakes[1], 2024, revision=seen)
        document.refresh_from_db()
        assert document.of_agency == namesakes[0]

    def test_a_refusal_needs_a_reason_and_can_be_taken_back(
        self, office: Actor, document: IncomingDocument, namesakes: tuple[Agency, Agency]
    ) -> None:
        assign(office, document, namesakes[0], 2024, revision=document.revision)
        refuse(office, document, revision=document.revision, reason="重复")
        assert (document.status, document.message) == (Status.REFUSED, "不采用：重复")
        with pytest.raises(WrongState):
            assign(office, document, namesakes[1], 2024, revision=document.revision)
        restore(office, document, revision=document.revision)
        assert (document.status, document.of_agency) == (Status.MATCHED, namesakes[0])

    def test_a_doubtful_one_comes_back_doubtful_and_an_unreadable_one_unreadable(
        self, city: Agency, office: Actor, document: IncomingDocument
    ) -> None:
        (broken,) = take_in(office, city, "空.html", b"")
        for each, status in ((document, Status.DOUBTFUL), (broken, Status.UNREADABLE)):
            refuse(office, each, revision=each.revision, reason="不要")
            restore(office, each, revision=each.revision)
            assert each.status == status

    def test_what_was_not_refused_cannot_be_restored(self, office: Actor, document: IncomingDocument) -> None:
        with pytest.raises(WrongState):
            restore(office, document, revision=document.revision)

    @pytest.mark.parametrize("do", [assign, refuse, restore])
    def test_others_may_not(self, document: IncomingDocument, namesakes: tuple[Agency, Agency], do: Any) -> None:
        stranger = build.actor(namesakes[0])
        arguments: dict[Any, tuple[Any, ...]] = {assign: (namesakes[0], 2024)}
        more = {"reason": "不要"} if do is refuse else {}
        with pytest.raises(NotAllowed):
            do(stranger, document, *arguments.get(do, ()), revision=document.revision, **more)


@pytest.mark.parametrize("year", [-1, 9_999, 10_000, 10**12])
def test_a_year_that_has_not_come_is_asked_for(city: Agency, office: Actor, year: int) -> None:
    report = replace(blank_report("2021", agency=city.name, year=2024), year=year)
    document = docs.dropped(office, city, "报告.json", json.dumps(report.to_json()).encode())
    assert (document.status, document.of_year) == (Status.DOUBTFUL, None)
    assert document.stated_year == (year if year == 9_999 else None)
    browser = build.signed_in(office.user)
    assert browser.get(reverse("intake:document", args=[city.pk, document.pk])).status_code == 200
