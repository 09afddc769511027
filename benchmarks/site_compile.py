"""Compiling one busy agency's year against the same sums as hand-written SQL."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import asdict
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from benchmarks.site import database, on_each_database
from benchmarks.timing import Row, medians, milliseconds, times

REQUESTS, DECISIONS, OTHERS = 20_000, 50_000, 2_000
YEAR = 2026
KINDS = {"licence": "licences", "penalty": "penalties", "compulsion": "compulsion"}
DOCUMENTS = {"regulation": "regulations", "normative": "normative_documents"}


def run() -> list[Row]:
    """Measure on the embedded database and, where ``DATABASE_URL`` names one, on the server."""
    return on_each_database("benchmarks.site_compile")


def measure() -> Row:
    """Fill a new database, compile, compare with the hand-written sums, time both in turn."""
    with database() as name:
        from gongkai_site.annual.compile import compile_year
        from gongkai_site.reach import everywhere

        with everywhere("the records of a benchmark are made straight in the database"):
            agency = _fill()
        if dict(compile_year(agency, YEAR).values) != by_hand(agency.pk):
            raise RuntimeError("The compiled figures are not those of the hand-written SQL.")
        took = medians({"compile": lambda: compile_year(agency, YEAR), "sql": lambda: by_hand(agency.pk)})
    ratio = took["compile"] / took["sql"]
    detail = (
        f"{milliseconds(took['compile'])} against {milliseconds(took['sql'])}: one agency with {REQUESTS:,} requests "
        f"and {DECISIONS:,} decisions"
    )
    return Row(f"compile a year against hand-written SQL, {name}", times(ratio), "≤ 2 ×", ratio <= 2, detail)


def _fill() -> Any:
    from django.db import connection

    from gongkai_site.agencies.models import Agency, Kind, Level
    from gongkai_site.disputes.models import Dispute
    from gongkai_site.records.registry import REGISTERS
    from gongkai_site.registers.models import Decision, DecisionCount, DecisionKind, Fee, RegulatoryDocument
    from gongkai_site.requests.models import Request

    def kinds(register: str, field: str) -> list[str]:
        offered = REGISTERS[register].by_name[field].offered({"concluded_on": dt.date(YEAR, 1, 1)})
        return [key for key, _ in offered]

    chance = random.Random(20)
    agency, other = (
        Agency.objects.create(name=name, place=name, kind=Kind.DEPARTMENT, level=Level.COUNTY)
        for name in ("甲县乙局", "甲县丙局")
    )
    start = dt.date(YEAR - 1, 10, 1)

    def day(days: int = 500) -> dt.date:
        return start + dt.timedelta(chance.randrange(days))

    def later(first: dt.date) -> dt.date | None:
        return None if chance.random() < 0.05 else first + dt.timedelta(chance.randrange(1, 60))

    def owner() -> Agency:
        return other if chance.random() < 0.1 else agency

    def voided() -> bool:
        return chance.random() < 0.01

    requests, disputes = [], []
    for number in range(REQUESTS):
        received = day()
        concluded = later(received)
        outcome = chance.choice(kinds("requests", "outcome")) if concluded else ""
        requests.append(Request(agency=agency if number else other, number=str(number), subject="申请公开有关信息",
                                received_on=received, concluded_on=concluded, outcome=outcome, voided=voided(),
                                applicant_kind=chance.choice(kinds("requests", "applicant_kind"))))  # fmt: skip
    for number in range(OTHERS):
        lodged = day()
        concluded = later(lodged)
        result = chance.choice(kinds("disputes", "result")) if concluded else ""
        disputes.append(Dispute(agency=owner(), kind=chance.choice(kinds("disputes", "kind")), number=str(number),
                                part=chance.choice(Dispute.Part.values), lodged_on=lodged, concluded_on=concluded,
                                result=result, voided=voided()))  # fmt: skip
    Request.objects.bulk_create(requests, 500)
    Dispute.objects.bulk_create(disputes, 500)
    Decision.objects.bulk_create(
        [Decision(agency=agency, kind=chance.choice(DecisionKind.values), number=str(number), decided_on=day(),
                  matter="准予办理有关事项", voided=voided()) for number in range(DECISIONS)], 500)  # fmt: skip
    Fee.objects.bulk_create(
        [Fee(agency=owner(), item="收费", charged_on=day(), amount_fen=chance.randint(-5_000, 90_000), voided=voided())
         for _ in range(OTHERS)], 500)  # fmt: skip
    documents = []
    for number in range(OTHERS):
        made = day()
        documents.append(RegulatoryDocument(agency=owner(), kind=chance.choice(RegulatoryDocument.Kind.values),
                                            number=str(number), title="文件", made_on=made, in_force_from=made,
                                            repealed_on=later(made) if number % 9 == 0 else None,
                                            expires_on=later(made) if number % 7 == 0 else None,
                                            voided=voided()))  # fmt: skip
    RegulatoryDocument.objects.bulk_create(documents, 500)
    counts = []
    for _ in range(OTHERS):
        on = day()
        counts.append(DecisionCount(agency=owner(), kind=chance.choice(DecisionKind.values), starts_on=on, ends_on=on,
                                    count=chance.randint(0, 90), voided=voided()))  # fmt: skip
    DecisionCount.objects.bulk_create(counts, 500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return agency


_REQUESTS = """
    SELECT applicant_kind, outcome,
        SUM(CASE WHEN received_on >= {first} THEN 1 ELSE 0 END),
        SUM(CASE WHEN received_on < {first} THEN 1 ELSE 0 END),
        SUM(CASE WHEN concluded_on <= {last} THEN 1 ELSE 0 END),
        SUM(CASE WHEN concluded_on IS NULL OR concluded_on > {last} THEN 1 ELSE 0 END)
    FROM requests_request
    WHERE agency_id = {agency} AND NOT voided AND received_on <= {last}
        AND (concluded_on IS NULL OR concluded_on >= {first})
    GROUP BY applicant_kind, outcome"""
_DISPUTES = """
    SELECT kind, CASE WHEN concluded_on <= {last} THEN result ELSE 'pending' END, COUNT(*)
    FROM disputes_dispute
    WHERE agency_id = {agency} AND NOT voided AND part = 'original' AND lodged_on <= {last}
        AND (concluded_on IS NULL OR concluded_on >= {first})
    GROUP BY 1, 2"""
_DOCUMENTS = """
    SELECT kind,
        SUM(CASE WHEN made_on >= {first} THEN 1 ELSE 0 END),
        SUM(CASE WHEN repealed_on <= {last} THEN 1 ELSE 0 END),
        SUM(CASE WHEN in_force_from <= {last} AND (repealed_on IS NULL OR repealed_on > {last})
            AND (expires_on IS NULL OR expires_on >= {last}) THEN 1 ELSE 0 END)
    FROM registers_regulatorydocument
    WHERE agency_id = {agency} AND NOT voided AND made_on <= {last} AND (repealed_on IS NULL OR repealed_on >= {first})
    GROUP BY kind"""
_DECISIONS = """
    SELECT kind, COUNT(*) FROM registers_decision
    WHERE agency_id = {agency} AND NOT voided AND decided_on BETWEEN {first} AND {last} GROUP BY kind"""
_COUNTS = """
    SELECT kind, SUM(count) FROM registers_decisioncount
    WHERE agency_id = {agency} AND NOT voided AND ends_on BETWEEN {first} AND {last} GROUP BY kind"""
_FEES = """
    SELECT COALESCE(SUM(amount_fen), 0) FROM registers_fee
    WHERE agency_id = {agency} AND NOT voided AND charged_on BETWEEN {first} AND {last}"""


def by_hand(agency: int) -> dict[str, Any]:
    """The same cells as a programmer would write them who has only this one form to fill in."""
    from django.db import connection

    from gongkai import get_form

    cells: dict[str, Any] = dict.fromkeys(get_form("2021").keys, 0)
    first, last = f"'{YEAR}-01-01'", f"'{YEAR}-12-31'"
    with connection.cursor() as cursor:

        def ask(text: str) -> list[Any]:
            cursor.execute(text.format(agency=agency, first=first, last=last))
            return cursor.fetchall()

        for applicant, outcome, *sums in ask(_REQUESTS):
            for row, count in zip(("received", "carried_in", "concluded", "carried_out"), sums, strict=True):
                for place in (row, outcome) if row == "concluded" and outcome else (row,):
                    cells[f"requests.{place}.{applicant}"] += count
                    cells[f"requests.{place}.total"] += count
        for kind, result, count in ask(_DISPUTES):
            cells[f"disputes.{kind}.{result}"] += count
            cells[f"disputes.{kind}.total"] += count
        for kind, made, repealed, in_force in ask(_DOCUMENTS):
            for column, count in (("made", made), ("repealed", repealed), ("in_force", in_force)):
                cells[f"proactive.{DOCUMENTS[kind]}.{column}"] = count
        for text in (_DECISIONS, _COUNTS):
            for kind, count in ask(text):
                cells[f"proactive.{KINDS[kind]}.decisions"] += count
        fen = ask(_FEES)[0][0]
    cells["proactive.fees.amount"] = (Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return cells


if __name__ == "__main__":
    print(json.dumps(asdict(measure()), ensure_ascii=False))
