"""What stands after section six: signature, date, remarks, annexes; and where the page's own furniture begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gongkai.reading.characters import data_file, tight
from gongkai.reading.entries import Entry, Place
from gongkai.reading.names import HAN, is_agency_name
from gongkai.reading.title import YEAR, parse_title
from gongkai.settings import Settings

_HAN = "一二三四五六七八九十廿卅"
DATE = rf"(?:(?P<year>{YEAR})年(?P<month>[\d{_HAN}元]{{1,2}})月(?P<day>[\d{_HAN}]{{1,3}})[日号]?)"
_REMARK = r"(?:印发)?(?:[(][^()]{0,10}公开[^()]{0,6}[)])?"
_DATE_LINE = re.compile(rf"^[(]?{DATE}[)]?{_REMARK}$")
_DAY_LINE = re.compile(rf"^[(]?(?P<year>{YEAR})[-./](?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}})[)]?{_REMARK}$")
"""2024.1.30, which is a signature's date only under a name."""
_LABEL = re.compile(
    r"^(?:报告|编制|填报|公开|发布|落款)?(?:单位|机关|机构|主体|人)?(?:名称)?(?:[(（](?:盖章|公章|印章|章)[)）])?[:：]|^(?:落款|日期|时间)[:：]"
)
_SEAL = re.compile(r"[(（](?:盖章|公章|印章|章|签章|代章)[)）]$")
_SIGNED_LINE = re.compile(rf"^(?P<name>[{HAN}A-Za-z\d()·、]{{3,60}}?)[(]?{DATE}[)]?{_REMARK}$")
NAMED_DAY_LINE = re.compile(
    rf"^(?P<name>[{HAN}A-Za-z\d()·、]{{3,60}}?)[( ]?"
    rf"(?P<year>{YEAR})[-./](?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}})[)]?{_REMARK}$"
)
"""A name with such a day beside it."""


@lru_cache(maxsize=1)
def _furniture() -> tuple[re.Pattern[str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    words = data_file("furniture.toml")
    after = re.compile("|".join(re.escape(word) for word in words["after"]))
    return after, frozenset(words["after_whole"]), tuple(words["remarks"]), tuple(words["annexes"])


def find_end(entries: Sequence[Entry], begin: Place, last: Place, settings: Settings) -> Place:
    """Return where footers, links and buttons begin after the last section's heading."""
    after, whole, _, _ = _furniture()
    for entry in entries:
        if entry.place < begin or len(entry.text) > settings.note_line:
            continue
        text = entry.start
        if text in whole or (after.search(text) and "。" not in text[:-1]):
            return entry.place
        if parse_title(text, settings) and not text.startswith(tuple(data_file("furniture.toml")["annexes"])):
            return entry.place
    return last


def find_closing(entries: Sequence[Entry], begin: Place, end: Place, settings: Settings) -> Place:
    """Return where the signature block, the remarks or the annexes begin, ``end`` where there are none."""
    tail = [entry for entry in entries if begin <= entry.place < end and entry.text]
    texts = [entry.start.strip("|") if len(entry.text) <= settings.note_line else "" for entry in tail]
    _, _, remarks, annexes = _furniture()
    prose = [_is_prose(text, settings.sentence_shortest) for text in texts]
    for index, text in enumerate(texts):
        if not text or prose[index]:
            continue
        bare = text.strip("()【】[]")
        annexed = text.startswith(annexes) and not (index == 0 and any(prose[1 : settings.annex_prose]))
        text = signer_of(text)
        if annexed or _SIGNED_LINE.match(text) or (bare.startswith(remarks) and len(bare) < settings.remark_line):
            return tail[index].place
        beside = NAMED_DAY_LINE.match(text)
        if beside and is_agency_name(beside["name"]):
            return tail[index].place
        if _DATE_LINE.match(text) or (is_agency_name(text) and _closes(texts, index, settings)):
            return tail[index].place
    return end


def _is_prose(text: str, short: int) -> bool:
    return text.endswith(("。", ";", "；")) and len(text) > short


def _closes(texts: Sequence[str], index: int, settings: Settings) -> bool:
    """Whether a name is a signature: only names, a date and remarks follow it."""
    about, short = tuple(data_file("furniture.toml")["about"]), settings.signature_line
    return all(
        is_agency_name(text) or _DATE_LINE.match(text) or len(text.strip("()")) <= short or text.startswith(about)
        for text in map(signer_of, texts[index + 1 : index + 1 + settings.below_signature])
    )


def signer_of(line: str) -> str:
    """The name in a line of the signature (folded or as printed), without a label before it and a seal behind it."""
    return _SEAL.sub("", _LABEL.sub("", line))


def signature_and_date(lines: Sequence[str], settings: Settings) -> tuple[tuple[str, ...], re.Match[str] | None]:
    """Return the names above the date (beside it, or else right below it), as printed, and the date's match."""
    names: list[str] = []
    dated: re.Match[str] | None = None
    for line in lines:
        text, printed = signer_of(tight(line).strip("|")), signer_of("".join(line.split()).strip("|｜"))
        match = _DATE_LINE.match(text) or (_DAY_LINE.match(text) if names else None)
        if match and dated is None:
            if names:
                return tuple(names), match
            dated = match
            continue
        beside = _SIGNED_LINE.match(text) or NAMED_DAY_LINE.match(text)
        if beside and dated is None and is_agency_name(beside["name"]):
            return (*names, signer_of(printed[: beside.end("name")])), beside
        if is_agency_name(text):
            names.append(printed)
        elif dated or (names and len(text) > settings.signature_line):
            break
    return tuple(names), dated
