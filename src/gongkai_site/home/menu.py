"""The menu of the back office as one person sees it on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai_site.home.parts import PARTS
from gongkai_site.office import Entry
from gongkai_site.policy import Actor

_WORKBENCH = Entry("workbench", _("工作台"), "house", 1, lambda who: reverse("workbench"))


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with the address it has for this person; ``below`` are the entries under it."""

    entry: Entry
    address: str
    below: tuple[Shown, ...] = ()
    is_here: bool = False
    waiting: int = 0
    """How many things behind it wait for this person."""

    @property
    def is_open(self) -> bool:
        """Whether the page shown is this entry's or one of those below."""
        return self.is_here or any(each.is_here for each in self.below)


def menu(who: Actor, path: str, waiting: Mapping[str, int]) -> tuple[Shown, ...]:
    """The entries that ``who`` may follow; the one whose address is the longest beginning of ``path`` is here.

    ``waiting`` says by entry how many things wait for him.
    """
    entries = sorted([_WORKBENCH, *(each for part in PARTS for each in part.menu)], key=lambda each: each.order)
    shown = tuple(_shown(who, entries))
    addresses = {each.address for top in shown for each in (top, *top.below)}
    here = max((each for each in addresses if path.startswith(each)), key=len, default="")
    return tuple(replace(_at(each, here), waiting=waiting.get(each.entry.key, 0)) for each in shown)


def _shown(who: Actor, entries: Sequence[Entry]) -> Iterator[Shown]:
    for entry in entries:
        if address := entry.address(who):
            yield Shown(entry, address, tuple(_shown(who, entry.below(who))))


def _at(shown: Shown, here: str) -> Shown:
    below = tuple(_at(each, here) for each in shown.below)
    # Where an entry below leads to the same page, that one is marked.
    is_here = shown.address == here and not any(each.is_here for each in below)
    return replace(shown, below=below, is_here=is_here)
