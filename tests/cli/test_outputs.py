"""Where results go: nothing half-written is left behind, and every way to end has its code."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from gongkai.cli.app import run as run_call
from gongkai.cli.exits import of_run
from gongkai.cli.outputs import Lines, errors_path
from gongkai.errors import EmptyDocument, InvalidData, UnknownRule, UsageError, WriteFailed


@pytest.mark.parametrize(
    ("out", "errors"),
    [
        ("reports.jsonl", "reports.errors.jsonl"),
        ("a/b.c.json", "a/b.c.errors.json"),
        ("reports", "reports.errors.jsonl"),
    ],
)
def test_errors_stand_beside_the_results(out: str, errors: str) -> None:
    assert errors_path(Path(out)) == Path(errors)


def test_a_run_that_breaks_off_leaves_the_last_results_as_they_were(tmp_path: Path) -> None:
    out = tmp_path / "reports.jsonl"
    out.write_text("before\n")
    with pytest.raises(KeyboardInterrupt), Lines(out) as lines:
        lines.result("{}")
        lines.error("a.html", EmptyDocument("空"))
        raise KeyboardInterrupt
    assert out.read_text() == "before\n"
    assert [path.name for path in tmp_path.iterdir()] == ["reports.jsonl"]


def test_results_and_errors_appear_together_when_the_run_is_complete(tmp_path: Path) -> None:
    out = tmp_path / "reports.jsonl"
    with Lines(out) as lines:
        lines.result("{}")
        lines.error("a.html", {"code": "empty", "message": "空"})
        assert not out.exists()
    assert out.read_text("utf-8") == "{}\n"
    assert errors_path(out).read_text("utf-8") == (
        '{"source": "a.html", "error": {"code": "empty", "message": "空"}}\n'
    )
    assert lines.unread == 1


def test_results_are_not_written_over_a_folder(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="是文件夹"), Lines(tmp_path):
        pass
    assert list(tmp_path.parent.glob("*.part")) == []


@pytest.mark.parametrize(
    ("done", "unread", "wrong", "code"),
    [(2, 0, 0, 0), (2, 0, 1, 1), (2, 1, 0, 3), (2, 1, 1, 3), (0, 1, 0, 4), (0, 0, 0, 0)],
)
def test_a_run_over_many_documents_ends_with_the_code_of_the_worst(
    done: int, unread: int, wrong: int, code: int
) -> None:
    assert of_run(done=done, unread=unread, wrong=wrong) == code


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (UsageError("没有。"), 2, "错误（usage）：没有。"),
        (UnknownRule("没有。", advice="见目录。"), 2, "错误（unknown-rule）：没有。 见目录。"),
        (InvalidData("坏了。"), 4, "错误（invalid-data）：坏了。"),
        (WriteFailed("写不了。"), 4, "错误（write-failed）：写不了。"),
        (click.UsageError("no such option"), 2, "no such option"),
        (KeyboardInterrupt(), 130, "已中断"),
        (click.Abort(), 130, "已中断"),
    ],
)
def test_whatever_goes_wrong_becomes_a_message_and_a_code(
    raised: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise raised

    assert run_call(fail) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run_call(lambda: 1 // 0)
