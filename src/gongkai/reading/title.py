"""The report's title: found among menus, breadcrumbs and dates, joined where it was broken over lines, taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gongkai.reading.characters import data_file, tight
from gongkai.reading.entries import Entry, Place
from gongkai.reading.names import is_agency_name, is_name, without_page_words
from gongkai.reading.numerals import parse_number
from gongkai.settings import DEFAULT_SETTINGS, Settings

YEAR = r"(?:(?<!\d)20\d\d(?!\d)|二[〇○零oO0][〇○零一二三四五六七八九]{2})"
_TAIL_NOTE = re.compile(r"[(\[【][^()\[\]【】]{0,24}[)\]】]$")
_YEARS = re.compile(rf"[(\[]?(?P<year>{YEAR})(?:年度|年)?[)\]]?(?:年度|年|度)?")
_OTHERS = re.compile(r"^(?:上一?[篇条页]|下一?[篇条页]|前一篇|后一篇|相关|附件?\d*:)")
_DATED = re.compile(r"[(\[【](?:发布|公开|日期|时间)[^()\[\]【】]*[)\]】]$")
_EDGES = re.compile(
    r"^(?:标题:|关于|公布|发布|印发|编制|\d+[、.])+|(?:关于|公布|发布|印发|编制|的|工作|法治政府建设|依法行政(?:工作)?|[暨和及与:·—_-])+$"
)
_ABOUT_PAGE = re.compile(
    r"(?<=报告|年报)[(\[【]?(?:信息|文章)?(?:发布|公开|发文|成文|更新)?(?:日期|时间|来源|机构)[:：]|"
    r"(?<=报告|年报)[(\[【]?(?:来源|浏览|字体|字号|作者|点击|阅读|访问|打印|分享)"
)
"""Where what a page says about a text follows the title on its line."""
_SITE = re.compile(r"(?<=报告|年报)[-—–_|]+[^-—–_|。,;]{2,30}$")
_FILE_NAME = re.compile(r"\.(?:docx?|wps|pdf|html?|xlsx?|et|ofd)$")
_FILE = re.compile(rf"(?:{_FILE_NAME.pattern})|(?<=报告)的?(?:公告|公示)$")
_DAYS = re.compile(r"[(\[【]?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[)\]】]?")
_CRUMBS = re.compile(r"[>»›→]")
_LAST = ("报告", "年报", ")", "】", "》", "]", "报", "告", "书")
_OPENINGS = ("根据", "按照", "现将", "现公布", "本报告", "本年度报告", "为了", "为贯彻")
_PROSE_END = "。；;，,、：:！？"
_Ending = Literal["ending", "instead"]


@dataclass(frozen=True)
class Title:
    """A title as printed, its lines joined without spaces, and what it says."""

    text: str
    places: tuple[Place, ...]
    after: Place
    name: str | None
    """The agency named in it, ``None`` where it names none."""
    year: int | None


@lru_cache(maxsize=2)
def _title_words(ending: _Ending) -> tuple[re.Pattern[str], tuple[str, ...]]:
    words = data_file("headings.toml")["title"]
    return re.compile(words["subject"]), tuple(words[ending].split("|"))


def parse_year(text: str) -> int | None:
    """Return the year a text such as ``2024`` or 二〇二四 prints."""
    number = parse_number(re.sub("[oO0○]", "〇", text) if not text.isdigit() else text)
    return number if isinstance(number, int) and 2000 <= number < 2100 else None


def parse_title(
    text: str, settings: Settings = DEFAULT_SETTINGS, ending: _Ending = "ending"
) -> tuple[str | None, int | None] | None:
    """Take a title apart into agency and year (either may be ``None``); ``None`` if the text is no title.

    ``ending`` says how titles end: as a report's does, or as that of what is published ``instead`` (工作总结).
    """
    plain = tight(text).strip("《》#*")
    if not settings.title_shortest <= len(plain) <= settings.title_longest or "公开" not in plain:
        return None
    plain = _FILE.sub("", plain)
    plain, note = _parted(plain, _TAIL_NOTE)
    plain, site = _parted(plain, _SITE)
    parts = _taken_apart(plain, settings, ending)
    if parts is None:
        return None
    head, subject, tail = parts
    if _OTHERS.match(head) or any(mark in tail for mark in "。，,;:、") or head.count(",") or "根据" in head:
        return None
    if head.endswith("人民") and subject.startswith("政府"):
        head += "政府"
    head = _DAYS.sub("", head)
    years = [each for text in (head, tail, note) for each in _YEARS.finditer(text)]
    year = next((year for each in years if (year := parse_year(each["year"]))), None)
    named = _trim(without_page_words(_trim(_YEARS.sub("", head))))
    # Where nothing stands before it, the name may follow in brackets or after a dash; after - or _ it is the site's.
    last = (note.strip("()[]【】"), site.strip("-—–_|") if site.startswith(("—", "–")) else "")
    return (named if is_name(named) else next(filter(is_agency_name, last), None)), year


def _parted(plain: str, end: re.Pattern[str]) -> tuple[str, str]:
    """The text without what the pattern finds at its end, and that."""
    match = end.search(plain)
    return (plain[: match.start()].strip("《》#*"), match.group()) if match else (plain, "")


def _taken_apart(plain: str, settings: Settings, kind: _Ending) -> tuple[str, str, str] | None:
    """What stands before, as and behind the last words that say that this is a report on disclosure."""
    subjects, endings = _title_words(kind)
    for match in reversed(list(subjects.finditer(plain))):
        head, tail = plain[: match.start()], plain[match.end() :]
        ending = next((each for each in endings if tail.endswith(each)), None)
        if not ending or len(tail) - len(ending) > settings.title_behind or len(head) > settings.title_before:
            continue
        if not any(map(head.count, "。;!?>»›→")):
            return head, match.group(), tail
    return None


def _trim(name: str) -> str:
    while (shorter := _EDGES.sub("", name).strip("《》")) != name:
        name = shorter
    return name


def opens_prose(text: str, settings: Settings) -> bool:
    """Whether a text is a paragraph, not a menu, a label, a date or a name."""
    plain = tight(text)
    if plain.startswith(tuple(data_file("furniture.toml")["about"])) or ">" in plain[: settings.crumb_within]:
        return False
    if "。" in plain or (len(plain) >= settings.prose_shortest and ("," in plain or "《" in plain)):
        return True
    return len(plain) >= settings.opening_shortest and (
        plain.startswith(_OPENINGS) or plain.rstrip(":").endswith("如下")
    )


def find_title(entries: Sequence[Entry], before: Place, settings: Settings = DEFAULT_SETTINGS) -> Title | None:
    """Return the title that stands before section one: the last that names a year, not one of a list of titles.

    Where none is a report's, one by another name (工作总结) is taken if it tells agency and year.
    """
    head = [entry for entry in entries if entry.place < before]
    found = _titles(head, settings)
    found = found or [each for each in _titles(head, settings, "instead") if each.name and each.year]
    if not found:
        return None
    prose = "".join(entry.text for entry in head if opens_prose(entry.text, settings))
    kept = _without_lists(found, head, settings.titles_near)
    return max(enumerate(kept), key=lambda each: (*_worth(each[1], head, prose), each[0]))[1]


def title_places(entries: Sequence[Entry], settings: Settings = DEFAULT_SETTINGS) -> list[Place]:
    """Return where titles that name a year begin, lists of titles included."""
    return [title.places[0] for title in _titles(entries, settings) if title.year]


def _worth(title: Title, head: Sequence[Entry], prose: str) -> tuple[bool, bool, bool, bool, bool]:
    """Order titles: with a year, of the year the preamble names, marked as a heading, naming an agency, in full."""
    marked = any(entry.heading for entry in head if entry.place in title.places)
    named = title.name is not None
    # A title that lost characters (某市教育2022 for 某市教育局2022年) names what is no agency.
    whole = bool(title.name and is_agency_name(title.name))
    return (title.year is not None, f"{title.year}年" in prose, marked, named, whole)


def _titles(entries: Sequence[Entry], settings: Settings, ending: _Ending = "ending") -> list[Title]:
    last = _LAST if ending == "ending" else _title_words(ending)[1]
    found: list[Title] = []
    crumbs: list[Title] = []
    texts: list[str] = []
    for position, entry in enumerate(entries):
        short = entry.sole and 0 < len(entry.text) <= settings.title_line
        text = _FILE_NAME.sub("", entry.start.rstrip("|")) if short else ""
        if ("报告" in text or "年报" in text) and (behind := _ABOUT_PAGE.search(text) or _SITE.search(text)):
            text = text[: behind.start()]
        crumb = "" if not text else _last_crumb(text)
        if crumb is not None:
            text = ""
        texts.append(text)
        if crumb and (parsed := parse_title(crumb, settings, ending)) and all(parsed):
            crumbs.append(Title(_printed_end(entry.text, crumb), (entry.place,), _after(entry), *parsed))
        if not text.endswith(last) and not (entry.heading and text):
            continue
        title = _title_ending_at(entries, texts, position, settings, ending)
        if title:
            found.append(title)
    # The end of a breadcrumb is the title only where the page prints no other.
    return found if any(title.year for title in found) else sorted([*found, *crumbs], key=lambda each: each.places)


def _last_crumb(text: str) -> str | None:
    """The last step of a breadcrumb, ``None`` where a text is none."""
    if _CRUMBS.search(text):
        return _CRUMBS.split(text)[-1]
    return text.rpartition(":")[2] if "当前位置" in text else None


def _printed_end(text: str, crumb: str) -> str:
    plain = "".join(text.split())
    return plain[len(plain) - len(crumb) :]


def _after(entry: Entry) -> Place:
    return entry.place._replace(offset=entry.place.offset + len(entry.text))


def _title_ending_at(
    entries: Sequence[Entry], texts: Sequence[str], last: int, settings: Settings, ending: _Ending
) -> Title | None:
    """The shortest run of lines ending here that is a title naming agency and year; else the shortest title."""
    best: Title | None = None
    joined = printed = ""
    for first in range(last, max(-1, last - settings.title_lines), -1):
        part = texts[first]
        if not part or (first < last and (part[-1] in _PROSE_END or len(part) > settings.title_part)):
            break
        if best and not _continues(part, best, settings):
            break
        joined = part + joined
        printed = "".join(entries[first].text.split())[: len(part)] + printed
        parsed = parse_title(joined, settings, ending)
        if parsed is None:
            if best:
                break
            continue
        name, year = parsed
        places = tuple(entry.place for entry in entries[first : last + 1])
        best = Title(
            printed[: len(_DATED.sub("", joined))].strip("#*"),
            places,
            _after(entries[last]),
            name,
            year,
        )
        if name and year:
            break
    return best if best and (best.name or best.year) else None


def _continues(part: str, best: Title, settings: Settings) -> bool:
    """Whether the line above a title without agency is the agency (and not a menu or another title)."""
    if best.name is not None or parse_title(part, settings) is not None:
        return False
    return is_agency_name(part) or (best.year is None and (part[-1].isdigit() or bool(_YEARS.search(part))))


def _without_lists(found: list[Title], head: Sequence[Entry], within: int) -> list[Title]:
    """Leave out titles of different years standing in neighbouring lines: links to other years' reports."""
    order = {entry.place: index for index, entry in enumerate(head)}
    listed: set[int] = set()
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        near = order[here.places[0]] - order[before.places[-1]] <= within
        if near and before.year and here.year and before.year != here.year:
            listed |= {index - 1, index}
    # The last may be the report's own title, which follows the list without a gap.
    return [title for index, title in enumerate(found) if index not in listed or index == len(found) - 1]
