"""Two years of one office's figures that hold together: every sum, what is carried over, the stock of documents."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.grammar.labels import APPLICANTS, keys
from tests.grammar.truth import Number

Figures = dict[str, Number]
KINDS = tuple(column.key for column in APPLICANTS[:-1])
OUTCOMES = (
    "granted", "partly_granted", "refused.state_secret", "refused.other_law", "refused.safety_stability",
    "refused.third_party", "refused.internal_affairs", "refused.process_information", "refused.enforcement_file",
    "refused.administrative_query", "unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear",
    "not_handled.petition", "not_handled.repeated", "not_handled.publication", "not_handled.excessive",
    "not_handled.confirmation", "other.correction_overdue", "other.fee_overdue", "other.other",
)  # fmt: skip
LIKELY = (12, 4, 0.2, 1, 0.1, 1, 2, 2, 2, 2, 6, 2, 2, 1, 1, 0.5, 0.3, 0.5, 1, 0.1, 2)
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other", "pending")
RECEIVED = {"township": (0, 6), "bureau": (0, 30), "county": (12, 190), "city": (150, 900)}
DISPUTED = {"township": 1, "bureau": 3, "county": 9, "city": 40}
NORMATIVE = {"township": (0, 5), "bureau": (0, 15), "county": (8, 60), "city": (30, 160)}
DECIDED = {"township": (0, 350), "bureau": (0, 3000), "county": (900, 40000), "city": (9000, 300000)}


def draw_two_years(size: str, form_last: str, rng: random.Random) -> tuple[Figures, Figures]:
    """Last year's figures and this year's; last year's follow the form of its year."""
    last, this = _proactive(size, rng)
    carried: Figures = {f"requests.carried_in.{kind}": 0 for kind in (*KINDS, "total")}
    last |= _requests(size, carried, rng)
    this |= _requests(
        size, {k.replace("carried_out", "carried_in"): n for k, n in last.items() if "carried_out" in k}, rng
    )
    last |= _disputes(size, rng)
    this |= _disputes(size, rng)
    if form_last == "2019":
        last = _as_of_2019(last, rng)
    return last, this


def _requests(size: str, carried: Figures, rng: random.Random) -> Figures:
    counts = {(row, kind): 0 for row in ("received", "concluded", "carried_out", *OUTCOMES) for kind in KINDS}
    low, high = RECEIVED[size]
    idle = size in ("township", "bureau") and rng.random() < 0.3
    for kind in KINDS:
        most = {"natural_person": 1.0, "business": 0.15}.get(kind, 0.04)
        received = 0 if idle else round(rng.randint(low, high) * most)
        at_hand = received + int(carried[f"requests.carried_in.{kind}"])
        left = min(at_hand, rng.choice((0, 0, round(at_hand * 0.08), 1)))
        counts["received", kind], counts["carried_out", kind] = received, left
        counts["concluded", kind] = at_hand - left
        for outcome in rng.choices(OUTCOMES, LIKELY, k=at_hand - left):
            counts[outcome, kind] += 1
    figures = dict(carried)
    for row in ("received", *OUTCOMES, "concluded", "carried_out"):
        for kind in KINDS:
            figures[f"requests.{row}.{kind}"] = counts[row, kind]
        figures[f"requests.{row}.total"] = sum(counts[row, kind] for kind in KINDS)
    return figures


def _disputes(size: str, rng: random.Random) -> Figures:
    figures: Figures = {}
    for group in GROUPS:
        some = rng.random() < (0.3 if size == "township" else 0.55)
        parts = [rng.randint(0, DISPUTED[size]) if some else 0 for _ in RESULTS]
        for result, number in zip((*RESULTS, "total"), (*parts, sum(parts)), strict=True):
            figures[f"disputes.{group}.{result}"] = number
    return figures


def _stock(before: int, rng: random.Random) -> tuple[int, int, int]:
    made = rng.choice((0, rng.randint(0, 1 + before // 4), rng.randint(1, 3)))
    repealed = rng.choice((0, 0, rng.randint(0, before // 5)))
    return made, repealed, before + made - repealed


def _near(number: int, rng: random.Random) -> int:
    """A year later: something like it, never the same."""
    return number and max(1, round(number * rng.uniform(0.6, 1.6))) + (number > 9) * rng.randint(1, 3)


def _proactive(size: str, rng: random.Random) -> tuple[Figures, Figures]:
    years: tuple[Figures, Figures] = ({}, {})
    rows = {"normative_documents": rng.randint(*NORMATIVE[size]), "regulations": rng.randint(4, 30) * (size == "city")}
    for row, before in rows.items():
        for figures in years:
            made, repealed, before = _stock(before, rng) if row != "regulations" or size == "city" else (0, 0, 0)
            key = f"proactive.{row}"
            figures |= {f"{key}.made": made, f"{key}.repealed": repealed, f"{key}.in_force": before}
    for row in ("licences", "penalties", "compulsion"):
        number = (
            rng.choice((0, rng.randint(*DECIDED[size])))
            if size in ("township", "bureau")
            else rng.randint(*DECIDED[size])
        )
        if row == "compulsion":
            number //= 50
        for figures, each in zip(years, (number, _near(number, rng)), strict=True):
            figures[f"proactive.{row}.decisions"] = each
    fee = rng.choice((0, 0, rng.randint(20, 9000))) if size != "township" else 0
    for figures, cents in zip(years, (fee, _near(fee, rng)), strict=True):
        amount = Decimal(cents) * 10 / 100 if rng.random() < 0.5 else Decimal(cents * 10 + 7) / 100
        figures["proactive.fees.amount"] = amount if cents else 0
    return years


def _as_of_2019(figures: Figures, rng: random.Random) -> Figures:
    """The same year on the older form: what it asks beyond is drawn, what it does not ask is left out."""
    result: Figures = {}
    for key in keys("2019"):
        if key in figures:
            result[key] = figures[key]
        elif key.startswith("requests.other."):
            parts = (
                f"requests.other.{row}.{key.rpartition('.')[2]}"
                for row in ("correction_overdue", "fee_overdue", "other")
            )
            result[key] = sum(int(figures[part]) for part in parts)
        elif key.endswith(".public_total"):
            result[key] = figures[key.replace("public_total", "in_force")]
        elif key.endswith(".published"):
            result[key] = figures[key.replace("published", "made")]
        else:
            result[key] = rng.choice((0, rng.randint(0, 30)))
    return result
