"""Opening a file that was brought: the worker makes a picture of every page."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.errors import UnreadableDocument
from gongkai.redaction import Pages, find_duplicates, open_pages
from gongkai_site.action import acting
from gongkai_site.kept_files import bytes_of
from gongkai_site.policy import SYSTEM
from gongkai_site.redaction.actions.standing import locked
from gongkai_site.redaction.limits import LIMITS
from gongkai_site.redaction.models import RedactionCase, RedactionPage, State
from gongkai_site.redaction.storing import put, shown


@dataclass
class _Opened:
    pages: list[RedactionPage] = field(default_factory=list)
    paged: str = ""
    left_out: list[str] = field(default_factory=list)
    problem: str = ""


def open_case(case: RedactionCase) -> None:
    """Make the pages of a case that waits to be opened; done twice it does nothing.

    The long work runs outside the transaction that puts it down. A file that cannot be opened says why.
    """
    if case.state != State.OPENING:
        return
    made = _open(case)
    with acting(SYSTEM, "redaction.open", right="redaction.work", on=case) as act:
        case = locked(case, tuple(State))
        if case.state == State.OPENING:
            case.pages.all().delete()
            RedactionPage.objects.bulk_create(made.pages)
            case.paged, case.left_out, case.message = made.paged, made.left_out, made.problem
            case.page_count = case.done = len(made.pages)
            case.state = State.UNOPENED if made.problem else State.MARKING
            case.revision += 1
            case.save()
        act.changed(case, before={"state": State.OPENING.value})


def _open(case: RedactionCase) -> _Opened:
    made = _Opened()
    try:
        with open_pages(bytes_of(case.file), LIMITS) as pages:
            RedactionCase.objects.filter(pk=case.pk).update(page_count=pages.count, done=0)
            if pages.paged is not None:
                made.paged = put(case, "paged.pdf", pages.paged)
            for number in range(1, pages.count + 1):
                made.pages.append(_page(case, pages, number))
                RedactionCase.objects.filter(pk=case.pk, state=State.OPENING).update(done=number)
            for each in find_duplicates(pages):
                made.pages[each.page - 1].repeats = each.of
            made.left_out = [each.words for each in pages.left_out()]
    except UnreadableDocument as error:
        return _Opened(problem=str(error))
    return made


def _page(case: RedactionCase, pages: Pages, number: int) -> RedactionPage:
    data, width, height = shown(pages.picture(number))
    name = put(case, f"page-{number}.png", data)
    return RedactionPage(case=case, number=number, picture=name, width=width, height=height)
