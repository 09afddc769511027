"""What the editor shows around each text, and the numbers and words that its script needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gongkai.forms import Form
from gongkai_site.annual.lastyear import version_of
from gongkai_site.annual.models import AnnualReport, SectionText
from gongkai_site.annual.prose import Lookup
from gongkai_site.annual.prose.hints import repeated_sentences
from gongkai_site.annual.prose.links import printed
from gongkai_site.records.served import form_of


@dataclass
class Field:
    """One text on the page, with everything that stands around it."""

    key: str
    heading: str
    table: bool
    """Whether the form's table of this section comes by itself."""
    text: str
    revision: int
    was: str
    """Hash of the text as it was loaded: what the writer did not touch is not saved."""
    last: str = ""
    repeated: list[str] = field(default_factory=list)
    draft: str = ""
    theirs: str | None = None
    """What somebody else saved meanwhile."""
    by: str = ""

    @property
    def seldom(self) -> bool:
        """Whether it is shut until somebody wants to write: the table says it all, or nobody writes there."""
        return not (self.text or self.theirs is not None or self.draft) and (self.table or self.key == "closing")

    @property
    def rows(self) -> int:
        """How high the box is."""
        return min(max(len(self.text) // 36 + self.text.count("\n") + 2, 4), 24)


def fields_of(report: AnnualReport) -> list[Field]:
    """The stored texts with last year's beside them."""
    rows = {each.key: each for each in SectionText.objects.filter(report=report)}
    before = version_of(report.agency, report.year - 1, report.scope)
    last = before.content if before else {}
    form = form_of(report.year)
    tables = {table.section for table in form.tables}
    fields = []
    for key, heading in headings_of(form).items():
        row = rows.get(key)
        text = row.text if row else ""
        told = str(last.get("sections", {}).get(key, "") or last.get(key, "") or "")
        fields.append(
            Field(
                key,
                heading,
                key in tables,
                text,
                row.revision if row else 0,
                text_hash(text),
                told,
                repeated_sentences(text, told),
            )
        )
    return fields


def headings_of(form: Form) -> dict[str, str]:
    """What each text of the page is headed."""
    named = {each.key: f"{each.number}、{each.heading}" for each in form.sections}
    return {"preamble": _("前言"), **named, "closing": _("结尾（落款之前的说明，一般不写）")}


def plain_text(text: str) -> str:
    """Return a text as it is kept, whatever line ends the browser sent."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def text_hash(text: str) -> str:
    """Return what tells whether a text was touched."""
    return hashlib.sha256(plain_text(text).encode()).hexdigest()


def numbers_of(lookup: Lookup) -> dict[str, dict[str, str]]:
    """Every linkable number for the page's script."""
    return {
        each.key: {
            "label": each.label,
            "value": "" if each.number is None else printed(each.number),
            "unit": each.unit,
            "group": each.group,
        }
        for each in lookup
    }


def groups_of(lookup: Lookup) -> list[tuple[str, list[object]]]:
    """Every linkable number by its table or kind of fact."""
    groups: dict[str, list[object]] = {}
    for each in lookup:
        groups.setdefault(each.group, []).append(each)
    return list(groups.items())


def words() -> dict[str, str]:
    """What the page's script says, in the language of the page."""
    return {
        "none": _("无记录"),
        "known": _("{label}（{group}）"),
        "unknown": _("没有这个数字：{key}"),
        "here": _("{number}：{name}"),
        "help": _(
            "带下划线的数字随台账自动更新，光标放在数字旁可以看到是哪一格；"
            "输入{{可以查找数字；【请……】是需要您填写的地方。"
        ),
        "insert": _("插入链接数字"),
        "title": _("选择数字"),
        "search": _("按名称查找数字"),
        "example": _("输入名称查找，如：新收、政府网站"),
        "cancel": _("取消"),
        "nothing": _("没有这样的数字。"),
    }
