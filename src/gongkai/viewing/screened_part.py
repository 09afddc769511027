"""What a file holds with the places marked in which screening found something; what is personal is shown masked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.markup import Child, Markup, element, fragment
from gongkai.screening import Content, Hit, Listing, Passage, Place, Screen, hit_kind, place_in_words
from gongkai.screening.text import headings, screen_listing, screen_passage
from gongkai.viewing.texts import Room, plain
from gongkai.viewing.words import words_in


@dataclass(frozen=True, slots=True)
class Marked:
    """The content as markup, and the numbers of the hits that stand in it: the others have no place in a text."""

    markup: Markup
    placed: frozenset[int]


def marked_content(content: Content, hits: Sequence[Hit], screen: Screen, prefix: str = "") -> Marked:
    """Return what a file holds around the places of ``hits``, which :meth:`Screen.hits` gave in this order.

    Every mark leads to ``#{prefix}h{number}`` and is led to as ``#{prefix}m{number}``.
    """
    writer = _Writer(hits, screen, prefix)
    return Marked(fragment(*writer.lines(content.passages), *map(writer.table, content.listings)), writer.placed)


class _Writer:
    """Writes passages and tables, as much of them as there is room for."""

    def __init__(self, hits: Sequence[Hit], screen: Screen, prefix: str) -> None:
        self._numbers: dict[Hit, deque[int]] = {}
        for number, hit in enumerate(hits, 1):
            self._numbers.setdefault(hit, deque()).append(number)
        self._screen = screen
        self._prefix = prefix
        self._placed: set[int] = set()
        self._room = Room(screen.settings.view_characters, words_in("zh"), screen.settings)

    @property
    def placed(self) -> frozenset[int]:
        """The numbers of the hits marked so far."""
        return frozenset(self._placed)

    def lines(self, passages: Sequence[Passage]) -> Iterator[Markup]:
        """Yield the passages near a mark, and how many others there are."""
        found = [list(screen_passage(each, self._screen.day, self._screen.rules)) for each in passages]
        page: int | None = None
        for first, last, shown in _stretches([bool(each) for each in found], self._screen.settings.view_nearby):
            if not shown:
                yield _omitted(last - first, "段")
                continue
            for passage, hits in zip(passages[first:last], found[first:last], strict=True):
                if passage.place.page not in (None, page):
                    page = passage.place.page
                    yield element("p", f"第{page}页", class_="view-page")
                yield element("p", self._hidden(passage), self._text(passage.text, hits), class_="view-line")

    def table(self, listing: Listing) -> Markup:
        """Return a table's rows near a mark, below its heading."""
        by_place: dict[Place, list[Hit]] = {}
        for hit in screen_listing(listing, self._screen.day, self._screen.rules):
            by_place.setdefault(hit.place, []).append(hit)
        heading, _ = headings(listing)
        marked = [any(cell.place in by_place for cell in row) for row in listing.rows]
        if not any(marked):
            return _omitted(len(listing.rows), "行")
        rows: list[Markup] = []
        head: Markup | None = None
        wide = max(len(row) for row in listing.rows)
        for first, last, shown in _stretches(marked, self._screen.settings.view_nearby):
            if not shown and not first <= heading < last:
                said = f"（略去{last - first}行）"
                rows.append(element("tr", element("td", said, colspan=wide, class_="view-omitted")))
            for at in range(first, last):
                if at == heading:
                    head = element("thead", self._row(listing.rows[at], by_place, "th"))
                elif shown:
                    rows.append(self._row(listing.rows[at], by_place, "td"))
        place = listing.rows[0][0].place if listing.rows[0] else Place()
        named = (
            place_in_words(place._replace(row=None, column=None, cell=None)) if place.table or place.sheet else "表格"
        )
        table = element("table", element("caption", plain(named)), head, element("tbody", *rows), class_="view-table")
        return element("div", table, class_="view-scroll", tabindex=0, role="group", aria_label=plain(named))

    def _row(self, row: Sequence[Passage], by_place: dict[Place, list[Hit]], tag: str) -> Markup:
        scope = "col" if tag == "th" else None
        return element(
            "tr", *(element(tag, self._text(cell.text, by_place.get(cell.place, [])), scope=scope) for cell in row)
        )

    def _hidden(self, passage: Passage) -> Markup | None:
        if passage.hidden is None:
            return None
        return element("span", f"（{hit_kind(passage.hidden).title}）", class_="view-omitted")

    def _text(self, text: str, hits: Sequence[Hit]) -> Markup:
        """Return a text with its hits marked; of two at the same place the second is named beside the first."""
        parts: list[Child] = []
        at = 0
        for hit in sorted((each for each in hits if each.end > each.start), key=lambda each: each.start):
            number = self._number(hit)
            if number is None:
                continue
            parts.append(self._room.take(text[at : hit.start]) if hit.start > at else None)
            parts.append(self._mark(number, hit if hit.start >= at else hit._replace(shown="")))
            at = max(at, hit.end)
        for hit in hits:
            if hit.end == hit.start and (number := self._number(hit)) is not None:
                parts.append(self._mark(number, hit))
                at = len(text)  # digits parted over cells: what was found says them, masked
        return element("span", *parts, self._room.take(text[at:]) if text[at:] else None, class_="view-text")

    def _number(self, hit: Hit) -> int | None:
        waiting = self._numbers.get(hit)
        return waiting.popleft() if waiting else None

    def _mark(self, number: int, hit: Hit) -> Markup:
        self._placed.add(number)
        return element(
            "a",
            plain(hit.shown),
            element("span", f"{number} {hit_kind(hit.kind).title}", class_="view-label"),
            class_=f"view-mark view-hit {hit.certainty.value}",
            href=f"#{self._prefix}h{number}",
            id=f"{self._prefix}m{number}",
        )


def _stretches(marked: Sequence[bool], nearby: int) -> Iterator[tuple[int, int, bool]]:
    """Yield first, end and whether it is shown, of each stretch of things near a marked one and far from all."""
    shown = [False] * len(marked)
    for at, is_marked in enumerate(marked):
        if is_marked:
            first, last = max(0, at - nearby), min(len(marked), at + nearby + 1)
            shown[first:last] = [True] * (last - first)
    first = 0
    for at in range(1, len(shown) + 1):
        if at == len(shown) or shown[at] != shown[first]:
            yield first, at, shown[first]
            first = at


def _omitted(count: int, what: str) -> Markup:
    return element("p", f"（略去没有发现的{count}{what}）", class_="view-omitted")
