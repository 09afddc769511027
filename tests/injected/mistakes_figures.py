"""Mistakes in the figures: sums, what is carried over, stock, who may make rules, copied and mistyped figures."""

from __future__ import annotations

from decimal import Decimal

from tests.injected.compose import last_years
from tests.injected.figures import GROUPS, KINDS, OUTCOMES, RESULTS, Figures, draw_two_years
from tests.injected.mistake import mistake
from tests.injected.report import Report, Sentence
from tests.injected.restate import restate, silence


def _add(cells: Figures, row: str, kind: str, number: int) -> None:
    for each in (kind, "total"):
        cells[f"requests.{row}.{each}"] = int(cells[f"requests.{row}.{each}"]) + number


def _kind(report: Report) -> str:
    """A kind of applicant that applied."""
    return report.rng.choice([each for each in KINDS if report.count(f"requests.received.{each}")] or [KINDS[0]])


@mistake("requests.balance")
def carried_out_does_not_balance(report: Report) -> None:
    """Received and carried in are not what was concluded and carried out."""
    _add(report.cells, "carried_out", _kind(report), report.rng.randint(1, 4))
    restate(report)


@mistake("requests.balance")
def received_does_not_balance(report: Report) -> None:
    """A request more was entered than ends anywhere."""
    _add(report.cells, "received", _kind(report), report.rng.randint(1, 9))
    for sentence in report.of(
        "requests.none", "requests.change", "requests.percent", "requests.share", "requests.area"
    ):
        sentence.text = "{year}年共收到政府信息公开申请{received}件。"
    restate(report)


@mistake("requests.concluded")
def results_do_not_make_the_total(report: Report) -> None:
    """An outcome is counted twice."""
    _add(report.cells, report.rng.choice(OUTCOMES), _kind(report), report.rng.randint(1, 3))
    restate(report)


@mistake("requests.concluded")
def a_result_was_forgotten(report: Report) -> bool:
    """An outcome is missing from its row."""
    filled = [row for row in OUTCOMES if report.count(f"requests.{row}.total")]
    if not filled:
        return False
    row = report.rng.choice(filled)
    kind = next(each for each in KINDS if report.count(f"requests.{row}.{each}"))
    _add(report.cells, row, kind, -1)
    restate(report)
    return True


@mistake("requests.row-total")
def a_row_does_not_add_up(report: Report) -> None:
    """The total of a row is not the sum of its applicants."""
    row = report.rng.choice(("received", "carried_in", "concluded", "carried_out", *OUTCOMES))
    report.cells[f"requests.{row}.total"] = report.count(f"requests.{row}.total") + report.rng.randint(1, 5)
    restate(report)


@mistake("requests.row-total")
def an_applicant_stands_only_in_the_total(report: Report) -> bool:
    """The column of natural persons was left at nought."""
    if not report.count("requests.received.natural_person"):
        return False
    report.cells["requests.received.natural_person"] = 0
    report.cells["requests.carried_in.natural_person"] = report.cells["requests.concluded.natural_person"] = 0
    for row in OUTCOMES:
        report.cells[f"requests.{row}.natural_person"] = 0
    report.cells["requests.carried_out.natural_person"] = 0
    return True


@mistake("disputes.total")
def disputes_do_not_add_up(report: Report) -> None:
    """One group's total is not the sum of its four results."""
    key = f"disputes.{report.rng.choice(GROUPS)}.{report.rng.choice((*RESULTS, 'total'))}"
    report.cells[key] = report.count(key) + report.rng.randint(1, 3)
    restate(report)


@mistake("disputes.total")
def only_the_total_of_disputes_is_filled(report: Report) -> bool:
    """A total stands over four noughts."""
    group = next((g for g in GROUPS if report.count(f"disputes.{g}.total")), "")
    for result in RESULTS if group else ():
        report.cells[f"disputes.{group}.{result}"] = 0
    restate(report)
    return bool(group)


def _carry_in(report: Report, number: int) -> None:
    kind = KINDS[0]
    _add(report.cells, "carried_in", kind, number)
    _add(report.cells, "granted", kind, number)
    _add(report.cells, "concluded", kind, number)
    for sentence in report.of("requests.none", "requests.outcomes"):
        sentence.text = "{year}年共收到政府信息公开申请{received}件。"
    restate(report)


@mistake("years.carried", previous=True)
def more_carried_in_than_last_year_left(report: Report) -> None:
    """The year begins with more than the last one ended with; all sums hold."""
    _carry_in(report, report.rng.randint(1, 5))


