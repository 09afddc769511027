"""The words of a comparison and how its figures are printed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from gongkai.comparing.chart import figure
from gongkai.comparing.difference import CellChange, Difference
from gongkai.errors import UsageError
from gongkai.report import How, Number
from gongkai.report.standing import standing_of


@lru_cache(maxsize=1)
def _all() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("gongkai.comparing").joinpath("data", "words.toml").read_text("utf-8"))


def words_of(language: str) -> Mapping[str, str]:
    """Return the phrases of a language. Raises :class:`UsageError` for one we do not have."""
    try:
        return _all()[language]
    except KeyError:
        raise UsageError(f"There is no language '{language}'.", advice="Use zh or en.") from None


def signed(value: Number) -> str:
    """Print a change with its sign."""
    return f"{value:+,}"


def cell_texts(change: CellChange, said: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Print what was before, what is after, the change and its percentage."""
    delta = said[change.direction] if change.delta is None else signed(change.delta)
    percent = "" if change.percent is None else f"{change.percent:+}%" if change.percent else "<0.1%"
    return _side(change.before, change.before_how, said), _side(change.after, change.after_how, said), delta, percent


def _side(value: Number | None, how: How, said: Mapping[str, str]) -> str:
    """What is no number is told apart: blank, missing, not read, unreadable."""
    return said[standing_of(value, how)] if value is None else figure(value)


def form_note(difference: Difference, said: Mapping[str, str]) -> str | None:
    """Say that the forms differ, where they do."""
    if difference.a.form == difference.b.form:
        return None
    return said["forms"].format(
        a=difference.a.form, b=difference.b.form, only_a=len(difference.only_a), only_b=len(difference.only_b)
    )


def carried_lines(difference: Difference, said: Mapping[str, str]) -> list[str]:
    """One sentence per column whose carried-over requests do not meet."""
    return [
        said["carried_line"].format(column=each.column, out=figure(each.carried_out), into=figure(each.carried_in))
        for each in difference.carried
    ]


def section_name(difference: Difference, key: str, said: Mapping[str, str]) -> str:
    """The form's heading of a section, or our word for preamble and closing."""
    if key in said:
        return said[key]
    return difference.b.statutory_form.section(key).heading
