"""Randomly generated counties: boundary days, mergers, voided records, counts, refunds, co-defendants."""

import datetime as dt
import random

from gongkai_site.agencies.models import Agency
from gongkai_site.disputes.models import Dispute
from gongkai_site.records.registry import REGISTERS
from gongkai_site.registers.models import Decision, DecisionCount, DecisionKind, Fee, RegulatoryDocument
from gongkai_site.requests.models import Request
from tests.site import build

YEAR = 2026
EDGES = (
    dt.date(2025, 1, 1),
    dt.date(2025, 12, 31),
    dt.date(2026, 1, 1),
    dt.date(2026, 1, 2),
    dt.date(2026, 12, 30),
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    dt.date(2027, 12, 31),
)


def random_county(chance: random.Random) -> list[Agency]:
    """Make a county of three to six agencies, some of them merged before, on or after the year's end."""
    government, townships = build.county(chance.randint(2, 5), name=f"县{chance.random()}")
    agencies = [government, *townships]
    for agency in townships:
        if chance.random() < 0.5:
            later = [*agencies[agencies.index(agency) + 1 :], government]
            agency.abolished_on = day(chance)
            agency.successor = None if chance.random() < 0.1 else chance.choice(later)
            agency.save()
    for agency in agencies:
        if chance.random() < 0.85:
            fill(chance, agency)
    return agencies


def fill(chance: random.Random, agency: Agency) -> None:
    """Give one agency records in every register, some registers left empty."""
    makers = (_requests, _disputes, _documents, _decisions, _counts, _fees)
    for make in makers:
        if chance.random() < 0.8:
            made = make(chance, agency)
            if made:
                # A register takes the same thing once; what chance drew twice stands once.
                type(made[0])._default_manager.bulk_create(made, ignore_conflicts=True)


def day(chance: random.Random, first: dt.date = dt.date(2024, 6, 1)) -> dt.date:
    """A day from ``first`` to the end of 2027, half of them on the edge of a year."""
    last = dt.date(2027, 12, 31)
    edges = [each for each in EDGES if first <= each]
    if edges and chance.random() < 0.5:
        return chance.choice(edges)
    return first + dt.timedelta(chance.randint(0, (last - first).days))


def _later(chance: random.Random, first: dt.date) -> dt.date | None:
    return None if chance.random() < 0.3 else day(chance, first)


def kinds(register: str, field: str) -> list[str]:
    """What the form of the year offers in a register's field."""
    return [key for key, _ in REGISTERS[register].by_name[field].offered({"concluded_on": dt.date(YEAR, 1, 1)})]


def _requests(chance: random.Random, agency: Agency) -> list[Request]:
    made = []
    for number in range(chance.randint(1, 25)):
        received = day(chance)
        concluded = _later(chance, received)
        made.append(
            Request(
                agency=agency,
                number=f"{chance.random()}-{number}",
                subject="申请",
                received_on=received,
                applicant_kind=chance.choice(kinds("requests", "applicant_kind")),
                concluded_on=concluded,
                outcome=chance.choice(kinds("requests", "outcome")) if concluded else "",
                voided=chance.random() < 0.15,
            )
        )
    return made


def _disputes(chance: random.Random, agency: Agency) -> list[Dispute]:
    made = []
    for number in range(chance.randint(1, 12)):
        lodged = day(chance)
        concluded = _later(chance, lodged)
        made.append(
            Dispute(
                agency=agency,
                number=f"{chance.random()}-{number}",
                kind=chance.choice(kinds("disputes", "kind")),
                lodged_on=lodged,
                part=Dispute.Part.CO_DEFENDANT if chance.random() < 0.25 else Dispute.Part.ORIGINAL,
                concluded_on=concluded,
                result=chance.choice(kinds("disputes", "result")) if concluded else "",
                voided=chance.random() < 0.15,
            )
        )
    return made


def _documents(chance: random.Random, agency: Agency) -> list[RegulatoryDocument]:
    made = []
    for number in range(chance.randint(1, 10)):
        made_on = day(chance)
        made.append(
            RegulatoryDocument(
                agency=agency,
                number=f"{chance.random()}-{number}号",
                title="文件",
                kind=chance.choice(RegulatoryDocument.Kind.values),
                made_on=made_on,
                in_force_from=day(chance, made_on),
                voided=chance.random() < 0.15,
                repealed_on=day(chance, made_on) if chance.random() < 0.4 else None,
                expires_on=day(chance) if chance.random() < 0.4 else None,
            )
        )
    return made


def _decisions(chance: random.Random, agency: Agency) -> list[Decision]:
    return [
        Decision(
            agency=agency,
            number=f"{chance.random()}-{number}",
            matter="事项",
            kind=chance.choice(DecisionKind.values),
            decided_on=day(chance),
            voided=chance.random() < 0.15,
        )
        for number in range(chance.randint(1, 20))
    ]


def _counts(chance: random.Random, agency: Agency) -> list[DecisionCount]:
    made = []
    for _ in range(chance.randint(1, 5)):
        ends = day(chance)
        starts = ends.replace(month=1, day=1) if chance.random() < 0.5 else ends
        made.append(
            DecisionCount(
                agency=agency,
                kind=chance.choice(DecisionKind.values),
                starts_on=starts,
                ends_on=ends,
                count=chance.choice((0, 1, 7, 1200)),
                voided=chance.random() < 0.15,
            )
        )
    return made


def _fees(chance: random.Random, agency: Agency) -> list[Fee]:
    # 5,000 fen are 0.005 万元: exactly half of the last digit that the form shows.
    amounts = (5_000, 4_999, 15_000, -5_000, 1, 123_456_789, -2_500)
    return [
        Fee(
            agency=agency,
            item="收费",
            charged_on=day(chance),
            amount_fen=chance.choice(amounts),
            voided=chance.random() < 0.15,
        )
        for _ in range(chance.randint(1, 8))
    ]
