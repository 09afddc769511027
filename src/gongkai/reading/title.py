"""The report's title: found among menus, breadcrumbs and dates, joined where it was broken over lines, taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.reading.characters import data_file, tight
from gongkai.reading.entries import Entry, Place
from gongkai.reading.numerals import parse_number

YEAR = r"(?:20\d\d|二[〇○零oO0][〇○零一二三四五六七八九]{2})"
_LONGEST = 80
_PARTS = 4
_TAIL_NOTE = re.compile(r"[(\[【][^()\[\]【】]{0,24}[)\]】]$")
_YEARS = re.compile(rf"[(\[]?(?P<year>{YEAR})(?:年度|年)?[)\]]?(?:年度|年|度)?")
_OTHERS = re.compile(r"^(?:上一?[篇条页]|下一?[篇条页]|前一篇|后一篇|相关|附件?\d*:)")
_DATED = re.compile(r"[(\[【](?:发布|公开|日期|时间)[^()\[\]【】]*[)\]】]$")
_EDGES = re.compile(r"^(?:标题:|关于|公布|发布|印发|编制|\d+[、.])+|(?:关于|公布|发布|印发|编制|的|工作|:|-|—|_)+$")
_ORGAN = re.compile(
    r"(?:人民政府|政府|委员会|管委会|办公室|办公厅|办事处|街道办|街道|局|厅|部|院|处|中心|公司|集团|学校|大学|学院|小学|中学|幼儿园|医院|海关|支队|总队|大队|所|站|馆|协会|学会|联合会|总会|总社|社|署|总署|台|"
    r"开发区|园区|示范区|新区|区|县|市|省|州|盟|旗|镇|乡|苏木|团|农场|林场|场|工委|银行|行|办|队)(?:\([^()]{1,20}\))?$"
)
_NAME = re.compile(r"^[\u4e00-\u9fff·、()“”]{2,45}$")
_PROSE_END = "。；;，,、：:！？"


@dataclass(frozen=True)
class Title:
    """A title as printed, its lines joined without spaces, and what it says."""

    text: str
    places: tuple[Place, ...]
    after: Place
    name: str | None
    """The agency named in it, ``None`` where it names none."""
    year: int | None


@lru_cache(maxsize=1)
def _title_pattern() -> re.Pattern[str]:
    words = data_file("headings.toml")["title"]
    return re.compile(
        rf"^(?P<head>[^。;!?|>]{{0,50}}?)(?P<subject>{words['subject']})(?P<tail>.{{0,24}}?(?:{words['ending']}))$"
    )


def parse_year(text: str) -> int | None:
    """Return the year a text such as ``2024`` or 二〇二四 prints."""
    number = parse_number(re.sub("[oO0○]", "〇", text) if not text.isdigit() else text)
    return number if isinstance(number, int) and 2000 <= number < 2100 else None


def parse_title(text: str) -> tuple[str | None, int | None] | None:
    """Take a title apart into agency and year (either may be ``None``); ``None`` if the text is no title."""
    plain = tight(text).strip("《》#*")
    if not 8 <= len(plain) <= _LONGEST or "公开" not in plain:
        return None
    plain = _TAIL_NOTE.sub("", plain).strip("《》#*")
    match = _title_pattern().match(plain)
    if match is None:
        return None
    head, tail = match["head"], match["tail"]
    if _OTHERS.match(head) or any(mark in tail for mark in "。，,;:、") or head.count(",") or "根据" in head:
        return None
    if head.endswith("人民") and match["subject"].startswith("政府"):
        head += "政府"
    years = [*_YEARS.finditer(head), *_YEARS.finditer(tail)]
    year = parse_year(years[0]["year"]) if years else None
    name = _trim(_YEARS.sub("", head))
    return (name if name and _NAME.match(name) else None), year


def _trim(name: str) -> str:
    while (shorter := _EDGES.sub("", name).strip("《》")) != name:
        name = shorter
    return name


def is_agency_name(text: str) -> bool:
    """Whether a folded text without spaces has the shape of an agency's name."""
    return bool(_NAME.match(text)) and bool(_ORGAN.search(text)) and len(text) >= 3


