"""Wrong terms, wrong names of leaders, leftovers of templates, and links that lead nowhere or abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from gongkai.screening.finding.found import About, Found
from gongkai.screening.model import Certainty
from gongkai.screening.rules import Leader, Rules, Term
from gongkai.screening.words import words

_LINK = re.compile(r"(?:https?|ftp)://[^\s<>\"'，。；、）)】》]+|file:[/\\]{2,}[^\s<>\"'，。；]+|about:blank")
_LOCAL = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\(?:[^\s\\/:*?\"<>|，。；]+\\)*[^\s\\/:*?\"<>|，。；]*")
_NAME_AFTER = r"[:：、 ]{0,2}(?P<name>[\u4e00-\u9fff]{2,4})"
_QUOTED_LAW = re.compile(r"《[^》]*$")


def wrong_terms(text: str, about: About, rules: Rules) -> Iterator[Found]:
    """Yield the wrong terms that are wrong on the day.

    One in the title of a paper of its time (《…》), or behind 原 where it was right until a day, is history.
    """
    for term in rules.terms:
        if (term.first and about.day < term.first) or (term.last and about.day > term.last):
            continue
        at = text.find(term.wrong)
        while at >= 0:
            if not _is_right(term, text, at):
                shown = f"{term.wrong}（应为{term.right}）"
                yield Found("wrong-term", Certainty.CERTAIN, at, at + len(term.wrong), shown)
            at = text.find(term.wrong, at + len(term.wrong))


def _is_right(term: Term, text: str, at: int) -> bool:
    """Whether a term stands where it is right: as history, or as part of a longer word."""
    if _QUOTED_LAW.search(text, max(0, at - 60), at) or (term.first and text[at - 1 : at] == "原"):
        return True
    longer = ((word, word.find(term.wrong)) for word in term.right_in)
    return any(within >= 0 and text.startswith(word, at - within) for word, within in longer if at >= within)


def wrong_leaders(text: str, about: About, rules: Rules) -> Iterator[Found]:
    """Yield a post with a name that did not hold it on the day but did on another, or differs from one by a sign."""
    for post in dict.fromkeys(each.post for each in rules.leaders):
        if post not in text:
            continue
        holders = [each for each in rules.leaders if each.post == post]
        in_office = [each.name for each in holders if _holds(each, about)]
        for match in re.finditer(re.escape(post) + _NAME_AFTER, text):
            found = _wrong_name(match["name"], holders, in_office)
            if found:
                start = match.start("name")
                right = f"（应为{'、'.join(in_office)}）" if in_office else "（已不任此职）"
                yield Found("leader-name", Certainty.LIKELY, start, start + len(found), f"{post}{found}{right}")


def _holds(leader: Leader, about: About) -> bool:
    return (leader.first is None or leader.first <= about.day) and (leader.last is None or about.day <= leader.last)


def _wrong_name(written: str, holders: list[Leader], in_office: list[str]) -> str:
    if any(written.startswith(each) for each in in_office):
        return ""
    for each in holders:
        if written.startswith(each.name):
            return each.name
    for name in in_office:
        part = written[: len(name)]
        if len(part) == len(name) and sum(one != other for one, other in zip(part, name, strict=True)) == 1:
            return part
    return ""


def leftovers(text: str, _: About) -> Iterator[Found]:
    """Yield what a template left behind: XX年, {{ name }}, 【请填写】."""
    for match in words().leftovers.finditer(text):
        yield Found("template-leftover", Certainty.LIKELY, match.start(), match.end(), match.group()[:40])


def links(text: str, _: About, rules: Rules) -> Iterator[Found]:
    """Yield addresses that cannot work for a reader (localhost, file:, an inner network) or lead abroad."""
    if "://" in text or "file:" in text or "about:" in text:
        for match in _LINK.finditer(text):
            kind = _kind_of_link(match.group(), rules)
            if kind is not None:
                yield Found(kind, Certainty.LIKELY, match.start(), match.end(), match.group()[:80])
    if ":\\" in text:
        for match in _LOCAL.finditer(text):
            yield Found("path", Certainty.LIKELY, match.start(), match.end(), match.group()[:80])


def _kind_of_link(address: str, rules: Rules) -> str | None:
    known = words().links
    if address.lower().startswith("file:"):
        return "path"
    try:
        host = (urlsplit(address).hostname or "").lower().rstrip(".")
    except ValueError:
        return "dead-link"
    if any(host == each or host.endswith(f".{each}") for each in rules.own_hosts):
        return None
    if known.dead.search(address):
        return "dead-link"
    if host.rsplit(".", 1)[-1] in known.foreign_domains:
        return "foreign-link"
    return "foreign-link" if any(host == each or host.endswith(f".{each}") for each in known.foreign) else None
