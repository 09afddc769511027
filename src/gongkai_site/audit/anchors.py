"""Anchors: the end of the log, kept where who owns this machine and its database cannot change it.

A line is ``2026-11-30T08:00:00+08:00 NUMBER:HASH``; anything that holds ``NUMBER:HASH`` can be read back, also a mail
or what was typed off a printed sheet (the first sixteen signs of the hash are enough).
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gongkai_site.action import acting
from gongkai_site.audit.models import Head
from gongkai_site.errors import InvalidInput
from gongkai_site.mail import send
from gongkai_site.policy import SYSTEM

_ANCHOR = re.compile(r"(?<!\d)(\d{1,18}):([0-9a-f]{16,64})(?![0-9a-f])")
_SECONDS = 20
_PRINTED = 16


def anchored_in(text: str) -> dict[int, str]:
    """Return the anchors in a text, the hash by its number. Raises :class:`InvalidInput` for two hashes of one."""
    found: dict[int, str] = {}
    for number, known in ((int(number), known) for number, known in _ANCHOR.findall(text)):
        other = found.get(number, known)
        if not (other.startswith(known) or known.startswith(other)):
            raise InvalidInput(f"锚点互相矛盾：第{number}条有两个哈希。", advice="其中一份是伪造的，请查明来源。")
        found[number] = max(known, other, key=len)
    return found


def anchors_at(places: Iterable[str]) -> dict[int, str]:
    """Return the anchors that files among these places hold; those that cannot be read hold none."""
    text = ""
    for place in places:
        try:
            text += Path(place).read_text("utf-8", errors="replace") if _is_file(place) else ""
        except OSError:
            continue
    return anchored_in(text)


def printed(number: int, known: str) -> str:
    """An anchor short enough to be typed off paper."""
    return f"{number}:{known[:_PRINTED]}"


def log_end() -> str:
    """The end of the log as an anchor for paper."""
    head = Head.objects.get(pk=1)
    return printed(head.number, head.hash)


def put_down() -> tuple[str, dict[str, str]]:
    """Write the end of the log to every place of the settings; return the line, and what went wrong by place.

    That it was done is an event of its own, the last one that the line covers.
    """
    places: list[str] = settings.AUDIT_ANCHORS
    with acting(SYSTEM, "audit.anchor", right="audit.anchor", on=None) as act:
        act.changed(Head.objects.get(pk=1), after={"places": places}, title="日志锚点")
    return laid_down()


def has_log() -> bool:
    """Whether there is an end to put down."""
    return Head._meta.db_table in connection.introspection.table_names() and Head.objects.exists()


def laid_down() -> tuple[str, dict[str, str]]:
    """Write the end as it is to every place of the settings, with no event: also of a log still to be upgraded."""
    head = Head.objects.get(pk=1)
    line = f"{timezone.localtime().isoformat(timespec='seconds')} {head.number}:{head.hash}"
    problems = {place: problem for place in settings.AUDIT_ANCHORS if (problem := _way(place)(place, line))}
    return line, problems


def _is_file(place: str) -> bool:
    return not place.startswith(("mailto:", "https://", "http://"))


def _way(place: str) -> Callable[[str, str], str]:
    if place.startswith("mailto:"):
        return _mailed
    return _appended if _is_file(place) else _posted


def _appended(place: str, line: str) -> str:
    try:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    except OSError as error:
        return f"没有写入：{error}"
    return ""


def _mailed(place: str, line: str) -> str:
    return send(f"公开系统日志锚点（{settings.BASE_URL}）", f"{line}\n", [place.removeprefix("mailto:")])


def _posted(place: str, line: str) -> str:
    asked = urllib.request.Request(place, f"{line}\n".encode(), {"Content-Type": "text/plain; charset=utf-8"})
    try:
        with urllib.request.urlopen(asked, timeout=_SECONDS):
            return ""
    except (urllib.error.URLError, OSError) as error:
        return f"没有送达：{error}"
