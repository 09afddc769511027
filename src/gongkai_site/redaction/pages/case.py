"""One case: how far it is, its pages with what was decided of each, what was looked for, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.redaction import Decision, decision_in_words, grounds_on
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import Actor, may
from gongkai_site.redaction.marks import by_ground, marks_of, way_of
from gongkai_site.redaction.models import RedactionCase, RedactionPage, Search, State
from gongkai_site.redaction.pages.of_case import case_of
from gongkai_site.worker_seen import SILENT, worker_seen_within


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the list of pages shows it."""

    page: RedactionPage
    way: str
    """What becomes of it, in words; "" where that is open."""

    @property
    def boxes(self) -> int:
        """How many boxes count."""
        return len(self.page.boxes) if way_of(self.page) == Decision.PART else 0


def show(request: HttpRequest, agency_id: int, pk: int) -> HttpResponse:
    """Show the case; while the worker has it in hand, the page asks again by itself."""
    case = case_of(request, agency_id, pk, "redaction.view")
    return case_page(request, case)


def case_page(request: HttpRequest, case: RedactionCase, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Render the page of a case, with what went wrong."""
    who = actor(request)
    pages = list(case.pages.all())
    shown = [Shown(each, words_for(way_of(each))) for each in pages]
    searches = list(case.searches.select_related("by"))
    left = [each.page.number for each in shown if not each.way]
    edits = may(who, "redaction.edit", case)
    context: dict[str, Any] = {
        "case": case,
        "problem": problem,
        "pages": shown,
        "left": left,
        "edits": edits and case.is_open,
        "drops": edits and case.state not in (State.RELEASED, State.DROPPED),
        "returns": may(who, "redaction.return", case) and case.state in (State.PRODUCING, State.RELEASED),
        "sees_output": may(who, "redaction.output", case),
        "searches": searches,
        "kinds": Search.Kind.choices,
        "grounds": grounds_in_words(),
        "ways": [(each.value, words_for(each)) for each in WAYS],
        "looking": case.is_working or any(each.found is None for each in searches),
        "stands": not worker_seen_within(SILENT),
        "summary": summary_of(case, pages) if pages else [],
    }
    return page(
        request,
        "redaction/case.html",
        context,
        title=case.title,
        agency=case.agency,
        steps=_steps(who, case, left),
        status=status,
    )


WAYS = (Decision.RELEASE, Decision.WITHHOLD, Decision.NOT_RESPONSIVE)
"""Decisions that several pages can be given at once."""


def words_for(decision: str) -> str:
    """What becomes of a page, in the language of the page."""
    return decision_in_words(Decision(decision), _language()) if decision else ""


def grounds_in_words() -> list[tuple[str, str]]:
    """The grounds that the law has today: key and title."""
    english = _language() == "en"
    return [(each.key, each.english if english else each.title) for each in grounds_on(timezone.localdate())]


def summary_of(case: RedactionCase, pages: list[RedactionPage]) -> list[tuple[str, str, int, list[int]]]:
    """By ground: its title, its provisions, how many boxes, which pages whole."""
    found = by_ground(marks_of(case, pages, case.decided_on or timezone.localdate()))
    english = _language() == "en"
    return [
        (each.ground.english if english else each.ground.title, str(each.ground.basis[0]), each.boxes, list(each.pages))
        for each in found
    ]


def _language() -> str:
    return (get_language() or "zh")[:2]


def _steps(who: Actor, case: RedactionCase, left: list[int]) -> list[Step]:
    match case.state:
        case State.MARKING | State.BLOCKED if not may(who, "redaction.edit", case):
            return [Step(_("等经办人标记"))]
        case State.MARKING | State.BLOCKED if left:
            url = reverse("redaction:page", args=[case.agency_id, case.pk, left[0]])
            return [Step(_("标记第{n}页").format(n=left[0]), url, _("还有{n}页没有决定").format(n=len(left)))]
        case State.MARKING | State.BLOCKED:
            return [Step(_("提交复核"), "#submit", _("各页都已决定"))]
        case State.REVIEW if may(who, "redaction.release", case):
            return [Step(_("对照原件复核遮盖并放行"), reverse("redaction:review", args=[case.agency_id, case.pk]))]
        case State.REVIEW:
            return [Step(_("等另一位审核人或领导复核"), reverse("redaction:review", args=[case.agency_id, case.pk]))]
        case State.RELEASED:
            return [Step(_("下载遮盖后的文件"), reverse("redaction:output", args=[case.agency_id, case.pk]))]
        case _:
            return []
