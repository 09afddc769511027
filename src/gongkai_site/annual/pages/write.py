"""The editor: six sections, last year's text beside them, linked numbers, checks while writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.writing import render_article
from gongkai_site.agencies.names import name_in
from gongkai_site.annual.actions.heading import Heading, heading_of, save_heading
from gongkai_site.annual.actions.submit import submit
from gongkai_site.annual.actions.texts import save_texts
from gongkai_site.annual.current import usual_title
from gongkai_site.annual.models import AnnualReport, Origin, SectionText, State, Version
from gongkai_site.annual.newest import newest_version
from gongkai_site.annual.pages.reports import number_sent, place, report_for
from gongkai_site.annual.pages.write_fields import (
    Field,
    fields_of,
    groups_of,
    headings_of,
    numbers_of,
    plain_text,
    text_hash,
    words,
)
from gongkai_site.annual.prose import TEXT_KEYS, draft, lookup_for
from gongkai_site.annual.prose.hints import repeated_sentences, typed_numbers
from gongkai_site.annual.readiness import Readiness, readiness
from gongkai_site.annual.scopes import writing_right
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.errors import EditedMeanwhile, SiteError
from gongkai_site.findings import severity_word
from gongkai_site.office import actor, page


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The editor page; saves all texts that were touched."""
    report = report_for(request, writing_right(scope), agency_id, year, scope)
    if request.method == "POST":
        if "preview" in request.POST:
            shown = preview_of(report, request)
            return _editor(request, report, _typed(request, report, _sent(request)), preview=shown)
        return _drafted(request, report) if "draft" in request.POST else _saved(request, report)
    newest = newest_version(report)
    if report.state == State.LOCKED and newest and newest.origin == Origin.DOCUMENT:
        return _read_only(request, report, newest)
    return _editor(request, report, fields_of(report))


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
    return page(request, "annual/write_checked.html", _found(report, _sent(request)), title="", agency=report.agency)


@require_POST
def preview(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The report with the texts as they stand in the boxes, saved or not, as it will be published; a part."""
    report = report_for(request, writing_right(scope), agency_id, year, scope)
    shown = preview_of(report, request)
    return page(request, "annual/write_preview.html", {"preview": shown}, title="", agency=report.agency)


def preview_of(report: AnnualReport, request: HttpRequest) -> SafeString:
    """Set out what was sent, by what sets out a version that is locked and published. Nothing is saved."""
    heading, _seen = _heading_sent(request, report)
    report.title, report.addressee = heading.title, heading.addressee
    texts = {key: _sent(request).get(key, "") for key in TEXT_KEYS}
    return mark_safe(render_article(readiness(report, texts).content))


def _saved(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    sent = _sent(request)
    touched = {
        key: (text, _revision(request, key))
        for key, text in sent.items()
        if text_hash(text) != request.POST.get(f"was-{key}")
    }
    refused = None
    try:
        with transaction.atomic():
            new, seen = _heading_sent(request, report)
            headed = save_heading(actor(request), report, new, seen)
            saved = save_texts(actor(request), report, touched)
            if "submit" in request.POST:
                # Each of the two counted the report's revision up.
                refused = _submitted(request, report, number_sent(request, "revision") + headed + bool(saved))
    except EditedMeanwhile as error:
        report.refresh_from_db()
        return _editor(request, report, _both(report, sent, request), error=error)
    except SiteError as error:
        report.refresh_from_db()
        return _editor(request, report, _typed(request, report, sent), error=error)
    if "submit" in request.POST and refused is None:
        messages.success(request, _("已提交审核。"))
        return HttpResponseRedirect(reverse("annual:signoff", args=place(report)))
    messages.success(request, _("已保存。") if headed or saved else _("没有需要保存的修改。"))
    if refused is not None:
        report.refresh_from_db()
        return _editor(request, report, fields_of(report), error=refused, heading=(heading_of(report),) * 2)
    return HttpResponseRedirect(reverse("annual:write", args=place(report)))


def _submitted(request: HttpRequest, report: AnnualReport, revision: int) -> SiteError | None:
    """Submit what was just saved; where that is refused the texts stay saved, and the refusal is returned."""
    try:
        submit(actor(request), report, revision, request.POST.get("note", ""))
    except EditedMeanwhile:
        return EditedMeanwhile("在您编辑期间，报告的其他内容有变化，没有提交。", advice="请看过最新内容后再提交。")
    except SiteError as refused:
        return refused
    return None


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
    request: HttpRequest,
    report: AnnualReport,
    fields: list[Field],
    *,
    error: SiteError | None = None,
    preview: SafeString | None = None,
    heading: tuple[Heading, Heading] | None = None,
) -> HttpResponse:
    found = _found(report, {each.key: each.text for each in fields})
    lookup = found["ready"].lookup
    new, seen = heading or _heading_sent(request, report)
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
        "numbers": numbers_of(lookup),
        "groups": groups_of(lookup),
        "words": words(),
        "note": request.POST.get("note", ""),
        "preview": preview,
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
    headings = headings_of(ready.figures.form)
    typed = list(typed_numbers(texts, ready.lookup, report.agency.name, report.year))
    return {
        "ready": ready,
        "counted": _counted(ready, len(typed)),
        "typed": [(each.section, headings[each.section], each) for each in typed],
        "problems": [(each.key, headings[each.key], each.text) for each in ready.problems],
        "placeholders": [(each.key, headings[each.key], each.text) for each in ready.placeholders],
    }


def _counted(ready: Readiness, typed: int) -> list[tuple[str, str, int]]:
    """What was found, counted: its kind, the kind's name, how many."""
    numbers = Counter[str](each.finding.severity for each in ready.found)
    named = [(key, severity_word(key), number) for key, number in numbers.items()]
    more = [
        ("error", _("还要处理"), len(ready.problems) + len(ready.placeholders)),
        ("notice", _("手写的数字"), typed),
    ]
    return [*named, *(each for each in more if each[2])]


def _typed(request: HttpRequest, report: AnnualReport, sent: Mapping[str, str]) -> list[Field]:
    """What was typed, with the revisions that the page had."""
    fields = fields_of(report)
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
    fields = fields_of(report)
    for each in fields:
        mine = sent.get(each.key, each.text)
        touched = text_hash(mine) != request.POST.get(f"was-{each.key}")
        if touched and each.revision != _revision(request, each.key) and mine != each.text:
            row = by[each.key]
            each.theirs, each.by = each.text, str(row.changed_by or "")
        if touched:
            each.text = mine
    return fields


def _sent(request: HttpRequest) -> dict[str, str]:
    names = ((key, request.POST.get(f"text-{key}")) for key in TEXT_KEYS)
    return {key: plain_text(text) for key, text in names if text is not None}


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
