"""``gongkai redact``."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.exits import FINE
from gongkai.cli.outputs import say, write_text
from gongkai.errors import UsageError, WriteFailed

if TYPE_CHECKING:
    from gongkai.redaction import Findings, Marks, Pages


@click.command("redact", short_help="区分处理：遮盖不予公开的内容，写成新的 PDF，回读确认后才写出。")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("marks", type=click.Path(path_type=Path), metavar="[MARKS.json]", required=False)
@click.argument("out", type=click.Path(path_type=Path), metavar="[OUT.pdf]", required=False)
@click.option("--find", "words", multiple=True, metavar="WORD", help="标记这个词的所有出现处；可多次使用。")
@click.option(
    "--pattern", "patterns", multiple=True, metavar="REGEX", help="标记符合正则表达式的所有文字；可多次使用。"
)
@click.option("--screen", is_flag=True, help="标记公开前筛查发现的所有个人信息。")
@click.option("--rules", type=click.Path(path_type=Path, dir_okay=False), help="筛查时用的本单位规则文件（TOML）。")
@click.option("--ground", default="privacy", show_default=True, help="--find、--pattern 所标记内容的依据。")
@click.option(
    "--marks", "begun", type=click.Path(path_type=Path), help="把标记写入这个文件，供核对、修改，不写出 PDF。"
)
@click.option("--release-rest", is_flag=True, help="查过而没有标记的页记为予以公开；不用时须逐页决定。")
@click.option("--record", type=click.Path(path_type=Path), help="记录写入的文件；默认与 OUT.pdf 同名，扩展名 .json。")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天的法律标记；默认今天。")
@click.option("--no-ocr", is_flag=True, help="不识别图片里的文字。")
@click.option(
    "--grounds",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    help="列出可以用的依据后退出。",
    callback=lambda context, _, asked: _list_grounds(context) if asked else None,
)
def command(
    file: Path,
    marks: Path | None,
    out: Path | None,
    words: tuple[str, ...],
    patterns: tuple[str, ...],
    screen: bool,
    rules: Path | None,
    ground: str,
    begun: Path | None,
    release_rest: bool,
    record: Path | None,
    day: dt.datetime | None,
    no_ocr: bool,
) -> int:
    """区分处理（《政府信息公开条例》第三十七条）：按 MARKS.json 把 FILE 中不予公开的内容遮盖，写成只有图像的 PDF。

    FILE 可以是 PDF、扫描件、图片、Word、Excel。遮盖处的像素先被覆盖再压缩；写成的文件逐个对象、逐个方框回读，
    应遮盖的内容只要还在，就不写出，并说明在哪里（退出码 4）。

    先用 --marks 生成标记：gongkai redact FILE --screen --find 张三 --marks MARKS.json，核对后再写出。
    """
    from gongkai.redaction import open_pages
    from gongkai.settings import DEFAULT_SETTINGS

    _insist_on_one_way(marks, out, begun, sought=bool(words or patterns or screen))
    data = _read(file)
    with open_pages(data, DEFAULT_SETTINGS) as pages:
        if begun is not None:
            on = dt.date.today() if day is None else day.date()
            findings = _found(pages, words, patterns, rules if screen else None, screen, ground, on, not no_ocr)
            return _begin(pages, begun, findings, on, release_rest=release_rest)
        if marks is None or out is None:
            raise UsageError("没有写明 MARKS.json 和 OUT.pdf。")
        beside = record or out.with_suffix(".json")
        taken = [each.resolve() for each in (file, marks, out, beside)]
        if len(set(taken)) < len(taken):
            raise UsageError("原文件、标记、写出的文件和记录不能是同一个文件。")
        return _redact(pages, _read(marks), out, beside, recognise=not no_ocr)


def _insist_on_one_way(marks: Path | None, out: Path | None, begun: Path | None, *, sought: bool) -> None:
    if begun is not None and marks is not None:
        raise UsageError("--marks 与 MARKS.json、OUT.pdf 不能同时使用。", advice="请先生成标记，核对后再写出。")
    if begun is None and sought:
        raise UsageError("--find、--pattern、--screen 只用于生成标记。", advice="请用 --marks 写明写入的文件。")
    if begun is None and (marks is None or out is None):
        raise UsageError("没有写明 MARKS.json 和 OUT.pdf。", advice="还没有标记的，请先用 --marks 生成。")


def _found(
    pages: Pages,
    words: tuple[str, ...],
    patterns: tuple[str, ...],
    rules: Path | None,
    screen: bool,
    ground: str,
    day: dt.date,
    recognise: bool,
) -> Findings:
    from gongkai.redaction import Wanted, ground_on, marks_for
    from gongkai.screening import Screen, default_rules, load_rules

    ground_on(ground, day)
    asked = Screen(default_rules() if rules is None else load_rules(rules), day, pages.settings, recognise=recognise)
    return marks_for(pages, Wanted(words, patterns, asked if screen else None, ground), recognise=recognise)


def _begin(pages: Pages, path: Path, findings: Findings, day: dt.date, *, release_rest: bool) -> int:
    from gongkai.redaction import begin, find_duplicates, marks_to_json, undecided

    marks = begin(pages, day, findings, release_rest=release_rest)
    write_text(path, marks_to_json(marks))
    say(f"共{pages.count}页，标记{len(marks.marks)}处，写入 {path}。")
    for page, why in findings.unread:
        say(f"第{page}页：{why}，请人工查看。")
    if findings.recognised:
        said = "、".join(map(str, findings.recognised))
        say(f"第{said}页的文字由识别得来，可能有漏，请人工查看。")
    for each in findings.unplaced:
        say(f"请人工查看：{_unplaced(each)}")
    for twin in find_duplicates(pages):
        alike = "样子" if twin.alike == "picture" else "文字"
        say(f"第{twin.page}页与第{twin.of}页{alike}相同，可以记为 duplicate。")
    for thing in pages.left_out():
        say(f"页面上没有、不会随之提供：{thing.words}。")
    if left := undecided(marks):
        say(f"还没有决定的页：{'、'.join(map(str, left))}。")
    return FINE


def _unplaced(said: str) -> str:
    from gongkai.screening import hit_kind, hit_kinds

    if said in {each.id for each in hit_kinds()}:
        return f"文件里筛查出{hit_kind(said).title}，在页面上没有找到位置。"
    return f"{said}。"


def _redact(pages: Pages, marks_text: bytes, out: Path, record: Path, *, recognise: bool) -> int:
    from gongkai.redaction import marks_from_json, redact
    from gongkai.report.json import dumps

    marks: Marks = marks_from_json(marks_text)
    done = redact(pages, marks, recognise=recognise)
    _put(out, done.data)
    _put(record, (dumps(done.record.to_json(), indent=2) + "\n").encode())
    for line in done.record.in_words():
        click.echo(line)
    for each in done.record.unread:
        say(f"回读：{each}。")
    say(f"已写出：{out}；记录：{record}")
    return FINE


def _read(path: Path) -> bytes:
    from gongkai.settings import DEFAULT_SETTINGS

    try:
        if path.stat().st_size > DEFAULT_SETTINGS.max_bytes:
            raise UsageError(f"“{path}”有 {path.stat().st_size / 1e6:.0f} MB，超出上限。")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"无法读取“{path}”：{error.strerror or error}。") from error


def _put(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise WriteFailed(f"无法写入“{path}”：{error.strerror}。", advice="请检查路径和权限。") from error


def _list_grounds(context: click.Context) -> None:
    from gongkai.redaction import grounds_on

    for each in grounds_on(dt.date.today()):
        click.echo(f"{each.key}\t{each.title}\t{'、'.join(map(str, each.basis))}")
    context.exit()
