"""Write a report to a file: the kind by name or by the path's ending, all of it or nothing."""

from __future__ import annotations

import os
import secrets
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import cast, get_args

from gongkai.errors import UsageError, WriteFailed
from gongkai.report import Report
from gongkai.writing.paper import Version

# Kind → path endings and the module that writes it, loaded when first used (Word and PDF libraries are heavy).
# The fragment's ending comes before the page's, which it ends in too.
_KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    "docx": ((".docx",), "docx"),
    "pdf": ((".pdf",), "pdf"),
    "fragment": ((".fragment.html", ".fragment.htm"), "fragment"),
    "html": ((".html", ".htm"), "html"),
    "xlsx": ((".xlsx",), "xlsx"),
    "csv": ((".csv",), "csv"),
    "json": ((".json",), "json"),
}


_WITH_PROPERTIES = {"docx", "pdf"}


def kinds() -> tuple[str, ...]:
    """Return the names of the formats a report can be written in."""
    return tuple(_KINDS)


def render_report(report: Report, kind: str, version: str = "web", *, code: str = "") -> bytes:
    """Return the report in one format (see :func:`kinds`).

    ``version`` is ``web`` or ``handed-up`` (addressee, signature, date, （此件公开发布）); CSV and JSON hold the
    data and know no versions. Word and PDF files name ``code``, whatever the caller knows the report by, in their
    properties. Raises :class:`UsageError` for an unknown kind or version and
    :class:`WriteFailed` where the report cannot be written in this format.
    """
    if kind not in _KINDS:
        raise UsageError(f"不能写成“{kind}”格式。", advice=f"可选格式：{'、'.join(_KINDS)}。")
    if version not in get_args(Version):
        raise UsageError(f"没有“{version}”这种版本。", advice=f"可选版本：{'、'.join(get_args(Version))}。")
    module = import_module(f"gongkai.writing.{_KINDS[kind][1]}")
    more = {"code": code} if kind in _WITH_PROPERTIES else {}
    return cast(bytes, module.render(report, cast(Version, version), **more))


def write_report(report: Report, path: str | PathLike[str], *, kind: str | None = None, version: str = "web") -> None:
    """Write the report to ``path`` in the format of ``kind``, or of the path's ending.

    The file appears complete or not at all. Raises as :func:`render_report` does, and :class:`WriteFailed`
    where the file cannot be written.
    """
    target = Path(path)
    _replace(target, render_report(report, kind or _kind_of(target), version))


def write_empty_form(
    form_id: str, path: str | PathLike[str], *, agency: str | None = None, year: int | None = None
) -> None:
    """Write the empty form as an Excel file with its checks built in, for offices that fill it in by hand.

    Raises :class:`UnknownForm`, and :class:`WriteFailed` where the file cannot be written.
    """
    from gongkai.writing.xlsx_form import render_empty_form

    _replace(Path(path), render_empty_form(form_id, agency=agency, year=year))


def _kind_of(path: Path) -> str:
    name = path.name.lower()
    for kind, (endings, _) in _KINDS.items():
        if name.endswith(endings):
            return kind
    raise UsageError(
        f"从文件名“{path.name}”看不出要写成什么格式。",
        advice=f"请使用以下扩展名之一：{'、'.join(ending for endings, _ in _KINDS.values() for ending in endings)}。",
    )


def _replace(path: Path, data: bytes) -> None:
    """Put ``data`` in place of ``path`` in one step, so that no reader ever sees half a file."""
    temporary = path.with_name(f".gongkai-{secrets.token_hex(8)}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise WriteFailed(
            f"无法写入文件“{path}”：{error.strerror}。",
            advice="请检查文件夹是否存在、是否有写入权限、文件是否正被打开。",
        ) from error
