"""An independent recount: plain Python over raw rows. It shares nothing with the compiler, not even a date comparison.

Dates are compared as the text the database shows; records are sent up to whoever reports for their agency, while the
compiler gathers agencies from above.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.db import connection

RESULT_ROWS = (
    "granted", "partly_granted", "refused.state_secret", "refused.other_law", "refused.safety_stability",
    "refused.third_party", "refused.internal_affairs", "refused.process_information", "refused.enforcement_file",
    "refused.administrative_query", "unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear",
    "not_handled.petition", "not_handled.repeated", "not_handled.publication", "not_handled.excessive",
    "not_handled.confirmation", "other.correction_overdue", "other.fee_overdue", "other.other",
)  # fmt: skip
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_organisation")
ROWS = ("received", "carried_in", *RESULT_ROWS, "concluded", "carried_out")
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def rows(table: str, columns: str) -> list[list[Any]]:
    """Raw rows of a table that were not voided, dates as ISO text and "" for none."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} WHERE NOT voided")
        return [["" if each is None else each if isinstance(each, int) else str(each) for each in row]
                for row in cursor.fetchall()]  # fmt: skip


def holders(year: int) -> dict[int, int]:
    """Who reports the year's figures of each agency: itself, or whom it had been merged into by the year's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, successor_id, abolished_on FROM agencies_agency")
        table = {pk: (successor, str(on)) for pk, successor, on in cursor.fetchall()}
    found = {}
    for pk in table:
        holder = pk
        while table[holder][0] is not None and table[holder][1][:4] <= str(year):
            holder = table[holder][0]
        found[pk] = holder
    return found


def recount(year: int) -> dict[int, dict[str, Any]]:
    """Every cell of every agency that reports the year."""
    who = holders(year)
    made: dict[int, Counter[str]] = {pk: Counter() for pk in set(who.values())}
    _requests(year, who, made)
    _disputes(year, who, made)
    fen = _proactive(year, who, made)
    return {pk: _form(counts, fen[pk]) for pk, counts in made.items()}


def _requests(year: int, who: dict[int, int], made: dict[int, Counter[str]]) -> None:
    columns = "agency_id, applicant_kind, outcome, received_on, concluded_on"
    for agency, kind, outcome, received, concluded in rows("requests_request", columns):
        came, went = int(received[:4]), int(concluded[:4] or 9999)
        at = []
        if came == year:
            at.append("received")
        if came < year <= went:
            at.append("carried_in")
        if went == year:
            at += ["concluded", outcome]
        if came <= year < went:
            at.append("carried_out")
        for row in at:
            made[who[agency]][f"requests.{row}.{kind}"] += 1
            made[who[agency]][f"requests.{row}.total"] += 1


def _disputes(year: int, who: dict[int, int], made: dict[int, Counter[str]]) -> None:
    columns = "agency_id, kind, part, result, lodged_on, concluded_on"
    for agency, kind, part, result, lodged, concluded in rows("disputes_dispute", columns):
        if part == "co_defendant" or int(lodged[:4]) > year:
            continue
        went = int(concluded[:4] or 9999)
        if went >= year:
            cell = result if went == year else "pending"
            made[who[agency]][f"disputes.{kind}.{cell}"] += 1
            made[who[agency]][f"disputes.{kind}.total"] += 1


def _proactive(year: int, who: dict[int, int], made: dict[int, Counter[str]]) -> Counter[int]:
    last = f"{year}-12-31"
    names = {"regulation": "proactive.regulations", "normative": "proactive.normative_documents"}
    columns = "agency_id, kind, made_on, in_force_from, repealed_on, expires_on"
    for agency, kind, made_on, starts, repealed, expires in rows("registers_regulatorydocument", columns):
        made[who[agency]][f"{names[kind]}.made"] += made_on[:4] == str(year)
        made[who[agency]][f"{names[kind]}.repealed"] += repealed[:4] == str(year)
        dead = (repealed and repealed <= last) or (expires and expires < last)
        made[who[agency]][f"{names[kind]}.in_force"] += made_on <= last and starts <= last and not dead
    kinds = {"licence": "licences", "penalty": "penalties", "compulsion": "compulsion"}
    for agency, kind, decided in rows("registers_decision", "agency_id, kind, decided_on"):
        made[who[agency]][f"proactive.{kinds[kind]}.decisions"] += decided[:4] == str(year)
    for agency, kind, starts, count in rows("registers_decisioncount", "agency_id, kind, starts_on, count"):
        made[who[agency]][f"proactive.{kinds[kind]}.decisions"] += count * (starts[:4] == str(year))
    fen: Counter[int] = Counter()
    for agency, charged, amount in rows("registers_fee", "agency_id, charged_on, amount_fen"):
        fen[who[agency]] += amount * (charged[:4] == str(year))
    return fen


def _form(counts: Counter[str], fen: int) -> dict[str, Any]:
    cells: dict[str, Any] = {
        f"proactive.{row}.{column}": counts[f"proactive.{row}.{column}"]
        for row in ("regulations", "normative_documents")
        for column in ("made", "repealed", "in_force")
    }
    for row in ("licences", "penalties", "compulsion"):
        cells[f"proactive.{row}.decisions"] = counts[f"proactive.{row}.decisions"]
    hundredths = (abs(fen) + 5_000) // 10_000
    cells["proactive.fees.amount"] = Decimal(hundredths if fen >= 0 else -hundredths) / 100
    for row in ROWS:
        for column in (*COLUMNS, "total"):
            cells[f"requests.{row}.{column}"] = counts[f"requests.{row}.{column}"]
    for group in GROUPS:
        for column in ("upheld", "corrected", "other", "pending", "total"):
            cells[f"disputes.{group}.{column}"] = counts[f"disputes.{group}.{column}"]
    return cells
