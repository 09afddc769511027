"""What is sent from the pages of a case: each leads to one action, and back with what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.office import actor
from gongkai_site.redaction.actions import decide_pages, drop, give_back, release, search, submit
from gongkai_site.redaction.models import RedactionCase
from gongkai_site.redaction.pages.case import case_page
from gongkai_site.redaction.pages.of_case import case_of, number_of, revision_of
from gongkai_site.redaction.pages.review import review_page

Done = Callable[[RedactionCase], str]


@require_POST
def decide_picked(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Decide the ticked pages alike."""

    def done(case: RedactionCase) -> str:
        count = decide_pages(
            actor(request),
            case,
            _picked(request),
            decision=request.POST.get("decision", ""),
            ground=request.POST.get("ground", "") if request.POST.get("decision") == "withhold" else "",
        )
        return _("已决定{n}页。").format(n=count)

    return _answer(request, agency_id, pk, "redaction.edit", done)


def _picked(request: HttpRequest) -> dict[int, int]:
    picked = {}
    for each in request.POST.getlist("pick"):
        number, revision = (number_of(part) for part in (each.partition(":")[0], each.partition(":")[2]))
        if number is None or revision is None:
            raise InvalidInput("勾选的内容不对，请刷新页面后重新勾选。")
        picked[number] = revision
    return picked


@require_POST
def search_all(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Have every place of something marked."""

    def done(case: RedactionCase) -> str:
        sent = request.POST
        search(actor(request), case, sent.get("kind", ""), sent.get("text", ""), sent.get("ground", ""))
        return _("正在查找，查到的各处会自动标记。")

    return _answer(request, agency_id, pk, "redaction.edit", done)


@require_POST
def hand_over(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Hand the marks over for review."""

    def done(case: RedactionCase) -> str:
        submit(actor(request), case, revision=revision_of(request.POST))
        return _("已提交，正在生成遮盖后的文件并回读。")

    return _answer(request, agency_id, pk, "redaction.edit", done)


@require_POST
def let_go(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Release the output."""

    def done(case: RedactionCase) -> str:
        if "looked" not in request.POST:
            raise InvalidInput("没有勾选“已逐页对照”。", advice="请逐页对照以后勾选，再放行。")
        release(actor(request), case, revision=revision_of(request.POST))
        return _("已放行，可以下载遮盖后的文件。")

    return _answer(request, agency_id, pk, "redaction.view", done, refused=review_page)


@require_POST
def return_it(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Give the case back to be marked anew."""

    def done(case: RedactionCase) -> str:
        give_back(actor(request), case, revision=revision_of(request.POST), reason=request.POST.get("reason", ""))
        return _("已退回，可以重新标记。")

    return _answer(request, agency_id, pk, "redaction.return", done)


@require_POST
def throw_away(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Throw the case away with its files."""

    def done(case: RedactionCase) -> str:
        drop(actor(request), case, revision=revision_of(request.POST), reason=request.POST.get("reason", ""))
        return _("已作废，文件已删除。")

    return _answer(request, agency_id, pk, "redaction.edit", done)


def _answer(
    request: HttpRequest,
    agency_id: int,
    pk: int,
    right: str,
    done: Done,
    *,
    refused: Callable[..., HttpResponse] = case_page,
) -> HttpResponse:
    case = case_of(request, agency_id, pk, right)
    try:
        said = done(case)
    except SiteError as error:
        return refused(request, case_of(request, agency_id, pk, right), problem=str(error), status=error.status)
    messages.success(request, said)
    return redirect("redaction:case", agency_id, pk)
