"""``gongkai write``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai.cli.exits import of_run
from gongkai.cli.inputs import given_sources
from gongkai.cli.outputs import Lines, progress, say
from gongkai.errors import UsageError, WriteFailed

if TYPE_CHECKING:
    from gongkai.document.sources import Source
    from gongkai.report import Report

_KINDS = ("docx", "pdf", "html", "fragment", "xlsx", "csv", "json")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@click.command("write", short_help="写回年度报告。")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写入的文件（按扩展名定格式）或文件夹。")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(_KINDS),
    help="格式，可多选；写入文件夹时默认 docx。",
)
@click.option(
    "--version", type=click.Choice(["web", "handed-up"]), default="web", show_default=True, help="网上公布版或上报版。"
)
@click.option("--empty-form", metavar="FORM", help="导出空白表样（Excel，内设校验），如 2021。")
@click.option("--agency", help="空白表样上预填的机关名称。")
@click.option("--year", type=int, help="空白表样上预填的年度。")
def command(
    paths: tuple[str, ...],
    out: Path,
    kinds: tuple[str, ...],
    version: str,
    empty_form: str | None,
    agency: str | None,
    year: int | None,
) -> int:
    """把读到的报告写为 Word、PDF、网页（整页或片段）、Excel、CSV、JSON，或导出空白表样。"""
    if empty_form is not None:
        from gongkai.writing import write_empty_form

        _make_folder(out.parent)
        write_empty_form(empty_form, out, agency=agency, year=year)
        say(f"已写出空白表样：{out}")
        return 0
    if not paths:
        raise UsageError("没有指定要写的报告。", advice="请给出文件或文件夹，或用 --empty-form 导出空白表样。")
    return _write_reports(paths, out, kinds, version)


def _write_reports(paths: tuple[str, ...], out: Path, kinds: tuple[str, ...], version: str) -> int:
    wanted = _one if out.suffix and not out.is_dir() else _all
    done: list[Path] = []
    with given_sources(paths) as sources, Lines(None) as lines, progress(len(sources), "写出") as bar:
        reports = _reports(sources, lines, bar)
        for report, path, kind in wanted(reports, out, kinds):
            try:
                report.write(path, kind=kind, version=version)
                done.append(path)
            except WriteFailed as error:
                lines.error(report.source, error)
    for path in done:
        say(f"已写出：{path}")
    return of_run(done=len(done), unread=lines.unread)


def _reports(sources: list[Source], lines: Lines, bar: Any) -> Iterator[Report]:
    from gongkai.reading import Unread, read_source

    for source in sources:
        for each in read_source(source):
            if isinstance(each, Unread):
                lines.error(each.source, each.error)
            else:
                yield each
        bar.update(1)


def _one(reports: Iterator[Report], out: Path, kinds: tuple[str, ...]) -> Iterator[tuple[Report, Path, str | None]]:
    """Yield the only report; nothing is written where there are several, or several kinds."""
    found = list(islice(reports, 2))
    if len(found) > 1 or len(kinds) > 1:
        raise UsageError("报告或格式不止一种，不能写入同一个文件。", advice="请用 --out 指定文件夹。")
    _make_folder(out.parent)
    yield from ((report, out, kinds[0] if kinds else None) for report in found)


def _all(reports: Iterator[Report], out: Path, kinds: tuple[str, ...]) -> Iterator[tuple[Report, Path, str]]:
    """Yield every report once for each kind, with a file of its own in the folder."""
    _make_folder(out)
    taken: set[str] = set()
    for report in reports:
        stem = _stem(report.source, taken)
        taken.add(stem)
        for kind in kinds or ("docx",):
            yield report, out / f"{stem}.{'fragment.html' if kind == 'fragment' else kind}", kind


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailed(f"无法建立文件夹“{folder}”：{error.strerror}。", advice="请检查路径和权限。") from error


def _stem(source: str, taken: set[str]) -> str:
    """Return a file name of its own for a report, made from where it came from."""
    stem = _NOT_IN_NAMES.sub("_", re.sub(r"\.[A-Za-z0-9]{1,5}(?=#|$)", "", source)).replace(".", "_") or "report"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name
