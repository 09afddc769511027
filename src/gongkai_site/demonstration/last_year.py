"""The invented offices' reports on the year before: balanced tables that end where the generated year begins."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from gongkai.forms import Form, form_for_year
from gongkai.report import Report, blank_report
from gongkai_site.demonstration.chance import Chance
from gongkai_site.demonstration.plan import YEAR, AgencyPlan, prose

Cells = dict[str, int | Decimal | None]
_ROWS = ("received", "carried_in", "concluded", "carried_out")
_USUAL = {
    "granted": 9,
    "partly_granted": 3,
    "unavailable.not_held": 4,
    "refused.third_party": 1,
    "not_handled.repeated": 1,
    "unavailable.needs_creation": 1,
}


def last_years_report(plan: AgencyPlan) -> Report:
    """Return the report on the year before, every cell filled."""
    return told(plan, blank_report(_form(), agency=plan.name, year=YEAR - 1, cells=_cells(plan)))


def told(plan: AgencyPlan, report: Report) -> Report:
    """Give a report on the year before its title and its prose, whose figures are those of its tables."""
    figures = {
        "name": plan.name,
        "short": plan.short_name,
        "year": str(YEAR - 1),
        **{row: str(report.value(f"requests.{row}.total")) for row in _ROWS},
        "in_force": str(report.value("proactive.normative_documents.in_force")),
        "assessment": prose()["assessment"] if plan.governs else "",
    }
    data = report.to_json()
    data["title"] = f"{plan.name}{YEAR - 1}年政府信息公开工作年度报告"
    data["preamble"] = prose()["preamble"].format(**figures)
    data["sections"] |= {key: prose()[key].strip().format(**figures) for key in ("overview", "problems", "other")}
    return Report.from_json({**data, "warnings": []})


def _cells(plan: AgencyPlan) -> Cells:
    cells: Cells = dict.fromkeys(_form().keys, 0)
    chance = Chance(plan.key, "last year", YEAR - 1)
    documents = plan.documents
    cells["proactive.normative_documents.in_force"] = documents.stock
    cells["proactive.normative_documents.made"] = sum(1 for each in range(documents.stock) if each % 6 == 0)
    for key, kind in (("licences", "licence"), ("penalties", "penalty"), ("compulsion", "compulsion")):
        number = plan.decisions.get(kind, 0) + plan.counts.get(kind, 0)
        cells[f"proactive.{key}.decisions"] = number * chance.between(85, 112) // 100
    yuan = sum((Decimal(str(each)) for each in plan.fees.values()), Decimal(0))
    cells["proactive.fees.amount"] = (yuan * chance.between(85, 112) / 100 / 10_000).quantize(Decimal("0.01"))
    _requests(plan, chance, cells)
    return cells


def _requests(plan: AgencyPlan, chance: Chance, cells: Cells) -> None:
    shares: Mapping[str, int] = {"natural_person": 80, "business": 9, "legal_service": 5, "other_organisation": 3}
    for kind in _form().summed_columns("requests"):
        carried_out = plan.carried.get(kind, 0)
        received = max(carried_out, plan.requests * shares.get(kind, 1) * chance.between(80, 105) // 10_000)
        _add(cells, "received", kind, received)
        _add(cells, "carried_out", kind, carried_out)
        _add(cells, "concluded", kind, received - carried_out)
        for _ in range(received - carried_out):
            _add(cells, chance.weighted(_USUAL), kind, 1)


def _add(cells: Cells, row: str, kind: str, number: int) -> None:
    for column in (kind, "total"):
        key = f"requests.{row}.{column}"
        cells[key] = (cells[key] or 0) + number


def _form() -> Form:
    return form_for_year(YEAR - 1)
