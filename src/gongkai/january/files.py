"""Where a run writes, and how: names that every system takes, whole files or none, officers' own edits kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from gongkai.errors import WriteFailed
from gongkai.january.model import Office

SLIPS = "退改通知"
MATRIX = "报送情况.xlsx"
TOTAL = "汇总年度报告"
SUMMARY = "汇总.html"
CHANGES = "变化.md"
STATE = "january.json"
REPORTS, FINDINGS, ERRORS = "reports.jsonl", "findings.jsonl", "reports.errors.jsonl"

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 60
"""Characters of a file's stem: 180 bytes in UTF-8, which every file system takes."""


def slip_names(offices: Sequence[Office]) -> dict[str, str]:
    """Return per office key the file name of its slip; namesakes never share one, whatever the file system's case."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for office in offices:
        stem = _FORBIDDEN.sub("_", office.entry.label).strip(" .")[:_LONGEST] or "未具名"
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}（{number}）", number + 1
        taken.add(name.casefold())
        names[office.key] = f"{name}.docx"
    return names


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file or none. Raises :class:`WriteFailed`."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise WriteFailed(
            f"无法写入“{path}”：{error.strerror}。", advice="请检查文件夹权限，并关闭正在打开的文件后重试。"
        ) from error


def checksum(data: bytes) -> str:
    """The checksum by which a file or a text is known again."""
    return hashlib.sha256(data).hexdigest()


def replace_slips(
    folder: Path, wanted: Mapping[str, tuple[str, Callable[[], bytes]]], before: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Bring the folder of slips up to date; ``wanted`` maps file name to (checksum of what it says, how to make it).

    A slip that says the same as before is left alone, with what the officer filled in. One that is out of date is
    replaced, or removed where the office is right now; if somebody changed the file since we wrote it, it is kept
    under another name. Files that are not ours are never touched. Returns what is ours now, and messages.
    """
    ours: dict[str, tuple[str, str]] = {}
    messages: list[str] = []
    for name, (said, wrote) in before.items():
        path = folder / name
        if Path(name).name != name or not path.is_file():
            continue
        if name in wanted and wanted[name][0] == said:
            ours[name] = (said, wrote)
        elif checksum(path.read_bytes()) == wrote:
            path.unlink()
        else:
            messages.append(f"“{name}”写出后被改动过，原件保留为“{_put_aside(path)}”")
    for name, (says, render) in wanted.items():
        if name in ours:
            continue
        data = render()
        path = folder / name
        if path.exists():
            messages.append(f"“{name}”不是本程序写出的，原件保留为“{_put_aside(path)}”")
        write_bytes(path, data)
        ours[name] = (says, checksum(data))
    return ours, messages


def _put_aside(path: Path) -> str:
    number = 1
    while (aside := path.with_name(f"{path.stem}（原件{number}）{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return aside.name