def opens_prose(text: str) -> bool:
    """Whether a text is a paragraph, not a menu, a label, a date or a name."""
    plain = tight(text)
    if plain.startswith(tuple(data_file("furniture.toml")["about"])) or ">" in plain[:60]:
        return False
    return "。" in plain or (len(plain) >= 24 and ("," in plain or "《" in plain))


def find_title(entries: Sequence[Entry], before: Place) -> Title | None:
    """Return the title that stands before section one: the last that names a year, not one of a list of titles."""
    head = [entry for entry in entries if entry.place < before]
    found = _titles(head)
    if not found:
        return None
    prose = "".join(entry.text for entry in head if opens_prose(entry.text))
    kept = _without_lists(found, head)
    return max(enumerate(kept), key=lambda each: (*_worth(each[1], head, prose), each[0]))[1]


def title_places(entries: Sequence[Entry]) -> list[Place]:
    """Return where titles that name a year begin, lists of titles included."""
    return [title.places[0] for title in _titles(entries) if title.year]


def _worth(title: Title, head: Sequence[Entry], prose: str) -> tuple[bool, bool, bool, bool]:
    """Order titles: with a year, of the year the preamble names, marked as a heading, naming an agency."""
    marked = any(entry.heading for entry in head if entry.place in title.places)
    return (title.year is not None, f"{title.year}年" in prose, marked, title.name is not None)


def _titles(entries: Sequence[Entry]) -> list[Title]:
    found: list[Title] = []
    texts: list[str] = []
    for position, entry in enumerate(entries):
        short = entry.sole and 0 < len(entry.text) <= 120
        text = entry.start if short else ""
        if ">" in text or "»" in text or "当前位置" in text:
            text = ""
        texts.append(text)
        if not text.endswith(("报告", "年报", ")", "】", "》", "]", "报", "告", "书")) and not entry.heading:
            continue
        title = _title_ending_at(entries, texts, position)
        if title:
            found.append(title)
    return found


def _title_ending_at(entries: Sequence[Entry], texts: Sequence[str], last: int) -> Title | None:
    """The shortest run of lines ending here that is a title naming agency and year; else the shortest title."""
    best: Title | None = None
    joined = printed = ""
    for first in range(last, max(-1, last - _PARTS), -1):
        part = texts[first]
        if not part or (first < last and (part[-1] in _PROSE_END or len(part) > 45)):
            break
        if best and not _continues(part, best):
            break
        joined = part + joined
        printed = "".join(entries[first].text.split()) + printed
        parsed = parse_title(joined)
        if parsed is None:
            if best:
                break
            continue
        name, year = parsed
        places = tuple(entry.place for entry in entries[first : last + 1])
        end = entries[last].place
        best = Title(
            printed[: len(_DATED.sub("", joined))].strip("#*"),
            places,
            end._replace(offset=end.offset + len(entries[last].text)),
            name,
            year,
        )
        if name and year:
            break
    return best if best and (best.name or best.year) else None


def _continues(part: str, best: Title) -> bool:
    """Whether the line above a title without agency is the agency (and not a menu or another title)."""
    if best.name is not None or parse_title(part) is not None:
        return False
    return is_agency_name(part) or (best.year is None and (part[-1].isdigit() or bool(_YEARS.search(part))))


def _without_lists(found: list[Title], head: Sequence[Entry]) -> list[Title]:
    """Leave out titles of different years standing in neighbouring lines: links to other years' reports."""
    order = {entry.place: index for index, entry in enumerate(head)}
    listed: set[int] = set()
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        near = order[here.places[0]] - order[before.places[-1]] <= 2
        if near and before.year and here.year and before.year != here.year:
            listed |= {index - 1, index}
    # The last may be the report's own title, which follows the list without a gap.
    return [title for index, title in enumerate(found) if index not in listed or index == len(found) - 1]
