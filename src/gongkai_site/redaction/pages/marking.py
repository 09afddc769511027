"""Marking one page: its picture with the boxes, the same boxes as numbers, a decision for the whole page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongkai.redaction import Decision
from gongkai_site.errors import EditedMeanwhile, SiteError
from gongkai_site.office import actor, page
from gongkai_site.policy import may
from gongkai_site.redaction.actions import mark_page
from gongkai_site.redaction.marks import Decided
from gongkai_site.redaction.models import RedactionCase, RedactionPage
from gongkai_site.redaction.pages.case import grounds_in_words, words_for
from gongkai_site.redaction.pages.of_case import case_of, page_of, revision_of
from gongkai_site.redaction.pages.sent import Row, decided_from, rows_of, rows_sent

_BLANK = 3
"""Empty rows below the boxes, for those who give them as numbers."""


def mark(request: HttpRequest, agency_id: int, pk: int, number: int) -> HttpResponse:
    """Show a page, or save what was sent of it; a script is answered in JSON and stays on the page."""
    right = "redaction.edit" if request.method == "POST" else "redaction.view"
    case = case_of(request, agency_id, pk, right)
    one = page_of(case, number)
    if request.method != "POST":
        return _shown(request, case, one)
    by_script = "application/json" in request.headers.get("Accept", "")
    try:
        decided = decided_from(request.POST)
        mark_page(actor(request), one, decided, revision=revision_of(request.POST))
    except SiteError as error:
        fresh = page_of(case, number)
        if by_script:
            return _refused(error, fresh)
        return _shown(request, case, fresh, sent=request.POST, error=error)
    if by_script:
        return JsonResponse({"revision": one.revision, "boxes": one.boxes})
    messages.success(request, _("第{n}页已保存。").format(n=number))
    onward = number + 1 if "next" in request.POST and number < case.page_count else number
    return redirect("redaction:page", agency_id, pk, onward)


def _refused(error: SiteError, fresh: RedactionPage) -> JsonResponse:
    """Why it was not saved; of a page that somebody else changed, what stands there now."""
    said: dict[str, Any] = {"error": {"code": error.code, "message": error.message, "advice": error.advice}}
    if isinstance(error, EditedMeanwhile):
        said["now"] = {
            "revision": fresh.revision,
            "boxes": fresh.boxes,
            "decision": fresh.decision,
            "ground": fresh.ground,
            "of": fresh.of,
        }
    return JsonResponse(said, status=error.status)


def _shown(
    request: HttpRequest,
    case: RedactionCase,
    one: RedactionPage,
    *,
    sent: QueryDict | None = None,
    error: SiteError | None = None,
) -> HttpResponse:
    edits = may(actor(request), "redaction.edit", case) and case.is_open
    there = rows_of(one.boxes, one.width, one.height)
    rows = there if sent is None else rows_sent(sent, one.width, one.height)
    context = {
        "case": case,
        "page": one,
        "error": error,
        # Somebody else's boxes are drawn beside what was typed and not saved.
        "theirs": there if isinstance(error, EditedMeanwhile) else [],
        "their_way": words_for(one.decision),
        "rows": [*rows, *(Row.blank() for _each in range(_BLANK))] if edits else rows,
        "drawn": [each for each in rows if each.is_drawn],
        "edits": edits,
        "grounds": grounds_in_words(),
        "ways": [(each.value, words_for(each)) for each in Decision],
        "decided": Decided.on(one) if sent is None else None,
        "sent": sent,
        "chosen": _chosen(one, sent),
        "numbers": _numbers(case),
        "previous": one.number - 1,
        "following": one.number + 1 if one.number < case.page_count else 0,
    }
    return page(
        request,
        "redaction/page.html",
        context,
        title=_("{title}：第{n}页，共{all}页").format(title=case.title, n=one.number, all=case.page_count),
        agency=case.agency,
        status=error.status if error else 200,
    )


def _chosen(one: RedactionPage, sent: QueryDict | None) -> dict[str, Any]:
    if sent is None:
        return {"decision": one.decision, "ground": one.ground, "of": one.of or one.repeats or ""}
    return {name: sent.get(f"page-{name}", "") for name in ("decision", "ground", "of")}


def _numbers(case: RedactionCase) -> Iterable[int]:
    return range(1, case.page_count + 1)
