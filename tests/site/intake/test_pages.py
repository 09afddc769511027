"""The pages of 来文识读: list, upload, verifying; who gets none of them."""

import io
import re
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from gongkai.reading.readings import Unplaced
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Placement, Version
from gongkai_site.intake.actions import read_document, record_verdicts, refuse, take_in
from gongkai_site.intake.actions.deciding import Decision
from gongkai_site.intake.cells import Figure, cell_states
from gongkai_site.intake.models import IncomingDocument, Standing, Verdict
from gongkai_site.intake.pictures import page_picture
from gongkai_site.intake.steps import steps
from gongkai_site.people.models import Role, User
from gongkai_site.policy import Actor
from tests.document.test_pdf_hostile import nested
from tests.site import build
from tests.site.intake import build as docs

RESEARCH = "requests.received.research"
NATURAL = "requests.received.natural_person"
Status = IncomingDocument.Status


@pytest.fixture
def user(county: Agency) -> User:
    return build.person(county, Role.SUPERVISOR)


@pytest.fixture
def browser(user: User) -> Client:
    return build.signed_in(user)


@pytest.fixture
def document(county: Agency, user: User, township: Agency) -> IncomingDocument:
    """A report of which one cell is unreadable and one blank."""
    data = docs.html(township.name, requests__received__research=777, requests__received__business=888).decode()
    data = data.replace(">777<", ">约3件左右<").replace(">888<", "><")
    return docs.dropped(Actor.person(user), county, "报告.html", data.encode())


def _address(name: str, document: IncomingDocument, *more: object) -> str:
    return reverse(f"intake:{name}", args=[document.agency_id, document.pk, *more])


def _form(browser: Client, document: IncomingDocument) -> dict[str, str]:
    """What a browser would send from the verifying page: every input of its first form with its value."""
    page = browser.get(_address("document", document)).content.decode()
    start = page.index(f'action="{_address("document", document)}"')
    form = page[start : page.index("</form>", start)]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") == "checkbox" and "checked" not in tag:
            continue
        if given["name"] != "csrfmiddlewaretoken":
            found[given["name"]] = given.get("value", "on")
    return found


class TestList:
    def test_it_counts_by_status_and_says_what_to_do_next(
        self, browser: Client, county: Agency, user: User, document: IncomingDocument
    ) -> None:
        actor = Actor.person(user)
        docs.dropped(actor, county, "外县.html", docs.html("外县某镇人民政府"))
        docs.dropped(actor, county, "空.html", b"")
        take_in(actor, county, "新.html", docs.html("安平县第2镇人民政府"))
        page = browser.get(reverse("intake:list", args=[county.pk])).content.decode()
        for words in ("待识读 1", "无法识读 1", "待确认单位或年度 1", "待核对 1", "全部 4", "为1份来文指定单位或年度"):
            assert words in page
        only = browser.get(reverse("intake:list", args=[county.pk]), {"status": "unreadable"}).content.decode()
        assert "空.html" in only
        assert "外县.html" not in only

    def test_a_hundred_documents_take_no_more_queries_than_one(
        self, browser: Client, county: Agency, user: User, document: IncomingDocument
    ) -> None:
        address = reverse("intake:list", args=[county.pk])
        with CaptureQueriesContext(connection) as of_one:
            browser.get(address)
        made = [
            IncomingDocument(
                agency=county, by=user, name=f"{n}.html", sha256=f"{n:064}", status=Status.MATCHED,
                of_agency=county, of_year=2024, content={}, sources={})
            for n in range(100)
        ]  # fmt: skip
        IncomingDocument.objects.bulk_create(made)
        with CaptureQueriesContext(connection) as of_many:
            page = browser.get(address).content.decode()
        with CaptureQueriesContext(connection) as frame:
            browser.get(reverse("intake:upload", args=[county.pk]))
        assert len(of_many) <= len(of_one)
        assert len(of_many) - len(frame) <= 6
        assert page.count('class="intake-name"') == 50
        assert "1 / 3" in page

    def test_an_empty_desk_leads_to_the_upload(self, browser: Client, county: Agency) -> None:
        page = browser.get(reverse("intake:list", args=[county.pk])).content.decode()
        assert reverse("intake:upload", args=[county.pk]) in page
        assert "还没有来文" in page

    def test_the_supervisor_above_looks_but_cannot_upload(self, county: Agency, township: Agency) -> None:
        supervisor = build.signed_in(build.person(county, Role.SUPERVISOR))
        address = reverse("intake:list", args=[township.pk])
        assert reverse("intake:upload", args=[township.pk]) not in supervisor.get(address).content.decode()
        assert supervisor.get(reverse("intake:upload", args=[township.pk])).status_code == 403

    def test_the_workbench_says_what_waits(self, county: Agency, user: User, document: IncomingDocument) -> None:
        found = steps(Actor.person(user), county, timezone.localdate())
        assert [step.text for step in found] == ["核对1份来文并接收"]
        assert steps(build.actor(county, Role.ADMIN), county, timezone.localdate()) == []


