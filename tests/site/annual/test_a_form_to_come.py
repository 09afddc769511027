"""The form of 2027 as data only: no year of before is other for it, and 2027 goes its whole way on the site."""

import datetime as dt
import io
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.forms import form_for_year, get_form
from gongkai.report import blank_report
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.actions.correct import open_correction
from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.publish import publish
from gongkai_site.annual.actions.review import review
from gongkai_site.annual.actions.signoff import sign_off
from gongkai_site.annual.actions.submit import submit
from gongkai_site.annual.actions.texts import save_texts
from gongkai_site.annual.compile import cell_queries, compile_year
from gongkai_site.annual.current import live_findings
from gongkai_site.annual.figures import figures
from gongkai_site.annual.late import late_cells, late_changes
from gongkai_site.annual.models import AnnualReport, Origin, Scope, Version
from gongkai_site.annual.overrides import confirm_zero, override_cell
from gongkai_site.annual.papers import papers
from gongkai_site.annual.prose import draft
from gongkai_site.annual.rendering import KINDS, render
from gongkai_site.errors import InvalidRecord
from gongkai_site.filings.actions import accept_filing, hand_up, make_link
from gongkai_site.filings.consolidation.area import area
from gongkai_site.people.models import Role
from gongkai_site.records.actions import add_record, void_record
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.values import parse
from tests.forms.to_come import ADDED_COLUMN, ADDED_ROW, RENAMED, UNFED_COLUMN, UNFED_ROW, copied, forget, known
from tests.site.annual import build as records
from tests.site.annual.counties import fill
from tests.site.annual.written import SCAN, TEXTS
from tests.site.build import actor, person, signed_in
from tests.site.filings.build import content, filed, real_towns, supervisor, version

YEAR = 2027
UNFED = "没有台账统计这一项"
RENAMED_ROW = "refused.administrative_query"
BY_HAND = f"proactive.{UNFED_ROW}.decisions"
BLANK = {
    BY_HAND,
    f"proactive.regulations.{UNFED_COLUMN}",
    f"proactive.normative_documents.{UNFED_COLUMN}",
}
REQUEST = {"channel": "online", "subject": "某年预算", "received_on": "2027-3-1", "concluded_on": "2027-3-20"}
Know = Callable[[], None]


@pytest.fixture
def know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Know]:
    """Make the form of 2027 known when it is called."""
    yield lambda: known(tmp_path / "gongkai", monkeypatch)
    monkeypatch.undo()
    forget()


