"""Making the redacted file: the worker makes it, reads it back, and keeps it for the second person to look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.errors import InvalidMarks, RedactionBlocked, UnreadableDocument
from gongkai.redaction import Redacted, open_pages, redact
from gongkai_site.action import acting
from gongkai_site.policy import SYSTEM
from gongkai_site.redaction.actions.standing import locked
from gongkai_site.redaction.limits import LIMITS
from gongkai_site.redaction.marks import marks_of
from gongkai_site.redaction.models import RedactionCase, State
from gongkai_site.redaction.storing import pages_of, put, shown


@dataclass
class _Made:
    done: Redacted | None = None
    output: str = ""
    after: dict[int, str] = field(default_factory=dict)
    problem: str = ""


def produce(case: RedactionCase, revision: int) -> None:
    """Make the output of a case that was handed over at this revision; of another one nothing is made.

    What is read back and still holds something marked is kept nowhere: the case says where it is.
    """
    if case.state != State.PRODUCING or case.revision != revision:
        return
    made = _make(case)
    with acting(SYSTEM, "redaction.produce", right="redaction.work", on=case) as act:
        case = locked(case, tuple(State))
        if case.state == State.PRODUCING and case.revision == revision:
            _put_down(case, made)
        act.changed(case, before={"state": State.PRODUCING.value})


def _put_down(case: RedactionCase, made: _Made) -> None:
    case.message, case.output = made.problem, made.output
    if made.done is None:
        case.state = State.BLOCKED
    else:
        case.state, case.done = State.REVIEW, case.page_count
        case.record, case.output_sha256 = made.done.record.to_json(), made.done.record.output
        case.record["words"] = list(made.done.record.in_words())
        for page in case.pages.all():
            page.after = made.after[page.number]
            page.save(update_fields=("after",))
    case.revision += 1
    case.save()


def _make(case: RedactionCase) -> _Made:
    if case.decided_on is None:
        return _Made(problem="没有决定日期，请重新提交。")
    marks = marks_of(case, case.pages.all(), case.decided_on)
    try:
        with pages_of(case) as pages:
            done = redact(pages, marks)
        made = _Made(done)
        with open_pages(done.data, LIMITS) as pages:
            for number in range(1, pages.count + 1):
                made.after[number] = put(case, f"after-{number}.png", shown(pages.picture(number))[0])
                RedactionCase.objects.filter(pk=case.pk, state=State.PRODUCING).update(done=number)
    except (InvalidMarks, RedactionBlocked, UnreadableDocument) as error:
        return _Made(problem=str(error))
    made.output = put(case, "output.pdf", done.data)
    return made
