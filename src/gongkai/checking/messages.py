"""What rules say: templates in ``data/messages.toml``, Chinese and English side by side, with what is to be changed."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from gongkai.checking.naming import Name, number
from gongkai.errors import InvalidData
from gongkai.report import Number


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

    def filled(self, values: Mapping[str, Name | Number | str]) -> Template:
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
        return _fields(self.zh), _fields(self.en)


def template(key: str) -> Template:
    """Return one message by key (``family.rule`` or ``family.rule/case``). Raises :class:`InvalidData`."""
    try:
        return templates()[key]
    except KeyError:
        raise InvalidData(f"There is no message '{key}'.") from None


@lru_cache(maxsize=1)
def templates() -> Mapping[str, Template]:
    """Load all messages. Raises :class:`InvalidData` where the data file is damaged."""
    try:
        data = tomllib.loads(files("gongkai.checking").joinpath("data", "messages.toml").read_text("utf-8"))
        return {key: Template(**each) for key, each in data.items()}
    except (TypeError, ValueError) as error:
        raise InvalidData(f"The data file of messages is damaged: {error!r}.") from error


def _fields(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _word(value: Name | Number | str, language: str) -> str:
    if isinstance(value, Name):
        return value.zh if language == "zh" else value.en
    return number(value) if isinstance(value, (int, Decimal)) else value
