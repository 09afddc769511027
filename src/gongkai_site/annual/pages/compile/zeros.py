"""Kinds of records of which a year has none: each is confirmed by typing its 0, and nothing is filled in beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gongkai_site.annual.compile.kinds import KINDS_BY_PREFIX, Kind
from gongkai_site.annual.figures import Figures
from gongkai_site.errors import InvalidInput

_FIELD = "zero-"


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind whose 0 is asked for, and what was typed where it was refused."""

    kind: Kind
    typed: str

    @property
    def name(self) -> str:
        """The field's name."""
        return _FIELD + self.kind.prefix


def asked(now: Figures, sent: Mapping[str, str]) -> list[Asked]:
    """The fields to fill in."""
    return [Asked(each, sent.get(_FIELD + each.prefix, "")) for each in now.absent]


def stated(sent: Mapping[str, str]) -> list[str]:
    """The kinds for which a 0 was typed. Raises :class:`InvalidInput` for any other figure, and where there is none."""
    found = []
    for prefix, kind in KINDS_BY_PREFIX.items():
        text = sent.get(_FIELD + prefix, "").strip()
        if not text:
            continue
        if not _is_zero(text):
            raise InvalidInput(
                f"“{kind.title}”填的是“{text}”，台账里却没有记录，没有确认任何一项。",
                advice="确实没有的填0；有的请先登记到台账，数字会自动计入。",
            )
        found.append(prefix)
    if not found:
        raise InvalidInput("没有填写任何一项。", advice="请在确实没有的事项后面填0。")
    return found


def _is_zero(text: str) -> bool:
    try:
        return Decimal(text) == 0
    except InvalidOperation:
        return False
