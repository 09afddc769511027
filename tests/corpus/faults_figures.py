"""Faults of figures: how a number is printed, or that none is."""

from __future__ import annotations

from decimal import Decimal

from tests.corpus.draft import ALL, Draft, fault
from tests.corpus.faults_labels import FULL_DIGITS
from tests.corpus.layout import Printed, plain

BEFORE_TABLE_FAULTS = "figures"


def _zeros(draft: Draft) -> list[Printed]:
    return [cell for cell in draft.figures() if cell.key and draft.truth.cells[cell.key] == 0]


def _money(draft: Draft) -> list[Printed]:
    return [cell for cell in draft.figures() if cell.key and draft.truth.form.cell(cell.key).is_amount]


@fault(0.2)
def thousands_separated(draft: Draft) -> None:
    comma = draft.rng.choice((",", ",", "，"))
    for cell in draft.figures():
        value = draft.truth.cells[cell.key or ""]
        if abs(value) >= 1_000 and cell.text == plain(value):
            cell.text = f"{value:,}".replace(",", comma)


@fault(0.05)
def full_width_digits(draft: Draft) -> None:
    for cell in draft.figures():
        cell.text = cell.text.translate(FULL_DIGITS)


@fault(0.06)
def counts_with_unit(draft: Draft) -> None:
    """3件: a few cells, or all."""
    share = draft.rng.choice((0.1, 1.0))
    for cell in draft.figures():
        unit = draft.truth.form.cell(cell.key or "").unit
        if cell.text and not unit.endswith("元") and draft.rng.random() < share:
            cell.text += draft.rng.choice(("", " ")) + unit


@fault(0.08, group="money")
def amount_with_own_unit(draft: Draft) -> None:
    for cell in _money(draft):
        cell.text += draft.truth.form.cell(cell.key or "").unit


@fault(0.05, group="money")
def amount_in_other_unit(draft: Draft) -> bool:
    """35000元 in a 万元 cell (and the other way round): converted, and said to be."""
    changed = False
    for cell in _money(draft):
        value = draft.truth.cells[cell.key or ""]
        in_yuan = draft.truth.form.cell(cell.key or "").unit == "元"
        other = Decimal(value) / 10_000 if in_yuan else Decimal(value) * 10_000
        if value and -other.as_tuple().exponent <= 6:
            cell.text = plain(other.normalize()) + ("万元" if in_yuan else "元")
            draft.how[cell.key or ""] = "repaired"
            changed = True
    return changed


@fault(0.08, group="money")
def amount_with_trailing_zeros(draft: Draft) -> None:
    for cell in _money(draft):
        value = Decimal(draft.truth.cells[cell.key or ""])
        cell.text = format(value.quantize(Decimal("0.01")), "f") if value == round(value, 2) else cell.text


@fault(0.07, group="zeros")
def zeros_left_blank(draft: Draft) -> None:
    _blank(draft, _zeros(draft), "")


@fault(0.06, group="zeros")
def zeros_as_dashes(draft: Draft) -> None:
    _blank(draft, _zeros(draft), draft.rng.choice(("-", "—", "－", "--", "——", "–")))


@fault(0.04, group="zeros")
def some_zeros_left_blank(draft: Draft) -> None:
    _blank(draft, [cell for cell in _zeros(draft) if draft.rng.random() < 0.05], "")


@fault(0.03, group="zeros")
def zeros_as_strokes(draft: Draft) -> None:
    """A stroke or 无 for nothing: what provenance that has is a matter of taste, the value is not."""
    zeros = _zeros(draft)
    _blank(draft, zeros, draft.rng.choice(("/", "\\", "无")))
    for cell in zeros:
        draft.how[cell.key or ""] = None
        draft.lenient.add(cell.key or "")


@fault(0.05)
def totals_left_blank(draft: Draft) -> None:
    totals = [cell for cell in draft.figures() if (cell.key or "").endswith(".total")]
    _blank(draft, totals if draft.rng.random() < 0.5 else [c for c in totals if ".concluded." in (c.key or "")], "")


@fault(0.02)
def letter_for_zero(draft: Draft) -> None:
    """O typed for 0: a reading must be doubted, a null is honest."""
    for cell in _zeros(draft):
        if cell.text == "0" and draft.rng.random() < 0.03:
            cell.text = draft.rng.choice("Oo〇")
            draft.how[cell.key or ""] = None
            draft.lenient.add(cell.key or "")


@fault(0.06, kinds=ALL - {"text", "scan", "xlsx", "doc"})
def old_figures_struck_out(draft: Draft) -> None:
    for cell in draft.figures():
        if draft.rng.random() < 0.02 and cell.text:
            cell.struck = str(draft.rng.randint(1, 99))


@fault(0.05, kinds=ALL - {"text", "scan", "xlsx", "pdf"})
def footnote_marks(draft: Draft) -> None:
    for cell in draft.figures():
        if draft.rng.random() < 0.02 and cell.text:
            cell.mark = draft.rng.choice(("1", "[1]", "①", "注1"))


@fault(0.15, kinds=ALL - {"text"})
def figures_padded(draft: Draft) -> None:
    before = (" ", "\u00a0", "\u3000", "\n") if draft.kind != "pdf" else (" ", "\u3000")
    for cell in draft.figures():
        if draft.rng.random() < 0.3:
            cell.text = draft.rng.choice(before) + cell.text + draft.rng.choice((" ", "\u00a0", ""))


@fault(0.04)
def decimal_counts(draft: Draft) -> None:
    """A spreadsheet's 3.0 for 3."""
    for cell in draft.figures():
        if cell.text.isdigit() and draft.rng.random() < 0.3:
            cell.text += ".0"


def _blank(draft: Draft, cells: list[Printed], text: str) -> None:
    for cell in cells:
        cell.text = text
        draft.set(cell.key or "", None, "blank")
