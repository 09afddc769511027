"""The editor: six sections, last year's text beside them, linked numbers, checks while writing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.forms import Form
from gongkai_site.agencies.names import name_in
from gongkai_site.annual.actions.heading import Heading, heading_of, save_heading
from gongkai_site.annual.actions.texts import save_texts
from gongkai_site.annual.current import usual_title
from gongkai_site.annual.lastyear import version_of
from gongkai_site.annual.models import AnnualReport, Origin, SectionText, State, Version
from gongkai_site.annual.pages.reports import place, report_for
from gongkai_site.annual.prose import TEXT_KEYS, Lookup, draft, lookup_for
from gongkai_site.annual.prose.hints import repeated_sentences, typed_numbers
from gongkai_site.annual.readiness import readiness
from gongkai_site.annual.scopes import writing_right
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.errors import EditedMeanwhile, SiteError
from gongkai_site.office import actor, page
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
    def rows(self) -> int:
        """How high the box is."""
        return min(max(len(self.text) // 36 + self.text.count("\n") + 2, 4), 24)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The editor page; saves all texts that were touched."""
    report = report_for(request, writing_right(scope), agency_id, year, scope)
    if request.method == "POST":
        return _drafted(request, report) if "draft" in request.POST else _saved(request, report)
    newest = report.versions.order_by("-number").first()
    if report.state == State.LOCKED and newest and newest.origin == Origin.DOCUMENT:
        return _read_only(request, report, newest)
    return _editor(request, report, _fields(report))


def _read_only(request: HttpRequest, report: AnnualReport, version: Version) -> HttpResponse:
    """What was read from a document has no boxes to write in."""
    return page(
        request,
        "annual/write_document.html",
        {"report": report, "place": place(report), "fragment": mark_safe(version.fragment)},
        title=_("{year}年度报告：撰写").format(year=report.year),
        agency=report.agency,
        steps=steps_of(actor(request), report),
    )


