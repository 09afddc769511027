"""Cells, verdicts on them, and that these survive reading again."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.report import Doubtful, Report
from gongkai_site.agencies.models import Agency
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed, WrongState
from gongkai_site.intake import putting_down
from gongkai_site.intake.actions import read_document, record_verdicts, refuse, reread
from gongkai_site.intake.actions.deciding import Decision
from gongkai_site.intake.cells import Figure, cell_states
from gongkai_site.intake.models import IncomingDocument, Standing, Verdict
from gongkai_site.intake.typed import typed_figure
from gongkai_site.intake.verified import verified_report
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.intake import build as docs

RECEIVED = "requests.received.natural_person"
CARRIED = "requests.carried_in.natural_person"
GRANTED = "requests.granted.natural_person"
THREE, FOUR = Figure(Standing.NUMBER, Decimal(3)), Figure(Standing.NUMBER, Decimal(4))
Status = IncomingDocument.Status


@pytest.fixture
def document(county: Agency, office: Actor) -> IncomingDocument:
    """A report with 3 requests of which the reader doubts one cell."""
    data = docs.html("安平县第1镇人民政府", requests__received__natural_person=3, requests__received__total=3)
    return docs.dropped(office, county, "报告.html", data)


def _doubting(report: Report) -> Report:
    place = report.provenance[RECEIVED]._replace(how="repaired")
    doubt = Doubtful("assignment-inferred", "按列位推定", (RECEIVED,))
    return replace(report, provenance={**report.provenance, RECEIVED: place}, warnings=(doubt,))


@pytest.fixture
def doubted(county: Agency, office: Actor, monkeypatch: pytest.MonkeyPatch) -> IncomingDocument:
    """The same, with a reader that is not sure of the cell."""
    monkeypatch.setattr(putting_down, "read_file", docs.read_as(_doubting))
    data = docs.html("安平县第2镇人民政府", requests__received__natural_person=3)
    return docs.dropped(office, county, "存疑.html", data)


class TestFourThings:
    @pytest.mark.parametrize(
        ("printed", "standing", "shown"),
        [("0", Standing.NUMBER, "0"), ("", Standing.BLANK, "空白"), ("约3件左右", Standing.UNREADABLE, "无法辨认")],
    )
    def test_zero_blank_and_unreadable_are_told_apart(
        self, county: Agency, office: Actor, printed: str, standing: Standing, shown: str
    ) -> None:
        data = docs.html("安平县第1镇人民政府", requests__received__research=777).decode()
        assert data.count(">777<") == 1
        read = docs.dropped(office, county, "报告.html", data.replace(">777<", f">{printed}<").encode())
        state = cell_states(read)["requests.received.research"]
        assert (state.read.standing, str(state.read)) == (standing, shown)
        assert state.is_undecided == (standing == Standing.UNREADABLE)

    def test_what_does_not_stand_there_is_absent(self, county: Agency, office: Actor) -> None:
        docs.township(county, "洪泽区人民政府", "江苏省淮安市洪泽区")
        read = docs.dropped(office, county, "洪泽区.pdf", docs.real("hongze-2024.pdf"))
        state = cell_states(read)["requests.other.correction_overdue.total"]
        assert (str(state.read), state.how, state.where) == ("无此格", "原文无此格", "")


def test_every_cell_knows_where_it_stood(document: IncomingDocument) -> None:
    state = cell_states(document)[RECEIVED]
    place = state.place
    assert state.where == f"第{place.table}张表第{place.row}行第{place.column}列"
    table = next(each for each in document.sources["blocks"] if each.get("table") == place.table)
    (there,) = [cell for row in table["rows"] for cell in row if cell[1] == place.row and cell[2] == place.column]
    assert there[0] == "3"


class TestVerdicts:
    def test_a_correction_counts_and_what_was_read_stays(self, office: Actor, document: IncomingDocument) -> None:
        record_verdicts(office, document, {RECEIVED: Decision(FOUR, "原件是4")}, revision=document.revision)
        state = cell_states(document)[RECEIVED]
        assert (state.read, state.figure, state.is_corrected) == (THREE, FOUR, True)
        verdict = Verdict.objects.get()
        assert (verdict.accepted, verdict.note, verdict.by) == (False, "原件是4", office.user)
        event = Event.objects.order_by("number").last()
        assert event is not None
        assert event.action == "document.verify"
        assert "更正为4（原件是4）" in event.after

    def test_a_doubted_cell_is_open_until_somebody_decides(self, office: Actor, doubted: IncomingDocument) -> None:
        assert doubted.doubts == 1
        assert cell_states(doubted)[RECEIVED].is_undecided
        record_verdicts(office, doubted, {RECEIVED: Decision(THREE)}, revision=doubted.revision)
        state = cell_states(doubted)[RECEIVED]
        assert (state.is_undecided, state.is_corrected) == (False, False)
        assert Verdict.objects.get().accepted

    def test_a_withdrawn_one_counts_no_more_and_stays_on_record(self, office: Actor, doubted: IncomingDocument) -> None:
        record_verdicts(office, doubted, {RECEIVED: Decision(FOUR)}, revision=doubted.revision)
        record_verdicts(office, doubted, {RECEIVED: None}, revision=doubted.revision)
        state = cell_states(doubted)[RECEIVED]
        assert (state.figure, state.is_undecided) == (THREE, True)
        assert Verdict.objects.get().withdrawn

    def test_two_people_do_not_overwrite_each_other(
        self, county: Agency, office: Actor, document: IncomingDocument
    ) -> None:
        seen = document.revision
        record_verdicts(office, document, {RECEIVED: Decision(FOUR)}, revision=seen)
        other = build.actor(county, Role.CLERK)
        with pytest.raises(EditedMeanwhile):
            record_verdicts(other, document, {RECEIVED: Decision(THREE)}, revision=seen)
        assert cell_states(document)[RECEIVED].figure == FOUR

    def test_a_cell_of_no_form_leaves_nothing_behind(self, office: Actor, document: IncomingDocument) -> None:
        decisions = {RECEIVED: Decision(FOUR), "no.such.cell": Decision(FOUR)}
        with pytest.raises(InvalidInput, match=r"no\.such\.cell"):
            record_verdicts(office, document, decisions, revision=document.revision)
        assert not Verdict.objects.exists()

    def test_a_refused_document_is_closed(self, office: Actor, document: IncomingDocument) -> None:
        refuse(office, document, revision=document.revision, reason="重复")
        with pytest.raises(WrongState):
            record_verdicts(office, document, {RECEIVED: Decision(FOUR)}, revision=document.revision)

    def test_a_neighbour_may_not(self, document: IncomingDocument) -> None:
        neighbour = build.actor(build.county(name="邻县")[0], Role.SUPERVISOR)
        with pytest.raises(NotAllowed):
            record_verdicts(neighbour, document, {RECEIVED: Decision(FOUR)}, revision=document.revision)


class TestReadingAgain:
    def test_verdicts_survive_it_and_a_changed_reading_is_said(
        self, office: Actor, document: IncomingDocument, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        decisions = {RECEIVED: Decision(FOUR), GRANTED: Decision(THREE)}
        record_verdicts(office, document, decisions, revision=document.revision)
        monkeypatch.setattr(putting_down, "read_file", docs.read_as(lambda report: report.with_cells({RECEIVED: 5})))
        reread(office, document)
        assert document.status == Status.WAITING
        read_document(document)
        document.refresh_from_db()
        states = cell_states(document)
        changed, kept = states[RECEIVED], states[GRANTED]
        assert (str(changed.read_then), str(changed.read), changed.figure) == ("3", "5", FOUR)
        assert changed.read_changed
        assert (kept.figure, kept.read_changed) == (THREE, False)
        assert verified_report(document, states).cells[RECEIVED] == 4

    def test_a_value_that_became_unreadable_is_a_change_too(
        self, office: Actor, document: IncomingDocument, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        record_verdicts(office, document, {RECEIVED: Decision(THREE)}, revision=document.revision)
        monkeypatch.setattr(putting_down, "read_file", docs.read_as(lambda report: report.with_cells({RECEIVED: None})))
        reread(office, document)
        read_document(document)
        document.refresh_from_db()
        state = cell_states(document)[RECEIVED]
        assert (str(state.read), state.read_changed, state.figure) == ("空白", True, THREE)

    def test_it_keeps_what_a_person_assigned(self, office: Actor, county: Agency) -> None:
        from gongkai_site.intake.actions import assign

        document = docs.dropped(office, county, "报告.html", docs.html("外县某镇人民政府"))
        township = Agency.objects.get(name="安平县第1镇人民政府")
        assign(office, document, township, 2022, revision=document.revision)
        reread(office, document)
        read_document(document)
        document.refresh_from_db()
        assert (document.status, document.of_agency, document.of_year) == (Status.MATCHED, township, 2022)

    def test_the_reading_done_twice_changes_nothing(self, document: IncomingDocument) -> None:
        before = (document.revision, Event.objects.count())
        read_document(document)
        document.refresh_from_db()
        assert (document.revision, Event.objects.count()) == before

    def test_refused_documents_are_not_read_again(self, office: Actor, document: IncomingDocument) -> None:
        refuse(office, document, revision=document.revision, reason="重复")
        with pytest.raises(WrongState):
            reread(office, document)

    def test_a_document_without_its_file_cannot_be(self, office: Actor, county: Agency) -> None:
        broken = docs.dropped(office, county, "空.html", b"")
        with pytest.raises(WrongState, match="没有保存"):
            reread(office, broken)


class TestSeveralReportsInOneFile:
    @pytest.fixture
    def two(self) -> bytes:
        first = docs.html("安平县第1镇人民政府", requests__received__natural_person=1).decode()
        second = docs.html("安平县第2镇人民政府", requests__received__natural_person=2).decode()
        body = second[second.index("<body") :]
        return first.replace("</body>", body[body.index(">") + 1 : body.index("</body>")] + "</body>").encode()

    def test_each_is_a_document_of_its_own(self, county: Agency, office: Actor, two: bytes) -> None:
        docs.dropped(office, county, "合订.html", two)
        rows = IncomingDocument.objects.order_by("part")
        assert [(row.part, row.of_agency.name if row.of_agency else "") for row in rows] == [
            (1, "安平县第1镇人民政府"), (2, "安平县第2镇人民政府")]  # fmt: skip
        assert [cell_states(row)[RECEIVED].read.value for row in rows] == [1, 2]
        assert len({row.sha256 for row in rows}) == 1
        first, second = (str(row.sources["blocks"]) for row in rows)
        assert "第2镇" not in first
        assert "第1镇" not in second

    def test_read_again_each_keeps_its_own_verdicts(self, county: Agency, office: Actor, two: bytes) -> None:
        docs.dropped(office, county, "合订.html", two)
        second = IncomingDocument.objects.get(part=2)
        record_verdicts(office, second, {RECEIVED: Decision(FOUR)}, revision=second.revision)
        reread(office, second)
        read_document(second)
        first, again = IncomingDocument.objects.order_by("part")
        assert [str(cell_states(each)[RECEIVED].figure) for each in (first, again)] == ["1", "4"]

    def test_a_part_that_is_read_no_more_says_so(
        self, county: Agency, office: Actor, two: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gongkai_site.intake.reading import read_file

        first = docs.dropped(office, county, "合订.html", two)
        monkeypatch.setattr(putting_down, "read_file", lambda data, name: read_file(data, name)[:1])
        reread(office, first)
        read_document(first)
        gone = IncomingDocument.objects.get(part=2)
        assert gone.status == Status.UNREADABLE
        assert "没有第2份报告" in gone.message


class TestVerifiedReport:
    def test_a_decided_cell_keeps_its_place_and_loses_its_doubt(self, office: Actor, doubted: IncomingDocument) -> None:
        place = cell_states(doubted)[RECEIVED].place
        record_verdicts(office, doubted, {RECEIVED: Decision(FOUR)}, revision=doubted.revision)
        report = verified_report(doubted, cell_states(doubted))
        assert report.cells[RECEIVED] == 4
        assert report.provenance[RECEIVED] == place._replace(how="read")
        assert report.warnings == ()

    @pytest.mark.parametrize(
        ("standing", "how"),
        [(Standing.BLANK, "blank"), (Standing.MISSING, "missing"), (Standing.UNREADABLE, "repaired")],
    )
    def test_what_is_no_number_stays_what_it_is(
        self, office: Actor, document: IncomingDocument, standing: Standing, how: str
    ) -> None:
        record_verdicts(office, document, {RECEIVED: Decision(Figure(standing))}, revision=document.revision)
        report = verified_report(document, cell_states(document))
        assert (report.cells[RECEIVED], report.provenance[RECEIVED].how) == (None, how)
        assert any(RECEIVED in each.cells for each in report.warnings) == (standing == Standing.UNREADABLE)

    def test_it_is_a_report_of_the_contract(self, office: Actor, document: IncomingDocument) -> None:
        amount = "proactive.fees.amount"
        figure = Figure(Standing.NUMBER, Decimal("3.500000"))
        record_verdicts(office, document, {amount: Decision(figure)}, revision=document.revision)
        report = verified_report(document, cell_states(document))
        assert Report.from_json(report.to_json()) == report
        assert report.to_json()["cells"][amount] == 3.5


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("3", THREE),
        (" １，２３４ ", Figure(Standing.NUMBER, Decimal(1234))),
        ("0", Figure(Standing.NUMBER, Decimal(0))),
        ("-2", Figure(Standing.NUMBER, Decimal(-2))),
        ("3.50", Figure(Standing.NUMBER, Decimal("3.5"))),
        ("", Figure(Standing.BLANK)),
        ("空白", Figure(Standing.BLANK)),
        ("—", Figure(Standing.BLANK)),
        ("没有此格", Figure(Standing.MISSING)),
        ("无法辨认", Figure(Standing.UNREADABLE)),
        ("未能读出", Figure(Standing.UNREAD)),
    ],
)
def test_what_a_person_types_is_taken_as_meant(typed: str, figure: Figure) -> None:
    assert typed_figure(typed, "某格") == figure


@pytest.mark.parametrize("typed", ["三件", "1.2.3", "nan", "Infinity", "9" * 13, "0.0000001", "1e99", "<b>"])
def test_what_is_no_figure_is_named(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        typed_figure(typed, "某格")
    assert f"某格填的“{typed}”" in str(refused.value)


def test_the_deputy_of_yesterday_may_not_decide_today(county: Agency, document: IncomingDocument) -> None:
    gone = build.actor(county, Role.CLERK, until=dt.date(2025, 1, 1))
    with pytest.raises(NotAllowed):
        record_verdicts(gone, document, {CARRIED: Decision(FOUR)}, revision=document.revision)


@pytest.mark.parametrize("typed", ["1E+1000000", "1E+999999999999999999", "9" * 6_000])
def test_a_number_beyond_all_measure_is_refused_in_few_words(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        typed_figure(typed, "收到")
    assert len(str(refused.value)) < 120


def test_a_number_that_no_figure_can_be_is_unreadable_and_must_be_decided(county: Agency, office: Actor) -> None:
    data = docs.html("安平县第1镇人民政府", requests__received__natural_person=10**30)
    document = docs.dropped(office, county, "报告.html", data)
    state = cell_states(document)[RECEIVED]
    assert state.read == Figure(Standing.UNREADABLE)
    assert state.is_undecided
    record_verdicts(office, document, {RECEIVED: Decision(THREE)}, revision=document.revision)
    assert verified_report(document, cell_states(document)).cells[RECEIVED] == 3
