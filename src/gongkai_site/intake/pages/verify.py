"""The verifying page: the form's values beside the document, the doubtful first; saving what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gongkai.checking import table_name
from gongkai.forms import get_form
from gongkai.viewing import legend
from gongkai_site.annual.models import Scope
from gongkai_site.annual.scopes import usual_scope
from gongkai_site.errors import SiteError
from gongkai_site.findings import severity_word
from gongkai_site.intake.actions import record_verdicts
from gongkai_site.intake.actions.accepting import newest_version
from gongkai_site.intake.actions.deciding import OPEN
from gongkai_site.intake.cells import CellState, cell_states, spoken
from gongkai_site.intake.findings import decisions_on, key_of, live_findings
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.pages.fields import decisions_of, fields_of, needs_look
from gongkai_site.intake.pages.finding import Found
from gongkai_site.intake.pages.of_desk import document_of
from gongkai_site.intake.pages.pasting import paste
from gongkai_site.intake.pages.set_out import Field, beyond_the_form, form_tables, left_figures, original_of
from gongkai_site.intake.roster import agencies_of
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import may

Status = IncomingDocument.Status


def verify(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Show a document; save the verdicts that were sent."""
    document = document_of(request, agency_id, pk, "intake.view" if request.method != "POST" else "intake.edit")
    if request.method != "POST" or document.content is None:
        return document_page(request, document)
    states = cell_states(document)
    if "paste" in request.POST:
        return _pasted(request, document, states)
    sent = decisions_of(document, states, request.POST)
    if sent.errors:
        problem = _("有{n}处填写有误，都没有保存。").format(n=len(sent.errors))
        return document_page(request, document, sent=request.POST, errors=sent.errors, problem=problem, status=400)
    try:
        if sent.decisions:
            record_verdicts(actor(request), document, sent.decisions, revision=revision_of(request.POST))
    except SiteError as error:
        # A fresh revision goes with what was typed: saving once more is then a decision, not an accident.
        fresh = document_of(request, agency_id, pk, "intake.edit")
        return document_page(request, fresh, sent=request.POST, problem=str(error), status=error.status)
    messages.success(request, _("已保存{n}处核对结果。").format(n=len(sent.decisions)))
    return redirect(reverse("intake:document", args=[agency_id, pk]))


def _pasted(request: HttpRequest, document: IncomingDocument, states: dict[str, CellState]) -> HttpResponse:
    """Show the page with the pasted figures in its inputs; nothing is saved yet."""
    try:
        found = paste(document, states, request.POST)
    except SiteError as error:
        return document_page(request, document, sent=request.POST, problem=str(error), status=error.status)
    if found.errors:
        problem = _("粘贴的有{n}格不能读，请改正后保存；还没有保存。").format(n=len(found.errors))
        return document_page(request, document, sent=found.sent, errors=found.errors, problem=problem, status=400)
    messages.info(request, _("已填入{n}格，还没有保存。请核对后点“保存核对结果”。").format(n=found.count))
    return document_page(request, document, sent=found.sent)