class TestUpload:
    def _send(self, browser: Client, county: Agency, files: dict[str, bytes], year: str = "") -> Any:
        sent = [SimpleUploadedFile(name, data) for name, data in files.items()]
        return browser.post(reverse("intake:upload", args=[county.pk]), {"files": sent, "year": year}, follow=True)

    def test_many_files_at_once_with_a_bad_and_a_known_one(
        self, browser: Client, county: Agency, document: IncomingDocument
    ) -> None:
        known = document.file.read()
        files = {f"{n}.html": docs.html(f"第{n}镇人民政府") for n in range(5)}
        answer = self._send(browser, county, {**files, "坏.zip": b"PK\x03\x04", "再次.html": known})
        page = answer.content.decode()
        assert "收到6份文件" in page
        assert "1份此前已上传" in page
        assert "报告.html（待核对）" in page
        shown = page[page.index("<tbody>") :]
        assert "坏.zip" in shown
        assert "报告.html" not in shown

    def test_the_year_being_collected_goes_with_every_file(self, browser: Client, county: Agency) -> None:
        self._send(browser, county, {"甲.html": docs.html("第1镇人民政府", 2023)}, "2024")
        made = IncomingDocument.objects.get()
        read_document(made)
        made.refresh_from_db()
        assert made.expected_year == 2024

    @pytest.mark.parametrize(("files", "year", "words"), [
        ({}, "", "没有选择文件"),
        ({"甲.html": b"x"}, "去年", "年度“去年”不对"),
    ])  # fmt: skip
    def test_what_is_wrong_is_said_and_nothing_taken(
        self, browser: Client, county: Agency, files: dict[str, bytes], year: str, words: str
    ) -> None:
        answer = self._send(browser, county, files, year)
        assert answer.status_code == 400
        assert words in answer.content.decode()
        assert not IncomingDocument.objects.exists()

    def test_too_many_are_asked_to_come_as_an_archive(
        self, browser: Client, county: Agency, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gongkai_site.intake.pages import upload

        monkeypatch.setattr(upload, "MOST_FILES", 2)
        answer = self._send(browser, county, {f"{n}.html": b"x" for n in range(3)})
        assert (answer.status_code, "压缩包" in answer.content.decode()) == (400, True)


class TestVerifying:
    def test_the_doubtful_comes_first_with_its_reason_and_its_place(
        self, browser: Client, document: IncomingDocument
    ) -> None:
        page = browser.get(_address("document", document)).content.decode()
        state = cell_states(document)[RESEARCH]
        doubtful = page[page.index('id="doubtful"') : page.index("全部数字")]
        assert "无法读作数字" in doubtful
        assert f'href="#at-{state.key}"' in doubtful
        there = re.search(rf'<a id="at-{state.key}" class="view-mark view-doubt" href="#(.*?)">.*?约3件左右', page)
        assert there is not None
        assert f'id="{there[1]}"' in page

    def test_figures_that_no_cell_took_are_listed_and_lead_to_their_places(
        self, browser: Client, document: IncomingDocument
    ) -> None:
        table = next(each for each in document.sources["blocks"] if "table" in each)
        row, column = table["rows"][-1][-1][1:3]
        left = [Unplaced("17", "requests", None, table["table"], row, column), Unplaced("4", "disputes")]
        document.sources["unplaced"] = [each._asdict() for each in left]
        document.save()
        page = browser.get(_address("document", document)).content.decode()
        assert "未能放入表样" in page
        assert f'<a href="#unplaced-1">17 第{table["table"]}张表第{row}行第{column}列</a>' in page
        assert page.count('id="unplaced-1"') == 1
        assert 'href="#unplaced-2"' not in page

    def test_every_link_within_the_page_leads_somewhere(self, browser: Client, document: IncomingDocument) -> None:
        page = browser.get(_address("document", document)).content.decode()
        names = re.findall(r'\bid="((?:at|v|c)-[^"]+)"', page)
        links = set(re.findall(r'href="#((?:at|v|c)-[^"]+)"', page))
        assert len(links) > 300
        assert links <= set(names)
        assert len(names) == len(set(names))

    def test_saving_unchanged_decides_nothing(self, browser: Client, document: IncomingDocument) -> None:
        browser.post(_address("document", document), _form(browser, document))
        assert not Verdict.objects.exists()

    def test_a_tick_accepts_and_another_number_corrects(self, browser: Client, document: IncomingDocument) -> None:
        sent = _form(browser, document)
        assert (sent[f"v-{RESEARCH}"], sent[f"v-{NATURAL}"], sent["v-requests.received.business"]) == (
            "无法辨认", "0", "空白")  # fmt: skip
        sent |= {f"ok-{RESEARCH}": "on", f"v-{RESEARCH}": "3", f"n-{RESEARCH}": "电话核实", f"v-{NATURAL}": "4"}
        answer = browser.post(_address("document", document), sent, follow=True)
        assert "已保存2处" in answer.content.decode()
        found = {each.cell: (each.value, each.note) for each in Verdict.objects.all()}
        assert found == {RESEARCH: (3, "电话核实"), NATURAL: (4, "")}
        assert not any(state.is_undecided for state in cell_states(document).values())

    def test_what_was_typed_wrongly_is_named_and_nothing_typed_is_lost(
        self, browser: Client, document: IncomingDocument
    ) -> None:
        sent = _form(browser, document) | {f"v-{NATURAL}": "三件", f"v-{RESEARCH}": "3", f"n-{RESEARCH}": "电话核实"}
        answer = browser.post(_address("document", document), sent)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "填的“三件”不是数字" in page
        assert 'value="三件"' in page
        assert 'value="电话核实"' in page
        assert not Verdict.objects.exists()

    def test_somebody_elses_saving_is_said_and_nothing_typed_is_lost(
        self, browser: Client, county: Agency, document: IncomingDocument
    ) -> None:
        sent = _form(browser, document) | {f"v-{NATURAL}": "4"}
        four = Figure(Standing.NUMBER, cell_states(document)[NATURAL].read.value)
        record_verdicts(build.actor(county), document, {RESEARCH: Decision(four)}, revision=document.revision)
        answer = browser.post(_address("document", document), sent)
        assert answer.status_code == 409
        assert "已被他人修改" in answer.content.decode()
        assert f'name="v-{NATURAL}" value="4"' in answer.content.decode()
        assert not Verdict.objects.filter(cell=NATURAL).exists()

    def test_the_findings_follow_the_verdicts(self, browser: Client, document: IncomingDocument) -> None:
        def sums() -> int:
            page = browser.get(_address("document", document)).content.decode()
            return page[page.index("校验结果") :].count("<strong>错误</strong>")

        before = sums()
        sent = _form(browser, document) | {f"v-{NATURAL}": "4"}
        browser.post(_address("document", document), sent)
        assert sums() > before

    def test_a_reading_that_changed_under_a_verdict_is_said_until_looked_at_again(
        self, browser: Client, document: IncomingDocument, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address = _address("document", document)
        browser.post(address, _form(browser, document) | {f"v-{NATURAL}": "4"})
        changed = docs.read_as(lambda report: report.with_cells({NATURAL: 6}))
        monkeypatch.setattr("gongkai_site.intake.putting_down.read_file", changed)
        document.refresh_from_db()
        browser.post(_address("reread", document), {"revision": document.revision})
        read_document(document)
        said = "识读结果由“0”变为“6”；仍按核定的“4”"
        assert said in browser.get(address).content.decode()
        sent = _form(browser, document)
        assert (sent[f"v-{NATURAL}"], f"ok-{NATURAL}" in sent) == ("4", False)
        browser.post(address, sent | {f"ok-{NATURAL}": "on"})
        assert said not in browser.get(address).content.decode()
        assert Verdict.objects.get(cell=NATURAL).read == 6

    def test_one_document_leads_to_the_next_that_waits(
        self, browser: Client, county: Agency, user: User, document: IncomingDocument
    ) -> None:
        refused, later = (
            docs.dropped(Actor.person(user), county, f"{year}.html", docs.html("安平县第2镇人民政府", year))
            for year in (2022, 2023)
        )
        refuse(Actor.person(user), refused, revision=refused.revision, reason="重复")
        for here, following in ((document, later), (later, document)):
            page = browser.get(_address("document", here)).content.decode()
            assert f'<a href="{_address("document", following)}">核对下一份：{following.name}</a>' in page
        assert f"核对下一份：{refused.name}" not in page

    def test_a_tick_taken_away_withdraws(self, browser: Client, document: IncomingDocument) -> None:
        address = _address("document", document)
        browser.post(address, _form(browser, document) | {f"ok-{RESEARCH}": "on", f"v-{RESEARCH}": "3"})
        sent = _form(browser, document)
        del sent[f"ok-{RESEARCH}"]
        browser.post(address, sent)
        assert Verdict.objects.get().withdrawn
        assert cell_states(document)[RESEARCH].is_undecided

    def test_what_the_document_says_is_text_never_markup(self, browser: Client, county: Agency, user: User) -> None:
        name = "安平县第2镇人民政府"
        hostile = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
        data = docs.html(name).decode().replace("认真贯彻", hostile)
        made = docs.dropped(Actor.person(user), county, "<b>恶意</b>.html", data.encode())
        page = browser.get(_address("document", made)).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page
        assert "onerror=alert(2)>" not in page
        assert "<b>恶意" not in page

    def test_the_number_of_queries_does_not_follow_the_number_of_cells(
        self, browser: Client, county: Agency, document: IncomingDocument
    ) -> None:
        # The frame and menu are the same on every page; what is more is this page's own.
        with CaptureQueriesContext(connection) as frame:
            browser.get(reverse("intake:upload", args=[county.pk]))
        with CaptureQueriesContext(connection) as whole:
            browser.get(_address("document", document))
        assert len(whole) - len(frame) <= 20

    @pytest.mark.parametrize("status", list(Status))
    def test_every_status_says_what_to_do_next(
        self, browser: Client, document: IncomingDocument, status: Status
    ) -> None:
        IncomingDocument.objects.filter(pk=document.pk).update(status=status)
        page = browser.get(_address("document", document)).content.decode()
        done = status in (Status.WAITING, Status.ACCEPTED)
        assert (str(status.label) in page) if done else ('id="office-steps"' in page)
        assert (f'name="v-{NATURAL}"' in page) == (status in (Status.MATCHED, Status.DOUBTFUL, Status.ASIDE))
        assert ('id="accept"' in page) == (status == Status.MATCHED)


class TestDeciding:
    def test_from_doubtful_to_accepted_by_buttons(
        self, browser: Client, county: Agency, user: User, township: Agency
    ) -> None:
        document = docs.dropped(Actor.person(user), county, "报告.html", docs.html("某镇人民政府"))
        page = browser.get(_address("document", document)).content.decode()
        assert 'id="assign" class="intake-box" open' in page
        for name, sent in (
            ("assign", {"of_agency": township.pk, "of_year": 2024}),
            ("refuse", {"reason": "先放下"}),
            ("restore", {}),
            ("accept", {"scope": "own"}),
        ):
            document.refresh_from_db()
            answer = browser.post(_address(name, document), sent | {"revision": document.revision})
            assert answer.status_code == 302, (name, answer.content.decode()[:3000])
        assert Version.objects.get().report.agency == township

    def test_reloading_after_a_refusal_leads_back_to_the_document(
        self, browser: Client, document: IncomingDocument
    ) -> None:
        for name in ("assign", "refuse", "restore", "reread", "accept"):
            assert browser.get(_address(name, document))["Location"] == _address("document", document)
        document.refresh_from_db()
        assert document.status == Status.MATCHED

    def test_reading_again_is_queued(self, browser: Client, document: IncomingDocument) -> None:
        browser.post(_address("reread", document), {"revision": document.revision})
        document.refresh_from_db()
        assert document.status == Status.WAITING

    @pytest.mark.parametrize(
        ("name", "sent", "status", "words"),
        [
            ("assign", {"of_agency": "", "of_year": "2024"}, 400, "请选择单位"),
            ("assign", {"of_agency": "999999", "of_year": "2024"}, 400, "请从名单中选择"),
            ("assign", {"of_agency": "1", "of_year": "今年"}, 400, "年度"),
            ("refuse", {"reason": " "}, 400, "请填写原因"),
            ("accept", {"scope": "own"}, 409, "处存疑没有核对"),
            ("restore", {}, 409, "没有可撤回的决定"),
        ],
    )
    def test_what_cannot_be_done_is_said_on_the_same_page(
        self, browser: Client, document: IncomingDocument, name: str, sent: dict[str, str], status: int, words: str
    ) -> None:
        answer = browser.post(_address(name, document), sent | {"revision": str(document.revision)})
        assert answer.status_code == status
        assert words in answer.content.decode()

    def test_a_second_document_shows_the_first_and_asks(
        self, browser: Client, county: Agency, user: User, township: Agency
    ) -> None:
        actor = Actor.person(user)
        for number in (1, 2):
            data = docs.html(township.name, requests__received__natural_person=number)
            document = docs.dropped(actor, county, f"{number}.html", data)
            sent = {"scope": "own", "revision": document.revision}
            answer = browser.post(_address("accept", document), sent)
        assert answer.status_code == 409
        assert "作为更正接收" in answer.content.decode()
        again = browser.post(_address("accept", document), sent | {"correction": "on", "reason": "漏统计"})
        assert again.status_code == 302
        assert Version.objects.count() == 2

    @pytest.mark.parametrize(("on", "status"), [("2025-01-21", 302), ("", 400), ("去年", 400)])
    def test_ones_own_past_report_with_where_it_went_up(self, township: Agency, on: str, status: int) -> None:
        clerk = build.person(township)
        document = docs.dropped(Actor.person(clerk), township, "去年.html", docs.html(township.name))
        browser = build.signed_in(clerk)
        assert 'name="platform"' in browser.get(_address("document", document)).content.decode()
        sent = {"scope": "own", "revision": document.revision, "platform": "县政府网站",
                "url": "https://example.gov.cn/1", "published_on": on}  # fmt: skip
        assert browser.post(_address("accept", document), sent).status_code == status
        assert Placement.objects.count() == (1 if status == 302 else 0)


class TestFiles:
    def test_the_file_is_a_download_under_its_name(self, browser: Client, document: IncomingDocument) -> None:
        answer = browser.get(_address("file", document))
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_pages_of_a_pdf_are_pictures(self, browser: Client, county: Agency, user: User) -> None:
        document = docs.dropped(Actor.person(user), county, "洪泽区.pdf", docs.real("hongze-2024.pdf"))
        answer = browser.get(_address("picture", document, 2))
        assert answer["Content-Type"] == "image/png"
        with Image.open(io.BytesIO(answer.content)) as image:
            assert 700 < image.width < 1_800
        assert _address("picture", document, 2) in browser.get(_address("document", document)).content.decode()
        assert browser.get(_address("picture", document, 99)).status_code == 404

    def test_an_absurdly_large_page_is_rendered_small(self) -> None:
        pdf = pypdfium2.PdfDocument.new()
        pdf.new_page(14_400, 14_400)
        made = io.BytesIO()
        pdf.save(made)
        picture = page_picture(made.getvalue(), 1)
        assert picture is not None
        with Image.open(io.BytesIO(picture)) as image:
            assert image.width <= 1_800

    def test_a_page_that_would_draw_without_end_has_no_picture(self) -> None:
        assert page_picture(nested(3, 2), 1) is not None
        assert page_picture(nested(11, 10), 1) is None

    def test_a_picture_file_is_its_own_page_and_a_web_page_has_none(self) -> None:
        made = io.BytesIO()
        Image.new("CMYK", (2_400, 300)).save(made, "JPEG")
        picture = page_picture(made.getvalue(), 1)
        assert picture is not None
        with Image.open(io.BytesIO(picture)) as image:
            assert (image.format, image.width) == ("PNG", 1_800)
        assert page_picture(made.getvalue(), 2) is None
        for data in (b"<html></html>", b"%PDF-1.7 broken", b""):
            assert page_picture(data, 1) is None

    def test_a_file_refused_unread_has_no_download(self, browser: Client, county: Agency, user: User) -> None:
        broken = docs.dropped(Actor.person(user), county, "空.html", b"")
        assert browser.get(_address("file", broken)).status_code == 404
        assert browser.get(_address("picture", broken, 1)).status_code == 404


class TestOthersGetNothing:
    NAMES = ("document", "file", "assign", "refuse", "restore", "reread", "accept")

    def _all(self, document: IncomingDocument) -> list[tuple[str, str]]:
        desk = [document.agency_id]
        return [
            ("get", reverse("intake:list", args=desk)),
            ("get", reverse("intake:upload", args=desk)),
            ("post", reverse("intake:upload", args=desk)),
            ("get", _address("document", document)),
            ("post", _address("document", document)),
            ("get", _address("file", document)),
            ("get", _address("picture", document, 1)),
            *((method, _address(name, document)) for name in self.NAMES[2:] for method in ("get", "post")),
        ]

    @pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.LEADER, Role.ADMIN, Role.SUPERVISOR])
    def test_a_neighbours_people_get_403_on_every_address(self, township: Agency, role: str) -> None:
        document = docs.dropped(build.actor(township), township, "报告.html", docs.html(township.name))
        neighbour = build.signed_in(build.person(Agency.objects.get(name="安平县第2镇人民政府"), role))
        for method, address in self._all(document):
            assert getattr(neighbour, method)(address).status_code == 403, (method, address)
        document.refresh_from_db()
        assert document.status == Status.MATCHED

    def test_nobody_signed_in_is_sent_to_sign_in(self, document: IncomingDocument) -> None:
        for method, address in self._all(document):
            answer = getattr(Client(), method)(address)
            assert (answer.status_code, "login" in answer["Location"]) == (302, True), address

    def test_another_desks_address_does_not_open_a_document(self, township: Agency, document: IncomingDocument) -> None:
        clerk = build.signed_in(build.person(township))
        for name in self.NAMES[:2]:
            address = reverse(f"intake:{name}", args=[township.pk, document.pk])
            assert clerk.get(address).status_code == 404

    def test_the_supervisor_above_sees_but_does_not_change(self, county: Agency, township: Agency) -> None:
        document = docs.dropped(build.actor(township), township, "报告.html", docs.html(township.name))
        supervisor = build.signed_in(build.person(county, Role.SUPERVISOR))
        page = supervisor.get(_address("document", document))
        assert page.status_code == 200
        assert "保存核对结果" not in page.content.decode()
        assert supervisor.post(_address("accept", document), {"revision": 1}).status_code == 403


