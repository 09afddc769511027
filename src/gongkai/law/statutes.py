"""Citations of the law: document, number, date in force, article, paragraph, item and a short quotation."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData
from gongkai.law.dated import Dated

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Document:
    """A statute or binding notice. ``until`` is its last day in force, ``None`` while it lasts."""

    key: str
    title: str
    cited_as: str
    english: str
    number: str
    in_force: dt.date | None = None
    """First day in force; ``None`` where our sources do not give it."""
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether it is in force on ``day``, as far as its days are known."""
        return (self.in_force is None or self.in_force <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision; article, paragraph (款) and item (项) count from 1."""

    key: str
    document: Document
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    quotation: str = ""
    """The statute's own words, or empty where only a summary is kept."""
    summary: str = ""

    def __str__(self) -> str:
        return self.text("zh")

    def text(self, language: str = "zh") -> str:
        """Return the citation as a lawyer writes it, in ``zh`` or ``en``."""
        if language == "en":
            steps = (("art.", self.article), ("para.", self.paragraph), ("item", self.item))
            places = " ".join(f"{name} {number}" for name, number in steps if number)
            return f"{self.document.english}, {places}" if places else self.document.english
        article = f"第{chinese_numeral(self.article)}条" if self.article else ""
        paragraph = f"第{chinese_numeral(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{chinese_numeral(self.item)}）项" if self.item else ""
        return f"{self.document.cited_as}{article}{paragraph}{item}"


def chinese_numeral(number: int) -> str:
    """Write 1 to 999 as statutes number their articles: 四十九, 一百零一. Raises :class:`InvalidData` outside that."""
    if not 1 <= number <= 999:
        raise InvalidData(f"No article is numbered {number}.")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def citation(key: str) -> Citation:
    """Return one provision by key. Raises :class:`InvalidData` for a key the data files do not have."""
    try:
        return _law().citations[key]
    except KeyError:
        raise InvalidData(f"The law data has no provision '{key}'.") from None


def citations() -> Mapping[str, Citation]:
    """Return all provisions by key."""
    return _law().citations


def provisions(keys: Iterable[str], *, on: dt.date | None = None) -> tuple[Citation, ...]:
    """Return the provisions behind ``keys``; a key that names a moved provision gives the one in force ``on`` that day.

    Without a day the newest is meant. Raises :class:`InvalidData` for an unknown key, or where nothing was in force.
    """
    found: list[Citation] = []
    for key in keys:
        versions = _law().dated.get(key)
        names = (key,) if versions is None else versions.newest if on is None else versions.on(on)
        if names is None:
            raise InvalidData(f"No provision on '{key}' that we know was in force on {on}.")
        found.extend(map(citation, names))
    return tuple(found)


def in_force(keys: Iterable[str], on: dt.date) -> tuple[Citation, ...]:
    """Return those of the provisions behind ``keys`` that held on a day; one without known days always did.

    Raises :class:`InvalidData` for an unknown key.
    """
    found: list[Citation] = []
    for key in keys:
        if key in _law().dated:
            found.extend(map(citation, _law().dated[key].on(on) or ()))
        elif citation(key).document.holds(on):
            found.append(citation(key))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Law:
    citations: dict[str, Citation]
    dated: dict[str, Dated[tuple[str, ...]]]


@cache
def _law() -> _Law:
    try:
        return _parse(tomllib.loads(files("gongkai.law").joinpath("data", "statutes.toml").read_text("utf-8")))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of the law is damaged: {error!r}.") from error


def _parse(data: Mapping[str, Any]) -> _Law:
    documents = {key: Document(key=key, **each) for key, each in data["documents"].items()}
    return _Law(
        {
            key: Citation(key=key, **{**each, "document": documents[each["document"]]})
            for key, each in data["citations"].items()
        },
        {
            key: Dated.parse(f"provisions on {key}", versions, lambda each: tuple(each["citations"]))
            for key, versions in data["dated"].items()
        },
    )
