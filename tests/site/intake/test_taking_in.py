"""Dropping files: kept once, recognised, queued; one bad file stops no other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, NotAllowed
from gongkai_site.intake import unpacking
from gongkai_site.intake.actions import lay, read_document, take_in
from gongkai_site.intake.limits import LIMITS
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.storing import store, stored
from gongkai_site.kept_files import hash_of
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build
from tests.site.filings.build import link
from tests.site.intake import build as docs

Status = IncomingDocument.Status
LINK = {"via_link": True, "expected_year": 2024}
OFFICE = Path(__file__).parents[2] / "data" / "office"


def test_a_file_is_kept_queued_and_written_into_the_log() -> None:
    government, _ = build.county()
    supervisor = build.actor(government, Role.SUPERVISOR)
    (document,) = take_in(supervisor, government, "白市驿镇.txt", docs.real("baishiyi-2024.txt"))
    assert document.status == Status.WAITING
    assert stored(document) == docs.real("baishiyi-2024.txt")
    event = Event.objects.get()
    assert (event.action, event.actor, event.object_id) == (
        "document.take-in", supervisor.name, str(document.pk))  # fmt: skip


def test_the_queue_reads_what_was_dropped(run_tasks: Callable[[], None]) -> None:
    government, _ = build.county()
    supervisor = build.actor(government, Role.SUPERVISOR)
    township = docs.township(government, "白市驿镇人民政府", "重庆市九龙坡区")
    (document,) = take_in(supervisor, government, "白市驿镇.txt", docs.real("baishiyi-2024.txt"))
    run_tasks()
    document.refresh_from_db()
    assert (document.status, document.of_agency, document.of_year) == (Status.MATCHED, township, 2024)


def test_the_same_file_twice_is_recognised_under_any_name() -> None:
    government, _ = build.county()
    supervisor = build.actor(government, Role.SUPERVISOR)
    data = docs.html("安平县第1镇人民政府")
    first = lay(supervisor, government, "甲.html", data)
    again = lay(supervisor, government, "乙.html", data)
    in_archive = lay(supervisor, government, "丙.zip", docs.zipped({"丁.html": data}))
    assert len(first.new) == 1
    assert (again.new, again.known) == ([], first.new)
    assert (in_archive.new, in_archive.known) == ([], first.new)
    assert Event.objects.count() == 1


def test_the_same_file_on_two_desks_is_two_documents_and_one_stored_file() -> None:
    one, other = build.county(name="甲县")[0], build.county(name="乙县")[0]
    data = docs.html("甲县第1镇人民政府")
    (here,) = take_in(build.actor(one, Role.SUPERVISOR), one, "报告.html", data)
    (there,) = take_in(build.actor(other, Role.SUPERVISOR), other, "报告.html", data)
    assert here.pk != there.pk
    assert here.file.name == there.file.name


def test_a_hundred_files_in_an_archive_with_bad_ones_among_them() -> None:
    government, townships = build.county(100)
    supervisor = build.actor(government, Role.SUPERVISOR)
    files = {f"{n}.html": docs.html(agency.name) for n, agency in enumerate(townships)}
    files |= {"空.docx": b"", "也空.docx": b"", "坏.pdf": b"%PDF-1.7 broken", "通知.txt": "关于放假的通知".encode()}
    documents = take_in(supervisor, government, "全县.zip", docs.zipped(files))
    assert len(documents) == 104
    # Reading all hundred would only repeat itself: the bad ones and one good one behind them.
    by_name = {document.name.removeprefix("全县.zip!/"): document for document in documents}
    for name in ("坏.pdf", "通知.txt", "99.html"):
        read_document(by_name[name])
        by_name[name].refresh_from_db()
    assert by_name["99.html"].of_agency == townships[99]
    for name, words in (
        ("空.docx", "文件是空的"),
        ("也空.docx", "文件是空的"),
        ("坏.pdf", "不完整"),
        ("通知.txt", "没有政府信息公开工作年度报告"),
    ):
        assert by_name[name].status == Status.UNREADABLE, name
        assert words in by_name[name].message, name


def _bomb() -> bytes:
    return docs.zipped({"大.html": b"0" * 50_000_000})


def _nested() -> bytes:
    data = docs.zipped({"内.txt": b"x"})
    for depth in range(5):
        data = docs.zipped({f"{depth}.zip": data})
    return data


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("压缩炸弹.zip", _bomb, "压缩炸弹"),
        ("层层嵌套.zip", _nested, "嵌套过深"),
        ("残缺.zip", lambda: docs.zipped({"甲.txt": b"abc" * 999})[:60], "不完整或已损坏"),
        ("空包.zip", lambda: docs.zipped({}), "没有文件"),
        ("空.html", lambda: b"", "文件是空的"),
        ("程序.exe", lambda: b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" * 50, "不是可读的报告文件"),
        ("深.html", lambda: b"<div>" * 200_000, ""),
    ],
)
def test_hostile_files_become_documents_that_say_why(name: str, make: Callable[[], bytes], words: str) -> None:
    government, _ = build.county()
    (document,) = take_in(build.actor(government, Role.SUPERVISOR), government, name, make())
    read_document(document)
    document.refresh_from_db()
    assert document.status == Status.UNREADABLE
    assert words in document.message
    assert document.content is None


def test_a_file_beyond_the_limit_is_named_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LIMITS", replace(LIMITS, max_bytes=1_000))
    government, _ = build.county()
    (document,) = take_in(build.actor(government, Role.SUPERVISOR), government, "大.txt", "字".encode() * 1_000)
    assert (document.status, document.file.name) == (Status.UNREADABLE, "")
    assert "超出上限" in document.message


def test_a_drop_that_fails_half_way_leaves_neither_documents_nor_events_nor_tasks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django_tasks_db.models import DBTaskResult

    from gongkai_site.intake.actions import taking

    queued: list[IncomingDocument] = []

    def failing(document: IncomingDocument) -> None:
        queued.append(document)
        if len(queued) == 3:
            raise MemoryError
        real(document)

    real = taking.queue
    monkeypatch.setattr(taking, "queue", failing)
    government, _ = build.county()
    files = docs.zipped({f"{n}.txt": f"第{n}份".encode() for n in range(5)})
    with pytest.raises(MemoryError):
        take_in(build.actor(government, Role.SUPERVISOR), government, "全部.zip", files)
    for model in (IncomingDocument, Event, DBTaskResult):
        assert not model.objects.exists()


def test_a_reading_that_fails_while_it_is_put_down_leaves_the_document_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from gongkai_site.intake.matching import Desk

    government, (township, _) = build.county()
    (document,) = take_in(build.actor(government, Role.SUPERVISOR), government, "甲.html", docs.html(township.name))
    events = Event.objects.count()

    def fail(*args: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(Desk, "match", fail)
        with pytest.raises(MemoryError):
            read_document(document)
    document.refresh_from_db()
    assert (document.status, document.content, Event.objects.count()) == (Status.WAITING, None, events)
    read_document(document)
    document.refresh_from_db()
    assert document.status == Status.MATCHED


@pytest.mark.parametrize("year", [1999, 2_999])
def test_no_report_is_expected_for_a_year_without_reports(year: int) -> None:
    government, _ = build.county()
    with pytest.raises(InvalidInput, match=str(year)):
        take_in(build.actor(government, Role.SUPERVISOR), government, "甲.txt", b"x", expected_year=year)
    assert not IncomingDocument.objects.exists()


def test_what_a_crash_left_half_written_is_replaced() -> None:
    data = docs.html("安平县第1镇人民政府")
    name = store(data)
    with open(default_storage.path(name), "wb") as half:
        half.write(data[:100])
    again = store(data)
    with default_storage.open(again) as kept:
        assert hash_of(kept.read()) == hash_of(data)
    default_storage.delete(again)


def test_a_stored_file_that_was_altered_is_not_read() -> None:
    government, _ = build.county()
    data = docs.html("安平县第2镇人民政府", 2023)
    (document,) = take_in(build.actor(government, Role.SUPERVISOR), government, "甲.html", data)
    with open(default_storage.path(document.file.name), "ab") as file:
        file.write(b" ")
    read_document(document)
    document.refresh_from_db()
    assert document.status == Status.UNREADABLE
    assert "已损坏" in document.message
    default_storage.delete(document.file.name)


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN])
def test_other_roles_and_other_desks_may_not_drop(role: str) -> None:
    government, (township, neighbour) = build.county()
    for actor in (build.actor(township, role), build.actor(neighbour), build.actor(government, Role.SUPERVISOR)):
        with pytest.raises(NotAllowed):
            take_in(actor, township, "甲.txt", b"x")
    assert not IncomingDocument.objects.exists()
    assert not Event.objects.exists()


class TestOneTimeLink:
    def test_its_file_lies_on_the_superiors_desk_and_is_that_agencys(self) -> None:
        government, (township, _) = build.county()
        document = docs.dropped(
            Actor.holder(link(township)),
            township,
            "报告.html",
            docs.html(township.name),
            via_link=True,
            expected_year=2024,
        )
        assert (document.agency, document.of_agency, document.of_year) == (government, township, 2024)
        assert (document.status, document.via_link, document.by) == (Status.MATCHED, True, None)
        assert Event.objects.order_by("number").first().actor == "一次性链接"  # type: ignore[union-attr]

    def test_anothers_report_by_it_asks(self) -> None:
        _, (township, neighbour) = build.county()
        document = docs.dropped(
            Actor.holder(link(township)),
            township,
            "报告.html",
            docs.html(neighbour.name),
            via_link=True,
            expected_year=2024,
        )
        assert document.status == Status.DOUBTFUL
        assert [each["agency"] for each in document.candidates] == [township.pk, neighbour.pk]

    def test_another_year_by_it_is_set_aside(self) -> None:
        _, (township, _) = build.county()
        document = docs.dropped(
            Actor.holder(link(township)),
            township,
            "报告.html",
            docs.html(township.name, 2023),
            via_link=True,
            expected_year=2024,
        )
        assert document.status == Status.ASIDE

    def test_it_opens_no_other_agency_and_no_desk(self) -> None:
        government, (township, neighbour) = build.county()
        holder = Actor.holder(link(township))
        for agency in (neighbour, government):
            with pytest.raises(NotAllowed):
                take_in(holder, agency, "报告.html", docs.html(neighbour.name), via_link=True)
        with pytest.raises(NotAllowed):
            take_in(holder, township, "报告.html", docs.html(township.name))


@pytest.mark.parametrize("name", ["report.doc", "book.xls"])
def test_office_files_that_are_no_reports_say_so(name: str) -> None:
    government, _ = build.county()
    document = docs.dropped(build.actor(government, Role.SUPERVISOR), government, name, (OFFICE / name).read_bytes())
    assert document.status == Status.UNREADABLE
    assert "年度报告" in document.message