@pytest.fixture
def today(know: Know, monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """The form of 2027 is known, and it is January 2028."""
    know()
    now = dt.datetime(2028, 1, 12, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now.date()


def register(where: Agency, number: str, **more: str) -> Any:
    return add_record(actor(where), where, "requests", {**REQUEST, "number": number, **more})


def a_year(where: Agency) -> None:
    """Requests of the renamed and of the added row, in the added column, and one of before that is carried in."""
    register(where, "1", applicant_kind="自然人", outcome="不予公开：可通过行政查询取得")
    register(where, "2", applicant_kind=ADDED_COLUMN, outcome=ADDED_ROW)
    register(where, "3", applicant_kind="境外组织", outcome="滥用申请权", received_on="2027-2-1")
    register(where, "4", applicant_kind="business", outcome="granted", received_on="2026-12-30")


def written(where: Agency, scope: str = Scope.OWN) -> AnnualReport:
    """The report of 2027 begun, its zeros confirmed, its texts written."""
    by = supervisor(where) if scope == Scope.AREA else actor(where)
    report = begin_report(by, where, YEAR, scope)
    for kind in figures(report).absent:
        confirm_zero(by, report, kind.prefix)
    texts = {
        key: text.replace("2025", "2027").replace("{{facts.publications.site}}", "12") for key, text in TEXTS.items()
    }
    save_texts(by, report, {key: (text, 0) for key, text in texts.items()})
    report.refresh_from_db()
    return report


def locked(report: AnnualReport) -> Version:
    reviewer = actor(report.agency, Role.REVIEWER)
    submit(supervisor(report.agency) if report.scope == Scope.AREA else reviewer, report, report.revision)
    review(reviewer, report, report.revision)
    sign_off(reviewer, report, report.revision, leader="王镇长", on=dt.date(2028, 1, 11), scan=SCAN)
    return lock(actor(report.agency, Role.LEADER), report, report.revision)


def page(where: Agency, name: str, *more: object, scope: str = Scope.OWN) -> str:
    client = signed_in(person(where, Role.CLERK))
    return client.get(reverse(f"annual:{name}", args=[where.pk, YEAR, scope, *more])).content.decode()


def cells_of(book: bytes) -> list[list[list[object]]]:
    return [[[cell.value for cell in row] for row in sheet] for sheet in load_workbook(io.BytesIO(book))]


def read_anew(folder: Path, written: dict[str, bytes]) -> list[dict[str, Any]]:
    """Read files by the command of a package that has the form from the start."""
    source, files = copied(folder / "src"), folder / "written"
    files.mkdir()
    for name, data in written.items():
        (files / f"report.{name}").write_bytes(data)
    command = "import sys; from gongkai.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", command, "read", "--jobs", "1", str(files)],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        check=False,
        cwd=source,
    )
    assert done.stdout, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def everything(report: AnnualReport, made: Version) -> dict[str, object]:
    """All that the site says and writes of one report and its version."""
    now = figures(report)
    sheet = cells_of(papers(report, now))
    queries = cell_queries(report.year)
    return {
        "compiled": compile_year(report.agency, report.year).values,
        "explained": [(key, each.title, each.explanation, each.basis) for key, each in queries.items()],
        "papers": sheet,
        "checked": [each.to_json() for each in live_findings(report, now)],
        "drafted": [draft(report, key) for key in ("preamble", "overview", "other")],
        "page": re.sub(r'csrfmiddlewaretoken" value="\w+', "", _shown(report)),
        "files": {kind: render(made, kind) for kind in ("html", "fragment", "json", "csv")},
        "late": late_cells(made),
        "offered": REGISTERS["requests"].by_name["outcome"].offered({"concluded_on": dt.date(report.year, 5, 1)}),
    }


def _shown(report: AnnualReport) -> str:
    client = signed_in(person(report.agency, Role.CLERK))
    address = reverse("annual:report", args=[report.agency_id, report.year, report.scope])
    found = re.search(r"<table.*</table>", client.get(address).content.decode(), re.S)
    return found[0] if found else ""


@pytest.mark.parametrize("year", [2021, 2024, 2026])
def test_years_of_before_are_counted_checked_shown_and_written_as_before(know: Know, year: int) -> None:
    town, _ = real_towns()
    fill(random.Random(year), town)
    made = version(town, year, requests__received__total=2)
    report = AnnualReport.objects.get(agency=town, year=year)
    before = everything(report, made)
    assert UNFED not in str(before)
    know()
    assert form_for_year(YEAR).id == "2027"
    assert everything(report, made) == before


def test_each_year_compiles_to_its_own_form(today: dt.date) -> None:
    town, _ = real_towns()
    a_year(town)
    assert tuple(compile_year(town, 2026).values) == get_form("2021").keys
    values = compile_year(town, YEAR).values
    assert tuple(values) == get_form("2027").keys
    assert values[f"requests.{RENAMED_ROW}.natural_person"] == 1
    assert values[f"requests.{ADDED_ROW}.{ADDED_COLUMN}"] == values[f"requests.{ADDED_ROW}.total"] == 2
    assert (values["requests.received.total"], values["requests.carried_in.business"]) == (3, 1)
    assert {key for key, value in values.items() if value is None} == BLANK
    assert values["requests.received.research"] == 0


