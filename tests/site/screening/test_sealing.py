"""What comes by a link is opened by nobody before it was screened, and with a secrecy marking it stays sealed."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai_site.audit.models import Event
from gongkai_site.filings.actions import make_link
from gongkai_site.home.waiting import turns_of
from gongkai_site.intake.actions import read_document, take_in
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from gongkai_site.screening.actions import release
from gongkai_site.screening.models import Stopped
from tests.screening.build import word
from tests.site.build import actor, person, signed_in
from tests.site.filings.build import YEAR, content, real_towns, supervisor
from tests.site.intake import build as intake

MARKED = "秘密★5年\n报告\n".encode()


def by_link(data=MARKED, name="report.txt"):
    town = real_towns()[0]
    token = make_link(supervisor(town.superior), town, YEAR).token
    Client().post(reverse("filing-link", args=[token]), {"file": SimpleUploadedFile(name, data)})
    return town.superior, token, IncomingDocument.objects.get()


def opens(user, document):
    return signed_in(user).get(reverse("intake:file", args=[document.agency_id, document.pk])).status_code


def test_nobody_opens_what_came_by_a_link_before_it_was_screened(run_tasks):
    desk, _token, document = by_link("年度报告\n".encode())
    reader = person(desk, Role.SUPERVISOR)
    assert document.sealed and opens(reader, document) == 403
    run_tasks()
    assert opens(reader, document) == 200


def test_a_marked_file_is_sealed_the_paper_stands_and_who_reviews_secrecy_is_told(run_tasks):
    desk, token, document = by_link()
    run_tasks()
    document.refresh_from_db()
    assert (document.status, document.sealed, document.content) == ("sealed", True, None)
    stopped = Stopped.objects.get()
    assert (stopped.agency, stopped.outsider, stopped.file) == (desk, True, document.file.name)
    assert {each.action for each in Event.objects.all()} >= {"document.take-in", "document.seal", "file.seal"}
    reader, officer = person(desk, Role.SUPERVISOR), person(desk, Role.REVIEWER)
    officer.memberships.get().assignments.create(function="secrecy-review", since="2020-01-01")
    assert opens(reader, document) == opens(officer, document) == 403
    page = signed_in(reader).get(reverse("intake:document", args=[desk.pk, document.pk])).content.decode()
    assert "已封存" in page and "下载原文件" not in page
    sealed = reverse("screening:file", args=[desk.pk, stopped.pk])
    answer = signed_in(officer).get(sealed)
    assert b"".join(answer.streaming_content) == MARKED and "attachment" in answer["Content-Disposition"]
    assert signed_in(reader).get(sealed).status_code == signed_in(person(desk)).get(sealed).status_code == 403
    today = document.at.date()
    assert [
        each.mine for each in turns_of(Actor.person(officer), today) if each.waiting.kind == "screening.decide"
    ] == [True]
    assert "已封存并告知" in Client().get(reverse("filing-link", args=[token])).content.decode()


def test_a_released_file_is_read_and_opens(run_tasks):
    desk, _token, document = by_link()
    run_tasks()
    stopped = Stopped.objects.get()
    release(actor(desk, Role.REVIEWER), stopped, stopped.revision, "系样式说明，非涉密")
    run_tasks()
    document.refresh_from_db()
    assert not document.sealed and document.status not in ("sealed", "waiting")
    assert opens(person(desk, Role.SUPERVISOR), document) == 200


def test_a_marking_that_only_the_reading_sees_seals_an_officers_file():
    """Such as one in a scan: the upload does not recognise pictures."""
    desk = real_towns()[0].superior
    clerk = actor(desk)
    [document] = take_in(clerk, desk, "a.txt", MARKED)
    [read] = read_document(document)
    assert (read.status, read.sealed) == ("sealed", True)
    assert Stopped.objects.get().by == clerk.user
    assert opens(person(desk, Role.SUPERVISOR), read) == 403


def test_a_sealed_document_is_neither_refused_nor_read_again_nor_accepted():
    desk = real_towns()[0].superior
    clerk = actor(desk)
    [document] = take_in(clerk, desk, "a.txt", MARKED)
    [read] = read_document(document)
    browser = signed_in(clerk.user)
    for name in ("refuse", "reread", "accept"):
        address = reverse(f"intake:{name}", args=[desk.pk, document.pk])
        browser.post(address, {"reason": "x", "revision": read.revision, "scope": "own"})
        read.refresh_from_db()
        assert (read.status, read.sealed) == ("sealed", True), name


def test_what_a_reader_does_not_see_is_told_beside_the_document():
    desk = real_towns()[0].superior
    clerk = actor(desk)

    def commented(document):
        document.core_properties.author = "张三"

    [document] = take_in(clerk, desk, "a.docx", word("年度报告", then=commented))
    [read] = read_document(document)
    assert [each["kind"] for each in read.hidden] == ["author", "thumbnail"]
    page = signed_in(clerk.user).get(reverse("intake:document", args=[desk.pk, read.pk])).content.decode()
    assert "文件里读者看不到的内容" in page and "张三" in page


def test_a_report_of_a_link_is_read_as_before(run_tasks):
    town = real_towns()[0]
    token = make_link(supervisor(town.superior), town, YEAR).token
    data = intake.html(town.name, YEAR)
    assert content(town).agency == town.name
    Client().post(reverse("filing-link", args=[token]), {"file": SimpleUploadedFile("a.html", data)})
    run_tasks()
    document = IncomingDocument.objects.get()
    assert (document.status, document.sealed, document.hidden) == ("matched", False, [])
