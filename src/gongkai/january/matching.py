"""Match what came in to the roster by name and place; what is doubtful is listed with its candidates, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongkai.january.names import Agreement, entry_names, full_form, names_data
from gongkai.january.roster import RosterEntry
from gongkai.report import Report

_TITLE_NAME = re.compile(r"^(?:关于)?(.+?)(?:关于)?(?:19|20)\d\d\s*年")
_FILE_PARTS = re.compile(r"(?:19|20)\d\d|政府信息公开|信息公开|政务公开|年度?报告|年报")
_FILE_EDGES = " _-—.、()（）【】[]0123456789年度关于的"

States = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """Whose report a file is. Exactly one of ``entry`` and ``reason`` is given."""

    entry: RosterEntry | None
    basis: str = ""
    """What decided, in Chinese."""
    reason: str = ""
    """Why nothing was decided, in Chinese."""
    candidates: tuple[RosterEntry, ...] = ()
    """Who it may be; empty for a report of nobody on the roster."""

    @property
    def doubtful(self) -> bool:
        """True where there are candidates and none was chosen."""
        return self.entry is None and bool(self.candidates)


class Matcher:
    """The roster prepared for matching any number of files."""

    def __init__(self, roster: Sequence[RosterEntry]) -> None:
        self._names = [entry_names(entry) for entry in roster]
        self._lowest = frozenset(level for names in self._names for level in names.lowest)

    def match(self, report: Report) -> Match:
        """Decide by the report's own words; the file's path counts only where they leave something open."""
        stated = [full_form(name) for name in (report.agency, _name_in_title(report.title), report.signature) if name]
        if not stated:
            return self._match_by_path(report.source)
        agreed = [self._agreeing(name) for name in stated]
        found = dict(agreed[0])
        if any(each and not set(each) & set(found) for each in agreed[1:]):
            reason = "标题、正文与落款所称机关不一致" if found else "机关名称不在名单上，标题或落款相符"
            return Match(None, reason=reason, candidates=self._entries(index for each in agreed for index in each))
        if not found:
            return self._match_namesake(stated[0], report)
        for each in agreed[1:]:
            found = {index: max(agreement, each.get(index, agreement)) for index, agreement in found.items()}
        best = max(found.values())
        closest = [index for index, agreement in found.items() if agreement == best]
        if len(closest) == 1 and best == Agreement.PLACED:
            return Match(self._names[closest[0]].entry, basis="机关名称和地区一致")
        return self._decide_by_place(closest, report)

    def match_unread(self, source: str) -> Match:
        """Guess nothing for a file that cannot be read: its path may name exactly one entry, else it is nobody's."""
        found = self._named_in(source)
        if len(found) == 1:
            return Match(self._names[found[0]].entry, basis="文件名")
        if found:
            return Match(None, reason="文件名与多个机关相符", candidates=self._entries(found))
        return Match(None, reason="文件无法读取，文件名也看不出机关")

    def _agreeing(self, name: str) -> dict[int, Agreement]:
        agreed = ((index, names.agreement(name)) for index, names in enumerate(self._names))
        return {index: agreement for index, agreement in agreed if agreement}

    def _decide_by_place(self, found: Sequence[int], report: Report) -> Match:
        """Several namesakes, or one whose place the name does not state: look for the place, in the text first."""
        states = _stated_places(report)
        in_text = self._placed_by(found, states)
        own = {level for index in found for level in self._names[index].levels}
        elsewhere = {level for level in self._lowest - own if states(level)}
        if len(in_text) == 1:
            return Match(self._names[in_text[0]].entry, basis="机关名称一致，文中载明地区")
        if not in_text and elsewhere:
            places = "、".join(sorted(elsewhere))
            return Match(None, reason=f"机关名称相符，但文中所载地区为{places}", candidates=self._entries(found))
        if not in_text:
            by_path = self._placed_by(found, lambda level: level in report.source)
            if len(by_path) == 1:
                return Match(self._names[by_path[0]].entry, basis="机关名称一致，文中未载地区，文件名载明地区")
            if len(found) == 1 and len(self._lowest) <= 1:
                return Match(self._names[found[0]].entry, basis="机关名称一致，文中未载地区，名单只有一个地区")
        reason = "同名机关，地区不能确定" if len(found) > 1 else "机关名称相符，但文中未载地区"
        return Match(None, reason=reason, candidates=self._entries(found))

    def _placed_by(self, found: Sequence[int], states: States) -> list[int]:
        """Those whose place is stated; a level that several candidates share tells nothing."""
        placed = []
        for index in found:
            names = self._names[index]
            others = {level for other in found if other != index for level in self._names[other].levels}
            telling = names.levels - others if others else names.lowest
            if any(states(level) for level in telling):
                placed.append(index)
        return placed

    def _match_namesake(self, name: str, report: Report) -> Match:
        """A name with another place in front: nobody's, unless the text names the namesake's place or superior too.

        A township may lie in one district and report to another body (a zone's 管理委员会).
        """
        namesakes = [index for index, names in enumerate(self._names) if names.is_namesake(name)]
        reason = f"“{report.agency or name}”不在名单上"
        if not namesakes:
            return Match(None, reason=reason)
        placed = self._placed_by(namesakes, _stated_places(report))
        if placed:
            return Match(None, reason=f"{reason}，文中载有同名机关的地区或上级", candidates=self._entries(placed))
        others = "、".join(entry.label for entry in self._entries(namesakes))
        return Match(None, reason=f"{reason}（同名的{others}地区不同）")

    def _match_by_path(self, source: str) -> Match:
        found = self._named_in(source)
        if found:
            return Match(None, reason="文中没有机关名称，只有文件名相符", candidates=self._entries(found))
        return Match(None, reason="文中没有机关名称")

    def _named_in(self, source: str) -> list[int]:
        """The entries that agree best with a part of the path, the file's own name first."""
        path = PurePosixPath(source.replace("!/", "/"))
        for part in (path.stem, *reversed(path.parts[:-1])):
            names = (full_form(each.strip(_FILE_EDGES)) for each in _FILE_PARTS.split(part))
            found = next((each for name in names if name and (each := self._agreeing(name))), {})
            closest = [index for index, agreement in found.items() if agreement == max(found.values())]
            if len(closest) > 1:
                return self._placed_by(closest, lambda level: level in source) or closest
            if closest:
                return closest
        return []

    def _entries(self, indexes: Iterable[int]) -> tuple[RosterEntry, ...]:
        return tuple(self._names[index].entry for index in dict.fromkeys(indexes))


def _name_in_title(title: str | None) -> str | None:
    found = _TITLE_NAME.match(title or "")
    return found.group(1) if found else None


def _stated_places(report: Report) -> States:
    """Tell whether the report places itself in a division.

    Title, addressee, signature and what frames the report count for any mention of it; in running text only the
    place's own bodies and websites do (红河县人民政府网站), for 赴白云县考察 is a mention too.
    """
    frame = _joined(report.agency, report.title, report.addressee, report.signature, report.preamble, report.closing)
    prose = _joined(*report.sections.values())
    data = names_data()["stated"]
    barred, followers = "".join(data["not_after"]), "|".join(data["standing_before"])

    def states(level: str) -> bool:
        if level in frame:
            return True
        return level in prose and re.search(f"(?<![{barred}]){re.escape(level)}(?:{followers})", prose) is not None

    return states


def _joined(*texts: str | None) -> str:
    return "".join("".join(text for text in texts if text).split())
