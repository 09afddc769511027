"""Codes of the administrative divisions (行政区划代码) down to townships: what a code names, and a name's codes."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from gongkai.errors import InvalidData

DivisionLevel = Literal["province", "prefecture", "county", "township"]

STATE = "2026-09-11"
"""The day on which the data's source was read."""

_CODE = re.compile(r"[0-9]{6}(?:[0-9]{3}(?:000)?)?")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")


@dataclass(frozen=True, slots=True)
class Division:
    """One division with its full code of twelve digits."""

    code: str
    path: tuple[str, ...]
    """Names from the province down to this one."""

    @property
    def name(self) -> str:
        """The division's own name."""
        return self.path[-1]

    @property
    def level(self) -> DivisionLevel:
        """The level that the code tells."""
        level = level_of_code(self.code)
        if level is None:  # pragma: no cover - codes of the data file have been checked
            raise InvalidData(f"'{self.code}' is no division code.")
        return level

    @property
    def place(self) -> str:
        """The whole path as one name: 江苏省淮安市洪泽区."""
        return "".join(self.path)

    @property
    def short_code(self) -> str:
        """The code as it is mostly written: six digits down to counties, nine for townships."""
        return self.code[:6] if self.code.endswith("000000") else self.code[:9]


def full_code(code: str) -> str | None:
    """Return a code of 6, 9 or 12 digits in its full form, or ``None`` where it has not the shape of one.

    The shape alone is looked at: a well-formed code may still name nothing.
    """
    code = code.strip()
    if not _CODE.fullmatch(code) or not _PROVINCE.fullmatch(code[:2]):
        return None
    full = code.ljust(12, "0")
    # Nothing stands below a level that is left out: counties without a prefecture have one of their own (90).
    if full[2:4] == "00" and full[4:] != "00000000":
        return None
    return full


def level_of_code(code: str) -> DivisionLevel | None:
    """Tell a code's level from its zeros, or ``None`` where it has not the shape of one."""
    full = full_code(code)
    if full is None:
        return None
    if full[2:] == "0000000000":
        return "province"
    if full[4:] == "00000000":
        return "prefecture"
    return "county" if full[6:] == "000000" else "township"


def division(code: str) -> Division | None:
    """Return the division that a code of 6, 9 or 12 digits names, or ``None`` where the data has none."""
    full = full_code(code)
    path = _path(full) if full else None
    return Division(full, path) if full and path else None


def candidates(name: str, place: str = "") -> tuple[Division, ...]:
    """Return the divisions called ``name``, by code; ``place`` keeps those whose path holds its names.

    ``place`` is written as addresses are, levels may be left out (``"洪泽区"``, ``"江苏省洪泽区"``,
    ``"江苏省淮安市洪泽区"``). Several remain where it does not tell namesakes apart; none where nothing fits.
    """
    found = (division(code) for code in _by_name().get(name.strip(), ()))
    return tuple(each for each in found if each is not None and _lies_in(each, place.strip()))


def _lies_in(found: Division, place: str) -> bool:
    rest = place
    for name in found.path:
        rest = rest.removeprefix(name)
    return not rest


def _path(code: str) -> tuple[str, ...] | None:
    known = _names()
    if code not in known:
        return None
    # A county directly under its province has a prefecture's digits that no prefecture bears.
    above = (code[:length].ljust(12, "0") for length in (2, 4, 6))
    return (*(known[each] for each in dict.fromkeys(above) if each in known and each != code), known[code])


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, name in _names().items():
        found[name] = (*found.get(name, ()), code)
    return found


@cache
def _names() -> Mapping[str, str]:
    """Every name by full code, in the order of the codes."""
    try:
        packed = files("gongkai.law").joinpath("data", "division-codes.txt.gz").read_bytes()
        return dict(_parse(gzip.decompress(packed).decode("utf-8")))
    except (OSError, EOFError, ValueError) as error:
        raise InvalidData(f"The data file of division codes is damaged: {error!r}.") from error


def _parse(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        first, *townships = line.split(" ")
        code = first[:6]
        if level_of_code(code) is None or not first[6:]:
            raise ValueError(line[:20])
        yield code + "000000", first[6:]
        for each in townships:
            if level_of_code(code + each[:3]) != "township" or not each[3:]:
                raise ValueError(each[:20])
            yield f"{code}{each[:3]}000", each[3:]
