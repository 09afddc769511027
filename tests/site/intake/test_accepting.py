"""Accepting: the real reports from file to locked version, and what must not be accepted."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.report import Report
from gongkai_site.agencies.models import Agency, Kind, Level
from gongkai_site.annual.models import AnnualReport, Origin, Placement, Scope, State, Version
from gongkai_site.audit.models import Event
from gongkai_site.errors import (
    AlreadyReported,
    EditedMeanwhile,
    InvalidInput,
    NotAllowed,
    ReasonRequired,
    Undecided,
    WrongState,
)
from gongkai_site.intake import accepted, putting_down
from gongkai_site.intake.actions import Published, accept, assign, record_verdicts, refuse, reread
from gongkai_site.intake.actions.deciding import Decision
from gongkai_site.intake.cells import Figure, cell_states
from gongkai_site.intake.models import IncomingDocument, Standing
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.intake import build as docs

RECEIVED = "requests.received.natural_person"
INCOMING = Path(__file__).parents[3] / "examples" / "january" / "incoming"
REAL = (
    ("白市驿镇.txt", "baishiyi-2024", "白市驿镇人民政府", "重庆市九龙坡区", Kind.TOWNSHIP),
    ("国梁镇.txt", "guoliang-2024", "国梁镇人民政府", "重庆市大足区", Kind.TOWNSHIP),
    ("路北街道.txt", "lubei-2024", "路北街道办事处", "浙江省台州市路桥区", Kind.SUBDISTRICT),
    ("洪泽区.pdf", "hongze-2024", "洪泽区人民政府", "江苏省淮安市洪泽区", Kind.GOVERNMENT),
)
Status = IncomingDocument.Status


@pytest.fixture
def document(county: Agency, office: Actor, township: Agency) -> IncomingDocument:
    return docs.dropped(office, county, "报告.html", docs.html(township.name, requests__received__natural_person=3))


@pytest.mark.parametrize(("file", "name", "agency", "place", "kind"), REAL)
def test_a_real_report_is_read_matched_and_accepted_as_it_says(
    county: Agency, office: Actor, file: str, name: str, agency: str, place: str, kind: str
) -> None:
    township = build.agency(agency, county, kind, place=place)
    data = (INCOMING / file).read_bytes()
    document = docs.dropped(office, county, file, data, expected_year=2024)
    assert (document.status, document.of_agency, document.of_year) == (Status.MATCHED, township, 2024)
    version = accept(office, document, revision=document.revision)
    wanted = docs.expected(name)
    assert version.cells == wanted["cells"]
    for key in ("form", "agency", "year", "published"):
        assert version.content[key] == wanted[key], key
    assert (version.origin, version.number, version.report.agency) == (Origin.DOCUMENT, 1, township)
    assert version.content["provenance"] == document.content["provenance"]  # type: ignore[index]
    document.refresh_from_db()
    assert (document.status, document.version) == (Status.ACCEPTED, version)


def test_verdicts_are_in_the_version(office: Actor, document: IncomingDocument) -> None:
    figure = Figure(Standing.NUMBER, Decimal(4))
    record_verdicts(office, document, {RECEIVED: Decision(figure)}, revision=document.revision)
    version = accept(office, document, revision=document.revision)
    assert version.cells[RECEIVED] == 4
    assert version.as_report().provenance[RECEIVED].text == "3"


def test_the_events_of_an_acceptance_name_version_and_document(office: Actor, document: IncomingDocument) -> None:
    accept(office, document, revision=document.revision)
    names = list(Event.objects.order_by("number").values_list("action", flat=True))
    assert names[-2:] == ["report.lock-document", "document.accept"]


class TestNotYet:
    def test_a_doubted_cell_without_a_verdict(
        self, county: Agency, office: Actor, township: Agency, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def doubting(report: Report) -> Report:
            place = report.provenance[RECEIVED]._replace(how="repaired")
            return replace(report, provenance={**report.provenance, RECEIVED: place})

        monkeypatch.setattr(putting_down, "read_file", docs.read_as(doubting))
        document = docs.dropped(office, county, "存疑.html", docs.html(township.name))
        with pytest.raises(Undecided, match="1处存疑"):
            accept(office, document, revision=document.revision)
        read = cell_states(document)[RECEIVED].read
        record_verdicts(office, document, {RECEIVED: Decision(read)}, revision=document.revision)
        assert accept(office, document, revision=document.revision).cells[RECEIVED] == 0

    @pytest.mark.parametrize(("name", "year"), [("外县镇人民政府", 2024), ("安平县第1镇人民政府", 2023)])
    def test_an_open_agency_or_year(self, county: Agency, office: Actor, name: str, year: int) -> None:
        document = docs.dropped(office, county, "报告.html", docs.html(name, year), expected_year=2024)
        with pytest.raises(Undecided, match="单位"):
            accept(office, document, revision=document.revision)
        assert not Version.objects.exists()

    def test_an_unreadable_or_refused_one(self, county: Agency, office: Actor, document: IncomingDocument) -> None:
        refuse(office, document, revision=document.revision, reason="重复")
        broken = docs.dropped(office, county, "空.html", b"")
        for each in (document, broken):
            with pytest.raises(WrongState):
                accept(office, each, revision=each.revision)

    def test_an_unknown_scope(self, office: Actor, document: IncomingDocument) -> None:
        with pytest.raises(InvalidInput):
            accept(office, document, revision=document.revision, scope="all")

    def test_one_that_somebody_just_changed(self, office: Actor, document: IncomingDocument) -> None:
        with pytest.raises(EditedMeanwhile):
            accept(office, document, revision=document.revision - 1)
        assert not AnnualReport.objects.exists()

    def test_by_others(self, township: Agency, document: IncomingDocument) -> None:
        with pytest.raises(NotAllowed):
            accept(build.actor(township, Role.REVIEWER), document, revision=document.revision)


class TestSecondDocument:
    @pytest.fixture
    def second(self, county: Agency, office: Actor, township: Agency, document: IncomingDocument) -> IncomingDocument:
        accept(office, document, revision=document.revision)
        data = docs.html(township.name, requests__received__natural_person=5)
        return docs.dropped(office, county, "更正.html", data)

    def test_it_asks(self, office: Actor, second: IncomingDocument) -> None:
        with pytest.raises(AlreadyReported) as asked:
            accept(office, second, revision=second.revision)
        assert "第1版" in asked.value.message
        assert "作为更正接收" in asked.value.advice
        assert Version.objects.count() == 1
        second.refresh_from_db()
        assert second.status == Status.MATCHED

    def test_a_correction_needs_its_reason(self, office: Actor, second: IncomingDocument) -> None:
        with pytest.raises(ReasonRequired):
            accept(office, second, revision=second.revision, correction=True, reason=" ")
        assert Version.objects.count() == 1

    def test_as_a_correction_it_is_the_next_version_and_both_stay(
        self, office: Actor, second: IncomingDocument
    ) -> None:
        version = accept(office, second, revision=second.revision, correction=True, reason="原报漏统计")
        assert (version.number, version.reason) == (2, "原报漏统计")
        assert [each.cells[RECEIVED] for each in Version.objects.order_by("number")] == [3, 5]

    def test_as_a_duplicate_it_is_refused_and_stays_on_the_list(self, office: Actor, second: IncomingDocument) -> None:
        refuse(office, second, revision=second.revision, reason="与已收的重复")
        assert second.status == Status.REFUSED
        assert Version.objects.count() == 1

    def test_of_the_whole_area_it_stands_beside_the_own_one(self, office: Actor, second: IncomingDocument) -> None:
        version = accept(office, second, revision=second.revision, scope=Scope.AREA)
        assert (version.number, version.report.scope) == (1, Scope.AREA)


def test_an_accepted_document_is_closed(office: Actor, document: IncomingDocument, township: Agency) -> None:
    accept(office, document, revision=document.revision)
    for do in (
        lambda: accept(office, document, revision=document.revision),
        lambda: assign(office, document, township, 2023, revision=document.revision),
        lambda: refuse(office, document, revision=document.revision, reason="不要"),
        lambda: reread(office, document),
        lambda: record_verdicts(office, document, {}, revision=document.revision),
    ):
        with pytest.raises(WrongState):
            do()


def test_a_report_being_written_here_is_not_replaced(
    office: Actor, document: IncomingDocument, township: Agency
) -> None:
    AnnualReport.objects.create(agency=township, year=2024, state=State.REVIEWED)
    with pytest.raises(WrongState):
        accept(office, document, revision=document.revision)
    document.refresh_from_db()
    assert (document.status, document.version) == (Status.MATCHED, None)
    assert not Version.objects.exists()


class TestOwnPastReports:
    WHERE = Published("县政府门户网站", "https://www.example.gov.cn/2024.html", dt.date(2025, 1, 21))

    @pytest.fixture
    def own(self, township: Agency) -> IncomingDocument:
        return docs.dropped(build.actor(township), township, "去年.html", docs.html(township.name))

    def test_where_it_went_up_is_put_down(self, township: Agency, own: IncomingDocument) -> None:
        version = accept(build.actor(township), own, revision=own.revision, published=self.WHERE)
        placement = Placement.objects.get()
        assert (placement.version, placement.url, placement.on) == (version, self.WHERE.url, self.WHERE.on)
        assert not placement.own_pages

    def test_a_wrong_address_leaves_nothing_accepted(self, township: Agency, own: IncomingDocument) -> None:
        wrong = Published("网站", "javascript:alert(1)", dt.date(2025, 1, 21))
        with pytest.raises(InvalidInput):
            accept(build.actor(township), own, revision=own.revision, published=wrong)
        own.refresh_from_db()
        assert own.status == Status.MATCHED
        assert not Version.objects.exists()

    def test_only_for_ones_own(self, office: Actor, document: IncomingDocument) -> None:
        with pytest.raises(InvalidInput, match="本单位"):
            accept(office, document, revision=document.revision, published=self.WHERE)
        assert not Version.objects.exists()


class TestFollowers:
    @pytest.fixture
    def told(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
        found: list[str] = []
        monkeypatch.setattr(accepted, "_followers", [])
        accepted.on_accepted(lambda actor, document, version: found.append(f"{document} {version.number}"))
        yield found

    def test_they_are_told_of_an_acceptance(self, office: Actor, document: IncomingDocument, told: list[str]) -> None:
        accept(office, document, revision=document.revision)
        assert told == ["报告.html 1"]

    def test_one_that_fails_undoes_it(
        self, office: Actor, document: IncomingDocument, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*args: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(accepted, "_followers", [fail])
        with pytest.raises(RuntimeError):
            accept(office, document, revision=document.revision)
        assert not Version.objects.exists()


def test_a_countys_report_covers_its_area(office: Actor, county: Agency) -> None:
    district = build.agency("洪泽区人民政府", county, Kind.GOVERNMENT, level=Level.COUNTY, place="江苏省淮安市洪泽区")
    document = docs.dropped(office, county, "洪泽区.pdf", docs.real("hongze-2024.pdf"))
    version = accept(office, document, revision=document.revision, scope=Scope.AREA)
    assert (version.report.agency, version.report.scope) == (district, Scope.AREA)
    assert version.cells["requests.received.total"] == docs.expected("hongze-2024")["cells"]["requests.received.total"]
