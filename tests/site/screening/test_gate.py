"""An officer's file with a secrecy marking is not taken in, whatever form it was sent by; a false hit is released."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai_site.audit.models import Event
from gongkai_site.errors import NotAllowed, ReasonRequired, WrongState
from gongkai_site.home.waiting import turns_of
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from gongkai_site.records.models import StagedFile
from gongkai_site.screening.actions import confirm, release
from gongkai_site.screening.models import Stopped
from tests.site.build import actor, agency, person, signed_in

MARKED = "机密★1年\n关于某事的通知\n".encode()
CLEAN = "关于某事的通知\n".encode()
TODAY = dt.date(2026, 11, 30)


def sent(name="通知.txt", data=MARKED):
    return SimpleUploadedFile(name, data)


def upload(user, where, *files):
    return signed_in(user).post(reverse("intake:upload", args=[where.pk]), {"files": list(files), "year": ""})


def test_a_marked_file_is_turned_away_with_what_was_seen_and_its_bytes_are_not_kept():
    where = agency()
    clerk = person(where)
    answer = upload(clerk, where, sent())
    page = answer.content.decode()
    assert answer.status_code == 400 and "没有收取" in page and "机密★1年" in page and "不得录入涉密信息" in page
    stopped = Stopped.objects.get()
    assert (stopped.agency, stopped.by, stopped.file, stopped.state) == (where, clerk, "", "open")
    assert not IncomingDocument.objects.exists()
    assert Event.objects.get(action="file.stop").object_id == str(stopped.pk)


def test_of_many_files_only_the_marked_one_is_turned_away():
    where = agency()
    answer = upload(person(where), where, sent(), sent("另一份.txt", CLEAN))
    assert answer.status_code == 302
    assert [each.name for each in IncomingDocument.objects.all()] == ["另一份.txt"]
    assert Stopped.objects.get().name == "通知.txt"


@pytest.mark.parametrize(
    ("address", "field", "role"),
    [
        ("records:import", "file", Role.CLERK),
        ("annual:signoff", "scan", Role.REVIEWER),
        ("agencies:lay-down", "file", Role.SUPERVISOR),
        ("people:import", "file", Role.ADMIN),
        ("agencies:import", "file", Role.ADMIN),
        ("look", "emblem", Role.ADMIN),
    ],
)
def test_no_form_that_takes_files_lets_a_marking_through(address, field, role):
    where = agency()
    more = {
        "records:import": [where.pk, "requests"],
        "annual:signoff": [where.pk, 2025, "own"],
        "agencies:lay-down": [where.pk, "report.rules"],
    }.get(address, [])
    answer = signed_in(person(where, role)).post(reverse(address, args=more), {field: sent("机密.csv")})
    assert answer.status_code == 400 and "没有收取" in answer.content.decode()
    assert Stopped.objects.count() == 1 and not StagedFile.objects.exists()


def test_a_file_with_a_marking_in_an_archive_or_a_word_document_is_turned_away():
    from tests.screening.build import word
    from tests.site.intake.build import zipped

    where = agency()
    answer = upload(
        person(where), where, sent("一包.zip", zipped({"甲.txt": CLEAN, "乙.docx": word("正文", "秘密★长期")}))
    )
    assert answer.status_code == 400 and "乙.docx" in answer.content.decode()


def test_a_report_that_speaks_of_secrecy_comes_in():
    where = agency()
    data = "按照《保守国家秘密法》开展保密审查，对涉密信息不予公开。".encode()
    assert upload(person(where), where, sent("年报.txt", data)).status_code == 302
    assert not Stopped.objects.exists()


def stopped_by(where, role=Role.CLERK):
    user = person(where, role)
    upload(user, where, sent()) if role == Role.CLERK else None
    return user, Stopped.objects.get()


def test_a_false_hit_is_released_by_a_second_person_with_a_reason_and_the_file_then_comes_in():
    where = agency()
    clerk, stopped = stopped_by(where)
    reviewer = actor(where, Role.REVIEWER)
    with pytest.raises(NotAllowed):
        release(Actor.person(clerk), stopped, 1, "误判")
    with pytest.raises(ReasonRequired):
        release(reviewer, stopped, 1, " ")
    release(reviewer, stopped, 1, "系引用历史文件，已解密")
    assert (stopped.state, stopped.decided_by, stopped.reason) == ("released", reviewer.user, "系引用历史文件，已解密")
    assert Event.objects.get(action="file.release").reason == "系引用历史文件，已解密"
    assert upload(clerk, where, sent()).status_code == 302
    assert IncomingDocument.objects.count() == 1
    with pytest.raises(WrongState):
        confirm(reviewer, stopped, stopped.revision, "属实")


def test_who_brought_it_does_not_release_it_though_he_reviews():
    where = agency()
    reviewer = person(where, Role.REVIEWER)
    upload(reviewer, where, sent())
    with pytest.raises(NotAllowed, match="您上传"):
        release(Actor.person(reviewer), Stopped.objects.get(), 1, "误判")


def test_what_one_agency_released_does_not_come_into_another():
    one, other = agency(), agency()
    _clerk, stopped = stopped_by(one)
    release(actor(one, Role.LEADER), stopped, 1, "误判")
    assert upload(person(other), other, sent()).status_code == 400


def test_a_confirmed_file_stays_out():
    where = agency()
    clerk, stopped = stopped_by(where)
    confirm(actor(where, Role.LEADER), stopped, 1, "已移交保密办")
    assert upload(clerk, where, sent()).status_code == 400
    assert Stopped.objects.count() == 1


def test_it_waits_for_the_secrecy_officer_where_there_is_one():
    where = agency()
    leader, reviewer = person(where, Role.LEADER), person(where, Role.REVIEWER)
    _clerk, stopped = stopped_by(where)

    def told(user):
        return [each for each in turns_of(Actor.person(user), TODAY) if each.waiting.kind == "screening.decide"]

    assert told(leader)[0].mine and told(reviewer)[0].mine
    reviewer.memberships.get().assignments.create(function="secrecy-review", since=dt.date(2020, 1, 1))
    assert not told(leader)[0].mine and told(reviewer)[0].mine
    with pytest.raises(NotAllowed):
        release(Actor.person(leader), stopped, 1, "误判")


def test_the_page_decides_and_says_what_the_law_is():
    where = agency()
    _clerk, stopped = stopped_by(where)
    browser = signed_in(person(where, Role.REVIEWER))
    address = reverse("screening:stopped", args=[where.pk, stopped.pk])
    page = browser.get(address).content.decode()
    assert "机密★1年" in page and "条" in page and "立即停止公开" in page and 'value="release"' in page
    assert browser.get(reverse("screening:file", args=[where.pk, stopped.pk])).status_code == 404
    assert browser.post(address, {"do": "release", "revision": "9", "reason": "误判"}).status_code == 409
    assert browser.post(address, {"do": "release", "revision": "1", "reason": "误判"}).status_code == 302
    assert "误判" in browser.get(reverse("screening:list", args=[where.pk])).content.decode()


@pytest.mark.parametrize(
    ("address", "role"),
    [("intake:upload", Role.CLERK), ("records:import", Role.CLERK), ("agencies:import", Role.SUPERVISOR),
     ("people:import", Role.ADMIN)],
)  # fmt: skip
def test_every_upload_form_says_that_this_system_is_not_for_secrets(address, role):
    where = agency()
    more = {"intake:upload": [where.pk], "records:import": [where.pk, "requests"]}.get(address, [])
    page = signed_in(person(where, role)).get(reverse(address, args=more)).content.decode()
    assert "本系统非涉密，不得录入涉密信息" in page
