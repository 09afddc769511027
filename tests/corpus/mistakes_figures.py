"""Mistakes in the figures: sums, blanks, years that do not follow one another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from tests.corpus.draft import Draft
from tests.corpus.figures import columns
from tests.corpus.mistakes import SUMS, Case, bump, mistake
from tests.corpus.prose import Prose
from tests.corpus.truth import Truth, make_truth


def _column(case: Case) -> str:
    return case.rng.choice(columns(case.truth.form))


@mistake("requests.balance", SUMS)
def carried_out_forgotten(case: Case) -> None:
    column = _column(case)
    for each in (column, "total"):
        bump(case, f"requests.carried_out.{each}")


@mistake("requests.balance", SUMS)
def carried_in_of_the_year_before_last(case: Case) -> None:
    for each in ("natural_person", "total"):
        bump(case, f"requests.carried_in.{each}", case.rng.randint(1, 9))


@mistake("requests.concluded", SUMS)
def result_counted_twice(case: Case) -> None:
    """区分处理 counted under 部分公开 and under 不予公开 too."""
    for each in ("natural_person", "total"):
        bump(case, f"requests.refused.third_party.{each}")


@mistake("requests.row-total", SUMS)
def row_total_wrong(case: Case) -> None:
    row = case.rng.choice(("received", "carried_in", "granted", "concluded", "carried_out", "not_handled.petition"))
    bump(case, f"requests.{row}.total", case.rng.choice((1, 2, 10)))


@mistake("requests.row-total", SUMS)
def figure_in_wrong_column(case: Case) -> None:
    """A figure typed in one column and left out of the total."""
    bump(case, f"requests.granted.{_column(case)}")


@mistake("disputes.total")
def dispute_total_wrong(case: Case) -> None:
    row = case.rng.choice(("reconsideration", "litigation_direct", "litigation_after_reconsideration"))
    bump(case, f"disputes.{row}.total")


@mistake("cells.missing")
def other_rows_deleted(case: Case) -> None:
    """The rows of （六）其他处理 are gone; they held nothing."""
    for column in (*columns(case.truth.form), "total"):
        for row in ("correction_overdue", "fee_overdue", "other"):
            taken = case.truth.cells[f"requests.other.{row}.{column}"]
            bump(case, f"requests.other.{row}.{column}", -int(taken))
            bump(case, f"requests.granted.{column}", int(taken))

    def change(draft: Draft) -> None:
        (table,) = draft.tables("requests")
        kept = [row for row in table.rows if not any((c.key or "").startswith("requests.other.") for c in row)]
        draft.lose([key for key in draft.values if key.startswith("requests.other.")])
        kept[5][0].row_span -= 3
        table.rows[:] = kept

    case.change_draft = change


@mistake("cells.missing")
def disputes_table_left_out(case: Case) -> None:
    def change(draft: Draft) -> None:
        draft.blocks = [block for block in draft.blocks if block not in draft.tables("disputes")]
        draft.lose([key for key in draft.values if key.startswith("disputes.")])

    case.change_draft = change


@mistake("cells.blank")
def zeros_left_blank(case: Case) -> None:
    def change(draft: Draft) -> None:
        for cell in draft.figures():
            if cell.key and cell.key.startswith("disputes.") and draft.truth.cells[cell.key] == 0:
                cell.text = ""
                draft.set(cell.key, None, "blank")

    case.truth.cells |= {key: 0 for key in case.truth.cells if key.startswith("disputes.reconsideration")}
    case.change_draft = change


@mistake("cells.not-a-count")
def count_with_decimals(case: Case) -> None:
    case.truth.cells["proactive.penalties.decisions"] = Decimal("12.5")


@mistake("cells.not-a-count")
def negative_count(case: Case) -> None:
    case.truth.cells["proactive.normative_documents.in_force"] = -2


def _last_year(case: Case) -> Truth:
    """A report of the year before that goes with this one."""
    rng = case.rng
    before = make_truth(rng, form_id="2021", agency=case.truth.agency)
    shift = case.truth.year - 1 - before.year
    title = tuple(line.replace(str(before.year), str(before.year + shift)) for line in before.title)
    paragraphs = {
        key: [line.replace(str(before.year), str(before.year + shift)) for line in lines]
        for key, lines in before.prose.paragraphs.items()
    }
    cells = dict(before.cells)
    for column in (*columns(before.form), "total"):
        carried = case.truth.cells[f"requests.carried_in.{column}"]
        delta = carried - cells[f"requests.carried_out.{column}"]
        cells[f"requests.carried_out.{column}"] = carried
        cells[f"requests.received.{column}"] += delta if delta > 0 else 0
        if delta < 0:
            cells[f"requests.granted.{column}"] -= delta
            cells[f"requests.concluded.{column}"] -= delta
    preamble = [f"本报告所列数据的统计期限为{before.year + shift}年1月1日至12月31日。"]
    day = dt.date(case.truth.year, 1, 15)
    return replace(
        before,
        year=before.year + shift,
        title=title,
        cells=cells,
        prose=Prose(paragraphs),
        preamble=preamble,
        signed=day,
        signature=before.agency.full,
    )


@mistake("years.carried")
def carried_over_otherwise(case: Case) -> None:
    case.truth.year = max(case.truth.year, 2022)
    _rewrite_year(case)
    case.previous = _last_year(case)
    for each in ("natural_person", "total"):
        case.previous.cells[f"requests.carried_out.{each}"] += 2
        case.previous.cells[f"requests.received.{each}"] += 2


@mistake("years.stock")
def stock_out_of_nowhere(case: Case) -> None:
    case.truth.year = max(case.truth.year, 2022)
    _rewrite_year(case)
    case.previous = _last_year(case)
    stock = "proactive.normative_documents"
    case.previous.cells[f"{stock}.in_force"] = 40
    case.truth.cells |= {f"{stock}.made": 1, f"{stock}.repealed": 2, f"{stock}.in_force": 60}


def _rewrite_year(case: Case) -> None:
    """Make a fresh right report for the year the case now has."""
    truth, year = case.truth, case.truth.year
    while True:
        fresh = make_truth(case.rng, form_id="2021", agency=truth.agency)
        if fresh.year == year:
            case.truth = replace(fresh, signature=truth.agency.full, signed=dt.date(year + 1, 1, 20), addressee=None)
            return


@mistake("proactive.authority", kind="township")
def township_makes_rules(case: Case) -> None:
    case.truth.cells |= {"proactive.regulations.made": 1, "proactive.regulations.in_force": 3}
