"""A locked version as a file: Word, PDF, HTML, Excel, CSV, JSON, and the fragment for the province's platform."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from gongkai import Report
from gongkai.writing import render_report
from gongkai_site.annual.content import canonical_json
from gongkai_site.annual.models import Version
from gongkai_site.annual.shortcode import code_of_version
from gongkai_site.errors import InvalidInput
from gongkai_site.sheets.writing import XLSX

WHICH = {"web": _("网页公开版"), "handed-up": _("报送版")}
"""``handed-up`` prints addressee, signature, date and （此件公开发布）; ``web`` the date of publication."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: what it is called and how a browser is told of it."""

    key: str
    label: str
    ending: str
    content_type: str
    versions: tuple[str, ...] = ("web", "handed-up")


KINDS = {
    each.key: each
    for each in (
        FileKind("docx", "Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        FileKind("pdf", "PDF", "pdf", "application/pdf"),
        FileKind("html", "HTML", "html", "text/html; charset=utf-8"),
        FileKind("xlsx", "Excel", "xlsx", XLSX),
        FileKind("csv", "CSV", "csv", "text/csv; charset=utf-8", ("web",)),
        FileKind("json", "JSON", "json", "application/json", ("web",)),
        FileKind("fragment", "HTML", "fragment.html", "text/html; charset=utf-8", ("web",)),
    )
}


def render(version: Version, kind: str, which: str = "web") -> bytes:
    """Return the version as a file. The caller has asked the policy.

    Raises :class:`InvalidInput` for a kind or version that does not exist.
    """
    if kind not in KINDS or which not in WHICH:
        raise InvalidInput("没有这种格式或版本的文件。", advice="请从页面上的链接下载。")
    if kind == "json":
        return canonical_json(version.content)
    return render_report(printed(version), kind, which, code=code_of_version(version))


def printed(version: Version) -> Report:
    """Return the version's report as printed: with the date on which it was first published, if it was."""
    report = version.as_report()
    first = version.placements.filter(withdrawn_on=None).order_by("on", "pk").first()
    return report if first is None else replace(report, published=first.on)


def file_name(version: Version, kind: str, which: str = "web") -> str:
    """Return the name under which the file is saved: agency, year, number of the version, 报送版."""
    report = version.report
    title = (version.content.get("title") or str(report)).replace("/", "／").strip()
    number = f"（第{version.number}版）" if version.number > 1 else ""
    handed_up = "（报送版）" if which == "handed-up" else ""
    return f"{title}{number}{handed_up}.{KINDS[kind].ending}"