def test_a_file_that_is_gone_from_the_disk_is_said(browser: Client, document: IncomingDocument) -> None:
    document.file.storage.delete(document.file.name)
    browser.raise_request_exception = False
    answer = browser.get(_address("file", document))
    assert answer.status_code == 500, "it is the site's fault, and its log says which"
    assert "找不到" in answer.content.decode()


def test_a_pasted_table_fills_the_inputs_and_is_saved_only_by_saving(
    browser: Client, document: IncomingDocument
) -> None:
    address = _address("document", document)
    form = _form(browser, document)
    block = "\t".join(str(number) for number in range(3, 18))
    answer = browser.post(address, {**form, "paste": "1", "paste_table": "disputes", "pasted": block})
    page = answer.content.decode()
    assert "已填入15格，还没有保存" in page and not Verdict.objects.exists()
    filled = dict(re.findall(r'name="(v-disputes[^"]*)" value="([^"]*)"', page))
    assert sorted(filled.values(), key=int) == [str(number) for number in range(3, 18)]
    browser.post(address, {**form, **filled})
    assert Verdict.objects.count() == 15


def test_what_cannot_be_read_of_a_pasted_table_is_told_by_row_and_column(
    browser: Client, document: IncomingDocument
) -> None:
    block = "\t".join(["约3件", *(str(number) for number in range(14))])
    sent = {**_form(browser, document), "paste": "1", "paste_table": "disputes", "pasted": block}
    answer = browser.post(_address("document", document), sent)
    assert answer.status_code == 400 and "粘贴的第1行第1列" in answer.content.decode()
    assert not Verdict.objects.exists()
    wrong = browser.post(_address("document", document), {**sent, "pasted": "1\t2"})
    assert wrong.status_code == 400 and "这张表有" in wrong.content.decode()