def test_what_no_register_feeds_is_blank_with_the_reason_and_no_zero_to_confirm(today: dt.date) -> None:
    town, _ = real_towns()
    report = begin_report(actor(town), town, YEAR)
    now = figures(report)
    assert not BLANK & now.unconfirmed
    assert "proactive.normative_documents.made" in now.unconfirmed
    for kind in now.absent:
        confirm_zero(actor(town), report, kind.prefix)
    assert {figures(report).values[key] for key in BLANK} == {None}
    assert {key: cell_queries(YEAR)[key].value([town.pk], YEAR) for key in BLANK} == dict.fromkeys(BLANK)
    assert page(town, "report").count(UNFED) == len(BLANK)
    opened = page(town, "cell", BY_HAND)
    assert UNFED in opened
    assert "〔2027〕5号" in opened
    form_sheet = {row[0]: row for row in cells_of(papers(report, figures(report)))[0]}
    for key in BLANK:
        assert (form_sheet[key][5], form_sheet[key][6]) == (None, None)
        assert UNFED in str(form_sheet[key][9])
    blank = next(each for each in live_findings(report) if each.rule == "cells.blank" and BY_HAND in each.cells)
    assert blank.severity == "warning"


def test_it_is_filled_in_by_hand_with_a_reason_and_stays_the_hands(today: dt.date) -> None:
    town, _ = real_towns()
    a_year(town)
    report = written(town)
    override_cell(actor(town), report, BY_HAND, 17, "执法科台账")
    report.refresh_from_db()
    now = figures(report)
    assert (now.values[BY_HAND], now.counted[BY_HAND]) == (17, None)
    assert page(town, "report").count(UNFED) == len(BLANK) - 1
    made = locked(report)
    assert made.cells[BY_HAND] == 17
    assert (figures(report).changed(), late_cells(made), late_changes(made)) == ({}, [], [])
    void_record(actor(town), records_of(town, "2"), revision=1, reason="重复登记")
    [change] = late_changes(made)
    assert change.cells[f"requests.{ADDED_ROW}.{ADDED_COLUMN}"] == -1
    assert {each.key for each in late_cells(made)} == set(change.cells)
    open_correction(actor(town, Role.LEADER), report, report.revision, "补正")
    report.refresh_from_db()
    assert figures(report).values[BY_HAND] == 17


def records_of(where: Agency, number: str) -> Any:
    return REGISTERS["requests"].model._default_manager.get(agency=where, number=number)


def test_the_entry_page_offers_the_kinds_of_the_form_of_the_day(today: dt.date) -> None:
    town, _ = real_towns()
    client = signed_in(person(town, Role.CLERK))
    address = reverse("records:add", args=[town.pk, "requests"])
    for typed in ({}, {"received_on": "2027-5-1", "concluded_on": "2027-6-1"}):
        shown = client.get(address, typed).content.decode()
        assert "境外组织" in shown
        assert "不予处理：滥用申请权" in shown
        assert "可通过行政查询取得" in shown
        assert "属于行政查询事项" not in shown
    old = client.get(address, {"received_on": "2026-5-1", "concluded_on": "2026-6-1"}).content.decode()
    assert "境外组织" not in old
    assert "滥用申请权" not in old
    assert "属于行政查询事项" in old
    with pytest.raises(InvalidRecord, match="滥用申请权"):
        register(town, "9", applicant_kind="自然人", outcome=ADDED_ROW, received_on="2026-5-1", concluded_on="2026-6-1")


def test_a_record_is_shown_in_the_words_of_its_own_year(today: dt.date) -> None:
    town, _ = real_towns()
    for number, year in (("旧", 2026), ("新", YEAR)):
        register(
            town,
            number,
            applicant_kind="自然人",
            outcome=RENAMED_ROW,
            received_on=f"{year}-5-1",
            concluded_on=f"{year}-6-1",
        )
    outcome = REGISTERS["requests"].by_name["outcome"]
    assert outcome.of(records_of(town, "旧")) == "不予公开：属于行政查询事项"
    assert outcome.of(records_of(town, "新")) == f"不予公开：{RENAMED[2:]}"
    assert {parse(outcome, word) for word in ("不予公开：属于行政查询事项", RENAMED[2:], "行政查询")} == {RENAMED_ROW}


