"""``gongkai screen``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.exits import of_run
from gongkai.cli.inputs import given_sources, jobs_option, out_option, paths_argument, workers
from gongkai.cli.outputs import Lines, progress, say, write_text
from gongkai.report.json import dumps

if TYPE_CHECKING:
    from gongkai.screening import Screen, Screening


@click.command("screen", short_help="公开前筛查：找出不应公开的内容。")
@paths_argument
@click.option(
    "--rules",
    type=click.Path(path_type=Path, dir_okay=False),
    help="本单位的规则文件（TOML）：错误用语、领导姓名职务、自有网址、对外公布的号码。",
)
@click.option("--json", "as_json", is_flag=True, help="每个文件输出一行 JSON。")
@out_option("写入的文件（JSON Lines）；无法检查的文件记入同名 .errors.jsonl。")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="按哪一天判断年龄、用语和职务；默认今天。",
)
@click.option(
    "--mask",
    type=click.Path(path_type=Path, file_okay=False),
    help="把 Word、Excel、PDF、网页、文本中的个人信息遮盖后写入该文件夹，其余内容不变；遮盖后仍有的发现另行列出。",
)
@click.option(
    "--view",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另写一个网页：逐条列出发现、依据和处理办法，在原文中标出位置（号码遮住中间各位）；不再输出表格。",
)
@click.option("--no-ocr", is_flag=True, help="不识别图片里的文字。")
@jobs_option
def command(
    paths: tuple[str, ...],
    rules: Path | None,
    as_json: bool,
    out: Path | None,
    day: dt.datetime | None,
    mask: Path | None,
    view: Path | None,
    no_ocr: bool,
    jobs: int,
) -> int:
    """公开前筛查：身份证号、银行卡、手机、车牌、护照、住址、出生日期、未成年人、人员名单、涉密标志、错误用语、模板残留、链接，以及文件里读者看不到的内容。

    只显示遮去中间各位的号码。退出码：0 没有发现；1 有发现；3 部分文件无法检查；4 全部无法检查。
    """
    from gongkai.screening import Screen, Screening, default_rules, load_rules, screening_to_json
    from gongkai.screening.many import screen_each
    from gongkai.settings import DEFAULT_SETTINGS

    screen = Screen(
        default_rules() if rules is None else load_rules(rules),
        dt.date.today() if day is None else day.date(),
        DEFAULT_SETTINGS,
        recognise=not no_ocr,
    )
    if mask is not None:
        return _masked(paths, mask, screen)
    if view is not None:
        return _viewed(paths, view, out, screen)
    done = found = 0
    with given_sources(paths) as sources, Lines(out) as lines, progress(len(sources), "筛查") as bar:
        for outcomes in screen_each(sources, screen, jobs=workers(jobs, len(sources))):
            for each in outcomes:
                if not isinstance(each, Screening):
                    lines.error(each.source, each.error)
                    continue
                done += 1
                found += len(each.hits)
                if as_json or out is not None:
                    lines.result(dumps(screening_to_json(each)))
                else:
                    _print(each)
            bar.update(1)
    say(f"已检查 {done} 个文件，{found} 处需要处理；{lines.unread} 个文件无法检查。")
    return of_run(done=done, unread=lines.unread, wrong=found)


def _viewed(paths: tuple[str, ...], view: Path, out: Path | None, screen: Screen) -> int:
    """Screen in this process, keeping what the files with hits hold for the page; the others are only counted."""
    from gongkai.document.sources import load
    from gongkai.errors import GongkaiError
    from gongkai.screening import Looked, screening_to_json
    from gongkai.viewing import NotLooked, render_screening

    shown: list[Looked | NotLooked] = []
    done = found = left_out = 0
    with given_sources(paths) as sources, Lines(out) as lines, progress(len(sources), "筛查") as bar:
        for source in sources:
            try:
                outcomes = list(screen.looked(load(source.path, screen.settings), source.name))
            except GongkaiError as error:
                outcomes = []
                lines.error(source.name, error)
                shown.append(NotLooked(source.name, f"{error.message}{error.advice}"))
            for each in outcomes:
                if not isinstance(each, Looked):
                    lines.error(*each)
                    shown.append(NotLooked(each[0], f"{each[1].message}{each[1].advice}"))
                    continue
                done += 1
                found += len(each.screening.hits)
                if out is not None:
                    lines.result(dumps(screening_to_json(each.screening)))
                if len(shown) < screen.settings.view_reports:
                    shown.append(each)
                else:
                    left_out += bool(each.screening.hits)
            bar.update(1)
        write_text(view, render_screening(shown, screen, left_out=left_out))
        say(f"已检查 {done} 个文件，{found} 处需要处理；{lines.unread} 个文件无法检查。网页：{view}")
        return of_run(done=done, unread=lines.unread, wrong=found)


def _masked(paths: tuple[str, ...], folder: Path, screen: Screen) -> int:
    """Write every file masked into the folder under its own name; print what is still found in it."""
    from gongkai.document.sources import load
    from gongkai.errors import GongkaiError, WriteFailed
    from gongkai.screening import Screening, mask_file

    done = left = 0
    with given_sources(paths) as sources, Lines(None) as lines:
        for source in sources:
            try:
                masked = mask_file(load(source.path, screen.settings), screen, source.name)
                out = folder / source.name
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_bytes(masked.data)
            except OSError as error:
                raise WriteFailed(f"无法写入“{folder}”：{error.strerror}。", advice="请检查路径和权限。") from error
            except GongkaiError as error:
                lines.error(source.name, error)
                continue
            done += 1
            left += len(masked.left)
            if masked.pictures:
                pages = "、".join(map(str, masked.pictures))
                click.echo(f"{source.name}：第{pages}页已改为图片，号码处涂黑，该页文字不能再选取。")
            _print(Screening(source.name, masked.left))
        say(f"已遮盖 {done} 个文件，写入 {folder}；遮盖后仍有 {left} 处需要处理；{lines.unread} 个文件没有遮盖。")
        return of_run(done=done, unread=lines.unread, wrong=left)


def _print(screening: Screening) -> None:
    """Print a file's hits as a table for people; nothing where there is nothing to tell."""
    from rich.console import Console
    from rich.table import Table

    from gongkai.screening import certainty_in_words, hit_kind, place_in_words

    if screening.hits:
        table = Table(title=screening.source, title_justify="left")
        for name in ("位置", "是什么", "内容", "把握", "怎么办"):
            table.add_column(name, overflow="fold")
        for hit in screening.hits:
            kind = hit_kind(hit.kind)
            hidden = f"（{hit_kind(hit.hidden).title}）" if hit.hidden else ""
            place = f"{place_in_words(hit.place)}{hidden}"
            table.add_row(place, kind.title, hit.shown, certainty_in_words(hit.certainty), kind.advice)
        Console().print(table)
    for each in screening.unread:
        click.echo(f"{screening.source}：没有查到：{each}")
