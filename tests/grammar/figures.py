"""Figures as offices have them: mostly zeros in a township, hundreds in a city; sums mostly hold."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.grammar.labels import APPLICANTS, FORMS
from tests.grammar.truth import Number

KINDS = tuple(column.key for column in APPLICANTS[:-1])
SIZES = {"township": 45, "bureau": 30, "county": 17, "city": 8}
RECEIVED = {"township": (0, 4), "bureau": (0, 25), "county": (5, 180), "city": (150, 2400)}
STOCK = {"township": (0, 12), "bureau": (0, 60), "county": (10, 400), "city": (100, 3000)}
DECIDED = {"township": (0, 350), "bureau": (0, 5000), "county": (100, 60000), "city": (2000, 900000)}


def draw_figures(form: str, rng: random.Random, *, small: bool = False) -> dict[str, Number]:
    """Every cell's figure; ``small`` keeps each of them to one digit."""
    size = "township" if small else rng.choices(list(SIZES), list(SIZES.values()))[0]
    figures = _proactive(form, size, rng)
    figures |= _requests(form, size, rng)
    figures |= _disputes(size, rng)
    if small:
        figures = {key: min(_one_digit(key, number), 9) for key, number in figures.items()}
    return figures


def _one_digit(key: str, number: Number) -> Number:
    """A figure of one digit before the point; section three and four have them anyway."""
    if not key.startswith("proactive"):
        return number
    return abs(number) % 10 if isinstance(number, int) else abs(number) % Decimal(10)


def _proactive(form: str, size: str, rng: random.Random) -> dict[str, Number]:
    figures: dict[str, Number] = {}
    for block in FORMS[form]:
        for row in block.rows if block.section == "proactive" else ():
            for column in block.columns:
                key = f"proactive.{row.key}.{column.key}"
                figures[key] = _single(row.key, column.key, size, rng)
    return figures


def _single(row: str, column: str, size: str, rng: random.Random) -> Number:
    if column == "amount":
        amounts: tuple[Number, ...] = (0, rng.randint(1, 900), Decimal(rng.randint(1, 99999)) / 100)
        return rng.choice(amounts)
    if column == "change":
        return rng.choice((0, 0, rng.randint(-30, 30)))
    if column == "decisions":
        return rng.choice((0, rng.randint(*DECIDED[size]), rng.randint(*DECIDED[size])))
    if row == "regulations" and size in ("township", "bureau"):
        return 0
    return rng.choice((0, rng.randint(*STOCK[size])))


def _requests(form: str, size: str, rng: random.Random) -> dict[str, Number]:
    rows = [row.key for block in FORMS[form] if block.section == "requests" for row in block.rows]
    outcomes = [row for row in rows if row not in ("received", "carried_in", "concluded", "carried_out")]
    counts: dict[tuple[str, str], int] = dict.fromkeys(((row, kind) for row in rows for kind in KINDS), 0)
    for kind in KINDS:
        share = 1.0 if kind == "natural_person" else rng.choice((0, 0, 0.1, 0.3))
        received = round(rng.randint(*RECEIVED[size]) * share)
        carried = rng.choice((0, 0, round(received * rng.random() * 0.2)))
        left = rng.choice((0, 0, round((received + carried) * 0.1)))
        counts["received", kind], counts["carried_in", kind] = received, carried
        counts["carried_out", kind], counts["concluded", kind] = left, received + carried - left
        likely = rng.sample(outcomes, rng.randint(2, min(9, len(outcomes))))
        for _ in range(received + carried - left):
            counts[rng.choice(likely), kind] += 1
    figures: dict[str, Number] = {}
    for row in rows:
        for kind in KINDS:
            figures[f"requests.{row}.{kind}"] = counts[row, kind]
        figures[f"requests.{row}.total"] = sum(counts[row, kind] for kind in KINDS)
    return figures


def _disputes(size: str, rng: random.Random) -> dict[str, Number]:
    figures: dict[str, Number] = {}
    most = {"township": 1, "bureau": 2, "county": 9, "city": 120}[size]
    for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        some = rng.random() < 0.45
        parts = [rng.randint(0, most) if some else 0 for _ in range(4)]
        for column, number in zip(
            ("upheld", "corrected", "other", "pending", "total"), [*parts, sum(parts)], strict=True
        ):
            figures[f"disputes.{group}.{column}"] = number
    return figures