@require_POST
def check(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """What is found in the texts as they stand in the boxes, saved or not; a part of the page."""
    report = report_for(request, writing_right(scope), agency_id, year, scope)
    return page(request, "annual/write_findings.html", _found(report, _sent(request)), title="", agency=report.agency)


def _saved(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    sent = _sent(request)
    touched = {
        key: (text, _revision(request, key))
        for key, text in sent.items()
        if _hash(text) != request.POST.get(f"was-{key}")
    }
    try:
        with transaction.atomic():
            new, seen = _heading_sent(request, report)
            saved = [save_heading(actor(request), report, new, seen), *save_texts(actor(request), report, touched)]
    except EditedMeanwhile as error:
        report.refresh_from_db()
        return _editor(request, report, _both(report, sent, request), error=error)
    except SiteError as error:
        report.refresh_from_db()
        return _editor(request, report, _typed(request, report, sent), error=error)
    messages.success(request, _("已保存。") if any(saved) else _("没有需要保存的修改。"))
    return HttpResponseRedirect(reverse("annual:write", args=place(report)))


def _drafted(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    """Put a draft into an empty box, or show it below one that has text; nothing is saved yet.

    ``all`` asks for every empty box.
    """
    fields = _typed(request, report, _sent(request))
    asked, lookup = request.POST["draft"], lookup_for(report)
    for each in fields:
        if each.key == asked or (asked == "all" and not each.text.strip()):
            made = draft(report, each.key, lookup)
            each.text, each.draft = (each.text, made) if each.text.strip() else (made, "")
    return _editor(request, report, fields)


def _editor(
    request: HttpRequest, report: AnnualReport, fields: list[Field], *, error: SiteError | None = None
) -> HttpResponse:
    found = _found(report, {each.key: each.text for each in fields})
    lookup = found["ready"].lookup
    new, seen = _heading_sent(request, report)
    stored = heading_of(report)
    context = {
        "report": report,
        "heading": new,
        "heading_seen": stored if error else seen,
        "heading_theirs": stored if error and stored != seen else None,
        "usual_title": usual_title(name_in(report.agency, report.year), report.year),
        "fields": fields,
        "error": error,
        "conflicts": [each for each in fields if each.theirs is not None],
        "writable": report.state == State.DRAFT,
        "place": place(report),
        "numbers": _numbers(lookup),
        "groups": _groups(lookup),
        **found,
    }
    return page(
        request,
        "annual/write.html",
        context,
        title=_("{year}年度报告：撰写").format(year=report.year),
        agency=report.agency,
        steps=steps_of(actor(request), report),
        status=error.status if error else 200,
    )


def _found(report: AnnualReport, texts: Mapping[str, str]) -> dict[str, Any]:
    ready = readiness(report, {key: texts.get(key, "") for key in TEXT_KEYS})
    headings = _headings(ready.figures.form)
    typed = typed_numbers(texts, ready.lookup, report.agency.name, report.year)
    return {
        "ready": ready,
        "typed": [(headings[each.section], each) for each in typed],
        "problems": [(headings[each.key], each.text) for each in ready.problems],
        "placeholders": [(headings[each.key], each.text) for each in ready.placeholders],
    }


def _fields(report: AnnualReport) -> list[Field]:
    """The stored texts with last year's beside them."""
    rows = {each.key: each for each in SectionText.objects.filter(report=report)}
    before = version_of(report.agency, report.year - 1, report.scope)
    last = before.content if before else {}
    form = form_of(report.year)
    tables = {table.section for table in form.tables}
    fields = []
    for key, heading in _headings(form).items():
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
                _hash(text),
                told,
                repeated_sentences(text, told),
            )
        )
    return fields


def _typed(request: HttpRequest, report: AnnualReport, sent: Mapping[str, str]) -> list[Field]:
    """What was typed, with the revisions that the page had."""
    fields = _fields(report)
    for each in fields:
        each.text = sent.get(each.key, each.text)
        each.revision = _revision(request, each.key)
        each.was = request.POST.get(f"was-{each.key}", each.was)
        each.repeated = repeated_sentences(each.text, each.last)
    return fields


def _both(report: AnnualReport, sent: Mapping[str, str], request: HttpRequest) -> list[Field]:
    """What was typed beside what somebody else saved meanwhile: nothing of either is lost.

    The page now carries the stored revision, so that the merged text can be saved.
    """
    by = {each.key: each for each in SectionText.objects.filter(report=report).select_related("changed_by")}
    fields = _fields(report)
    for each in fields:
        mine = sent.get(each.key, each.text)
        touched = _hash(mine) != request.POST.get(f"was-{each.key}")
        if touched and each.revision != _revision(request, each.key) and mine != each.text:
            row = by[each.key]
            each.theirs, each.by = each.text, str(row.changed_by or "")
        if touched:
            each.text = mine
    return fields


def _sent(request: HttpRequest) -> dict[str, str]:
    names = ((key, request.POST.get(f"text-{key}")) for key in TEXT_KEYS)
    return {key: _plain(text) for key, text in names if text is not None}


def _heading_sent(request: HttpRequest, report: AnnualReport) -> tuple[Heading, Heading]:
    """Title and addressee as typed, and as the page had shown them; as stored where nothing was sent."""
    stored = heading_of(report)
    new = Heading(request.POST.get("title", stored.title), request.POST.get("addressee", stored.addressee))
    return new, Heading(
        request.POST.get("was-title", stored.title), request.POST.get("was-addressee", stored.addressee)
    )


def _revision(request: HttpRequest, key: str) -> int:
    text = request.POST.get(f"revision-{key}", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _hash(text: str) -> str:
    return hashlib.sha256(_plain(text).encode()).hexdigest()


def _headings(form: Form) -> dict[str, str]:
    named = {each.key: f"{each.number}、{each.heading}" for each in form.sections}
    return {"preamble": _("前言"), **named, "closing": _("结尾（落款之前的说明，一般不写）")}


def _numbers(lookup: Lookup) -> dict[str, dict[str, str]]:
    """Every linkable number for the page's script."""
    return {
        each.key: {
            "label": each.label,
            "value": "" if each.number is None else f"{each.number}",
            "unit": each.unit,
            "group": each.group,
        }
        for each in lookup
    }


def _groups(lookup: Lookup) -> list[tuple[str, list[object]]]:
    groups: dict[str, list[object]] = {}
    for each in lookup:
        groups.setdefault(each.group, []).append(each)
    return list(groups.items())