def test_the_report_goes_its_whole_way_up(today: dt.date, tmp_path: Path) -> None:
    town, other = real_towns()
    government = town.superior
    assert government is not None
    a_year(town)
    report = written(town)
    override_cell(actor(town), report, BY_HAND, 17, "执法科台账")
    report.refresh_from_db()
    for name in ("write", "signoff", "report"):
        assert "收到和处理政府信息公开申请" in page(town, name)
    assert "〔2027〕5号" in draft(report, "preamble")
    made = locked(report)
    publish(actor(town, Role.LEADER), made, own_pages=True, on=today)
    assert RENAMED in made.fragment
    kinds = ("docx", "pdf", "html", "xlsx")
    again = read_anew(tmp_path, {KINDS[kind].ending: render(made, kind) for kind in kinds})
    assert len(again) == len(kinds)
    for told in again:
        assert (told["form"], told["year"], told["cells"]) == ("2027", YEAR, made.cells), told["source"]
    filing = hand_up(actor(town), made)
    accept_filing(supervisor(government), filing, filing.revision, "已核对")

    # Two more below: one that used the old form, which cannot be added up, and the county's own.
    version(government, YEAR, report=blank_2027(government, {BY_HAND: 3}))
    filed(version(other, YEAR, report=content(other, YEAR)))
    found = area(government, YEAR)
    assert found.sums.report.form == "2027"
    assert (found.sums.report.cells[BY_HAND], found.sums.report.cells[f"requests.{ADDED_ROW}.total"]) == (20, 2)
    assert found.missing == [f"{other.place[:-3]}{other.name}：填报的表式与汇总表式不同"]
    summed = written(government, Scope.AREA)
    assert UNFED not in page(government, "report", scope=Scope.AREA)
    assert "填报的表式与汇总表式不同" in _area_page(government)
    total = locked(summed)
    assert (total.origin, total.cells[BY_HAND]) == (Origin.CONSOLIDATED, 20)
    assert RENAMED in total.fragment


def blank_2027(where: Agency, cells: dict[str, int]) -> Any:
    form = get_form("2027")
    return blank_report(form, agency=where.name, year=YEAR, cells=dict.fromkeys(form.keys, 0) | cells)


def _area_page(where: Agency) -> str:
    client = signed_in(person(where, Role.SUPERVISOR))
    return client.get(reverse("filings:consolidation", args=[where.pk, YEAR])).content.decode()


def test_the_empty_workbook_of_the_year_is_that_of_its_form(today: dt.date, client: Any, tmp_path: Path) -> None:
    town, _ = real_towns()
    forms = {2026: "2021", YEAR: "2027"}
    tokens = {year: make_link(supervisor(town.superior), town, year).token for year in forms}
    books = {
        f"{year}.xlsx": client.get(reverse("filing-link-form", args=[token])).content for year, token in tokens.items()
    }
    again = read_anew(tmp_path, books)
    assert {told["year"]: told["form"] for told in again} == forms
    assert {place["how"] for told in again for place in told["provenance"].values()} == {"blank"}


def test_last_years_figures_stand_beside_where_both_forms_have_the_cell(today: dt.date) -> None:
    town, _ = real_towns()
    version(town, 2026, requests__carried_out__business=1, requests__carried_out__total=1)
    a_year(town)
    report = begin_report(actor(town), town, YEAR)
    now = figures(report)
    assert now.last_year.cells["requests.carried_out.business"] == 1
    carried = page(town, "report")
    assert "境外组织" in carried
    assert records.YEAR == 2026
