"""What rules say: templates of data, Chinese and English side by side.

``data/messages.toml`` holds what is found, with what is to be changed; ``data/phrases.toml`` what is put into it, and
why a rule could not run.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from gongkai.checking.naming import Name, number
from gongkai.errors import InvalidData
from gongkai.report import Number

Field = Name | Number | str
"""What may stand in a template: a name in both languages, a figure, or words that are the same in both."""


@dataclass(frozen=True, slots=True)
class Template:
    """One message in both languages. Fields stand in braces; a :class:`Name` is put in by language."""

    zh: str
    en: str
    advice: str
    """What is to be changed, or looked at, in Chinese."""
    advice_en: str
    certain: bool = True
    """Whether what is found is surely wrong, or is to be looked at by somebody who knows the case."""

    def filled(self, values: Mapping[str, Field]) -> Template:
        """Return the template with its fields filled in. Raises :class:`InvalidData` for a field without a value."""
        zh = {key: _word(value, "zh") for key, value in values.items()}
        en = {key: _word(value, "en") for key, value in values.items()}
        try:
            return Template(
                self.zh.format_map(zh),
                self.en.format_map(en),
                self.advice.format_map(zh),
                self.advice_en.format_map(en),
                self.certain,
            )
        except (KeyError, IndexError, ValueError) as error:
            raise InvalidData(f"A message lacks the field {error}: {self.en!r}.") from error

    @property
    def fields(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of the fields in the Chinese and in the English message."""
        return fields_of(self.zh), fields_of(self.en)


def template(key: str) -> Template:
    """Return one message by key (``family.rule`` or ``family.rule/case``). Raises :class:`InvalidData`."""
    try:
        return templates()[key]
    except KeyError:
        raise InvalidData(f"There is no message '{key}'.") from None


@cache
def templates() -> Mapping[str, Template]:
    """Load all messages. Raises :class:`InvalidData` where the data file is damaged."""
    try:
        data = tomllib.loads(_text("messages.toml"))
        return {key: Template(**each) for key, each in data.items()}
    except (OSError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of messages is damaged: {error!r}.") from error


def phrase(key: str, **fields: Field) -> Name:
    """Return a phrase with its fields filled in. Raises :class:`InvalidData`."""
    return _said(phrases()["phrases"], key, fields)


def reason(key: str, **fields: Field) -> Name:
    """Return why a rule could not run. Raises :class:`InvalidData`."""
    return _said(phrases()["reasons"], key, fields)


def remedy(key: str) -> Name:
    """Return what makes a rule run that could not run for this reason; empty where nothing does."""
    words = phrases()["reasons"][key]
    return Name(words.get("remedy", ""), words.get("remedy_en", ""))


def joined(names: Iterable[Name], zh: str = "、", en: str = ", ") -> Name:
    """Return several names as one, with a sign of its own between them in each language."""
    known = tuple(names)
    return Name(zh.join(each.zh for each in known), en.join(each.en for each in known))


@cache
def phrases() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Load phrases and reasons. Raises :class:`InvalidData` where the data file is damaged."""
    try:
        data = tomllib.loads(_text("phrases.toml"))
        return {kind: data[kind] for kind in ("severities", "phrases", "reasons")}
    except (OSError, KeyError, ValueError) as error:
        raise InvalidData(f"The data file of phrases is damaged: {error!r}.") from error


def fields_of(text: str) -> frozenset[str]:
    """Return the names of the fields in a template."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _said(known: Mapping[str, Mapping[str, str]], key: str, fields: Mapping[str, Field]) -> Name:
    try:
        words = known[key]
        return Name(
            *(
                words[language].format_map({name: _word(value, language) for name, value in fields.items()})
                for language in ("zh", "en")
            )
        )
    except (KeyError, IndexError, ValueError) as error:
        raise InvalidData(f"The phrase '{key}' lacks {error}.") from error


def _text(name: str) -> str:
    return files("gongkai.checking").joinpath("data", name).read_text("utf-8")


def _word(value: Field, language: str) -> str:
    if isinstance(value, Name):
        return value.zh if language == "zh" else value.en
    return number(value) if isinstance(value, (int, Decimal)) else value
