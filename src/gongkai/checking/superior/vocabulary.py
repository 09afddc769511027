"""The vocabulary of a rule set's file: for every ``kind`` of rule its keys, and the demand they make."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

from gongkai.checking.superior.demands import Demand, Filled, Length, PublishedBy, StatedFact, Words, facts_known
from gongkai.checking.superior.fields import Fields
from gongkai.forms import form_ids, get_form
from gongkai.report import SECTION_KEYS

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_PLAIN = 2023
"""A year whose days exist in every year."""


def demand_of(fields: Fields) -> tuple[Demand, tuple[str, ...]]:
    """Return what a rule demands, and the keys its kind has. Raises ``Wrong``."""
    keys, make = _KINDS[fields.choice("kind", tuple(_KINDS))]
    return make(fields), keys


def insist_on_cells(fields: Fields, key: str, cells: Sequence[str]) -> None:
    """Refuse what is no cell, row or table of any form."""
    for each in cells:
        if not any(name == each or name.startswith(f"{each}.") for form in form_ids() for name in get_form(form).keys):
            raise fields.wrong(key, f"的“{each}”不是任何表样的单元格、行或表（见 gongkai forms）")


def _section(fields: Fields) -> str:
    return fields.choice("section", SECTION_KEYS) if "section" in fields.data else ""


def _length(fields: Fields) -> Demand:
    least, most = fields.number("at_least"), fields.number("at_most")
    if least is None and most is None:
        raise fields.wrong("at_most", "和“at_least”至少要写一个")
    if least is not None and most is not None and least > most:
        raise fields.wrong("at_least", "大于“at_most”")
    return Length(_section(fields), least, most)


def _words(fields: Fields) -> Demand:
    found = [tuple("".join(each.split()) for each in fields.texts(key, ())) for key in ("all", "any", "none")]
    if not any(found):
        raise fields.wrong("any", "、“all”、“none”至少要写一个")
    return Words(_section(fields), *found)


def _fact(fields: Fields) -> Demand:
    return StatedFact(fields.choice("fact", tuple(facts_known())), _section(fields))


def _published(fields: Fields) -> Demand:
    if isinstance(fields.data.get("by"), dt.date):
        day = fields.day("by")
        return PublishedBy(day.month, day.day, day.year)
    found = _MONTH_DAY.fullmatch(fields.text("by"))
    try:
        every = dt.date(_PLAIN, int(found[1]), int(found[2])) if found else None
    except ValueError:
        every = None
    if every is None:
        raise fields.wrong("by", '应为每年的月和日（如 "01-20"），或某年的一天（如 2025-01-20，不加引号）')
    return PublishedBy(every.month, every.day)


def _cells(fields: Fields) -> Demand:
    cells = fields.texts("cells")
    insist_on_cells(fields, "cells", cells)
    return Filled(cells)


_KINDS: Mapping[str, tuple[tuple[str, ...], Callable[[Fields], Demand]]] = {
    "length": (("section", "at_least", "at_most"), _length),
    "words": (("section", "all", "any", "none"), _words),
    "fact": (("fact", "section"), _fact),
    "published": (("by",), _published),
    "cells": (("cells",), _cells),
}
