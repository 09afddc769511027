"""Side by side: every page as it is and as it will go out, for the second person; then released or given back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongkai_site.office import Step, actor, page
from gongkai_site.policy import may
from gongkai_site.redaction.marks import way_of
from gongkai_site.redaction.models import RedactionCase, RedactionPage, State
from gongkai_site.redaction.pages.case import grounds_in_words, summary_of, words_for
from gongkai_site.redaction.pages.of_case import case_of
from gongkai_site.redaction.pages.sent import Row, rows_of


@dataclass(frozen=True, slots=True)
class Beside:
    """A page before and after, with what was decided of it."""

    page: RedactionPage
    way: str
    ground: str
    rows: list[Row]


def review(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Show original and output side by side."""
    case = case_of(request, agency_id, pk, "redaction.view")
    return review_page(request, case)


def review_page(request: HttpRequest, case: RedactionCase, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Render the review, with what went wrong."""
    who = actor(request)
    pages = list(case.pages.all())
    titles = dict(grounds_in_words())
    there = case.state in (State.REVIEW, State.RELEASED)
    context: dict[str, Any] = {
        "case": case,
        "problem": problem,
        "there": there,
        "beside": [_beside(each, titles) for each in pages] if there else [],
        "releases": case.state == State.REVIEW and may(who, "redaction.release", case),
        "returns": there and may(who, "redaction.return", case),
        "sees_output": may(who, "redaction.output", case),
        "summary": summary_of(case, pages) if pages else [],
        "record": case.record or {},
        "marked_by": "、".join(map(str, case.marked_by.order_by("pk"))),
    }
    return page(
        request,
        "redaction/review.html",
        context,
        title=_("复核：{title}").format(title=case.title),
        agency=case.agency,
        steps=_steps(context),
        note="" if there else _("遮盖后的文件还没有生成，生成以后在这里对照复核。"),
        status=status,
    )


def _steps(context: dict[str, Any]) -> list[Step]:
    if context["releases"]:
        return [Step(_("逐页对照以后，放行或者退回"), "#decide")]
    return []


def _beside(one: RedactionPage, titles: dict[str, str]) -> Beside:
    way = way_of(one)
    return Beside(one, words_for(way), titles.get(one.ground, ""), rows_of(one.boxes, one.width, one.height))
