"""Marking every place of a word, a pattern or of what screening finds: asked by a person, done by the worker."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from gongkai.errors import GongkaiError, InvalidData, UnreadableDocument, UsageError
from gongkai.redaction import Decision, Wanted, marks_for
from gongkai.screening import Screen, default_rules, hit_kind
from gongkai_site.action import acting
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.policy import SYSTEM, Actor
from gongkai_site.redaction.actions.marking import note_marker
from gongkai_site.redaction.actions.standing import OPEN, locked
from gongkai_site.redaction.limits import LIMITS, LONGEST_WORD, MOST_BOXES
from gongkai_site.redaction.marks import Decided, Drawn, insist_sound, merged
from gongkai_site.redaction.models import RedactionCase, Search
from gongkai_site.redaction.storing import pages_of
from gongkai_site.redaction.tasks import look_for

Kind = Search.Kind


def search(actor: Actor, case: RedactionCase, kind: str, text: str = "", ground: str = "") -> Search:
    """Ask for every place of ``text`` to be marked with ``ground``; screening has a ground for each kind of its own."""
    text = "" if kind == Kind.SCREENING else text.replace("\0", "").strip()
    if kind not in Kind.values:
        raise InvalidInput("请选择要查找什么。")
    if kind != Kind.SCREENING and not text:
        raise InvalidInput("没有填写要查找的内容。", advice="请填写一个词，或者一个正则表达式。")
    if len(text) > LONGEST_WORD:
        raise InvalidInput(f"要查找的内容超过{LONGEST_WORD}个字。")
    with acting(actor, "redaction.search", right="redaction.edit", on=case) as act:
        case = locked(case, OPEN)
        if kind != Kind.SCREENING:
            _insist_ground(case, ground)
        made = Search(case=case, kind=kind, text=text, ground=ground, by=actor.user)
        made.save(force_insert=True)
        act.changed(made)
        look_for.enqueue(made.pk)
    return made


def _insist_ground(case: RedactionCase, ground: str) -> None:
    if not ground:
        raise InvalidInput("没有选择依据。")
    insist_sound(case, 1, Decided((), Decision.WITHHOLD, ground), timezone.localdate())


def search_through(wanted: Search) -> None:
    """Look for what was asked and mark it, by the rights that whoever asked has now; done twice it does nothing."""
    if wanted.found is not None:
        return
    who = Actor.person(wanted.by) if wanted.by else SYSTEM
    try:
        found, message = _found(wanted)
        with acting(who, "redaction.mark-found", right="redaction.edit", on=wanted.case) as act:
            case = locked(wanted.case, OPEN)
            done = _mark(case, found)
            note_marker(who, case)
            wanted.found, wanted.message = done.boxes, "".join((*message, *done.said))
            wanted.save(update_fields=("found", "message"))
            act.changed(wanted, before={}, after={"kind": wanted.kind, "boxes": done.by_page})
    except (SiteError, UnreadableDocument, UsageError) as error:
        _failed(wanted, error)


def _failed(wanted: Search, error: GongkaiError) -> None:
    with acting(SYSTEM, "redaction.search-failed", right="redaction.work", on=wanted.case) as act:
        wanted.found, wanted.message = 0, str(error)
        wanted.save(update_fields=("found", "message"))
        act.changed(wanted)


def _found(wanted: Search) -> tuple[dict[int, list[Drawn]], list[str]]:
    case = wanted.case
    screen = Screen(default_rules(), timezone.localdate(), LIMITS)
    asked = {
        Kind.WORD: Wanted(words=(wanted.text,), ground=wanted.ground),
        Kind.PATTERN: Wanted(patterns=(wanted.text,), ground=wanted.ground),
        Kind.SCREENING: Wanted(screen=screen),
    }[Kind(wanted.kind)]
    with pages_of(case) as pages:
        findings = marks_for(pages, asked)
    found: dict[int, list[Drawn]] = defaultdict(list)
    for mark in findings.marks:
        found[mark.page].append(Drawn(mark.box, mark.ground, mark.by))
    said = [f"第{page}页可能还有没有查到的：{why}。" for page, why in findings.unread]
    said += [f"文件里有、页面上没有的：{_in_words(each)}。" for each in findings.unplaced]
    return found, said


def _in_words(unplaced: str) -> str:
    try:
        return hit_kind(unplaced).title
    except InvalidData:
        return unplaced


@dataclass
class _Done:
    by_page: dict[str, int]
    said: list[str]

    @property
    def boxes(self) -> int:
        return sum(self.by_page.values())


def _mark(case: RedactionCase, found: dict[int, list[Drawn]]) -> _Done:
    """Add the boxes; a page that was to go out whole is open again, for there is something on it."""
    done = _Done({}, [])
    for page in case.pages.filter(number__in=found):
        there = Decided.on(page)
        boxes = merged(there.boxes, found[page.number])
        if len(boxes) > MOST_BOXES:
            done.said.append(f"第{page.number}页的方框太多，没有标记，请决定整页不予公开。")
            continue
        if len(boxes) == len(there.boxes):
            continue
        if there.decision == Decision.RELEASE:
            done.said.append(f"第{page.number}页原来决定予以公开，现在有方框，请再看一遍。")
        decision = "" if there.decision == Decision.RELEASE else there.decision
        Decided(boxes, decision, there.ground, there.of).put(page)
        page.revision += 1
        page.save()
        done.by_page[str(page.number)] = len(boxes) - len(there.boxes)
    return done
