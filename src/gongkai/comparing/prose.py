"""What changed in the prose, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz

from gongkai.report import Report
from gongkai.settings import Settings

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]*|[。！？；]+")


@dataclass(frozen=True, slots=True)
class ProseChange:
    """One sentence added (``before`` empty), removed (``after`` empty) or changed."""

    section: str
    """A section key, ``preamble`` or ``closing``."""
    before: str
    after: str

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What happened to the sentence."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


def sentences(text: str) -> list[str]:
    """Split prose at 。！？； and line ends; spaces at the edges go, the rest stays as printed."""
    return [stripped for each in _SENTENCE.findall(text) if (stripped := each.strip())]


def compare_prose(a: Report, b: Report, settings: Settings) -> tuple[ProseChange, ...]:
    """Compare preamble, sections and closing. Sentences that differ only in spaces are the same."""
    before, after = _parts(a), _parts(b)
    return tuple(
        change
        for section in dict.fromkeys((*before, *after))
        for change in _compare(section, sentences(before.get(section, "")), sentences(after.get(section, "")), settings)
    )


def _parts(report: Report) -> Mapping[str, str]:
    return {"preamble": report.preamble, **report.sections, "closing": report.closing}


def _compare(section: str, before: Sequence[str], after: Sequence[str], settings: Settings) -> list[ProseChange]:
    if max(len(before), len(after)) > settings.max_compared_sentences:
        return _compare_unordered(section, before, after)
    keys = [["".join(each.split()) for each in side] for side in (before, after)]
    changes: list[ProseChange] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag != "equal":
            changes.extend(_pair(section, before[i1:i2], after[j1:j2], settings.similar_sentence))
    return changes


def _pair(section: str, before: Sequence[str], after: Sequence[str], similar: float) -> list[ProseChange]:
    """Pair each removed sentence with the most similar added one that is still free."""
    free = list(after)
    changes: list[ProseChange] = []
    for old in before:
        score, new = max(((fuzz.ratio(old, new), new) for new in free), default=(0.0, ""), key=lambda each: each[0])
        if score >= similar:
            free.remove(new)
            changes.append(ProseChange(section, old, new))
        else:
            changes.append(ProseChange(section, old, ""))
    return [*changes, *(ProseChange(section, "", new) for new in free)]


def _compare_unordered(section: str, before: Sequence[str], after: Sequence[str]) -> list[ProseChange]:
    """Compare as bags of sentences: what remains possible in bounded time on a text of absurd length."""
    old, new = Counter(before), Counter(after)
    return [
        *(ProseChange(section, each, "") for each in (old - new).elements()),
        *(ProseChange(section, "", each) for each in (new - old).elements()),
    ]
