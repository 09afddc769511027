"""On which form a year is reported, and from which year on the registers serve it."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from gongkai.errors import InvalidData
from gongkai.forms import Form, form_for_year, form_ids, get_form


def serves(year: int) -> bool:
    """Whether the registers compile to the form of a reporting year."""
    return year >= first_year()


def form_of(year: int) -> Form:
    """Return the form in force for a reporting year; for years before any form was fixed the oldest one."""
    return form_for_year(max(year, get_form(form_ids()[0]).first_year))


def form_served(year: int) -> Form:
    """Return the form in force for a year; for years before the registers the first form that they serve."""
    return form_for_year(max(year, first_year()))


def forms_served() -> tuple[Form, ...]:
    """Return every form that the registers serve, oldest first, as the library knows them at this moment."""
    oldest = form_served(first_year()).first_year
    return tuple(form for form in map(get_form, form_ids()) if form.first_year >= oldest)


@lru_cache(maxsize=1)
def first_year() -> int:
    """Return the first reporting year that the registers serve."""
    year = tomllib.loads(files("gongkai_site.records").joinpath("served.toml").read_text("utf-8")).get("first_year")
    if not isinstance(year, int):
        raise InvalidData("served.toml没有写明台账从哪一年度起编制年度报告。")
    return year