@mistake("years.carried", previous=True)
def what_last_year_left_is_forgotten(report: Report) -> bool:
    """Last year's open requests are nowhere."""
    left = [kind for kind in KINDS if report.count(f"requests.carried_in.{kind}")]
    for kind in left:
        number = report.count(f"requests.carried_in.{kind}")
        _add(report.cells, "carried_in", kind, -number)
        _add(report.cells, "received", kind, number)
    for sentence in report.of(*(f"requests.{each}" for each in ("none", "change", "percent", "share", "area"))):
        sentence.text = "{year}年共收到政府信息公开申请{received}件。"
    restate(report)
    return bool(left)


@mistake("years.stock", previous=True)
def stock_does_not_follow(report: Report) -> bool:
    """In force is not what was, and was made, without what was repealed."""
    key = "proactive.normative_documents.in_force"
    report.cells[key] = report.count(key) + report.rng.randint(2, 9)
    restate(report)
    return report.year > 2021


@mistake("proactive.stock")
def fewer_in_force_than_were_made(report: Report) -> None:
    """Documents made this year and not repealed are not in force."""
    key = "proactive.normative_documents"
    made = report.rng.randint(3, 12)
    report.cells |= {f"{key}.made": made, f"{key}.repealed": 0, f"{key}.in_force": report.rng.randint(0, made - 1)}
    for sentence in report.of("overview.normative_none"):
        sentence.text = ""
    restate(report)


@mistake("proactive.authority", kinds=("township", "subdistrict", "bureau", "county"))
def rules_by_who_may_not_make_them(report: Report) -> None:
    """Normative documents were entered as rules."""
    key = "proactive.regulations"
    made = report.rng.randint(0, 4)
    report.cells |= {f"{key}.made": made, f"{key}.in_force": made + report.rng.randint(1, 9)}


@mistake("structure.form")
def the_form_of_2019(report: Report) -> None:
    """The tables are those of the form that was in force until 2020."""
    cells, _ = draw_two_years(report.office.size, "2019", report.rng)
    report.form, report.cells = "2019", cells
    restate(report)
    silence(
        report,
        "docs_made",
        "docs_in_force",
        "fees",
        "licences",
        "penalties",
        "compulsion",
        "last_received",
        "more",
        "percent",
        "share",
        "own",
    )


@mistake("years.unchanged", previous=True, kinds=("bureau", "county", "city"))
def last_years_figures_again(report: Report) -> bool:
    """The tables are last year's, untouched."""
    if report.year == 2021 or sum(1 for number in report.last.values() if number) < 12:
        return False
    report.cells = dict(report.last)
    silence(report, "last_received", "more", "percent", "share", "own")
    restate(report)
    return True


@mistake("years.magnitude", previous=True, kinds=("bureau", "county", "city"))
def yuan_typed_as_ten_thousand_yuan(report: Report) -> bool:
    """The fee's amount in yuan stands under 万元."""
    amount = Decimal(str(report.cells["proactive.fees.amount"]))
    if not amount or report.year == 2021:
        return False
    report.cells["proactive.fees.amount"] = int(amount * 10000)
    silence(report, "fees")
    return True


@mistake("years.magnitude", previous=True, kinds=("bureau", "county", "city"))
def three_noughts_too_many(report: Report) -> bool:
    """A count is a thousand times and more what it was."""
    if report.year == 2021 or not report.count("proactive.licences.decisions"):
        return False
    report.cells["proactive.licences.decisions"] = int(report.last["proactive.licences.decisions"]) * 1000 + 1000
    restate(report)
    return True


@mistake("text.repeated", previous=True)
def last_years_prose_with_the_year_changed(report: Report) -> None:
    """All prose is last year's, only years and figures were changed."""
    report.style["repeat"] = "last"


def repeated(report: Report, wording: str) -> Report:
    """Last year's report in this year's words."""
    previous = last_years(report, wording)

    def again(sentences: list[Sentence]) -> list[Sentence]:
        return [_as_last(each) for each in sentences]

    previous.preamble, previous.problems, previous.other = (
        again(report.preamble),
        again(report.problems),
        again(report.other),
    )
    for part in report.overview:
        part.sentences = [
            each for each in part.sentences if not each.kind.startswith(("requests.", "disputes."))
        ] or part.sentences
    previous.overview = [type(part)(part.key, part.heading, again(part.sentences)) for part in report.overview]
    return previous


def _as_last(sentence: Sentence) -> Sentence:
    values = dict(sentence.values)
    for name in ("year", "last", "next"):
        values[name] = int(str(values[name])) - 1
    return Sentence(sentence.kind, sentence.text, values, sentence.numerals)
