"""Figures of one report year that add up, from the mostly-zero township to the district with thousands."""

from __future__ import annotations

import random
from decimal import Decimal

from gongkai.forms import Form, Relation, get_form
from tests.corpus.names import Agency

Cells = dict[str, int | Decimal]


def relation(form: Form, rule: str) -> Relation:
    """The form's sum relation of that rule."""
    return next(each for each in form.relations if each.rule == rule)


def columns(form: Form) -> tuple[str, ...]:
    """The part columns of the requests table (without the total)."""
    return relation(form, "requests.row-total").right


def make_cells(form_id: str, agency: Agency, rng: random.Random) -> Cells:
    """Random balanced figures for every cell of the form."""
    form = get_form(form_id)
    size = _size(agency, rng)
    cells: Cells = {}
    _proactive(form, agency, size, rng, cells)
    _requests(form, size, rng, cells)
    _disputes(form, cells["requests.concluded.total"], rng, cells)
    return {cell.key: cells[cell.key] for cell in form.cells}


def _size(agency: Agency, rng: random.Random) -> int:
    ranges = {"township": (0, 6), "street": (0, 12), "bureau": (0, 60), "zone": (2, 80), "vertical": (0, 9)}
    low, high = ranges.get(agency.kind, (20, 4_000))
    if rng.random() < 0.45 and high < 100:
        return 0
    return int(low + (high - low) * rng.random() ** 2.5)


def _count(rng: random.Random, zero: float, high: int) -> int:
    return 0 if rng.random() < zero else int(1 + (high - 1) * rng.random() ** 3)


def _amount(rng: random.Random, unit: str) -> int | Decimal:
    if rng.random() < 0.6:
        return 0
    places = rng.choices((0, 1, 2, 4, 6), (30, 15, 40, 10, 5))[0]
    raw = rng.randint(1, 10 ** rng.randint(2, 6)) * (10_000 if unit == "元" else 1)
    number = Decimal(raw * 10**places + rng.randint(0, 10**places)).scaleb(-places)
    return int(number) if number == number.to_integral_value() else number.normalize()


def _proactive(form: Form, agency: Agency, size: int, rng: random.Random, cells: Cells) -> None:
    may_make_rules = agency.kind in ("province", "city")
    for cell in form.cells:
        if cell.table != "proactive":
            continue
        if cell.is_amount:
            value: int | Decimal = _amount(rng, cell.unit)
        elif cell.row.key == "regulations":
            value = rng.randint(0, 6) if may_make_rules else 0
        elif cell.column.key == "change":
            value = rng.choice((0, 0, 0, 1, 2, -1, -3, 12))
        elif cell.row.key == "normative_documents":
            value = _count(rng, 0.5, 40)
        else:
            value = _count(rng, 0.45, 60 + size * 300)
        cells[cell.key] = value
    in_force, made = "proactive.normative_documents.in_force", "proactive.normative_documents.made"
    if in_force in cells:
        cells[in_force] = max(cells[in_force], cells[made])


def _requests(form: Form, size: int, rng: random.Random, cells: Cells) -> None:
    results = relation(form, "requests.concluded").right
    weights = [rng.random() ** 6 + (1.0 if row == "granted" else 0.0) for row in results]
    shares = dict(zip(columns(form), (0.8, 0.14, 0.01, 0.01, 0.04, 0.02), strict=True))
    for column, share in shares.items():
        received = sum(rng.random() < share for _ in range(size)) if size < 500 else int(size * share * rng.random())
        carried_in = _count(rng, 0.8 if size else 1.0, max(2, size // 10)) if share > 0.1 else 0
        carried_out = min(received + carried_in, _count(rng, 0.75 if size else 1.0, max(2, size // 12)))
        concluded = received + carried_in - carried_out
        drawn = rng.choices(results, weights, k=concluded)
        cells |= {f"requests.{row}.{column}": drawn.count(row) for row in results}
        named = {"received": received, "carried_in": carried_in, "concluded": concluded, "carried_out": carried_out}
        cells |= {f"requests.{row}.{column}": value for row, value in named.items()}
    retotal(form, "requests.row-total", cells)


def retotal(form: Form, rule: str, cells: Cells) -> None:
    """Set the total of every row that the rule speaks of to the sum of its parts."""
    each = relation(form, rule)
    for block in form.table(each.table).blocks:
        for row in block.rows:
            base = f"{each.table}.{row.key}"
            cells[f"{base}.{each.left[0]}"] = sum(cells[f"{base}.{part}"] for part in each.right)


def _disputes(form: Form, concluded: int | Decimal, rng: random.Random, cells: Cells) -> None:
    likely = 0.92 if concluded < 5 else 0.55
    for block in form.table("disputes").blocks:
        for row in block.rows:
            for column in block.columns:
                if column.key != "total":
                    high = max(2, int(concluded) // 60)
                    cells[f"disputes.{row.key}.{column.key}"] = _count(rng, likely, high)
    retotal(form, "disputes.total", cells)