def revision_of(sent: QueryDict) -> int:
    """The revision that the page was opened at; one that no document has where it is lacking."""
    text = sent.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def document_page(
    request: HttpRequest,
    document: IncomingDocument,
    *,
    sent: QueryDict | None = None,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the page of one document, with what went wrong and what had been typed."""
    who = actor(request)
    edits = may(who, "intake.edit", document)
    open_ = document.status in OPEN and document.content is not None
    states = cell_states(document) if document.content is not None else {}
    context: dict[str, Any] = {
        "document": document,
        "problem": problem,
        "edits": edits and open_,
        "handles": edits,
        "can_refuse": edits and document.status not in (Status.ACCEPTED, Status.REFUSED, Status.SEALED),
        "can_restore": edits and document.status == Status.REFUSED,
        "can_reread": edits
        and bool(document.file)
        and document.status not in (Status.ACCEPTED, Status.REFUSED, Status.SEALED),
        "opens": bool(document.file) and may(who, "intake.file", document),
        "sees_version": document.version is not None and may(who, "report.view", document.version),
        "sent": sent or {},
        "earlier": document.earlier.defer("content", "sources"),
    }
    if states:
        context |= _figures(document, states, sent, errors, edits=context["edits"])
    if context["edits"]:
        context |= _assigning(document)
    if context["edits"] and document.status == Status.MATCHED:
        context |= _accepting(request, document)
    undecided = sum(state.is_undecided for state in states.values())
    return page(
        request,
        "intake/document.html",
        context,
        title=document.name if document.part == 1 else f"{document.name}（第{document.part}份）",
        agency=document.agency,
        steps=_steps(document, undecided) if edits else [],
        note=_("正在排队识读，请稍后刷新本页。") if document.status == Status.WAITING else "",
        status=status,
    )


def _figures(
    document: IncomingDocument,
    states: Mapping[str, CellState],
    sent: QueryDict | None,
    errors: Mapping[str, str] | None,
    *,
    edits: bool,
) -> dict[str, Any]:
    there = original_of(document, states, edits=edits)
    decided = decisions_on([document])
    fields = fields_of(document, states, sent, errors, shown=there.shown)
    content = document.content or {}
    return {
        "looked_at": [field for field in fields.values() if needs_look(field.state)],
        "has_unread": any(state.is_unread for state in states.values()),
        "wrong": [field for field in fields.values() if field.error],
        "tables": form_tables(content["form"], fields),
        "paste_tables": [
            (each.key, table_name(get_form(content["form"]), each.key).zh) for each in get_form(content["form"]).tables
        ],
        "unplaced": left_figures(document, there.shown),
        "legend": mark_safe(legend(language=spoken().language[:2])),
        "original": mark_safe(there.markup),
        "findings": [
            (
                Found(document, finding, decided.get((document.sha256, document.part, key_of(finding)))),
                severity_word(finding.severity),
                _first_place(finding.cells, fields),
            )
            for finding in live_findings(document, states)
        ],
        "warnings": [each["message"] for each in content["warnings"] if not each["cells"]],
        "extra": beyond_the_form(document, there.shown),
        "title": content["title"],
    }


def _first_place(cells: Sequence[str], fields: Mapping[str, Field]) -> Field | None:
    return next((fields[key] for key in cells if key in fields and fields[key].anchor), None)


def _assigning(document: IncomingDocument) -> dict[str, Any]:
    agencies = list(agencies_of(document.agency).order_by("path"))
    names = {agency.pk: agency for agency in agencies}
    found = [(names[each["agency"]], each["why"]) for each in document.candidates if each["agency"] in names]
    return {"agencies": agencies, "candidates": found, "chosen": document.of_agency_id or (found and found[0][0].pk)}


def _accepting(request: HttpRequest, document: IncomingDocument) -> dict[str, Any]:
    agency = document.of_agency
    own = document.of_agency_id == document.agency_id
    there = [version for scope in Scope if (version := newest_version(document, scope)) is not None]
    return {
        "scopes": Scope.choices,
        "scope": usual_scope(agency) if agency else Scope.OWN,
        "there": there,
        "can_publish": own and may(actor(request), "report.publish", document.agency),
        "published_on": (document.content or {}).get("published") or "",
    }


def _steps(document: IncomingDocument, undecided: int) -> list[Step]:
    return [*_own_steps(document, undecided), *_onward(document)]


def _onward(document: IncomingDocument) -> list[Step]:
    """The next document of the desk that waits for a person: later ones first, then from the beginning."""
    others = IncomingDocument.objects.filter(agency_id=document.agency_id, status__in=OPEN).exclude(pk=document.pk)
    ordered = others.only("pk", "name").order_by("pk")
    onward = ordered.filter(pk__gt=document.pk).first() or ordered.first()
    if onward is None:
        return []
    url = reverse("intake:document", args=[document.agency_id, onward.pk])
    return [Step(_("核对下一份：{name}").format(name=onward.name), url)]


def _own_steps(document: IncomingDocument, undecided: int) -> list[Step]:
    match document.status:
        case Status.WAITING:
            return []
        case Status.UNREADABLE:
            return [Step(_("按说明处理后重新上传，或请报送单位重报；不再需要的，选“不采用”。"), "#others")]
        case Status.DOUBTFUL:
            return [Step(_("指定这是哪个单位、哪一年度的报告"), "#assign", document.message, urgent=True)]
        case Status.ASIDE:
            return [Step(_("核对是否传错了文件"), "#assign", document.message, urgent=True)]
        case Status.MATCHED if undecided:
            return [Step(_("对照原件核对{n}处存疑").format(n=undecided), "#doubtful")]
        case Status.MATCHED:
            return [Step(_("核对无误后接收"), "#accept")]
        case Status.ACCEPTED:
            return []
        case _:
            return [Step(_("不采用；如决定有误，可以撤回。"), "#others")]
