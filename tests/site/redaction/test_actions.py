"""A file is brought, marked by several, handed over, read back, released by somebody else, given back, thrown away."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from gongkai.errors import RedactionBlocked
from gongkai.redaction import Box
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed, ReasonRequired, WrongState
from gongkai_site.intake.actions import lay
from gongkai_site.people.models import Role
from gongkai_site.redaction import actions
from gongkai_site.redaction.marks import Decided, Drawn
from gongkai_site.redaction.models import RedactionCase, Search, State
from tests.site import build
from tests.site.redaction.build import boxed, fresh, made, marked, opened, page, text_pdf

SECRET = "13912345678"


def words_of(data: bytes, folder: Path) -> str:
    """What another tool reads in a PDF."""
    file = folder / "out.pdf"
    file.write_bytes(data)
    return subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout


def test_a_file_becomes_pages_with_pictures_and_repeated_ones_are_named(clerk, office):
    case = opened(
        clerk,
        office,
        "关于道路修缮情况的说明，第一段，第二段，第三段。",
        "另一页",
        "关于道路修缮情况的说明，第一段，第二段，第三段。",
    )
    assert (case.state, case.page_count, case.done) == (State.MARKING, 3, 3)
    assert [each.repeats for each in case.pages.all()] == [None, None, 1]
    for each in case.pages.all():
        assert each.picture.read().startswith(b"\x89PNG") and each.width > 500


@pytest.mark.parametrize(("data", "said"), [(b"%PDF-1.7 x", "PDF"), (b"plain text", "页面")])
def test_a_file_that_cannot_be_opened_says_why(clerk, office, data, said):
    case = actions.bring(clerk, office, "x.pdf", data)
    actions.open_case(case)
    case = fresh(case)
    assert case.state == State.UNOPENED and said in case.message
    assert not case.pages.exists()


def test_an_empty_or_too_large_file_is_refused(clerk, office, monkeypatch):
    with pytest.raises(InvalidInput, match="空"):
        actions.bring(clerk, office, "x.pdf", b"")
    monkeypatch.setattr("gongkai_site.redaction.actions.bringing.LIMITS", type("L", (), {"max_bytes": 10}))
    with pytest.raises(InvalidInput, match="超过"):
        actions.bring(clerk, office, "x.pdf", b"x" * 11)


def test_a_document_that_was_handed_in_can_be_brought(clerk, office):
    [document] = lay(clerk, office, "来文/报告.pdf", text_pdf()).new
    case = actions.bring_document(clerk, document)
    assert (case.name, case.sha256, case.brought_from) == ("报告.pdf", document.sha256, document)
    document.sealed = True
    document.save()
    with pytest.raises(NotAllowed):
        actions.bring_document(clerk, document)


def test_the_output_holds_no_text_and_goes_out_only_by_somebody_else(clerk, reviewer, office, tmp_path):
    case = made(clerk, office)
    assert SECRET in words_of(case.file.read(), tmp_path)
    assert case.state == State.REVIEW
    output = case.output.read()
    assert words_of(output, tmp_path).split() == []
    assert case.record["output"] == case.output_sha256
    assert all(each.after.read().startswith(b"\x89PNG") for each in case.pages.all())
    with pytest.raises(NotAllowed):
        actions.release(clerk, case, revision=case.revision)
    actions.release(reviewer, case, revision=case.revision)
    assert fresh(case).state == State.RELEASED
    assert fresh(case).released_by == reviewer.user


def test_whoever_marked_a_page_does_not_release_though_he_is_a_reviewer(clerk, reviewer, office):
    case = opened(clerk, office)
    actions.mark_page(reviewer, page(case), boxed(), revision=1)
    actions.submit(clerk, fresh(case), revision=fresh(case).revision)
    case = fresh(case)
    actions.produce(case, case.revision)
    with pytest.raises(NotAllowed):
        actions.release(reviewer, fresh(case), revision=fresh(case).revision)
    leader = build.actor(office, Role.LEADER)
    actions.release(leader, fresh(case), revision=fresh(case).revision)


def test_an_output_changed_on_the_disk_is_not_released(clerk, reviewer, office):
    case = made(clerk, office)
    default_storage.delete(case.output.name)
    with default_storage.open(case.output.name, "wb") as file:
        file.write(b"other")
    with pytest.raises(WrongState, match="回读"):
        actions.release(reviewer, case, revision=case.revision)


def test_what_survives_is_kept_nowhere_and_the_case_says_where_it_is(clerk, office, monkeypatch):
    def survives(*_: object, **__: object) -> None:
        raise RedactionBlocked("回读发现应遮盖的内容仍在：第1页：文字。", advice="没有写出文件。")

    monkeypatch.setattr("gongkai_site.redaction.actions.producing.redact", survives)
    case = made(clerk, office)
    assert case.state == State.BLOCKED and "第1页" in case.message
    assert not case.output and case.record is None
    monkeypatch.undo()
    actions.mark_page(clerk, page(case), boxed(Box(0, 0, 100, 50)), revision=page(case).revision)
    actions.submit(clerk, case, revision=case.revision)


def test_two_people_do_not_overwrite_each_other(clerk, reviewer, office):
    case = opened(clerk, office, "一", "二")
    seen = page(case)
    actions.mark_page(reviewer, page(case), boxed(Box(50, 50, 60, 60)), revision=seen.revision)
    with pytest.raises(EditedMeanwhile):
        actions.mark_page(clerk, seen, boxed(), revision=1)
    assert page(case).boxes == [{"box": [50, 50, 60, 60], "ground": "privacy"}]
    actions.mark_page(clerk, page(case, 2), boxed(), revision=1)
    assert set(case.marked_by.all()) == {clerk.user, reviewer.user}


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        (boxed(Box(10, 10, 5, 20)), "不在页面之内"),
        (boxed(Box(90, 10, 101, 20)), "不在页面之内"),
        (boxed(ground="nothing"), "没有“nothing”"),
        (Decided(boxed().boxes, "release"), "却有1个标记"),
        (Decided((), "part"), "却没有标记"),
        (Decided((), "withhold"), "没有写明依据"),
        (Decided((), "duplicate", of=1), "重复"),
        (Decided((), "duplicate", of=9), "没有第9页"),
        (Decided((), "whatever"), "没有这样的决定"),
        (Decided((Drawn(Box(1, 1, 2, 2), "privacy"),) * 501), "最多500"),
    ],
)
def test_what_contradicts_itself_is_refused_and_changes_nothing(clerk, office, decided, said):
    case = opened(clerk, office)
    with pytest.raises(InvalidInput, match=said):
        actions.mark_page(clerk, page(case), decided, revision=1)
    assert (page(case).boxes, page(case).decision, page(case).revision) == ([], "", 1)


def test_nothing_is_handed_over_while_a_page_is_open(clerk, office):
    case = opened(clerk, office, "一", "二", "三")
    actions.mark_page(clerk, page(case, 2), boxed(), revision=1)
    with pytest.raises(InvalidInput, match="第1、3页还没有决定"):
        actions.submit(clerk, case, revision=case.revision)
    actions.decide_pages(clerk, case, {1: 1, 3: 1}, decision="release")
    actions.submit(clerk, case, revision=case.revision)
    assert fresh(case).state == State.PRODUCING


def test_pages_are_decided_together_all_or_none(clerk, office):
    case = opened(clerk, office, "一", "二")
    actions.mark_page(clerk, page(case, 2), Decided((), "release"), revision=1)
    with pytest.raises(EditedMeanwhile, match="第2页"):
        actions.decide_pages(clerk, case, {1: 1, 2: 1}, decision="withhold", ground="privacy")
    assert [each.decision for each in case.pages.all()] == ["", "release"]
    with pytest.raises(InvalidInput, match="勾选"):
        actions.decide_pages(clerk, case, {}, decision="release")


@pytest.mark.parametrize(
    ("kind", "text", "ground", "by"),
    [
        ("word", "张三", "privacy", "word"),
        ("pattern", r"1\d{10}", "trade-secret", "pattern"),
        ("screening", "", "", "screening"),
    ],
)
def test_every_place_is_marked_at_once(clerk, office, run_tasks: Callable[[], None], kind, text, ground, by):
    case = opened(clerk, office, f"张三的手机号码：{SECRET}。", f"转张三，手机{SECRET}")
    actions.decide_pages(clerk, case, {2: 1}, decision="release")
    wanted = actions.search(clerk, case, kind, text, ground)
    actions.search_through(wanted)
    wanted.refresh_from_db()
    assert wanted.found == 2
    for number in (1, 2):
        assert [each["by"] for each in page(case, number).boxes] == [by]
    assert page(case, 2).decision == "" and "第2页" in wanted.message
    actions.search_through(Search.objects.get(pk=wanted.pk))
    assert len(page(case).boxes) == 1


@pytest.mark.parametrize("text", ["(", "(a+)+$|["])
def test_a_pattern_that_is_none_is_told(clerk, office, text):
    case = opened(clerk, office)
    wanted = actions.search(clerk, case, "pattern", text, "privacy")
    actions.search_through(wanted)
    assert wanted.found == 0 and wanted.message


def test_what_is_looked_for_is_not_in_the_log_and_holds_up_the_handing_over(clerk, office):
    case = marked(clerk, opened(clerk, office))
    actions.search(clerk, case, "word", "张三", "privacy")
    assert not any("张三" in str((each.before, each.after, each.title)) for each in Event.objects.all())
    with pytest.raises(WrongState, match="查找"):
        actions.submit(clerk, case, revision=case.revision)


def test_given_back_it_is_marked_anew_also_after_its_release(clerk, reviewer, office):
    case = made(clerk, office)
    with pytest.raises(ReasonRequired):
        actions.give_back(reviewer, case, revision=case.revision, reason=" ")
    actions.release(reviewer, case, revision=case.revision)
    actions.give_back(reviewer, fresh(case), revision=fresh(case).revision, reason="第1页漏了")
    case = fresh(case)
    assert case.state == State.MARKING and "第1页漏了" in case.message
    assert not case.output and not page(case).after and case.released_by is None
    assert page(case).boxes


def test_an_output_of_marks_that_were_taken_back_is_not_put_down(clerk, office):
    case = marked(clerk, opened(clerk, office))
    actions.submit(clerk, case, revision=case.revision)
    handed = fresh(case)
    actions.give_back(clerk, handed, revision=handed.revision, reason="再看")
    actions.produce(fresh(case), handed.revision)
    actions.produce(handed, handed.revision)
    assert fresh(case).state == State.MARKING


def test_thrown_away_its_files_are_gone_and_the_log_knows_why(clerk, office, django_capture_on_commit_callbacks):
    case = opened(clerk, office)
    name = case.file.name
    with django_capture_on_commit_callbacks(execute=True):
        actions.drop(clerk, case, revision=case.revision, reason="传错文件")
    assert not default_storage.exists(name) and not default_storage.exists(name.replace("source", "page-1.png"))
    case = fresh(case)
    assert case.state == State.DROPPED and not case.pages.exists()
    assert Event.objects.get(action="redaction.drop").reason == "传错文件"
    with pytest.raises(WrongState):
        actions.mark_page(clerk, case.pages.model(case=case, number=1, pk=1), boxed(), revision=1)


def test_what_is_decided_stands_in_the_log(clerk, reviewer, office):
    case = made(clerk, office)
    actions.release(reviewer, case, revision=case.revision)
    names = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert names == [f"redaction.{each}" for each in ("bring", "open", "mark", "submit", "produce", "release")]
    assert RedactionCase.objects.get().marked_by.get() == clerk.user
