"""The tree of agencies as it would be after an import: who is called what where, and who stands above whom."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai_site.agencies.models import Agency


class Tree:
    """Nodes are ids of stored agencies, or numbers below zero for rows that would add one."""

    def __init__(self, standing: Iterable[Agency]) -> None:
        self._stored = {each.pk: each for each in standing}
        self._called: dict[str, set[int]] = {}
        self._labels: dict[int, tuple[str, str]] = {}
        self.parents: dict[int, int | None] = {each.pk: each.superior_id for each in self._stored.values()}
        for each in self._stored.values():
            self.put(each.pk, each.name, each.place)

    def put(self, node: int, name: str, place: str) -> None:
        """Add a node, or say where it lies."""
        self._called.setdefault(name, set()).add(node)
        self._labels[node] = (name, place)

    def named(self, name: str, place: str) -> list[Agency]:
        """The stored agencies of this name; a place tells namesakes apart, without one all are meant.

        One that has no place yet is the one meant, unless another has this very place.
        """
        found = [self._stored[node] for node in self._called.get(name, ()) if node in self._stored]
        if not place:
            return found
        return [each for each in found if each.place == place] or [each for each in found if not each.place]

    def resolve(self, name: str, place: str, near: str, now: int | None) -> tuple[int | None, str]:
        """Return the node called ``name``, and what is wrong where there is not exactly one.

        ``place`` is what the file says of where it lies; without it namesakes are told apart by what it is ``now``,
        then by lying ``near``, in the same place as the row itself.
        """
        if not name:
            return None, ""
        found = sorted(self._called.get(name, ()))
        if place:
            found = [node for node in found if self._labels[node][1] == place]
        elif len(found) > 1:
            found = [now] if now in found else [node for node in found if self._labels[node][1] == near]
        if len(found) == 1:
            return found[0], ""
        where = f"{place}的" if place else ""
        if not found and name not in self._called:
            return None, f"没有找到{where}“{name}”：文件中和已登记的单位中都没有这个全称"
        return None, f"不能确定是哪一个“{name}”，请写明它的所在地"

    def name(self, node: int | None) -> str:
        """What a node is called."""
        return self._labels[node][0] if node is not None and node in self._labels else ""

    def in_circle(self, node: int) -> bool:
        """Whether going up from the node comes back to it."""
        seen: set[int] = set()
        at = self.parents.get(node)
        while at is not None and at not in seen:
            if at == node:
                return True
            seen.add(at)
            at = self.parents.get(at)
        return False

    def depth(self, node: int | None) -> int:
        """How many stand above the node; circles have been refused before."""
        count = 0
        while node is not None:
            node = self.parents.get(node)
            count += 1
        return count

    def stored_above(self, node: int | None) -> int | None:
        """The first stored agency from the node upwards: a right on it is one on what is added below."""
        seen: set[int] = set()
        while node is not None and node not in self._stored and node not in seen:
            seen.add(node)
            node = self.parents.get(node)
        return node if node in self._stored else None
