"""What the page says, in Chinese or English; the form's labels and the document's own text stay Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from gongkai.checking.naming import Name, number
from gongkai.errors import UsageError
from gongkai.report import How, Number
from gongkai.report.standing import Standing, standing_of


class Words:
    """The phrases of one language."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = phrases
        self.language = phrases["language"]
        self.chinese = None if self.language.startswith("zh") else "zh-CN"
        """The language to state for what stays Chinese, where the page is in another."""

    def __call__(self, phrase: str, **values: str | int) -> str:
        """Return a phrase with its values in it; whole numbers get their thousands separated."""
        said = self._phrases[phrase]
        return said.format(**{name: _printed(value) for name, value in values.items()}) if values else said

    def of(self, text: Name) -> str:
        """Return what a name is in this language."""
        return text.zh if self.chinese is None else text.en

    def standing(self, value: Number | None, how: How) -> tuple[Standing, str]:
        """Return what stands in a cell that was read so, and how it is shown: the number, else the word for it."""
        word = standing_of(value, how)
        return word, self(word) if value is None else number(value)

    def how(self, value: Number | None, how: How) -> str:
        """Say how a value was got."""
        return self("how_unreadable" if value is None and standing_of(None, how) == "unreadable" else f"how_{how}")


def _printed(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value


@lru_cache(maxsize=1)
def _all() -> Mapping[str, Words]:
    data = tomllib.loads(files("gongkai.viewing").joinpath("data", "words.toml").read_text("utf-8"))
    return {language: Words(phrases) for language, phrases in data.items()}


def words_in(language: str) -> Words:
    """Return the words of a language (``zh``, ``en``). Raises :class:`UsageError` for one we do not have."""
    try:
        return _all()[language]
    except KeyError:
        raise UsageError(f"There is no language '{language}'.", advice="Use zh or en.") from None
